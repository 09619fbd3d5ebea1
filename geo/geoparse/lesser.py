"""The lesser mode for texts that are not English: careful matching against the gazetteer, without a trained model.

Only what is hard to mistake is taken: countries, large regions and waters, and towns known far and wide; in scripts
with capitals a capitalised word, elsewhere the longest name that a stretch of the text spells. Endings of inflected
words are taken off where the stem is such a name ("в Москве", "na Ukrajině").
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.geoparse.facts import Fact, FactBook, fact_book
from geo.geoparse.lexicon import FIRST_NAMES
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.runs import find_runs
from geo.geoparse.words import Words, read_words

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["LESSER_PROBABILITY", "match_names"]

LESSER_PROBABILITY = 0.5
_LARGE = 5  # size class of some 30,000 people and more
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Endings of cases after a stem, longest first; the stem is tried bare and with the ending of a nominative.
_ENDINGS = ("ского", "ому", "ого", "ами", "ой", "ом", "ем", "ах", "ях", "ию", "ии", "ей", "ě", "ie", "y", "u", "e",
            "ę", "ą", "у", "ю", "е", "ы", "и", "а", "я")  # fmt: skip
_NOMINATIVES = ("", "а", "я", "ия", "a", "ie", "o", "ь")
_PREFIXES = ("وال", "بال", "ال", "و", "ب", "ل", "ב", "ל", "מ", "ו", "ה")
_LONGEST_CJK = 8


def match_names(article: Article, gazetteer: "Gazetteer") -> tuple[Mention, ...]:
    """Find names of countries, large regions and well-known towns in a text of any language.

    Returns
    -------
    tuple of Mention
        With `LESSER_PROBABILITY`, in text order.
    """
    book = fact_book(gazetteer)
    spans = sorted({*_capitalised(read_words(article.text), book), *_caseless(article.text, book)})
    mentions: list[Mention] = []
    for start, end in spans:
        if not mentions or mentions[-1].end <= start:
            text = article.text[start:end]
            mentions.append(Mention(article.id, start, end, text, MentionKind.NAME, LESSER_PROBABILITY))
    return tuple(mentions)


def _is_safe(fact: Fact | None, text: str) -> bool:
    if fact is None or len(text) < 4 or fact.best[0] in "Dd":
        return False
    return fact.best[0] in "CcL" or int(fact.best[1:]) >= _LARGE


def _capitalised(words: Words, book: FactBook) -> Iterator[tuple[int, int]]:
    lowered = {low for low, capital in zip(words.lower, words.capital, strict=True) if not capital}
    for run in find_runs(words, book.fact):
        taken: set[int] = set()
        for match in run.matches:
            surface = words.surface(match.start, match.end)
            if match.start > run.start and words.lower[match.start - 1] in FIRST_NAMES:
                continue
            if _is_safe(match.fact, surface) and surface.lower() not in lowered:
                taken.update(range(match.start, match.end))
                yield words.starts[match.start], words.ends[match.end - 1]
        alone = run.end - run.start == 1 and run.start not in taken and not words.opens[run.start]
        if alone and _stem(words.words[run.start], book):
            yield words.starts[run.start], words.ends[run.start]


def _stem(word: str, book: FactBook) -> str:
    """Return the name that a word is a case of, or an empty string."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            for nominative in _NOMINATIVES:
                if _is_safe(book.fact(stem + nominative), stem + nominative):
                    return stem + nominative
    return ""


def _caseless(text: str, book: FactBook) -> Iterator[tuple[int, int]]:
    """Names in scripts without capitals: whole words, or stretches where words are not parted."""
    for found in _CASELESS.finditer(text):
        if _CJK.search(found.group()):
            yield from _unparted(found.group(), found.start(), book)
            continue
        word = found.group()
        for prefix in ("", *_PREFIXES):
            if word.startswith(prefix) and _is_known(book.fact(word[len(prefix) :]), word[len(prefix) :], 3):
                yield found.start() + len(prefix), found.end()
                break
        else:
            yield from _beginning(word, found.start(), book)


def _beginning(word: str, at: int, book: FactBook) -> Iterator[tuple[int, int]]:
    """Take a name off the front of a word with particles behind it, as Korean writes."""
    if "\uac00" <= word[0] <= "\ud7af":
        for length in range(len(word) - 1, 1, -1):
            if _is_known(book.fact(word[:length]), word[:length], 2):
                yield at, at + length
                return


def _unparted(text: str, at: int, book: FactBook) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(text):
        for length in range(min(_LONGEST_CJK, len(text) - i), 1, -1):
            if _is_known(book.fact(text[i : i + length]), text[i : i + length], 2):
                yield at + i, at + i + length
                i += length
                break
        else:
            i += 1


def _is_known(fact: Fact | None, text: str, shortest: int) -> bool:
    return fact is not None and len(text) >= shortest and (fact.best[0] in "CcL" or int(fact.best[1:]) >= _LARGE)
