"""The times that a text tells, as the reader of journeys needs them: what they are, and the days that they mean."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.contexts import Contexts
from geo.itinerary.dates import resolve
from geo.itinerary.journey import When
from geo.itinerary.timecomponents import TimeWords
from geo.itinerary.timewords import read_intervals
from geo.tokens import Sentence

__all__ = ["TIME_FEATURES", "TIME_WAYS", "Timed", "days", "kinds", "timed", "ways"]

TIME_FEATURES, TIME_WAYS = 12, 10
_LEADS = (
    frozenset({"since", "until", "till"}),
    frozenset({"by", "before"}),
    frozenset({"after", "from"}),
    frozenset({"on", "at", "in", "during"}),
)
_LONG = 3  # days; from a time that spans more no later one is counted
Floats = NDArray[np.float32]


class Timed(NamedTuple):
    """A time expression and its sentence; an interval is "five days after they left", counted from a time beside it."""

    words: TimeWords
    sentence: int
    interval: bool = False


def timed(contexts: Contexts) -> list[Timed]:
    """All times of a text in its order."""
    found: list[Timed] = []
    for number, sentence in enumerate(contexts.sentences):
        own = [Timed(words, number) for words in contexts.times(number)]
        own += [Timed(words, number, interval=True) for words in read_intervals(sentence.tokens, contexts.text)]
        found += sorted(own, key=lambda one: (one.words.first, one.words.last))
    return found


def days(times: Sequence[Timed], published: date | None, future: Sequence[bool]) -> list[When | None]:
    """The day or the days that each time means, where that can be said.

    Parameters
    ----------
    times : sequence of Timed
        All of a text, in its order.
    published : date or None
    future : sequence of bool
        Which of them tell of what is still to come.
    """
    found: list[When | None] = []
    previous: date | None = None
    for n, one in enumerate(times):
        base = previous
        if one.interval and (n == 0 or times[n - 1].sentence != one.sentence) and n + 1 < len(times):
            after = times[n + 1]
            if after.sentence == one.sentence:  # "Five days after leaving A they came ashore on Wednesday"
                told = resolve(after.words, published, previous, future=future[n + 1])
                base = told.start.date() if told is not None else base
        when = resolve(one.words, published, base, future=future[n], onward=future[n])
        if when is not None and not one.interval and (when.end - when.start).days < _LONG:
            previous = when.start.date()
        found.append(when)
    return found


def kinds(times: Sequence[Timed], sentences: Sequence[Sentence]) -> Floats:
    """What each time is but for its words: shape (times, 12)."""
    found = np.zeros((len(times), TIME_FEATURES), np.float32)
    for row, (words, number, interval) in zip(found, times, strict=True):
        calendar = words.day is not None or (words.month is not None and words.unit is None)
        lead = sentences[number].tokens[words.first].text.lower()
        row[:8] = (
            words.weekday is not None,
            calendar,
            words.unit is not None and not calendar and words.weekday is None,
            words.shift_days is not None and not words.from_previous,
            words.from_previous,
            words.clock is not None or bool(words.part),
            interval,
            words.first == 0,
        )
        row[8:] = [lead in leads for leads in _LEADS]
    return found


def ways(
    rows: Sequence[int],
    times: NDArray[np.int64],
    sentence: NDArray[np.int64],
    paragraph: NDArray[np.int64],
    places: NDArray[np.int64],
) -> Floats:
    """Where times stand as seen from namings of places: shape (rows, times, 10).

    Parameters
    ----------
    rows : sequence of int
        The first token of each naming.
    times : array of shape (times, 2)
        The first and the last token of each time.
    sentence, paragraph : arrays of shape (tokens,)
    places : array of int
        The first tokens of all namings of places.
    """
    at, first = np.asarray(rows, np.int64)[:, None], times[None, :, 0]
    gap, steps = sentence[first] - sentence[at], first - at
    one = paragraph[first] == paragraph[at]
    between = _between(at, first, np.unique(places)), _between(at, first, times[:, 0])
    tests = (gap == 0, gap == -1, gap < -1, gap > 0, one, np.sign(steps), np.tanh(steps / 8.0), np.tanh(steps / 60.0))
    return np.stack([*tests, *(np.minimum(count / 3.0, 1.0) for count in between)], -1).astype(np.float32)


def _between(one: NDArray[np.int64], two: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of some tokens stand between two others; the tokens are sorted."""
    low, high = np.minimum(one, two), np.maximum(one, two)
    inside = np.searchsorted(tokens, high, "left") - np.searchsorted(tokens, low, "right")
    return np.asarray(np.maximum(inside, 0))
