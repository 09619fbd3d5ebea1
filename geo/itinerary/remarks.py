"""What looks implausible in an itinerary: the speed that two dated stops imply, a line that doubles back."""

from geo.coords import geodesic_km
from geo.itinerary.journey import Itinerary, Leg, Precision
from geo.vocabulary import Mode, Status

__all__ = ["remarks_on"]

# The fastest that each mode travels over a whole leg, km/h, with room for the great circle being too short.
TOP_SPEED_KMH = {
    Mode.FOOT: 8.0,
    Mode.SEA: 75.0,
    Mode.ROAD: 130.0,
    Mode.RAIL: 330.0,
    Mode.AIR: 1100.0,
    Mode.UNKNOWN: 1100.0,
}
# The most that is covered in a day on foot, where dates are known to the day only.
_FOOT_KM_PER_DAY = 90.0
_DOUBLING = 2.5


def remarks_on(itinerary: Itinerary) -> tuple[str, ...]:
    """Say in plain sentences what cannot well be so."""
    return (*_speeds(itinerary), *_doubling_back(itinerary))


def _speeds(itinerary: Itinerary) -> tuple[str, ...]:
    found = []
    for leg in itinerary.legs:
        remark = _speed(leg)
        if remark:
            found.append(remark)
    return tuple(found)


def _speed(leg: Leg) -> str | None:
    start, end = leg.origin.when, leg.destination.when
    if start is None or end is None or leg.status is Status.DENIED:
        return None
    km = geodesic_km(leg.origin.place.at, leg.destination.place.at)
    if leg.origin.place.is_area or leg.destination.place.is_area:
        km -= 500.0
    names = f"{leg.origin.place.name} to {leg.destination.place.name}"
    if end.end < start.start:
        return f"{names}: the report dates the arrival before the departure"
    hours = (end.end - start.start).total_seconds() / 3600.0 + _clocks_apart(leg)
    coarse = Precision.DAY in (start.precision, end.precision)
    top = TOP_SPEED_KMH[leg.mode]
    if leg.mode is Mode.FOOT and coarse:
        top = _FOOT_KM_PER_DAY / 24.0
    if hours > 0 and km > 50 and km / hours > top:
        time = f"{hours:.0f} hours" if hours >= 1.5 else "an hour"
        return f"{names}: {km:.0f} km in at most {time} is faster than a journey {_by(leg.mode)} can be"
    return None


def _clocks_apart(leg: Leg) -> float:
    """The hours that clocks gain on a journey west, by the sun; what they lose on one east is not held against it."""
    turn = (leg.origin.place.at.lon - leg.destination.place.at.lon + 180.0) % 360.0 - 180.0
    return max(0.0, turn / 15.0)


def _by(mode: Mode) -> str:
    return {Mode.FOOT: "on foot", Mode.UNKNOWN: "of any kind"}.get(mode, f"by {mode.value}")


def _doubling_back(itinerary: Itinerary) -> tuple[str, ...]:
    stops = itinerary.stops
    last = max((k for k, s in enumerate(stops) if s.status is Status.DONE), default=-1)
    open_plans = {id(s) for s in stops[last + 1 :] if s.status is Status.PLANNED}
    chain = [s for s in stops if (s.status is Status.DONE or id(s) in open_plans) and not s.place.is_area]
    found = []
    for a, b, c in zip(chain, chain[1:], chain[2:], strict=False):
        direct = geodesic_km(a.place.at, c.place.at)
        through = geodesic_km(a.place.at, b.place.at) + geodesic_km(b.place.at, c.place.at)
        if a.place.id != c.place.id and direct > 100 and through > _DOUBLING * direct:
            names = f"{a.place.name} to {b.place.name} to {c.place.name}"
            found.append(f"{names} doubles back: {through:.0f} km instead of {direct:.0f} km")
    return tuple(found)
