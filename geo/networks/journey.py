"""A way from place to place: which spots it enters and leaves at, and the stretches of edges in between."""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from geo.networks.graph import great_circle_km
from geo.networks.network import Network
from geo.networks.search import Way, climb, explore
from geo.networks.snap import Access

__all__ = ["Journey", "Stretch", "find_journey", "stretch_lines"]

_DOUBLE_KM = 5.0

Factor = Callable[[int], float]


class Stretch(NamedTuple):
    """A piece of an edge, travelled from one share of it to another; 0 is its first junction, 1 its second."""

    edge: int
    from_share: float
    to_share: float


class Journey(NamedTuple):
    """The cheapest way between two sets of spots; ``cost`` counts access at both ends."""

    cost: float
    origin: Access
    destination: Access
    stretches: tuple[Stretch, ...]

    def km(self, network: Network) -> float:
        """Sum the lengths of the stretches."""
        km = network.view("edge_km")
        return math.fsum(abs(s.to_share - s.from_share) * km[s.edge] for s in self.stretches)


def find_journey(
    network: Network,
    origins: Sequence[Access],
    destinations: Sequence[Access],
    weight: float,
    factor: Factor | None = None,
) -> Journey | None:
    """Find the cheapest journey between any of the origins and any of the destinations.

    Parameters
    ----------
    weight : float
        What a km of access costs.
    factor : callable, optional
        What each edge's length is multiplied by; without it the hierarchy answers.
    """
    parts = {s.part for s in origins} & {s.part for s in destinations}
    origins, destinations = ([s for s in spots if s.part in parts] for spots in (origins, destinations))
    starts, goals = _ends(network, origins, weight, factor), _ends(network, destinations, weight, factor)
    direct = _along_one_edge(network, origins, destinations, weight, factor)
    way = _way(network, starts, goals, destinations, factor)
    if way is None or (direct is not None and direct.cost <= way.cost):
        return direct
    origin, out = starts[way.start][1:]
    destination, back = goals[way.goal][1:]
    middle = [Stretch(edge, 0.0, 1.0) if forward else Stretch(edge, 1.0, 0.0) for edge, forward in way.steps]
    whole = [Stretch(origin.edge, origin.share, out), *middle, Stretch(destination.edge, back, destination.share)]
    return Journey(way.cost, origin, destination, tuple(s for s in whole if s.from_share != s.to_share))


def _ends(
    network: Network, spots: Sequence[Access], weight: float, factor: Factor | None
) -> dict[int, tuple[float, Access, float]]:
    """For each junction next to a spot: what reaching it costs, from which spot, and at which end of the edge."""
    ends: dict[int, tuple[float, Access, float]] = {}
    for spot in spots:
        km = network.view("edge_km")[spot.edge] * (factor(spot.edge) if factor else 1.0)
        if math.isinf(km):
            continue
        for side, share, name in ((0.0, spot.share, "edge_a"), (1.0, 1.0 - spot.share, "edge_b")):
            cost, junction = _access_cost(spot, weight) + share * km, network.view(name)[spot.edge]
            if junction not in ends or cost < ends[junction][0]:
                ends[junction] = (cost, spot, side)
    return ends


def _access_cost(spot: Access, weight: float) -> float:
    """Price a gap: the farther, the less likely that this is the station meant, so it grows faster than the gap."""
    return weight * spot.off_km * (1.0 + spot.off_km / _DOUBLE_KM)


def _way(
    network: Network,
    starts: dict[int, Any],
    goals: dict[int, Any],
    destinations: Sequence[Access],
    factor: Factor | None,
) -> Way | None:
    froms, tos = [(p, e[0]) for p, e in starts.items()], [(p, e[0]) for p, e in goals.items()]
    if not froms or not tos:
        return None
    if factor is None:
        return climb(network, froms, tos)
    nearest = min(destinations, key=lambda spot: spot.off_km)
    return explore(network, froms, tos, factor=factor, toward=nearest.at, slack_km=_spread(destinations, nearest))


def _spread(spots: Sequence[Access], centre: Access) -> float:
    from geo.networks.snap import apart_km

    return max(apart_km(spot.at, centre.at) for spot in spots)


def _along_one_edge(
    network: Network,
    origins: Sequence[Access],
    destinations: Sequence[Access],
    weight: float,
    factor: Factor | None,
) -> Journey | None:
    best = None
    for o in origins:
        for d in destinations:
            if o.edge != d.edge:
                continue
            km = network.view("edge_km")[o.edge] * (factor(o.edge) if factor else 1.0)
            cost = _access_cost(o, weight) + _access_cost(d, weight) + abs(o.share - d.share) * km
            if not math.isinf(cost) and (best is None or cost < best.cost):
                moved = (Stretch(o.edge, o.share, d.share),) if o.share != d.share else ()
                best = Journey(cost, o, d, moved)
    return best


def stretch_lines(network: Network, stretches: Sequence[Stretch]) -> list[Any]:
    """Draw stretches in travel order, each in degrees, shape (k, 2), longitudes running on over the antimeridian."""
    points, first = network.lines(np.array([s.edge for s in stretches], np.int64))
    lines = (points[low:high] for low, high in zip(first.tolist(), first[1:].tolist(), strict=False))
    return [_clipped(line, s) for line, s in zip(lines, stretches, strict=True)]


def _clipped(points: Any, stretch: Stretch) -> Any:
    low, high = sorted((stretch.from_share, stretch.to_share))
    if low > 0.0 or high < 1.0:
        along = np.append(0.0, np.cumsum(great_circle_km(points[:-1], points[1:])))
        along /= along[-1] or 1.0
        inner = points[(along > low) & (along < high)]
        cut = [[np.interp(share, along, points[:, 0]), np.interp(share, along, points[:, 1])] for share in (low, high)]
        points = np.vstack([cut[:1], inner, cut[1:]])
    return points if stretch.from_share <= stretch.to_share else points[::-1]
