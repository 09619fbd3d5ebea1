"""One partition of a corpus: records in, rows out, written beside and renamed. The same on a pool and on a cluster."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.articles.article import Article
from geo.corpus.records import Record, articles_of
from geo.errors import ArticleError
from geo.geoparse.mention import Resolution

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["PartResult", "parse_part", "part_path"]


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a partition came to: articles and mentions written, and the faults, as (name, reason)."""

    index: int
    articles: int
    mentions: int
    faults: tuple[tuple[str, str], ...]


def part_path(folder: Path, index: int) -> Path:
    """Where a finished partition stands."""
    return folder / f"part-{index:06d}.jsonl"


@cache
def _gazetteer() -> "Gazetteer":
    from geo.gazetteer.store import Gazetteer

    return Gazetteer.open()


def parse_part(index: int, records: Sequence[Record], folder: str) -> PartResult:
    """Parse the records of one partition and write it whole or not at all.

    Running it twice gives the same bytes, so a partition that a dead worker left may be run again anywhere.
    """
    target = part_path(Path(folder), index)
    beside = target.with_suffix(f".{os.getpid()}.new")
    faults: list[tuple[str, str]] = []
    articles = mentions = 0
    with beside.open("w", encoding="utf-8") as out:
        for line in _lines(records):
            articles += 1
            mentions += len(line["toponyms"])
            if "error" in line:
                faults.append((line["id"], line["error"]))
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
    beside.replace(target)
    return PartResult(index, articles, mentions, tuple(faults))


def _lines(records: Sequence[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        for article in articles_of(record):
            if isinstance(article, ArticleError):
                yield {"id": record.name, "toponyms": [], "error": str(article)}
            else:
                yield _line(article)


def _line(article: Article) -> dict[str, Any]:
    from geo.geoparse import geoparse

    facts = {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
    }
    line = {"id": article.id} | {k: v for k, v in facts.items() if v}
    try:
        resolutions = geoparse(article, _gazetteer())
    except Exception as error:  # one article must never stop a corpus; its reason is kept with it
        return line | {"toponyms": [], "error": f"{type(error).__name__}: {error}"}
    return line | {"toponyms": [_toponym(r) for r in resolutions]}


def _toponym(resolution: Resolution) -> dict[str, Any]:
    mention, place = resolution.mention, resolution.resolved
    source, _, number = place.id.partition(":") if place else ("", "", "")
    return {
        "start": mention.start,
        "end": mention.end,
        "name": mention.text,
        "kind": mention.kind.value,
        "lat": round(place.at.lat, 5) if place else None,
        "lon": round(place.at.lon, 5) if place else None,
        "geonameid": int(number) if source == "geonames" and number.isdigit() else None,
        "place_id": place.id if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "feature": place.feature if place else None,
        "confidence": round(resolution.confidence, 3),
    }
