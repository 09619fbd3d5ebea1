"""Search by position against trying every place."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from geo.coords import BBox, LonLat, geodesic_km
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer

LONS = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, -179.99, 179.99, 0.0]))
LATS = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 90.0, 89.9, -89.9, 0.0]))
POINTS = st.builds(LonLat, LONS, LATS)


def world(points):
    return Gazetteer.of(
        Place(f"user:{i}", f"Town {i}", at, feature="P.PPL", population=10 * i) for i, at in enumerate(points)
    )


@settings(max_examples=40, deadline=None)
@given(points=st.lists(POINTS, min_size=1, max_size=25), at=POINTS, radius_km=st.sampled_from([50, 400, 3000]))
def test_nearest_is_the_nearest_of_all(points, at, radius_km):
    gazetteer = world(points)
    found = gazetteer.nearest(at, limit=3, radius_km=radius_km)
    measured = [geodesic_km(at, place.at) for place in found]
    best = sorted(km for km in (geodesic_km(at, p) for p in points) if km <= radius_km * 0.99)[:3]
    assert len(found) >= len(best)
    assert all(mine <= true * 1.012 + 0.01 for mine, true in zip(measured, best, strict=False))


@settings(max_examples=40, deadline=None)
@given(points=st.lists(POINTS, min_size=1, max_size=25), west=LONS, east=LONS, lats=st.tuples(LATS, LATS))
@example(points=[LonLat(0.0, 0.0)], west=-180.0, east=179.99999999999997, lats=(0.0, 0.0))
def test_within_is_what_the_box_contains(points, west, east, lats):
    box = BBox(west, min(lats), east, max(lats))
    gazetteer = world(points)
    expected = {place.id for place in gazetteer if box.contains(place.at)}
    assert {place.id for place in gazetteer.within(box)} == expected


def test_few_people_are_passed_over():
    gazetteer = world([LonLat(10, 50), LonLat(10.1, 50)])
    assert [p.id for p in gazetteer.nearest(LonLat(10, 50), limit=2, min_population=5)] == ["user:1"]
