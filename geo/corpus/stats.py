"""What a parsed corpus is about: its most named places and countries, from `geo parse` output."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import CorpusError

__all__ = ["corpus_stats", "read_toponyms"]


def corpus_stats(source: Path, *, limit: int = 20) -> dict[str, Any]:
    """Count articles, mentions, places and countries of a parsed corpus (JSONL or Parquet).

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    mentions: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    names: dict[str, tuple[str, str]] = {}
    everything: set[str] = set()
    by_month: Counter[str] = Counter()
    unresolved = 0
    for article_id, published, toponyms in read_toponyms(source):
        if article_id not in everything:
            by_month[(published or "")[:7]] += 1
        everything.add(article_id)
        for toponym in toponyms:
            if toponym["place_id"] is None:
                unresolved += 1
                continue
            mentions[toponym["place_id"]] += 1
            names[toponym["place_id"]] = (toponym["place"] or toponym["name"], toponym["country"] or "")
            countries[toponym["country"] or ""] += 1
        articles.update({t["place_id"] for t in toponyms if t["place_id"]})
    return {
        "schema": "geo.stats/1",
        "articles": len(everything),
        "mentions": sum(mentions.values()) + unresolved,
        "unresolved": unresolved,
        "places": [
            {"id": key, "name": names[key][0], "country": names[key][1], "mentions": n, "articles": articles[key]}
            for key, n in mentions.most_common(limit)
        ],
        "countries": [{"country": code, "mentions": n} for code, n in countries.most_common(limit) if code],
        "months": [{"month": month, "articles": n} for month, n in sorted(by_month.items()) if month],
    }


def read_toponyms(source: Path) -> Iterator[tuple[str, str | None, list[dict[str, Any]]]]:
    """Stream (article id, date published or None, toponyms) from what `geo parse` wrote."""
    if source.suffix.lower() == ".jsonl":
        return _from_jsonl(source)
    return _from_parquet(source)


def _from_jsonl(source: Path) -> Iterator[tuple[str, str | None, list[dict[str, Any]]]]:
    number = 0
    try:
        with source.open(encoding="utf-8") as lines:
            for line in lines:
                number += 1
                article = json.loads(line)
                yield article["id"], article.get("published"), article["toponyms"]
    except FileNotFoundError:
        raise CorpusError(f"{source}: no such file") from None
    except (ValueError, KeyError, TypeError):
        raise CorpusError(f"{source}, line {number}: this is not what `geo parse` writes") from None


def _from_parquet(source: Path) -> Iterator[tuple[str, str | None, list[dict[str, Any]]]]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise CorpusError(f"{source}: reading Parquet needs `pip install geo-route-maps[corpus]`") from None
    columns = ["article_id", "published", "name", "place_id", "place", "country"]
    try:
        for batch in pq.ParquetFile(source).iter_batches(batch_size=10_000, columns=columns):
            yield from _grouped(batch.to_pylist())
    except FileNotFoundError:
        raise CorpusError(f"{source}: no such file") from None
    except (OSError, ValueError, KeyError):
        raise CorpusError(f"{source}: this is not what `geo parse` writes") from None


def _grouped(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str | None, list[dict[str, Any]]]]:
    from itertools import groupby

    for article_id, group in groupby(rows, key=lambda row: row["article_id"]):
        toponyms = list(group)
        published = toponyms[0]["published"]
        yield article_id, published.isoformat() if published else None, toponyms
