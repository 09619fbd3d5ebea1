"""Gaps are healed by the stated rules, and nothing else is joined."""

import numpy as np

from geo.networks.graph import RawGraph
from geo.networks.heal import ahead_bridges, beside_bridges, dead_end_bridges, facing_bridges, part_bridges

KM = 1 / 111.195
"""Degrees a km on the equator."""


def _graph(points_km: list[tuple[float, float]], edges: list[tuple[int, int]]) -> RawGraph:
    xy = np.array(points_km) * KM
    ends = np.array(edges)
    km = np.linalg.norm(np.array(points_km)[ends[:, 0]] - np.array(points_km)[ends[:, 1]], axis=1)
    return RawGraph.of(xy, ends, km)


def _pairs(bridges: list[tuple[int, int, float]]) -> set[frozenset[int]]:
    return {frozenset((a, b)) for a, b, _ in bridges}


def test_a_dead_end_is_joined_to_what_it_almost_touches() -> None:
    graph = _graph([(0, 0), (10, 0), (13, 0), (25, 0)], [(0, 1), (2, 3)])
    assert frozenset((1, 2)) in _pairs(dead_end_bridges(graph))
    assert all(abs(km - 3.0) < 0.01 for _, _, km in dead_end_bridges(graph))


def test_a_dead_end_is_not_joined_to_its_own_line() -> None:
    graph = _graph([(0, 0), (2, 0), (4, 0)], [(0, 1), (1, 2)])
    assert dead_end_bridges(graph) == []


def test_a_dead_end_farther_than_the_reach_stays_one() -> None:
    graph = _graph([(0, 0), (10, 0), (15, 0), (25, 0)], [(0, 1), (2, 3)])
    assert dead_end_bridges(graph) == []


def test_separate_parts_are_joined_once_where_they_come_closest() -> None:
    graph = _graph([(0, 0), (10, 0), (20, 0), (5, 9), (10, 8), (20, 30)], [(0, 1), (1, 2), (3, 4), (4, 5)])
    assert _pairs(part_bridges(graph, [0] * 6)) == {frozenset((1, 4))}


def test_dead_ends_that_face_each_other_are_joined_over_a_long_gap() -> None:
    graph = _graph([(0, 0), (50, 0), (90, 0), (140, 0)], [(0, 1), (2, 3)])
    assert _pairs(facing_bridges(graph, [0] * 4, lambda _: True)) == {frozenset((1, 2))}


def test_dead_ends_that_face_apart_are_not() -> None:
    graph = _graph([(0, 0), (50, 0), (90, 0), (90, 50)], [(0, 1), (2, 3)])
    assert facing_bridges(graph, [0] * 4, lambda _: True) == []


def test_a_long_gap_is_not_bridged_over_a_border_or_water() -> None:
    graph = _graph([(0, 0), (50, 0), (90, 0), (140, 0)], [(0, 1), (2, 3)])
    assert facing_bridges(graph, [0, 0, 1, 1], lambda _: True) == []
    assert facing_bridges(graph, [0] * 4, lambda _: False) == []


def test_a_short_gap_is_bridged_even_over_a_border() -> None:
    graph = _graph([(0, 0), (50, 0), (60, 0), (110, 0)], [(0, 1), (2, 3)])
    assert _pairs(facing_bridges(graph, [0, 0, 1, 1], lambda _: True)) == {frozenset((1, 2))}


def test_stations_that_see_each_other_over_a_border_river_are_not_joined() -> None:
    graph = _graph([(0, 0), (50, 0), (55, 0), (110, 0)], [(0, 1), (2, 3)])
    assert _pairs(part_bridges(graph, [0] * 4)) == {frozenset((1, 2))}
    assert part_bridges(graph, [0, 0, 1, 1]) == []


def test_lines_side_by_side_that_meet_only_far_away_are_joined_once() -> None:
    far = [(0, 0), (40, 0), (80, 0), (80, 60), (0, 60), (0, 1), (40, 1), (70, 1)]
    graph = _graph(far, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7)])
    bridges = beside_bridges(graph, [0] * 8)
    assert len(bridges) == 2
    assert _pairs(bridges) <= {frozenset((0, 5)), frozenset((1, 6))}
    assert beside_bridges(graph, [0, 0, 0, 0, 0, 1, 1, 1]) == []


def test_a_dead_end_reaches_the_line_straight_ahead() -> None:
    graph = _graph([(0, 0), (30, 0), (45, -60), (45, 0), (45, 60)], [(0, 1), (2, 3), (3, 4)])
    assert _pairs(ahead_bridges(graph, [0] * 5)) == {frozenset((1, 3))}
    assert ahead_bridges(graph, [0, 0, 1, 1, 1]) == []
