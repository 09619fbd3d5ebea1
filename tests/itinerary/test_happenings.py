"""What befalls somebody somewhere shows where they were, if they are told of as travelling at all."""

import pytest

from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def stops(text, published="2024-03-13"):
    read = world().journeys(text, published=published)
    return [s.place.name for one in read for s in one.stops]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The bishop collapsed in Rome on Sunday, two days after he had flown there from Lisbon.", ["Lisbon", "Rome"]),
        ("The hostages were freed on Friday in Cairo and flown to Rome on Saturday.", ["Cairo", "Rome"]),
        ("Anna Lund left Hamburg on Friday. On the way she lost her passport in Berlin.", ["Hamburg", "Berlin"]),
        ("Sunday found him in Vienna. On Monday he flew to Athens.", ["Vienna", "Athens"]),
        (
            "Anna Lund was brought before a judge in Rome on Monday. She had been driven there from Vienna.",
            ["Vienna", "Rome"],
        ),
    ],
)
def test_what_befalls_a_traveller_is_a_stop(text, places):
    assert stops(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The bishop collapsed in Rome on Sunday.",
        "Shares in the airline fell in Berlin on Monday after profits dropped in London.",
        "The opposition leader was born in Minsk, studied in Berlin and worked in Vienna.",
        "The ministry said volumes rose, driven by exports from China to Japan.",
        "Lorries come from Rome and go to Vienna; they bring wine.",
    ],
)
def test_what_happens_to_those_who_stay_is_no_journey(text):
    assert stops(text) == []


def test_an_engine_that_fails_is_no_traveller():
    text = "The refugees left Cairo on Friday and landed in Rome on Monday. Their engine failed in Athens."
    assert stops(text) == ["Cairo", "Rome"]


def test_a_purpose_with_a_date_gone_by_was_achieved():
    (one,) = world().journeys(
        "The icebreaker cut through thick ice to reach Hamburg on 9 March.", published="2024-03-13"
    )
    assert [s.status.value for s in one.stops] == ["done"]
