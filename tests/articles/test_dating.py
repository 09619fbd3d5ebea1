"""When an article says that it was published."""

from datetime import date

import pytest

from geo.articles.dating import read_date
from geo.errors import ArticleError


@pytest.mark.parametrize(
    "told",
    [
        "2016-11-23T16:58Z",
        "20161123",
        "2016/11/23",
        "2016.11.23 09:00",
        "23 November 2016",
        "23. November 2016",
        "23-Nov-2016",
        "2016 Nov 23",
        "Wednesday 23rd November 2016",
        "Wed Nov 23, 2016 | 4:58pm EST",
        "7:58 AM ET, Wed November 23, 2016",
        "Wed, 23 Nov 2016 16:58:01 GMT",
    ],
)
def test_a_day_that_only_one_reading_fits_is_read(told):
    assert read_date(told, "here") == date(2016, 11, 23)


@pytest.mark.parametrize("told", ["03/04/2016", "soon", "2016/24/11", "30 February 2016", "November 2016"])
def test_what_could_be_two_days_or_none_is_refused(told):
    with pytest.raises(ArticleError, match=f"here: '{told}' is not a date"):
        read_date(told, "here")
