"""The lesser mode for texts that are not English: careful matching against the gazetteer, without a trained model.

Only what is hard to mistake is taken: countries, large regions and waters, and towns known far and wide; in scripts
with capitals a capitalised word, elsewhere the longest name that a stretch of the text spells. Endings of inflected
words are taken off where the stem is such a name ("в Москве").
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.geoparse.facts import Fact, FactBook, fact_book
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.runs import Match, Run, find_runs
from geo.geoparse.words import Words, read_words

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["LESSER_PROBABILITY", "match_names", "nominative"]

LESSER_PROBABILITY = 0.50005  # marks the mode: the recogniser rounds its own to four places
_LARGE = 5  # size class of some 30,000 people and more
_CASELESS = re.compile(
    "[\u0590-\u05f2\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06fa-\u08ff\u0900-\u0963\u0966-\u0dff"
    "\u0e00-\u0eff\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HYPHENS = frozenset({"-", "–"})
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Endings of cases in Cyrillic after a stem, longest first; the stem is tried bare and with a nominative's ending.
_ENDINGS = tuple("ского ому ого ами ой ом ем ах ях ию ии ей у ю е ы и а я".split())
_NOMINATIVES = ("", "а", "я", "ия", "о", "ь")
# German writes all nouns with a capital; after an article a noun is hardly a town ("beim Essen", "in der Halle").
_ARTICLES = frozenset("der die das den dem des beim vom zum zur im ein eine einer einem einen".split())
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
    for run in find_runs(words, book):
        for match in run.matches:
            surface = words.surface(match.start, match.end)
            if (
                not _is_safe(match.fact, surface)
                or surface.lower() in lowered
                or not _stands_alone(words, run, match, lowered)
            ):
                continue
            before = words.lower[match.start - 1] if match.start else ""
            if match.fact.best[0] in "CcL" or before not in _ARTICLES:
                yield words.starts[match.start], words.ends[match.end - 1]
        if run.end - run.start == 1 and not run.matches and nominative(words.words[run.start], book):
            yield words.starts[run.start], words.ends[run.start]


def _stands_alone(words: Words, run: Run, match: Match, lowered: set[str]) -> bool:
    """Tell whether nothing beside a name in its run makes it a part of a person's or a body's name."""
    others = [i for i in range(run.start, run.end) if not match.start <= i < match.end and words.capital[i]]
    if match.start and words.words[match.start - 1] in _HYPHENS:
        return True
    return all(words.opens[i] and (len(words.words[i]) <= 3 or words.lower[i] in lowered) for i in others)


def nominative(word: str, book: FactBook) -> str:
    """Return the name that a Cyrillic word is a case of, or an empty string."""
    if not _CYRILLIC.search(word):
        return ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            for ended in (stem + n for n in _NOMINATIVES):
                if _is_safe(book.fact(ended), ended):
                    return ended
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
