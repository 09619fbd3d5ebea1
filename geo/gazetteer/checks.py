"""What a row of a user's file must be before it becomes a place."""

import math
from collections.abc import Callable
from typing import Any

from geo.coords import BBox, LonLat
from geo.errors import CoordinateError, GeoError
from geo.gazetteer.formats import RawRow
from geo.gazetteer.place import Place

__all__ = ["Checker"]

_FAR_DEG = 5.0  # a point this far outside its country's box is looked at twice
_STRAY = 0.02
_CLASSES = frozenset("AHLPRSTUV")


class Checker:
    """Turns raw rows into places, and says what is wrong with those that are none."""

    def __init__(self, layer: str, fault: Callable[[int, str], None]) -> None:
        self._layer = layer
        self._fault = fault
        self._boxes = _country_boxes()
        self._suspects: list[tuple[int, str]] = []
        self._checked = 0

    def check(self, raw: RawRow, key: str) -> Place | None:
        """The place of a row whose name folds to a key, or None after a fault was told."""
        number, name = raw.number, raw.name
        self._checked += 1
        if not key:
            self._fault(number, "has no name" if not name.strip() else f"name {name!r} has no letter")
            return None
        try:
            at = _point(raw.lon, raw.lat)
            population = _count(raw.population)
            box = _checked_box(raw.box)
        except (CoordinateError, ValueError) as error:
            self._fault(number, str(error))
            return None
        country = raw.country
        if country and not (len(country) == 2 and country.isalpha() and country.isupper()):
            if len(country) != 2 or not country.isalpha():
                self._fault(number, f"country {country!r} is not a code of two letters (ISO 3166-1 alpha-2)")
                return None
            country = country.upper()
        if country and self._is_swapped(at, country):
            told = f"lies outside {country}, but in it if lon and lat change places; are they swapped?"
            if not raw.id.startswith("geonames:"):
                self._fault(number, told)
                return None
            self._suspects.append((number, told))
        feature = raw.feature or "P.PPL"
        if feature[0] not in _CLASSES:
            self._fault(number, f"feature {feature!r} does not begin with a GeoNames class (one of AHLPRSTUV)")
            return None
        place_id = raw.id if raw.id.startswith("geonames:") else f"user:{self._layer}/{raw.id or number}"
        return Place(
            place_id, name.strip(), at, box, country, raw.admin1, raw.admin2, feature, population, f"user:{self._layer}"
        )

    def finish(self) -> None:
        """Judge what can be judged only at the end.

        A GeoNames dump has stray rows outside their countries; only when many look swapped are they held to be.
        """
        if len(self._suspects) > _STRAY * self._checked:
            for number, told in self._suspects:
                self._fault(number, told)

    def _is_swapped(self, at: LonLat, country: str) -> bool:
        box = self._boxes.get(country)
        if box is None or box.contains(at) or abs(at.lon) > 90:
            return False
        return box.contains(LonLat(at.lat, at.lon)) and not _wide(box).contains(at)


def _wide(box: BBox) -> BBox:
    return BBox(box.west - _FAR_DEG, box.south - _FAR_DEG, box.east + _FAR_DEG, box.north + _FAR_DEG)


def _country_boxes() -> dict[str, BBox]:
    from geo.gazetteer.store import Gazetteer

    try:
        gazetteer = Gazetteer.open(user_layers=False)
    except GeoError:
        return {}
    return {c.country: c.bbox for c in gazetteer.countries() if c.bbox is not None}


def _point(lon: Any, lat: Any) -> LonLat:
    try:
        x, y = float(lon), float(lat)
    except (TypeError, ValueError):
        missing = [n for n, v in (("longitude", lon), ("latitude", lat)) if v in (None, "")]
        if missing:
            raise CoordinateError(f"has no {' and no '.join(missing)}") from None
        raise CoordinateError(f"coordinates {lon!r}, {lat!r} are not numbers in degrees") from None
    if -180.0 <= x <= 180.0 and -90.0 <= y <= 90.0:
        if x == 0.0 and y == 0.0:
            raise CoordinateError("coordinates 0, 0 look like missing ones")
        return LonLat(x, y)
    return LonLat.checked(x, y)


def _count(value: Any) -> int:
    if value in ("", "0", 0, None):
        return 0
    try:
        count = float(str(value).replace("\u202f", "").replace(" ", ""))
    except ValueError:
        raise ValueError(f"population {value!r} is not a number") from None
    if not math.isfinite(count) or count < 0 or count > 2e10:
        raise ValueError(f"population {value!r} is not a count of people")
    return int(count)


def _checked_box(box: tuple[float, float, float, float] | None) -> BBox | None:
    if box is None:
        return None
    west, south, east, north = box
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise CoordinateError(f"box {west:g}, {south:g}, {east:g}, {north:g} is not on the Earth")
    return BBox(west, south, east, north)
