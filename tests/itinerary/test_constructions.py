"""Constructions of news: who moves, what is ruled out, what is told backwards."""

import pytest

from tests.itinerary.world import world


def only(text, published="2024-03-10"):
    (one,) = world().journeys(text, published=published)
    return one


def told(text, **options):
    return [(s.place.name, s.status.value) for s in only(text, **options).stops]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "The tanker sailed from Odesa, not from Hamburg, and reached Lisbon.",
            [("Odesa", "done"), ("Lisbon", "done"), ("Hamburg", "denied")],
        ),
        (
            "The envoy flew to Cairo rather than Rome.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "The envoy, whose plane was expected in Rome, landed instead in Cairo on Monday.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "Joe Biden had been expected in Rome, but he flew to Cairo.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "The envoy landed in Cairo. A visit to Rome, rumoured last month, is not planned.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
    ],
)
def test_what_a_sentence_rules_out_is_denied(text, stops):
    assert told(text) == stops


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Anna Lund reached Nairobi on Sunday, 50 days after leaving Cairo. From Athens she flew to Addis Ababa.",
            ["Cairo", "Athens", "Addis Ababa", "Nairobi"],
        ),
        (
            "A train left Rome on 1 March and arrived in Berlin on Friday. It crossed the border at Graz and reached "
            "Vienna on 4 March.",
            ["Rome", "Graz", "Vienna", "Berlin"],
        ),
        (
            "The ship arrived in Lisbon on Monday after passing through the Suez Canal. It left Hamburg on 1 March.",
            ["Hamburg", "Suez Canal", "Lisbon"],
        ),
    ],
)
def test_a_story_told_again_from_its_start_lies_before_its_end(text, stops):
    assert [name for name, _ in told(text) if name in stops] == stops


def test_a_route_goes_on_without_a_verb():
    text = "The walkers went from Rome to Milan, where they rested, and from there by way of Genoa to Nice."
    assert [name for name, _ in told(text)][:3] == ["Rome", "Milan", "Genoa"]


def test_who_seizes_a_ship_does_not_travel_in_it():
    one = only("The coast guard boarded the tanker Prince Albert off Lisbon on Sunday and sailed it to Porto.")
    assert one.traveller == "Prince Albert"
    assert [s.place.name for s in one.stops] == ["Lisbon", "Porto"]


def test_bound_for_is_not_got_there():
    stops = told("The tanker had left Hamburg bound for Lagos. It was sailed to Lisbon, where it docked on Monday.")
    assert dict(stops)["Lagos"] == "planned"


def test_a_firm_that_speaks_is_not_it():
    one = only("The vessel left Hamburg on Friday, the firm Ambrey said. It called at Porto on Saturday.")
    assert "Ambrey" not in one.traveller
    assert [s.place.name for s in one.stops] == ["Hamburg", "Porto"]


def test_who_moved_moves_on():
    one = only("Joe Biden landed in Rome on Sunday. Ivan Orlov met him at the airport. He left the next day for Cairo.")
    assert one.traveller == "Joe Biden"
    assert [s.place.name for s in one.stops] == ["Rome", "Cairo"]


def test_nobody_is_shown_as_a_pronoun():
    one = only("He flew from Rome to Cairo and drove to Aswan.")
    assert one.traveller == "an unnamed traveller"


def test_what_a_name_in_the_next_sentence_fills():
    one = only("A six-year-old boy was flown to Rome on Monday. Ivan Orlov was then taken to Milan by train.")
    assert one.traveller == "Ivan Orlov"


def test_children_aboard_a_train_go_where_it_goes():
    one = only("A train with 230 schoolchildren left Rome on Friday. The children reached Milan on Saturday.")
    assert [s.place.name for s in one.stops] == ["Rome", "Milan"]


@pytest.mark.parametrize(
    "text",
    [
        "Most of the migrants come from Honduras and Venezuela.",
        "Flags from Lisbon, left by sailors, hang in the bar.",
        "Ballots were delivered by horse in Lima and by canoe in Quito.",
        "More than 10,000 people were told to leave their homes in Lisbon and Porto.",
        "Cholera has spread from Sudan and has crossed into Chad.",
        "Tributes came from London and Cairo.",
        "A trip from Rome to Cairo takes 29 minutes less in the new timetable.",
    ],
)
def test_what_does_not_travel_makes_no_journey(text):
    assert world().journeys(text, published="2024-03-10") == ()


def test_the_morning_after_a_night_is_the_next_day():
    one = only("The envoy spent Friday night in Rome and arrived in Milan at 5.40 a.m.")
    days = {s.place.name: s.when.start.date().isoformat() for s in one.stops if s.when is not None}
    assert days == {"Rome": "2024-03-08", "Milan": "2024-03-09"}


def test_a_bare_day_of_the_month_is_the_next_one_of_a_plan():
    one = only("The envoy left Rome and hopes to reach Cairo by the 12th.")
    assert [s.when.start.date().isoformat() for s in one.stops if s.when is not None] == ["2024-03-12"]
