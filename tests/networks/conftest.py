"""A railway of nine points over two countries, and places on it."""

from collections.abc import Callable
from typing import Any

import pytest

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg, Stop
from geo.networks.network import Network, Networks
from geo.vocabulary import Mode, Status

POINTS = [
    LonLat(10.0, 50.0),  # 0 Aston, the western end
    LonLat(10.5, 50.0),  # 1 Beaford, a point on the line
    LonLat(11.0, 50.0),  # 2 Corby, a junction
    LonLat(11.5, 50.0),  # 3 Dalton, east of the border
    LonLat(12.0, 50.0),  # 4 Ely, back home in the east
    LonLat(11.0, 51.0),  # 5 Fenby, the long way round at home
    LonLat(12.0, 51.0),  # 6 Garton
    LonLat(20.0, 50.0),  # 7 Holt, on a line of its own
    LonLat(20.5, 50.0),  # 8 Iver
]
EDGES = [
    (0, 1, 40.0),
    (1, 2, 40.0),
    (2, 3, 40.0),
    (3, 4, 40.0),
    (2, 5, 120.0),
    (5, 6, 75.0),
    (6, 4, 120.0),
    (7, 8, 40.0),
]


def _countries(xy: Any) -> list[str | None]:
    """Country YY is a tongue of land about Dalton; all else is XX."""
    return ["YY" if 11.25 < lon < 11.75 and lat < 50.5 else "XX" for lon, lat in xy.tolist()]


@pytest.fixture(scope="session")
def railway() -> Network:
    return Network.of("rail", POINTS, EDGES, _countries)


@pytest.fixture(scope="session")
def networks(railway: Network) -> Networks:
    return Networks.of(railway)


@pytest.fixture(scope="session")
def place() -> Callable[..., Place]:
    def make(name: str, lon: float, lat: float, country: str = "XX") -> Place:
        return Place(f"test:{name}", name, LonLat(lon, lat), country=country, feature="P.PPL")

    return make


@pytest.fixture(scope="session")
def leg() -> Callable[..., Leg]:
    def make(origin: Place, destination: Place, mode: Mode = Mode.RAIL) -> Leg:
        stops = [Stop(p, None, Status.DONE) for p in (origin, destination)]
        return Leg(stops[0], stops[1], mode, Status.DONE)

    return make
