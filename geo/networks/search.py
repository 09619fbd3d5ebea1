"""Shortest ways through a network: by its hierarchy, or edge by edge where some edges are barred or dearer.

Pure functions over read-only arrays: nothing is kept between two calls.
"""

import heapq
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from geo.networks.assemble import UNITS
from geo.networks.network import Network

__all__ = ["Way", "climb", "explore"]

Ends = Sequence[tuple[int, float]]
"""Junctions where a way may begin or end, with what it costs to get there."""


class Way(NamedTuple):
    """A way through the network: its cost with both ends', and its edges in travel order.

    ``steps`` are (edge, forward): forward from the edge's first junction to its second. ``start`` and ``goal`` are the
    junctions at the ends.
    """

    cost: float
    start: int
    goal: int
    steps: tuple[tuple[int, bool], ...]


def climb(network: Network, starts: Ends, goals: Ends) -> Way | None:
    """Find the shortest way by climbing the hierarchy from both ends."""
    first, to, km = network.view("up_first"), network.view("up_to"), network.view("up_km")
    dist, queues = (_cheapest(starts), _cheapest(goals)), tuple([(c, p) for p, c in ends] for ends in (starts, goals))
    parent: tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]] = ({}, {})
    for queue in queues:
        heapq.heapify(queue)
    best, meet = math.inf, -1
    while queues[0] or queues[1]:
        side = 0 if queues[0] and (not queues[1] or queues[0][0] <= queues[1][0]) else 1
        cost, point = heapq.heappop(queues[side])
        if cost >= best:
            queues[side].clear()
            continue
        mine = dist[side]
        if cost > mine[point]:
            continue
        other = dist[1 - side].get(point)
        if other is not None and cost + other < best:
            best, meet = cost + other, point
        low, high = first[point], first[point + 1]
        targets, lengths = to[low:high].tolist(), km[low:high].tolist()
        if any(mine.get(t, math.inf) + length < cost for t, length in zip(targets, lengths, strict=True)):
            continue  # reached more cheaply from above: no shortest way climbs through here
        for k, target in enumerate(targets):
            further = cost + lengths[k]
            if further < mine.get(target, math.inf):
                mine[target] = further
                parent[side][target] = (point, low + k)
                heapq.heappush(queues[side], (further, target))
    return None if meet < 0 else _descended(network, best, meet, parent)


def _cheapest(ends: Ends) -> dict[int, float]:
    return dict(sorted(ends, key=lambda end: -end[1]))


def _descended(network: Network, best: float, meet: int, parent: Sequence[dict[int, tuple[int, int]]]) -> Way:
    up, point = [], meet
    while point in parent[0]:
        below, arc = parent[0][point]
        up.append((below, point, arc))
        point = below
    start, steps = point, []
    for below, above, arc in reversed(up):
        steps += _unpacked(network, below, above, arc)
    point = meet
    while point in parent[1]:
        below, arc = parent[1][point]
        steps += _unpacked(network, point, below, arc)
        point = below
    return Way(best, start, point, tuple(steps))


def _unpacked(network: Network, origin: int, destination: int, arc: int) -> list[tuple[int, bool]]:
    """Turn an arc of the hierarchy into plain edges, in travel order."""
    first, to = network.view("up_first"), network.view("up_to")
    middles, edge_a = network.view("up_middle"), network.view("edge_a")
    steps, todo = [], [(origin, destination, arc)]
    while todo:
        here, there, arc = todo.pop()
        middle = middles[arc]
        if middle < 0:
            steps.append((-1 - middle, edge_a[-1 - middle] == here))
            continue
        low, high = first[middle], first[middle + 1]
        around = to[low:high].tolist()
        todo.append((middle, there, low + around.index(there)))
        todo.append((here, middle, low + around.index(here)))
    return steps


def explore(
    network: Network,
    starts: Ends,
    goals: Ends,
    *,
    factor: Callable[[int], float],
    toward: tuple[float, float],
    slack_km: float,
) -> Way | None:
    """Find the cheapest way edge by edge (A*), each edge costing its length times a factor of at least 1.

    Parameters
    ----------
    factor : callable
        What an edge's length is multiplied by; infinite bars it.
    toward : (lon, lat)
        A point among the goals, and ``slack_km`` how far from it they lie: the straight line is a lower bound.
    """
    guess = _Guess(network, toward, slack_km)
    first, arcs = network.view("arc_first"), network.view("arc_edge")
    edge_a, edge_b, km = network.view("edge_a"), network.view("edge_b"), network.view("edge_km")
    last, dist = _cheapest(goals), _cheapest(starts)
    parent: dict[int, tuple[int, int]] = {}
    queue = [(cost + guess.km(point), cost, point) for point, cost in dist.items()]
    heapq.heapify(queue)
    best, goal = math.inf, -1
    while queue:
        bound, cost, point = heapq.heappop(queue)
        if bound >= best:
            break
        if cost > dist[point]:
            continue
        if point in last and cost + last[point] < best:
            best, goal = cost + last[point], point
        for edge in arcs[first[point] : first[point + 1]].tolist():
            target = edge_b[edge] if edge_a[edge] == point else edge_a[edge]
            further = cost + km[edge] * factor(edge)
            if further < dist.get(target, math.inf):
                dist[target] = further
                parent[target] = (point, edge)
                heapq.heappush(queue, (further + guess.km(target), further, target))
    return None if goal < 0 else _traced(network, best, goal, parent)


def _traced(network: Network, best: float, goal: int, parent: dict[int, tuple[int, int]]) -> Way:
    """Follow the parents back from the goal."""
    edge_a, steps, point = network.view("edge_a"), [], goal
    while point in parent:
        before, edge = parent[point]
        steps.append((edge, edge_a[edge] == before))
        point = before
    return Way(best, point, goal, tuple(reversed(steps)))


class _Guess:
    """A lower bound on the way from a junction to the goal: the great circle, less what rounding may have eaten."""

    def __init__(self, network: Network, toward: tuple[float, float], slack_km: float) -> None:
        self._slack_km = slack_km + 0.5
        self._xy = network.arrays["xy"]
        self._lon, self._lat = math.radians(toward[0]), math.radians(toward[1])
        self._cos = math.cos(self._lat)
        self._known: dict[int, float] = {}

    def km(self, point: int) -> float:
        known = self._known.get(point)
        if known is None:
            x, y = self._xy[point].tolist()
            lon, lat = math.radians(x / UNITS), math.radians(y / UNITS)
            half = (
                math.sin((lat - self._lat) / 2) ** 2 + math.cos(lat) * self._cos * math.sin((lon - self._lon) / 2) ** 2
            )
            known = self._known[point] = max(
                0.0, 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half))) * 0.995 - self._slack_km
            )
        return known
