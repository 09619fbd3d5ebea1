"""Where each country lies: which one holds a point, and where its land borders and coasts run.

Outlines are Natural Earth's at 1:10,000,000, one polygon set an ISO 3166-1 alpha-2 code (``XK`` for Kosovo).
Points at sea have no country. Geometries are shapely's, in WGS84 degrees, longitude first.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.coords import LonLat, geodesic_km
from geo.datasets import data_file

__all__ = ["Outlines", "distance_km"]

_EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Outlines:
    """The countries' outlines; reads its file when it is first asked.

    Attributes
    ----------
    path : Path
        The file that `geo.outlines_build` writes.
    """

    path: Path

    @classmethod
    def open(cls, path: Path | None = None) -> "Outlines":
        """Open the shipped outlines, or a file of the same form.

        Raises
        ------
        GeoError
            When the file has not been built.
        """
        return cls(path or data_file("outlines.npz"))

    @property
    def codes(self) -> tuple[str, ...]:
        """The countries that have an outline, as ISO 3166-1 alpha-2 codes, sorted."""
        return tuple(self._data.codes)

    def country_at(self, at: LonLat, *, within_km: float = 0.0) -> str | None:
        """Name the country that holds a point, or None at sea.

        Parameters
        ----------
        within_km : float
            Take the nearest country this close for a point in none: harbours and bridges lie off a generalised coast.
        """
        return self.countries_at([at], within_km=within_km)[0]

    def countries_at(self, points: Sequence[LonLat] | Any, *, within_km: float = 0.0) -> list[str | None]:
        """Name the country that holds each of many points (a sequence, or an array of shape n, 2)."""
        import numpy as np
        import shapely

        xy = np.asarray(points, float).reshape(-1, 2)
        data = self._data
        found = np.full(len(xy), -1)
        which, polygon = data.tree.query(shapely.points(xy))
        for p in np.unique(polygon):
            candidates = which[polygon == p]
            inside = shapely.intersects_xy(data.polygons[p], xy[candidates])
            found[candidates[inside]] = data.country_of[p]
        if within_km > 0:
            for i in np.flatnonzero(found < 0):
                found[i] = self._nearest(LonLat(*map(float, xy[i])), within_km)
        return [data.codes[c] if c >= 0 else None for c in found]

    def polygon(self, code: str) -> Any:
        """Return a country's land as a shapely MultiPolygon, or None for a code without an outline."""
        import shapely

        if code not in self._data.codes:
            return None
        return shapely.multipolygons(self._data.polygons[self._data.country_of == self._data.codes.index(code)])

    def land_border(self, a: str, b: str | None = None) -> Any:
        """Return the line of a country's land borders, or of its border with ``b`` alone; None where there is none."""
        codes = self._data.codes
        if a not in codes or (b is not None and b not in codes):
            return None
        return self._data.lines(codes.index(a), None if b is None else codes.index(b) + 1)

    def coast(self, code: str) -> Any:
        """Return the line of a country's coast (lakes on a border count as land), or None for one without."""
        return self._data.lines(self._data.codes.index(code), 0) if code in self._data.codes else None

    def neighbours(self, code: str) -> tuple[str, ...]:
        """List the countries that share a land border with one."""
        import numpy as np

        if code not in self._data.codes:
            return ()
        beyond = np.unique(self._data.beyond[self._data.point_country == self._data.codes.index(code)])
        return tuple(self._data.codes[i - 1] for i in beyond if i)

    def _nearest(self, at: LonLat, within_km: float) -> int:
        import shapely

        reach = within_km / 111.0
        wide = reach / max(math.cos(math.radians(at.lat)), 0.01)
        near = self._data.tree.query(shapely.box(at.lon - wide, at.lat - reach, at.lon + wide, at.lat + reach))
        best = min(((distance_km(at, self._data.polygons[p]), p) for p in near), default=(math.inf, -1))
        return int(self._data.country_of[best[1]]) if best[0] <= within_km else -1

    @cached_property
    def _data(self) -> "_Data":
        return _Data.read(self.path)


