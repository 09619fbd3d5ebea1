"""Where a stop is drawn: at its place, or, when only a country is named, where the line meets that country."""

from collections.abc import Sequence

from geo.coords import LonLat
from geo.itinerary.journey import Itinerary, Stop
from geo.routes import NoRoute, Route

__all__ = ["spot_of"]


def spot_of(stop: Stop, itinerary: Itinerary, routes: Sequence[Route | NoRoute]) -> LonLat:
    """Find the point at which a stop is drawn."""
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
