"""Capitals of countries, seats of provinces, and capitals for countries of their name, from the gazetteer."""

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.claims.claim import DistanceClaim, Endpoint, EndpointKind
from geo.coords import geodesic_km
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["capital_of", "city_for_country", "seat_of"]

# a way is no shorter than the straight line, give or take, and seldom half as long again
_SHORTER, _LONGER = 1 / 1.15, 1.6
_SEAT = "P.PPLA"
_AROUND_KM = 400.0


def capital_of(place: Place, gazetteer: "Gazetteer") -> Place | None:
    """Return the capital of a country, or the seat of a first-order unit, or None."""
    if place.is_country:
        return gazetteer.capital(place.country)
    if place.feature.startswith("A.ADM1"):
        return seat_of(place, gazetteer)
    return None


def seat_of(place: Place, gazetteer: "Gazetteer") -> Place | None:
    """Return the seat of the first-order unit that a place lies in, or None where the gazetteer has none near."""
    if not place.admin1:
        return None
    near = gazetteer.nearest(place.at, limit=200, radius_km=_AROUND_KM, min_population=5000)
    for candidate in near:
        same = candidate.country == place.country and candidate.admin1 == place.admin1
        if same and candidate.feature in {_SEAT, "P.PPLC"}:
            return candidate
    return None


def city_for_country(claim: DistanceClaim, gazetteer: "Gazetteer") -> DistanceClaim:
    """Take the capital for the country of its name ("130 km from Kuwait") where the figure fits the city."""
    start, goal = claim.origin, claim.destination
    if claim.km is None or start is None or goal is None:
        return claim
    city = _city_of(start, goal, claim.km, gazetteer)
    if city is not None:
        return replace(claim, origin=city)
    city = _city_of(goal, start, claim.km, gazetteer)
    return claim if city is None else replace(claim, destination=city)


def _city_of(end: Endpoint, other: Endpoint, km: float, gazetteer: "Gazetteer") -> Endpoint | None:
    place = end.place
    if end.kind is not EndpointKind.POINT or not place.is_country or other.kind is not EndpointKind.POINT:
        return None
    city = gazetteer.capital(place.country)
    if city is None or normalise(place.name) not in normalise(city.name) or other.place.is_country:
        return None
    straight = geodesic_km(city.at, other.place.at)
    return Endpoint(city) if _SHORTER * straight <= km <= _LONGER * straight else None
