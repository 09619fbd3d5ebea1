"""People whose names are towns: what an article shows to be a surname, or a whole name, is no place."""

from itertools import compress
from typing import NamedTuple

from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, MORE_FIRST_NAMES, WORD_CLASS
from geo.geoparse.words import Words

__all__ = ["Surnames", "is_full_name", "surnames"]

_ALL_FIRST_NAMES = FIRST_NAMES | MORE_FIRST_NAMES


class Surnames(NamedTuple):
    """Words that an article uses as surnames: all, and those that it also lets speak after a first name."""

    all: frozenset[str]
    sure: frozenset[str]


def surnames(words: Words) -> Surnames:
    """Return the words that the article uses as surnames and never as places.

    A surname ends a run of capitalised words after a first name or an initial ("Ann Lancaster", "T. Holland"), or after
    a word that is nothing else where the article also lets it speak ("Kees Holland … said Holland"). A word that
    stands after "in", "from", "near" and the like is a place, whatever else it is.
    """
    lower, capital = words.lower, words.capital
    last = len(words) - 1
    after_first: set[str] = set()
    after_any: set[str] = set()
    speaking: set[str] = set()
    located: set[str] = set()
    for i in compress(range(len(words)), capital):
        if not i:
            continue
        word, before = words.words[i], lower[i - 1]
        kind = WORD_CLASS.get(before)
        after = lower[i + 1] if i < last else ""
        if kind == "loc":
            located.add(word)
        if kind == "say" or WORD_CLASS.get(after) == "say":
            speaking.add(word)
        if not capital[i - 1] or words.loud[i] or (i < last and capital[i + 1]) or not word.isalpha():
            continue
        if before in _ALL_FIRST_NAMES or (len(before) == 2 and before[1] == "."):
            after_first.add(word)
        elif before.isalpha() and len(before) > 2 and kind is None and before not in COMMON_WORDS:
            after_any.add(word)
    found = (after_first | (after_any & speaking)) - located
    return Surnames(frozenset(found), frozenset(found & after_first & speaking))


def is_full_name(name: str) -> bool:
    """Tell whether a name that the gazetteer does not know reads as a person's: "Houston Charles"."""
    words = name.split()
    if not 2 <= len(words) <= 3 or words[0].lower() not in _ALL_FIRST_NAMES:
        return False
    return all(w.isalpha() and WORD_CLASS.get(w.lower()) not in ("place", "road", "compass", "body") for w in words[1:])
