"""Whole articles through the real geoparser: most claims come out with both ends where they are."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.articles.article import Article
from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.extract import find_claims
from geo.coords import LonLat, geodesic_km
from geo.datasets import DATA_DIR

ARTICLES = Path(__file__).parent.parent / "data" / "claims_articles.jsonl"
NEAR_KM = 40.0
WIDE_KM = 900.0  # a state's or country's point


@pytest.fixture(scope="module")
def gazetteer() -> Any:
    if not (DATA_DIR / "versions.json").exists():
        pytest.skip("data are not built")
    from geo.gazetteer.store import Gazetteer

    return Gazetteer.open()


def is_at(end: Endpoint | None, point: list[float]) -> bool:
    if end is None:
        return False
    near = WIDE_KM if end.place.feature.startswith(("A.PCL", "A.ADM1")) else NEAR_KM
    return geodesic_km(end.place.at, LonLat(*point)) <= near


def is_claim(claim: DistanceClaim, gold: dict[str, Any], points: dict[str, list[float]]) -> bool:
    said, wanted = (claim.km, gold["km"]) if "km" in gold else (claim.hours, gold["hours"])
    ends = {(gold["from"], gold["to"]), (gold["to"], gold["from"])}
    placed = any(is_at(claim.origin, points[a]) and is_at(claim.destination, points[b]) for a, b in ends)
    return said is not None and abs(said - wanted) <= 0.01 * wanted and placed


def test_most_claims_of_whole_articles_are_found_where_they_are(gazetteer: Any) -> None:
    from geo.geoparse import geoparse

    right, wanted, wrong = 0, 0, 0
    for line in ARTICLES.read_text("utf-8").splitlines():
        item = json.loads(line)
        article = Article(item["id"], "", item["text"])
        found = [c for c in find_claims(article, geoparse(article, gazetteer), gazetteer) if c.origin and c.destination]
        hits = [g for g in item["claims"] if any(is_claim(c, g, item["points"]) for c in found)]
        right, wanted = right + len(hits), wanted + len(item["claims"])
        wrong += sum(not any(is_claim(c, g, item["points"]) for g in item["claims"]) for c in found)
    assert right / wanted >= 0.8
    assert wrong <= 4
