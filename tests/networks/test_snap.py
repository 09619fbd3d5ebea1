"""Where a place enters a network."""

import pytest

from geo.coords import LonLat
from geo.networks.network import Network
from geo.networks.snap import accesses, nearest_km


def test_the_nearest_spot_lies_on_the_edge_and_not_at_its_end(railway: Network) -> None:
    spot = accesses(railway, LonLat(10.3, 50.05), 30)[0]
    assert spot.at.lon == pytest.approx(10.3, abs=0.01)
    assert spot.at.lat == pytest.approx(50.0, abs=0.001)
    assert spot.off_km == pytest.approx(5.56, abs=0.05)


def test_nothing_within_reach_is_an_empty_list(railway: Network) -> None:
    assert accesses(railway, LonLat(0, 0), 30) == []
    assert nearest_km(railway, LonLat(10, 51)) == pytest.approx(70, abs=3)


@pytest.mark.parametrize("at", [LonLat(0, 90), LonLat(0, -90), LonLat(180, 0), LonLat(-180, 45), LonLat(179.99, 89.99)])
def test_the_rims_of_the_map_raise_nothing(railway: Network, at: LonLat) -> None:
    assert accesses(railway, at, 150) == []


def test_every_part_of_the_network_within_reach_is_offered() -> None:
    points = [LonLat(0, 0), LonLat(1, 0), LonLat(0, 0.05), LonLat(1, 0.05)]
    two = Network.of("rail", points, [(0, 1, 112.0), (2, 3, 112.0)])
    spots = accesses(two, LonLat(0.5, 0.06), 30)
    assert len({s.part for s in spots}) == 2
    assert spots[0].off_km < spots[1].off_km


def test_a_line_over_the_antimeridian_is_met_on_both_sides() -> None:
    line = Network.of("sea", [LonLat(179, 0), LonLat(-179, 0)], [(0, 1, 223.0)])
    for lon in (179.6, -179.6, 180.0, -180.0):
        spot = accesses(line, LonLat(lon, 0.1), 30)[0]
        assert spot.off_km == pytest.approx(11.1, abs=0.2)
        assert abs(spot.at.lon) > 179
