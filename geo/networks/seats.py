"""The town that an area is named after: where a journey to a province or a small country really ends."""

from typing import TYPE_CHECKING

from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["seat_of"]


def seat_of(place: Place, gazetteer: "Gazetteer | None") -> Place:
    """Return the town whose name a province (São Paulo, Quebec) or, as capital, a country (Djibouti) shares.

    A railway has stations in the town; the middle of the area may be far from any. Any other place comes back as it is.
    """
    if gazetteer is None or not (place.is_country or place.feature.startswith("A.ADM")):
        return place
    towns = [
        p for p in gazetteer.candidates(_bare(place.name)) if p.feature_class == "P" and p.country == place.country
    ]
    if place.is_country:
        towns = [p for p in towns if p.feature == "P.PPLC"]
    elif place.admin1:
        towns = [p for p in towns if p.admin1 == place.admin1]
    return towns[0] if towns else place


def _bare(name: str) -> str:
    """Leave off what only the name of the area carries: "Porto District", "Basra Governorate"."""
    words = name.split()
    kinds = {"district", "governorate", "province", "region", "state", "oblast", "county", "prefecture", "department"}
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].casefold() in kinds else name
