"""Points, boxes and what is measured between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coords import (
    BBox,
    LonLat,
    angle_between_deg,
    compass_word,
    destination,
    geodesic_km,
    geodesic_path,
    initial_bearing_deg,
    parse_latlon,
)
from geo.errors import CoordinateError

PYONGYANG, VLADIVOSTOK = LonLat(125.75432, 39.03385), LonLat(131.87353, 43.10562)
points = st.builds(LonLat, st.floats(-180, 180), st.floats(-89, 89))


def test_pyongyang_to_vladivostok_is_684_km_to_the_north_east():
    assert geodesic_km(PYONGYANG, VLADIVOSTOK) == pytest.approx(684.5, abs=0.5)
    assert initial_bearing_deg(PYONGYANG, VLADIVOSTOK) == pytest.approx(46.7, abs=0.1)


@given(points, points)
def test_lengths_are_those_of_geopy(a, b):
    from geopy.distance import geodesic

    assert geodesic_km(a, b) == pytest.approx(geodesic(a.latlon, b.latlon).km, abs=1e-6)


@given(points, points)
def test_a_length_is_the_same_both_ways(a, b):
    assert geodesic_km(a, b) == pytest.approx(geodesic_km(b, a), abs=1e-6)


@given(points, st.floats(0, 359.9), st.floats(1, 5000))
def test_going_there_measures_back(a, bearing, km):
    assert geodesic_km(a, destination(a, bearing, km)) == pytest.approx(km, rel=1e-6)


@given(points, points)
def test_a_geodesic_path_has_its_ends_and_steps(a, b):
    path = geodesic_path(a, b, step_km=500)
    assert (path[0], path[-1]) == (a, b)
    assert all(geodesic_km(p, q) <= 500.1 for p, q in zip(path, path[1:], strict=False))


@pytest.mark.parametrize(
    ("bearing", "word"),
    [(0, "north"), (46.7, "north-east"), (359, "north"), (180, "south"), (292.4, "west"), (-45, "north-west")],
)
def test_bearings_have_words(bearing, word):
    assert compass_word(bearing) == word


def test_the_rose_can_be_coarser_or_finer():
    assert (compass_word(30, 4), compass_word(30, 16)) == ("north", "north-north-east")


def test_angles_are_the_short_way_round():
    assert (angle_between_deg(350, 10), angle_between_deg(0, 180), angle_between_deg(90, 90)) == (20, 180, 0)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("39.03, 125.75", LonLat(125.75, 39.03)),
        ("39.03 125.75", LonLat(125.75, 39.03)),
        ("33.9S, 18.4E", LonLat(18.4, -33.9)),
        ("40.7° N, 74.0° W", LonLat(-74.0, 40.7)),
        ("-33,151", LonLat(151, -33)),
    ],
)
def test_latitude_comes_first_in_what_people_write(text, point):
    assert parse_latlon(text) == point


@pytest.mark.parametrize("text", ["Paris", "Paris, Texas", "12", "1,2,3", ""])
def test_a_name_is_not_a_coordinate(text):
    assert parse_latlon(text) is None


def test_impossible_coordinates_are_refused_aloud():
    with pytest.raises(CoordinateError, match="are lon and lat swapped"):
        parse_latlon("131.9, 43.1")
    with pytest.raises(CoordinateError, match="longitude 190"):
        LonLat.checked(190, 0)
    with pytest.raises(CoordinateError, match="not a number"):
        LonLat.checked(float("nan"), 0)


def test_a_box_over_the_antimeridian_contains_both_sides():
    fiji = BBox(176, -20, -178, -12)
    assert fiji.contains(LonLat(178, -18))
    assert fiji.contains(LonLat(-179, -18))
    assert not fiji.contains(LonLat(0, -18))


@pytest.mark.parametrize(("lon", "lat"), [(180, 90), (-180, -90), (180.0, 0.0)])
def test_the_poles_and_the_antimeridian_are_on_the_earth(lon: float, lat: float) -> None:
    assert LonLat.checked(lon, lat) == (lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat", "said"),
    [
        (180.5, 0, "longitude 180.5 is outside ±180"),
        (200, 45, "longitude 200 is outside ±180"),
        (100, 90.5, "latitude 90.5 is outside ±90"),
        (90.5, 120, "latitude 120 is outside ±90"),
        (90, 120, "latitude 120 is outside ±90; are lon and lat swapped?"),
    ],
)
def test_a_refusal_names_the_value_and_asks_about_a_swap_only_where_one_would_help(
    lon: float, lat: float, said: str
) -> None:
    with pytest.raises(CoordinateError) as error:
        LonLat.checked(lon, lat)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("box", "inside", "outside"),
    [
        (BBox(10, 20, 30, 40), [(10, 20), (30, 40), (10, 40)], [(9.9, 30), (30.1, 30), (20, 19.9), (20, 40.1)]),
        (BBox(170, -10, -170, 10), [(170, 0), (-170, 0), (180, 10), (-180, -10)], [(169, 0), (-169, 0), (180, 11)]),
        (BBox(5, 5, 5, 5), [(5, 5)], [(6, 5), (4, 5)]),
    ],
)
def test_a_box_holds_its_edge_and_nothing_beyond(
    box: BBox, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    assert all(box.contains(LonLat(*at)) for at in inside)
    assert not any(box.contains(LonLat(*at)) for at in outside)


def test_a_path_has_no_more_points_than_its_steps_need() -> None:
    start, near, far = LonLat(0, 0), LonLat(0.5, 0), LonLat(1.5, 0)
    assert geodesic_path(start, near) == (start, near)
    assert [round(at.lon, 6) for at in geodesic_path(start, far)] == [0, 0.75, 1.5]
    assert len(geodesic_path(start, far, step_km=10)) == 18


def test_a_bearing_to_the_west_is_counted_on_from_south() -> None:
    assert initial_bearing_deg(LonLat(1, 0), LonLat(0, 0)) == pytest.approx(270)


@pytest.mark.parametrize(
    ("bearing", "points", "word"),
    [
        (157.4, 8, "south-east"),
        (157.6, 8, "south"),
        (-22.6, 8, "north-west"),
        (359, 16, "north"),
        (134, 4, "east"),
        (136, 4, "south"),
        (247, 16, "west-south-west"),
    ],
)
def test_a_bearing_takes_the_nearest_word_of_the_rose(bearing: float, points: int, word: str) -> None:
    assert compass_word(bearing, points) == word
