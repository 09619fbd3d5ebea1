"""Names the places that a route passes, in order."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.coords import BBox, LonLat
from geo.gazetteer.place import Place
from geo.routes import Route

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["places_passed"]

_NEAR_KM = {"rail": 5.0, "road": 5.0, "sea": 50.0}
_LEAST = {"sea": 200_000}
_END_SHARE = 0.02
_MOST = 24
_PIECE_KM = 250.0
_KM_PER_DEG = 111.195


def places_passed(route: Route, gazetteer: "Gazetteer") -> tuple[tuple[Place, float], ...]:
    """List the settlements within a few km of the line, with how far along it they lie: the largest, well spaced.

    Where the source draws only the ends of a long stretch, the places along it are not known and not listed.
    """
    near_km = _NEAR_KM.get(route.network, 5.0)
    marks = _marks(route)
    ends = {route.leg.origin.place.id, route.leg.destination.place.id}
    found: dict[str, tuple[Place, float]] = {}
    least = _LEAST.get(route.network, min(20_000, int(route.length_km * 10)))
    margin_km = _END_SHARE * route.length_km
    for piece in _pieces(marks):
        for place in gazetteer.within(_box([p for p, _ in piece], near_km), min_population=least, limit=300):
            if place.feature_class != "P" or place.feature == "P.PPLX" or place.id in ends:
                continue
            gap, at_km = _nearest(place.at, piece)
            if gap <= near_km and margin_km < at_km < route.length_km - margin_km:
                found.setdefault(place.id, (place, at_km))
    return _spaced(list(found.values()), route.length_km)


def _marks(route: Route) -> list[tuple[LonLat, float]]:
    """Pair each point of the line with its km, the drawn length stretched to the measured one."""
    drawn = [0.0]
    for a, b in zip(route.path, route.path[1:], strict=False):
        drawn.append(drawn[-1] + _flat_km(a, b))
    stretch = route.length_km / drawn[-1] if drawn[-1] else 0.0
    return [(p, km * stretch) for p, km in zip(route.path, drawn, strict=True)]


def _pieces(marks: Sequence[tuple[LonLat, float]]) -> list[list[tuple[LonLat, float]]]:
    pieces = [[marks[0]]]
    for mark in marks[1:]:
        pieces[-1].append(mark)
        if mark[1] - pieces[-1][0][1] > _PIECE_KM:
            pieces.append([mark])
    return [p for p in pieces if len(p) > 1]


def _box(points: Sequence[LonLat], margin_km: float) -> BBox:
    north = max(p.lat for p in points) + margin_km / _KM_PER_DEG
    south = min(p.lat for p in points) - margin_km / _KM_PER_DEG
    wide = margin_km / _KM_PER_DEG / max(0.05, math.cos(math.radians(max(abs(north), abs(south)))))
    turned = [(p.lon - points[0].lon + 180.0) % 360.0 - 180.0 for p in points]
    west, east = (_wrapped(points[0].lon + t) for t in (min(turned) - wide, max(turned) + wide))
    return BBox(west, max(-90.0, south), east, min(90.0, north))


def _wrapped(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


def _nearest(at: LonLat, piece: Sequence[tuple[LonLat, float]]) -> tuple[float, float]:
    best = (math.inf, 0.0)
    squeeze = math.cos(math.radians(at.lat))
    for (a, from_km), (b, to_km) in zip(piece, piece[1:], strict=False):
        ax, ay = _wrapped(a.lon - at.lon) * squeeze, a.lat - at.lat
        dx, dy = _wrapped(b.lon - a.lon) * squeeze, b.lat - a.lat
        share = min(1.0, max(0.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy or 1.0)))
        gap = math.hypot(ax + share * dx, ay + share * dy) * _KM_PER_DEG
        if gap < best[0]:
            best = (gap, from_km + share * (to_km - from_km))
    return best


def _flat_km(a: LonLat, b: LonLat) -> float:
    return (
        math.hypot(_wrapped(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2)), b.lat - a.lat) * _KM_PER_DEG
    )


def _spaced(found: list[tuple[Place, float]], length_km: float) -> tuple[tuple[Place, float], ...]:
    """Keep the largest, none closer to a larger one than a fair share of the line."""
    apart = length_km / (2 * _MOST)
    kept: list[tuple[Place, float]] = []
    for place, at_km in sorted(found, key=lambda f: -f[0].population):
        if len(kept) < _MOST and all(abs(at_km - km) >= apart for _, km in kept):
            kept.append((place, at_km))
    return tuple(sorted(kept, key=lambda k: k[1]))
