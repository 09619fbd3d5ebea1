"""A verb that stands once for two travellers, behind its place, or before a clause that interrupts its list."""

import pytest

from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def journeys(text, published="2024-03-10"):
    read = world().journeys(text, published=published)
    return {one.traveller: [s.place.name for s in one.stops] for one in read}


def test_a_second_traveller_borrows_the_verb_of_the_first():
    text = "The first bus left Rome for Vienna on Monday, the second Athens for Berlin."
    assert journeys(text) == {"the first bus": ["Rome", "Vienna"], "the second bus": ["Athens", "Berlin"]}


def test_a_second_name_borrows_verb_and_preposition():
    text = "Vladimir Putin flew in from Moscow on Monday and Xi Jinping from Beijing on Tuesday."
    assert journeys(text) == {"Vladimir Putin": ["Moscow"], "Xi Jinping": ["Beijing"]}


def test_what_follows_an_office_opened_elsewhere_is_no_journey():
    assert journeys("The company opened an office in Lagos, the second in Nairobi.") == {}


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "The pilgrims rested in Vienna, where monks gave them soup, and in Graz, and reached Rome on Sunday.",
            ["Vienna", "Graz", "Rome"],
        ),
        (
            "They took the coach to Lisbon and, on a road that nobody liked, to Madrid.",
            ["Lisbon", "Madrid"],
        ),
        (
            "The villagers arrived in Nairobi, where they were given tents, and then in Mombasa.",
            ["Nairobi", "Mombasa"],
        ),
    ],
)
def test_a_list_goes_on_behind_a_clause_that_interrupts_it(text, stops):
    (read,) = journeys(text).values()
    assert read == stops


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Out of Hamburg came the schooner Astrid, which docked in Lisbon on Friday.", ["Hamburg", "Lisbon"]),
        ("From Lagos came a convoy of twelve trucks with rice, which reached Nairobi on Friday.", ["Lagos", "Nairobi"]),
        ("To Vienna she had travelled from Berlin, and from Vienna she flew to Rome.", ["Berlin", "Vienna", "Rome"]),
        (
            "It was from Lisbon, not from Madrid, that the two brothers flew to Rome on Sunday.",
            ["Lisbon", "Rome"],
        ),
    ],
)
def test_a_place_put_first_keeps_its_part(text, stops):
    (read,) = journeys(text).values()
    assert read == stops
