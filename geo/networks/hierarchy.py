"""Orders a network's junctions so that a shortest path is found by climbing from both ends (contraction hierarchies).

Geisberger, Sanders, Schultes and Delling, "Contraction Hierarchies: Faster and Simpler Hierarchical Routing in Road
Networks" (2008). Junctions are taken away one by one, the least important first; where that would lengthen a way
between two neighbours, a shortcut takes its place. A search then only ever climbs, and settles some hundred junctions
instead of a hundred thousand: quick enough in plain Python, on arrays that are mapped and never loaded whole.
"""

import heapq
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Hierarchy", "build_hierarchy"]

_WITNESS_SETTLED = 60
"""How many junctions a search for a way round may settle: more makes fewer shortcuts, and a slower build."""

Arcs = dict[int, tuple[float, int]]


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """For each junction, arcs to junctions taken away later.

    Attributes
    ----------
    rank : array (n,)
        The order in which the junctions were taken away.
    first, to, km, middle : arrays
        The arcs of junction i are at ``first[i]`` to ``first[i + 1]``: where each leads, its length, and the junction
        it jumps over, or -1 - e for the plain edge e.
    """

    rank: Any
    first: Any
    to: Any
    km: Any
    middle: Any


def build_hierarchy(count: int, a: Any, b: Any, km: Any) -> Hierarchy:
    """Build the hierarchy of ``count`` junctions joined by edges ``a[i]``-``b[i]`` of length ``km[i]``."""
    around = _shortest_edges(count, a, b, km)
    level = [0] * count
    queue = [(_priority(around, level, p), p) for p in range(count)]
    heapq.heapify(queue)
    rank, taken = np.zeros(count, np.int64), 0
    climbing: list[Arcs] = [{} for _ in range(count)]
    while queue:
        old, point = heapq.heappop(queue)
        now = _priority(around, level, point)
        if queue and now > old and now > queue[0][0]:
            heapq.heappush(queue, (now, point))
            continue
        rank[point], taken = taken, taken + 1
        climbing[point] = around[point]
        _take_away(around, level, point)
    return _packed(rank, climbing)


def _shortest_edges(count: int, a: Any, b: Any, km: Any) -> list[Arcs]:
    around: list[Arcs] = [{} for _ in range(count)]
    for edge, (p, q, length) in enumerate(zip(a.tolist(), b.tolist(), km.tolist(), strict=True)):
        if p != q and length < around[p].get(q, (math.inf, 0))[0]:
            around[p][q] = around[q][p] = (length, -1 - edge)
    return around


def _priority(around: list[Arcs], level: list[int], point: int) -> float:
    """Rate how much taking a junction away would add: junctions of few, shallow neighbours go first."""
    degree = len(around[point])
    if degree <= 2:
        return level[point] * 0.5
    mine = around[point]
    missing = sum(1 for p in mine for q in mine if p < q and q not in around[p])
    return 2.0 * missing - degree + level[point]


def _take_away(around: list[Arcs], level: list[int], point: int) -> None:
    mine = around[point]
    for p in mine:
        del around[p][point]
        level[p] = max(level[p], level[point] + 1)
    ends = sorted(mine)
    for i, p in enumerate(ends):
        wanted = {q: mine[p][0] + mine[q][0] for q in ends[i + 1 :]}
        wanted = {q: km for q, km in wanted.items() if km < around[p].get(q, (math.inf, 0))[0]}
        if not wanted:
            continue
        for q, km in _unwitnessed(around, p, wanted).items():
            around[p][q] = around[q][p] = (km, point)


def _unwitnessed(around: list[Arcs], start: int, wanted: dict[int, float]) -> dict[int, float]:
    """Drop the wanted shortcuts for which another way is as short."""
    limit, left = max(wanted.values()), dict(wanted)
    dist, queue, settled = {start: 0.0}, [(0.0, start)], 0
    while queue and left and settled < _WITNESS_SETTLED:
        km, point = heapq.heappop(queue)
        if km > dist[point]:
            continue
        if km > limit:
            break
        settled += 1
        if point in left and km <= left[point]:
            del left[point]
        for q, (length, _) in around[point].items():
            further = km + length
            if further <= limit and further < dist.get(q, math.inf):
                dist[q] = further
                heapq.heappush(queue, (further, q))
    return {q: km for q, km in left.items() if dist.get(q, math.inf) > km}


def _packed(rank: Any, climbing: list[Arcs]) -> Hierarchy:
    """Lay the arcs out with junctions renumbered by rank."""
    order = np.argsort(rank)
    rows = [sorted((int(rank[q]), km, middle) for q, (km, middle) in climbing[p].items()) for p in order.tolist()]
    flat = [row for around in rows for row in around]
    middle = [int(rank[m]) if m >= 0 else m for _, _, m in flat]
    return Hierarchy(
        rank=rank,
        first=np.cumsum([0, *map(len, rows)]).astype(np.int32),
        to=np.array([to for to, _, _ in flat], np.int32),
        km=np.array([km for _, km, _ in flat], np.float32),
        middle=np.array(middle, np.int32),
    )
