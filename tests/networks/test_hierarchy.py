"""The hierarchy finds what plain Dijkstra finds."""

import heapq
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.coords import LonLat
from geo.networks.hierarchy import build_hierarchy
from geo.networks.network import Network
from geo.networks.search import climb, explore


def _plain_km(count: int, edges: list[tuple[int, int, float]], start: int) -> list[float]:
    dist = [math.inf] * count
    dist[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        km, point = heapq.heappop(queue)
        for a, b, length in edges:
            for here, there in ((a, b), (b, a)):
                if here == point and km + length < dist[there]:
                    dist[there] = km + length
                    heapq.heappush(queue, (dist[there], there))
    return dist


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, float]]]:
    count = draw(st.integers(2, 14))
    pair = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(1, 50).map(float))
    edges = draw(st.lists(pair.filter(lambda e: e[0] != e[1]), min_size=1, max_size=30))
    return count, edges


def _network(count: int, edges: list[tuple[int, int, float]]) -> Network:
    """Make a network of junctions only, all on one spot, so that no lower bound helps the search."""
    a, b = (np.array([e[i] for e in edges], np.int32) for i in (0, 1))
    km = np.array([e[2] for e in edges])
    tower = build_hierarchy(count, a, b, km)
    start, edge = np.concatenate([tower.rank[a], tower.rank[b]]), np.tile(np.arange(len(a), dtype=np.int32), 2)
    order = np.argsort(start, kind="stable")
    arrays = {
        "xy": np.zeros((count, 2), np.int32),
        "arc_first": np.searchsorted(start[order], np.arange(count + 1)).astype(np.int32),
        "arc_edge": edge[order],
        "edge_a": tower.rank[a].astype(np.int32),
        "edge_b": tower.rank[b].astype(np.int32),
        "edge_km": km.astype(np.float32),
        "up_first": tower.first,
        "up_to": tower.to,
        "up_km": tower.km,
        "up_middle": tower.middle,
    }
    return Network("rail", arrays, {"rank": tower.rank.tolist()})


@settings(max_examples=150, deadline=None)
@given(graphs(), st.data())
def test_climbing_exploring_and_dijkstra_agree(
    graph: tuple[int, list[tuple[int, int, float]]], data: st.DataObject
) -> None:
    count, edges = graph
    network = _network(count, edges)
    start, goal = (data.draw(st.integers(0, count - 1)) for _ in range(2))
    rank = network.facts["rank"]
    expected = _plain_km(count, edges, start)[goal]
    starts, goals = [(rank[start], 0.0)], [(rank[goal], 0.0)]
    found = climb(network, starts, goals)
    explored = explore(network, starts, goals, factor=lambda _: 1.0, toward=(0.0, 0.0), slack_km=0.0)
    if math.isinf(expected):
        assert found is None
        assert explored is None
        return
    assert found is not None
    assert explored is not None
    assert found.cost == pytest.approx(expected)
    assert explored.cost == pytest.approx(expected)
    assert sum(network.view("edge_km")[e] for e, _ in found.steps) == pytest.approx(expected)
    here = rank[start]
    for edge, forward in found.steps:
        ends = network.view("edge_a")[edge], network.view("edge_b")[edge]
        assert (ends if forward else ends[::-1])[0] == here
        here = ends[1] if forward else ends[0]
    assert here == rank[goal]


def test_each_start_brings_its_own_cost(railway: Network) -> None:
    assert railway.arrays["xy"].shape[1] == 2
    cheap, dear = 0, 1
    found = climb(railway, [(cheap, 5.0), (dear, 500.0)], [(cheap, 0.0)])
    assert found is not None
    assert found.cost == 5.0
    assert found.steps == ()


def test_a_network_of_one_point_has_no_ways() -> None:
    network = Network.of("rail", [LonLat(0, 0), LonLat(1, 0)], [(0, 1, 120.0)])
    assert climb(network, [], [(0, 0.0)]) is None
