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
from geo.gazetteer.schema import CELLS, FLAG_BITS, NAMESPACES, SCALE, NameFlag, cell_of, kind_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Compiler"]

_GEONAMES = NAMESPACES.index("geonames")
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
        self._feature, self._country, self._source = array("H"), array("H"), array("B")
        self._division = array("I")
        self._space, self._number = array("B"), array("Q")
        self._codes: dict[str, dict[str, int]] = {k: {"": 0} for k in ("feature", "country", "source", "division")}
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
        self._feature.append(self._code("feature", place.feature))
        self._country.append(self._code("country", place.country))
        self._source.append(self._code("source", place.source))
        division = f"{place.admin1}\t{place.admin2}" if place.admin1 or place.admin2 else ""
        self._division.append(self._code("division", division))
        self._add_id(row, place.id)
        self._names.add(place.name)
        if place.bbox is not None:
            self._boxes[row] = place.bbox
        if note:
            self._notes[row] = note
        return row

    def _code(self, table: str, value: str) -> int:
        codes = self._codes[table]
        code = codes.get(value)
        if code is None:
            code = codes[value] = len(codes)
        return code

    def _add_id(self, row: int, place_id: str) -> None:
        space, _, rest = place_id.partition(":")
        if space == "geonames" and rest.isdecimal() and rest.isascii() and (rest[0] != "0" or rest == "0"):
            self._space.append(_GEONAMES)
            self._number.append(int(rest))
            return
        self._space.append(0)
        self._number.append(len(self._slugs))
        self._slugs.add(place_id)
        self._slug_hashes.append(hash(place_id))
        self.add_code(row, place_id)

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

    def write(self, file: BinaryIO, meta: Mapping[str, Any], report: Callable[[str], None] | None = None) -> None:
        """Write the layer; the compiler cannot be used afterwards."""
        import numpy as np

        whole_meta = self._meta(meta)
        order = self._order()
        if report is not None:
            report(f"sorting the names of {len(order):,} places")
        with tempfile.TemporaryDirectory(dir=self._folder) as name:
            scratch = Path(name)
            kinds = np.asarray([int(kind_of(f)) for f in self._codes["feature"]], dtype=np.uint16)
            row_kinds = array("H", kinds[np.asarray(self._feature)].tobytes())
            rank, prominence = array("I", bytes(4 * len(order))), self._prominence
            np.asarray(rank)[order] = np.arange(len(order), dtype=np.uint32)
            # Places first: each column goes to disk and out of memory before the names need theirs.
            sections = self._place_sections(order, scratch) | self._text_sections(order, rank, scratch)
            del order
            index = NameIndex(scratch, rank, prominence, row_kinds)
            index.add_lines(self._piles.sorted_lines())
            write_columns(file, whole_meta, sections | index.sections())

    def duplicates(self) -> list[tuple[int, int, str]]:
        """Rows that have the id of an earlier row: the earlier one, the later one, the id."""
        import numpy as np

        space, number = np.asarray(self._space), np.asarray(self._number)
        found: list[tuple[int, int, str]] = []
        if not (space.all() and (number[1:] > number[:-1]).all()):  # a dump in the order of its ids has none
            numbered = np.flatnonzero(space).astype(np.uint32)
            by_number = numbered[np.argsort(number[numbered], kind="stable")]
            same = np.flatnonzero(number[by_number[1:]] == number[by_number[:-1]])
            pairs = ((int(by_number[i]), int(by_number[i + 1])) for i in same.tolist())
            found += [(first, second, f"geonames:{number[first]}") for first, second in pairs]
        slugged = np.flatnonzero(space == 0)
        hashes = np.asarray(self._slug_hashes)
        by_hash = np.argsort(hashes, kind="stable")
        same = np.flatnonzero(hashes[by_hash[1:]] == hashes[by_hash[:-1]])
        for i in same.tolist():
            first, second = int(slugged[by_hash[i]]), int(slugged[by_hash[i + 1]])
            found.append((first, second, self._slugs.read(int(number[second]))))
        return found

    def close(self) -> None:
        """Remove what was spooled, when nothing will be written."""
        self._piles.close()
        self._names.close()
        self._slugs.close()

    def _meta(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        tables = {name: list(self._codes[name]) for name in ("feature", "country", "source")}
        return {**meta, "tables": tables, "places": len(self)}

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

        def saved(name: str, code: str, values: Any) -> tuple[str, Path]:
            values.tofile(scratch / name)
            return code, scratch / name

        def column(name: str) -> tuple[str, Path]:
            values = getattr(self, "_" + name)
            setattr(self, "_" + name, array(values.typecode))
            return saved(name, values.typecode, np.asarray(values)[order])

        number, space = np.asarray(self._number)[order], np.asarray(self._space)[order]
        numbered = np.flatnonzero(space).astype(np.uint32)
        by_number = numbered[np.argsort(number[numbered], kind="stable")]
        code, number = narrow(number)
        sections = {
            "number": saved("number", code, number),
            "by_number": saved("by_number", "I", by_number),
            "cells": ("I", self._cell_starts(order)),
        }
        del number, space, numbered, by_number
        self._number = array("Q")
        names = "lon lat population prominence feature country source division space".split()
        return sections | {name: column(name) for name in names}

    def _cell_starts(self, order: Any) -> Any:
        import numpy as np

        counts = np.zeros(CELLS, dtype=np.int64)
        lon, lat = np.asarray(self._lon), np.asarray(self._lat)
        for at in range(0, len(order), _CHUNK):
            rows = order[at : at + _CHUNK]
            counts += np.bincount(cell_of(lon[rows].astype(np.int64), lat[rows].astype(np.int64)), minlength=CELLS)
        return np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)

    def _text_sections(self, order: Any, rank: "array[int]", scratch: Path) -> dict[str, tuple[str, Any]]:
        name_starts = self._names.gather(order, scratch / "names")
        divisions, slugs = _Text.of(self._codes["division"]), self._slugs
        boxed = sorted((rank[row], box) for row, box in self._boxes.items())
        corners = array("i", (round(v * SCALE) for _, box in boxed for v in box))
        noted = sorted((rank[row], note) for row, note in self._notes.items())
        notes = _Text.of(note for _, note in noted)
        return {
            "names": ("B", scratch / "names"), "names.starts": narrow(name_starts),
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
