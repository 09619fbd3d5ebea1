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
