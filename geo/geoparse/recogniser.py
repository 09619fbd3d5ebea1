"""Where an article names places: a CRF over runs of capitalised words, in two passes."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.articles.article import Article
from geo.geoparse.coherence import fit_of_matches
from geo.geoparse.crf import Crf, Decoded, Floats, gather, sharing_ids
from geo.geoparse.facts import fact_book
from geo.geoparse.features import document_cues, run_features, second_look
from geo.geoparse.language import is_english
from geo.geoparse.lesser import match_names
from geo.geoparse.lexicon import WORD_CLASS
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.resolver import sense_book, tentative_places
from geo.geoparse.runs import Run, find_runs
from geo.geoparse.veto import settle_spans
from geo.geoparse.words import Words, read_words

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["LABELS", "Seen", "recognise_mentions", "see"]

LABELS = ("O", "B-LOC", "I-LOC", "B-DEM", "I-DEM")
_FIRST = Path(__file__).with_name("recogniser-1.zip")
_SECOND = Path(__file__).with_name("recogniser-2.zip")
# What is taken from the weight of "no name", by the gazetteer's kind of the word: F1 asks for a little more recall
# among countries and towns, and for more care with words that the gazetteer does not know or that name no place alone.
BIAS = {"C": 0.9, "P": 0.9, "B": 0.6, "D": 0.6, "L": 0.6, "A": 0.6, "S": 0.6, "H": 0.6}
LONG_UNKNOWN, BIAS_OF_PARTS = -0.3, -0.5  # most often people; "the West"


class Seen:
    """An article as the recogniser sees it: words, runs and the features of every word in a run."""

    __slots__ = ("features", "runs", "words")

    def __init__(self, text: str, gazetteer: "Gazetteer") -> None:
        self.words: Words = read_words(text)
        self.runs: list[Run] = find_runs(self.words, fact_book(gazetteer).fact)
        words, runs = self.words, self.runs
        lowered = {low for low, capital in zip(words.lower, words.capital, strict=True) if not capital}
        cues = document_cues(words, runs)
        self.features = [row for k in range(len(runs)) for row in run_features(words, runs, k, cues, lowered)]

    @property
    def bias(self) -> "Floats":
        """How much each word of the runs leans towards being a name."""
        bias = np.zeros(sum(self.lengths))
        at = 0
        for run in self.runs:
            if not run.matches and run.end - run.start > 1:
                bias[at : at + run.end - run.start] = LONG_UNKNOWN
            for match in run.matches:
                part = match.end - match.start == 1 and WORD_CLASS.get(self.words.lower[match.start]) == "compass"
                leaning = BIAS_OF_PARTS if part else BIAS.get(match.fact.best[0], 0.0)
                bias[at + match.start - run.start : at + match.end - run.start] = leaning
            at += run.end - run.start
        return bias

    @property
    def lengths(self) -> list[int]:
        """The number of words of each run."""
        return [run.end - run.start for run in self.runs]

    def look_again(self, decoded: Sequence[Decoded], gazetteer: "Gazetteer") -> list[list[str]]:
        """Return the features of the second pass: how each name would fit the places that the first pass found."""
        article = Article("", "", self.words.text)
        pairs = zip(self.runs, decoded, strict=True)
        mentions = [m for run, found in pairs for m in mentions_of(article, self.words, run, found)]
        placed = tentative_places(self.words.text, mentions, gazetteer)
        fits = fit_of_matches(self.words, self.runs, placed, sense_book(gazetteer))
        return [row for run in self.runs for row in second_look(run, fits)]


def see(text: str, gazetteer: "Gazetteer") -> Seen:
    """Read a text as the recogniser sees it."""
    return Seen(text, gazetteer)


@lru_cache(maxsize=1)
def _models() -> tuple[Crf, Crf]:
    return sharing_ids(Crf.open(_FIRST), Crf.open(_SECOND))


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
    seen = Seen(article.text, gazetteer)
    if not seen.runs:
        return ()
    first, second = _models()
    gathered = gather(seen.features, first.ids)
    decoded = first.decode(first.weigh(gathered), seen.lengths)
    again = gather(seen.look_again(decoded, gazetteer), second.ids)
    emissions = second.weigh(gathered) + second.weigh(again)
    emissions[:, 0] -= seen.bias
    decoded = second.decode(emissions, seen.lengths)
    mentions = (
        mention
        for run, found in zip(seen.runs, decoded, strict=True)
        for mention in mentions_of(article, seen.words, run, found)
    )
    return tuple(settle_spans(seen.words, mentions, fact_book(gazetteer)))


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
    columns = (3, 4) if demonym else (1, 2)
    probability = max(1e-4, min(float(found.marginals[i, columns].sum()) for i in range(begin, end)))
    kind = MentionKind.DEMONYM if demonym else MentionKind.NAME
    return Mention(article.id, start, stop, article.text[start:stop], kind, round(probability, 4))
