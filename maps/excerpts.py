"""A story with excerpts in place of whole articles, for texts whose rights do not allow more.

Kept are the sentences around evidence and claims, and around each place's first mention; the rest becomes `GAP`. All
offsets are moved along, so that the result is a story like any other.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.articles.article import Article, Evidence
from geo.geoparse.mention import Resolution
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.routes import NoRoute, Route
from geo.story import Story
from maps.quotes import sentence

__all__ = ["GAP", "excerpted"]

GAP = " […] "
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cut:
    """An article's kept spans, and where each begins in the shortened text."""

    article: Article
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    moved: tuple[int, ...]

    def to(self, offset: int) -> int | None:
        """Where an offset of the whole text went, or None when it was cut."""
        n = bisect_right(self.starts, offset) - 1
        if n < 0 or offset > self.ends[n]:
            return None
        return self.moved[n] + offset - self.starts[n]


def excerpted(story: Story) -> Story:
    """Cut the articles of a story down to their excerpts."""
    wanted: defaultdict[str, set[Span]] = defaultdict(set)
    for evidence in _evidence(story):
        wanted[evidence.article_id].add((evidence.start, evidence.end))
    for finding in story.findings:
        wanted[finding.claim.article_id].add((finding.claim.start, finding.claim.end))
    for resolution in _first_mentions(story):
        wanted[resolution.mention.article_id].add((resolution.mention.start, resolution.mention.end))
    cuts = {article.id: _cut(article, wanted[article.id]) for article in story.articles}
    moved = [_moved_journey(i, r, cuts) for i, r in zip(story.itineraries, story.routes, strict=True)]
    return replace(
        story,
        articles=tuple(cuts[a.id].article for a in story.articles),
        resolutions=tuple(_moved_resolutions(story, cuts)),
        findings=tuple(
            replace(f, claim=replace(f.claim, start=span[0], end=span[1]))
            for f in story.findings
            if (span := _span(cuts, f.claim.article_id, f.claim.start, f.claim.end))
        ),
        itineraries=tuple(itinerary for itinerary, _ in moved),
        routes=tuple(routes for _, routes in moved),
    )


def _evidence(story: Story) -> Iterable[Evidence]:
    for itinerary in story.itineraries:
        for parts in (itinerary.stops, itinerary.legs, itinerary.contradictions):
            for part in parts:
                yield from part.evidence


def _first_mentions(story: Story) -> Iterable[Resolution]:
    seen: set[tuple[str, str]] = set()
    bodies = {a.id: a for a in story.articles}
    for resolution in story.resolutions:
        mention, place = resolution.mention, resolution.resolved
        key = (mention.article_id, place.id if place else "")
        if place and key not in seen and bodies[mention.article_id].in_body(mention.start):
            seen.add(key)
            yield resolution


def _cut(article: Article, spans: Iterable[Span]) -> _Cut:
    kept: list[list[int]] = []
    for start, end in sorted(sentence(article.text, a, b) for a, b in spans):
        if kept and start <= kept[-1][1] + len(GAP):
            kept[-1][1] = max(kept[-1][1], end)
        else:
            kept.append([start, end])
    moved, parts, at = [], [], 0
    for n, (start, end) in enumerate(kept):
        lead = GAP if n or start > 0 else ""
        parts.append(lead + article.text[start:end])
        moved.append(at + len(lead))
        at += len(parts[-1])
    tail = GAP if kept and kept[-1][1] < len(article.text) else ""
    short = replace(article, text="".join(parts) + tail, sections=())
    return _Cut(short, tuple(s for s, _ in kept), tuple(e for _, e in kept), tuple(moved))


def _span(cuts: dict[str, _Cut], article_id: str, start: int, end: int) -> Span | None:
    if article_id not in cuts:
        return None
    first, last = cuts[article_id].to(start), cuts[article_id].to(end)
    return None if first is None or last is None or last - first != end - start else (first, last)


def _moved_resolutions(story: Story, cuts: dict[str, _Cut]) -> Iterable[Resolution]:
    bodies = {a.id: a for a in story.articles}
    for resolution in story.resolutions:
        mention = resolution.mention
        span = _span(cuts, mention.article_id, mention.start, mention.end)
        if span and bodies[mention.article_id].in_body(mention.start):
            yield replace(resolution, mention=replace(mention, start=span[0], end=span[1]))


def _moved(evidence: Iterable[Evidence], cuts: dict[str, _Cut]) -> tuple[Evidence, ...]:
    spans = ((item, _span(cuts, item.article_id, item.start, item.end)) for item in evidence)
    return tuple(replace(item, start=span[0], end=span[1]) for item, span in spans if span)


def _moved_journey(
    itinerary: Itinerary, laid: tuple[Route | NoRoute, ...], cuts: dict[str, _Cut]
) -> tuple[Itinerary, tuple[Route | NoRoute, ...]]:
    moved, legs = _moved_itinerary(itinerary, cuts)
    return moved, tuple(_relaid(route, leg) for route, leg in zip(laid, legs, strict=True))


def _moved_itinerary(itinerary: Itinerary, cuts: dict[str, _Cut]) -> tuple[Itinerary, tuple[Leg, ...]]:
    stops = [replace(stop, evidence=_moved(stop.evidence, cuts)) for stop in itinerary.stops]

    def new(stop: Stop) -> Stop:
        return next(
            after for before, after in zip(itinerary.stops, stops, strict=True) if before is stop or before == stop
        )

    legs = tuple(
        replace(leg, origin=new(leg.origin), destination=new(leg.destination), evidence=_moved(leg.evidence, cuts))
        for leg in itinerary.legs
    )
    disputes = tuple(replace(c, evidence=_moved(c.evidence, cuts)) for c in itinerary.contradictions)
    return replace(itinerary, stops=tuple(stops), legs=legs, contradictions=disputes), legs


def _relaid(route: Route | NoRoute, leg: Leg) -> Route | NoRoute:
    return replace(route, leg=leg)
