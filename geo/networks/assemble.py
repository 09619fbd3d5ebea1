"""Turns a healed graph into the arrays of a network file: junctions, edges, shapes, hierarchy and index."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from geo.networks.contract import Contracted, contract, spread_countries
from geo.networks.graph import RawGraph, components, great_circle_km, no_shorter_than_drawn
from geo.networks.hierarchy import build_hierarchy

__all__ = ["CELL_DEG", "UNITS", "assemble", "cell_of", "country_numbers"]

UNITS = 1000
"""Steps a degree: the precision of the sources."""

CELL_DEG = 0.25
"""The side of a cell of the index that snapping looks edges up in."""

_SAMPLE_KM = 5.0

Countries = Callable[[Any], Sequence[str | None]]


def assemble(
    graph: RawGraph, countries: Countries, *, closed: Sequence[int] = (), facts: dict[str, Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make the arrays and facts of a network file.

    Parameters
    ----------
    countries : callable
        Names the country of each of an array of points, or None.
    closed : sequence of int
        Passages that no journey takes unless it must: they are left out of the hierarchy.
    """
    country, codes = country_numbers(graph, countries)
    net = contract(no_shorter_than_drawn(graph), country)
    is_open = ~np.isin(net.passage, list(closed))
    tower = build_hierarchy(len(net.xy), net.a[is_open], net.b[is_open], net.km[is_open])
    edge_number = np.flatnonzero(is_open)
    middle = tower.middle.copy()
    plain = middle < 0
    middle[plain] = -1 - edge_number[-1 - middle[plain]]
    arrays = _junction_arrays(net, tower.rank) | _shape_arrays(net) | _index_arrays(net)
    arrays |= {"up_first": tower.first, "up_to": tower.to, "up_km": tower.km, "up_middle": middle.astype(np.int32)}
    return arrays, {"countries": codes, "passages": [], "closed": list(closed), **(facts or {})}


def country_numbers(graph: RawGraph, countries: Countries) -> tuple[Any, list[str]]:
    """Number the country of every point, at sea that of the nearest shore along the network; and name the numbers."""
    named = countries(graph.xy)
    codes = sorted({code for code in named if code})
    number = {code: i for i, code in enumerate(codes)}
    return spread_countries(graph, np.array([number.get(code or "", -1) for code in named])), codes


def _junction_arrays(net: Contracted, rank: Any) -> dict[str, Any]:
    order = np.argsort(rank)
    a, b = rank[net.a].astype(np.int32), rank[net.b].astype(np.int32)
    start, edge = np.concatenate([a, b]), np.tile(np.arange(len(a), dtype=np.int32), 2)
    by_start = np.argsort(start, kind="stable")
    parts = components(RawGraph.of(net.xy[order], np.column_stack([a, b]), net.km))
    return {
        "xy": np.rint(net.xy[order] * UNITS).astype(np.int32),
        "part": parts.astype(np.uint16 if parts.max(initial=0) < 65536 else np.int32),
        "arc_first": np.searchsorted(start[by_start], np.arange(len(order) + 1)).astype(np.int32),
        "arc_edge": edge[by_start],
        "edge_a": a,
        "edge_b": b,
        "edge_km": net.km.astype(np.float32),
        "edge_country": (net.country.clip(-1) + 1).astype(np.uint8),
        "edge_flags": (net.passage * 2 + net.bridged).astype(np.uint8),
    }


def _shape_arrays(net: Contracted) -> dict[str, Any]:
    lengths = [len(shape) for shape in net.shapes]
    steps = [np.diff(_units(np.vstack([net.xy[a], s])), axis=0) for a, s in zip(net.a, net.shapes, strict=True)]
    flat = np.vstack([np.zeros((0, 2), np.int64), *(s for s in steps if len(s))])
    flat[:, 0] = (flat[:, 0] + 180 * UNITS) % (360 * UNITS) - 180 * UNITS
    narrow = np.abs(flat).max(initial=0) < 2**15
    return {
        "shape_first": np.cumsum([0, *lengths]).astype(np.int32),
        "shape": flat.astype(np.int16 if narrow else np.int32),
    }


def _units(xy: Any) -> Any:
    return np.rint(np.asarray(xy) * UNITS).astype(np.int64)


def _index_arrays(net: Contracted) -> dict[str, Any]:
    """List the edges that pass through each cell, cells numbered row by row from the south-west."""
    points = [np.vstack([net.xy[a], s, net.xy[b]]) for a, s, b in zip(net.a, net.shapes, net.b, strict=True)]
    edge = np.repeat(np.arange(len(points)), [len(p) - 1 for p in points])
    start, end = np.vstack([p[:-1] for p in points]), np.vstack([p[1:] for p in points])
    pieces = np.maximum(1, np.ceil(great_circle_km(start, end) / _SAMPLE_KM)).astype(int)
    row = np.repeat(np.arange(len(edge)), pieces)
    share = (np.arange(len(row)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[row]
    step = end - start
    step[:, 0] = (step[:, 0] + 180.0) % 360.0 - 180.0
    samples = np.vstack([start[row] + step[row] * share[:, None], net.xy[net.b]])
    cell = cell_of(samples).astype(np.int64)
    pairs = np.unique(np.column_stack([cell, np.append(edge[row], np.arange(len(points)))]), axis=0)
    cells, first = np.unique(pairs[:, 0], return_index=True)
    return {
        "cell": cells.astype(np.int32),
        "cell_first": np.append(first, len(pairs)).astype(np.int32),
        "cell_edge": pairs[:, 1].astype(np.int32),
    }


def cell_of(xy: Any) -> Any:
    """Number the index cell of each of an array of points."""
    columns = round(360 / CELL_DEG)
    x = np.floor((xy[:, 0] + 180.0) / CELL_DEG).astype(int) % columns
    y = np.clip(np.floor((xy[:, 1] + 90.0) / CELL_DEG).astype(int), 0, round(180 / CELL_DEG) - 1)
    return y * columns + x
