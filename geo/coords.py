"""Points and boxes on the WGS84 ellipsoid, and what is measured between points.

Inside the package the order is always longitude, latitude, in degrees. Latitude comes first
only where text is read (`LonLat.from_latlon`, `parse_latlon`) and where a library wants it (`.latlon`).
"""

import math
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import CoordinateError

if TYPE_CHECKING:
    from geographiclib.geodesic import Geodesic

__all__ = [
    "BBox",
    "LonLat",
    "angle_between_deg",
    "compass_word",
    "destination",
    "geodesic_km",
    "geodesic_path",
    "initial_bearing_deg",
    "parse_latlon",
]

_POINTS = (
    "north", "north-north-east", "north-east", "east-north-east",
    "east", "east-south-east", "south-east", "south-south-east",
    "south", "south-south-west", "south-west", "west-south-west",
    "west", "west-north-west", "north-west", "north-north-west",
)  # fmt: skip


class LonLat(NamedTuple):
    """A point: longitude and latitude in WGS84 degrees."""

    lon: float
    lat: float

    @classmethod
    def checked(cls, lon: float, lat: float) -> "LonLat":
        """Make a point, refusing what is not on the Earth.

        Raises
        ------
        CoordinateError
            When a value is missing, not finite, or out of range; a latitude that would fit a longitude
            asks whether the two were swapped.
        """
        for name, value, limit in (("longitude", lon, 180.0), ("latitude", lat, 90.0)):
            if value is None or not math.isfinite(value):
                raise CoordinateError(f"{name} {value!r} is not a number")
            if abs(value) > limit:
                swapped = "; are lon and lat swapped?" if name == "latitude" and abs(lon) <= 90 else ""
                raise CoordinateError(f"{name} {value:g} is outside ±{limit:g}{swapped}")
        return cls(float(lon), float(lat))

    @classmethod
    def from_latlon(cls, lat: float, lon: float) -> "LonLat":
        """Make a checked point from the order that people write."""
        return cls.checked(lon, lat)

    @property
    def latlon(self) -> tuple[float, float]:
        """The same point in the order of geopy and Leaflet."""
        return self.lat, self.lon


class BBox(NamedTuple):
    """A box in degrees; ``west > east`` means that it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def contains(self, at: LonLat) -> bool:
        """Tell whether a point lies in the box, its edge included."""
        if not self.south <= at.lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= at.lon <= self.east
        return at.lon >= self.west or at.lon <= self.east

    @property
    def diagonal_km(self) -> float:
        """The geodesic length of the box's diagonal."""
        return geodesic_km(LonLat(self.west, self.south), LonLat(self.east, self.north))


@cache
def _wgs84() -> "Geodesic":
    from geographiclib.geodesic import Geodesic

    return Geodesic.WGS84


def geodesic_km(a: LonLat, b: LonLat) -> float:
    """Measure the length of the geodesic between two points on WGS84, in km (Karney 2013)."""
    line = _wgs84().Inverse(a.lat, a.lon, b.lat, b.lon, _wgs84().DISTANCE)
    return float(line["s12"]) / 1000.0


def initial_bearing_deg(a: LonLat, b: LonLat) -> float:
    """Measure the azimuth at ``a`` of the geodesic to ``b``: 0 is north, 90 east, below 360."""
    line = _wgs84().Inverse(a.lat, a.lon, b.lat, b.lon, _wgs84().AZIMUTH)
    return float(line["azi1"]) % 360.0


def destination(a: LonLat, bearing_deg: float, length_km: float) -> LonLat:
    """Go ``length_km`` from ``a`` along the geodesic that leaves at ``bearing_deg``."""
    line = _wgs84().Direct(a.lat, a.lon, bearing_deg, length_km * 1000.0)
    return LonLat(float(line["lon2"]), float(line["lat2"]))


def geodesic_path(a: LonLat, b: LonLat, step_km: float = 100.0) -> tuple[LonLat, ...]:
    """Draw the geodesic from ``a`` to ``b`` as points at most ``step_km`` apart, both ends included.

    Longitudes stay within ±180, so a path over the antimeridian jumps there; drawing splits it.
    """
    line = _wgs84().InverseLine(a.lat, a.lon, b.lat, b.lon)
    count = max(1, math.ceil(line.s13 / 1000.0 / step_km))
    inner = (line.Position(line.s13 * i / count) for i in range(1, count))
    return (a, *(LonLat(float(p["lon2"]), float(p["lat2"])) for p in inner), b)


def compass_word(bearing_deg: float, points: int = 8) -> str:
    """Name a bearing in words, by a rose of 4, 8 or 16 points: 46.7 is ``north-east``."""
    step = 16 // points
    return _POINTS[round((bearing_deg % 360.0) / (360.0 / points)) % points * step]


def angle_between_deg(a: float, b: float) -> float:
    """The smaller angle between two bearings, 0 to 180."""
    return abs((a - b + 180.0) % 360.0 - 180.0)


_NUMBER = r"([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*"
_LATLON = re.compile(rf"^\s*{_NUMBER}([NSns]?)\s*[,;\s]\s*{_NUMBER}([EWew]?)\s*$")


def parse_latlon(text: str) -> LonLat | None:
    """Read ``39.03, 125.75`` or ``39.03 N, 125.75 E`` (latitude first), or None when it is not that shape.

    Raises
    ------
    CoordinateError
        When it has the shape but is not on the Earth.
    """
    found = _LATLON.match(text)
    if not found:
        return None
    lat, north, lon, east = found.groups()
    sign_lat = -1.0 if north.upper() == "S" else 1.0
    sign_lon = -1.0 if east.upper() == "W" else 1.0
    return LonLat.from_latlon(sign_lat * float(lat), sign_lon * float(lon))
