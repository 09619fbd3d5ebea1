"""A network while it is being built: plain arrays of points and of the edges between them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

__all__ = [
    "EARTH_KM",
    "RawGraph",
    "components",
    "great_circle_km",
    "half_arcs",
    "neighbours",
    "no_shorter_than_drawn",
    "on_sphere",
    "with_edges",
]

EARTH_KM = 6371.0088
WGS84_KM = 6378.137
WGS84_E2 = 0.00669437999014


@dataclass(frozen=True, eq=False)
class RawGraph:
    """Points and undirected edges, before anything is contracted.

    Attributes
    ----------
    xy : array (n, 2)
        Longitude and latitude in degrees.
    ends : array (m, 2)
        The two points of each edge.
    km : array (m,)
        The length of the real line, which a straight drawing of it would underrate.
    bridged : array (m,)
        Whether the edge heals a gap in the data rather than standing in them.
    passage : array (m,)
        The number of the strait, canal or tunnel that the edge lies in, or 0.
    drawn : array (n,)
        Whether the point is in the source; the others were laid on a long edge so that it can be met half-way.
    """

    xy: Any
    ends: Any
    km: Any
    bridged: Any
    passage: Any
    drawn: Any

    @classmethod
    def of(cls, xy: Any, ends: Any, km: Any, passage: Any = None) -> "RawGraph":
        """Make a graph of points, edges and lengths, without its loops and doubled edges."""
        xy, ends, km = np.asarray(xy, float), np.sort(np.asarray(ends, np.int64), axis=1), np.asarray(km, float)
        passage = np.zeros(len(km), np.uint8) if passage is None else np.asarray(passage, np.uint8)
        order = np.lexsort((km, ends[:, 1], ends[:, 0]))
        ends, km, passage = ends[order], km[order], passage[order]
        keep = ends[:, 0] != ends[:, 1]
        keep[1:] &= np.any(ends[1:] != ends[:-1], axis=1)
        return cls(xy, ends[keep], km[keep], np.zeros(keep.sum(), bool), passage[keep], np.ones(len(xy), bool))

    def densified(self, step_km: float) -> "RawGraph":
        """Lay points on every edge so that none is longer than ``step_km`` as drawn."""
        a, b = self.xy[self.ends[:, 0]], self.xy[self.ends[:, 1]]
        pieces = np.maximum(1, np.ceil(great_circle_km(a, b) / step_km)).astype(int)
        edge = np.repeat(np.arange(len(pieces)), pieces)
        place = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        new = place > 0
        share = (place[new] / pieces[edge[new]])[:, None]
        added = _between(a[edge[new]], b[edge[new]], share)
        point = np.full(len(edge), -1)
        point[new] = len(self.xy) + np.arange(new.sum())
        start = np.where(new, point, self.ends[edge, 0])
        end = np.where(place + 1 < pieces[edge], np.append(point[1:], -1), self.ends[edge, 1])
        return RawGraph(
            np.vstack([self.xy, added]),
            np.column_stack([start, end]),
            self.km[edge] / pieces[edge],
            self.bridged[edge],
            self.passage[edge],
            np.append(self.drawn, np.zeros(len(added), bool)),
        )


def no_shorter_than_drawn(graph: RawGraph) -> RawGraph:
    """Return the graph with no edge shorter than its drawing on the WGS84 ellipsoid.

    The sources measured on a sphere, up to 0.5 % short; so measured, a route could undercut the geodesic.
    """
    a, b = graph.xy[graph.ends[:, 0]], graph.xy[graph.ends[:, 1]]
    return replace(graph, km=np.maximum(graph.km, _short_geodesic_km(a, b)))


def _short_geodesic_km(a: Any, b: Any) -> Any:
    """Measure steps of at most some fifty km on the ellipsoid, by its radii of curvature half-way."""
    middle = np.sin(np.radians((a[:, 1] + b[:, 1]) / 2)) ** 2
    turn = np.radians((b[:, 0] - a[:, 0] + 180.0) % 360.0 - 180.0)
    rise = np.radians(b[:, 1] - a[:, 1])
    along = WGS84_KM / np.sqrt(1 - WGS84_E2 * middle) * np.sqrt(1 - middle) * turn
    up = WGS84_KM * (1 - WGS84_E2) / (1 - WGS84_E2 * middle) ** 1.5 * rise
    return np.hypot(along, up)


def with_edges(graph: RawGraph, edges: list[tuple[int, int, float]], *, bridged: bool = True) -> RawGraph:
    """Return the graph with more edges, each (point, point, km)."""
    if not edges:
        return graph
    ends = np.array([(a, b) for a, b, _ in edges], np.int64)
    return replace(
        graph,
        ends=np.vstack([graph.ends, ends]),
        km=np.append(graph.km, [km for _, _, km in edges]),
        bridged=np.append(graph.bridged, np.full(len(edges), bridged)),
        passage=np.append(graph.passage, np.zeros(len(edges), np.uint8)),
    )


def half_arcs(graph: RawGraph) -> tuple[Any, Any, Any]:
    """List both directions of every edge by starting point: where each point's begin, their ends, their edges."""
    start = np.concatenate([graph.ends[:, 0], graph.ends[:, 1]])
    end = np.concatenate([graph.ends[:, 1], graph.ends[:, 0]])
    edge = np.tile(np.arange(len(graph.ends)), 2)
    order = np.argsort(start, kind="stable")
    first = np.searchsorted(start[order], np.arange(len(graph.xy) + 1))
    return first, end[order], edge[order]


def components(graph: RawGraph) -> Any:
    """Number the connected component of every point."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    n = len(graph.xy)
    matrix = coo_matrix((np.ones(len(graph.ends)), (graph.ends[:, 0], graph.ends[:, 1])), shape=(n, n))
    return connected_components(matrix, directed=False)[1]


def great_circle_km(a: Any, b: Any) -> Any:
    """Measure great circles on the mean sphere between points given in degrees, row by row."""
    (lon1, lat1), (lon2, lat2) = np.radians(np.asarray(a)).T, np.radians(np.asarray(b)).T
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))


def on_sphere(xy: Any) -> Any:
    """Turn degrees into points in space, in km from the Earth's centre."""
    lon, lat = np.radians(np.asarray(xy)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]) * EARTH_KM


def _between(a: Any, b: Any, share: Any) -> Any:
    straight = on_sphere(a) * (1 - share) + on_sphere(b) * share  # a chord: even enough at the steps used here
    lon = np.degrees(np.arctan2(straight[:, 1], straight[:, 0]))
    lat = np.degrees(np.arcsin(straight[:, 2] / np.linalg.norm(straight, axis=1)))
    return np.column_stack([lon, lat])


def neighbours(graph: RawGraph) -> dict[int, list[tuple[int, int]]]:
    """List for every point its (neighbour, edge) pairs."""
    around: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for edge, (a, b) in enumerate(graph.ends.tolist()):
        around[a].append((b, edge))
        around[b].append((a, edge))
    return around
