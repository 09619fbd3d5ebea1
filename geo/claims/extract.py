"""Find the distances, and the times of travel, that an article claims between places.

One pass a sentence: chunk it into items, and for each figure read the relation behind it, then what it is about
before it. Nothing is claimed where no place is tied to the figure.
"""

from bisect import bisect_left
from collections.abc import Sequence

from geo.articles.article import Article
from geo.claims.chunks import chunk
from geo.claims.claim import DistanceClaim
from geo.claims.context import Context
from geo.claims.elided import elided_lengths, elided_times
from geo.claims.items import Item, RefKind, align
from geo.claims.namings import Reading, Rows
from geo.claims.rescue import unrecognised, whole_names, within_reach
from geo.claims.seats import capital_of, city_for_country, seat_of
from geo.claims.sentence import SentenceReader
from geo.claims.supplement import Text, supplement
from geo.gazetteer.cities import settlement_for
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse.mention import Resolution
from geo.quantity import Quantity
from geo.tokens import Token, sentences, tokenise
from geo.units import read_durations, read_lengths

__all__ = ["find_claims", "read_text"]


def find_claims(article: Article, resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> tuple[DistanceClaim, ...]:
    """Find every claim of an article's body, in text order.

    Parameters
    ----------
    resolutions : sequence of Resolution
        The article's mentions and what they mean; a claim's ends come from them.
    gazetteer : Gazetteer
        Asked for countries and capitals.
    """
    text = read_text(article, resolutions, gazetteer)
    if text is None:
        return ()
    claims = (claim for reading in supplement(text) for claim in reading.claims)
    return tuple(city_for_country(within_reach(claim, text.names, gazetteer), gazetteer) for claim in claims)


def read_text(article: Article, resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> Text | None:
    """Read every figure of an article's body by the grammar alone; None where there is no figure at all."""
    tokens = tokenise(article.text)
    mentions = align(tokens, resolutions)
    mentions |= whole_names(tokens, mentions, gazetteer)
    quantities = read_lengths(article.text, tokens), read_durations(article.text, tokens)
    if not any(quantities):
        return None
    context = Context(gazetteer.country, lambda p: capital_of(p, gazetteer), lambda p: seat_of(p, gazetteer))

    def settle(place: Place, name: str) -> Place:
        return settlement_for(place, name, gazetteer)

    context.demonyms.extend(
        (first, m.place)
        for first, m in sorted(mentions.items())
        if m.place is not None and (not m.is_name or m.place.is_country)
    )
    spans = [_token_span(tokens, s.tokens) for s in sentences(article.text, tokens)]
    figures = sorted(q.first for group in quantities for q in group)
    elided: list[Quantity] = []
    slower: list[Quantity] = []
    covered = {i for m in mentions.values() for i in range(m.first, m.last)}
    known = {m.place.id: m.place for m in mentions.values() if m.place is not None}
    taken = frozenset(i for group in quantities for q in group for i in range(q.first, q.last))
    for span in spans:
        if bisect_left(figures, span[0]) < bisect_left(figures, span[1]):
            mentions |= unrecognised(tokens, span, covered, known.values(), gazetteer)
            elided += elided_lengths(article.text, tokens, span, quantities[0], taken)
            slower += elided_times(article.text, tokens, span, quantities[1], taken)
    context.elided = frozenset(q.start for q in [*elided, *slower])
    quantities = (*quantities[0], *elided), (*quantities[1], *slower)
    amounts = {q.first: q for q in quantities[0]}, {q.first: q for q in quantities[1]}
    rows = [chunk(tokens, span, mentions, amounts, context.capital, settle) for span in spans]
    for row in rows:
        for item in row:
            if item.ref is not None:
                context.see(item.ref)
    context.dateline = _dateline(tokens, context)
    if context.dateline is not None:
        rows[0] = _past_dateline(tokens, rows[0])
    context.resolve_anaphors(
        item.ref for row in rows for item in row if item.ref is not None and item.ref.kind is RefKind.ANAPHOR
    )
    readers: dict[int, SentenceReader] = {}
    readings: list[Reading] = []
    for i, row in enumerate(rows):
        if article.in_body(tokens[spans[i][0]].start):
            readers[i] = SentenceReader(article, tokens, row, context, rows[i - 1] if i else ())
            readings.extend(readers[i].readings(i))
    names = {m.place.id: m.text for m in mentions.values() if m.place is not None and m.is_name}
    return Text(Rows(rows, context), readers, readings, names)


_DASHES = frozenset({"—", "–", "-", "--"})
_LONGEST_DATELINE = 14
_DATELINE_ENDS = _DASHES | {"("}


def _dateline(tokens: Sequence[Token], context: Context) -> Place | None:
    """Read "KYIV, Ukraine (AP) —": a place in capitals at the head of the text, before a bracket or a dash."""
    if not context.named:
        return None
    ref = context.named[0][1]
    ends = {t.text for t in tokens[ref.last : ref.last + 4]}
    capitals = tokens[ref.first].text.isupper() and len(tokens[ref.first].text) > 2
    return ref.place if ref.first < 12 and (capitals or ref.first == 0) and ends & _DATELINE_ENDS else None


def _past_dateline(tokens: Sequence[Token], row: tuple[Item, ...]) -> tuple[Item, ...]:
    """Leave "KYIV, Ukraine (AP) —" out of the first sentence: nothing in it is what that sentence speaks of."""
    for i, item in enumerate(row[1:_LONGEST_DATELINE], 1):
        spaced = tokens[item.first].start > tokens[item.first - 1].end
        wired = tokens[row[0].first].text.isupper() or row[i - 1].low == ")"
        if item.low in _DASHES and spaced and wired and i + 1 < len(row):
            return row[i + 1 + (row[i + 1].low in _DASHES) :] or row
    return row


def _token_span(tokens: Sequence[Token], group: Sequence[Token]) -> tuple[int, int]:
    first = bisect_left(tokens, group[0].start, key=lambda t: t.start)
    return first, first + len(group)
