"""The date that a text's weekdays count from, where the article itself gives one."""

from datetime import date

from geo.articles.article import Article
from geo.itinerary.dates import resolve
from geo.itinerary.timewords import read_times
from geo.itinerary.unit import Unit
from geo.tokens import sentences, tokenise

__all__ = ["DASHES", "reference_date", "without_dateline"]

_OPENING = 400


DASHES = frozenset({"—", "–", "-", "--", ":"})  # one of them ends a dateline
_LONGEST_DATELINE = 16


def without_dateline(sequence: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Leave out what stands before a dateline's dash: "TAIPEI, Taiwan (AP) —", "Xinhua, Lusaka:"."""
    for k, unit in enumerate(sequence[:_LONGEST_DATELINE]):
        if unit.kind == "mark" and unit.text in DASHES and k:
            names = any(u.kind in {"place", "name"} or (u.kind == "word" and u.text.isupper()) for u in sequence[:k])
            return sequence[k + 1 :] if names and k + 1 < len(sequence) else sequence
        if unit.kind == "word" and unit.text[:1].islower() and unit.low not in {"by", "and", "of"}:
            return sequence
    return sequence


def reference_date(article: Article) -> date | None:
    """The publication date; else a full date in the article's first lines; else None.

    Only the opening of the body is asked, so that a comment's date or a date of the story never counts.
    """
    if article.published is not None:
        return article.published
    opening = article.text[:_OPENING]
    for sentence in sentences(opening, tokenise(opening))[:2]:
        for words in read_times(sentence.tokens, opening):
            if (
                words.year
                and words.month
                and words.day
                and words.weekday is None
                and words.first <= 12
                and article.in_body(sentence.start)
            ):
                when = resolve(words, None, None, future=False)
                mark = any(t.text in {"(", "—", "–", "-", "|"} for t in sentence.tokens[:14])
                if when is not None and mark:
                    return when.start.date()
    return None
