"""One layer file, read in place: rows by key, by id and by cell, and rows as places."""

import math
import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from geo.coords import BBox, LonLat
from geo.gazetteer.columns import Columns
from geo.gazetteer.place import Place
from geo.gazetteer.schema import CELLS_ROUND, FLAG_BITS, NAMESPACES, SCALE, WEIGHTS, NameClass, NameFlag

__all__ = ["Layer", "Near"]

_FLAG_MASK = (1 << FLAG_BITS) - 1
_ABSENT = NameClass(0, 0, 0, 0)


class Near(NamedTuple):
    """A row and how far away it is."""

    km: float
    row: int


class Layer:
    """A read-only set of places; safe to share between threads and over a fork."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.meta: dict[str, Any] = columns.meta
        tables = columns.meta["tables"]
        self._features: list[str] = tables["feature"]
        self._countries: list[str] = tables["country"]
        self._sources: list[str] = tables["source"]
        self._keys = columns.blob("keys")
        self._key_starts = columns.numbers("key.starts")
        self._chain, self._buckets = columns.numbers("chain"), columns.numbers("buckets")
        self._shift = 32 - (len(self._buckets) - 2).bit_length()
        self._posting_starts, self._postings = columns.numbers("posting.starts"), columns.numbers("postings")
        self._lon, self._lat = columns.numbers("lon"), columns.numbers("lat")
        self._prominence = columns.numbers("prominence")
        self._names = columns.text("names")

    @classmethod
    def open(cls, path: Path) -> "Layer":
        """Map a layer file."""
        return cls(Columns.open(path))

    def __len__(self) -> int:
        return len(self._lon)

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
        ordinal = self._ordinal(key)
        if ordinal < 0:
            return []
        found = self._postings[self._posting_starts[ordinal] : self._posting_starts[ordinal + 1]]
        return [(p >> FLAG_BITS, p & _FLAG_MASK) for p in found]

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
        return int(self._prominence[row])

    def weight(self, row: int, flag: int) -> float:
        """How strongly a row answers under a name of a kind: what postings are ordered by."""
        return (self._prominence[row] + 1) * WEIGHTS[flag]

    def row_of(self, place_id: str) -> int | None:
        """The row of an id."""
        space, _, rest = place_id.partition(":")
        if space == "geonames" and rest.isdecimal():
            return self._row_of_number(int(rest))
        found = self.postings("#" + place_id)
        return found[0][0] if found else None

    def _row_of_number(self, number: int) -> int | None:
        numbers, rows = self._numbers
        low, high = 0, len(rows)
        while low < high:
            middle = (low + high) // 2
            if numbers[rows[middle]] < number:
                low = middle + 1
            else:
                high = middle
        return int(rows[low]) if low < len(rows) and numbers[rows[low]] == number else None

    @cached_property
    def _numbers(self) -> tuple[memoryview, memoryview]:
        return self._columns.numbers("number"), self._columns.numbers("by_number")

    @cached_property
    def _rest(self) -> tuple[Any, ...]:
        c = self._columns
        return (
            c.numbers("population"), c.numbers("feature"), c.numbers("country"), c.numbers("source"),
            c.numbers("division"), c.text("divisions"), c.numbers("space"), c.text("slugs"), self._numbers[0],
        )  # fmt: skip

    def id_of(self, row: int) -> str:
        """The id of a row."""
        space = self._rest[6][row]
        number = self._numbers[0][row]
        return f"{NAMESPACES[space]}:{number}" if space else self._rest[7][number]

    def feature(self, row: int) -> str:
        """The feature class and code of a row."""
        feature: str = self._features[self._rest[1][row]]
        return feature

    def country(self, row: int) -> str:
        """The country code of a row."""
        country: str = self._countries[self._rest[2][row]]
        return country

    def population(self, row: int) -> int:
        """The population of a row."""
        return int(self._rest[0][row])

    def at(self, row: int) -> LonLat:
        """The point of a row."""
        return LonLat(self._lon[row] / SCALE, self._lat[row] / SCALE)

    def place(self, row: int) -> Place:
        """The place in a row."""
        population, feature, country, source, division, divisions, space, slugs, numbers = self._rest
        code = division[row]
        admin1, _, admin2 = divisions[code].partition("\t") if code else ("", "", "")
        number = numbers[row]
        at = LonLat(self._lon[row] / SCALE, self._lat[row] / SCALE)
        return Place(
            f"geonames:{number}" if space[row] else slugs[number],
            self._names[row],
            at,
            self._box(row) if row in self._boxes[0] else None,
            self._countries[country[row]],
            admin1,
            admin2,
            self._features[feature[row]],
            population[row],
            self._sources[source[row]],
        )

    @cached_property
    def _boxes(self) -> tuple[dict[int, int], memoryview]:
        return {row: i for i, row in enumerate(self._columns.numbers("boxed"))}, self._columns.numbers("boxes")

    def _box(self, row: int) -> BBox | None:
        rows, corners = self._boxes
        i = rows.get(row)
        return None if i is None else BBox(*(v / SCALE for v in corners[4 * i : 4 * i + 4]))

    def note(self, row: int) -> str:
        """The remark on a disputed or odd row; empty for most."""
        notes = self._notes
        return notes.get(row, "")

    @cached_property
    def _notes(self) -> dict[int, str]:
        texts = self._columns.text("notes")
        return {row: texts[i] for i, row in enumerate(self._columns.numbers("noted"))}

    def places(self) -> Iterator[Place]:
        """Every place, cell by cell."""
        return map(self.place, range(len(self)))

    # -- by position ---------------------------------------------------------------------------------------

    def rows_in_cell(self, column: int, line: int) -> range:
        """Rows in one half-degree cell, most prominent first; ``column`` wraps round the Earth."""
        cells = self._cells
        i = line * CELLS_ROUND + column % CELLS_ROUND
        return range(cells[i], cells[i + 1])

    @cached_property
    def _cells(self) -> memoryview:
        return self._columns.numbers("cells")

    def within_km(self, rows: Iterable[int], at: LonLat, radius_km: float) -> Iterator[Near]:
        """The rows that lie within a radius, with their distance on a sphere (within 0.6 % of the geodesic)."""
        lon0, lat0 = math.radians(at.lon), math.radians(at.lat)
        cos0, scale = math.cos(lat0), math.pi / 180 / SCALE
        limit = math.sin(min(radius_km / 12742.0, math.pi / 2)) ** 2
        lons, lats, sin, cos = self._lon, self._lat, math.sin, math.cos
        for row in rows:
            lat = lats[row] * scale
            h = sin((lat - lat0) / 2) ** 2 + cos0 * cos(lat) * sin((lons[row] * scale - lon0) / 2) ** 2
            if h <= limit:
                yield Near(12742.0 * math.asin(math.sqrt(h)), row)

    # -- by part of a name ---------------------------------------------------------------------------------

    def keys_with_prefix(self, prefix: str, lengths: range, limit: int = 200_000) -> list[str]:
        """Keys that begin with a prefix and whose length is in a range."""
        return _between(self._keys, prefix, lengths, limit)

    def keys_with_suffix(self, suffix: str, lengths: range, limit: int = 200_000) -> list[str]:
        """Better-known Latin keys that end with a suffix and whose length is in a range."""
        found = _between(self._columns.blob("reversed"), suffix[::-1], lengths, limit)
        return [key[::-1] for key in found]

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


def _between(blob: memoryview, prefix: str, lengths: range, limit: int) -> list[str]:
    """The lines of a sorted blob that begin with a prefix."""
    data = prefix.encode()
    start = _bisect(blob, data)
    end = _bisect(blob, data[:-1] + bytes((data[-1] + 1,))) if data else len(blob)
    lines = str(blob[start : min(end, start + limit * 12)], "utf-8", "ignore").split("\n")
    return [line for line in lines if len(line) in lengths]


def _bisect(blob: memoryview, target: bytes) -> int:
    """The offset of the first line that is not below a target."""
    low, high = 0, len(blob)
    while low < high:
        middle = (low + high) // 2
        begin = _line_start(blob, middle)
        if bytes(blob[begin : begin + len(target)]) < target and begin < high:
            low = _line_end(blob, begin) + 1
        else:
            high = begin
    return low


def _line_start(blob: memoryview, at: int) -> int:
    step = 64
    while at > 0:
        begin = max(0, at - step)
        found = bytes(blob[begin:at]).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        at = begin
    return 0


def _line_end(blob: memoryview, at: int) -> int:
    step = 64
    while at < len(blob):
        found = bytes(blob[at : at + step]).find(b"\n")
        if found >= 0:
            return at + found
        at += step
    return len(blob)
