"""One partition of a corpus: records in, rows out, written beside and renamed. The same on a pool and on a cluster."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.articles.article import Article
from geo.corpus.records import Record, articles_of
from geo.errors import ArticleError, CorpusError
from geo.geoparse.mention import Resolution

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer
    from geo.world import World

__all__ = ["ID_BYTES", "PartResult", "id_hash", "parse_part", "part_path", "try_record"]

ID_BYTES = 8

NO_STORY: dict[str, Any] = {"story": None}
"""What a line says that was asked for claims and journeys and has none."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a partition came to: articles and mentions written, and the faults, as (name, reason).

    ``ids`` is a hash of each article's id, `ID_BYTES` each, by which duplicates are found without holding the ids.
    """

    index: int
    articles: int
    mentions: int
    faults: tuple[tuple[str, str], ...]
    ids: bytes = b""


def part_path(folder: Path, index: int) -> Path:
    """Where a finished partition stands."""
    return folder / f"part-{index:06d}.jsonl"


def id_hash(article_id: str) -> bytes:
    """A short hash of an article's id."""
    return blake2b(article_id.encode("utf-8", "replace"), digest_size=ID_BYTES).digest()


@cache
def _gazetteer() -> "Gazetteer":
    from geo.gazetteer.store import Gazetteer

    return Gazetteer.open()


@cache
def _world() -> "World":
    from geo.networks.network import Networks
    from geo.outlines import Outlines
    from geo.world import World

    return World(_gazetteer(), Networks.open(), Outlines.open())


def parse_part(index: int, records: Sequence[Record], folder: str, full: bool = False) -> PartResult:
    """Parse the records of one partition and write it whole or not at all.

    Running it twice gives the same bytes, so a partition that a dead worker left may be run again anywhere.

    Raises
    ------
    CorpusError
        When the partition cannot be written: a full disk, a folder that went away.
    """
    target = part_path(Path(folder), index)
    beside = target.with_suffix(f".{os.getpid()}.new")
    faults: list[tuple[str, str]] = []
    ids: list[bytes] = []
    mentions = 0
    try:
        with beside.open("w", encoding="utf-8", errors="replace") as out:
            for line in _lines(records, full):
                ids.append(id_hash(line["id"]))
                mentions += len(line["toponyms"])
                if "error" in line:
                    faults.append((line["id"], line["error"]))
                out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        beside.replace(target)
    except OSError as error:
        _drop(beside)
        reason = error.strerror or error
        raise CorpusError(
            f"{target}: cannot be written ({reason}); finished parts are kept: run again to resume"
        ) from None
    return PartResult(index, len(ids), mentions, tuple(faults), b"".join(ids))


def _drop(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def try_record(record: Record, full: bool) -> None:
    """Parse a record and keep nothing of it: whoever asks wants to know whether the process survives that."""
    for _ in _lines([record], full):
        pass


def _lines(records: Sequence[Record], full: bool) -> Iterator[dict[str, Any]]:
    for record in records:
        for article in articles_of(record):
            if isinstance(article, ArticleError):
                yield {"id": record.name, "toponyms": [], "error": str(article)} | (NO_STORY if full else {})
            else:
                yield _line(article, full)


def _line(article: Article, full: bool) -> dict[str, Any]:
    from geo.geoparse import geoparse

    facts = {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
    }
    line = {"id": article.id} | {k: v for k, v in facts.items() if v}
    try:
        resolutions = geoparse(article, _gazetteer())
        story: dict[str, Any] = {}
        if full:
            resolutions, story["story"] = _story(article, resolutions)
    except Exception as error:  # one article must never stop a corpus; its reason is kept with it
        reason = {"toponyms": [], "error": f"{type(error).__name__}: {error}"}
        return line | reason | (NO_STORY if full else {})
    return line | {"toponyms": [_toponym(r) for r in resolutions]} | story


def _story(
    article: Article, resolutions: tuple[Resolution, ...]
) -> tuple[tuple[Resolution, ...], dict[str, Any] | None]:
    """The claims and journeys of an article as a story's JSON, with the text that they point into; None without any.

    Before it the article's places, as they are meant where it tells of a journey.
    """
    from geo.claims.check import check
    from geo.claims.extract import find_claims
    from geo.pipeline import read_journeys
    from geo.routes import NoRoute
    from geo.story import Story

    world = _world()
    resolutions, found = read_journeys(article, resolutions, world.gazetteer)
    findings = tuple(check(claim, world) for claim in find_claims(article, resolutions, world.gazetteer))
    if not findings and not found:
        return resolutions, None
    unlaid = tuple(tuple(NoRoute(leg, "not laid in a corpus") for leg in one.legs) for one in found)
    return resolutions, Story(article.title, (article,), (), found, unlaid, findings).to_json()


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
        "geonameid": int(number) if source == "geonames" and number.isdecimal() else None,
        "place_id": place.id if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "feature": place.feature if place else None,
        "confidence": round(resolution.confidence, 3),
    }
