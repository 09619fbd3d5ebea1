"""Words cut into the pieces that the language model knows: the longest that fits first (WordPiece)."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from geo.itinerary.learnt.weights import reader

__all__ = ["CLOSE", "OPEN", "pieces"]

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
