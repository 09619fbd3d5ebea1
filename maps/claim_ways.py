"""The railway, road or sea lane between the two ends of a claim, drawn beside the straight line."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.claims.claim import EndpointKind, Finding
from geo.errors import GeoError
from geo.itinerary.journey import Leg, Stop
from geo.routes import Route
from geo.vocabulary import Mode, Status

if TYPE_CHECKING:
    from geo.networks.network import Networks

__all__ = ["MOST", "claim_ways"]

MOST = 12
"""Claims whose way is drawn at most; in a pile the text says the lengths."""

_SAME = 0.03
"""How far the length found here may be from the one that was judged: else it is another way, and is not shown."""


def claim_ways(findings: Iterable[Finding], networks: "Networks | None" = None) -> dict[int, tuple[Mode, float, Route]]:
    """Lay the way of each finding that has a network's length: mode, that length and the way, by its number.

    The mode is the one that the claim names, else the railway, else the road, else the sea.
    """
    ways: dict[int, tuple[Mode, float, Route]] = {}
    for number, finding in enumerate(findings):
        asked = _asked(finding)
        if asked is None or len(ways) >= MOST:
            continue
        mode, expected_km = asked
        try:
            route = _lay(finding, mode, networks)
        except GeoError:
            return ways
        if isinstance(route, Route) and math.isclose(route.length_km, expected_km, rel_tol=_SAME):
            ways[number] = mode, expected_km, route
    return ways


def _asked(finding: Finding) -> tuple[Mode, float] | None:
    claim, measured = finding.claim, finding.measured
    ends = claim.origin, claim.destination
    if measured is None or any(end is None or end.kind is not EndpointKind.POINT for end in ends):
        return None
    lengths = {Mode.RAIL: measured.rail_km, Mode.ROAD: measured.road_km, Mode.SEA: measured.sea_km}
    order = [claim.mode] if claim.mode in lengths else [Mode.RAIL, Mode.ROAD, Mode.SEA]
    return next(((mode, km) for mode in order if (km := lengths[mode]) is not None), None)


def _lay(finding: Finding, mode: Mode, networks: "Networks | None") -> object:
    from geo.networks import Networks, trace

    claim = finding.claim
    assert claim.origin is not None
    assert claim.destination is not None
    stops = [Stop(end.place, None, Status.DONE) for end in (claim.origin, claim.destination)]
    return trace(Leg(stops[0], stops[1], mode, Status.DONE), networks or Networks.open())