@dataclass(frozen=True, eq=False)
class _Data:
    """The file's content: polygons, their countries, and every ring point with what lies beyond its segment."""

    codes: list[str]
    polygons: Any
    country_of: Any
    tree: Any
    points: Any
    point_country: Any
    beyond: Any
    starts_segment: Any

    @classmethod
    def read(cls, path: Path) -> "_Data":
        import numpy as np
        import shapely

        from geo.outlines_build import SCALE

        with np.load(path) as file:
            start, ring_polygon, country_of = file["ring_start"], file["ring_polygon"], file["polygon_country"]
            steps, codes, beyond = file["steps"].astype(np.int64), file["codes"].tolist(), file["beyond"]
        ring_of = np.repeat(np.arange(len(start) - 1), np.diff(start))
        total = np.cumsum(steps, axis=0)
        before = np.vstack([[0, 0], total])[start[:-1]]
        points = (total - before[ring_of]) / SCALE
        first = np.searchsorted(ring_polygon, np.arange(len(country_of) + 1))
        polygons = shapely.from_ragged_array(shapely.GeometryType.POLYGON, points, (start, first))
        shapely.prepare(polygons)
        starts_segment = np.ones(len(points), bool)
        starts_segment[start[1:] - 1] = False
        return cls(
            codes,
            polygons,
            country_of,
            shapely.STRtree(polygons),
            points,
            country_of[ring_polygon][ring_of],
            beyond,
            starts_segment,
        )

    def lines(self, country: int, beyond: int | None) -> Any:
        """Join the segments of a country that have one neighbour (0 the sea, None any land) into lines."""
        import numpy as np
        import shapely

        wanted = self.starts_segment & (self.point_country == country)
        wanted &= self.beyond != 0 if beyond is None else self.beyond == beyond
        start = np.flatnonzero(wanted)
        if not len(start):
            return None
        segments = shapely.linestrings(np.stack([self.points[start], self.points[start + 1]], axis=1))
        return shapely.line_merge(shapely.multilinestrings(segments))


def distance_km(at: LonLat, geometry: Any) -> float:
    """Measure the geodesic from a point to the nearest point of a geometry, 0 inside a polygon.

    The nearest point is found in the azimuthal equidistant projection about ``at``, in which every length from ``at``
    is true and the antimeridian does not exist.
    """
    import numpy as np
    import shapely

    if geometry.geom_type.endswith("Polygon"):
        if shapely.intersects_xy(geometry, *at):
            return 0.0
        geometry = shapely.boundary(geometry)
    flat = shapely.transform(geometry, lambda xy: _from_centre(at, np.radians(xy)))
    x, y = shapely.get_coordinates(shapely.shortest_line(flat, shapely.Point(0, 0)))[0]
    return geodesic_km(at, _to_degrees(at, float(x), float(y)))


def _from_centre(at: LonLat, xy: Any) -> Any:
    import numpy as np

    lon, lat = math.radians(at.lon), math.radians(at.lat)
    turn = xy[:, 0] - lon
    north = math.cos(lat) * np.sin(xy[:, 1]) - math.sin(lat) * np.cos(xy[:, 1]) * np.cos(turn)
    east = np.cos(xy[:, 1]) * np.sin(turn)
    up = math.sin(lat) * np.sin(xy[:, 1]) + math.cos(lat) * np.cos(xy[:, 1]) * np.cos(turn)
    flat = np.hypot(east, north)
    scale = np.arctan2(flat, up) * _EARTH_KM / np.where(flat > 0, flat, 1.0)
    return np.column_stack([east * scale, north * scale])


def _to_degrees(at: LonLat, x: float, y: float) -> LonLat:
    arc = math.hypot(x, y) / _EARTH_KM
    if arc == 0:
        return at
    bearing, lat = math.atan2(x, y), math.radians(at.lat)
    sin_lat = math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(bearing)
    east = math.sin(bearing) * math.sin(arc) * math.cos(lat)
    lon = math.radians(at.lon) + math.atan2(east, math.cos(arc) - math.sin(lat) * sin_lat)
    return LonLat((math.degrees(lon) + 180.0) % 360.0 - 180.0, math.degrees(math.asin(max(-1.0, min(1.0, sin_lat)))))
