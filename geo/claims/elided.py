"""Figures that leave out their unit: "Oslo is 1,400 kilometres away; Murmansk fewer than 250", "now takes three"."""

from bisect import bisect_left
from collections.abc import Sequence

from geo.claims.phrases import load_phrases
from geo.numerals import may_begin, read_numeral
from geo.quantity import Quantity
from geo.tokens import Token
from geo.units import KM_PER_MILE, KM_PER_NAUTICAL_MILE

__all__ = ["elided_lengths", "elided_times"]

_KM = {"km": 1.0, "mi": KM_PER_MILE, "nmi": KM_PER_NAUTICAL_MILE}
_BEHIND = frozenset({".", ",", ";", ")", "–", "—", "from", "by", "to", "away", "as", "and", "?", "!", "”"})
_BEFORE = frozenset(
    "and but , at is than nearly almost about over under only just roughly some barely mere not".split()
)
_LEAST, _LEAST_TIED = 10, 3
_NAMES_NUMBERS = frozenset("$ € £ ¥ no no. number mile exit channel flight route highway age aged".split())
_HOURS = {"min": 1 / 60, "h": 1.0, "d": 24.0}
_TIME_BEHIND = frozenset(". , ; ) by on via if to around through for with when ! ? ”".split())
_WAYS_ROUND = frozenset("by via around".split())
_TAKES = frozenset("take takes took taking needs need needed lasts lasted another now".split())


def elided_lengths(
    text: str, tokens: Sequence[Token], span: tuple[int, int], lengths: Sequence[Quantity], taken: frozenset[int]
) -> list[Quantity]:
    """Find bare numbers of a sentence that go on in the unit of a length before them.

    They are only likely to be lengths: whoever reads them must see that the map bears them out.

    Parameters
    ----------
    span : tuple of int
        The sentence, as a half-open range of tokens.
    lengths : sequence of Quantity
        The lengths of the text.
    taken : frozenset of int
        Tokens that belong to an amount or to a name.
    """
    before = [q for q in _within(lengths, span) if q.unit in _KM]
    if not before:
        return []
    found = []
    for at in range(before[0].last, span[1]):
        numeral = None if at in taken or not may_begin(tokens[at]) else read_numeral(tokens, at)
        if (
            numeral is None
            or _is_year(tokens[at])
            or not _stands_alone(tokens, at, numeral.end, span[1], numeral.value)
        ):
            continue
        unit = next(q.unit for q in reversed(before) if q.first < at)
        end, factor = tokens[numeral.end - 1].end, _KM[unit]
        as_written = f"{text[tokens[at].start : end]} ({unit})"
        rounding = factor * numeral.step / 2
        found.append(
            Quantity(at, numeral.end, tokens[at].start, end, as_written, factor * numeral.value, unit, rounding)
        )
    return found


def elided_times(
    text: str, tokens: Sequence[Token], span: tuple[int, int], times: Sequence[Quantity], taken: frozenset[int]
) -> list[Quantity]:
    """Find bare numbers of a sentence that go on in the unit of a time before them: "once five hours, now takes three".

    Parameters
    ----------
    span : tuple of int
        The sentence, as a half-open range of tokens.
    times : sequence of Quantity
        The times of the text.
    taken : frozenset of int
        Tokens that belong to an amount or to a name.
    """
    before = _within(times, span)
    found = []
    for at in range(before[0].last, span[1]) if before else ():
        numeral = None if at in taken or not may_begin(tokens[at]) else read_numeral(tokens, at)
        if numeral is None or not numeral.value:
            continue
        behind = tokens[numeral.end].text.lower() if numeral.end < span[1] else "."
        joined = behind in _WAYS_ROUND and tokens[at - 1].text.lower() in {"and", "but", "or"}
        if behind not in _TIME_BEHIND or not (joined or _is_taken(tokens, at, before[0].last)):
            continue
        unit = next(q.unit for q in reversed(before) if q.first < at)
        if unit not in _HOURS:
            continue
        end, factor = tokens[numeral.end - 1].end, _HOURS[unit]
        as_written, start = f"{text[tokens[at].start : end]} ({unit})", tokens[at].start
        rounding = factor * numeral.step / 2
        found.append(Quantity(at, numeral.end, start, end, as_written, factor * numeral.value, unit, rounding))
    return found


def _within(quantities: Sequence[Quantity], span: tuple[int, int]) -> Sequence[Quantity]:
    first = bisect_left(quantities, span[0], key=lambda q: q.first)
    return quantities[first : bisect_left(quantities, span[1], key=lambda q: q.first)]


def _is_taken(tokens: Sequence[Token], at: int, since: int) -> bool:
    """Tell whether a verb that takes time, or "another", stands right before a number, hedges left out."""
    hedges = load_phrases().hedges
    k = at - 1
    while k >= since and (tokens[k].text.lower(),) in hedges:
        k -= 1
    return tokens[k].text.lower() in _TAKES


def _is_year(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) == 4 and token.text[:2] in {"18", "19", "20"}


def _stands_alone(tokens: Sequence[Token], at: int, end: int, last: int, value: float) -> bool:
    """Tell whether a bare number may go on in a unit: where "from" or a direction follows, whatever stands before."""
    directions, words = load_phrases().directions, [t.text.lower() for t in tokens[end : min(end + 3, last)]]
    behind = words[0] if words else "."
    tied = behind == "from" or behind in directions or (words[:2] == ["to", "the"] and words[-1] in directions)
    if tied and value >= _LEAST_TIED:
        return tokens[at - 1].text.lower() not in _NAMES_NUMBERS
    before = tokens[at - 1].text.lower() in _BEFORE or tokens[at - 1].is_capitalised
    return value >= _LEAST and before and behind in _BEHIND
