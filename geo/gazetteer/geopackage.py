"""Rows of a GeoPackage, read with plain SQLite: the feature tables in WGS84."""

import sqlite3
import struct
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.formats import RawRow, columns_in, from_box

__all__ = ["geopackage_rows"]

_WGS84 = frozenset({4326, 4979, 0, -1})
_ENVELOPE_DOUBLES = {0: 0, 1: 4, 2: 6, 3: 6, 4: 8}
Extent = tuple[float, float, float, float]


def geopackage_rows(path: Path, fault: Callable[[int, str], None]) -> Iterator[RawRow]:
    """Rows of every feature table; anything but a point stands at the middle of its envelope.

    Raises
    ------
    GazetteerError
        When the file is no GeoPackage, or a table has another reference system than WGS84.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            tables = database.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns").fetchall()
            if not tables:
                raise GazetteerError(f"{path.name} has no table of features")
            for table, column, srs_id in tables:
                if srs_id not in _WGS84:
                    raise GazetteerError(
                        f"{path.name}: table {table} is in reference system {srs_id}; save it in WGS84 (EPSG:4326)"
                    )
                yield from _table_rows(database, table, column, fault)
    except sqlite3.Error as error:
        raise GazetteerError(f"{path.name} is not a readable GeoPackage ({error})") from error


def _table_rows(
    database: sqlite3.Connection, table: str, column: str, fault: Callable[[int, str], None]
) -> Iterator[RawRow]:
    quoted = table.replace('"', '""')
    cursor = database.execute(f'SELECT * FROM "{quoted}"')  # the name is the file's own and is quoted
    names = [d[0] for d in cursor.description]
    known = columns_in([n for n in names if n != column])
    if "name" not in known:
        raise GazetteerError(f"table {table} has no column for name; it has {', '.join(names)[:200]}")
    where = {ours: names.index(theirs) for ours, theirs in known.items() if ours not in ("lon", "lat")}
    geometry = names.index(column)
    for number, cells in enumerate(cursor, 1):
        try:
            box = _extent(cells[geometry])
        except (struct.error, ValueError, KeyError, TypeError):
            box = None
        if box is None:
            fault(number, f"of table {table} has no readable geometry")
            continue
        yield from_box(number, {ours: cells[i] for ours, i in where.items()}, box)


def _extent(blob: bytes | None) -> Extent | None:
    """The envelope of a GeoPackage geometry, from its header or from the WKB behind it."""
    if blob is None or blob[:2] != b"GP":
        return None
    flags = blob[3]
    order = "<" if flags & 1 else ">"
    if flags >> 4 & 1:  # empty
        return None
    doubles = _ENVELOPE_DOUBLES[flags >> 1 & 7]
    if doubles:
        west, east, south, north = struct.unpack_from(order + "4d", blob, 8)
        return west, south, east, north
    from shapely import from_wkb

    west, south, east, north = from_wkb(blob[8:]).bounds
    return west, south, east, north
