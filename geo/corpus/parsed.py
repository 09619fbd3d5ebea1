"""Reading back what `geo parse` wrote, streamed: mentions by article, and the stories of articles that have any."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from geo.corpus.parquet import COUNTS_KEY, beside_of
from geo.errors import CorpusError, UsageError
from geo.story import Story

__all__ = ["Counts", "ParsedArticle", "counts_of", "is_parsed", "read_parsed", "read_stories"]

_FIELDS = ("name", "place_id", "place", "country", "feature", "lat", "lon")
_PARQUET = (".parquet", ".geoparquet")


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article of a parsed corpus: its id, its date, and its toponyms as `geo parse` writes them."""

    id: str
    published: date | None
    toponyms: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class Counts:
    """Articles of a corpus, those with an error among them, and articles by month."""

    articles: int = 0
    errors: int = 0
    months: dict[str, int] = field(default_factory=dict)


def is_parsed(source: Path) -> bool:
    """Tell whether a file is what `geo parse` wrote, rather than articles to read."""
    if not source.is_file():
        return False
    if source.suffix.lower() == ".jsonl":
        return _is_parsed_lines(source)
    return source.suffix.lower() in _PARQUET and _is_parsed_table(source)


def _is_parsed_lines(source: Path) -> bool:
    with source.open("rb") as lines:
        head = lines.readline(1 << 20)
    try:
        first = json.loads(head)
    except ValueError:
        return b'"toponyms":[' in head[:4096]
    return isinstance(first, dict) and "toponyms" in first and "text" not in first


def _is_parsed_table(source: Path) -> bool:
    try:
        return {"article_id", "place_id", "lat"} <= set(_open_table(source).schema_arrow.names)
    except CorpusError:
        return False


def _open_table(source: Path) -> Any:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise CorpusError(f"{source}: reading Parquet needs `pip install geo-route-maps[corpus]`") from None
    try:
        return pq.ParquetFile(source)
    except FileNotFoundError:
        raise CorpusError(f"{source}: no such file") from None
    except (OSError, ValueError):  # pyarrow's own errors are of these
        raise _not_ours(source) from None


def _not_ours(source: Path, line: int | None = None) -> CorpusError:
    spot = "" if line is None else f", line {line}"
    return CorpusError(f"{source}{spot}: this is not what `geo parse` writes")


def read_parsed(source: Path) -> Iterator[ParsedArticle]:
    """Stream the articles of a parsed corpus; of a Parquet one, those that have a mention.

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    if source.suffix.lower() == ".jsonl":
        for line in _lines(source):
            yield ParsedArticle(line["id"], _day(line.get("published")), tuple(line["toponyms"]))
        return
    columns = ["article_id", "published", *_FIELDS]
    for article_id, rows in groupby(_rows(source, columns), key=itemgetter("article_id")):
        group = tuple(rows)
        yield ParsedArticle(article_id, group[0]["published"], group)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lines(source: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with source.open(encoding="utf-8") as lines:
            for line in lines:
                number += 1
                article = json.loads(line)
                if not isinstance(article["id"], str) or not isinstance(article["toponyms"], list):
                    raise TypeError
                yield article
    except FileNotFoundError:
        raise CorpusError(f"{source}: no such file") from None
    except OSError as error:
        raise CorpusError(f"{source}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise _not_ours(source, max(1, number)) from None


def _rows(source: Path, columns: list[str]) -> Iterator[dict[str, Any]]:
    table = _open_table(source)
    if not set(columns) <= set(table.schema_arrow.names):
        raise _not_ours(source)
    for batch in table.iter_batches(batch_size=10_000, columns=columns):
        yield from batch.to_pylist()


def counts_of(source: Path) -> Counts | None:
    """The counts that stand in a Parquet file's metadata; None where they must be counted."""
    if source.suffix.lower() == ".jsonl":
        return None
    plain = (_open_table(source).metadata.metadata or {}).get(COUNTS_KEY.encode())
    if plain is None:
        return None
    known = json.loads(plain)
    months = {key.removeprefix("month "): n for key, n in known.items() if key.startswith("month ")}
    return Counts(known["articles"], known["errors"], months)


def read_stories(source: Path) -> Iterator[Story] | None:
    """Stream the claims and journeys of a corpus parsed with ``--full``, one story an article that has any.

    Returns
    -------
    iterator of Story, or None
        None where the corpus was parsed without ``--full``.

    Raises
    ------
    CorpusError
        When one is not what `geo parse` writes.
    """
    if source.suffix.lower() == ".jsonl":
        if "story" not in next(_lines(source), {}):
            return None
        return (_story(line["story"], source) for line in _lines(source) if line.get("story"))
    beside = beside_of(source, "stories")
    if not beside.exists():
        return None
    return (_story(json.loads(row["story"]), beside) for row in _rows(beside, ["story"]))


def _story(plain: dict[str, Any], source: Path) -> Story:
    try:
        return Story.from_json(plain)
    except (UsageError, KeyError, TypeError, ValueError):
        raise CorpusError(f"{source}: a story in it is not what this version writes; parse again") from None
