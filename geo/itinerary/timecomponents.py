"""The components of a time expression: a clock time, a weekday, "three days later", "the dead of night"."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from geo.itinerary.journey import Precision
from geo.tokens import Token

__all__ = ["LEADING", "LEANS", "SHIFTS", "TimeWords", "component", "time_tables"]

LEADING = frozenset("on at by in during around since until till about before after over throughout".split())
_UNITS = {"hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
_UNITS |= {"minute": 0, "hours": 0, "minutes": 0, "morning": 1, "evening": 1, "afternoon": 1}
_SEASONS = frozenset("spring summer autumn winter".split())
LEANS = {
    "that": 0,
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
    "this": 0,
    "same": 0,
}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_AFTER_BEFORE = frozenset("and but or at in on from by with to as while when into for via after".split())
_AFTER_PART = frozenset("train bus ferry flight sleeper mail shift market boat coach".split())
SHIFTS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One time expression: which tokens it covers and what they say.

    ``shift_days`` counts from the publication ("yesterday" is -1) or, with ``from_previous``, from the date
    last spoken of ("two days later" is 2). ``lean`` is -1 for "last", 1 for "next".
    """

    first: int
    last: int
    as_written: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    clock: tuple[int, int] | None = None
    shift_days: int | None = None
    from_previous: bool = False
    unit: Precision | None = None
    lean: int = 0
    long_ago: bool = False


@cache
def time_tables() -> dict[str, dict[str, Any]]:
    """Load the words of time once: weekdays, months, parts of the day, numbers, holidays."""
    path = resources.files(__package__).joinpath("words", "time.toml")
    return tomllib.loads(path.read_text("utf-8"))


def component(tokens: Sequence[Token], i: int, so_far: TimeWords, *, led: bool) -> tuple[TimeWords, int] | None:
    """Read one component at token ``i`` that fits what is known, or None."""
    for reader in (_clock, _relative, _holiday, _month_day, _weekday, _day_word, _part, _year):
        if reader is _year and not (led or so_far.month):
            continue
        step = reader(tokens, i, so_far)
        if step is not None and _fits(so_far, step[0]):
            return step
    return None


def _fits(before: TimeWords, after: TimeWords) -> bool:
    """Tell whether a further component adds to what is known instead of starting another expression."""
    for name in ("weekday", "month", "clock", "year", "shift_days"):
        old, new = getattr(before, name), getattr(after, name)
        if old is not None and new != old:
            return False
    if before.weekday is not None and before.shift_days is None and after.from_previous:
        return False  # "on Wednesday, a day later than planned"
    return not (before.shift_days is not None and after.weekday is not None)


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text.lower() if 0 <= i < len(tokens) else ""


