"""One layer file, read in place: rows by key, by id and by cell, and rows as places."""

import math
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from geo.coords import BBox, LonLat
from geo.gazetteer.columns import Columns, TextColumn
from geo.gazetteer.place import Place
from geo.gazetteer.prefixes import lines_with_prefix
from geo.gazetteer.schema import (
    CELLS_ROUND,
    FLAG_BITS,
    RECORD,
    RECORD_FIELDS,
    SCALE,
    WEIGHTS,
    NameClass,
    NameFlag,
)  # fmt: skip

__all__ = ["Layer", "Spot"]

_FLAG_MASK = (1 << FLAG_BITS) - 1
_WIDTH = len(RECORD_FIELDS)
_BYTES = RECORD.size
_MANY = 2_000
_DEMONYM = int(NameFlag.DEMONYM)
_NUMBER, _NAME, _PROMINENCE, _KIND = (RECORD_FIELDS.index(f) for f in ("number", "name", "prominence", "kind"))
# A row with the start of the next row's name, which is where its own ends.
_unpack = struct.Struct(f"{RECORD.format}{4 * _NAME}xI").unpack_from
_corners, _CORNERS = struct.Struct("<4i").unpack_from, 16
# Look-ups make places by the million, and a frozen dataclass takes twice as long to make through its own door as
# through its slots, which is all that its door does; nobody has seen the place yet.
_blank, _tuple = object.__new__, tuple.__new__
(
    _set_id, _set_name, _set_at, _set_bbox, _set_country, _set_admin1, _set_admin2, _set_feature, _set_population,
    _set_source,
) = (getattr(Place, name).__set__ for name in Place.__slots__)  # fmt: skip
_ABSENT = NameClass(0, 0, 0, 0)


class Spot(NamedTuple):
    """What a search by position needs to know of a row; coordinates in ten-millionths of a degree."""

    row: int
    lon: int
    lat: int
    population: int
    prominence: int
    is_settlement: bool


