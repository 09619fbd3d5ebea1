"""Rows of the file formats that a user may import, as one kind of raw row; nothing is checked yet but the shape."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from geo.errors import GazetteerError
from geo.gazetteer.schema import NameFlag

__all__ = ["RawName", "RawRow", "columns_in", "csv_rows", "from_box", "geojson_rows", "geonames_names", "geonames_rows"]

Fault = Callable[[int, str], None]
Lines = Iterator[tuple[int, str]]
_LONGEST = 1 << 26  # characters of one feature


class RawRow(NamedTuple):
    """A place as a file gives it, with the number of its row."""

    number: int
    id: str
    name: str
    lon: Any
    lat: Any
    feature: str = ""
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: Any = ""
    aliases: Sequence[str] = ()
    box: tuple[float, float, float, float] | None = None


class RawName(NamedTuple):
    """A further name of a place with a GeoNames id."""

    number: int
    geonameid: int
    name: str
    flag: NameFlag


def geonames_rows(lines: Lines, fault: Fault) -> Iterator[RawRow]:
    """Rows of a GeoNames dump: 19 columns between tabs, as its readme describes them."""
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) != 19:
            if line:
                fault(number, f"has {len(cells)} columns; a row of a GeoNames dump has 19")
            continue
        geonameid = cells[0]
        if not geonameid.isdecimal():
            fault(number, f"id {geonameid!r} is not a number")
            continue
        letter, code = cells[6], cells[7]
        yield RawRow(
            number, "geonames:" + geonameid, cells[1], cells[5], cells[4], f"{letter}.{code}" if code else letter,
            cells[8], cells[10], cells[11], cells[14], (cells[2], *cells[3].split(",")) if cells[3] else (cells[2],),
        )  # fmt: skip


# Values of the language column that mark codes and links rather than names.
_NOT_NAMES = frozenset("link post iata icao faac tcid unlc wkdt phon piny fr_1793".split())


def geonames_names(lines: Lines, fault: Fault) -> Iterator[RawName]:
    """Rows of GeoNames' alternateNames (8 columns) or alternateNamesV2 (10)."""
    for number, line in lines:
        cells = line.split("\t")
        if len(cells) not in (8, 10):
            if line:
                fault(number, f"has {len(cells)} columns; a row of alternateNames has 8 or 10")
            continue
        if not cells[1].isdecimal():
            fault(number, f"geonameid {cells[1]!r} is not a number")
            continue
        if cells[2] in _NOT_NAMES:
            continue
        historic = cells[7] == "1"
        short = cells[2] == "abbr"
        flag = NameFlag.HISTORICAL if historic else NameFlag.ABBREVIATION if short else NameFlag.ALTERNATE
        yield RawName(number, int(cells[1]), cells[3], flag)


