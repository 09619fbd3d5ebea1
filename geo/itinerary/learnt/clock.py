"""Which of a text's times tells when a traveller was where, as the second reading has it."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.learnt.chances import softmax
from geo.itinerary.learnt.encoding import Encoded

__all__ = ["Clock"]

_UNREAD = -99.0  # the score of a time that stands in no window that was read
Floats = NDArray[np.float32]


class Clock:
    """The times of a text as they are read for one traveller.

    Parameters
    ----------
    text : Encoded
    linear : callable
        Rows and the name of a head to what that head makes of them.
    """

    def __init__(self, text: Encoded, linear: Callable[[Floats, str], Floats]) -> None:
        self._text, self._linear = text, linear
        self._windows: list[tuple[NDArray[np.int64], Floats]] = []

    def see(self, words: Floats, first: int) -> None:
        """Take in what a window's own words were read as, the first of which is so far into the text."""
        rows = self._text.time_at - first
        inside = np.flatnonzero((rows[:, 0] >= 0) & (rows[:, 1] < len(words)))
        ends = np.concatenate([words[rows[inside, 0]], words[rows[inside, 1]]], axis=1)
        self._windows.append((inside, self._linear(ends, "one.clock")))

    def when(self, rows: Floats, told: Sequence[int]) -> NDArray[np.float64]:
        """How probable it is that nothing dates each visit, or each time: shape (visits, 1 + times).

        Parameters
        ----------
        rows : array of shape (visits, n)
        told : sequence of int
            Which mention tells most of each visit.
        """
        asked, kinds = self._linear(rows, "one.ask"), self._text.time_kinds
        kinds = np.broadcast_to(kinds, (len(rows), *kinds.shape))
        near = np.tanh(self._linear(np.concatenate([self._text.ways(told), kinds], axis=-1), "one.timing"))
        near = self._linear(near, "one.timed")[..., 0]
        score = np.full(near.shape, _UNREAD, np.float32)
        for inside, keys in self._windows:
            score[:, inside] = asked @ keys.T / 8.0 + near[:, inside]
        return softmax(np.concatenate([self._linear(rows, "one.undated"), score], axis=1))
