"""Of a corpus' journeys and claims the best supported and the most disputed, with the articles behind them."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.articles.article import Article
from geo.claims.claim import Finding
from geo.corpus.stats import RANK, share_off
from geo.itinerary import fuse
from geo.itinerary.journey import Itinerary
from geo.story import Story

__all__ = ["Chosen", "choose"]

JOURNEYS, CLAIMS = 40, 120
CANDIDATES = 400
"""Journeys kept for fusing; fusing compares each with each."""

CHAIN = 2
"""A journey that has more than so many times the stops that any article gives it is a chain of likenesses."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a corpus is shown, and of how many journeys and claims it was chosen."""

    itineraries: tuple[Itinerary, ...] = ()
    findings: tuple[Finding, ...] = ()
    articles: tuple[Article, ...] = ()
    journeys: int = 0
    claims: int = 0


@dataclass(slots=True)
class _Best:
    """The so many items of highest weight, the earlier one among equals."""

    most: int
    rows: list[tuple[tuple[float, ...], int, Any]] = field(default_factory=list)
    seen: int = 0

    def add(self, weight: tuple[float, ...], item: Any) -> None:
        self.seen += 1
        row = (weight, -self.seen, item)
        if len(self.rows) < self.most:
            heapq.heappush(self.rows, row)
        else:
            heapq.heappushpop(self.rows, row)

    def items(self) -> list[Any]:
        return [item for *_, item in sorted(self.rows, reverse=True, key=lambda row: row[:2])]


def choose(stories: Iterable[Story]) -> Chosen:
    """Choose what a map of a corpus shows; the stories are streamed and hold one article each."""
    journeys, claims = _Best(CANDIDATES), _Best(CLAIMS)
    behind: dict[str, Article] = {}
    for story in stories:
        behind[story.articles[0].id] = story.articles[0]
        for itinerary in story.itineraries:
            journeys.add(_support(itinerary), itinerary)
        for finding in story.findings:
            claims.add((-RANK[finding.verdict], share_off(finding)), finding)
        if len(behind) > 2 * (CANDIDATES + CLAIMS):
            behind = _behind(behind, journeys.items(), claims.items())
    candidates: list[Itinerary] = journeys.items()
    shown = tuple(_sound(one, candidates) for one in fuse(candidates, behind.values())[:JOURNEYS])
    findings = tuple(claims.items())
    articles = tuple(_behind(behind, shown, findings).values())
    return Chosen(shown, findings, articles, journeys.seen, claims.seen)


def _support(itinerary: Itinerary) -> tuple[float, ...]:
    dated = sum(stop.when is not None for stop in itinerary.stops)
    return len(itinerary.legs), dated, sum(len(stop.evidence) for stop in itinerary.stops)


def _sound(fused: Itinerary, candidates: Sequence[Itinerary]) -> Itinerary:
    """A fused journey, or its best supported part where it grew far beyond any: in a large corpus, likenesses chain."""
    words = _words(fused)
    members = [one for one in candidates if _words(one) & words]
    longest = max((len(one.stops) for one in members), default=len(fused.stops))
    return fused if len(fused.stops) <= CHAIN * longest else max(members, key=_support)


def _words(itinerary: Itinerary) -> set[tuple[str, int]]:
    return {(evidence.article_id, evidence.start) for stop in itinerary.stops for evidence in stop.evidence}


def _behind(
    articles: dict[str, Article], itineraries: Sequence[Itinerary], findings: Sequence[Finding]
) -> dict[str, Article]:
    wanted = {finding.claim.article_id for finding in findings}
    for itinerary in itineraries:
        for parts in (itinerary.stops, itinerary.legs, itinerary.contradictions):
            wanted.update(evidence.article_id for part in parts for evidence in part.evidence)
    return {key: article for key, article in articles.items() if key in wanted}
