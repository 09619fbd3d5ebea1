"""The places that a line passes are named in order, the large ones first to be kept."""

from collections.abc import Callable

import pytest

from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.itinerary.journey import Leg
from geo.networks import Networks, trace
from geo.routes import Route


def test_places_near_the_line_are_listed_in_travel_order(
    networks: Networks, place: Callable[..., Place], leg: Callable[..., Leg]
) -> None:
    from dataclasses import replace

    towns = [("Dalton", 11.5, 50.01), ("Beaford", 10.5, 50.0), ("Farby", 10.7, 50.4), ("Aston", 10.0, 50.0)]
    world = Gazetteer.of(replace(place(name, lon, lat), population=50_000) for name, lon, lat in towns)
    journey = leg(place("Start", 10, 50), place("End", 12, 50, "ZZ"))
    route = trace(journey, networks, gazetteer=world)
    assert isinstance(route, Route)
    assert [(p.name) for p, _ in route.passes] == ["Beaford", "Dalton"]
    assert route.passes[0][1] == pytest.approx(40, abs=2)
    assert route.passes[1][1] == pytest.approx(120, abs=4)
