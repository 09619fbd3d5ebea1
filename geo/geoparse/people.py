"""People whose names are towns: what an article shows to be a surname, or a whole name, is no place."""

from itertools import compress
from typing import NamedTuple

from geo.geoparse.lexicon import COMMON_WORDS, FIRST_NAMES, MORE_FIRST_NAMES, WORD_CLASS
from geo.geoparse.words import Words

__all__ = ["Surnames", "is_full_name", "relatives", "surnames"]

_POSSESSIVE = frozenset({"'s", "’s"})
_RELATIVES = frozenset(
    "wife husband son daughter child baby brother sister mother father stepson stepdaughter grandson granddaughter "
    "grandmother grandfather nephew niece uncle aunt cousin fiance fiancee girlfriend boyfriend dog horse "
    "donkey".split()
)
_SEVERAL = frozenset("sons daughters brothers sisters children grandchildren twins cousins dogs horses".split())
_TITLES = frozenset("Mr. Mrs. Ms. Dr. Prof. Sgt. Capt. Col. Sen. Rep. Gov. Mr Mrs Ms".split())
_AFTER_AGE = frozenset({",", ".", "and", "who", "was"})
_ALL_FIRST_NAMES = FIRST_NAMES | MORE_FIRST_NAMES


class Surnames(NamedTuple):
    """Words that an article uses for people: all, and those that it lets speak as well as gives in a full name."""

    all: frozenset[str]
    sure: frozenset[str]


def surnames(words: Words) -> Surnames:
    """Return the words that the article uses for people and never for places.

    A surname ends a run of capitalised words after a first name or an initial ("Ann Lancaster", "T. Holland"), or after
    a word that is nothing else where an age follows ("Kees Holland, 43,") or where the article also lets it speak
    ("Kees Holland … said Holland"). A first name is a person's who is called by nothing else after the full name
    ("Georgia Stevens … said Georgia"). A word that stands after "in", "from", "near" and the like is a place, whatever
    else it is; "from Georgia's work" does not say so.
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
        if kind == "loc" and after not in _POSSESSIVE:
            located.add(word)
        if kind == "say" or WORD_CLASS.get(after) == "say":
            speaking.add(word)
        if not capital[i - 1] or words.loud[i] or (i < last and capital[i + 1]) or not word.isalpha():
            continue
        is_initial = len(before) == 2 and before[1] == "."
        if before in _ALL_FIRST_NAMES or is_initial or (_is_bare(before) and _aged(words, i)):
            after_first.add(word)
        elif kind is None and _is_bare(before):
            after_any.add(word)
    given = _given_names(words)
    found = (after_first | (after_any & speaking) | given) - located
    return Surnames(frozenset(found), frozenset(found & (after_first | given) & speaking))


def _aged(words: Words, i: int) -> bool:
    """Tell whether an age in commas follows a word: "Holland, 43, said"."""
    after = words.words[i + 1 : i + 4]
    return (
        len(after) == 3 and after[0] == "," and after[1].isdecimal() and int(after[1]) < 120 and after[2] in _AFTER_AGE
    )


def _given_names(words: Words) -> set[str]:
    """Names that begin a person's whole name whose other words never stand alone: all that the person is called by."""
    texts, lower, capital = words.words, words.lower, words.capital
    count = len(words)
    given: dict[str, set[str]] = {}
    alone: set[str] = set()
    for i in compress(range(count), capital):
        if i and capital[i - 1]:
            continue
        end = i + 1
        while end < count and capital[end] and end < i + 4:
            end += 1
        titled = i > 0 and WORD_CLASS.get(lower[i - 1]) == "title"
        if end == i + 1:
            alone.add(texts[i])
        elif end < i + 4 and lower[i] in _ALL_FIRST_NAMES and _is_bare(lower[i + 1]) and not (titled or words.loud[i]):
            given.setdefault(texts[i], set()).update(texts[i + 1 : end])
    return {first for first, rest in given.items() if not rest & alone}


def relatives(words: Words) -> dict[int, bool]:
    """Return the words that stand as a relative's or an animal's name: "his wife, Victoria", "her sons Ben and Israel".

    Returns
    -------
    dict of int to bool
        By index; whether the word is a known first name.
    """
    lower, capital, texts = words.lower, words.capital, words.words
    count = len(words)
    found: dict[int, bool] = {}
    for i in compress(range(count - 2), map((_RELATIVES | _SEVERAL).__contains__, lower)):
        at = i + 2 if texts[i + 1] == "," else i + 1
        while at < count and capital[at] and not (at + 1 < count and capital[at + 1]):
            found[at] = lower[at] in _ALL_FIRST_NAMES
            if lower[i] not in _SEVERAL:
                break
            at += 1
            while at < count and lower[at] in (",", "and"):
                at += 1
    return found


def _is_bare(word: str) -> bool:
    """Tell whether a word is neither a common one nor too short for a name."""
    return len(word) > 2 and word.isalpha() and word not in COMMON_WORDS


def is_full_name(name: str) -> bool:
    """Tell whether a name that the gazetteer does not know reads as a person's: "Houston Charles", "Ms. Hill"."""
    words = name.split()
    if not 2 <= len(words) <= 3:
        return False
    if words[0] in _TITLES:
        return True
    if words[0].lower() not in _ALL_FIRST_NAMES:
        return False
    return all(w.isalpha() and WORD_CLASS.get(w.lower()) not in ("place", "road", "compass", "body") for w in words[1:])
