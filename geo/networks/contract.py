"""Contracts chains of points with two neighbours into single edges that keep length, country and shape."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.networks.graph import RawGraph, neighbours

__all__ = ["Contracted", "contract", "spread_countries"]


@dataclass(frozen=True, eq=False)
class Contracted:
    """Junctions and the edges between them.

    Attributes
    ----------
    xy : array (n, 2)
        The junctions, in degrees.
    a, b : arrays (m,)
        The junctions that each edge joins.
    km, bridged, country, passage : arrays (m,)
        As in `RawGraph`, one value an edge: an edge never crosses a border.
    shapes : list of arrays (k, 2)
        The points strictly between the two junctions, from a to b.
    """

    xy: Any
    a: Any
    b: Any
    km: Any
    bridged: Any
    country: Any
    passage: Any
    shapes: list[Any]


def spread_countries(graph: RawGraph, country: Any) -> Any:
    """Give points without a country (-1: at sea, on a bridge) that of the nearest point along the network."""
    found = np.array(country)
    for _ in range(len(found)):
        a, b = graph.ends.T
        lacks_a, lacks_b = (found[a] < 0) & (found[b] >= 0), (found[b] < 0) & (found[a] >= 0)
        if not lacks_a.any() and not lacks_b.any():
            break
        known = found.copy()
        found[a[lacks_a]] = known[b[lacks_a]]
        found[b[lacks_b]] = known[a[lacks_b]]
    return found


def contract(graph: RawGraph, country: Any) -> Contracted:
    """Contract a graph whose points have a country number each (-1 for none).

    A junction is a point with other than two neighbours, or where the country, the passage or the kind of edge changes.
    The country of a stretch is that of its points; a border lies half-way between two points of different countries,
    which stand a few km apart.
    """
    graph, country = _with_border_points(graph, country)
    around = neighbours(graph)
    kind = _edge_kinds(graph, country)
    junction = [_is_junction(around.get(p, []), kind) for p in range(len(graph.xy))]
    chains, walked = [], np.zeros(len(graph.ends), bool)
    starts = [p for p in around if junction[p]]
    for start in [*starts, *(p for p in around if not junction[p])]:  # the second lot: rings without a junction
        for _, edge in around[start]:
            if not walked[edge]:
                junction[start] = True
                chains.append(_walk(start, edge, graph, around, junction, walked))
    return _assemble(graph, kind, chains)


def _with_border_points(graph: RawGraph, country: Any) -> tuple[RawGraph, Any]:
    """Split every edge whose ends lie in two countries at its middle; the new point has country -2: a border."""
    a, b = graph.ends.T
    crosses = np.flatnonzero((country[a] != country[b]) & (country[a] >= 0) & (country[b] >= 0))
    if not len(crosses):
        return graph, country
    middle = len(graph.xy) + np.arange(len(crosses))
    step = graph.xy[a[crosses]] - graph.xy[b[crosses]]
    step[:, 0] = (step[:, 0] + 180.0) % 360.0 - 180.0
    points = graph.xy[b[crosses]] + step / 2
    keep = np.ones(len(graph.ends), bool)
    keep[crosses] = False
    pairs = np.vstack([np.column_stack([a[crosses], middle]), np.column_stack([middle, b[crosses]])])
    halved = np.tile(crosses, 2)
    split = RawGraph(
        np.vstack([graph.xy, points]),
        np.vstack([graph.ends[keep], pairs]),
        np.append(graph.km[keep], graph.km[halved] / 2),
        np.append(graph.bridged[keep], graph.bridged[halved]),
        np.append(graph.passage[keep], graph.passage[halved]),
        np.append(graph.drawn, np.ones(len(points), bool)),
    )
    return split, np.append(country, np.full(len(points), -2))


def _edge_kinds(graph: RawGraph, country: Any) -> list[tuple[int, bool, int]]:
    held = country[graph.ends].max(axis=1)  # -1 (none) and -2 (a border) give way to a real country
    return list(zip(held.tolist(), graph.bridged.tolist(), graph.passage.tolist(), strict=True))


def _is_junction(around: list[tuple[int, int]], kind: list[tuple[int, bool, int]]) -> bool:
    return len(around) != 2 or around[0][0] == around[1][0] or kind[around[0][1]] != kind[around[1][1]]


def _walk(start: int, edge: int, graph: RawGraph, around: Any, junction: list[bool], walked: Any) -> Any:
    points, edges, here = [start], [], start
    while True:
        walked[edge] = True
        edges.append(edge)
        here = next(p for p, e in around[here] if e == edge)
        points.append(here)
        if junction[here]:
            return points, edges
        edge = next(e for _, e in around[here] if e != edge)


def _assemble(graph: RawGraph, kind: list[tuple[int, bool, int]], chains: list[Any]) -> Contracted:
    chains = [c for c in chains if c[0][0] != c[0][-1] or len(c[1]) > 2]
    used = sorted({p for points, _ in chains for p in (points[0], points[-1])})
    number = {p: i for i, p in enumerate(used)}
    km = graph.km.tolist()
    kinds = [kind[edges[0]] for _, edges in chains]
    return Contracted(
        xy=graph.xy[used].reshape(-1, 2),
        a=np.array([number[points[0]] for points, _ in chains], np.int32),
        b=np.array([number[points[-1]] for points, _ in chains], np.int32),
        km=np.array([sum(km[e] for e in edges) for _, edges in chains]),
        bridged=np.array([k[1] for k in kinds], bool),
        country=np.array([k[0] for k in kinds], np.int16),
        passage=np.array([k[2] for k in kinds], np.uint8),
        shapes=[graph.xy[[p for p in points[1:-1] if graph.drawn[p]]].reshape(-1, 2) for points, _ in chains],
    )
