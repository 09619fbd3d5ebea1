"""Where a stop is drawn: at its place, or, when only a country is named, where the line meets that country."""

import math
from collections.abc import Sequence

from geo.coords import LonLat
from geo.itinerary.journey import Itinerary, Stop
from geo.routes import NoRoute, Route

__all__ = ["spot_of"]

_POLAR_DEG = 89.0
_DRAWN_DEG = 84.0
"""A Mercator map has no poles; what is there is drawn at this latitude, on the meridian by which it is reached."""


def spot_of(stop: Stop, itinerary: Itinerary, routes: Sequence[Route | NoRoute]) -> LonLat:
    """Find the point at which a stop is drawn."""
    if abs(stop.place.at.lat) > _POLAR_DEG:
        return _by_the_pole(stop, itinerary)
    if not stop.place.is_country:
        return stop.place.at
    for leg, route in zip(itinerary.legs, routes, strict=True):
        if isinstance(route, NoRoute) or route.network == "geodesic":
            continue
        if leg.destination == stop:
            return route.path[-1]
        if leg.origin == stop:
            return route.path[0]
    return stop.place.at


def _by_the_pole(stop: Stop, itinerary: Itinerary) -> LonLat:
    neighbours = [
        leg.destination if leg.origin == stop else leg.origin
        for leg in itinerary.legs
        if stop in (leg.origin, leg.destination)
    ]
    lon = neighbours[0].place.at.lon if neighbours else stop.place.at.lon
    return LonLat(lon, math.copysign(_DRAWN_DEG, stop.place.at.lat))
