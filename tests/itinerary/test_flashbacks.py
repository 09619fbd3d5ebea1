"""Where flashbacks, days told beside them and plain untruths leave a stop."""

import pytest

from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def told(text, published="2024-03-13"):
    (one,) = world().journeys(text, published=published)
    return [(s.place.name, s.status.value) for s in one.stops]


def test_what_is_told_beside_a_later_day_lies_after_what_came_before():
    text = (
        "The minister flew to Cairo on Thursday and spent Friday in Athens. "
        "On Sunday he was received in Vienna, having come by road from Graz."
    )
    assert told(text) == [("Cairo", "done"), ("Athens", "done"), ("Graz", "done"), ("Vienna", "done")]


def test_a_departure_told_behind_a_lead_takes_what_follows_with_it():
    text = "Anna Lund was arrested in Rome on Sunday. She left Lisbon for Madrid on 2 March and lived in Berlin a week."
    assert told(text)[:3] == [("Lisbon", "done"), ("Berlin", "done"), ("Rome", "done")]


def test_a_morning_after_a_night_is_the_next_day():
    (one,) = world().journeys(
        "The envoy left Cairo on Monday evening. He crossed the border at Athens at dawn and reached Rome.",
        published="2024-03-13",
    )
    assert str(one.stops[1].when.start.date()) == "2024-03-12"


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the minister would fly to Rome were false. He left Cairo for Athens on Monday.",
        "A rumour that the minister would visit Rome was dismissed. He left Cairo for Athens on Monday.",
    ],
)
def test_reports_said_to_be_untrue_are_denied(text):
    assert ("Rome", "denied") in told(text)


def test_a_distance_from_a_place_far_away_is_no_stop():
    text = "The freighter was 400 miles west of Lisbon on Sunday. It had left Hamburg on Thursday for Rome."
    assert "Lisbon" not in dict(told(text))
