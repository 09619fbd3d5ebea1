"""Curated rows: CSV files beside the code, checked row by row, every fault reported together."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geo.coords import BBox, LonLat
from geo.errors import CoordinateError, GazetteerError
from geo.gazetteer.gather import Draft, Gathered
from geo.gazetteer.names import is_latin, normalise, strip_generic
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["FOLDER", "add_curated"]

FOLDER = Path(__file__).resolve().parent / "curated"
_PLACE_COLUMNS = "id,name,aliases,feature,country,lon,lat,west,south,east,north,importance,note,source".split(",")
_SPECIAL = {
    "aliases.csv": "alias,target,kind,note".split(","),
    "demonyms.csv": "word,target,note".split(","),
    "countries.csv": "code,name,lon,lat,west,south,east,north,capital,aliases".split(","),
    "english.csv": "target,name".split(","),
    "weights.csv": "target,prominence,note".split(","),
    "meanings.csv": "name,target,prominence".split(","),
    "admin1.csv": "code,name,lon,lat,west,south,east,north,aliases".split(","),
}
_PROMINENCE = {0: 1_500.0, 1: 15_000.0, 2: 150_000.0, 3: 1_000_000.0, 4: 8_000_000.0, 5: 50_000_000.0}
_FLAGS = {
    "abbreviation": NameFlag.ABBREVIATION, "historical": NameFlag.HISTORICAL, "variant": NameFlag.VARIANT,
    "metonym": NameFlag.METONYM, "script": NameFlag.SCRIPT,
}  # fmt: skip
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    cells: dict[str, str]

    def at(self) -> LonLat:
        return LonLat.checked(float(self.cells["lon"]), float(self.cells["lat"]))

    def box(self) -> BBox | None:
        corners = [self.cells[c] for c in ("west", "south", "east", "north")]
        if not any(corners):
            return None
        west, south, east, north = (float(c) for c in corners)
        if abs(west) > 180 or abs(east) > 180 or not -90 <= south <= north <= 90:
            raise CoordinateError(f"box {west:g},{south:g},{east:g},{north:g} is not on the Earth")
        return BBox(west, south, east, north)

    def aliases(self) -> list[str]:
        return [a.strip() for a in self.cells["aliases"].split("|") if a.strip()]


def add_curated(world: Gathered, folder: Path = FOLDER) -> dict[str, int]:
    """Add all curated files of a folder; return the rows that each gave.

    Raises
    ------
    GazetteerError
        With every faulty row of every file, when there is one.
    """
    faults: list[str] = []
    counts: dict[str, int] = {}
    readers = {"countries.csv": _add_country, "admin1.csv": _add_admin1}
    late = {"aliases.csv": _add_alias, "demonyms.csv": _add_demonym, "english.csv": _add_english,
            "meanings.csv": _add_meaning, "weights.csv": _set_weight}  # fmt: skip
    paths = sorted(folder.glob("*.csv"), key=lambda p: (p.name in late, p.name not in readers, p.name))
    for path in paths:
        if path.name.startswith("derived_"):
            continue
        add = readers.get(path.name) or late.get(path.name) or _add_place
        counts[path.name] = _add_file(world, path, add, faults)
    if faults:
        shown = "\n  ".join(faults[:_SHOWN])
        more = f"\n  and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise GazetteerError(f"{len(faults)} faulty curated rows:\n  {shown}{more}")
    return counts


def _add_file(world: Gathered, path: Path, add: Callable[[Gathered, _Row], None], faults: list[str]) -> int:
    before = len(faults)
    count = 0
    try:
        rows = list(_read(path))
    except (GazetteerError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: {error}")
        return 0
    for row in rows:
        try:
            add(world, row)
            count += 1
        except (GazetteerError, ValueError) as error:
            faults.append(f"{row.where}: {error}")
    return count if len(faults) == before else 0


def _read(path: Path) -> Iterator[_Row]:
    expected = _SPECIAL.get(path.name, _PLACE_COLUMNS)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != expected:
            raise GazetteerError(f"the columns are {','.join(header)}; expected {','.join(expected)}")
        for cells in reader:
            where = f"{path.name}, row {reader.line_num}"
            if len(cells) != len(expected):
                raise GazetteerError(f"row {reader.line_num} has {len(cells)} cells; expected {len(expected)}")
            yield _Row(where, dict(zip(expected, (c.strip() for c in cells), strict=True)))


def _add_place(world: Gathered, row: _Row) -> None:
    cells = row.cells
    importance = int(cells["importance"] or -1)
    if importance not in _PROMINENCE:
        raise GazetteerError(f"importance {cells['importance']!r} is not 0 to 5")
    if not cells["id"] or not cells["name"] or "." not in cells["feature"]:
        raise GazetteerError("id, name and feature (like H.SEA) must be given")
    if cells["country"] and cells["country"] not in world.countries:
        raise GazetteerError(f"{cells['country']!r} is not a country code")
    place = Place(
        id=f"curated:{cells['id']}", name=cells["name"], at=row.at(), bbox=row.box(), country=cells["country"],
        feature=cells["feature"], source="curated" if cells["source"] in {"", "known"} else cells["source"],
    )  # fmt: skip
    _call(world.add(place, _PROMINENCE[importance], cells["note"]), row.aliases())


def _call(draft: Draft, aliases: list[str]) -> None:
    for alias in aliases:
        draft.call(alias, NameFlag.VARIANT if is_latin(normalise(alias)) else NameFlag.SCRIPT)


def _add_country(world: Gathered, row: _Row) -> None:
    draft = world.countries.get(row.cells["code"])
    if draft is None:
        raise GazetteerError(f"{row.cells['code']!r} is not a country code")
    draft.place = replace(draft.place, at=row.at(), bbox=row.box() or draft.place.bbox)
    _rename(draft, row.cells["name"])
    _call(draft, row.aliases())
    capital = row.cells["capital"]
    if capital and row.cells["code"] not in world.capitals:
        found = world.city(row.cells["code"], capital)
        if found is not None:
            world.crown(row.cells["code"], found)


def _rename(draft: Draft, name: str) -> None:
    if name and name != draft.place.name:
        draft.place = replace(draft.place, name=name)
        draft.call(name, NameFlag.MAIN)


def _add_admin1(world: Gathered, row: _Row) -> None:
    code = row.cells["code"]
    draft = world.admin1.get(code)
    country, _, unit = code.partition(".")
    if draft is None:
        if country not in world.countries or not unit:
            raise GazetteerError(f"{code!r} is not a code like RU.63")
        place = Place(
            id=f"admin1:{code}", name=row.cells["name"], at=row.at(), bbox=row.box(), country=country, admin1=unit,
            feature="A.ADM1", source="curated",
        )  # fmt: skip
        draft = world.admin1[code] = world.add(place, 50_000)
    else:
        draft.place = replace(draft.place, at=row.at(), bbox=row.box() or draft.place.bbox)
        _rename(draft, row.cells["name"])
    _call(draft, row.aliases())
    draft.call_key(strip_generic(normalise(draft.place.name)), NameFlag.DERIVED)


def _add_alias(world: Gathered, row: _Row) -> None:
    draft = _target(world, row)
    kind = row.cells["kind"]
    if kind not in _FLAGS:
        raise GazetteerError(f"kind {kind!r} is none of {', '.join(_FLAGS)}")
    draft.call(row.cells["alias"], _FLAGS[kind])


def _add_demonym(world: Gathered, row: _Row) -> None:
    world.demonym(row.cells["word"], _target(world, row).place.id)


def _set_weight(world: Gathered, row: _Row) -> None:
    _target(world, row).prominence = float(row.cells["prominence"])


def _add_english(world: Gathered, row: _Row) -> None:
    """Show a place by the name that English-language news has for it."""
    if not row.cells["name"]:
        raise GazetteerError("name must be given")
    _rename(_target(world, row), row.cells["name"])


def _add_meaning(world: Gathered, row: _Row) -> None:
    """Raise a place that is meant by a name more often than its size says."""
    draft = _target(world, row)
    draft.call(row.cells["name"], NameFlag.VARIANT)
    draft.prominence = max(draft.prominence, float(row.cells["prominence"]))


def _target(world: Gathered, row: _Row) -> Draft:
    draft = world.target(row.cells["target"])
    if draft is None:
        raise GazetteerError(f"no place answers to {row.cells['target']}")
    return draft
