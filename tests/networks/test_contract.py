"""Contracting chains keeps lengths, countries and shapes."""

import numpy as np
import pytest

from geo.networks.contract import contract, spread_countries
from geo.networks.graph import RawGraph
from geo.networks.merge import merge_knots

XY = [(0.0, 0.0), (0.1, 0.0), (0.2, 0.1), (0.3, 0.0), (0.4, 0.0), (0.3, 0.2)]
ENDS = [(0, 1), (1, 2), (2, 3), (3, 4), (3, 5)]
GRAPH = RawGraph.of(XY, ENDS, [12.0, 16.0, 16.0, 12.0, 23.0])


def test_a_chain_becomes_one_edge_of_the_same_length() -> None:
    net = contract(GRAPH, np.zeros(6, int))
    assert len(net.xy) == 4
    assert sorted(net.km) == [12.0, 23.0, 44.0]
    chain = net.shapes[int(np.argmax(net.km))]
    assert sorted(chain[:, 0].tolist()) == [0.1, 0.2]


def test_an_edge_never_crosses_a_border() -> None:
    net = contract(GRAPH, np.array([0, 0, 1, 1, 1, 1]))
    assert set(net.country.tolist()) == {0, 1}
    assert net.km.sum() == pytest.approx(GRAPH.km.sum())
    border = [xy for xy in net.xy.tolist() if xy == pytest.approx([0.15, 0.05])]
    assert len(border) == 1


def test_a_ring_without_a_junction_is_kept() -> None:
    ring = RawGraph.of([(0, 0), (1, 0), (1, 1), (0, 1)], [(0, 1), (1, 2), (2, 3), (3, 0)], [111.0] * 4)
    net = contract(ring, np.zeros(4, int))
    assert net.km.tolist() == [444.0]


def test_a_point_at_sea_takes_the_country_of_the_nearest_shore() -> None:
    assert spread_countries(GRAPH, np.array([0, -1, -1, 1, -1, -1])).tolist() == [0, 0, 1, 1, 1, 1]


def test_points_laid_on_long_edges_add_no_length_and_no_shape() -> None:
    dense = GRAPH.densified(5.0)
    assert dense.km.sum() == pytest.approx(GRAPH.km.sum())
    assert len(dense.xy) > 10
    net = contract(dense, np.zeros(len(dense.xy), int))
    assert len(net.xy) == 4
    assert max(len(s) for s in net.shapes) == 2


def test_a_knot_becomes_one_point_and_gives_its_width_to_its_edges() -> None:
    km = 1 / 111.195
    xy = [(-50 * km, 0), (0, 0), (0.4 * km, 0), (50.4 * km, 0)]
    knot = RawGraph.of(xy, [(0, 1), (1, 2), (2, 3)], [50.0, 0.4, 50.0])
    merged = merge_knots(knot, 1.0)
    assert len(merged.xy) == 3
    assert merged.km.sum() == pytest.approx(100.4, abs=0.01)
