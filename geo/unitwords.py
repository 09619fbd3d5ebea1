"""Units of length and time as news writes them: what stands for one kilometre or one hour, and what makes it a rate."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geo.numerals import word_at
from geo.tokens import Token

__all__ = ["KM_PER_MILE", "KM_PER_NAUTICAL_MILE", "LENGTHS", "TIMES", "Unit", "Units", "is_rate", "read_unit"]

KM_PER_MILE = 1.609344
KM_PER_NAUTICAL_MILE = 1.852

Units = Mapping[str, tuple[float, str]]
"""Word to kilometres (or hours) per unit, and the unit's symbol."""

LENGTHS: Units = {
    **dict.fromkeys(("km", "kms", "km.", "kilometre", "kilometres", "kilometer", "kilometers", "klicks"), (1.0, "km")),
    **dict.fromkeys(("mile", "miles", "mi", "mi."), (KM_PER_MILE, "mi")),
    **dict.fromkeys(("nm", "nmi"), (KM_PER_NAUTICAL_MILE, "nmi")),
    **dict.fromkeys(("metre", "metres", "meter", "meters", "m"), (0.001, "m")),
    **dict.fromkeys(("yard", "yards", "yd", "yds"), (0.0009144, "yd")),
    **dict.fromkeys(("foot", "feet", "ft", "ft."), (0.0003048, "ft")),
}
TIMES: Units = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), (1 / 60, "min")),
    **dict.fromkeys(("hour", "hours", "hr", "hrs", "h"), (1.0, "h")),
    **dict.fromkeys(("day", "days"), (24.0, "d")),
    **dict.fromkeys(("week", "weeks"), (168.0, "wk")),
}
_HYPHENS = frozenset("-‐‑")
_NEVER_CAPITAL = frozenset(("m", "h", "min"))
_RATE_WORDS = frozenset(
    "h hr hrs hour hours s sec second seconds day min minute week month year gallon gal litre liter l kwh".split()
)


class Unit(NamedTuple):
    """A unit where it stands: kilometres or hours in one, its symbol, and the first token after it."""

    factor: float
    symbol: str
    end: int


def read_unit(tokens: Sequence[Token], at: int, units: Units) -> Unit | None:
    """Read the unit that stands at a token, or None."""
    word = word_at(tokens, at)
    after = at + 1 + (word_at(tokens, at + 1) in _HYPHENS)
    if word in {"nautical", "sea"} and word_at(tokens, after) in {"mile", "miles"}:
        return Unit(KM_PER_NAUTICAL_MILE, "nmi", after + 1) if units is LENGTHS else None
    if word in {"air", "statute"} and word_at(tokens, after) in {"mile", "miles"}:
        return Unit(KM_PER_MILE, "mi", after + 1) if units is LENGTHS else None
    if word not in units or (word in _NEVER_CAPITAL and tokens[at].is_capitalised):
        return None
    return Unit(*units[word], at + 1)


def is_rate(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what follows a unit makes a speed or the like: "an hour", "per day", "/h", but not "/ 8 km"."""
    word = word_at(tokens, at)
    return word == "per" or (word in {"a", "an", "each", "every", "/"} and word_at(tokens, at + 1) in _RATE_WORDS)
