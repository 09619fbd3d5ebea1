"""Where names can be: runs of capitalised words, and the longest gazetteer names in them."""

from itertools import compress
from typing import NamedTuple

from geo.geoparse.facts import Fact, FactBook
from geo.geoparse.lexicon import WORD_CLASS
from geo.geoparse.words import JOINERS, Words

__all__ = ["Match", "Run", "find_runs"]

_POSSESSIVES = ("'s", "’s", "'S", "’S")  # "ST. JOHN'S" before a dateline's dash
_SAINTS = ("st.", "st", "saint")  # St. John's keeps its ending, as no possessive of another name does
LONGEST = 9
_SHORT = 3  # "St", "Mt", "Ft" are written out in longer names
MOST_WORDS = 60  # a longer run is no sentence's: a table or a list in capitals is cut
_ENDING = frozenset({",", ".", "said", "to", "is", "was", "has", "who", "will", "have", "are"})  # most that follow
_INNER = frozenset({"-", *_POSSESSIVES, "'", "’", "–", "‑"})


class Match(NamedTuple):
    """A gazetteer name in the text: word range and what it can mean."""

    start: int
    end: int
    fact: Fact


class Run(NamedTuple):
    """A half-open range of word indices to be decoded together, and the gazetteer names in it."""

    start: int
    end: int
    matches: tuple[Match, ...]


def find_runs(words: Words, book: FactBook) -> list[Run]:
    """Find the stretches that may hold names, in order."""
    runs: list[Run] = []
    end = 0
    for i in compress(range(len(words)), words.capital):
        if i >= end:
            end = _reach(words, i, book)
            runs.append(Run(i, end, _longest_matches(words, i, end, book)))
    return runs


def _reach(words: Words, i: int, book: FactBook) -> int:
    """Return where the run that begins at ``i`` ends."""
    end = i + 1
    count = len(words)
    capital, lower, texts = words.capital, words.lower, words.words
    while end < count and end - i < MOST_WORDS:
        if capital[end]:
            if words.opens[end] and words.starts[end] - words.ends[end - 1] > 0 and texts[end - 1][-1] != ".":
                break
            end += 1
            continue
        here = texts[end]
        after = end + 1
        if here in _ENDING:
            break
        if here in _INNER and after < count and capital[after]:
            end = after
        elif (
            here[0].isdigit()
            and WORD_CLASS.get(lower[end - 1]) in ("road", "title")
            or (here[0].isdigit() and len(texts[end - 1]) <= 2)
        ) or (here in _POSSESSIVES and lower[i] in _SAINTS and book.fact(words.surface(i, end + 1)) is not None):
            end += 1
        elif here in JOINERS or here in _INNER:
            reach = _bridged(words, end, i, book)
            if not reach:
                break
            end = reach
        else:
            break
    return end


def _bridged(words: Words, joiner: int, run_start: int, book: FactBook) -> int:
    """Return the end of a gazetteer name that spans the joining words at ``joiner``, or 0."""
    end = joiner + 1
    count = len(words)
    while end < count and not words.capital[end]:
        if end - joiner > 2 or (words.words[end] not in JOINERS and words.words[end] not in _INNER):
            return 0
        end += 1
    if end >= count:
        return 0
    ends = [end + 1]
    while len(ends) < 3 and ends[-1] + 1 < count and words.words[ends[-1]] in _INNER:
        ends.append(_past_joiners(words, ends[-1]))
    if ends[-1] < count and words.capital[ends[-1]]:
        ends.append(ends[-1] + 1)
    for start in range(max(run_start, joiner - 5), joiner):
        if words.capital[start]:
            last = _last_end(words, start, ends[-1], book)
            for stop in reversed(ends):
                if stop <= last and book.fact(words.surface(start, stop)) is not None:
                    return stop
    return 0


def _past_joiners(words: Words, i: int) -> int:
    """Return the index after the next capitalised word, over hyphens and joining words."""
    while i + 1 < len(words) and not words.capital[i]:
        i += 1
    return i + 1


def _keeps_article(words: Words, i: int) -> bool:
    """Tell whether "The" is a part of the name, as in The Hague; keys of the gazetteer do without it."""
    return i + 1 < len(words) and words.lower[i + 1] in ("hague", "dalles", "woodlands", "villages", "bronx")


def _last_end(words: Words, i: int, end: int, book: FactBook) -> int:
    """Return where, up to ``end``, the longest name can end that begins with a word.

    With short words, marks and hyphens nobody knows; marks inside are no words of a name.
    """
    word = words.words[i]
    end = min(end, i + LONGEST)
    if i + 1 >= end or len(word) <= _SHORT or not word.isalpha() or words.starts[i + 1] == words.ends[i]:
        return end
    most = max(1, book.longest(word))
    for j in range(i, end):
        if words.words[j][0].isalnum():
            if not most:
                return j
            most -= 1
    return end


def _longest_matches(words: Words, start: int, end: int, book: FactBook) -> tuple[Match, ...]:
    if end - start == 1 and words.lower[start] != "the":  # as most runs are
        alone = book.fact(words.words[start])
        return (Match(start, end, alone),) if alone is not None else ()
    found: list[Match] = []
    i = start
    while i < end:
        if not words.words[i][0].isalpha() or (words.lower[i] == "the" and not _keeps_article(words, i)):
            i += 1
            continue
        for j in range(_last_end(words, i, end, book), i, -1):
            if not words.words[j - 1][0].isalnum() and not (
                words.words[j - 1] in _POSSESSIVES and words.lower[i] in _SAINTS
            ):
                continue
            fact = book.fact(words.surface(i, j))
            if fact is not None:
                found.append(Match(i, j, fact))
                i = j
                break
        else:
            i += 1
    return tuple(found)
