import math

import pytest

from geo.coords import LonLat
from geo.gazetteer.extent import box_around, hull_centre, mean_point


def near(a, b):
    return abs((a.lon - b.lon + 180) % 360 - 180) < 0.2 and abs(a.lat - b.lat) < 0.2


def test_a_mean_over_the_antimeridian_does_not_land_in_africa():
    assert near(mean_point([LonLat(179, 0), LonLat(-179, 0)]), LonLat(180, 0))


def test_a_crowded_corner_does_not_pull_the_centre():
    corners = [LonLat(0, 0), LonLat(10, 0), LonLat(10, 10), LonLat(0, 10)]
    crowd = [LonLat(1 + i / 100, 1 + i / 100) for i in range(50)]
    assert near(hull_centre(corners + crowd), LonLat(5, 5))


def test_a_hull_over_the_antimeridian_has_its_centre_there():
    corners = [LonLat(170, 60), LonLat(-170, 60), LonLat(-170, 70), LonLat(170, 70)]
    assert near(hull_centre(corners), LonLat(180, 65))


@pytest.mark.parametrize("points", [[LonLat(3, 4)], [LonLat(3, 4), LonLat(5, 4)]])
def test_a_point_and_a_line_have_a_centre_too(points):
    centre = hull_centre(points)
    assert math.isfinite(centre.lon)
    assert centre.lat == pytest.approx(4, abs=0.01)


def test_a_box_takes_the_narrow_way_round():
    box = box_around([LonLat(178, -17), LonLat(-179, -18)], 0.5)
    assert box.west > box.east
    assert box.contains(LonLat(179.9, -17.5))
    assert not box.contains(LonLat(0, -17.5))
