"""Whom a description means: the pair, the second truck, the pilot, the plane that they got off."""

import pytest

from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def journeys(text, published="2024-03-13"):
    return [[s.place.name for s in one.stops] for one in world().journeys(text, published=published)]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Three koalas were flown from Rome to Berlin on Monday. The trio had left a zoo in Lisbon on Saturday.",
            ["Lisbon", "Rome", "Berlin"],
        ),
        (
            "The dancers stepped off a coach that had left Vienna on Monday night and stopped in Graz.",
            ["Vienna", "Graz"],
        ),
        (
            "The couple switched in Vienna to a night train, which got to Rome on Tuesday. They had come from Berlin.",
            ["Berlin", "Vienna", "Rome"],
        ),
        (
            "A KLM Airlines jet left Lisbon on Monday and made a stop in Athens. The Boeing 777 landed in Cairo.",
            ["Lisbon", "Athens", "Cairo"],
        ),
        (
            "A jet left Cairo on Monday and landed in Nairobi. The passengers were taken on to Mombasa by bus.",
            ["Cairo", "Nairobi", "Mombasa"],
        ),
        (
            "The bus had left Rome at noon on Monday. It picked up people in Graz and reached Vienna in the evening.",
            ["Rome", "Graz", "Vienna"],
        ),
        (
            "Anna Lund lost her mast on Friday. She had left Hamburg on 2 March and passed Lisbon on 6 March.",
            ["Hamburg", "Lisbon"],
        ),
        (
            "The queen and her husband flew into Rome on Monday from Vienna, where thousands had come to see them. "
            "They leave for Athens on Thursday.",
            ["Vienna", "Rome", "Athens"],
        ),
    ],
)
def test_one_traveller_under_several_descriptions(text, stops):
    assert journeys(text) == [stops]


def test_the_first_and_the_second_bus_are_two():
    text = "The first bus left Rome for Vienna. The second bus left Athens. The first bus reached Vienna on Monday."
    assert ["Rome", "Vienna"] in journeys(text)


def test_an_impersonal_it_turns_no_person_into_a_thing():
    text = "Haiti's prime minister, Ariel Henry, landed in Rome on Monday. It became clear that he could not stay. "
    assert journeys(text + "He had flown from Nairobi.") == [["Nairobi", "Rome"]]
