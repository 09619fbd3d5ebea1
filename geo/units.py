"""Lengths and times as news writes them: read, convert, round as a writer rounds.

One `Quantity` is one stated amount, with the same amount in a second unit folded in: ``425 miles (680 kilometres)``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from geo.numerals import Numeral, may_begin, read_numeral, rounding_step
from geo.quantity import Quantity
from geo.tokens import Token, tokenise

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

KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852

_LENGTHS: Mapping[str, tuple[float, str]] = {
    **dict.fromkeys(("km", "kms", "km.", "kilometre", "kilometres", "kilometer", "kilometers", "klicks"), (1.0, "km")),
    **dict.fromkeys(("mile", "miles", "mi", "mi."), (KM_PER_MILE, "mi")),
    **dict.fromkeys(("nm", "nmi"), (KM_PER_NAUTICAL_MILE, "nmi")),
    **dict.fromkeys(("metre", "metres", "meter", "meters", "m"), (0.001, "m")),
    **dict.fromkeys(("yard", "yards", "yd", "yds"), (0.0009144, "yd")),
    **dict.fromkeys(("foot", "feet", "ft", "ft."), (0.0003048, "ft")),
}
_TIMES: Mapping[str, tuple[float, str]] = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), (1 / 60, "min")),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), (1.0, "h")),
    **dict.fromkeys(("day", "days"), (24.0, "d")),
    **dict.fromkeys(("week", "weeks"), (168.0, "wk")),
}
_HYPHENS = frozenset("-‐‑")
_DASHES = _HYPHENS | frozenset("–—")
_OPENERS, _CLOSERS = frozenset("(["), frozenset(")]")
_HEDGES_BETWEEN = frozenset("about around roughly some approximately nearly almost over just under ~ or".split())
_CURRENCY = frozenset("$€£¥₽₹")
_RATE_WORDS = frozenset("h hr hrs hour hours s sec second seconds day min minute week year gallon litre liter".split())


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number, or two as a range or list, and its unit; ``end`` is the first token after it."""

    numbers: tuple[tuple[int, Numeral], ...]
    is_range: bool
    factor: float
    unit: str
    end: int
    attributive: bool


def read_lengths(text: str, tokens: Sequence[Token] | None = None) -> tuple[Quantity, ...]:
    """Find every length in a text; speeds, areas and vague amounts ("a few miles") are none."""
    return _read(text, tokenise(text) if tokens is None else tokens, _LENGTHS)


def read_durations(text: str, tokens: Sequence[Token] | None = None) -> tuple[Quantity, ...]:
    """Find every span of time from minutes to weeks, in hours."""
    return _read(text, tokenise(text) if tokens is None else tokens, _TIMES)


def read_quantity(text: str) -> Quantity | None:
    """Read the first length in a text, or None."""
    return next(iter(read_lengths(text)), None)


def format_figure(km: float, *, unit: str = "km") -> str:
    """Print a length as a reader expects it: ``684.5 km``, ``1,155 km``, ``12.3 km``, ``425.3 miles``."""
    factor = {"km": 1.0, "miles": KM_PER_MILE, "nautical miles": KM_PER_NAUTICAL_MILE}[unit]
    value = km / factor
    return f"{value:,.1f} {unit}" if value < 1000 else f"{value:,.0f} {unit}"


def format_km(km: float) -> str:
    """Print a length that is only about right, to three figures at most: ``1,160 km``, ``684 km``, ``12.3 km``."""
    if km < 20:
        return f"{km:.1f} km"
    step = 10 if km >= 10_000 else 5 if km >= 1000 else 1
    return f"{round(km / step) * step:,} km"


def _read(text: str, tokens: Sequence[Token], units: Mapping[str, tuple[float, str]]) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        figure = _figure(tokens, at, units) if may_begin(tokens[at]) else None
        if figure is None:
            at += 1
            continue
        at = figure.end
        quantities = _quantities(text, tokens, figure)
        if len(quantities) == 1:
            quantities = (_with_second(text, tokens, quantities[0], units),)
            at = quantities[0].last
        found.extend(quantities)
    return tuple(found)


