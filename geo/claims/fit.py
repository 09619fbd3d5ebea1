"""How well a figure fits the straight line between two ends, in a word: near enough to choose by, and quick."""

import math

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.figures import speeds
from geo.claims.items import is_islet
from geo.claims.namings import Reading
from geo.coords import LonLat
from geo.vocabulary import Mode

__all__ = ["FITTING", "bearing", "fit_of", "straight_km"]

_EARTH_KM = 6371.0
# the told length by the straight line: up to which share it is what
_FITS = (
    (0.33, "far under"), (0.7, "under"), (0.87, "short"), (0.95, "near"), (1.06, "exact"), (1.15, "near"),
    (1.35, "winding"), (1.7, "long"), (3.0, "over"), (math.inf, "far over"),
)  # fmt: skip
FITTING = frozenset({"exact", "near", "winding", "any at ease", "mode at ease", "by air"})
"""How a figure fits two places that it may well be measured between."""


def fit_of(reading: Reading, start: Endpoint, goal: Endpoint) -> str:
    """Say how well a figure fits the straight line between two ends."""
    wide = any(end.place.is_country and not is_islet(end.place) for end in (start, goal))
    if wide or start.kind is not EndpointKind.POINT or goal.kind is not EndpointKind.POINT:
        return "line"
    km = straight_km(start.place.at, goal.place.at)
    if reading.figure.is_time:
        return _fit_time(km, reading)
    quantity = reading.figure.quantity
    low, high = quantity.low or quantity.amount, quantity.high or quantity.amount
    ratio = low / max(km, 0.05) if low > km else min(1.0, high / max(km, 0.05))
    return next(name for most, name in _FITS if ratio <= most)


def _fit_time(km: float, reading: Reading) -> str:
    mode, hours = reading.relation.mode, max(reading.figure.quantity.amount, 0.01)
    slow, fast = speeds(mode if mode is not Mode.UNKNOWN else None)
    kmh = km / hours
    if slow <= kmh <= 0.75 * fast:
        return f"{'mode' if mode else 'any'} at ease"
    if slow / 3 <= kmh <= 1.3 * fast:
        return f"{'mode' if mode else 'any'} strained"
    if not mode and 150 < kmh < 900 and hours <= 16:
        return "by air"
    return "too fast" if kmh > fast else "too slow"


def straight_km(a: LonLat, b: LonLat) -> float:
    """The great circle between two points: near enough to choose by, and quick."""
    lat1, lat2, east = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def bearing(a: LonLat, b: LonLat) -> float:
    """The initial bearing of the great circle."""
    lat1, lat2, east = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    y = math.sin(east) * math.cos(lat2)
    x = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(east)
    return math.degrees(math.atan2(y, x)) % 360.0
