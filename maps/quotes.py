"""Excerpts: the words behind a mark, with the places and figures in them told apart."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.articles.article import Article, Evidence
from geo.story import Story
from geo.tokens import sentences

__all__ = ["Piece", "Quote", "Quotes", "clip", "sentence"]

LONGEST = 420
"""Characters of an excerpt; what is longer is cut at both ends around the words themselves."""

_STOP = re.compile(r"[.!?…。！？][\"'”’)\]»]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt: ``kind`` is ``place``, ``figure``, ``words`` (the evidence itself) or empty."""

    text: str
    kind: str = ""
    place_id: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt of one article; ``start`` and ``end`` are those of the words it is evidence by."""

    article_id: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    says: str | None = None
    cut_before: bool = False
    cut_after: bool = False


def clip(text: str, longest: int) -> str:
    """Shorten a text for display, with an ellipsis where it is cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


class Quotes:
    """Makes excerpts of the articles of one story."""

    def __init__(self, story: Story) -> None:
        self._articles: Mapping[str, Article] = {a.id: a for a in story.articles}
        spans: defaultdict[str, list[tuple[int, int, str, str]]] = defaultdict(list)
        for resolution in story.resolutions:
            mention, place = resolution.mention, resolution.resolved
            if place is not None:
                spans[mention.article_id].append((mention.start, mention.end, "place", place.id))
        for finding in story.findings:
            claim = finding.claim
            at = claim.text.find(claim.as_written)
            if at >= 0 and claim.as_written:
                begin = claim.start + at
                spans[claim.article_id].append((begin, begin + len(claim.as_written), "figure", ""))
        self._spans = {key: sorted(set(rows)) for key, rows in spans.items()}

    def of(self, article_id: str, start: int, end: int, says: str | None = None) -> Quote | None:
        """The sentence or sentences around a span, or None when the article is not in the story."""
        article = self._articles.get(article_id)
        if article is None:
            return None
        text = article.text
        start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
        first, last = sentence(text, start, end)
        pieces = tuple(self._pieces(article, first, last, (start, end)))
        ends = text[first - 1 : first], text[last : last + 1]
        cut_before = first > 0 and not ends[0].isspace() and not _closes(text, first)
        cut_after = last < len(text) and text[last - 1 : last] not in tuple(".!?…\"'”’)。") and ends[1] != "\n"
        return Quote(article_id, start, end, pieces, says, cut_before, cut_after)

    def all(self, evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
        """One excerpt for each piece of evidence; the same sentence of one article only once."""
        made: dict[tuple[str, str], Quote] = {}
        for item in evidence:
            quote = self.of(item.article_id, item.start, item.end, item.says)
            if quote is not None:
                made.setdefault((item.article_id, "".join(p.text for p in quote.pieces)), quote)
        return tuple(made.values())

    def _pieces(self, article: Article, first: int, last: int, words: tuple[int, int]) -> Iterable[Piece]:
        text, rows = article.text, self._spans.get(article.id, [])
        at = first
        for start, end, kind, place_id in rows[bisect_left(rows, (first,)) :]:
            if start >= last:
                break
            if start < at or end > last:
                continue
            yield from _plain(text, at, start, words)
            yield Piece(text[start:end], kind, place_id)
            at = end
        yield from _plain(text, at, last, words)


def _plain(text: str, start: int, end: int, words: tuple[int, int]) -> Iterable[Piece]:
    edges = sorted({start, end, *(w for w in words if start < w < end)})
    for a, b in zip(edges, edges[1:], strict=False):
        yield Piece(text[a:b], "words" if words[0] <= a and b <= words[1] else "")


def _closes(text: str, at: int) -> bool:
    return bool(_STOP.search(text[max(0, at - 4) : at]))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence or sentences around a span, at most `LONGEST` characters."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    end = min(end, start + LONGEST)
    low, high = max(0, start - 2 * LONGEST), min(len(text), end + 2 * LONGEST)
    found = [s for s in sentences(text[low:high]) if low + s.end > start and low + s.start < max(end, start + 1)]
    first, last = (low + found[0].start, low + found[-1].end) if found else (start, end)
    first, last = min(first, start), max(last, end)
    room = (LONGEST - (end - start)) // 2
    if start - first > room:
        first = _word(text, start - room, start)
    if last - end > room:
        last = _word_end(text, end, end + room)
    return first, last


def _word(text: str, low: int, start: int) -> int:
    space = text.find(" ", low, start)
    return space + 1 if space >= 0 else low


def _word_end(text: str, end: int, high: int) -> int:
    space = text.rfind(" ", end, high)
    return space if space >= 0 else high
