"""The lesser mode for texts that are not English: careful matching against the gazetteer, without a trained model."""

from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.geoparse.facts import fact_book
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.runs import find_runs
from geo.geoparse.words import read_words

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["LESSER_PROBABILITY", "match_names"]

LESSER_PROBABILITY = 0.5


def match_names(article: Article, gazetteer: "Gazetteer") -> tuple[Mention, ...]:
    """Find names of countries, large regions and larger towns in a text of any language."""
    words = read_words(article.text)
    mentions: list[Mention] = []
    for run in find_runs(words, fact_book(gazetteer).fact):
        for start, end, fact in run.matches:
            big = fact.best[0] in "CcAaLH" or int(fact.best[1:]) >= 5
            if fact.best[0] == "D" or not big or len(words.surface(start, end)) < 4:
                continue
            begin, stop = words.starts[start], words.ends[end - 1]
            text = article.text[begin:stop]
            mentions.append(Mention(article.id, begin, stop, text, MentionKind.NAME, LESSER_PROBABILITY))
    return tuple(mentions)
