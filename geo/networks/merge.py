"""Merges the knots that a divided road ties at every crossing into one junction each.

Both carriageways, slip roads and roundabouts of one crossing stand as up to a dozen points some hundred metres apart.
Merged, the road network is a third of its size. What is lost inside a knot is given back: an edge that ended at a point
of it is longer by that point's straight distance from the knot's centre.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from geo.networks.graph import RawGraph, great_circle_km

__all__ = ["merge_knots"]


def merge_knots(graph: RawGraph, reach_km: float) -> RawGraph:
    """Merge points that short edges join, each knot within ``reach_km`` of its first point."""
    knot = _knots(graph, reach_km)
    names, number = np.unique(knot, return_inverse=True)
    size = np.bincount(number)
    offset = graph.xy - graph.xy[knot]
    offset[:, 0] = (offset[:, 0] + 180.0) % 360.0 - 180.0
    centre = graph.xy[names] + np.column_stack([np.bincount(number, offset[:, i]) / size for i in (0, 1)])
    moved = great_circle_km(graph.xy, centre[number])
    a, b = graph.ends.T
    merged = RawGraph.of(centre, number[graph.ends], graph.km + moved[a] + moved[b], graph.passage)
    return replace(merged, drawn=np.ones(len(centre), bool))


def _knots(graph: RawGraph, reach_km: float) -> Any:
    """Give each point the first point of its knot, walking the short edges from the shortest on."""
    knot = list(range(len(graph.xy)))
    members: dict[int, list[int]] = {}
    short = np.flatnonzero(graph.km <= reach_km)
    for edge in short[np.argsort(graph.km[short], kind="stable")].tolist():
        a, b = (knot[p] for p in graph.ends[edge].tolist())
        if a == b:
            continue
        group, other = members.get(a, [a]), members.get(b, [b])
        if len(group) < len(other):
            a, b, group, other = b, a, other, group
        if great_circle_km(graph.xy[other], graph.xy[[a] * len(other)]).max() > reach_km:
            continue
        members[a] = group + other
        members.pop(b, None)
        for point in other:
            knot[point] = a
    return np.array(knot)