def _figure(tokens: Sequence[Token], at: int, units: Mapping[str, tuple[float, str]]) -> _Figure | None:
    if _mid_number(tokens, at) or (units is _TIMES and at and tokens[at - 1].text.lower() in _LENGTHS):
        return None
    first = read_numeral(tokens, at) or _article_as_one(tokens, at, units)
    if first is None:
        return None
    numbers, is_range, end = _more_numbers(tokens, at, first, units)
    end = _past_odd(tokens, end)
    attributive = end < len(tokens) and tokens[end].text in _HYPHENS
    unit = _unit(tokens, end + attributive, units)
    if unit is None or _is_rate(tokens, unit[2]):
        return None
    factor, name, end = unit
    tail = _half_behind_unit(tokens, end)
    if tail and len(numbers) == 1:
        numbers = ((at, first._replace(value=first.value + tail[0], step=tail[0])),)
        end = tail[1]
    possessive = end < len(tokens) and tokens[end].text in {"'", "’", "'s", "’s"}
    return _Figure(numbers, is_range, factor, name, end + possessive, attributive or possessive)


def _past_odd(tokens: Sequence[Token], at: int) -> int:
    """Step over the tail of "300-odd", "350-plus", "300+"."""
    words = [t.text.lower() for t in tokens[at : at + 2]]
    if words[:1] == ["+"] or words[:1] == ["odd"]:
        return at + 1
    return at + 2 if len(words) == 2 and words[0] in _HYPHENS and words[1] in {"odd", "plus", "some"} else at


