"""What a parsed corpus is about: most named places and countries, months, claims by verdict, journeys."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.claims.claim import Finding
from geo.corpus.parsed import Counts, ParsedArticle, counts_of, read_parsed, read_stories
from geo.itinerary.journey import Itinerary
from geo.story import Story
from geo.vocabulary import Verdict

__all__ = ["RANK", "PlaceTally", "corpus_stats", "share_off", "tally_places"]

RANK = {Verdict.DISAGREE: 0, Verdict.CLOSE: 1, Verdict.AGREE: 2, Verdict.UNCHECKABLE: 3}
"""The order in which findings are shown: disputed first."""


@dataclass(slots=True)
class PlaceTally:
    """Mentions and articles by place, and what is known of each place; mentions by country and articles by month."""

    mentions: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    unresolved: int = 0

    def add(self, article: ParsedArticle) -> None:
        """Count one article in."""
        found = [t for t in article.toponyms if t["place_id"]]
        self.unresolved += len(article.toponyms) - len(found)
        for toponym in found:
            self.places.setdefault(toponym["place_id"], toponym)
            self.mentions[toponym["place_id"]] += 1
            self.countries[toponym["country"] or ""] += 1
        self.articles.update({t["place_id"] for t in found})
        month = article.published.isoformat()[:7] if article.published else ""
        self.counts.articles += 1
        self.counts.months[month] = self.counts.months.get(month, 0) + 1

    def name(self, key: str) -> str:
        """The name of a place, or of its first mention where it has none."""
        return str(self.places[key]["place"] or self.places[key]["name"])


def tally_places(source: Path) -> PlaceTally:
    """Count the places of a parsed corpus, streamed.

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    tally = PlaceTally()
    for article in read_parsed(source):
        tally.add(article)
    tally.counts = counts_of(source) or tally.counts
    return tally


def corpus_stats(source: Path, *, limit: int = 20) -> dict[str, Any]:
    """Count articles, mentions, places, countries, months, claims and journeys of a parsed corpus.

    Returns
    -------
    dict
        ``geo.stats/1``; ``claims`` and ``journeys`` are None unless it was parsed with ``--full``.

    Raises
    ------
    CorpusError
        When it is not what `geo parse` writes.
    """
    tally = tally_places(source)
    known = {
        "schema": "geo.stats/1",
        "articles": tally.counts.articles,
        "mentions": sum(tally.mentions.values()) + tally.unresolved,
        "unresolved": tally.unresolved,
        "distinct_places": len(tally.mentions),
        "places": [
            {
                "id": key,
                "name": tally.name(key),
                "country": tally.places[key]["country"] or "",
                "mentions": n,
                "articles": tally.articles[key],
            }
            for key, n in tally.mentions.most_common(limit)
        ],
        "countries": [{"country": code, "mentions": n} for code, n in tally.countries.most_common(limit + 1) if code],
        "months": [{"month": month, "articles": n} for month, n in sorted(tally.counts.months.items()) if month],
    }
    known["countries"] = known["countries"][:limit]  # type: ignore[index]
    stories = read_stories(source)
    return known | (_of_stories(stories, limit) if stories is not None else {"claims": None, "journeys": None})


def _of_stories(stories: Iterable[Story], limit: int) -> dict[str, Any]:
    verdicts: Counter[Verdict] = Counter()
    disputed: list[Finding] = []
    journeys = 0
    travellers: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    for story in stories:
        for finding in story.findings:
            verdicts[finding.verdict] += 1
            if finding.verdict is Verdict.DISAGREE:
                disputed.append(finding)
        disputed = sorted(disputed, key=lambda f: -share_off(f))[:limit]
        for journey in story.itineraries:
            journeys += 1
            travellers[journey.traveller] += 1
            ways.update(_legs(journey))
    return {
        "claims": {
            "number": verdicts.total(),
            "verdicts": {v.value: verdicts[v] for v in sorted(Verdict, key=RANK.__getitem__)},
            "disputed": [_disputed(f) for f in disputed],
        },
        "journeys": {
            "number": journeys,
            "travellers": [{"traveller": name, "journeys": n} for name, n in travellers.most_common(limit)],
            "legs": [{"from": a, "to": b, "journeys": n} for (a, b), n in ways.most_common(limit)],
        },
    }


def share_off(finding: Finding) -> float:
    """How far off a claim is, as a share of what is measured."""
    straight = finding.measured.straight_km if finding.measured else 0.0
    return abs(finding.difference_km or 0.0) / straight if straight else 0.0


def _legs(journey: Itinerary) -> set[tuple[str, str]]:
    return {(leg.origin.place.name, leg.destination.place.name) for leg in journey.legs}


def _disputed(finding: Finding) -> dict[str, Any]:
    claim = finding.claim
    return {
        "article": claim.article_id,
        "as_written": claim.as_written,
        "from": claim.origin.place.name if claim.origin else None,
        "to": claim.destination.place.name if claim.destination else None,
        "because": finding.because,
    }
