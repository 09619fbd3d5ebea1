"""Heals gaps in a network's data by rules that are stated here, counted, and carried into ``bridged_km``.

1. A dead end is joined to the nearest point within `REACH_KM` (roads 2.5 km) that is not already reachable within
   `DETOUR` times that distance.
2. Two parts that are not joined at all are joined where they come within `PART_REACH_KM` of each other, over a border
   within `REACH_KM`: Kinshasa and Brazzaville see each other's stations, and no train has ever crossed.
3. Two dead ends that face each other (each within `FACING_DEG` of the other's direction) up to `FACING_REACH_KM` apart
   are joined when the way round is longer than `FACING_DETOUR` times the gap; over a border or over water only up to
   `FOREIGN_REACH_KM`, since there the rails may truly end.
4. A dead end that still has none is joined to the nearest point within `AHEAD_REACH_KM` that lies within `AHEAD_DEG` of
   its direction, in the same country, when the way round is longer than `AHEAD_DETOUR` times the gap.
5. Two lines of one country that pass within `BESIDE_KM` of each other are joined where they come closest when the way
   round is longer than `BESIDE_DETOUR_KM`: tunnels under a city are often missing, with no dead end to show for it.
"""

import heapq
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from geo.networks.graph import RawGraph, components, great_circle_km, half_arcs, on_sphere

__all__ = ["REACH_KM", "ahead_bridges", "beside_bridges", "dead_end_bridges", "facing_bridges", "part_bridges"]

REACH_KM = 4.0
DETOUR = 3.0
PART_REACH_KM = 12.0
FACING_REACH_KM = 60.0
FACING_DEG = 40.0
FACING_DETOUR = 4.0
FOREIGN_REACH_KM = 20.0
AHEAD_REACH_KM = 20.0
AHEAD_DEG = 20.0
AHEAD_DETOUR = 8.0
BESIDE_KM = 2.5
BESIDE_DETOUR_KM = 60.0
_BACK_KM = 6.0
_SHORTEST_KM = 0.05
_QUARTERS = np.array([[0.25], [0.5], [0.75]])

Bridge = tuple[int, int, float]


class _Arcs:
    """Both directions of every edge as lists, for searches in plain Python."""

    def __init__(self, graph: RawGraph) -> None:
        first, to, edge = half_arcs(graph)
        self.first: list[int] = first.tolist()
        self.to: list[int] = to.tolist()
        self.km: list[float] = graph.km[edge].tolist()
        self.dead = np.flatnonzero(np.diff(first) == 1)

    def next_to(self, point: int) -> set[int]:
        """List the points one or two edges away."""
        first = self.to[self.first[point] : self.first[point + 1]]
        return {point, *first, *(q for p in first for q in self.to[self.first[p] : self.first[p + 1]])}

    def reach(self, start: int, limit_km: float, stop: int | None = None) -> dict[int, float]:
        """Measure the way to every point within a limit (or until one is met)."""
        dist, queue = {start: 0.0}, [(0.0, start)]
        while queue:
            km, point = heapq.heappop(queue)
            if point == stop:
                break
            if km > dist[point]:
                continue
            for k in range(self.first[point], self.first[point + 1]):
                further = km + self.km[k]
                if further <= limit_km and further < dist.get(self.to[k], math.inf):
                    dist[self.to[k]] = further
                    heapq.heappush(queue, (further, self.to[k]))
        return dist


def dead_end_bridges(graph: RawGraph, reach_km: float = REACH_KM) -> list[Bridge]:
    """Rule 1: join each dead end to the nearest point that the network itself does not reach soon."""
    from scipy.spatial import cKDTree

    arcs, space = _Arcs(graph), on_sphere(graph.xy)
    tree = cKDTree(space)
    bridges = []
    for dead in arcs.dead.tolist():
        near = [p for p in tree.query_ball_point(space[dead], reach_km) if p != dead]
        if not near:
            continue
        gaps = np.linalg.norm(space[near] - space[dead], axis=1)
        known = arcs.reach(dead, DETOUR * reach_km)
        for i in np.argsort(gaps):
            if known.get(near[i], math.inf) > DETOUR * gaps[i]:
                bridges.append((dead, near[i], max(float(gaps[i]), _SHORTEST_KM)))
                break
    return bridges


def part_bridges(graph: RawGraph, country: Sequence[int]) -> list[Bridge]:
    """Rule 2: join each pair of separate parts at the two points where they come closest."""
    from scipy.spatial import cKDTree

    part, space = components(graph), on_sphere(graph.xy)
    small = np.flatnonzero(part != np.bincount(part).argmax())
    if not len(small):
        return []
    tree = cKDTree(space)
    best: dict[tuple[int, int], Bridge] = {}
    for point, near in zip(small.tolist(), tree.query_ball_point(space[small], PART_REACH_KM), strict=True):
        others = np.array(near)[part[near] != part[point]]
        gaps = np.linalg.norm(space[others] - space[point], axis=1)
        for gap, other in sorted(zip(gaps.tolist(), others.tolist(), strict=True), reverse=True):
            pair = (min(part[point], part[other]), max(part[point], part[other]))
            if gap > REACH_KM and country[point] != country[other]:
                continue
            if pair not in best or gap < best[pair][2]:
                best[pair] = (point, other, gap)
    return [(a, b, max(gap, _SHORTEST_KM)) for a, b, gap in best.values()]