def _number(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 3:
        return int(word)
    value = time_tables()["numbers"].get(word)
    return int(value) if value is not None else None


def _clock(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    word = _low(tokens, i)
    whole, _, decimals = word.partition(".")
    if (
        decimals.isdecimal()
        and len(decimals) == 2
        and whole.isdecimal()
        and _low(tokens, i + 1).replace(".", "") in {"am", "pm"}
    ):
        hour = int(whole) % 12 + (12 if _low(tokens, i + 1).startswith("p") else 0)
        return (replace(so_far, clock=(hour, int(decimals))), i + 2) if int(decimals) < 60 else None
    if not word.isdecimal() or len(word) > 4:
        if (value := _number(word)) and _low(tokens, i + 1) == "o'clock":
            return replace(so_far, clock=(value % 24, 0)), i + 2
        return None
    hour, minute, j = int(word), 0, i + 1
    if _low(tokens, j) in {":", "."} and _low(tokens, j + 1).isdecimal() and len(_low(tokens, j + 1)) == 2:
        minute, j = int(_low(tokens, j + 1)), j + 2
    elif len(word) == 4 and _low(tokens, j) in {"gmt", "utc", "hours", "local", "hrs"}:
        hour, minute = divmod(int(word), 100)
        return (replace(so_far, clock=(hour, minute)), j + 1) if hour < 24 and minute < 60 else None
    elif _low(tokens, j) == "o'clock":
        return replace(so_far, clock=(hour % 24, 0)), j + 1
    half = _low(tokens, j).replace(".", "")
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0)
        j += 1
    elif j == i + 1:
        return None
    return (replace(so_far, clock=(hour, minute)), j) if hour < 24 and minute < 60 else None


def _relative(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    """Read "three days later", "a week ago", "the next day", "the night before", "last week", "the same day"."""
    j = i + 1 if _low(tokens, i) in {"the", "about", "some", "almost", "nearly", "around", "over"} else i
    count = _number(_low(tokens, j)) if _low(tokens, i) != "the" else None
    unit = _low(tokens, j + 1) if count is not None else _low(tokens, j)
    k = j + 2 if count is not None else j + 1
    lean = None if count is not None else LEANS.get(unit)
    if count is None and unit == "several":
        return None
    if lean is not None:
        return _leaning(tokens, j, lean, so_far)
    per = _UNITS.get(unit.rstrip("s") if unit not in _UNITS else unit)
    if per is None:
        return None
    tail = _low(tokens, k)
    if tail in {"later", "on"} or (tail in {"earlier", "before"} and _low(tokens, k + 1) != "the"):
        if tail == "on" and (
            count is None
            or _low(tokens, k + 1)
            in {"his", "her", "its", "their", "the", "a", "an", "board", "foot", "that", "this", "top"}
        ):
            return None
        sign = 1 if tail in {"later", "on"} else -1
        if count is None and not (_low(tokens, i) == "the" and tail == "before"):
            return None
        follow = _low(tokens, k + 1)
        if tail == "before" and follow.isalpha() and follow not in _AFTER_BEFORE:
            return None  # "a day before prosecutors ordered his arrest"
        shift = sign * (count or 1) * per
        spec = replace(so_far, shift_days=shift, from_previous=True, unit=_coarse(per), part=_part_of(unit, so_far))
        return spec, k + 1
    if tail == "ago" and count is not None:
        ago = replace(so_far, shift_days=-count * per, unit=_coarse(per), long_ago=per >= 365)
        return ago, k + 1
    return None


def _part_of(unit: str, so_far: TimeWords) -> str:
    return unit if unit in time_tables()["parts"] else so_far.part


def _coarse(per: int) -> Precision:
    if per <= 1:
        return Precision.DAY
    if per <= 14:
        return Precision.WEEK
    return Precision.MONTH if per < 365 else Precision.YEAR


def _leaning(tokens: Sequence[Token], j: int, lean: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    word, unit = _low(tokens, j), _low(tokens, j + 1)
    definite = _low(tokens, j - 1) == "the"
    parts = time_tables()["parts"]
    if unit in time_tables()["weekdays"]:
        return replace(so_far, weekday=time_tables()["weekdays"][unit], lean=lean), j + 2
    if unit in time_tables()["months"] and lean:
        return replace(so_far, month=time_tables()["months"][unit], lean=lean, unit=Precision.MONTH), j + 2
    if unit == "day" or unit in parts:
        part = unit if unit in parts else so_far.part
        if word == "this" or (unit == "night" and word == "last" and not definite):
            return replace(so_far, shift_days=lean, part=part), j + 2
        return replace(so_far, shift_days=lean, from_previous=True, part=part), j + 2
    if unit in {"week", "month", "year"}:
        step = {"week": 7, "month": 30, "year": 365}[unit]
        older = unit == "year" and lean < 0
        back = definite or word == "that"
        spec = replace(so_far, shift_days=lean * step, unit=Precision(unit), from_previous=back, long_ago=older)
        return spec, j + 2
    if unit == "weekend" and so_far.weekday is None:
        return replace(so_far, weekday=5, part="weekend", lean=lean), j + 2
    if unit in _SEASONS or unit in {"days", "weeks", "months", "hours"}:
        return so_far, j + 2
    return None


def _holiday(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    if _low(tokens, i) not in _holiday_starts():
        return None
    for length in (2, 4, 1):
        words = " ".join(_low(tokens, k) for k in range(i, i + length)).replace(" '", "'").replace("’", "'")
        if found := time_tables()["holidays"].get(words):
            return replace(so_far, month=found[0], day=found[1]), i + length
    return None


@cache
def _holiday_starts() -> frozenset[str]:
    """The first words of holidays, with and without their apostrophes."""
    firsts = {name.split(" ")[0] for name in time_tables()["holidays"]}
    return frozenset(firsts | {w.replace("'", "’") for w in firsts} | {w.split("'")[0] for w in firsts})


def _month_day(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    month = _month(tokens, i)
    if month and tokens[i].text[:1].isupper():
        day = _day(_low(tokens, i + 1))
        if day:
            return replace(so_far, month=month, day=day), i + (3 if _low(tokens, i + 2) in _ORDINALS else 2)
        if _low(tokens, i - 1) in LEADING | {"early", "late", "mid", "-", "this", "last", "and", "since", ","} or (
            _low(tokens, i) not in {"may", "march"} and i > 0
        ):
            return replace(so_far, month=month, unit=Precision.MONTH), i + 1
        return None
    j = i + 1 if _low(tokens, i) == "the" else i
    day = _day(_low(tokens, j))
    k = j + 1
    ordinal = _low(tokens, k) in _ORDINALS and k < len(tokens) and tokens[k].start == tokens[j].end
    if ordinal:
        k += 1
    if day and _low(tokens, k) == "of":
        k += 1
    month = _month(tokens, k) if day else None
    if day and month:
        return replace(so_far, month=month, day=day), k + 1
    if day and ordinal and j == i + 1 and _low(tokens, i - 1) in {"on", "by", "until", ","}:
        return replace(so_far, day=day), k
    return None


def _month(tokens: Sequence[Token], i: int) -> int | None:
    if i >= len(tokens) or not tokens[i].text[:1].isupper():
        return None
    value = time_tables()["months"].get(_low(tokens, i))
    return int(value) if value else None


def _day(word: str) -> int | None:
    bare = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
    return int(bare) if bare.isdecimal() and 1 <= int(bare) <= 31 and len(bare) <= 2 else None


def _weekday(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    day = time_tables()["weekdays"].get(_low(tokens, i))
    return None if day is None else (replace(so_far, weekday=day), i + 1)


def _day_word(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    word = _low(tokens, i)
    if word in SHIFTS:
        return replace(so_far, shift_days=SHIFTS[word], part="night" if word == "tonight" else so_far.part), i + 1
    return None


def _part(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    j = i
    while _low(tokens, j) in {"the", "early", "late", "shortly", "just", "before", "after", "dead", "of", "hours"}:
        j += 1
    word = _low(tokens, j)
    if word in time_tables()["parts"] and word not in {"early", "late"}:
        if _low(tokens, j + 1) in _AFTER_PART:
            return None
        known = so_far.weekday is not None or so_far.month is not None or so_far.shift_days is not None
        if not known and _is_of_an_event(tokens, j + 1):
            return None
        if known or j > i or _low(tokens, i - 1) in LEADING:
            return replace(so_far, part=word), j + 1
    if word == "weekend" and j > i and so_far.weekday is None:
        return replace(so_far, weekday=5, part="weekend"), j + 1
    return None


def _is_of_an_event(tokens: Sequence[Token], i: int) -> bool:
    """As in "the night of the robbery", which names no day, unlike "the night of the 3rd"."""
    first = i + 1 + (_low(tokens, i + 1) == "the")
    return _low(tokens, i) == "of" and component(tokens, first, TimeWords(first, first - 1), led=True) is None


def _year(tokens: Sequence[Token], i: int, so_far: TimeWords) -> tuple[TimeWords, int] | None:
    word = _low(tokens, i)
    if word.isdecimal() and len(word) == 4 and 1000 <= int(word) <= 2100:
        return replace(so_far, year=int(word), unit=so_far.unit or (None if so_far.day else Precision.YEAR)), i + 1
    return None
