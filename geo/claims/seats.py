"""Capitals of countries and seats of provinces, from the gazetteer."""

from typing import TYPE_CHECKING

from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["capital_of", "seat_of"]

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
