"""Names in texts that tell of a journey: placed once more as such texts mean them."""

import numpy as np
import pytest

from geo.articles.article import Article
from geo.geoparse import geoparse, resolve
from geo.geoparse.evidence import FEATURES, HINTED
from geo.geoparse.resolver import Weights, shipped_weights
from geo.pipeline import find_places, judge, line_up, tell
from geo.world import World

VOYAGE = "The icebreaker sailed from Hobart on 3 January and reached Davis on the 14th, 4,800 km from Hobart."
STATION = "S.STNB"


@pytest.fixture(scope="module")
def world():
    return World.open()


def article_of(text):
    return Article("a", "", text)


def features(resolutions):
    return {r.mention.text: r.resolved.feature for r in resolutions}


def test_whoever_knows_of_a_journey_says_so(world):
    article = article_of(VOYAGE)
    as_news = geoparse(article, world.gazetteer)
    again = resolve(article, [r.mention for r in as_news], world.gazetteer, travelling=True)
    assert [r.mention for r in again] == [r.mention for r in as_news]
    assert features(as_news)["Davis"] != STATION
    assert features(again)["Davis"] == STATION


def test_a_story_shows_the_place_that_the_journey_means(world):
    story = tell([article_of(VOYAGE)], world)
    assert [s.place.feature for s in story.itineraries[0].stops][-1] == STATION
    assert features(story.resolutions)["Davis"] == STATION


def test_claims_are_measured_to_the_same_place(world):
    (told,) = tell([article_of(VOYAGE)], world).findings
    (judged,) = judge([article_of(VOYAGE)], world)
    assert told.claim.origin == judged.claim.origin
    assert told.verdict is judged.verdict


def test_without_a_journey_names_stay_as_they_were(world):
    article = article_of("Prices rose in Davis and in Hobart last year, a bank said.")
    before = find_places([article], world.gazetteer)
    after, itineraries = line_up([article], before, world)
    assert itineraries == ()
    assert after == before


def test_only_the_last_pass_differs_and_not_in_what_hints_weigh():
    plain, travelling = shipped_weights().passes, shipped_weights().of_journeys().passes
    assert all(np.array_equal(a, b) for a, b in zip(plain[:-1], travelling[:-1], strict=True))
    hints = [FEATURES.index(f) for f in HINTED]
    assert np.array_equal(plain[-1][hints], travelling[-1][hints])
    assert not np.array_equal(plain[-1], travelling[-1])


def test_weights_without_journeys_serve_for_all():
    weights = Weights(shipped_weights().passes, shipped_weights().platt, shipped_weights().curve)
    assert weights.of_journeys() is weights
