"""Adding a user's file as a layer: streamed, every row checked, all faults told, and in place at once or not at all."""

import gc
import os
import shutil
import zipfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.checks import Checker
from geo.gazetteer.compile import Compiler
from geo.gazetteer.formats import RawName, RawRow, csv_rows, geojson_rows, geonames_names, geonames_rows
from geo.gazetteer.layers import layer_file, layer_name, scratch_folder
from geo.gazetteer.lines import Progress, members_of, open_member, read_lines, read_text
from geo.gazetteer.names import normalise
from geo.gazetteer.schema import NameFlag
from geo.gazetteer.store import Gazetteer
from geo.gazetteer.weigh import prominence_of

__all__ = ["ImportReport", "import_layer"]

_SHOWN = 20
_KEPT = 10_000
_READING = 0.6  # of the time; the rest goes into sorting names
Report = Callable[[str], None]


class Faults:
    """What is wrong with which row; the first ten thousand are kept, all are counted."""

    def __init__(self) -> None:
        self.count = 0
        self.first: list[tuple[int, str]] = []

    def add(self, number: int, message: str) -> None:
        """Note a fault."""
        self.count += 1
        if len(self.first) < _KEPT:
            self.first.append((number, message))

    def lines(self, source: str) -> list[str]:
        """The faults in the order of their rows, as lines to print."""
        return [f"{source}, row {number}: {message}" for number, message in sorted(self.first)]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes
    ----------
    skipped : int
        Faulty rows that were left out, by leave of the caller; ``faults`` tells the first of them.
    """

    layer: str
    path: Path
    places: int
    skipped: int = 0
    faults: tuple[str, ...] = field(default=())
    replaced: bool = False


def import_layer(
    source: Path,
    *,
    name: str | None = None,
    licence: str = "",
    skip_faulty: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Add a GeoNames dump, CSV, GeoJSON or GeoPackage file as a layer of the user's.

    Parameters
    ----------
    source : Path
        ``.txt`` (allCountries, cities…, a country, alternateNamesV2), ``.csv``, ``.tsv``, ``.geojson``, ``.gpkg``,
        or a zip that holds one of them.
    name : str, optional
        The layer's name, the file's stem by default; a layer of that name is replaced.
    skip_faulty : bool
        Leave faulty rows out instead of refusing the file.
    progress : callable, optional
        Told now and then how far it is: a number that grows to the total, and the total.

    Raises
    ------
    GazetteerError
        When the file cannot be read, or rows of it are faulty: then all are listed with their numbers and nothing
        is changed.
    """
    if not source.is_file():
        raise GazetteerError(f"{source} is not a file")
    target = layer_file(name or source.name.split(".")[0])
    scratch = scratch_folder()
    faults = Faults()
    collecting = gc.isenabled()
    gc.disable()  # millions of rows make no cycles, and looking for them costs a third of the time
    compiler = Compiler(scratch)
    try:
        _fill(compiler, source, layer_name(target.stem), faults, _part(progress), scratch)
        _refuse(source, faults, compiler, skip_faulty)
        places = len(compiler)
        meta = _meta(target.stem, source, licence, compiler)
        with (scratch / "layer").open("wb") as file:
            total = source.stat().st_size
            compiler.write(file, meta, _rest(progress, total))
            file.flush()
            os.fsync(file.fileno())
        if progress is not None:
            progress(total, total)
        replaced = target.exists()
        (scratch / "layer").replace(target)
    except OSError as error:
        raise GazetteerError(f"{source.name} was not imported: {error}") from error
    finally:
        if collecting:
            gc.enable()
        compiler.close()
        shutil.rmtree(scratch, ignore_errors=True)
    return ImportReport(target.stem, target, places, faults.count, tuple(faults.lines(source.name)[:_SHOWN]), replaced)


def _part(progress: Progress | None) -> Progress | None:
    if progress is None:
        return None
    return lambda done, total: progress(int(done * _READING), total)


def _rest(progress: Progress | None, total: int) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda share: progress(int((_READING + (1 - _READING) * share) * total), total)


