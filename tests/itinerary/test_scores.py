"""The journeys of `tests/data/journeys.jsonl`, scored; the bars are below what is reached, so that losses show.

`held_out` items were set aside when written; `opened` says that they were later looked at. What each batch scored
on first sight stands in docs/journeys.md. Batches 8 to 20 were written by strangers to the code, each text with its own
table of places; they have bars of their own, the last six lower ones, being the harder and the less studied.
"""

from collections import Counter

import pytest

from tests.itinerary.scoring import Score, score
from tests.itinerary.world import examinations, items, long_articles, ordinary_news, strangers_texts, world_of

FIRST_BY_STRANGERS = 8
FIRST_OF_THE_LAST_SIX = 15


def test_the_set_is_as_large_and_as_mixed_as_promised():
    journeys = [i for i in items() if i["itineraries"]]
    nothing = [i for i in items() if not i["itineraries"]]
    assert len(journeys) >= 90
    assert len(nothing) >= 60
    assert 3 * sum(i["held_out"] for i in items()) >= len(items())
    modes = Counter(m for i in journeys for one in i["itineraries"] for s in one["stops"] for m in s.get("mode", ()))
    assert min(modes[m] for m in ("rail", "road", "sea", "air", "foot")) >= 20


def test_every_gold_place_is_among_the_test_places():
    for item in items():
        known = world_of(item)
        places = {p.name for p in (*known.names.values(), *known.demonyms.values())}
        named = {n for one in item["itineraries"] for s in one["stops"] for n in s["place"].split("|")}
        assert named <= places, item["id"]


@pytest.fixture(scope="module")
def whole() -> Score:
    return score(i for i in items() if i["batch"] < FIRST_BY_STRANGERS)


@pytest.fixture(scope="module")
def strangers() -> Score:
    return score(i for i in items() if FIRST_BY_STRANGERS <= i["batch"] < FIRST_OF_THE_LAST_SIX)


@pytest.fixture(scope="module")
def last_six() -> Score:
    return score(i for i in items() if i["batch"] >= FIRST_OF_THE_LAST_SIX)


@pytest.fixture(scope="module")
def unopened() -> Score:
    return score(i for i in items() if i["held_out"] and not i["opened"])


def test_stops_are_found_in_travel_order(whole):
    assert whole.f1 >= 0.92


def test_the_status_of_stops_is_right(whole):
    assert whole.status_share >= 0.95


def test_the_mode_of_legs_is_right(whole):
    assert whole.mode_share >= 0.90


def test_dates_fall_on_the_right_day(whole):
    assert whole.date_share >= 0.85


def test_no_journey_is_invented(whole):
    assert whole.invented == []


def test_texts_never_looked_at_score_as_well(unopened):
    assert unopened.f1 >= 0.90
    assert unopened.status_share >= 0.90
    assert unopened.mode_share >= 0.88
    assert unopened.invented == []


def test_texts_of_strangers_are_read_nearly_as_well(strangers):
    assert strangers.f1 >= 0.88
    assert strangers.status_share >= 0.94
    assert strangers.mode_share >= 0.88
    assert strangers.date_share >= 0.78


def test_the_last_texts_of_strangers_are_read_in_their_greater_part(last_six):
    assert last_six.f1 >= 0.78
    assert last_six.status_share >= 0.92
    assert last_six.mode_share >= 0.86
    assert last_six.date_share >= 0.68


def test_no_journey_is_invented_from_texts_of_strangers(strangers, last_six):
    assert strangers.invented == []
    assert last_six.invented == []


@pytest.fixture(scope="module")
def aside() -> Score:
    """Texts of strangers that neither the rules nor the reader were made with, one in twelve of them."""
    return score([i for i in strangers_texts() if i.get("aside")][::12])


def test_texts_set_aside_are_read_as_well_as_before(aside):
    assert aside.f1 >= 0.70
    assert aside.status_share >= 0.88
    assert aside.mode_share >= 0.74
    assert len(aside.invented) <= 3


def test_examinations_are_passed():
    """Texts by examiners who knew the task and no code, one in five of them."""
    passed = score(list(examinations())[::5])
    assert passed.f1 >= 0.85
    assert passed.status_share >= 0.92
    assert passed.mode_share >= 0.87
    assert len(passed.invented) <= 1


def test_ordinary_news_tempts_it_into_few_journeys():
    """News about something else: who is found or quoted somewhere does not travel, who is flown to hospital does."""
    passed = score(ordinary_news())
    assert passed.f1 >= 0.60
    assert passed.status_share >= 0.90
    assert len(passed.invented) <= 6


@pytest.mark.heavy
def test_long_articles_keep_what_has_been_reached():
    """Far below the bar: the reader was trained on short texts. The next one must not fall behind this."""
    passed = score(long_articles())
    assert passed.f1 >= 0.53
    assert passed.status_share >= 0.90
    assert not passed.invented
