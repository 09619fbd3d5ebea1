"""Which place lies in which, and which only says where another is."""

from geo.coords import geodesic_km
from geo.gazetteer.place import Place

__all__ = ["contains", "qualifies"]


def contains(area: Place, spot: Place) -> bool:
    """Tell whether one place is the country or province of another."""
    if area.id == spot.id or not area.is_area or (spot.is_country and area.is_country):
        return False
    if area.is_country:
        return area.country == spot.country and bool(area.country)
    if area.bbox is None and area.feature == "A.ADM2" and area.country == spot.country:
        return not spot.is_country and geodesic_km(area.at, spot.at) < 100.0
    if area.feature.startswith("A.ADM") and area.country == spot.country and not spot.is_country:
        if area.admin1 and spot.admin1 and area.feature == "A.ADM1" and not area.bbox:
            return area.admin1 == spot.admin1
        if area.bbox is None:
            return not spot.feature.startswith("A.ADM1") and geodesic_km(area.at, spot.at) < 150.0
        return area.bbox.contains(spot.at) if area.bbox else not spot.feature.startswith("A.ADM1")
    return bool(area.bbox and area.bbox.contains(spot.at) and not spot.is_area)


def qualifies(area: Place, spot: Place) -> bool:
    """Tell whether "spot, area" only says where the spot is: "St. John's, Newfoundland", "Paris, Texas"."""
    if contains(area, spot):
        return True
    island = area.feature.startswith("T.ISL") and spot.feature_class == "P" and area.country == spot.country
    if island and geodesic_km(area.at, spot.at) < 80.0:
        return True
    facility = spot.feature_class in {"S", "R"} and area.feature_class == "P" and area.country == spot.country
    if facility and geodesic_km(area.at, spot.at) < 80.0:
        return True
    near = area.is_area and not area.is_country and not area.feature.startswith("H.") and area.country == spot.country
    return near and bool(area.country) and not spot.is_area and geodesic_km(area.at, spot.at) < 900.0
