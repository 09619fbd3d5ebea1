"""Laying legs: country rules, via, avoid, borders, access, and reasons for no route."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.coords import BBox, LonLat, geodesic_km
from geo.errors import UsageError
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg
from geo.networks import Networks, measure_all, trace
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode

Make = Callable[..., Place]
MakeLeg = Callable[..., Leg]


def _route(result: Route | NoRoute) -> Route:
    assert isinstance(result, Route), result.reason
    return result


def test_a_length_is_the_sum_of_the_lines_own_lengths(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("Aston", 10, 50), place("Corby", 11, 50)), networks))
    assert route.length_km == pytest.approx(80.0, abs=0.1)
    assert route.network == "rail"
    assert route.path[0] == pytest.approx((10, 50), abs=1e-3)
    assert route.path[-1] == pytest.approx((11, 50), abs=1e-3)
    assert route.access_km == pytest.approx(0, abs=0.1)


def test_a_spot_on_the_open_line_is_entered_there(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("Halt", 10.25, 50.02), place("Corby", 11, 50)), networks))
    assert route.length_km == pytest.approx(60.0, abs=0.5)
    assert route.access_km == pytest.approx(2.2, abs=0.1)


def test_two_spots_on_one_edge_need_no_junction(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("A", 10.6, 50), place("B", 10.2, 50)), networks))
    assert route.length_km == pytest.approx(32.0, abs=0.3)
    assert route.path[0].lon > route.path[-1].lon


def test_an_international_journey_takes_the_shortest_line(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("Corby", 11, 50), place("Ely", 12, 50, "ZZ")), networks))
    assert route.length_km == pytest.approx(80.0, abs=1)
    assert [code for code, _ in route.countries] == ["XX", "YY", "XX"]
    assert [(c.from_country, c.to_country) for c in route.crossings] == [("XX", "YY"), ("YY", "XX")]
    assert route.crossings[0].at_km == pytest.approx(20.0, abs=3)
    assert sum(km for _, km in route.countries) == pytest.approx(route.length_km)


def test_a_domestic_journey_goes_abroad_only_when_home_is_far_longer(
    networks: Networks, place: Make, leg: MakeLeg
) -> None:
    abroad = _route(trace(leg(place("Corby", 11, 50), place("Ely", 12, 50)), networks))
    assert abroad.length_km == pytest.approx(80.0, abs=1)  # 315 km at home against 40 km abroad: far longer
    east = _route(trace(leg(place("Fenby", 11, 51), place("Garton", 12, 51)), networks))
    assert {code for code, _ in east.countries} == {"XX"}


def test_an_avoided_country_is_gone_round(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("Corby", 11, 50), place("Ely", 12, 50)), networks, avoid=["yy"]))
    assert {code for code, _ in route.countries} == {"XX"}
    assert route.length_km == pytest.approx(315.0, abs=1)
    assert route.unreliable is not None
    assert "straight" in route.unreliable


def test_what_cannot_be_avoided_is_no_route_with_the_reason(networks: Networks, place: Make, leg: MakeLeg) -> None:
    result = trace(leg(place("Aston", 10, 50), place("Ely", 12, 50)), networks, avoid=["XX"])
    assert isinstance(result, NoRoute)
    assert "avoids XX" in result.reason


def test_two_places_at_one_spot_of_the_line_are_no_route(networks: Networks, place: Make, leg: MakeLeg) -> None:
    result = trace(leg(place("North", 10.2, 50.05), place("South", 10.2, 49.95)), networks)
    assert isinstance(result, NoRoute)
    assert "same spot" in result.reason


def test_a_word_that_is_no_country_and_no_passage_is_refused(networks: Networks, place: Make, leg: MakeLeg) -> None:
    with pytest.raises(UsageError, match="Suez"):
        trace(leg(place("Corby", 11, 50), place("Ely", 12, 50)), networks, avoid=["Atlantis"])


def test_via_leads_through_the_place(networks: Networks, place: Make, leg: MakeLeg) -> None:
    journey = leg(place("Corby", 11, 50), place("Ely", 12, 50))
    route = _route(trace(journey, networks, via=[place("Garton", 12, 51)]))
    assert route.length_km == pytest.approx(315.0, abs=1)
    assert any(geodesic_km(p, LonLat(12, 51)) < 0.5 for p in route.path)


def test_lines_that_are_not_joined_are_no_route(networks: Networks, place: Make, leg: MakeLeg) -> None:
    result = trace(leg(place("Aston", 10, 50), place("Holt", 20, 50)), networks)
    assert isinstance(result, NoRoute)
    assert "not joined" in result.reason


@pytest.mark.parametrize(("lon", "lat"), [(0, 0), (0, 90), (0, -90), (180, 0), (-180, 10), (25, 23), (179.9, 89.9)])
def test_a_place_far_from_any_line_is_told_so(
    networks: Networks, place: Make, leg: MakeLeg, lon: float, lat: float
) -> None:
    result = trace(leg(place("Nowhere", lon, lat), place("Aston", 10, 50)), networks)
    assert isinstance(result, NoRoute)
    assert "within 30 km of Nowhere" in result.reason


def test_the_same_spot_twice_is_no_route(networks: Networks, place: Make, leg: MakeLeg) -> None:
    for mode in Mode:
        result = trace(leg(place("Aston", 10, 50), place("Aston too", 10, 50), mode), networks)
        assert isinstance(result, NoRoute)
        assert "same spot" in result.reason


def test_a_missing_network_is_no_route_with_what_to_do(networks: Networks, place: Make, leg: MakeLeg) -> None:
    result = trace(leg(place("Aston", 10, 50), place("Ely", 12, 50), Mode.SEA), networks)
    assert isinstance(result, NoRoute)
    assert "geo.datasets build" in result.reason


@pytest.mark.parametrize("mode", [Mode.AIR, Mode.UNKNOWN])
def test_air_and_unknown_are_geodesics_over_the_antimeridian(
    networks: Networks, place: Make, leg: MakeLeg, mode: Mode
) -> None:
    route = _route(trace(leg(place("Tokyo", 139.7, 35.7), place("Los Angeles", -118.2, 34.1), mode), networks))
    assert route.network == "geodesic"
    assert route.length_km == pytest.approx(route.great_circle_km)
    assert all(-180 <= p.lon <= 180 for p in route.path)
    steps = [geodesic_km(a, b) for a, b in zip(route.path, route.path[1:], strict=False)]
    assert max(steps) <= 100.1


def test_on_foot_without_roads_is_straight(networks: Networks, place: Make, leg: MakeLeg) -> None:
    route = _route(trace(leg(place("Aston", 10, 50), place("Beaford", 10.5, 50), Mode.FOOT), networks))
    assert route.network == "geodesic"


def test_a_point_that_stands_for_a_province_is_doubted(networks: Networks, place: Make, leg: MakeLeg) -> None:
    land = Place("test:land", "Landia", LonLat(10, 50), BBox(5, 45, 15, 55), "XX", feature="A.ADM1")
    route = _route(trace(leg(land, place("Corby", 11, 50)), networks))
    assert route.unreliable is not None
    assert "Landia" in route.unreliable


def test_every_network_is_measured_at_once(networks: Networks, place: Make) -> None:
    results = measure_all(place("Aston", 10, 50), place("Corby", 11, 50), networks)
    assert set(results) == {Mode.RAIL, Mode.ROAD, Mode.SEA, Mode.AIR}
    assert isinstance(results[Mode.RAIL], Route)
    assert isinstance(results[Mode.SEA], NoRoute)


spots = st.tuples(st.floats(9.9, 12.1), st.floats(49.9, 51.1))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=spots, b=spots)
def test_there_is_as_far_as_back_and_never_less_than_the_great_circle(
    networks: Networks, place: Make, leg: MakeLeg, a: tuple[float, float], b: tuple[float, float]
) -> None:
    start, end = place("A", *a), place("B", *b)
    there, back = trace(leg(start, end), networks), trace(leg(end, start), networks)
    assert isinstance(there, Route) == isinstance(back, Route)
    if isinstance(there, Route) and isinstance(back, Route):
        assert there.length_km + there.access_km == pytest.approx(back.length_km + back.access_km, abs=0.01)
        assert there.length_km + there.access_km >= there.great_circle_km * 0.999 - 0.1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.05, 0.95))
def test_a_place_on_the_way_changes_nothing(networks: Networks, place: Make, leg: MakeLeg, share: float) -> None:
    journey = leg(place("Aston", 10, 50), place("Fenby", 11, 51))
    free = _route(trace(journey, networks))
    on_it = free.path[min(len(free.path) - 1, int(share * len(free.path)))]
    via = _route(trace(journey, networks, via=[place("On the way", *on_it)]))
    assert via.length_km == pytest.approx(free.length_km, abs=0.1)


def test_earlier_calls_and_threads_change_nothing(networks: Networks, place: Make, leg: MakeLeg) -> None:
    journeys = [leg(place("A", 10 + i / 10, 50), place("B", 12, 51 - i / 50)) for i in range(10)]
    alone = [trace(j, networks) for j in journeys]
    for avoid in (["YY"], []):
        trace(journeys[3], networks, avoid=avoid)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda j: trace(j, networks), journeys * 4))
    assert together == alone * 4


def test_an_area_is_doubted_only_where_its_extent_weighs(networks: Networks, place: Make, leg: MakeLeg) -> None:
    near = BBox(11.0, 49.4, 12.0, 50.6)
    wide = replace(place("Ely", 12, 50), bbox=near, feature="H.STRT")
    route = _route(trace(leg(place("Aston", 10, 50), wide), networks))
    assert "is an area" in (route.unreliable or "")
    narrow = replace(wide, bbox=BBox(11.98, 49.99, 12.02, 50.01))
    assert _route(trace(leg(place("Aston", 10, 50), narrow), networks)).unreliable is None
