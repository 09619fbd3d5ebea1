import pytest

from geo.coords import LonLat
from maps.view import continuous, unwrap, view_of


def test_the_pacific_is_the_middle_when_the_points_lie_around_it() -> None:
    view = view_of([LonLat(140, 35), LonLat(-122, 37), LonLat(-158, 21)])
    assert view.middle_lon == pytest.approx(-171, abs=1)
    assert view.here(LonLat(140, 35)).lon == pytest.approx(-220)
    assert view.west < -220
    assert view.east > -122


def test_a_line_over_the_antimeridian_does_not_jump() -> None:
    path = (LonLat(170, 0), LonLat(179, 1), LonLat(-179, 2), LonLat(-170, 3))
    line = continuous(path, view_of(path))
    assert all(abs(b.lon - a.lon) < 12 for a, b in zip(line, line[1:], strict=False))


def test_no_points_show_the_world_and_one_point_a_region() -> None:
    assert view_of([]).east - view_of([]).west > 300
    one = view_of([LonLat(10, 50)])
    assert 1 < one.east - one.west < 10


@pytest.mark.parametrize(("lon", "middle", "expected"), [(-170, 170, 190), (170, -170, -190), (10, 0, 10)])
def test_a_longitude_is_moved_to_the_copy_near_the_middle(lon: float, middle: float, expected: float) -> None:
    assert unwrap(lon, middle) == expected
