"""The words around each place in a text, as features for the learnt models.

Cheap on purpose: tokens, prepositions and the lexicon's verbs to the left and right, no parse.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from geo.articles.article import Article
from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.dateline import reference_date
from geo.itinerary.dates import resolve
from geo.itinerary.journey import When
from geo.itinerary.lexicon import lexicon
from geo.itinerary.timewords import TimeWords, read_times
from geo.tokens import sentences, tokenise
from geo.vocabulary import Mode

__all__ = ["SHORT", "Contexts", "Spot", "Verb", "verb_of"]

SHORT = 5  # sentences
_REACH = 14
_STRAY = frozenset(
    "the a an its their his her our my this that these those of".split()
)  # what stands between a preposition and its place
_BREAKS = frozenset(',;.()"“”')
_HEDGES = {
    word: kind
    for kind, words in {
        "future": "will would shall plans plan planned due expected expects scheduled hopes hoped intends going set",
        "doubt": "may might could possibly reportedly perhaps if whether rumours",
        "not": "not no never n't without instead cancelled canceled skipped skip denied nor neither",
        "had": "had having",
        "be": "was were is are has have been be",
    }.items()
    for word in words.split()
}
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december morning evening night noon midnight afternoon day days week weeks hours "
    "later yesterday today tomorrow dawn".split()
)
_PRONOUNS = frozenset("he she it they we i who".split())


class Verb(NamedTuple):
    """A verb form: its lemma, its frame ("say" for reporting, "other" for the rest), tense and mode."""

    lemma: str
    frame: str
    tense: str
    mode: Mode


@cache
def verb_of(word: str) -> Verb | None:
    """What a word is as a verb, None where it is none."""
    lex = lexicon()
    readings = lex.forms.get(word)
    if not readings:
        return None
    for reading in readings:
        rows = lex.movements.get(reading.lemma)
        if rows:
            return Verb(reading.lemma, rows[-1].frame, reading.tense, rows[-1].mode)
    first = readings[0]
    says = first.lemma in lex.sets["reporting.verbs"]
    return Verb(first.lemma, "say" if says else "other", first.tense, Mode.UNKNOWN)


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


def _kind(place: Place) -> str:
    if place.feature == "P.PPLC":
        return "capital"
    if place.is_country:
        return "country"
    return {"P": "town", "A": "province", "H": "water", "T": "land", "S": "spot", "L": "area"}.get(
        place.feature[:1], "other"
    )


class Contexts:
    """The sentences of an article with the places in them; features are worked out when asked for."""

    def __init__(self, article: Article, resolutions: Sequence[Resolution]) -> None:
        places = {r.mention.start: r for r in resolutions if r.resolved is not None}
        tokens = tokenise(article.text)
        self.sentences = [s for s in sentences(article.text, tokens) if article.in_body(s.start)]
        self.words = [[t.text.lower() for t in s.tokens] for s in self.sentences]
        self.marked: list[dict[int, Resolution]] = []
        self.spots: list[Spot] = []
        self._around: dict[int, tuple[list[str], str]] = {}
        self._times: dict[int, tuple[TimeWords, ...]] = {}
        self.text, self.published = article.text, reference_date(article)
        for number in range(len(self.sentences)):
            self._mark(number, places)
        self.in_sentence: dict[int, list[Spot]] = {}
        for spot in self.spots:
            self.in_sentence.setdefault(spot.sentence, []).append(spot)
        self.times: dict[str, int] = {}
        for spot in self.spots:
            self.times[spot.place.id] = self.times.get(spot.place.id, 0) + spot.is_name
        self.at = {spot.offset: k for k, spot in enumerate(self.spots)}

    @property
    def is_short(self) -> bool:
        """Whether the text has too few sentences for more than grammar to tell: the rules read those better."""
        return len(self.sentences) < SHORT

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

    def word(self, number: int, i: int) -> str:
        """A token as a feature: places, names, years and figures each under one head."""
        low = self.words[number]
        if i < 0 or i >= len(low):
            return "<s>" if i < 0 else "</s>"
        place = self.marked[number].get(i)
        if place is not None:
            return "DEMONYM" if place.mention.kind is MentionKind.DEMONYM else "PLACE"
        word = low[i]
        if word[:1].isdigit():
            return "YEAR" if len(word) == 4 and word[:2] in {"19", "20"} else "#"
        capital = i and self.sentences[number].tokens[i].text[:1].isupper()
        return "NAME" if capital and word not in lexicon().forms and word not in _TIMES else word

    def around(self, k: int) -> tuple[list[str], str]:
        """What the words around a place are, and the preposition that governs it."""
        known = self._around.get(k)
        if known is None:
            spot = self.spots[k]
            prep = self._preposition(spot)
            found = [*self._neighbours(spot, prep), *self._before(spot, prep), *self._after(spot)]
            known = self._around[k] = ([*found, *self._sentence(spot, prep)], prep)
        return known

    def _preposition(self, spot: Spot) -> str:
        lex, low, marked = lexicon(), self.words[spot.sentence], self.marked[spot.sentence]
        preps = lex.sets["closed.prepositions"]
        for i in range(spot.first - 1, max(-1, spot.first - 6), -1):
            word = low[i]
            if word in preps and i not in marked:
                return word
            if word in _BREAKS or (word in lex.forms and i < spot.first - 1 and word not in {"port", "visit"}):
                return ""
        return ""

    def _neighbours(self, spot: Spot, prep: str) -> list[str]:
        n, i, j = spot.sentence, spot.first, spot.last
        one, two = self.word(n, i - 1), self.word(n, i - 2)
        found = [f"1<{one}", f"2<{two}", f"3<{self.word(n, i - 3)}", f"21<{two} {one}"]
        found += [f">1{self.word(n, j + 1)}", f">2{self.word(n, j + 2)}", f"prep={prep}"]
        low = self.words[n]
        if prep:
            at = next(k for k in range(i - 1, -1, -1) if low[k] == prep)
            found += [f"gap={min(i - 1 - at, 3)}", f"of={self.word(n, at - 1)}"]
        return found

    def verbs_before(self, spot: Spot) -> list[tuple[Verb, int, int]]:
        """The verbs to the left, nearest first, each with its distance and the breaks between."""
        low, marked = self.words[spot.sentence], self.marked[spot.sentence]
        found, breaks = [], 0
        for i in range(spot.first - 1, -1, -1):
            word = low[i]
            breaks += word in {",", ";", ":", "—", "–"}
            if i in marked or (i and low[i - 1] in _STRAY):
                continue
            verb = verb_of(word)
            if verb is not None and verb.lemma not in {"be", "have"}:
                found.append((verb, spot.first - i, breaks))
        return found

    def _before(self, spot: Spot, prep: str) -> list[str]:
        verbs = self.verbs_before(spot)
        near = self.words[spot.sentence][max(0, spot.first - _REACH) : spot.first]
        found = [f"hedge={kind}" for kind in sorted({_HEDGES[w] for w in near if w in _HEDGES})]
        if not verbs:
            return [*found, "no verb before"]
        verb, far, breaks = verbs[0]
        found += [f"verb={verb.lemma}", f"frame={verb.frame}", f"tense={verb.tense}", f"frame={verb.frame} {prep}"]
        found += [f"far={min(far, 8)}", f"breaks={min(breaks, 3)}", f"verb={verb.lemma} {prep}"]
        moving = next(((v, n, b) for n, (v, _, b) in enumerate(verbs, 1) if v.frame not in {"other", "say"}), None)
        if moving is None:
            return [*found, "nothing moves before"]
        verb, count, breaks = moving
        found += [f"move={verb.lemma}", f"moves={verb.frame}", f"nth={min(count, 4)}", f"apart={min(breaks, 4)}"]
        return [*found, f"moves={verb.frame} {prep} {min(count, 2)}"]

    def _after(self, spot: Spot) -> list[str]:
        low, marked = self.words[spot.sentence], self.marked[spot.sentence]
        for i in range(spot.last + 1, min(len(low), spot.last + 8)):
            verb = verb_of(low[i]) if i not in marked else None
            if verb is not None:
                return [f"next={verb.lemma}", f"nextframe={verb.frame}", f"nextfar={min(i - spot.last, 4)}"]
            if low[i] in {",", ";", "."}:
                return []
        return []

    def _sentence(self, spot: Spot, prep: str) -> list[str]:
        lex, low = lexicon(), self.words[spot.sentence]
        words, near = set(low), set(low[max(0, spot.first - 6) : spot.first])
        text = self.sentences[spot.sentence].tokens[spot.first].text
        quotes = low[: spot.first]
        opens = quotes.count("“") > quotes.count("”") or quotes.count('"') % 2 == 1
        told = {
            "opens": spot.first == 0 or (spot.first == 1 and low[0] in _STRAY),
            "first sentence": spot.sentence == 0,
            "in capitals": text.isupper() and len(text) > 3,
            "quoted": opens,
            "trip": not words.isdisjoint(lex.trips),
            "vehicle": not words.isdisjoint(lex.vehicles),
            "vehicle near": not near.isdisjoint(lex.vehicles),
            "time": not words.isdisjoint(_TIMES),
            "time near": not _TIMES.isdisjoint(low[max(0, spot.first - 6) : spot.last + 7]),
            "year": any(w[:1].isdigit() and len(w) == 4 and w[:2] in {"19", "20"} for w in words),
            "says": "said" in words or not words.isdisjoint(lex.sets["reporting.verbs"]),
            "pronoun": low[0] in _PRONOUNS,
        }
        kind = _kind(spot.place)
        found = [name for name, holds in told.items() if holds]
        found += [f"trip={word}" for word in sorted(near & lex.trips.keys())]
        places = sum(1 for _ in self.in_sentence[spot.sentence])
        return [*found, f"is={kind}", f"is={kind} {prep}", f"places={min(places, 5)}"]

    def when(self, k: int, previous: date | None, *, future: bool) -> When | None:
        """The time that the sentence gives next to a place, with no other place between, where it can be dated."""
        spot = self.spots[k]
        n = spot.sentence
        if n not in self._times:
            self._times[n] = read_times(self.sentences[n].tokens, self.text)
        near = [(spot.first - t.last if t.last < spot.first else t.first - spot.last, t) for t in self._times[n]]
        for far, words in sorted(near, key=lambda row: (row[0], row[1].first)):
            low, high = min(words.last, spot.last), max(words.first, spot.first)
            if far < _REACH and not any(low < s.first < high for s in self.in_sentence[n]):
                found = resolve(words, self.published, previous, future=future)
                if found is not None:
                    return found
        return None

    def mode(self, k: int) -> Mode:
        """The mode of the nearest verb of movement before a place, where that verb has one."""
        moving = [verb for verb, _, _ in self.verbs_before(self.spots[k]) if verb.frame not in {"other", "say"}]
        return moving[0].mode if moving else Mode.UNKNOWN
