"""A pile of articles about hundreds of journeys: hardly any two of them tell of one."""

from datetime import date

import pytest

from geo.articles.article import Article
from geo.itinerary import fuse
from tests.itinerary.world import items, world


@pytest.fixture(scope="module")
def pile():
    """What each text tells, and the articles."""
    read, articles = [], []
    for item in items():
        published = item.get("published")
        read += world().journeys(item["text"], published=published, name=item["id"])
        articles.append(Article(item["id"], "", item["text"], date.fromisoformat(published) if published else None))
    return read, articles


def joined(read, articles):
    """The articles behind each itinerary that more than one tells of."""
    told = [{e.article_id for s in one.stops for e in s.evidence} for one in fuse(read, articles)]
    return [ids for ids in told if len(ids) > 1]


def test_unrelated_journeys_are_not_chained(pile):
    groups = joined(*pile)
    assert len(groups) <= 5
    assert max(map(len, groups), default=0) <= 2


def test_what_is_joined_was_told_within_days(pile):
    days = {a.id: a.published for a in pile[1]}
    for ids in joined(*pile):
        told = [days[i] for i in ids]
        assert None not in told
        assert (max(told) - min(told)).days <= 14
