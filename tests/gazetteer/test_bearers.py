import pickle

import pytest

from geo.coords import LonLat
from geo.gazetteer.bearers import Bearers, Sketch
from geo.gazetteer.place import Place
from geo.gazetteer.small import small_layer
from geo.gazetteer.store import Gazetteer

TOWNS = [
    Place(f"geonames:{i}", "Springfield", LonLat(-90 + i, 40), country="US", feature="P.PPL", population=1000 * i)
    for i in range(1, 6)
]
FIRST_TWO = (TOWNS[4], TOWNS[3])


@pytest.fixture(scope="module")
def world():
    return Gazetteer.of(TOWNS)


def test_bearers_are_a_sequence_that_equals_a_tuple(world):
    found = world.candidates("Springfield")
    assert found == tuple(reversed(TOWNS))
    assert tuple(reversed(TOWNS)) == found
    assert found != (TOWNS[0],)
    assert hash(found) == hash(tuple(reversed(TOWNS)))
    assert repr(found) == repr(tuple(found))
    assert found[:2] == FIRST_TWO
    assert found[-1] == TOWNS[0]
    assert TOWNS[2] in found
    assert len(found) == 5


def test_nobody_equals_the_empty_tuple(world):
    assert world.candidates("nowhere") == ()
    assert not world.candidates("nowhere")


def test_only_bearers_that_are_looked_at_are_read():
    read = []
    bearers = Bearers(lambda row: read.append(row) or TOWNS[row], [4, 3, 2, 1, 0])
    assert len(bearers) == 5
    assert bearers[0] == TOWNS[4]
    assert read == [4]


def test_places_of_two_layers_come_in_one_order_and_once():
    more = Place("user:1", "Springfield", LonLat(0, 1), feature="P.PPL", population=4500)
    both = Gazetteer([small_layer(TOWNS, {}, {}), small_layer([TOWNS[0], more], {}, {})])
    assert both.candidates("Springfield") == (TOWNS[4], more, *TOWNS[3::-1])
    assert [hit.place for hit in both.hits("springfield")] == list(both.candidates("Springfield"))


def test_a_few_hits_are_the_first_of_all(world):
    assert world.hits("springfield", limit=2) == world.hits("springfield")[:2]
    assert [hit.place for hit in world.hits("springfield", limit=2)] == list(FIRST_TWO)


def test_places_of_bearers_travel(world):
    assert pickle.loads(pickle.dumps(tuple(world.candidates("Springfield")))) == world.candidates("Springfield")


def test_sketches_say_what_the_hits_say_and_make_their_places_late(world):
    sketches, places = world.sketches("springfield")
    hits = world.hits("springfield")
    assert places == tuple(hit.place for hit in hits)
    assert list(sketches) == [Sketch.of(hit.place, hit.how, hit.weight) for hit in hits]
    assert world.sketches("nowhere") == ((), ())
