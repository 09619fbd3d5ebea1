"""Making a layer file: places and names in, columns out, in bounded memory.

Places are ordered by half-degree cell and then by prominence, which makes the file its own spatial index.
"""

import tempfile
from array import array
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geo.coords import BBox
from geo.gazetteer.columns import write_columns
from geo.gazetteer.nameindex import NameIndex, narrow
from geo.gazetteer.piles import Piles
from geo.gazetteer.place import Place
from geo.gazetteer.schema import CELLS, FLAG_BITS, RECORD_FIELDS, SCALE, NameFlag, cell_of, kind_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Compiler"]

_CHUNK = 200_000


class Compiler:
    """Collects places and their names, then writes them as one layer.

    Parameters
    ----------
    folder : Path, optional
        Where names are spooled when there are too many; the system's temporary folder by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._lon, self._lat = array("i"), array("i")
        self._population, self._prominence = array("I"), array("I")
        self._kind, self._division = array("I"), array("I")
        self._number = array("I")
        self._kinds: dict[tuple[str, str, str, str], int] = {}
        self._divisions: dict[tuple[str, str], int] = {("", ""): 0}
        self._names, self._slugs = _Text(folder), _Text(folder)
        self._slug_hashes = array("q")
        self._boxes: dict[int, BBox] = {}
        self._notes: dict[int, str] = {}
        self._piles = Piles(folder)
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
        space = self._add_id(row, place.id)
        kind = (place.feature, place.country, place.source, space)
        self._kind.append(self._kinds.setdefault(kind, len(self._kinds)))
        division = (place.admin1, place.admin2)
        self._division.append(self._divisions.setdefault(division, len(self._divisions)))
        self._names.add(place.name)
        if place.bbox is not None:
            self._boxes[row] = place.bbox
        if note:
            self._notes[row] = note
        return row

    def _add_id(self, row: int, place_id: str) -> str:
        """Keep an id, GeoNames' as a number and any other as text; return its namespace where it is a number."""
        space, _, rest = place_id.partition(":")
        if space == "geonames" and rest.isdecimal() and rest.isascii() and len(rest) < 10 and rest[0] != "0":
            self._number.append(int(rest))
            return space
        self._number.append(len(self._slugs))
        self._slugs.add(place_id)
        self._slug_hashes.append(hash(place_id))
        self.add_code(row, place_id)
        return ""

    def add_name(self, row: int, key: str, flag: int) -> None:
        """File a place under a normalised key, by a right that is a `NameFlag`."""
        if not key:
            return
        self._piles.add(f"{key}\t{row << FLAG_BITS | flag}")
        first, _, more = key.partition(" ")
        if more:
            words = more.count(" ") + 2
            if self._longest.get(first, 0) < words:
                self._note_longest(first, words)

    def _note_longest(self, first: str, words: int) -> None:
        if len(self._longest) > 500_000:
            self._longest.clear()
        self._longest[first] = words
        self._piles.add(f"{first}\t-{words}")

    def add_code(self, row: int, code: str) -> None:
        """File a place under a code that is no name: ``admin2:US.LA.079``."""
        self._piles.add(f"#{code}\t{row << FLAG_BITS | NameFlag.MAIN}")

    def write(self, file: BinaryIO, meta: Mapping[str, Any], progress: Callable[[float], None] | None = None) -> None:
        """Write the layer, telling the share of its names that is done; the compiler cannot be used afterwards."""
        import numpy as np

        whole_meta = self._meta(meta)
        order = self._order()
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            scratch = Path(name)
            kinds = np.asarray([int(kind_of(feature)) for feature, *_ in self._kinds], dtype=np.uint16)
            row_kinds = array("H", kinds[np.asarray(self._kind)].tobytes() if len(self) else b"")
            rank, prominence = array("I", bytes(4 * len(order))), self._prominence
            np.asarray(rank)[order] = np.arange(len(order), dtype=np.uint32)
            # Places first: each column goes to disk and out of memory before the names need theirs.
            sections = self._place_sections(order, scratch) | self._text_sections(rank)
            del order
            index = NameIndex(scratch, rank, prominence, row_kinds)
            index.add_lines(self._piles.sorted_lines(), lambda done: progress and progress(done / self._piles.count))
            write_columns(file, whole_meta, sections | index.sections())

    def duplicates(self) -> list[tuple[int, int, str]]:
        """Rows that have the id of an earlier row: the earlier one, the later one, the id."""
        import numpy as np

        space, number = self._is_numbered()[np.asarray(self._kind)], np.asarray(self._number)
        found: list[tuple[int, int, str]] = []
        if not (space.all() and (number[1:] > number[:-1]).all()):  # a dump in the order of its ids has none
            numbered = np.flatnonzero(space).astype(np.uint32)
            by_number = numbered[np.argsort(number[numbered], kind="stable")]
            same = np.flatnonzero(number[by_number[1:]] == number[by_number[:-1]])
            pairs = ((int(by_number[i]), int(by_number[i + 1])) for i in same.tolist())
            found += [(first, second, f"geonames:{number[first]}") for first, second in pairs]
        slugged = np.flatnonzero(~space)
        hashes = np.asarray(self._slug_hashes)
        by_hash = np.argsort(hashes, kind="stable")
        same = np.flatnonzero(hashes[by_hash[1:]] == hashes[by_hash[:-1]])
        for i in same.tolist():
            first, second = int(slugged[by_hash[i]]), int(slugged[by_hash[i + 1]])
            found.append((first, second, self._slugs.read(int(number[second]))))
        return found

    def _is_numbered(self) -> Any:
        import numpy as np

        return np.asarray([space != "" for *_, space in self._kinds], dtype=bool)

    def close(self) -> None:
        """Remove what was spooled, when nothing will be written."""
        self._piles.close()
        self._names.close()
        self._slugs.close()

    def _meta(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        return {**meta, "places": len(self)}

    def _order(self) -> "np.ndarray[Any, np.dtype[np.uint32]]":
        import numpy as np

        # One sortable number a row: the cell above, the prominence, greatest first, below.
        keys = np.empty(len(self._lon), dtype=np.uint64)
        lon, lat, prominence = (np.asarray(column) for column in (self._lon, self._lat, self._prominence))
        for at in range(0, len(keys), _CHUNK):
            part = slice(at, at + _CHUNK)
            cells = cell_of(lon[part].astype(np.int64), lat[part].astype(np.int64)).astype(np.uint64)
            keys[part] = cells << np.uint64(32) | (0xFFFFFFFF - prominence[part].astype(np.uint64))
        return np.argsort(keys, kind="stable").astype(np.uint32)

    def _place_sections(self, order: Any, scratch: Path) -> dict[str, tuple[str, Any]]:
        import numpy as np

        name_starts = self._names.gather(order, scratch / "names")
        sections = {
            "names": ("B", scratch / "names"),
            "records": ("B", scratch / "records"),
            "cells": ("I", self._cell_starts(order)),
            "by_number": ("I", self._by_number(order)),
        }
        shape = np.dtype([(field, "<i4" if field in ("lon", "lat") else "<u4") for field in RECORD_FIELDS])
        columns = {f: np.asarray(getattr(self, "_" + f)) for f in RECORD_FIELDS if f != "name"}
        with (scratch / "records").open("wb") as file:
            for at in range(0, len(order), _CHUNK):
                rows = order[at : at + _CHUNK]
                records = np.empty(len(rows), dtype=shape)
                for field, column in columns.items():
                    records[field] = column[rows]
                records["name"] = name_starts[at : at + len(rows)]
                records.tofile(file)
            last = np.zeros(1, dtype=shape)
            last["name"] = name_starts[-1]
            last.tofile(file)
        columns.clear()
        self._lon, self._lat, self._population, self._number = array("i"), array("i"), array("I"), array("I")
        return sections

    def _by_number(self, order: Any) -> Any:
        import numpy as np

        numbered = np.flatnonzero(self._is_numbered()[np.asarray(self._kind)[order]]).astype(np.uint32)
        return numbered[np.argsort(np.asarray(self._number)[order[numbered]], kind="stable")]

    def _cell_starts(self, order: Any) -> Any:
        import numpy as np

        counts = np.zeros(CELLS, dtype=np.int64)
        lon, lat = np.asarray(self._lon), np.asarray(self._lat)
        for at in range(0, len(order), _CHUNK):
            rows = order[at : at + _CHUNK]
            counts += np.bincount(cell_of(lon[rows].astype(np.int64), lat[rows].astype(np.int64)), minlength=CELLS)
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)

    def _text_sections(self, rank: "array[int]") -> dict[str, tuple[str, Any]]:
        divisions, slugs = _Text.of("\t".join(d) for d in self._divisions), self._slugs
        kinds = _Text.of("\t".join(k) for k in self._kinds)
        boxed = sorted((rank[row], box) for row, box in self._boxes.items())
        corners = array("i", (round(v * SCALE) for _, box in boxed for v in box))
        noted = sorted((rank[row], note) for row, note in self._notes.items())
        notes = _Text.of(note for _, note in noted)
        return {
            "kinds": ("B", kinds.whole()), "kinds.starts": narrow(kinds.starts),
            "slugs": ("B", slugs.whole()), "slugs.starts": narrow(slugs.starts),
            "divisions": ("B", divisions.whole()), "divisions.starts": narrow(divisions.starts),
            "boxed": ("I", array("I", (row for row, _ in boxed))), "boxes": ("i", corners),
            "noted": ("I", array("I", (row for row, _ in noted))),
            "notes": ("B", notes.whole()), "notes.starts": narrow(notes.starts),
        }  # fmt: skip


