"""Where an article names places: a CRF over runs of capitalised words, in two passes."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.articles.article import Article
from geo.geoparse.airports import with_airports
from geo.geoparse.alphabet import Alphabet
from geo.geoparse.coherence import fit_of_matches
from geo.geoparse.crf import Crf, Decoded, Floats
from geo.geoparse.facts import fact_book
from geo.geoparse.features import FeatureReader, Features
from geo.geoparse.language import is_english
from geo.geoparse.leaning import leanings
from geo.geoparse.lesser import match_names
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.resolver import sense_book, tentative_places
from geo.geoparse.runs import Run, find_runs
from geo.geoparse.veto import settle_spans
from geo.geoparse.words import Words, read_words

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["LABELS", "Model", "Seen", "mentions_of", "recognise_mentions"]

LABELS = ("O", "B-LOC", "I-LOC", "B-DEM", "I-DEM")
_FIRST = Path(__file__).with_name("recogniser-1.zip")
_SECOND = Path(__file__).with_name("recogniser-2.zip")


class Model:
    """Both passes of the recogniser over one alphabet of features."""

    def __init__(self, first: Crf, second: Crf) -> None:
        names = Alphabet(dict.fromkeys([*first.names, *second.names]))
        numbers = {name: number for number, name in enumerate(names.names)}
        self.reader = FeatureReader(names)
        self.first, self.second = first, second
        self._both = np.hstack([first.weights_of(numbers), second.weights_of(numbers)])

    def weigh(self, features: Features) -> "Floats":
        """Add up the weights of each word's features: a row a word, the labels of the first pass, then the second's."""
        if not features.starts:
            return np.zeros((0, self._both.shape[1]))
        rows = self._both.take(features.numbers, axis=0)
        scores: Floats = np.add.reduceat(rows, features.starts, axis=0)
        return scores


@lru_cache(maxsize=1)
def _model() -> Model:
    return Model(Crf.open(_FIRST), Crf.open(_SECOND))


class Seen:
    """An article as the recogniser sees it: words, runs and the features of every word in a run."""

    __slots__ = ("features", "lengths", "reader", "runs", "words")

    def __init__(self, text: str, gazetteer: "Gazetteer", reader: FeatureReader) -> None:
        self.reader = reader
        self.words: Words = read_words(text)
        self.runs: list[Run] = find_runs(self.words, fact_book(gazetteer))
        self.lengths = [run.end - run.start for run in self.runs]
        self.features: Features = reader.read(self.words, self.runs)

    @property
    def bias(self) -> "Floats":
        """How much each word of the runs leans towards being a name."""
        return np.array(leanings(self.words, self.runs))

    def look_again(self, decoded: Sequence[Decoded], gazetteer: "Gazetteer") -> Features:
        """Return the features of the second pass: how each name would fit the places that the first pass found."""
        article = Article("", "", self.words.text)
        mentions = [m for found in decoded for m in mentions_of(article, self.words, self.runs[found.run], found)]
        placed = tentative_places(self.words.text, mentions, gazetteer)
        return self.reader.second_look(self.runs, fit_of_matches(self.words, self.runs, placed, sense_book(gazetteer)))


def recognise_mentions(article: Article, gazetteer: "Gazetteer") -> tuple[Mention, ...]:
    """Find the places that an article names.

    Returns
    -------
    tuple of Mention
        In text order, without overlaps. English is read by the trained model; other languages are matched
        against the gazetteer alone, with a probability that says so.
    """
    if not is_english(article.text, article.language):
        return match_names(article, gazetteer)
    model = _model()
    seen = Seen(article.text, gazetteer, model.reader)
    if not seen.runs:
        return ()
    scores, labels = model.weigh(seen.features), len(LABELS)
    decoded = model.first.decode(scores[:, :labels], seen.lengths)
    again = seen.look_again(decoded, gazetteer)
    emissions = scores[:, labels:]
    emissions[again.words] += model.weigh(again)[:, labels:]
    emissions[:, 0] -= seen.bias
    decoded = model.second.decode(emissions, seen.lengths)
    mentions = (m for found in decoded for m in mentions_of(article, seen.words, seen.runs[found.run], found))
    book = fact_book(gazetteer)
    settled = settle_spans(seen.words, mentions, book)
    return tuple(with_airports(seen.words, seen.runs, settled, article.id, book))


def mentions_of(article: Article, words: Words, run: Run, found: Decoded) -> list[Mention]:
    """Read the mentions off a decoded run."""
    mentions: list[Mention] = []
    begin = None
    for i, label in enumerate([*found.labels, "O"]):
        if begin is not None and not label.startswith("I-"):
            span = _whole_people(run, begin, i) if found.labels[begin] == "B-DEM" else (begin, i)
            if not mentions or mentions[-1].end <= words.starts[run.start + span[0]]:
                mentions.append(_mention(article, words, run, span, found))
            begin = None
        if label.startswith("B-"):
            begin = i
    return mentions


def _whole_people(run: Run, begin: int, end: int) -> tuple[int, int]:
    """Widen "Lankan" to "Sri Lankan" where the gazetteer knows the longer word of a people."""
    for match in run.matches:
        first, last = match.start - run.start, match.end - run.start
        if "D" in match.fact.kinds and first <= begin and end <= last:
            return first, last
    return begin, end


def _mention(article: Article, words: Words, run: Run, span: tuple[int, int], found: Decoded) -> Mention:
    begin, end = span
    start, stop = words.starts[run.start + begin], words.ends[run.start + end - 1]
    demonym = "B-DEM" in found.labels[begin:end]
    b, i = (3, 4) if demonym else (1, 2)
    probability = max(1e-4, min([row[b] + row[i] for row in found.marginals[begin:end]]))
    kind = MentionKind.DEMONYM if demonym else MentionKind.NAME
    return Mention(article.id, start, stop, article.text[start:stop], kind, round(probability, 4))
