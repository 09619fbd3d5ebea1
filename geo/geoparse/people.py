"""People whose names are towns: what an article shows to be a surname, or a whole name, is no place."""

from itertools import compress
from typing import NamedTuple

from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, MORE_FIRST_NAMES, WORD_CLASS
from geo.geoparse.words import Words

__all__ = ["Surnames", "is_full_name", "surnames"]

_ALL_FIRST_NAMES = FIRST_NAMES | MORE_FIRST_NAMES


class Surnames(NamedTuple):
    """Words that an article uses for people: all, and those that it lets speak as well as gives in a full name."""

    all: frozenset[str]
    sure: frozenset[str]


def surnames(words: Words) -> Surnames:
    """Return the words that the article uses for people and never for places.

    A surname ends a run of capitalised words after a first name or an initial ("Ann Lancaster", "T. Holland"), or after
    a word that is nothing else where the article also lets it speak ("Kees Holland … said Holland"). A first name is a
    person's who is called by nothing else after the full name ("Georgia Stevens … said Georgia"). A word that stands
    after "in", "from", "near" and the like is a place, whatever else it is.
    """
    lower, capital = words.lower, words.capital
    last = len(words) - 1
    after_first: set[str] = set()
    after_any: set[str] = set()
    speaking: set[str] = set()
    located: set[str] = set()
    for i in compress(range(1, len(words)), capital[1:]):
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
        elif kind is None and _is_bare(before):
            after_any.add(word)
    given = _given_names(words, after_first) & speaking
    found = (after_first | (after_any & speaking) | given) - located
    return Surnames(frozenset(found), frozenset(found & ((after_first & speaking) | given)))


def _given_names(words: Words, surnames: set[str]) -> set[str]:
    """First names of people without a title whose surname never stands alone: they go by their first name."""
    texts, lower, capital = words.words, words.lower, words.capital
    given: dict[str, set[str]] = {}
    alone: set[str] = set()
    for i in compress(range(len(words)), capital):
        if i and capital[i - 1]:
            continue
        if i + 1 == len(words) or not capital[i + 1]:
            alone.add(texts[i])
        elif words.loud[i] or (i and WORD_CLASS.get(lower[i - 1]) == "title"):
            continue
        elif lower[i] in _ALL_FIRST_NAMES and texts[i + 1] in surnames and _is_bare(lower[i + 1]):
            given.setdefault(texts[i], set()).add(texts[i + 1])
    return {first for first, last in given.items() if not last & alone}


def _is_bare(word: str) -> bool:
    """Tell whether a word is neither a common one nor too short for a name."""
    return len(word) > 2 and word.isalpha() and word not in COMMON_WORDS


def is_full_name(name: str) -> bool:
    """Tell whether a name that the gazetteer does not know reads as a person's: "Houston Charles"."""
    words = name.split()
    if not 2 <= len(words) <= 3 or words[0].lower() not in _ALL_FIRST_NAMES:
        return False
    return all(w.isalpha() and WORD_CLASS.get(w.lower()) not in ("place", "road", "compass", "body") for w in words[1:])
