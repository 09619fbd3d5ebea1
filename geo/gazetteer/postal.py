"""Small places of the shipped gazetteer that only postal files know."""

import csv
import math
from collections import defaultdict
from pathlib import Path

from geo.coords import LonLat
from geo.gazetteer.gather import Gathered
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place

__all__ = ["add_postal"]


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
