"""A pile of articles about hundreds of journeys: hardly any two of them tell of one."""

from datetime import date

import pytest

from geo.articles.article import Article
from geo.itinerary import fuse
from tests.itinerary.world import items, journeys_of

# The last six batches of strangers take up the same news as others do: their journeys may well be joined.
TEXTS = tuple(i for i in items() if i["batch"] < 15)


@pytest.fixture(scope="module")
def joined():
    """The articles, with their days, behind each itinerary that more than one tells of."""
    read, articles = [], []
    for item in TEXTS:
        published = item.get("published")
        read += journeys_of(item)
        articles.append(Article(item["id"], "", item["text"], date.fromisoformat(published) if published else None))
    days = {a.id: a.published for a in articles}
    told = [{e.article_id for s in one.stops for e in s.evidence} for one in fuse(read, articles)]
    return [{i: days[i] for i in ids} for ids in told if len(ids) > 1]


def test_unrelated_journeys_are_not_chained(joined):
    assert len(joined) <= len(TEXTS) / 50
    assert max(map(len, joined), default=0) <= 3


def test_what_is_joined_was_told_within_weeks(joined):
    for days in joined:
        assert (max(days.values()) - min(days.values())).days <= 45