class Layer:
    """A read-only set of places; safe to share between threads and over a fork."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.meta: dict[str, Any] = columns.meta
        self._keys = columns.blob("keys")
        self._key_starts = columns.numbers("key.starts")
        self._chain, self._buckets = columns.numbers("chain"), columns.numbers("buckets")
        self._shift = 32 - (len(self._buckets) - 2).bit_length()
        self._posting_starts, self._postings = columns.numbers("posting.starts"), columns.numbers("postings")
        self._records = columns.blob("records")
        self._fields = self._records.cast("I")  # the same, number by number
        self._names = columns.blob("names")
        self._boxed: dict[int, int] | None = None  # the place of a row among the boxes
        self._unboxed = 0
        self._kinds: dict[int, tuple[str, str, str, bool]] = {}
        self._divisions: dict[int, tuple[str, str]] = {0: ("", "")}

    @classmethod
    def open(cls, path: Path) -> "Layer":
        """Map a layer file."""
        return cls(Columns.open(path))

    def __len__(self) -> int:
        return len(self._fields) // _WIDTH - 1

    def _ordinal(self, key: str) -> int:
        data = key.encode()
        bucket = zlib.crc32(data) >> self._shift
        for i in range(self._buckets[bucket], self._buckets[bucket + 1]):
            ordinal = self._chain[i]
            start = self._key_starts[ordinal]
            if self._key_starts[ordinal + 1] - start == len(data) + 1 and self._keys[start : start + len(data)] == data:
                return ordinal
        return -1

    def postings(self, key: str) -> list[tuple[int, int]]:
        """Rows that answer to a key and by what right (`NameFlag`), most prominent first."""
        return [(p >> FLAG_BITS, p & _FLAG_MASK) for p in self._posted(key)]

    def bearers(self, key: str) -> list[int]:
        """Rows that answer to a key, people's names aside, most prominent first."""
        return [p >> FLAG_BITS for p in self._posted(key) if p & _FLAG_MASK != _DEMONYM]

    def _posted(self, key: str) -> "memoryview | tuple[int, ...]":
        ordinal = self._ordinal(key)
        if ordinal < 0:
            return ()
        return self._postings[self._posting_starts[ordinal] : self._posting_starts[ordinal + 1]]

    def name_class(self, key: str) -> NameClass:
        """Cheap facts about a key; all zero when it neither is a name nor begins one."""
        i = self._ordinal(key)
        if i < 0:
            return _ABSENT
        count = self._posting_starts[i + 1] - self._posting_starts[i]
        return NameClass(self._kind[i], self._best[i], count, self._longer[i])

    @cached_property
    def _kind(self) -> memoryview:
        return self._columns.numbers("kind")

    @cached_property
    def _best(self) -> memoryview:
        return self._columns.numbers("best")

    @cached_property
    def _longer(self) -> memoryview:
        return self._columns.numbers("longer")

    def prominence(self, row: int) -> int:
        """The row's prominence."""
        return self._fields[row * _WIDTH + _PROMINENCE]

    def weight(self, row: int, flag: int) -> float:
        """How strongly a row answers under a name of a kind: what postings are ordered by."""
        return (self._fields[row * _WIDTH + _PROMINENCE] + 1) * WEIGHTS[flag]

    def row_of(self, place_id: str) -> int | None:
        """The row of an id."""
        space, _, rest = place_id.partition(":")
        if space == "geonames" and rest.isdecimal():
            return self._row_of_number(int(rest))
        found = self.postings("#" + place_id)
        return found[0][0] if found else None

    def _row_of_number(self, number: int) -> int | None:
        rows, fields = self._by_number, self._fields
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            if fields[rows[middle] * _WIDTH + _NUMBER] < number:
                low = middle + 1
            else:
                high = middle
        found = rows[low] if low < len(rows) else -1
        return found if found >= 0 and fields[found * _WIDTH + _NUMBER] == number else None

    @cached_property
    def _by_number(self) -> memoryview:
        return self._columns.numbers("by_number")

    @cached_property
    def _slugs(self) -> TextColumn:
        return self._columns.text("slugs")

    def _kind_of(self, code: int) -> tuple[str, str, str, bool]:
        """Feature, country, source and whether the id is a GeoNames number, of a row's kind."""
        found = self._kinds.get(code)
        if found is None:
            feature, country, source, space = self._columns.text("kinds")[code].split("\t")
            found = self._kinds[code] = (feature, country, source, space == "geonames")
        return found

    def _division(self, code: int) -> tuple[str, str]:
        admin1, _, admin2 = self._columns.text("divisions")[code].partition("\t")
        found = self._divisions[code] = (admin1, admin2)
        return found

    def id_of(self, row: int) -> str:
        """The id of a row."""
        number = self._fields[row * _WIDTH + _NUMBER]
        return f"geonames:{number}" if self._kind_of(self._fields[row * _WIDTH + _KIND])[3] else self._slugs[number]

    def feature(self, row: int) -> str:
        """The feature class and code of a row."""
        return self._kind_of(self._fields[row * _WIDTH + _KIND])[0]

    def sketch(self, row: int) -> tuple[tuple[float, float, str, str, str, str, int], int]:
        """Longitude, latitude, country, admin-1, admin-2, feature and population of a row, and its prominence.

        This is for those who weigh many rows and take one: a place costs several times as much.
        """
        lon, lat, population, _, _, division, prominence, code, _ = _unpack(self._records, row * _BYTES)
        feature, country, _, _ = self._kinds.get(code) or self._kind_of(code)
        admin1, admin2 = self._divisions.get(division) or self._division(division)
        return (lon / SCALE, lat / SCALE, country, admin1, admin2, feature, population), prominence

    def place(self, row: int) -> Place:
        """The place in a row."""
        return self.weighed(row)[0]

    def weighed(self, row: int) -> tuple[Place, int]:
        """The place in a row and its prominence."""
        lon, lat, population, number, name, division, prominence, code, end = _unpack(self._records, row * _BYTES)
        feature, country, source, is_numbered = self._kinds.get(code) or self._kind_of(code)
        admin1, admin2 = self._divisions.get(division) or self._division(division)
        place: Place = _blank(Place)
        _set_id(place, f"geonames:{number}" if is_numbered else self._slugs[number])
        _set_name(place, str(self._names[name:end], "utf-8"))
        _set_at(place, _tuple(LonLat, (lon / SCALE, lat / SCALE)))
        _set_bbox(place, self._box(row) if self._boxed is None or row in self._boxed else None)
        _set_country(place, country)
        _set_admin1(place, admin1)
        _set_admin2(place, admin2)
        _set_feature(place, feature)
        _set_population(place, population)
        _set_source(place, source)
        return place, prominence

    @cached_property
    def _boxes(self) -> tuple[memoryview, memoryview]:
        return self._columns.numbers("boxed"), self._columns.blob("boxes")

    def _box(self, row: int) -> BBox | None:
        rows, corners = self._boxes
        if self._boxed is None:
            self._unboxed += 1
            if self._unboxed > _MANY:  # from here on a dict pays: it costs as much as a thousand bisections
                self._boxed = {boxed: i for i, boxed in enumerate(rows)}
            i = bisect_left(rows, row)
            if i == len(rows) or rows[i] != row:
                return None
        else:
            i = self._boxed[row]
        west, south, east, north = _corners(corners, i * _CORNERS)
        return BBox(west / SCALE, south / SCALE, east / SCALE, north / SCALE)

    def note(self, row: int) -> str:
        """The remark on a disputed or odd row; empty for most."""
        notes = self._notes
        return notes.get(row, "")

    @cached_property
    def _notes(self) -> dict[int, str]:
        texts = self._columns.text("notes")
        return {row: texts[i] for i, row in enumerate(self._columns.numbers("noted"))}

    def __iter__(self) -> Iterator[Place]:
        """Every place, cell by cell."""
        return map(self.place, range(len(self)))

    # -- by position ---------------------------------------------------------------------------------------

    def cell(self, column: int, line: int) -> range:
        """Rows in one half-degree cell, most prominent first; ``column`` wraps round the Earth."""
        cells = self._cells
        i = line * CELLS_ROUND + column % CELLS_ROUND
        return range(cells[i], cells[i + 1])

    @cached_property
    def _cells(self) -> memoryview:
        return self._columns.numbers("cells")

    def spots(self, rows: range) -> Iterator[Spot]:
        """Where consecutive rows lie, how many people live there, and whether they are settlements."""
        records = RECORD.iter_unpack(self._records[rows.start * _BYTES : rows.stop * _BYTES])
        for row, record in zip(rows, records, strict=True):
            code = record[7]
            kind = self._kinds.get(code) or self._kind_of(code)
            yield Spot(row, record[0], record[1], record[2], record[6], kind[0][:1] == "P")

    def settlements_within_km(
        self, rows: range, at: LonLat, radius_km: float, min_population: int
    ) -> Iterator[tuple[float, int]]:
        """Settlements within a radius: their distance on a sphere (within 0.6 % of the geodesic) and their rows."""
        lon0, lat0, scale = math.radians(at.lon), math.radians(at.lat), math.pi / 180 / SCALE
        cos0, limit = math.cos(lat0), math.sin(min(radius_km / 12742.0, math.pi / 2)) ** 2
        sin, cos, kinds, row = math.sin, math.cos, self._kinds, rows.start - 1
        for lon, y, population, _, _, _, _, code in RECORD.iter_unpack(
            self._records[rows.start * _BYTES : rows.stop * _BYTES]
        ):
            row += 1
            lat = y * scale
            h = sin((lat - lat0) / 2) ** 2 + cos0 * cos(lat) * sin((lon * scale - lon0) / 2) ** 2
            if h <= limit and population >= min_population and (kinds.get(code) or self._kind_of(code))[0][:1] == "P":
                yield 12742.0 * math.asin(math.sqrt(h)), row

    # -- by part of a name ---------------------------------------------------------------------------------

    def keys_with_prefix(self, prefix: str, lengths: range, most: int) -> list[str] | None:
        """Keys that begin with a prefix and whose length is in a range; None when more than ``most`` bytes begin so."""
        return lines_with_prefix(self._keys, prefix, lengths, most)

    def keys_with_suffix(self, suffix: str, lengths: range, most: int) -> list[str] | None:
        """Better-known Latin keys that end with a suffix and whose length is in a range; None as above."""
        found = lines_with_prefix(self._columns.blob("reversed"), suffix[::-1], lengths, most)
        return None if found is None else [key[::-1] for key in found]

    def known_of(self, keys: Iterable[str]) -> list[str]:
        """Those of some keys that are names here, or begin one."""
        return [key for key in keys if self._ordinal(key) >= 0]

    def names_by_row(self) -> dict[int, list[str]]:
        """All keys by the rows that answer to them, demonyms and codes aside; costs memory, for export."""
        found: dict[int, list[str]] = {}
        for ordinal in range(len(self._key_starts) - 1):
            start, end = self._key_starts[ordinal], self._key_starts[ordinal + 1] - 1
            key = str(self._keys[start:end], "utf-8")
            if key.startswith("#"):
                continue
            for posting in self._postings[self._posting_starts[ordinal] : self._posting_starts[ordinal + 1]]:
                if posting & _FLAG_MASK != NameFlag.DEMONYM:
                    found.setdefault(posting >> FLAG_BITS, []).append(key)
        return found
