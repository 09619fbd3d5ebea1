"""A number, or two as a range, or several as a list, with the unit that they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.numerals import Numeral, read_numeral, word_at
from geo.tokens import Token
from geo.unitwords import LENGTHS, TIMES, Units, is_rate, read_unit

__all__ = ["HEDGES_BETWEEN", "Figure", "read_figure"]

HEDGES_BETWEEN = frozenset("about around roughly some approximately nearly almost over just under ~ or".split())
_HEDGES = HEDGES_BETWEEN - {"or"}
_HYPHENS = frozenset("-‐‑")
_DASHES = _HYPHENS | frozenset("–—")
_RANGES = _DASHES | {"to", "or"}
_SCALES = {"hundred": 100.0, "thousand": 1000.0, "million": 1_000_000.0}
_CURRENCY = frozenset("$€£¥₽₹")
_NEVER_BEHIND_A = frozenset(("m", "h", "min", "ft"))


@dataclass(frozen=True, slots=True)
class Figure:
    """Numbers, each with the token where it begins, and their unit; ``end`` is the first token after it."""

    numbers: tuple[tuple[int, Numeral], ...]
    is_range: bool
    factor: float
    unit: str
    end: int
    attributive: bool


class _Next(NamedTuple):
    """A number that goes on from another, where it begins, and whether the two are the ends of a range."""

    at: int
    numeral: Numeral
    is_range: bool


def read_figure(tokens: Sequence[Token], at: int, units: Units) -> Figure | None:
    """Read the figure that begins at a token, or None; a speed, or the tail of a date or of a sum of money, is none."""
    if _mid_number(tokens, at) or (units is TIMES and word_at(tokens, at - 1) in LENGTHS):
        return None
    first = read_numeral(tokens, at) or _article_as_one(tokens, at, units)
    if first is None:
        return None
    numbers, is_range, end = _more_numbers(tokens, at, first, units)
    end = _past_odd(tokens, end)
    hyphenated = word_at(tokens, end) in _HYPHENS
    unit = read_unit(tokens, end + hyphenated, units)
    if unit is None or is_rate(tokens, unit.end):
        return None
    end = unit.end
    tail = _half_behind_unit(tokens, end)
    if tail and len(numbers) == 1:
        numbers = ((at, first._replace(value=first.value + tail[0], step=tail[0])),)
        end = tail[1]
    possessive = word_at(tokens, end) in {"'", "’", "'s", "’s"}
    return Figure(numbers, is_range, unit.factor, unit.symbol, end + possessive, hyphenated or possessive)


def _mid_number(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is no place for a number to begin: money, or the tail of a date or a name."""
    before = word_at(tokens, at - 1)
    is_date = before == "/" and word_at(tokens, at).isdigit() and word_at(tokens, at - 2).isdigit()
    return before in _CURRENCY or is_date


def _article_as_one(tokens: Sequence[Token], at: int, units: Units) -> Numeral | None:
    if word_at(tokens, at) not in {"a", "an"} or word_at(tokens, at + 1) in _NEVER_BEHIND_A:
        return None
    return Numeral(1.0, at + 1, 0.5) if read_unit(tokens, at + 1, units) else None


def _more_numbers(
    tokens: Sequence[Token], at: int, first: Numeral, units: Units
) -> tuple[tuple[tuple[int, Numeral], ...], bool, int]:
    """Follow "300 to 400", "300-400", "between 300 and 400", "40 or 50" (ranges) and "40 and 60" (a list)."""
    numbers, end, is_range = [(at, first)], first.end, False
    while more := _next_number(tokens, end, units, between=word_at(tokens, at - 1) == "between"):
        if more.is_range and (more.numeral.value <= first.value or len(numbers) > 1):
            return tuple(numbers), False, end
        numbers.append((more.at, more.numeral))
        end, is_range = more.numeral.end, more.is_range
    if len(numbers) > 1 and not read_unit(tokens, end + (word_at(tokens, end) in _HYPHENS), units):
        return ((at, first),), False, first.end
    return _in_one_scale(tokens, numbers) if is_range else tuple(numbers), is_range, end


def _in_one_scale(tokens: Sequence[Token], numbers: list[tuple[int, Numeral]]) -> tuple[tuple[int, Numeral], ...]:
    """Read "six or seven hundred" as 600 to 700, "two hundred to three hundred thousand" as 200,000 to 300,000."""
    (at, low), (_, high) = numbers
    scale = _SCALES.get(word_at(tokens, high.end - 1), 1.0)
    if low.value * scale >= high.value:  # two hundred to three hundred
        return tuple(numbers)
    return (at, low._replace(value=low.value * scale, step=low.step * scale)), numbers[1]


def _next_number(tokens: Sequence[Token], end: int, units: Units, *, between: bool) -> _Next | None:
    """Read the number that "to", "or", "and", a dash or a comma joins to the one that ends here."""
    repeated = read_unit(tokens, end, units)  # 40 km to 60 km
    suspended = word_at(tokens, end) in _HYPHENS and word_at(tokens, end + 1) in {"to", "or"}  # 12- to 15-hour
    join = repeated.end if repeated else end + suspended
    word = word_at(tokens, join)
    if word not in _RANGES | {"and", ","}:
        return None
    hedged = word != "," and word_at(tokens, join + 1) in _HEDGES  # "aged 79, about 2 miles off" is no list
    at = join + 1 + hedged
    numeral = read_numeral(tokens, at)
    if numeral is None:
        return None
    is_range = word in _RANGES or (word == "and" and between)
    if repeated:
        unit = read_unit(tokens, numeral.end, units)
        if not is_range or unit is None or unit.symbol != repeated.symbol:
            return None
    return _Next(at, numeral, is_range)


def _past_odd(tokens: Sequence[Token], at: int) -> int:
    """Step over the tail of "300-odd", "350-plus", "300+", "300 or so"."""
    word = word_at(tokens, at)
    if word in {"+", "odd"}:
        return at + 1
    if word == "or" and word_at(tokens, at + 1) in {"so", "more"}:
        return at + 2
    return at + 2 if word in _HYPHENS and word_at(tokens, at + 1) in {"odd", "plus", "some"} else at


def _half_behind_unit(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read "a mile and a half", "an hour and a quarter"."""
    if (word_at(tokens, at), word_at(tokens, at + 1)) != ("and", "a"):
        return None
    part = {"half": 0.5, "quarter": 0.25}.get(word_at(tokens, at + 2))
    return None if part is None else (part, at + 3)
