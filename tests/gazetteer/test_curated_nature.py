"""Every curated row of nature and of regions, checked mechanically: its cells, its point, its box, its names."""

import csv
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from geo.coords import BBox, LonLat, geodesic_km
from geo.errors import GeoError
from geo.gazetteer.curated import FOLDER
from geo.gazetteer.names import normalise
from geo.outlines import Outlines, distance_km

COLUMNS = "id,name,aliases,feature,country,lon,lat,west,south,east,north,importance,note,source".split(",")
FILES = ("islands", "lakes", "parks", "regions", "relief", "rivers", "seas")
CLASSES = {
    "seas": "HU", "rivers": "HTL", "lakes": "HTS", "relief": "TLHUV", "islands": "THL", "regions": "LTHV",
    "parks": "LTVHRS",
}  # fmt: skip
ALWAYS_BOXED = {"H.SEA", "H.OCN", "H.GULF", "L.CONT", "T.DSRT", "T.ISLS"}
# Atolls and reefs are not in the outlines: the nearest drawn island of their country may be far.
TOLERANCE_KM = {"islands": 500.0, "parks": 170.0, "regions": 60.0, "relief": 60.0, "lakes": 40.0, "rivers": 40.0}
MARINE = {"H.SEA", "H.OCN", "H.GULF", "H.BAY", "H.STRT", "H.BGHT"}
GREAT_LAKES = BBox(-93, 41, -76, 49)  # whose water the outlines count as land


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert reader.fieldnames is not None
    return rows


@pytest.fixture(scope="module", params=FILES)
def rows(request):
    return [row | {"file": request.param} for row in read(FOLDER / f"{request.param}.csv")]


@pytest.fixture(scope="module")
def country_names():
    return {row["code"]: normalise(row["name"]) for row in read(FOLDER / "countries.csv")}


@pytest.fixture(scope="module")
def outlines():
    try:
        opened = Outlines.open()
        assert opened.codes
    except GeoError as missing:
        pytest.skip(str(missing))
    return opened


def at(row):
    return LonLat.checked(float(row["lon"]), float(row["lat"]))


def box(row):
    corners = [row[c] for c in ("west", "south", "east", "north")]
    return BBox(*map(float, corners)) if any(corners) else None


def names(row):
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def test_the_columns_are_those_of_the_contract_and_the_cells_are_trimmed(rows):
    with (FOLDER / f"{rows[0]['file']}.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == COLUMNS
    assert [line for line in table if len(line) != len(COLUMNS) or any(c != c.strip() for c in line)] == []


def test_rows_are_sorted_by_an_id_that_is_a_slug(rows):
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_no_id_stands_in_two_curated_files():
    found = defaultdict(list)
    for path in FOLDER.glob("*.csv"):
        rows = read(path)
        if rows and list(rows[0]) == COLUMNS:
            for row in rows:
                found[row["id"]].append(path.name)
    ours = {f"{name}.csv" for name in FILES}
    assert {i: f for i, f in found.items() if len(f) > 1 and ours & set(f)} == {}


def test_kind_importance_and_source_are_known_words(rows):
    for row in rows:
        assert re.fullmatch(rf"[{CLASSES[row['file']]}]\.[A-Z0-9]{{2,5}}", row["feature"]), row
        assert row["importance"] in set("012345"), row
        assert row["source"] == "known", row


def test_every_point_is_on_the_earth_and_within_its_box(rows):
    for row in rows:
        corners = [row[c] for c in ("west", "south", "east", "north")]
        assert all(corners) or not any(corners), row
        around = box(row)
        assert around is None or around.contains(at(row)), row


def test_a_box_is_sound_and_crosses_the_antimeridian_only_where_that_runs(rows):
    for row in rows:
        if around := box(row):
            LonLat.checked(around.west, around.south), LonLat.checked(around.east, around.north)
            assert around.south < around.north, row
            assert around.west < around.east or around.west > 0 > around.east, row


def test_what_is_large_by_kind_has_a_box(rows):
    large = [row for row in rows if row["feature"] in ALWAYS_BOXED and int(row["importance"]) >= 3]
    assert [row["id"] for row in large if box(row) is None] == []


def test_no_row_says_a_name_twice_or_in_a_form_that_no_text_prints(rows):
    for row in rows:
        assert len({name.casefold() for name in names(row)}) == len(names(row)), row
        assert not any(re.search(r"[();_]|^the ", name) for name in names(row)), row


def test_no_two_rows_of_a_file_are_one_place_under_one_name(rows):
    bearers = defaultdict(set)
    for index, row in enumerate(rows):
        for name in names(row):
            bearers[normalise(name)].add(index)
    same = [
        (key, rows[a]["id"], rows[b]["id"])
        for key, indexes in bearers.items()
        for a, b in combinations(sorted(indexes), 2)
        if geodesic_km(at(rows[a]), at(rows[b])) < 150
    ]
    assert same == []


def test_no_alias_takes_the_name_of_a_country(rows, country_names):
    taken = set(country_names.values())
    assert [(row["id"], a) for row in rows for a in names(row)[1:] if normalise(a) in taken] == []


def test_the_country_is_a_known_code(rows, country_names):
    assert [row["id"] for row in rows if row["country"] and row["country"] not in country_names] == []


def test_what_lies_in_one_country_lies_in_that_one(rows, outlines):
    if rows[0]["file"] == "seas":
        return
    known = set(outlines.codes)
    told = [row for row in rows if row["country"] in known]
    found = outlines.countries_at([at(row) for row in told])
    far = {}
    for row, code in zip(told, found, strict=True):
        if code != row["country"] and row["feature"][0] not in "HU":
            km = distance_km(at(row), outlines.polygon(row["country"]))
            if km > TOLERANCE_KM[row["file"]]:
                far[row["id"]] = (row["country"], code, round(km))
    assert far == {}


def test_what_lies_in_several_countries_is_not_far_out_at_sea(rows, outlines):
    if rows[0]["file"] not in {"lakes", "relief", "rivers"}:
        return
    shared = [row for row in rows if not row["country"] and row["feature"][0] not in "UL"]
    found = outlines.countries_at([at(row) for row in shared], within_km=40.0)
    assert [row["id"] for row, code in zip(shared, found, strict=True) if code is None] == []


def test_no_sea_lies_deep_inland(rows, outlines):
    if rows[0]["file"] != "seas":
        return
    marine = [row for row in rows if row["feature"] in MARINE and not GREAT_LAKES.contains(at(row))]
    found = outlines.countries_at([at(row) for row in marine])
    inland = {}
    for row, code in zip(marine, found, strict=True):
        coast = outlines.coast(code) if code else None
        if coast is not None and distance_km(at(row), coast) > 25:
            inland[row["id"]] = code
    assert inland == {}


def test_every_part_of_the_world_has_rows_of_its_own():
    corners = {
        "Africa": BBox(-18, -35, 52, 32), "Europe": BBox(-25, 36, 40, 72), "Middle East": BBox(26, 12, 63, 42),
        "South Asia": BBox(60, 5, 97, 37), "East Asia": BBox(97, 18, 146, 54), "Southeast Asia": BBox(92, -11, 141, 21),
        "North America": BBox(-170, 15, -52, 72), "South America": BBox(-82, -56, -34, 13),
        "Oceania": BBox(112, -48, 180, -5),
    }  # fmt: skip
    thin = {}
    for name in FILES:
        points = [at(row) for row in read(FOLDER / f"{name}.csv")]
        thin |= {(name, part): n for part, b in corners.items() if (n := sum(map(b.contains, points))) < 5}
    assert thin == {}
