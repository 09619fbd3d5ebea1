"""Making a layer file: places and names in, columns out, in bounded memory.

Names are spooled as text lines into one pile per first two bytes of their keys; piles are sorted one by one, and
their order is the order of all keys, so that nothing but one pile is ever in memory. Places are ordered by half-degree
cell and then by prominence, which makes the file its own spatial index.
"""

import tempfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geo.coords import BBox
from geo.gazetteer.columns import write_columns
from geo.gazetteer.names import is_latin
from geo.gazetteer.place import Place
from geo.gazetteer.schema import (
    CELLS,
    FLAG_BITS,
    MAX_POSTINGS,
    NAMESPACES,
    SCALE,
    WEIGHTS,
    Kind,
    NameFlag,
    cell_of,
    kind_of,
    prominence_byte,
)

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Compiler"]

_FLUSH_AT = 4_000_000  # spooled names held in memory


class Compiler:
    """Collects places and their names, then writes them as one layer.

    Parameters
    ----------
    folder : Path
        Where piles may be spooled; nothing is written there while a layer is small.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lon, self._lat = array("i"), array("i")
        self._population, self._prominence = array("I"), array("I")
        self._feature, self._country, self._source = array("H"), array("H"), array("B")
        self._division = array("I")
        self._space, self._number = array("B"), array("Q")
        self._codes: dict[str, dict[str, int]] = {k: {"": 0} for k in ("feature", "country", "source", "division")}
        self._names = _Text()
        self._slugs = _Text()
        self._boxes: dict[int, BBox] = {}
        self._notes: dict[int, str] = {}
        self._piles: dict[str, list[str]] = {}
        self._held = 0
        self._spooled = False
        self._longest: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._lon)

    def add_place(self, place: Place, prominence: float | None = None, note: str = "") -> int:
        """Add a place, whose coordinates must have been checked, and return its row."""
        row = len(self._lon)
        self._lon.append(round(place.at.lon * SCALE))
        self._lat.append(round(place.at.lat * SCALE))
        self._population.append(min(place.population, 0xFFFFFFFF))
        self._prominence.append(int(min(place.population if prominence is None else prominence, 4e9)))
        self._feature.append(self._code("feature", place.feature))
        self._country.append(self._code("country", place.country))
        self._source.append(self._code("source", place.source))
        division = f"{place.admin1}\t{place.admin2}" if place.admin1 or place.admin2 else ""
        self._division.append(self._code("division", division))
        self._add_id(place.id)
        self._names.add(place.name)
        if place.bbox is not None:
            self._boxes[row] = place.bbox
        if note:
            self._notes[row] = note
        return row

    def _code(self, table: str, value: str) -> int:
        codes = self._codes[table]
        return codes.setdefault(value, len(codes))

    def _add_id(self, place_id: str) -> None:
        space, _, rest = place_id.partition(":")
        if space == "geonames" and rest.isdigit() and (rest[0] != "0" or rest == "0"):
            self._space.append(NAMESPACES.index("geonames"))
            self._number.append(int(rest))
            return
        self._space.append(0)
        self._number.append(len(self._slugs))
        self._slugs.add(place_id)
        self._spool(f"#{place_id}\t{(len(self._lon) - 1) << FLAG_BITS}")

    def add_name(self, row: int, key: str, flag: NameFlag) -> None:
        """File a place under a normalised key."""
        if not key:
            return
        self._spool(f"{key}\t{row << FLAG_BITS | flag}")
        first, _, more = key.partition(" ")
        if more:
            words = more.count(" ") + 2
            if self._longest.get(first, 0) < words:
                self._longest[first] = words

    def add_code(self, row: int, code: str) -> None:
        """File a place under a code that is no name: ``admin2:US.LA.079``."""
        self._spool(f"#{code}\t{row << FLAG_BITS}")

    def _spool(self, line: str) -> None:
        pile = line[:1] if line[0] >= "\u0080" else line[:2]
        lines = self._piles.get(pile)
        if lines is None:
            lines = self._piles[pile] = []
        lines.append(line)
        self._held += 1
        if self._held >= _FLUSH_AT and self._folder is not None:
            self._flush(self._folder)

    def _flush(self, folder: Path) -> None:
        for pile, lines in self._piles.items():
            if lines:
                with _pile_path(folder, pile).open("a", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
                self._piles[pile] = []
        self._held = 0
        self._spooled = True

    def write(self, file: BinaryIO, meta: Mapping[str, Any], report: Callable[[str], None] | None = None) -> None:
        """Write the layer; the compiler cannot be used afterwards."""
        import numpy as np

        for first in self._longest:
            self._spool(f"{first}\t-1")
        order = self._order()
        rank = np.empty(len(order), dtype=np.uint32)
        rank[order] = np.arange(len(order), dtype=np.uint32)
        if report is not None:
            report(f"sorting the names of {len(order):,} places")
        with tempfile.TemporaryDirectory(dir=self._folder) as scratch:
            index = _NameIndex(self, rank, Path(scratch))
            for lines in self._sorted_piles():
                index.add_pile(lines)
            sections = self._place_sections(order, rank) | index.sections()
            write_columns(file, self._meta(meta), sections)

    def _meta(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        tables = {name: list(self._codes[name]) for name in ("feature", "country", "source")}
        return {**meta, "tables": tables, "places": len(self)}

    def _order(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        import numpy as np

        lon, lat = np.asarray(self._lon, dtype=np.int64), np.asarray(self._lat, dtype=np.int64)
        return np.lexsort((-np.asarray(self._prominence, dtype=np.int64), cell_of(lon, lat)))

    def _sorted_piles(self) -> Iterator[list[str]]:
        for pile in sorted(self._piles):
            lines = self._piles.pop(pile)
            if self._spooled and self._folder is not None and _pile_path(self._folder, pile).exists():
                path = _pile_path(self._folder, pile)
                lines += path.read_text(encoding="utf-8").split("\n")[:-1]
                path.unlink()
            lines.sort()
            yield lines

    def _place_sections(self, order: Any, rank: Any) -> dict[str, tuple[str, Any]]:
        import numpy as np

        def column(values: "array[int]") -> Any:
            return np.asarray(values, dtype=values.typecode)[order]

        lon, lat = column(self._lon), column(self._lat)
        cells = cell_of(lon.astype(np.int64), lat.astype(np.int64))
        space, number = column(self._space), column(self._number)
        numbered = np.flatnonzero(space)
        by_number = numbered[np.argsort(number[numbered], kind="stable")]
        names, starts = self._names.gathered(order)
        divisions = _Text.of(self._codes["division"])
        boxed = sorted((int(rank[row]), box) for row, box in self._boxes.items())
        corners = array("i", (round(v * SCALE) for _, box in boxed for v in box))
        noted = sorted((int(rank[row]), note) for row, note in self._notes.items())
        notes = _Text.of([note for _, note in noted])
        return {
            "lon": ("i", lon), "lat": ("i", lat),
            "population": ("I", column(self._population)), "prominence": ("I", column(self._prominence)),
            "feature": ("H", column(self._feature)), "country": ("H", column(self._country)),
            "source": ("B", column(self._source)), "division": ("I", column(self._division)),
            "space": ("B", space), "number": _narrow(number),
            "cells": ("I", np.searchsorted(cells, np.arange(CELLS + 1)).astype(np.uint32)),
            "by_number": ("I", by_number.astype(np.uint32)),
            "names": ("B", names), "names.starts": _narrow(starts),
            "slugs": ("B", self._slugs.blob), "slugs.starts": _narrow(self._slugs.starts()),
            "divisions": ("B", divisions.blob), "divisions.starts": _narrow(divisions.starts()),
            "boxed": ("I", array("I", (row for row, _ in boxed))), "boxes": ("i", corners),
            "noted": ("I", array("I", (row for row, _ in noted))),
            "notes": ("B", notes.blob), "notes.starts": _narrow(notes.starts()),
        }  # fmt: skip


def _pile_path(folder: Path, pile: str) -> Path:
    return folder / f"pile-{pile.encode().hex()}"


class _Text:
    """Strings gathered into one blob."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self._starts = array("Q", [0])

    @classmethod
    def of(cls, values: "Any") -> "_Text":
        made = cls()
        for value in values:
            made.add(value)
        return made

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, value: str) -> None:
        self.blob += value.encode("utf-8", "replace")
        self._starts.append(len(self.blob))

    def starts(self) -> "array[int]":
        return self._starts

    def gathered(self, order: Any) -> tuple[bytes, Any]:
        """The same strings in another order, and where each begins."""
        import numpy as np

        old = np.asarray(self._starts, dtype=np.uint64)
        lengths = np.diff(old)[order]
        starts = np.zeros(len(order) + 1, dtype=np.uint64)
        np.cumsum(lengths, out=starts[1:])
        blob = bytes(self.blob)
        ends = old[1:][order].tolist()
        return b"".join(blob[s:e] for s, e in zip(old[:-1][order].tolist(), ends, strict=True)), starts