def _mid_number(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is no place for a number to begin: money, or the tail of a date or a name."""
    return at > 0 and (tokens[at - 1].text in _CURRENCY or (tokens[at - 1].text == "/" and tokens[at].text.isdigit()))


def _article_as_one(tokens: Sequence[Token], at: int, units: Mapping[str, tuple[float, str]]) -> Numeral | None:
    if tokens[at].text.lower() not in {"a", "an"}:
        return None
    unit = _unit(tokens, at + 1, units)
    return Numeral(1.0, at + 1, 0.5) if unit and tokens[at + 1].text.lower() not in {"m", "h", "min", "ft"} else None


def _more_numbers(
    tokens: Sequence[Token], at: int, first: Numeral, units: Mapping[str, tuple[float, str]]
) -> tuple[tuple[tuple[int, Numeral], ...], bool, int]:
    """Follow "300 to 400", "300-400", "between 300 and 400", "40 or 50" (ranges) and "40 and 60" (a list)."""
    numbers, end, is_range = [(at, first)], first.end, False
    while end < len(tokens):
        repeated = _unit(tokens, end, units)
        suspended = (
            tokens[end].text in _HYPHENS and end + 1 < len(tokens) and tokens[end + 1].text.lower() in {"to", "or"}
        )
        join = repeated[2] if repeated else end + suspended
        if join >= len(tokens):
            break
        word = tokens[join].text.lower()
        after = join + 1
        if after < len(tokens) and tokens[after].text.lower() in _HEDGES_BETWEEN and word == "and":
            after += 1
        if word not in _DASHES | {"to", "or", "and", ","}:
            break
        second = read_numeral(tokens, after)
        unit = _unit(tokens, second.end, units) if second else None
        if second is None or (repeated and (unit is None or repeated[:2] != unit[:2])):
            break
        between = at > 0 and tokens[at - 1].text.lower() == "between"
        is_range = word in _DASHES | {"to", "or"} or (word == "and" and between)
        if repeated and not is_range:
            break
        if is_range and (second.value <= first.value or len(numbers) > 1):
            return tuple(numbers), False, numbers[-1][1].end
        numbers.append((after, second))
        end = second.end
    if len(numbers) > 1 and _unit(tokens, end + (tokens[end : end + 1] != [] and tokens[end].text in _HYPHENS), units):
        return tuple(numbers), is_range, end
    return ((at, first),), False, first.end


def _unit(tokens: Sequence[Token], at: int, units: Mapping[str, tuple[float, str]]) -> tuple[float, str, int] | None:
    """Read a unit: kilometres per unit, its symbol, and the token after it."""
    if at >= len(tokens):
        return None
    word = tokens[at].text.lower()
    after = at + 1 + (at + 2 < len(tokens) and tokens[at + 1].text in _HYPHENS)
    if word in {"nautical", "sea"} and after < len(tokens) and tokens[after].text.lower() in {"mile", "miles"}:
        return (KM_PER_NAUTICAL_MILE, "nmi", after + 1) if units is _LENGTHS else None
    if word not in units or (tokens[at].text[0].isupper() and word in {"m", "h", "min"}):
        return None
    return (*units[word], at + 1)


def _is_rate(tokens: Sequence[Token], at: int) -> bool:
    words = [tokens[i].text.lower() for i in range(at, min(at + 2, len(tokens)))]
    if not words:
        return False
    if words[0] in {"per", "/"}:
        return True
    return words[0] in {"a", "an", "each", "every"} and len(words) > 1 and words[1] in _RATE_WORDS


def _half_behind_unit(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read "a mile and a half", "an hour and a quarter"."""
    words = [t.text.lower() for t in tokens[at : at + 3]]
    if words[:2] == ["and", "a"] and len(words) == 3 and words[2] in {"half", "quarter"}:
        return (0.5 if words[2] == "half" else 0.25), at + 3
    return None


def _quantities(text: str, tokens: Sequence[Token], figure: _Figure) -> tuple[Quantity, ...]:
    def one(at: int, numeral: Numeral, last: int, *, listed: bool) -> Quantity:
        span = tokens[at].start, tokens[last - 1].end
        return Quantity(
            first=at,
            last=last,
            start=span[0],
            end=span[1],
            as_written=text[slice(*span)],
            amount=_likely(numeral, figure) * figure.factor,
            unit=figure.unit,
            rounding=_step(numeral, figure) / 2 * figure.factor,
            listed=listed,
            attributive=figure.attributive,
        )

    if not figure.is_range:
        count = len(figure.numbers)
        return tuple(
            one(at, n, figure.end if i == count - 1 else n.end, listed=count > 1)
            for i, (at, n) in enumerate(figure.numbers)
        )
    (at, low), (_, high) = figure.numbers
    whole = one(at, low, figure.end, listed=False)
    ends = low.value * figure.factor, high.value * figure.factor
    return (replace(whole, amount=sum(ends) / 2, low=ends[0], high=ends[1]),)


def _step(numeral: Numeral, figure: _Figure) -> float:
    likely = _likely(numeral, figure)
    return numeral.step if likely == numeral.value else rounding_step(likely)


def _likely(numeral: Numeral, figure: _Figure) -> float:
    """Choose the reading of ``1.155 km``: nobody gives a distance between places to the metre."""
    return numeral.thousands_value if numeral.thousands_value and figure.unit in {"km", "mi", "nmi"} else numeral.value


def _with_second(
    text: str, tokens: Sequence[Token], first: Quantity, units: Mapping[str, tuple[float, str]]
) -> Quantity:
    """Fold in the same amount in another unit: ``(680 kilometres)``, ``/ 680 km``, ``, or 680 km,``."""
    at, last = first.last, None
    if at >= len(tokens):
        return first
    mark = tokens[at].text
    if mark in _OPENERS or mark in {"/", "or", ",", "–", "—"}:
        at += 1
        while at < len(tokens) and tokens[at].text.lower() in _HEDGES_BETWEEN:
            at += 1
    figure = _figure(tokens, at, units) if at > first.last else None
    if figure is None or figure.unit == first.unit or (figure.is_range and first.low is None):
        return first
    if mark in _OPENERS:
        closes = figure.end < len(tokens) and tokens[figure.end].text in _CLOSERS
        last = figure.end + 1 if closes else None
    elif mark in {"/", "or"} or tokens[first.last + 1].text == "or":
        last = figure.end
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


def _consistent(tokens: Sequence[Token], first: Quantity, other: float) -> float:
    """Let the second figure decide between the readings of a doubtful ``1.155``."""
    numeral = read_numeral(tokens, first.first)
    if numeral is None or numeral.thousands_value is None or first.low is not None:
        return first.amount
    factor = first.amount / numeral.thousands_value
    return min(first.amount, numeral.value * factor, key=lambda v: abs(v - other))
