"""Lengths and times as news writes them: read, convert, round as a writer rounds.

One `Quantity` is one stated amount, with the same amount in a second unit folded in: ``425 miles (680 kilometres)``.
"""

from collections.abc import Sequence
from dataclasses import replace

from geo.figures import HEDGES_BETWEEN, Figure, read_figure
from geo.numerals import Numeral, may_begin, read_numeral, rounding_step, word_at
from geo.quantity import Quantity
from geo.tokens import Token, tokenise
from geo.unitwords import KM_PER_MILE, KM_PER_NAUTICAL_MILE, LENGTHS, TIMES, Units

__all__ = [
    "KM_PER_MILE",
    "KM_PER_NAUTICAL_MILE",
    "Quantity",
    "format_figure",
    "format_km",
    "read_durations",
    "read_lengths",
    "read_quantity",
]

_TIME_ORDER = ("min", "h", "d", "wk")
_OPENERS, _CLOSERS = frozenset("(["), frozenset(")]")
_BEFORE_SECOND = _OPENERS | {"/", "or", ",", "–", "—"}


def read_lengths(text: str, tokens: Sequence[Token] | None = None) -> tuple[Quantity, ...]:
    """Find every length in a text; speeds, areas and vague amounts ("a few miles") are none."""
    return _read(text, tokenise(text) if tokens is None else tokens, LENGTHS)


def read_durations(text: str, tokens: Sequence[Token] | None = None) -> tuple[Quantity, ...]:
    """Find every span of time from minutes to weeks, in hours."""
    return _read(text, tokenise(text) if tokens is None else tokens, TIMES)


def read_quantity(text: str) -> Quantity | None:
    """Read the first length in a text, or None."""
    return next(iter(read_lengths(text)), None)


def format_figure(km: float, *, unit: str = "km") -> str:
    """Print a length as a reader expects it: ``684.5 km``, ``1,155 km``, ``12.3 km``, ``425.3 miles``."""
    factor = {"km": 1.0, "miles": KM_PER_MILE, "nautical miles": KM_PER_NAUTICAL_MILE}[unit]
    value = km / factor
    return f"{value:,.1f} {unit}" if round(value, 1) < 1000 else f"{value:,.0f} {unit}"


def format_km(km: float) -> str:
    """Print a length that is only about right, to three figures at most: ``1,160 km``, ``684 km``, ``12.3 km``."""
    if km < 20:
        return f"{km:.1f} km"
    step = 10 if km >= 10_000 else 5 if km >= 1000 else 1
    return f"{round(km / step) * step:,} km"


def _read(text: str, tokens: Sequence[Token], units: Units) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        figure = read_figure(tokens, at, units) if may_begin(tokens[at]) else None
        if figure is None:
            at += 1
            continue
        at = figure.end
        quantities = _quantities(text, tokens, figure)
        if len(quantities) == 1 and units is TIMES:
            quantities = (_with_lesser(text, tokens, quantities[0]),)
            at = quantities[0].last
        if len(quantities) == 1:
            quantities = (_with_second(text, tokens, quantities[0], units),)
            at = quantities[0].last
        found.extend(quantities)
    return tuple(found)


def _with_lesser(text: str, tokens: Sequence[Token], first: Quantity) -> Quantity:
    """Fold in the minutes of "two hours and 20 minutes", "2 hrs 20 min", "a two-hour, 20-minute flight"."""
    at = first.last + (word_at(tokens, first.last) in {"and", ",", "-"})
    figure = read_figure(tokens, at, TIMES) if at < len(tokens) and may_begin(tokens[at]) else None
    if (
        figure is None
        or _TIME_ORDER.index(figure.unit) >= _TIME_ORDER.index(first.unit)
        or first.low is not None
        or figure.is_range
        or len(figure.numbers) > 1
    ):
        return first
    second = _quantities(text, tokens, figure)[0]
    end = tokens[figure.end - 1].end
    return replace(
        first,
        last=figure.end,
        end=end,
        as_written=text[first.start : end],
        amount=first.amount + second.amount,
        rounding=second.rounding,
        attributive=second.attributive,
    )


def _quantities(text: str, tokens: Sequence[Token], figure: Figure) -> tuple[Quantity, ...]:
    if figure.is_range:
        (at, low), (_, high) = figure.numbers
        ends = low.value * figure.factor, high.value * figure.factor
        whole = _quantity(text, tokens, figure, (at, low), figure.end)
        return (replace(whole, amount=sum(ends) / 2, low=ends[0], high=ends[1], listed=False),)
    *others, last = figure.numbers
    early = [_quantity(text, tokens, figure, number, number[1].end) for number in others]
    return (*early, _quantity(text, tokens, figure, last, figure.end))


def _quantity(text: str, tokens: Sequence[Token], figure: Figure, number: tuple[int, Numeral], last: int) -> Quantity:
    first, numeral = number
    start, end = tokens[first].start, tokens[last - 1].end
    return Quantity(
        first=first,
        last=last,
        start=start,
        end=end,
        as_written=text[start:end],
        amount=_likely(numeral, figure) * figure.factor,
        unit=figure.unit,
        rounding=_step(numeral, figure) / 2 * figure.factor,
        listed=len(figure.numbers) > 1,
        attributive=figure.attributive,
    )


def _step(numeral: Numeral, figure: Figure) -> float:
    likely = _likely(numeral, figure)
    return numeral.step if likely == numeral.value else rounding_step(likely)


def _likely(numeral: Numeral, figure: Figure) -> float:
    """Choose the reading of ``1.155 km``: nobody gives a distance between places to the metre."""
    return numeral.thousands_value if numeral.thousands_value and figure.unit in {"km", "mi", "nmi"} else numeral.value


def _with_second(text: str, tokens: Sequence[Token], first: Quantity, units: Units) -> Quantity:
    """Fold in the same amount in another unit: ``(680 kilometres)``, ``/ 680 km``, ``, or 680 km,``."""
    figure = _second_figure(tokens, first.last, units)
    if figure is None or figure.unit == first.unit or (figure.is_range and first.low is None):
        return first
    last = _end_of_second(tokens, first.last, figure.end)
    if last is None:
        return first
    second = _quantities(text, tokens, figure)[0]
    return replace(
        first,
        last=last,
        end=tokens[last - 1].end,
        as_written=text[first.start : tokens[last - 1].end],
        amount=_consistent(tokens, first, second.amount),
        other=second.amount,
        other_rounding=second.rounding,
    )


def _second_figure(tokens: Sequence[Token], at: int, units: Units) -> Figure | None:
    if word_at(tokens, at) not in _BEFORE_SECOND:
        return None
    at += 1
    while word_at(tokens, at) in HEDGES_BETWEEN:
        at += 1
    return read_figure(tokens, at, units)


def _end_of_second(tokens: Sequence[Token], mark_at: int, end: int) -> int | None:
    """Say where a second figure that ends there is over, or None where its mark does not make it one."""
    if word_at(tokens, mark_at) in _OPENERS:
        return end + 1 if word_at(tokens, end) in _CLOSERS else None
    return end if word_at(tokens, mark_at) in {"/", "or"} or word_at(tokens, mark_at + 1) == "or" else None


def _consistent(tokens: Sequence[Token], first: Quantity, other: float) -> float:
    """Let the second figure decide between the readings of a doubtful ``1.155``."""
    numeral = read_numeral(tokens, first.first)
    if numeral is None or numeral.thousands_value is None or first.low is not None:
        return first.amount
    factor = first.amount / numeral.thousands_value
    return min(first.amount, numeral.value * factor, key=lambda v: abs(v - other))
