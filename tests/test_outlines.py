"""Outlines: the country that holds a point, borders, coasts, and the geodesic to them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coords import LonLat, destination, geodesic_km
from geo.datasets import DATA_DIR
from geo.outlines import Outlines, distance_km

pytestmark = pytest.mark.skipif(not (DATA_DIR / "outlines.npz").exists(), reason="outlines are not built")


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return Outlines.open()


@pytest.mark.parametrize(
    ("name", "lon", "lat", "code"),
    [
        ("Paris, though the source gives France no ISO code", 2.35, 48.85, "FR"),
        ("Oslo, though the source gives Norway no ISO code", 10.75, 59.91, "NO"),
        ("Cayenne is in France", -52.3, 4.9, "FR"),
        ("Pristina", 21.17, 42.66, "XK"),
        ("Kyrenia is filed under Cyprus", 33.32, 35.33, "CY"),
        ("Hargeisa is filed under Somalia", 44.06, 9.56, "SO"),
        ("Taipei, whose code is written CN-TW", 121.5, 25.05, "TW"),
        ("Baikonur town is in Kazakhstan", 63.3, 45.62, "KZ"),
        ("the far side of the antimeridian is still Russia", -175.0, 66.0, "RU"),
        ("the South Pole", 0.0, -90.0, "AQ"),
    ],
)
def test_a_point_on_land_has_its_country(outlines: Outlines, name: str, lon: float, lat: float, code: str) -> None:
    assert outlines.country_at(LonLat(lon, lat)) == code, name


def test_a_point_at_sea_has_no_country(outlines: Outlines) -> None:
    assert outlines.country_at(LonLat(0.0, 0.0)) is None
    assert outlines.country_at(LonLat(0.0, 90.0)) is None


def test_a_harbour_off_the_generalised_coast_is_found_when_asked_for(outlines: Outlines) -> None:
    vladivostok_pier = LonLat(131.9, 43.1)
    assert outlines.country_at(vladivostok_pier) is None
    assert outlines.country_at(vladivostok_pier, within_km=10) == "RU"
    assert outlines.country_at(LonLat(0.0, 0.0), within_km=10) is None


def test_many_points_at_once_answer_as_one_by_one(outlines: Outlines) -> None:
    points = [LonLat(lon, lat) for lon in range(-175, 180, 25) for lat in range(-80, 85, 20)]
    assert outlines.countries_at(points) == [outlines.country_at(p) for p in points]
    assert outlines.countries_at([]) == []


def test_neighbours_share_a_border_and_others_do_not(outlines: Outlines) -> None:
    assert set(outlines.neighbours("KP")) == {"CN", "KR", "RU"}
    assert outlines.land_border("KP", "JP") is None
    assert outlines.land_border("JP") is None
    assert outlines.land_border("??") is None
    for code in ("KP", "FR", "US", "IN"):
        for other in outlines.neighbours(code):
            assert code in outlines.neighbours(other)


def test_a_landlocked_country_has_no_coast(outlines: Outlines) -> None:
    assert outlines.coast("MN") is None
    assert outlines.coast("KP") is not None


def test_seoul_lies_forty_kilometres_from_the_border(outlines: Outlines) -> None:
    seoul = LonLat(126.98, 37.57)
    assert distance_km(seoul, outlines.land_border("KR", "KP")) == pytest.approx(40, abs=5)
    assert distance_km(seoul, outlines.polygon("KR")) == 0


def test_distance_does_not_stop_at_the_antimeridian(outlines: Outlines) -> None:
    assert distance_km(LonLat(-179.9, 71.2), outlines.polygon("RU")) < 30  # Wrangel Island spans it
    assert distance_km(LonLat(179.5, 52.0), outlines.polygon("US")) < 60  # the Aleutians do too


@settings(max_examples=30, deadline=None)
@given(lon=st.floats(-179, 179), lat=st.floats(-85, 85), bearing=st.floats(0, 359), km=st.floats(0.5, 3000))
def test_distance_to_a_point_is_the_geodesic(lon: float, lat: float, bearing: float, km: float) -> None:
    import shapely

    at = LonLat(lon, lat)
    other = destination(at, bearing, km)
    assert distance_km(at, shapely.Point(*other)) == pytest.approx(geodesic_km(at, other), rel=1e-3, abs=0.05)


def test_an_area_without_a_code_stops_the_build() -> None:
    from geo.errors import GeoError
    from geo.outlines_build import _code

    unknown = {"ADM0_A3": "ZZZ", "ISO_A2": "-99", "ISO_A2_EH": "-99", "NAME_EN": "Freedonia"}
    with pytest.raises(GeoError, match="Freedonia"):
        _code(unknown)
