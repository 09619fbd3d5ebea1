"""Cities that bear the name of the province or country that a name was taken for."""

from typing import TYPE_CHECKING

from geo.coords import geodesic_km
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["settlement_for"]

_NEAR_AREA_KM = 150.0
_CITY_PEOPLE = 20_000


def settlement_for(place: Place, name: str, gazetteer: "Gazetteer", *, capitals: bool = False) -> Place:
    """Take the city for the province, or the capital for the country, that a name was taken for.

    Distances are told from cities, and journeys lead to them: "Kyiv" is not its province, nor "São Tomé" the country.

    Parameters
    ----------
    name : str
        As the text writes it.
    capitals : bool
        A country of just that name gives way to its capital, too, if that bears it: "Djibouti".
    """
    if place.feature_class != "A" or (place.is_country and not capitals and normalise(name) == normalise(place.name)):
        return place
    cities = [p for p in gazetteer.candidates(name) if p.feature_class == "P" and _is_city_of(p, place)]
    if place.is_country:
        cities = [p for p in cities if normalise(p.name) == normalise(name)]
    return max(cities, key=lambda p: p.population, default=place)


def _is_city_of(city: Place, area: Place) -> bool:
    if area.is_country:
        return city.country == area.country and city.feature == "P.PPLC"
    if city.population < _CITY_PEOPLE:
        return False
    near = geodesic_km(city.at, area.at) <= _NEAR_AREA_KM
    inside = city.country == area.country and city.admin1 == area.admin1
    seat = city.country == area.country and city.feature in {"P.PPLA", "P.PPLC"}
    return near or inside or seat
