"""Words cut into the pieces that the language model knows, the longest that fits first; what is read together."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.learnt.weights import reader

__all__ = ["CLOSE", "OPEN", "WINDOW", "Window", "pieces", "windows"]

WINDOW = 400  # pieces of words that are read in one go; texts are cut between sentences, longer sentences anywhere
LEAD, NEW = 100, 200  # of these, behind the first: from the opening of the text again; of what has not been read yet
_UNKNOWN, OPEN, CLOSE = 100, 101, 102  # the numbers of what stands for no known piece, for the start and for the end
_LONGEST = 64  # letters; no longer word is taken apart


@lru_cache(maxsize=50_000)
def pieces(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces, at least one; case and accents do not matter."""
    known = reader().pieces
    return tuple(n for part in _parts(word) for n in _cut(part, known)) or (_UNKNOWN,)


def _parts(word: str) -> Iterator[str]:
    """A word at its signs: "Jean-Luc's" is five parts."""
    plain = (c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    part = ""
    for letter in plain:
        if letter.isspace() or _stands_alone(letter):
            if part:
                yield part
            part = ""
            if not letter.isspace():
                yield letter
        else:
            part += letter
    if part:
        yield part


def _stands_alone(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS" or "\u4e00" <= letter <= "\u9fff"


def _cut(part: str, known: Mapping[str, int]) -> list[int]:
    found, at = [], 0
    while at < len(part) <= _LONGEST:
        end = next((end for end in range(len(part), at, -1) if _piece(part, at, end) in known), at)
        if end == at:
            return [_UNKNOWN]
        found.append(known[_piece(part, at, end)])
        at = end
    return found or [_UNKNOWN]


def _piece(part: str, at: int, end: int) -> str:
    return ("##" if at else "") + part[at:end]


class Window(NamedTuple):
    """Tokens that are told of, from ``first`` to before ``end``, and what is read with them to know of whom they tell.

    That is the opening of the text, up to before ``lead``, and what stands right before, from ``back`` on.
    """

    first: int
    end: int
    lead: int = 0
    back: int = 0

    def read(self) -> NDArray[np.int64]:
        """All tokens that are read, in the order of the text."""
        return np.concatenate([np.arange(self.lead), np.arange(self.back, self.end)])

    def holds(self, token: int) -> bool:
        """Whether a token is read here."""
        return token < self.lead or self.back <= token < self.end


def windows(lengths: NDArray[np.int64], starts: Sequence[int]) -> list[Window]:
    """Cut a text between sentences, and sentences that are too long anywhere, so that each part can be read.

    Parameters
    ----------
    lengths : array of shape (tokens,), int
        Of how many pieces each token is.
    starts : sequence of int
        The first token of each sentence, and behind the last.
    """
    behind = np.concatenate([[0], np.cumsum(lengths)])
    lead = _reach(behind, starts, 0, LEAD)
    found: list[Window] = []
    first, most = 0, WINDOW
    while first < starts[-1]:
        end = _reach(behind, starts, first, most)
        if found:
            room = WINDOW - (behind[end] - behind[first]) - behind[lead]
            back = bisect_left(behind, behind[first] - room)
            back = min(first, max(lead, starts[bisect_left(starts, back)]))
            found.append(Window(first, end, lead, back))
        else:
            found.append(Window(first, end))
        first, most = end, NEW
    return found


def _reach(behind: NDArray[np.int64], starts: Sequence[int], first: int, most: int) -> int:
    """Behind which token so many pieces from one on end: with a sentence, unless the first is too long for that."""
    cut = max(int(np.searchsorted(behind, behind[first] + most, "right")) - 1, first + 1)
    whole = starts[bisect_right(starts, cut) - 1]
    return whole if whole > first else cut
