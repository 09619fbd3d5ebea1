"""What only says how long a way is, or where somebody already is, adds no stop."""

import pytest

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary.assemble import _without_doubles
from geo.itinerary.movement import Reported
from geo.itinerary.node import Node
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def stops(text):
    return [[s.place.name for s in one.stops] for one in world().journeys(text, published="2024-03-13")]


def test_how_long_a_voyage_is_makes_no_journey():
    told = "The Anna left Hamburg on Friday and reached Lisbon on Sunday."
    assert stops(f"{told} The voyage from Rome to Athens is about 700 nautical miles.") == [["Hamburg", "Lisbon"]]


def test_nobody_goes_from_a_place_to_itself():
    nodes = [node("Vienna", 0), node("Vienna", 1), node("Rome", 2), node("Vienna", 3)]
    kept = _without_doubles(nodes)
    assert [n.place.name for n in kept] == ["Vienna", "Rome", "Vienna"]
    assert [r.sentence for r in kept[0].reports] == [0, 1]


def node(name, sentence):
    report = Reported(None, "go", [], Mode.UNKNOWN, "done", sentence, sentence + 1, sentence)
    place = Place(id=name, name=name, at=LonLat(0.0, 0.0), country="AT", feature="P.PPL")
    return Node(place, Status.DONE, reports=[report])
