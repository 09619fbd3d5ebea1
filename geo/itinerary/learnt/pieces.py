"""Words cut into the pieces that the language model knows, the longest that fits first; what is read together."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.learnt.weights import reader

__all__ = ["CLOSE", "OPEN", "WINDOW", "pieces", "windows"]

WINDOW = 400  # pieces of words that are read in one go; texts are cut between sentences, longer sentences anywhere
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


def windows(lengths: NDArray[np.int64], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Cut a text between sentences, and sentences that are too long anywhere, so that each part can be read.

    Parameters
    ----------
    lengths : array of shape (tokens,), int
        Of how many pieces each token is.
    starts : sequence of int
        The first token of each sentence, and behind the last.
    """
    behind = np.concatenate([[0], np.cumsum(lengths)])
    found, first = [], 0
    for start, end in pairwise(starts):
        if behind[end] - behind[first] > WINDOW and start > first:
            found.append((first, start))
            first = start
        while behind[end] - behind[first] > WINDOW:
            cut = int(np.searchsorted(behind, behind[first] + WINDOW, "right")) - 1
            cut = max(cut, first + 1)
            found.append((first, cut))
            first = cut
    return [*found, (first, starts[-1])] if first < starts[-1] else found