class _NameIndex:
    """The name columns of a layer, pile after pile."""

    def __init__(self, compiler: Compiler, rank: Any, scratch: Path) -> None:
        self._rank = array("I", rank.tobytes())
        self._prominence = compiler._prominence
        features = list(compiler._codes["feature"])
        self._kinds = [kind_of(f) for f in features]
        self._feature = compiler._feature
        self._longest = compiler._longest
        self._keys_path, self._reverse_path = scratch / "keys", scratch / "reversed"
        self._keys = self._keys_path.open("wb")
        self._reversed: list[str] = []
        self._key_starts, self._size = array("Q", [0]), 0
        self._kind, self._best, self._longer = array("H"), array("B"), array("B")
        self._posting_starts, self._postings = array("I", [0]), array("I")
        self._hashes = array("I")

    def add_pile(self, lines: list[str]) -> None:
        for key, group in groupby((line.split("\t") for line in lines), key=_first):
            self._add_key(key, {int(value) for _, value in group})

    def _add_key(self, key: str, values: set[int]) -> None:
        data = key.encode()
        self._keys.write(data + b"\n")
        self._size += len(data) + 1
        self._key_starts.append(self._size)
        self._hashes.append(zlib.crc32(data))
        self._longer.append(min(self._longest.get(key, 1), 255))
        values.discard(-1)
        if key.startswith("#"):
            self._postings.extend(self._rank[v >> FLAG_BITS] << FLAG_BITS for v in values)
            self._close_key(0, 0)
            return
        scored = self._scored(values)
        kinds = 0
        for _, row, flag in scored:
            kinds |= Kind.DEMONYM if flag == NameFlag.DEMONYM else self._kinds[self._feature[row]]
            kinds |= Kind.MAIN if flag == NameFlag.MAIN else 0
        self._postings.extend(self._rank[row] << FLAG_BITS | flag for _, row, flag in scored[:MAX_POSTINGS])
        self._close_key(int(kinds), prominence_byte(scored[0][0]) if scored else 0)
        if scored and len(data) > 3 and is_latin(key) and (kinds & Kind.MAIN or scored[0][0] > 3e4):
            self._reversed.append(key[::-1])

    def _scored(self, values: set[int]) -> list[tuple[float, int, int]]:
        best: dict[int, tuple[float, int, int]] = {}
        for value in values:
            row, flag = value >> FLAG_BITS, value & ((1 << FLAG_BITS) - 1)
            score = (self._prominence[row] + 1) * WEIGHTS[flag]
            slot = ~row if flag == NameFlag.DEMONYM else row
            if slot not in best or score > best[slot][0]:
                best[slot] = (score, row, flag)
        return sorted(best.values(), key=lambda s: (-s[0], s[1], s[2]))

    def _close_key(self, kinds: int, best: int) -> None:
        self._kind.append(kinds)
        self._best.append(best)
        self._posting_starts.append(len(self._postings))

    def sections(self) -> dict[str, tuple[str, Any]]:
        import numpy as np

        self._keys.close()
        self._reversed.sort()
        self._reverse_path.write_text("\n".join(self._reversed) + "\n" if self._reversed else "", encoding="utf-8")
        hashes = np.asarray(self._hashes, dtype=np.uint32)
        bits = max(4, int(len(hashes)).bit_length() - 1)
        buckets = hashes >> np.uint32(32 - bits)
        chain = np.argsort(buckets, kind="stable").astype(np.uint32)
        starts = np.searchsorted(buckets[chain], np.arange((1 << bits) + 1)).astype(np.uint32)
        return {
            "keys": ("B", self._keys_path), "key.starts": _narrow(self._key_starts), "reversed": ("B", self._reverse_path),
            "chain": ("I", chain), "buckets": ("I", starts),
            "kind": ("H", self._kind), "best": ("B", self._best), "longer": ("B", self._longer),
            "posting.starts": ("I", self._posting_starts), "postings": ("I", self._postings),
        }  # fmt: skip


def _narrow(values: Any) -> tuple[str, Any]:
    """A column of four-byte numbers where they suffice."""
    import numpy as np

    wide = np.asarray(values, dtype=np.uint64)
    if len(wide) and int(wide.max()) > 0xFFFFFFFF:
        return "Q", wide
    return "I", wide.astype(np.uint32)


def _first(pair: list[str]) -> str:
    return pair[0]
