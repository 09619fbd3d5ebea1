"""Where a stop is drawn when all that is known is a country."""

from dataclasses import replace

from geo.coords import LonLat, geodesic_km
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode, Status
from maps.spots import spot_of
from tests.maps.stories import PYONGYANG, RUSSIA

BORDER = LonLat(130.645, 42.428)
HOME, ABROAD = Stop(PYONGYANG, None, Status.DONE), Stop(RUSSIA, None, Status.DONE)
OUT, BACK = Leg(HOME, ABROAD, Mode.RAIL, Status.DONE), Leg(ABROAD, HOME, Mode.RAIL, Status.DONE)


def laid(leg: Leg, *path: LonLat, network: str = "rail") -> Route:
    return Route(leg, path, geodesic_km(path[0], path[-1]), geodesic_km(path[0], path[-1]), network=network)


def journey(*legs: Leg) -> Itinerary:
    return Itinerary("a journey", "someone", (HOME, ABROAD), legs)


def test_a_town_is_drawn_where_it_lies() -> None:
    assert spot_of(HOME, journey(OUT), [NoRoute(OUT, "none")]) == PYONGYANG.at


def test_a_country_is_drawn_where_the_line_meets_it() -> None:
    assert spot_of(ABROAD, journey(OUT), [laid(OUT, PYONGYANG.at, BORDER)]) == BORDER
    assert spot_of(ABROAD, journey(BACK), [laid(BACK, BORDER, PYONGYANG.at)]) == BORDER


def test_a_country_that_no_real_line_meets_is_drawn_at_its_middle() -> None:
    bare = laid(OUT, PYONGYANG.at, BORDER, network="geodesic")
    for route in (NoRoute(OUT, "none"), bare):
        assert spot_of(ABROAD, journey(OUT), [route]) == RUSSIA.at
    assert spot_of(replace(ABROAD, status=Status.PLANNED), journey(OUT), [laid(OUT, PYONGYANG.at, BORDER)]) == RUSSIA.at


def test_a_pole_is_drawn_on_the_meridian_by_which_it_is_reached() -> None:
    pole = Stop(replace(PYONGYANG, id="test:pole", name="South Pole", at=LonLat(0.0, -90.0)), None, Status.DONE)
    leg = Leg(pole, HOME, Mode.AIR, Status.DONE)
    spot = spot_of(
        pole, Itinerary("a journey", "someone", (pole, HOME), (leg,)), [laid(leg, pole.place.at, HOME.place.at)]
    )
    assert spot.lon == PYONGYANG.at.lon
    assert -86.0 < spot.lat < -80.0
