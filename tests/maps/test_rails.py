from geo.coords import LonLat
from geo.networks.network import Network
from maps.rails import rails_near


def small() -> Network:
    points = [LonLat(10, 50), LonLat(10.1, 50), LonLat(10.2, 50.1), LonLat(30, 10), LonLat(30.1, 10)]
    return Network.of("rail", points, [(0, 1, 7.0), (1, 2, 13.0), (3, 4, 11.0)])


def test_only_tracks_near_the_line_are_drawn() -> None:
    near = rails_near([LonLat(10, 50)], small())
    assert near
    assert rails_near([LonLat(-60, -10)], small()) == []


def test_the_budget_holds() -> None:
    assert rails_near([LonLat(10, 50)], small(), budget=5) == []
