"""Draws journeys as a route: its line, the countries in travel order, the borders, and why it may be doubtful."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.coords import LonLat, geodesic_km, geodesic_path
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg
from geo.networks.graph import great_circle_km
from geo.networks.journey import Journey, stretch_lines
from geo.networks.network import Network
from geo.networks.passages import closed_names
from geo.networks.rules import Rules
from geo.routes import Crossing, Route

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["draw_geodesic", "draw_route"]

_FLICKER_KM = 5.0
"""A stay in a country shorter than this, between two in the same one, is the outline's error and not a border."""

_LONG_STEP_KM = 150.0
_SAME_DEG = 1e-4
_ALWAYS_DOUBTED_KM = 5.0
_AREA_KM = 100.0
_AREA_SHARE = 0.1
"""An area is doubted when half its extent is more of the length: a strait at the end of a voyage is spot enough."""


def draw_geodesic(leg: Leg, via: Sequence[Place] = ()) -> Route:
    """Draw the shortest line over the Earth through every stop, with points at most 100 km apart."""
    stops = [leg.origin.place, *via, leg.destination.place]
    path: list[LonLat] = [stops[0].at]
    length = 0.0
    for a, b in zip(stops, stops[1:], strict=False):
        path += geodesic_path(a.at, b.at)[1:]
        length += geodesic_km(a.at, b.at)
    return Route(leg, tuple(path), length, geodesic_km(stops[0].at, stops[-1].at))


class _Run(NamedTuple):
    """A stay in one country: its code, the km at which it begins and ends, and the point where it begins."""

    country: str
    from_km: float
    to_km: float
    at: LonLat


def draw_route(
    leg: Leg,
    network: Network,
    journeys: Sequence[Journey],
    rules: Rules,
    stops: Sequence[Place],
    gazetteer: "Gazetteer | None" = None,
) -> Route:
    """Draw the journeys between the stops, one after the other, as one route."""
    stretches = [s for j in journeys for s in j.stretches]
    lines = stretch_lines(network, stretches)
    kms = [abs(s.to_share - s.from_share) * network.view("edge_km")[s.edge] for s in stretches]
    path = _path(lines)
    length = math.fsum(kms)
    straight = geodesic_km(stops[0].at, stops[-1].at)
    access = journeys[0].origin.off_km + journeys[-1].destination.off_km
    bridged = math.fsum(km for km, s in zip(kms, stretches, strict=True) if network.is_bridged(s.edge))
    runs = _runs([(network.country(s.edge), line, km) for s, line, km in zip(stretches, lines, kms, strict=True)])
    route = Route(
        leg,
        path,
        length,
        straight,
        access_km=access,
        network=network.name,
        bridged_km=bridged,
        countries=tuple((run.country, run.to_km - run.from_km) for run in runs),
        crossings=tuple(Crossing(a.country, b.country, b.at, b.from_km) for a, b in zip(runs, runs[1:], strict=False)),
        passages=tuple(dict.fromkeys(p for s in stretches if (p := network.passage(s.edge)))),
    )
    route = replace(route, unreliable=_doubts(route, stops, rules))
    return _with_places(route, gazetteer)


def _path(lines: Sequence[Any]) -> tuple[LonLat, ...]:
    """Join lines into one, each point once, with points of the geodesic on steps too long to draw straight."""
    import numpy as np

    points = np.vstack(lines)
    step = np.abs(np.diff(points, axis=0))
    step[:, 0] = np.minimum(step[:, 0] % 360.0, 360.0 - step[:, 0] % 360.0)
    moved = np.append(True, (step > _SAME_DEG).any(axis=1))
    points = points[moved]
    points[:, 0] = (points[:, 0] + 180.0) % 360.0 - 180.0
    path = [LonLat(lon, lat) for lon, lat in points.tolist()]
    for i in np.flatnonzero(great_circle_km(points[:-1], points[1:]) > _LONG_STEP_KM)[::-1].tolist():
        path[i + 1 : i + 1] = geodesic_path(path[i], path[i + 1])[1:-1]
    return tuple(path)


def _runs(pieces: Sequence[tuple[str | None, Any, float]]) -> list[_Run]:
    runs: list[_Run] = []
    at_km = 0.0
    for country, line, km in pieces:
        if country is not None:
            if runs and runs[-1].country == country:
                runs[-1] = runs[-1]._replace(to_km=at_km + km)
            else:
                lon, lat = line[0].tolist()
                runs.append(_Run(country, at_km, at_km + km, LonLat((lon + 180.0) % 360.0 - 180.0, lat)))
        at_km += km
    return _without_flicker(runs)


def _without_flicker(runs: list[_Run]) -> list[_Run]:
    kept: list[_Run] = []
    for i, run in enumerate(runs):
        inner = 0 < i < len(runs) - 1
        flicker = inner and run.to_km - run.from_km < _FLICKER_KM and runs[i - 1].country == runs[i + 1].country
        if kept and (flicker or kept[-1].country == run.country):
            kept[-1] = kept[-1]._replace(to_km=run.to_km)
        else:
            kept.append(run)
    return kept


def _doubts(route: Route, stops: Sequence[Place], rules: Rules) -> str | None:
    length, access, bridged = route.length_km, route.access_km, route.bridged_km
    straight = sum(geodesic_km(a.at, b.at) for a, b in zip(stops, stops[1:], strict=False))
    doubts = []
    if length > rules.detour_limit * straight + 2 * _ALWAYS_DOUBTED_KM:
        doubts.append(f"it is {length / straight:.1f} times the straight line, as if the data lacked a link")
    if bridged > rules.bridged_limit * length and bridged > _ALWAYS_DOUBTED_KM:
        doubts.append(f"{bridged:.0f} of {length:.0f} km cross gaps in the data")
    if access > rules.access_limit * length and access > _ALWAYS_DOUBTED_KM:
        doubts.append(f"the {rules.noun} begins and ends {access:.0f} km away from the places")
    doubts += [f"ice closes the {name} for most of the year" for name in route.passages if name in closed_names()]
    wide = [p.name for p in (stops[0], stops[-1]) if _across_km(p) > max(_AREA_KM, 2 * _AREA_SHARE * length)]
    if wide:
        doubts.append(f"{' and '.join(wide)} is an area, and a point stands for it")
    return "; ".join(doubts) or None


def _across_km(place: Place) -> float:
    return place.bbox.diagonal_km if place.bbox and place.is_area else 0.0


def _with_places(route: Route, gazetteer: "Gazetteer | None") -> Route:
    if gazetteer is None:
        return route
    from geo.networks.passes import places_passed

    return replace(route, passes=places_passed(route, gazetteer))