def _meta(name: str, source: Path, licence: str, compiler: Compiler) -> dict[str, object]:
    return {
        "layer": name,
        "versions": {source.name: datetime.fromtimestamp(source.stat().st_mtime, UTC).date().isoformat()},
        "licences": {name: licence or "not stated"},
        "counts": {"places": len(compiler)},
        "imported": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _refuse(source: Path, faults: Faults, compiler: Compiler, skip_faulty: bool) -> None:
    if faults.count and not skip_faulty:
        lines = faults.lines(source.name)
        more = f"\n  and {faults.count - _SHOWN:,} more" if faults.count > _SHOWN else ""
        listed = "\n  ".join(lines[:_SHOWN])
        raise GazetteerError(
            f"{faults.count:,} faulty rows, nothing was imported; mend them, or leave them out with --skip-faulty\n  "
            f"{listed}{more}"
        )
    if not len(compiler):
        raise GazetteerError(f"{source.name} holds no place; nothing was imported")


def _fill(
    compiler: Compiler, source: Path, layer: str, faults: Faults, progress: Progress | None, scratch: Path
) -> None:
    member = members_of(source)
    suffix = Path(member.filename if member else source.name).suffix.lower()
    if suffix == ".gpkg":
        from geo.gazetteer.geopackage import geopackage_rows

        path = _unpacked(source, member, scratch) if member else source
        _add_rows(compiler, geopackage_rows(path, faults.add), layer, faults)
        return
    with open_member(source, member) as (file, total):
        if suffix in (".geojson", ".json", ".geojsonl", ".ndjson"):
            chunks = read_text(file, total, source.name, progress)
            _add_rows(compiler, geojson_rows(chunks, faults.add, source.name), layer, faults)
            return
        lines = read_lines(file, total, source.name, faults.add, progress)
        first = next(lines, None)
        if first is None:
            return
        columns = first[1].split("\t")
        whole = chain([first], lines)
        if len(columns) == 19 and columns[0].isdecimal():
            _add_rows(compiler, geonames_rows(whole, faults.add), layer, faults)
        elif len(columns) in (8, 10) and columns[0].isdecimal() and columns[1].isdecimal():
            _add_names(compiler, geonames_names(whole, faults.add), faults)
        elif first[0] == 1:
            _add_rows(compiler, csv_rows(whole, faults.add, source.name), layer, faults)


def _unpacked(source: Path, member: zipfile.ZipInfo, scratch: Path) -> Path:
    path = scratch / "unpacked.gpkg"
    with open_member(source, member) as (file, _), path.open("wb") as out:
        shutil.copyfileobj(file, out)
    return path


def _add_rows(compiler: Compiler, rows: Iterable[RawRow], layer: str, faults: Faults) -> None:
    checker = Checker(layer, faults.add)
    fold = normalise.__wrapped__  # a cache would only fill up
    numbers = array("I")
    for raw in rows:
        main = fold(raw.name)
        place = checker.check(raw, main)
        if place is None:
            continue
        row = compiler.add_place(place, prominence_of(place.feature, place.population))
        numbers.append(raw.number)
        compiler.add_name(row, main, NameFlag.MAIN)
        others = {fold(alias) for alias in {*raw.aliases} if alias != raw.name}
        flag = NameFlag.ALTERNATE if raw.id.startswith("geonames:") else NameFlag.VARIANT
        for key in others:
            if key != main:
                compiler.add_name(row, key, flag)
    checker.finish()
    for first, second, place_id in compiler.duplicates():
        faults.add(numbers[second], f"has the id {place_id} of row {numbers[first]}")


def _add_names(compiler: Compiler, names: Iterator[RawName], faults: Faults) -> None:
    """File further names of places that the gazetteer has; those of unknown places are passed over."""
    gazetteer = Gazetteer.open()
    rows: dict[int, int] = {}
    for raw in names:
        key = normalise(raw.name)
        if not key:
            faults.add(raw.number, f"name {raw.name!r} has no letter")
            continue
        row = rows.get(raw.geonameid)
        if row is None:
            row = rows[raw.geonameid] = _borrowed(compiler, gazetteer, raw.geonameid)
        if row >= 0:
            compiler.add_name(row, key, raw.flag)


def _borrowed(compiler: Compiler, gazetteer: Gazetteer, geonameid: int) -> int:
    from geo.errors import PlaceNotFound

    try:
        place = gazetteer.get(f"geonames:{geonameid}")
    except PlaceNotFound:
        return -1
    return compiler.add_place(place, gazetteer.prominence(place))
