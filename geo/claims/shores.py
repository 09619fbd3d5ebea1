"""The lines that a figure is measured to besides borders: coasts of countries, provinces, islands, continents."""

from typing import TYPE_CHECKING, Any

from geo.claims.phrases import load_phrases
from geo.coords import BBox
from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.outlines import Outlines

__all__ = ["circle_of_latitude", "coast_of", "island_of"]


def circle_of_latitude(latitude: float) -> Any:
    """Return a parallel as a line with a point at every degree of longitude."""
    import shapely

    return shapely.linestrings([(lon, latitude) for lon in range(-180, 181)])


def coast_of(place: Place, other: Place, outlines: "Outlines") -> Any:
    """Return the coast of a land as a line, or None where nothing says where that runs.

    A continent's is that of its countries, a province's or an island's the part of its country's within its box.

    Parameters
    ----------
    other : Place
        The end that is measured from the coast: from a country's own islands, its mainland's coast is meant.
    """
    if place.is_country:
        return _of_country(place.country, other, outlines)
    if place.feature == "L.CONT":
        return _of_countries(load_phrases().continents.get(place.name.lower(), ()), outlines)
    if place.bbox is None or not place.country or place.feature_class not in {"A", "L", "T"}:
        return None
    return _within(outlines.coast(place.country), place.bbox)


def island_of(place: Place, outlines: "Outlines") -> Any:
    """Return the land that an island, or a province on one, stands on; None on a mainland and where none is drawn."""
    area = outlines.polygon(place.country) if place.feature_class in {"T", "A"} and not place.is_country else None
    if area is None:
        return None
    import shapely

    mainland, at = _mainland(area), shapely.Point(place.at)
    part = next((part for part in shapely.get_parts(area) if shapely.intersects(part, at)), None)
    return None if part is None or shapely.equals(part, mainland) else part


def _within(coast: Any, box: BBox) -> Any:
    import shapely

    if coast is None or box.west > box.east:
        return None
    part = shapely.clip_by_rect(coast, box.west, box.south, box.east, box.north)
    return None if shapely.is_empty(part) else part


def _of_countries(codes: tuple[str, ...], outlines: "Outlines") -> Any:
    """Return the outlines of the mainlands of countries; their common borders lie further in than any coast."""
    import shapely

    areas = [area for area in map(outlines.polygon, codes) if area is not None]
    rims = [line for area in areas for line in shapely.get_parts(shapely.boundary(_mainland(area)))]
    return shapely.multilinestrings(rims) if rims else None


def _mainland(area: Any) -> Any:
    import shapely

    return max(shapely.get_parts(area), key=shapely.area)


def _of_country(code: str, other: Place, outlines: "Outlines") -> Any:
    area = outlines.polygon(code)
    if area is None or other.country != code:
        return outlines.coast(code)
    import shapely

    mainland, at = _mainland(area), shapely.Point(other.at)
    nearest = min(shapely.get_parts(area), key=lambda part: shapely.distance(part, at))
    return outlines.coast(code) if shapely.equals(nearest, mainland) else shapely.boundary(mainland)
