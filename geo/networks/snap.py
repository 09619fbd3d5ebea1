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
    found = _nearest_spots(network, edges, at)
    kept: list[Access] = []
    for spot in sorted((s for s in found if s.off_km <= radius_km), key=lambda s: (s.off_km, s.edge)):
        same = [k for k in kept if k.part == spot.part]
        if len(same) < _PER_PART and all(apart_km(k.at, spot.at) > _APART_KM for k in same):
            kept.append(spot)
    return kept


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


def _nearest_spots(network: Network, edges: Any, at: LonLat) -> list[Access]:
    points, owner = _lines(network, edges)
    flat = _flattened(points, at)
    start, end = flat[:-1], flat[1:]
    real = owner[:-1] == owner[1:]
    step = end - start
    length = np.hypot(step[:, 0], step[:, 1])
    along = np.clip(-(start * step).sum(1) / np.where(length > 0, length**2, 1), 0, 1)
    gap = np.where(real, np.hypot(*(start + step * along[:, None]).T), np.inf)
    drawn = np.where(real, great_circle_km(points[:-1], points[1:]), 0.0)
    before = np.concatenate([[0.0], np.cumsum(drawn)])
    spots = []
    borders = np.searchsorted(owner, np.arange(len(edges) + 1))
    for i, edge in enumerate(edges.tolist()):
        low, high = borders[i], borders[i + 1] - 1
        s = low + int(np.argmin(gap[low:high]))
        whole = before[high] - before[low]
        share = (before[s] - before[low] + along[s] * drawn[s]) / whole if whole > 0 else 0.0
        lon, lat = points[s] + (points[s + 1] - points[s]) * along[s]
        spot = LonLat((float(lon) + 180.0) % 360.0 - 180.0, float(lat))
        part = int(network.view("part")[network.view("edge_a")[edge]])
        spots.append(Access(edge, float(share), float(gap[s]), spot, part))
    return spots


def _lines(network: Network, edges: Any) -> tuple[Any, Any]:
    """Lay the points of many edges one after the other, with the number of the edge that each belongs to."""
    lines = [network.edge_points(e) for e in edges.tolist()]
    return np.vstack(lines), np.repeat(np.arange(len(lines)), [len(line) for line in lines])


def _flattened(points: Any, at: LonLat) -> Any:
    """Project onto a plane about the place: true to a fraction of a per cent over the snapping radius."""
    east = (points[:, 0] - at.lon + 180.0) % 360.0 - 180.0
    return np.column_stack([east * math.cos(math.radians(at.lat)), points[:, 1] - at.lat]) * _KM_PER_DEG


def apart_km(a: LonLat, b: LonLat) -> float:
    """Measure a short gap between two points on the plane."""
    east = ((a.lon - b.lon + 180.0) % 360.0 - 180.0) * math.cos(math.radians(a.lat))
    return math.hypot(east, a.lat - b.lat) * _KM_PER_DEG
