"""The sentences of an article with the places and times in them, as the learnt reading needs them."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from geo.articles.article import Article
from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.dateline import reference_date
from geo.itinerary.dates import resolve
from geo.itinerary.journey import When
from geo.itinerary.timewords import TimeWords, read_times
from geo.itinerary.units import is_headline
from geo.tokens import sentences, tokenise

__all__ = ["Contexts", "Spot"]

_PARAGRAPH = re.compile(r"\n\s*")
_TURNS = frozenset(
    "another other others second third separate separately meanwhile elsewhere whereas rest earlier".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_REACH = 14  # tokens between a place and the time that is told of it


class Spot(NamedTuple):
    """A place named in the text: in which sentence, from which token to which."""

    resolution: Resolution
    place: Place
    sentence: int
    first: int
    last: int

    @property
    def offset(self) -> int:
        """Where it starts in the text."""
        return self.resolution.mention.start

    @property
    def is_name(self) -> bool:
        """Whether it is named itself, not as the people or language of a country."""
        return self.resolution.mention.kind is not MentionKind.DEMONYM


class Contexts:
    """The sentences of an article's body, and where in them places and times are named.

    Attributes
    ----------
    text : str
    published : date or None
    sentences : list of Sentence
    marked : list of dict of int to Resolution
        By sentence: the tokens that are part of a place's name.
    spots : list of Spot
        In the order of the text.
    at : dict of int to int
        The index of the spot that starts at an offset.
    names : list of frozenset of str
        By sentence: its capitalised words that are no places, but for the first word.
    breaks, turns : lists of int
        Where in the text a paragraph begins, and where a word like "another" or "meanwhile" stands.
    headlines : frozenset of int
        Which sentences are set in title case, so that capitals tell no names there.
    running : frozenset of (str, str)
        Words that stand side by side in the other sentences.
    """

    def __init__(self, article: Article, resolutions: Sequence[Resolution]) -> None:
        places = {r.mention.start: r for r in resolutions if r.resolved is not None}
        tokens = tokenise(article.text)
        self.sentences = [s for s in sentences(article.text, tokens) if article.in_body(s.start)]
        self.marked: list[dict[int, Resolution]] = []
        self.spots: list[Spot] = []
        self._times: dict[int, tuple[TimeWords, ...]] = {}
        self.text, self.published = article.text, reference_date(article)
        for number in range(len(self.sentences)):
            self._mark(number, places)
        self._in_sentence: dict[int, list[Spot]] = {}
        for spot in self.spots:
            self._in_sentence.setdefault(spot.sentence, []).append(spot)
        self.at = {spot.offset: k for k, spot in enumerate(self.spots)}
        self.names = [self._names_of(number) for number in range(len(self.sentences))]
        self.breaks = [match.end() for match in _PARAGRAPH.finditer(article.text)]
        self.turns = [t.start for t in tokens if t.text.lower() in _TURNS]
        self.headlines = frozenset(n for n, sentence in enumerate(self.sentences) if is_headline(sentence))
        told = (s.tokens for n, s in enumerate(self.sentences) if n not in self.headlines)
        self.running = frozenset((one.text, two.text) for row in told for one, two in pairwise(row))

    def _mark(self, number: int, places: dict[int, Resolution]) -> None:
        tokens, marked = self.sentences[number].tokens, {}
        i = 0
        while i < len(tokens):
            found = places.get(tokens[i].start)
            if found is None or found.resolved is None:
                i += 1
                continue
            first = i
            while i < len(tokens) and tokens[i].start < found.mention.end:
                marked[i] = found
                i += 1
            self.spots.append(Spot(found, found.resolved, number, first, i - 1))
        self.marked.append(marked)

    def _names_of(self, number: int) -> frozenset[str]:
        marked = self.marked[number]
        words = (t.text for i, t in enumerate(self.sentences[number].tokens) if i and i not in marked)
        return frozenset(w for w in words if w[:1].isupper() and len(w) > 2 and w.lower() not in _CALENDAR)

    def times(self, number: int) -> tuple[TimeWords, ...]:
        """The time expressions of a sentence, read once."""
        if number not in self._times:
            self._times[number] = read_times(self.sentences[number].tokens, self.text)
        return self._times[number]

    def when(self, k: int, previous: date | None, *, future: bool) -> When | None:
        """The time that the sentence gives next to a place, with no other place between, where it can be dated."""
        spot = self.spots[k]
        n = spot.sentence
        near = [(spot.first - t.last if t.last < spot.first else t.first - spot.last, t) for t in self.times(n)]
        for far, words in sorted(near, key=lambda row: (row[0], row[1].first)):
            low, high = min(words.last, spot.last), max(words.first, spot.first)
            if far < _REACH and not any(low < s.first < high for s in self._in_sentence[n]):
                found = resolve(words, self.published, previous, future=future)
                if found is not None:
                    return found
        return None