_COLUMNS = {
    "id": ("id", "place_id", "geonameid", "fid", "ogc_fid", "osm_id", "uid", "code"),
    "name": ("name", "title", "label", "placename", "place_name", "toponym", "name_en", "nam"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_dd", "longitude_dd", "point_x"),
    "lat": ("lat", "latitude", "y", "lat_dd", "latitude_dd", "point_y"),
    "feature": ("feature", "feature_code", "fcode", "featurecode"),
    "country": ("country", "country_code", "countrycode", "cc", "iso", "iso2", "iso_a2"),
    "admin1": ("admin1", "admin1_code", "admin1code"),
    "admin2": ("admin2", "admin2_code", "admin2code"),
    "population": ("population", "pop", "pop_est", "pop_max"),
    "aliases": ("aliases", "alternatenames", "alternate_names", "altnames", "alt_names", "alt_name"),
    "west": ("west", "minx", "xmin"), "south": ("south", "miny", "ymin"),
    "east": ("east", "maxx", "xmax"), "north": ("north", "maxy", "ymax"),
}  # fmt: skip


def columns_in(names: Sequence[str]) -> dict[str, str]:
    """Which of a table's own names stands for which of ours."""
    folded = {name.strip().lower().replace(" ", "_"): name for name in reversed(names)}
    return {ours: folded[n] for ours, theirs in _COLUMNS.items() if (n := next((t for t in theirs if t in folded), ""))}


def csv_rows(lines: Lines, fault: Fault, source: str) -> Iterator[RawRow]:
    """Rows of a table with a header: name, lat and lon must be there, under one of their usual names.

    Raises
    ------
    GazetteerError
        When a column is missing, with what was found instead.
    """
    header = next(lines, (1, ""))[1]
    delimiter = max("\t;,|", key=header.count)
    try:
        names = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error as error:  # a carriage return alone, outside quotes
        raise GazetteerError(f"{source}: the header is not CSV ({error}); save it with ordinary line ends") from None
    known = columns_in(names)
    missing = [column for column in ("name", "lat", "lon") if column not in known]
    if missing:
        raise GazetteerError(
            f"{source}: no column for {', '.join(missing)}; "
            f"the header reads {', '.join(names)[:200]!r} and needs name, lat and lon"
        )
    where = {ours: names.index(theirs) for ours, theirs in known.items()}
    counted = _Counted(lines)
    reader = csv.reader(counted, delimiter=delimiter)
    while True:
        number = counted.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            fault(number, f"is not CSV ({error})")
            continue
        if cells is None:
            return
        if not cells:
            continue
        if len(cells) != len(names):
            fault(number, f"has {len(cells)} cells; the header has {len(names)}")
            continue
        yield _from_mapping(number, {ours: cells[i].strip() for ours, i in where.items()})


class _Counted:
    """Lines that remember the number of the last one: a quoted cell may run over several."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.number = 1

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        return line + "\n"


def _from_mapping(number: int, cells: dict[str, Any]) -> RawRow:
    aliases = cells.get("aliases") or ""
    split = aliases if isinstance(aliases, list) else str(aliases).split("|" if "|" in str(aliases) else ",")
    corners = [cells.get(side) for side in ("west", "south", "east", "north")]
    return RawRow(
        number, str(cells.get("id") or ""), str(cells.get("name") or ""), cells.get("lon"), cells.get("lat"),
        str(cells.get("feature") or ""), str(cells.get("country") or ""), str(cells.get("admin1") or ""),
        str(cells.get("admin2") or ""), cells.get("population") or "", [str(a) for a in split],
        _box(corners),
    )  # fmt: skip


def _box(corners: list[Any]) -> tuple[float, float, float, float] | None:
    if any(corner in (None, "") for corner in corners):
        return None
    try:
        west, south, east, north = (float(corner) for corner in corners)
    except (TypeError, ValueError):
        return None
    return west, south, east, north


def geojson_rows(chunks: Iterator[str], fault: Fault, source: str) -> Iterator[RawRow]:
    """Features of a FeatureCollection, or one a line; anything but a point stands at the middle of its box."""
    for number, feature in enumerate(_features(chunks, source), 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            fault(number, "is not a GeoJSON feature")
            continue
        properties = feature.get("properties") or {}
        known = columns_in([str(name) for name in properties])
        cells = {ours: properties[theirs] for ours, theirs in known.items()}
        if "id" not in cells and feature.get("id") is not None:
            cells["id"] = feature["id"]
        try:
            box = _extent(feature.get("geometry"))
        except (TypeError, ValueError, KeyError, AttributeError):
            fault(number, "has a geometry that is not GeoJSON")
            continue
        if box is None:
            fault(number, "has no geometry")
            continue
        yield from_box(number, cells, box)


def from_box(number: int, cells: dict[str, Any], box: tuple[float, float, float, float]) -> RawRow:
    """A row whose place is the middle of a box, which is kept when it is not a point."""
    west, south, east, north = box
    cells |= {"lon": (west + east) / 2, "lat": (south + north) / 2}
    if west != east or south != north:
        cells |= {"west": west, "south": south, "east": east, "north": north}
    return _from_mapping(number, cells)


def _extent(geometry: Any) -> tuple[float, float, float, float] | None:
    if not geometry:
        return None
    parts = geometry["geometries"] if geometry.get("type") == "GeometryCollection" else [geometry]
    points = [point for part in parts for point in _positions(part["coordinates"])]
    if not points:
        return None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield float(coordinates[0]), float(coordinates[1])
        return
    if isinstance(coordinates, str):
        raise ValueError("a coordinate is a number")
    for part in coordinates:
        yield from _positions(part)


_NOT_YET = re.compile(r"[\s,]*")


def _features(chunks: Iterator[str], source: str) -> Iterator[Any]:
    """Features one by one, without holding the whole document."""
    decoder = json.JSONDecoder()
    buffer, at, collection = "", -1, False
    for chunk in chunks:
        buffer += chunk
        if at < 0:
            at = _first_feature(buffer)
            collection = at > 0
            if at < 0:
                if len(buffer) > _LONGEST:
                    break
                continue
        while (at := _NOT_YET.match(buffer, at).end()) < len(buffer):  # type: ignore[union-attr]
            if buffer[at] == "]":
                return
            try:
                feature, at = decoder.raw_decode(buffer, at)
            except ValueError:
                break
            except RecursionError:
                raise GazetteerError(f"{source}: its JSON is nested too deeply") from None
            yield feature
        buffer, at = buffer[at:], 0
        if len(buffer) > _LONGEST:
            raise GazetteerError(f"{source}: a feature does not end; is this GeoJSON?")
    if at < 0:
        raise GazetteerError(f"{source} is not a GeoJSON FeatureCollection")
    if collection or buffer[at:].strip():
        raise GazetteerError(f"{source} is cut short; fetch it again")


def _first_feature(buffer: str) -> int:
    """Where the first feature begins: after ``"features": [``, or at once where features stand line by line."""
    if re.match(r'\s*{\s*"type"\s*:\s*"Feature"', buffer):
        return 0
    found = re.search(r'"features"\s*:\s*\[', buffer)
    return found.end() if found else -1
