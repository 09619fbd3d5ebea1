"""Finding time expressions among a sentence's tokens."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geo.itinerary.timecomponents import LEADING, LEANS, SHIFTS, TimeWords, component, time_tables
from geo.tokens import Token

__all__ = ["TimeWords", "read_intervals", "read_times"]


def read_times(tokens: Sequence[Token], text: str) -> tuple[TimeWords, ...]:
    """Find the time expressions in a sentence's tokens, in order, without overlap.

    Parameters
    ----------
    tokens : sequence of Token
        One sentence's.
    text : str
        The text that the tokens point into.
    """
    found: list[TimeWords] = []
    i = 0
    lows = [t.text.lower() for t in tokens]
    while i < len(tokens):
        if not _may_begin(lows, i):
            i += 1
            continue
        reading = _read(tokens, i)
        if reading is None:
            i += 1
            continue
        last = reading.last
        words = text[tokens[reading.first].start : tokens[last].end].rstrip(" ,")
        found.append(replace(reading, as_written=words))
        i = last + 1
    return tuple(found)


def read_intervals(tokens: Sequence[Token], text: str) -> tuple[TimeWords, ...]:
    """As in "on Sunday, 35 days after leaving A": the event is so long before a time beside it, or so long behind one.

    "Four days after that" and "two days after they sailed on Friday" count on from that day.
    """
    found = []
    lows = [t.text.lower() for t in tokens]
    for i, word in enumerate(lows):
        if word != "after" or i < 2:
            continue
        reading = component([*tokens[:i], _LATER], i - 2, TimeWords(i - 2, i - 3), led=False)
        spec = reading[0] if reading is not None and reading[1] == i + 1 else None
        if spec is None or spec.shift_days is None or spec.clock is not None:
            continue
        on = lows[i + 1 : i + 2] in (["that"], ["this"], ["which"]) or _is_dated(tokens, i + 1)
        words = text[tokens[i - 2].start : tokens[i].end]
        shift = spec.shift_days if on else -spec.shift_days
        found.append(replace(spec, first=i - 2, last=i, as_written=words, shift_days=shift))
    return tuple(found)


_LATER = Token(0, 0, "later")  # what "after" is read as


def _is_dated(tokens: Sequence[Token], i: int) -> bool:
    """Whether a time stands in the clause that begins with a token."""
    while i < len(tokens) and tokens[i].text not in {",", ";", "-", "–", "—", "(", ")", "."}:
        if _may_begin([t.text.lower() for t in tokens], i) and _read(tokens, i) is not None:
            return True
        i += 1
    return False


@cache
def _starters() -> frozenset[str]:
    """Every word that a time expression can begin with, prepositions apart."""
    words = time_tables()
    plain = [w for key in ("weekdays", "months", "parts", "numbers") for w in words[key]]
    first = [name.split(" ")[0] for name in words["holidays"]]
    more = (
        "the that this same about some almost nearly around over shortly just sometime early late later earlier several"
    )
    return frozenset([*plain, *first, *LEANS, *SHIFTS, *more.split()])


def _may_begin(lows: Sequence[str], i: int) -> bool:
    word = lows[i]
    if word in LEADING:
        if i + 1 >= len(lows):
            return False
        word = lows[i + 1]
    return word in _starters() or word[:1].isdecimal()


def _read(tokens: Sequence[Token], i: int) -> TimeWords | None:
    """Read one expression that begins at token ``i``: a leading preposition, then components."""
    reading = TimeWords(i, i - 1)
    start = i
    lead = tokens[i].text.lower()
    if lead in ("shortly", "just", "sometime", "early", "late", "later", "earlier") and _begins(tokens, i + 1):
        reading = replace(reading, part=lead if lead in ("early", "late") else "")
        i += 1
        lead = tokens[i].text.lower() if i < len(tokens) else ""
    if lead in LEADING:
        i += 1
    got = False
    while True:
        step = component(tokens, i, reading, led=lead in LEADING)
        if step is None:
            break
        reading, i = step
        got = True
        skip = _joint(tokens, i)
        if skip is None or component(tokens, skip, reading, led=True) is None:
            break
        i = skip
    if not got:
        return None
    return replace(reading, first=start, last=i - 1)


def _begins(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and (
        tokens[i].text.lower() in LEADING
        or tokens[i].text.lower() in time_tables()["weekdays"]
        or tokens[i].text.lower() in SHIFTS
        or tokens[i].text.lower() in ("the", "that", "this", "in", "last", "next")
    )


def _joint(tokens: Sequence[Token], i: int) -> int | None:
    """Skip what may stand between two components of one expression: "on", a comma, an opening bracket."""
    j = i
    while (
        j < len(tokens) and j - i < 3 and tokens[j].text.lower() in {",", "on", "at", "of", "in", "(", "the", "local"}
    ):
        j += 1
    return j if j < len(tokens) else None