def facing_bridges(graph: RawGraph, country: Sequence[int], is_land: Callable[[Any], bool]) -> list[Bridge]:
    """Rule 3: join dead ends that face each other across a gap.

    ``country`` numbers the country of each point; ``is_land`` tells whether all of some points lie on land.
    """
    from scipy.spatial import cKDTree

    arcs = _Arcs(graph)
    heading = {d: _heading(graph, arcs, d) for d in arcs.dead.tolist()}
    pairs = cKDTree(on_sphere(graph.xy[arcs.dead])).query_pairs(FACING_REACH_KM, output_type="ndarray")
    chosen, used = [], set()
    for gap, a, b in sorted(_facing(graph, arcs.dead[pairs], heading, country)):
        if a in used or b in used or b in arcs.reach(a, FACING_DETOUR * gap, stop=b):
            continue
        if gap > FOREIGN_REACH_KM and not is_land(graph.xy[a] + (graph.xy[b] - graph.xy[a]) * _QUARTERS):
            continue
        used |= {a, b}
        chosen.append((a, b, gap))
    return chosen


def ahead_bridges(graph: RawGraph, country: Sequence[int]) -> list[Bridge]:
    """Rule 4: join a dead end to the nearest line straight ahead of it."""
    from scipy.spatial import cKDTree

    arcs, space = _Arcs(graph), on_sphere(graph.xy)
    tree = cKDTree(space)
    bridges = []
    for dead in arcs.dead.tolist():
        near = np.array(tree.query_ball_point(space[dead], AHEAD_REACH_KM))
        gaps = np.linalg.norm(space[near] - space[dead], axis=1)
        heading, known = _heading(graph, arcs, dead), arcs.reach(dead, AHEAD_DETOUR * AHEAD_REACH_KM)
        for i in np.argsort(gaps).tolist():
            point = int(near[i])
            if point == dead or country[point] != country[dead]:
                continue
            ahead = _turn(_bearing(graph.xy[dead], graph.xy[point]), heading) <= AHEAD_DEG
            if ahead and known.get(point, math.inf) > AHEAD_DETOUR * gaps[i]:
                bridges.append((dead, point, max(float(gaps[i]), _SHORTEST_KM)))
                break
    return bridges


def beside_bridges(graph: RawGraph, country: Sequence[int]) -> list[Bridge]:
    """Rule 5: join lines that pass close to each other and meet only far away, the closest pairs first."""
    from scipy.spatial import cKDTree

    arcs, space = _Arcs(graph), on_sphere(graph.xy)
    found = []
    for point, near in enumerate(cKDTree(space).query_ball_point(space, BESIDE_KM)):
        others = [p for p in near if p > point and country[p] == country[point]]
        if not others or set(others) <= arcs.next_to(point):
            continue
        known = arcs.reach(point, BESIDE_DETOUR_KM)
        for other in others:
            if other not in known:
                found.append((float(np.linalg.norm(space[other] - space[point])), point, other))
    chosen: list[Bridge] = []
    for gap, a, b in sorted(found):
        beside = any(min(_apart(space, a, p), _apart(space, a, q)) < BESIDE_DETOUR_KM / 2 for p, q, _ in chosen)
        if not beside:
            chosen.append((a, b, max(gap, _SHORTEST_KM)))
    return chosen


def _apart(space: Any, a: int, b: int) -> float:
    return float(np.linalg.norm(space[a] - space[b]))


def _facing(graph: RawGraph, pairs: Any, heading: dict[int, float], country: Sequence[int]) -> list[Any]:
    found = []
    for a, b in pairs.tolist():
        gap = float(great_circle_km(graph.xy[a], graph.xy[b]))
        if gap > FOREIGN_REACH_KM and country[a] != country[b]:
            continue
        there, back = _bearing(graph.xy[a], graph.xy[b]), _bearing(graph.xy[b], graph.xy[a])
        if _turn(there, heading[a]) <= FACING_DEG and _turn(back, heading[b]) <= FACING_DEG:
            found.append((gap, a, b))
    return found


def _heading(graph: RawGraph, arcs: _Arcs, dead: int) -> float:
    """Tell in which direction the line runs out at a dead end, seen over its last kilometres."""
    before, point = dead, arcs.to[arcs.first[dead]]
    while great_circle_km(graph.xy[dead], graph.xy[point]) < _BACK_KM:
        onward = [p for p in arcs.to[arcs.first[point] : arcs.first[point + 1]] if p != before]
        if len(onward) != 1 or onward[0] == dead:
            break
        before, point = point, onward[0]
    return _bearing(graph.xy[point], graph.xy[dead])


def _bearing(a: Any, b: Any) -> float:
    (lon1, lat1), (lon2, lat2) = np.radians(a).tolist(), np.radians(b).tolist()
    east = math.sin(lon2 - lon1) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(lon2 - lon1)
    return math.degrees(math.atan2(east, north))


def _turn(a: float, b: float) -> float:
    return abs((a - b + 180.0) % 360.0 - 180.0)
