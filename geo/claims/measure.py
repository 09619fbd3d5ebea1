"""Measure between the two ends of a claim: straight, to a border or coast, and along the networks."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.items import SITES
from geo.claims.shores import circle_of_latitude, coast_of, island_of
from geo.coords import LonLat, geodesic_km, initial_bearing_deg
from geo.gazetteer.place import Place
from geo.vocabulary import Mode

if TYPE_CHECKING:
    from geo.networks.network import Networks
    from geo.outlines import Outlines
    from geo.world import World

__all__ = [
    "NetworkLengths",
    "Straight",
    "Unmeasurable",
    "extent_km",
    "measure_networks",
    "measure_straight",
    "shore_km",
]

_PEOPLE_PER_KM2 = 4000.0
_LEAST_EXTENT_KM = 0.5
# how far from its point an area without a box may reach
_REACH_KM = {
    "A.ADM1": 100.0,
    "A.ADM2": 25.0,
    "A": 15.0,
    "H": 60.0,
    "H.SEA": 300.0,
    "H.OCN": 2000.0,
    "L": 100.0,
    "L.RGN": 200.0,
}
_REACH_KM |= {
    "T.ISL": 8.0,
    "T.MTS": 80.0,
    "T.PEN": 60.0,
    "T.DSRT": 150.0,
    "T.ISLS": 30.0,
    "L.PRK": 20.0,
    "L.OILF": 8.0,
    "L.GASF": 8.0,
    "L.CONT": 2500.0,
}
_SPOTS = frozenset({"T.MT", "T.PK", "T.VLC", "T.HLL", "T.PASS", "T.CAPE", "T.PT", "H.FLLS", "H.HBR", "T.RK", *SITES})
_SPOT_KM = 3.0
_TOWN_PEOPLE = 50_000
_CITY_STATE_DEG = 0.75
_MOST_ACCESS_SHARE = 0.15
# ports lie within some 30 km of a lane; Leeds and Paris do not
_PORTS_KM = 60.0
# an article, or a pile of them, tells one distance again and again
_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class Straight:
    """The straight line between two ends.

    Attributes
    ----------
    km : float
        Geodesic, to the nearest point where an end is a border, a coast or a country.
    bearing_deg : float or None
        Initial bearing from origin to destination.
    extent_km : float
        By how much the ends' own size leaves the length open.
    how : str
        Against what it was measured, for the reason.
    vague : Place or None
        An area so large that the length from its point says little.
    between_points : bool
        Whether both ends are points, so that networks can be asked.
    """

    km: float
    bearing_deg: float | None
    extent_km: float
    how: str = "in a straight line"
    vague: Place | None = None
    between_points: bool = True


@dataclass(frozen=True, slots=True)
class Unmeasurable:
    """Why no length can be given."""

    reason: str


@dataclass(frozen=True, slots=True)
class NetworkLengths:
    """Lengths by mode, and why a mode has none; ``far`` are modes too far off to be meant where none is named."""

    km: dict[Mode, float]
    reasons: dict[Mode, str]
    far: frozenset[Mode] = frozenset()


def extent_km(place: Place) -> float:
    """Estimate how far a place reaches from its point: by its box, its people, or its kind."""
    if place.feature in _SPOTS:
        return _SPOT_KM
    if place.bbox is not None and not (place.is_country and place.bbox.diagonal_km < 100):
        return place.bbox.diagonal_km / 2
    if place.feature_class in {"A", "H", "L", "T"} and not place.is_country and not _is_town_sized(place):
        return _REACH_KM.get(place.feature, _REACH_KM.get(place.feature_class, 3.0))
    return max(_LEAST_EXTENT_KM, math.sqrt(place.population / _PEOPLE_PER_KM2 / math.pi))


def _is_town_sized(place: Place) -> bool:
    """Tell a municipality of no more people than a town, which is told by that town, from a province."""
    return place.feature.startswith("A.ADM") and place.bbox is None and 0 < place.population <= _TOWN_PEOPLE


def measure_straight(origin: Endpoint, destination: Endpoint, world: "World") -> Straight | Unmeasurable:
    """Measure the geodesic between two ends, of which one may be a border, a coast or a whole country."""
    return _straight(origin, destination, world.outlines)


@lru_cache(maxsize=_REMEMBERED)
def _straight(origin: Endpoint, destination: Endpoint, outlines: "Outlines") -> Straight | Unmeasurable:
    start, end = _line_of(origin, destination, outlines), _line_of(destination, origin, outlines)
    if isinstance(start, Unmeasurable):
        return start
    if isinstance(end, Unmeasurable):
        return end
    if start is not None and end is not None:
        return _between_lines(start, end)
    if start is not None:
        return _to_line(start, destination.place, outward=True)
    if end is not None:
        return _to_line(end, origin.place, outward=False)
    return _between(origin.place, destination.place)


def _between(a: Place, b: Place) -> Straight | Unmeasurable:
    km = geodesic_km(a.at, b.at)
    if km < 0.05:
        return Unmeasurable("both ends are the same spot")
    reach = extent_km(a) + extent_km(b)
    vague = next((p for p in (a, b) if not _is_city_state(p) and _is_vague(p, extent_km(p), km)), None)
    return Straight(km, initial_bearing_deg(a.at, b.at), reach, vague=vague)


def _is_vague(place: Place, reach: float, km: float) -> bool:
    """Tell whether a place is an area so large that a length from its middle says little."""
    return place.is_area and not _is_town_sized(place) and place.feature not in _SPOTS and reach > 0.15 * km


def _is_city_state(place: Place) -> bool:
    return place.is_country and place.bbox is not None and place.bbox.diagonal_km < 100


@dataclass(frozen=True, slots=True)
class _Line:
    geometry: Any
    name: str


def _line_of(end: Endpoint, other: Endpoint, outlines: "Outlines") -> "_Line | Unmeasurable | None":
    """Return the line or area that an end stands for, or None for a point."""
    place = end.place
    if end.kind is EndpointKind.POINT:
        whole = place.is_country and other.kind is not EndpointKind.BORDER
        if not whole or (other.place.country == place.country and place.country):
            return None
        area = outlines.polygon(place.country)
        return None if area is None or _is_small(area) else _Line(area, f"the nearest point of {place.name}")
    if end.kind is EndpointKind.PARALLEL:
        return _Line(circle_of_latitude(place.at.lat), f"the {place.name}")
    if end.kind is EndpointKind.COAST:
        geometry = coast_of(place, other.place, outlines)
        name = f"the nearest point of {place.name}'s coast"
        if geometry is None and place.feature_class in {"T", "H"}:
            return None
    elif not place.is_country:
        return Unmeasurable(f"there is no outline of {place.name} to measure to")
    else:
        geometry, name = _border(place, end.neighbour, other.place, outlines)
    return (
        Unmeasurable(f"there is no outline of {place.name} to measure to")
        if geometry is None
        else _Line(geometry, name)
    )


def _is_small(area: Any) -> bool:
    """Tell a city-state, whose point will do, from a country."""
    west, south, east, north = area.bounds
    return bool(max(east - west, north - south) < _CITY_STATE_DEG)


def _border(place: Place, neighbour: Place | None, other: Place, outlines: "Outlines") -> tuple[Any, str]:
    """Return the border meant: with the neighbour named, else with the other end's country, else all of it."""
    for code, name in ((neighbour.country, neighbour.name) if neighbour else ("", ""), (other.country, "")):
        if code and code != place.country:
            line = outlines.land_border(place.country, code)
            if line is not None:
                with_whom = f" with {name}" if name else ""
                return line, f"the nearest point of {place.name}'s border{with_whom}"
    return outlines.land_border(place.country), f"the nearest point of {place.name}'s border"


