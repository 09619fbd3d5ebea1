from datetime import datetime

import pytest

from geo.itinerary.journey import Precision, When
from maps.when import say


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2023-09-12 00:00", "2023-09-12 23:59", Precision.DAY, "Tue 12 Sep 2023"),
        ("2023-09-12 04:00", "2023-09-12 08:00", Precision.PART_OF_DAY, "Tue 12 Sep 2023, early"),
        ("2023-09-10 12:00", "2023-09-10 18:00", Precision.PART_OF_DAY, "Sun 10 Sep 2023, afternoon"),
        ("2023-09-10 18:00", "2023-09-10 23:59", Precision.PART_OF_DAY, "Sun 10 Sep 2023, evening"),
        ("2023-09-10 00:00", "2023-09-12 23:59", Precision.DAY, "10–12 Sep 2023"),
        ("2023-08-30 00:00", "2023-09-02 23:59", Precision.WEEK, "30 Aug – 2 Sep 2023"),
        ("2023-12-30 00:00", "2024-01-02 23:59", Precision.DAY, "30 Dec 2023 – 2 Jan 2024"),
        ("2023-09-01 00:00", "2023-09-30 23:59", Precision.MONTH, "Sep 2023"),
        ("2023-01-01 00:00", "2023-12-31 23:59", Precision.YEAR, "2023"),
        ("2023-09-12 06:05", "2023-09-12 06:05", Precision.MINUTE, "Tue 12 Sep 2023, 06:05"),
    ],
)
def test_a_date_is_said_as_finely_as_reported(start: str, end: str, precision: Precision, said: str) -> None:
    assert say(When(datetime.fromisoformat(start), datetime.fromisoformat(end), precision)) == said
