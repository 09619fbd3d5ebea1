"""Journeys reported only as into or out of a country are laid to its border, and say so."""

import pytest

from geo.coords import BBox, LonLat
from geo.gazetteer.place import Place
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.networks import Networks, lay, trace
from geo.networks.network import Network
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode, Status

# A line of stations a degree apart on the equator; the border of AA and BB runs at 2.5 degrees east.
POINTS = [LonLat(lon, 0.0) for lon in range(6)]
EDGES = [(i, i + 1, 111.0) for i in range(5)] + [(5, 0, 900.0)]


@pytest.fixture
def networks():
    return Networks.of(Network.of("rail", POINTS, EDGES, lambda xy: ["AA" if lon < 2.5 else "BB" for lon, _ in xy]))


def place(name, lon, country, **facts):
    return Place(name, name, LonLat(lon, 0.0), country=country, **facts)


AVILLE = place("Aville", 0.0, "AA")
BLAND = place("Bland", 4.9, "BB", feature="A.PCLI", bbox=BBox(2.5, -5, 9, 5))


def leg(a, b):
    return Leg(Stop(a, None, Status.DONE), Stop(b, None, Status.DONE), Mode.RAIL, Status.DONE)


def test_a_journey_into_a_country_ends_at_its_border(networks):
    route = trace(leg(AVILLE, BLAND), networks)
    assert isinstance(route, Route)
    assert route.length_km < 400
    assert "border only" in route.unreliable
    assert "Bland" in route.unreliable


def test_out_of_a_country_mirrors_into_it(networks):
    assert trace(leg(BLAND, AVILLE), networks).length_km == pytest.approx(trace(leg(AVILLE, BLAND), networks).length_km)


def test_a_small_country_is_a_spot(networks):
    tiny = place("Tiny", 4.0, "BB", feature="A.PCLI", bbox=BBox(3.9, -0.1, 4.1, 0.1))
    assert trace(leg(AVILLE, tiny), networks).unreliable is None


def test_its_own_country_is_no_destination(networks):
    aland = place("Aland", 1.0, "AA", feature="A.PCLI", bbox=BBox(-5, -5, 2.5, 5))
    assert "no other place in Aland" in trace(leg(AVILLE, aland), networks).reason
    assert isinstance(trace(leg(BLAND, aland), networks), NoRoute)


def test_a_flight_to_a_country_is_doubted(networks):
    flight = Leg(Stop(AVILLE, None, Status.DONE), Stop(BLAND, None, Status.DONE), Mode.AIR, Status.DONE)
    assert "middle of Bland" in trace(flight, networks).unreliable


def test_the_next_leg_goes_on_from_the_border(networks):
    start, into, on = (Stop(p, None, Status.DONE) for p in (AVILLE, BLAND, place("Btown", 5.0, "BB")))
    legs = (Leg(start, into, Mode.RAIL, Status.DONE), Leg(into, on, Mode.RAIL, Status.PLANNED))
    first, second = lay(Itinerary("a train", "a train", (start, into, on), legs), networks)
    assert first.path[-1] == second.path[0]
    assert second.leg is legs[1]
    whole = trace(leg(AVILLE, on.place), networks)
    assert first.length_km + second.length_km == pytest.approx(whole.length_km, rel=1e-3)