def _to_line(line: _Line, place: Place, *, outward: bool) -> Straight:
    """Measure from a place to the nearest point of a line; ``outward`` when the line is the origin."""
    from geo.outlines import distance_km

    km = distance_km(place.at, line.geometry)
    near = _nearest_point(place.at, line.geometry)
    ends = (near, place.at) if outward else (place.at, near)
    bearing = initial_bearing_deg(*ends) if km > 0.5 else None
    reach = extent_km(place)
    vague = place if _is_vague(place, reach, km) else None
    return Straight(km, bearing, 0.0 if vague else reach, f"to {line.name}", vague=vague, between_points=False)


def _between_lines(a: _Line, b: _Line) -> Straight | Unmeasurable:
    """Measure between the nearest points of two countries or coasts."""
    import shapely

    x, y = shapely.get_coordinates(shapely.point_on_surface(b.geometry))[0]
    near = _nearest_point(LonLat(float(x), float(y)), a.geometry)
    for _ in range(4):
        far = _nearest_point(near, b.geometry)
        near = _nearest_point(far, a.geometry)
    km = geodesic_km(near, far)
    if km < 1.0:
        return Unmeasurable("the two touch each other")
    name = f"between the nearest points of {a.name.removeprefix('the nearest point of ')} and "
    name += b.name.removeprefix("the nearest point of ")
    return Straight(km, initial_bearing_deg(near, far), 0.0, name, between_points=False)


def _nearest_point(at: LonLat, geometry: Any) -> LonLat:
    """Find the nearest point in a plane stretched by the cosine of the latitude: good enough for a bearing."""
    import shapely

    shrink = max(math.cos(math.radians(at.lat)), 0.05)
    flat = shapely.transform(geometry, lambda xy: xy * [shrink, 1.0])
    x, y = shapely.get_coordinates(shapely.shortest_line(flat, shapely.Point(at.lon * shrink, at.lat)))[0]
    return LonLat(float(x) / shrink, float(y))


def shore_km(area: Place, other: Place, world: "World") -> float | None:
    """Measure from the nearest shore of the island that an area is to a place elsewhere; None where it is none."""
    from geo.outlines import distance_km

    island = island_of(area, world.outlines)
    km = None if island is None else distance_km(other.at, island)
    return km or None


def measure_networks(origin: Place, destination: Place, world: "World") -> NetworkLengths:
    """Ask each network for its length; a route with too much access or doubtful data counts as none."""
    return _lengths(origin, destination, world.networks, world.outlines)


@lru_cache(maxsize=_REMEMBERED)
def _lengths(origin: Place, destination: Place, networks: "Networks", outlines: "Outlines") -> NetworkLengths:
    from geo.networks import measure_all
    from geo.routes import Route

    km: dict[Mode, float] = {}
    reasons: dict[Mode, str] = {}
    far: set[Mode] = set()
    for mode, route in measure_all(origin, destination, networks, outlines=outlines).items():
        if mode not in {Mode.RAIL, Mode.ROAD, Mode.SEA}:
            continue
        if not isinstance(route, Route):
            reasons[mode] = route.reason
        elif route.unreliable:
            reasons[mode] = route.unreliable
        elif route.access_km > _MOST_ACCESS_SHARE * (route.length_km + route.access_km):
            reasons[mode] = f"the {mode.value} network passes {route.access_km:.0f} km away"
        else:
            km[mode] = route.length_km
            if mode is Mode.SEA and route.access_km > _PORTS_KM:
                far.add(mode)
    return NetworkLengths(km, reasons, frozenset(far))
