"""Finds where a place can enter a network: the nearest spots on its edges, in every part of it that comes near."""

import math
from typing import Any, NamedTuple

import numpy as np

from geo.coords import LonLat
from geo.networks.assemble import CELL_DEG, UNITS
from geo.networks.graph import great_circle_km
from geo.networks.network import Network

__all__ = ["Access", "accesses", "apart_km", "nearest_km"]

_KM_PER_DEG = 111.195
_PER_PART = 4
_APART_KM = 1.5
_WIDER_KM = (75.0, 150.0, 300.0)


class Access(NamedTuple):
    """A spot on an edge where a place enters the network.

    Attributes
    ----------
    share : float
        How far along the edge, 0 at its first junction and 1 at its second.
    off_km : float
        The straight gap between the place and the spot.
    part : int
        The connected part of the network that the edge is in.
    """

    edge: int
    share: float
    off_km: float
    at: LonLat
    part: int


def accesses(network: Network, at: LonLat, radius_km: float) -> list[Access]:
    """List spots within a radius, nearest first: in each part of the network up to four that lie well apart.

    Merely the nearest rail may be a tram or a siding; which spot serves a journey is for the search to say.
    """
    edges = _edges_near(network, at, radius_km)
    if not len(edges):
        return []
    near = _Near(network, edges, at)
    kept: dict[int, list[Access]] = {}
    for i in near.within(radius_km):
        part = int(network.view("part")[network.view("edge_a")[int(edges[i])]])
        same = kept.setdefault(part, [])
        if len(same) == _PER_PART:
            continue
        spot = near.spot(i, part)
        if all(apart_km(other.at, spot.at) > _APART_KM for other in same):
            same.append(spot)
    return sorted((s for same in kept.values() for s in same), key=lambda s: (s.off_km, s.edge))


def nearest_km(network: Network, at: LonLat) -> float:
    """Tell roughly how far the network is from a place, however far: beyond some hundred km by its junctions alone."""
    for radius_km in _WIDER_KM:
        near = accesses(network, at, radius_km)
        if near:
            return near[0].off_km
    lonlat = network.arrays["xy"] / UNITS
    return float(great_circle_km(lonlat, np.array([at])).min(initial=math.inf))


def _edges_near(network: Network, at: LonLat, radius_km: float) -> Any:
    reach = radius_km / _KM_PER_DEG
    columns, rows = round(360 / CELL_DEG), round(180 / CELL_DEG)
    south, north = (int((lat + 90) // CELL_DEG) for lat in (at.lat - reach, at.lat + reach))
    polar = abs(at.lat) + reach >= 89.5
    wide = 180.0 if polar else reach / math.cos(math.radians(abs(at.lat) + reach))
    west, east = (int((lon + 180) // CELL_DEG) for lon in (at.lon - wide, at.lon + wide))
    across = np.arange(west, min(east, west + columns - 1) + 1) % columns
    wanted = (np.arange(max(south, 0), min(north, rows - 1) + 1)[:, None] * columns + np.unique(across)).ravel()
    cells, first = network.arrays["cell"], network.arrays["cell_first"]
    at_cell = np.searchsorted(cells, wanted)
    at_cell = at_cell[(at_cell < len(cells))]
    at_cell = np.unique(at_cell[np.isin(cells[at_cell], wanted)])
    if not len(at_cell):
        return np.zeros(0, np.int64)
    return np.unique(np.concatenate([network.arrays["cell_edge"][first[i] : first[i + 1]] for i in at_cell]))


class _Near:
    """The lines of some edges about a place, and the gap from the place to each."""

    def __init__(self, network: Network, edges: Any, at: LonLat) -> None:
        self._edges = edges
        self._points, self._first = network.lines(edges)
        flat = _flattened(self._points, at)
        start, step = flat[:-1], np.diff(flat, axis=0)
        length = np.einsum("ij,ij->i", step, step)
        self._along = np.clip(-np.einsum("ij,ij->i", start, step) / np.where(length > 0, length, 1.0), 0.0, 1.0)
        self._gap = np.hypot(*(start + step * self._along[:, None]).T)
        self._gap[self._first[1:-1] - 1] = math.inf  # from the end of one line to the beginning of the next
        self._least = np.minimum.reduceat(self._gap, self._first[:-1])

    def within(self, radius_km: float) -> list[int]:
        """Number the lines within a radius, nearest first."""
        order = np.lexsort((self._edges, self._least))
        return order[: np.searchsorted(self._least[order], radius_km, side="right")].tolist()  # type: ignore[no-any-return]

    def spot(self, i: int, part: int) -> Access:
        """Make the nearest spot of a line."""
        low, high = int(self._first[i]), int(self._first[i + 1]) - 1
        s = low + int(np.argmin(self._gap[low:high]))
        drawn = great_circle_km(self._points[low:high], self._points[low + 1 : high + 1])
        whole = float(drawn.sum())
        share = (drawn[: s - low].sum() + self._along[s] * drawn[s - low]) / whole if whole > 0 else 0.0
        lon, lat = (self._points[s] + (self._points[s + 1] - self._points[s]) * self._along[s]).tolist()
        spot = LonLat((lon + 180.0) % 360.0 - 180.0, lat)
        return Access(int(self._edges[i]), float(share), float(self._gap[s]), spot, part)


def _flattened(points: Any, at: LonLat) -> Any:
    """Project onto a plane about the place: true to a fraction of a per cent over the snapping radius."""
    east = (points[:, 0] - at.lon + 180.0) % 360.0 - 180.0
    return np.column_stack([east * math.cos(math.radians(at.lat)), points[:, 1] - at.lat]) * _KM_PER_DEG


def apart_km(a: LonLat, b: LonLat) -> float:
    """Measure a short gap between two points on the plane."""
    east = ((a.lon - b.lon + 180.0) % 360.0 - 180.0) * math.cos(math.radians(a.lat))
    return math.hypot(east, a.lat - b.lat) * _KM_PER_DEG
