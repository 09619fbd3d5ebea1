"""Journeys on the shipped networks: what the project's first users asked about, and the rims of the Earth."""

from collections.abc import Callable

import pytest

from geo.coords import LonLat
from geo.datasets import DATA_DIR
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg
from geo.networks import Networks, trace
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode

pytestmark = pytest.mark.skipif(
    not all((DATA_DIR / f"{mode}.net").exists() for mode in ("rail", "road", "sea")), reason="networks are not built"
)

PLACES = {
    "Pyongyang": (125.754, 39.034, "KP"),
    "Khasan": (130.645, 42.428, "RU"),
    "Vladivostok": (131.874, 43.106, "RU"),
    "Vostochny": (128.334, 51.884, "RU"),
    "Moscow": (37.616, 55.752, "RU"),
    "Harbin": (126.65, 45.75, "CN"),
    "Istanbul": (28.95, 41.014, "TR"),
    "Ankara": (32.854, 39.92, "TR"),
    "Toronto": (-79.416, 43.7, "CA"),
    "Vancouver": (-123.12, 49.25, "CA"),
    "Singapore": (103.85, 1.29, "SG"),
    "Rotterdam": (4.48, 51.92, "NL"),
    "Suva": (178.44, -18.14, "FJ"),
    "Honolulu": (-157.86, 21.31, "US"),
    "Reykjavik": (-21.9, 64.14, "IS"),
    "South Pole": (0.0, -90.0, "AQ"),
    "mid-Sahara": (10.0, 23.0, "DZ"),
}


@pytest.fixture(scope="module")
def world() -> Networks:
    return Networks.open()


@pytest.fixture(scope="module")
def lay(world: Networks, leg: Callable[..., Leg]) -> Callable[..., Route | NoRoute]:
    def run(a: str, b: str, mode: Mode = Mode.RAIL, via: tuple[str, ...] = (), avoid: tuple[str, ...] = ()) -> object:
        return trace(leg(_place(a), _place(b), mode), world, via=[_place(v) for v in via], avoid=avoid)

    return run


def _place(name: str) -> Place:
    lon, lat, country = PLACES[name]
    return Place(f"test:{name}", name, LonLat(lon, lat), country=country, feature="P.PPL")


def _codes(route: Route) -> list[str]:
    return [code for code, _ in route.countries]


def test_pyongyang_to_vladivostok_follows_the_coast(lay: Callable[..., Route]) -> None:
    route = lay("Pyongyang", "Vladivostok")
    assert route.length_km == pytest.approx(1180, rel=0.05)
    assert _codes(route) == ["KP", "RU"]
    assert [(c.from_country, c.to_country) for c in route.crossings] == [("KP", "RU")]
    assert abs(route.crossings[0].at.lat - 42.42) < 0.1
    assert route.unreliable is None


def test_pyongyang_to_khasan_is_836_km(lay: Callable[..., Route]) -> None:
    assert lay("Pyongyang", "Khasan").length_km == pytest.approx(836, rel=0.02)


def test_via_harbin_goes_through_china(lay: Callable[..., Route]) -> None:
    assert "CN" in _codes(lay("Pyongyang", "Vladivostok", via=("Harbin",)))


def test_khasan_to_vostochny_stays_in_russia(lay: Callable[..., Route]) -> None:
    route = lay("Khasan", "Vostochny")
    assert _codes(route) == ["RU"]
    assert 1500 < route.length_km < 1800


def test_moscow_to_vladivostok_stays_in_russia(lay: Callable[..., Route]) -> None:
    route = lay("Moscow", "Vladivostok")
    assert _codes(route) == ["RU"]
    assert route.length_km == pytest.approx(9289, rel=0.06)


def test_the_bosporus_is_crossed_under_the_sea(lay: Callable[..., Route]) -> None:
    route = lay("Istanbul", "Ankara")
    assert route.length_km < 620
    assert route.unreliable is None


def test_canada_is_crossed_at_home(lay: Callable[..., Route]) -> None:
    assert _codes(lay("Toronto", "Vancouver")) == ["CA"]


def test_suez_is_taken_and_can_be_avoided(lay: Callable[..., Route]) -> None:
    by_suez, round_africa = (
        lay("Singapore", "Rotterdam", Mode.SEA),
        lay("Singapore", "Rotterdam", Mode.SEA, avoid=("suez",)),
    )
    assert "Suez" in by_suez.passages
    assert "Suez" not in round_africa.passages
    assert "Cape of Good Hope" in round_africa.passages
    assert round_africa.length_km > by_suez.length_km + 4000


def test_a_ship_crosses_the_antimeridian(lay: Callable[..., Route]) -> None:
    route = lay("Suva", "Honolulu", Mode.SEA)
    assert route.length_km < 1.1 * route.great_circle_km
    assert all(-180 <= p.lon <= 180 for p in route.path)


@pytest.mark.parametrize(
    ("name", "mode"), [("Reykjavik", Mode.RAIL), ("South Pole", Mode.RAIL), ("mid-Sahara", Mode.SEA)]
)
def test_where_no_line_goes_there_is_a_reason(lay: Callable[..., NoRoute], name: str, mode: Mode) -> None:
    result = lay(name, "Rotterdam", mode)
    assert isinstance(result, NoRoute)
    assert name in result.reason


@pytest.mark.parametrize("mode", [Mode.RAIL, Mode.ROAD, Mode.SEA])
def test_no_route_is_shorter_than_the_geodesic(lay: Callable[..., Route | NoRoute], mode: Mode) -> None:
    names = list(PLACES)
    for a, b in zip(names, names[3:] + names[:3], strict=True):
        there, back = lay(a, b, mode), lay(b, a, mode)
        assert isinstance(there, Route) == isinstance(back, Route)
        if isinstance(there, Route) and isinstance(back, Route):
            assert there.length_km + there.access_km >= there.great_circle_km - 0.5
            assert there.length_km == pytest.approx(back.length_km, abs=0.05)


def test_a_bare_point_takes_its_country_from_the_outlines(world: Networks, leg: Callable[..., Leg]) -> None:
    from dataclasses import replace

    from geo.outlines import Outlines

    ends = [replace(_place(name), country="") for name in ("Moscow", "Vladivostok")]
    route = trace(leg(*ends), world, outlines=Outlines.open())
    assert isinstance(route, Route)
    assert _codes(route) == ["RU"]