class _Text:
    """Strings gathered into one blob, which goes to disk when it grows large."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=1 << 24, dir=str(folder) if folder else None)  # noqa: SIM115
        self._size = 0
        self.starts = array("Q", [0])

    @classmethod
    def of(cls, values: Iterable[str]) -> "_Text":
        made = cls()
        for value in values:
            made.add(value)
        return made

    def __len__(self) -> int:
        return len(self.starts) - 1

    def add(self, value: str) -> None:
        data = value.encode("utf-8", "replace")
        self._file.write(data)
        self._size += len(data)
        self.starts.append(self._size)

    def read(self, i: int) -> str:
        """One string again."""
        self._file.seek(self.starts[i])
        value = self._file.read(self.starts[i + 1] - self.starts[i]).decode()
        self._file.seek(0, 2)
        return value

    def whole(self) -> bytes:
        self._file.seek(0)
        data = self._file.read()
        self.close()
        return data

    def close(self) -> None:
        self._file.close()

    def gather(self, order: Any, path: Path) -> Any:
        """Write the same strings in another order to a file; return where each begins."""
        import numpy as np

        blob = self.whole()
        old = np.asarray(self.starts, dtype=np.uint64)
        starts = np.zeros(len(order) + 1, dtype=np.uint64)
        with path.open("wb") as file:
            for at in range(0, len(order), _CHUNK):
                rows = order[at : at + _CHUNK]
                begins, ends = old[rows], old[rows.astype(np.int64) + 1]
                starts[at + 1 : at + 1 + len(rows)] = ends - begins
                pairs = zip(begins.tolist(), ends.tolist(), strict=True)
                file.write(b"".join([blob[begin:end] for begin, end in pairs]))
        np.cumsum(starts, out=starts)
        return starts
