"""Routes and refusals are values: equal when they say the same, and never altered."""

from dataclasses import FrozenInstanceError

import pytest

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg, Stop
from geo.routes import Crossing, NoRoute, Route
from geo.vocabulary import Mode, Status

A, B = (Stop(Place(f"test:{n}", n, LonLat(lon, 0.0)), None, Status.DONE) for n, lon in (("A", 0.0), ("B", 1.0)))
LEG = Leg(A, B, Mode.RAIL, Status.DONE)


def test_a_route_claims_nothing_that_it_was_not_told() -> None:
    route = Route(LEG, (A.place.at, B.place.at), 120.0, 111.3)
    assert (route.network, route.access_km, route.bridged_km) == ("geodesic", 0.0, 0.0)
    assert route.passes == route.countries == route.crossings == route.passages == ()
    assert route.unreliable is None


def test_a_route_cannot_be_altered() -> None:
    route = Route(LEG, (A.place.at, B.place.at), 120.0, 111.3)
    with pytest.raises(FrozenInstanceError):
        route.length_km = 0.0  # type: ignore[misc]


def test_refusals_and_crossings_compare_by_what_they_say() -> None:
    assert NoRoute(LEG, "no railway") == NoRoute(LEG, "no railway")
    assert Crossing("KP", "RU", LonLat(130.6, 42.4), 834.0) != Crossing("RU", "KP", LonLat(130.6, 42.4), 834.0)
