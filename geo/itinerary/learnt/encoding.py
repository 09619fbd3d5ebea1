"""A text, the places in it and what the rules made of them, as the numbers that the network reads.

No place's name is among them: a place is its kind, whether its name is common, and where it stands, so that none
is learnt by heart.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind
from geo.itinerary.contexts import Contexts, Spot
from geo.itinerary.learnt.pieces import pieces, windows
from geo.itinerary.learnt.pointing import pointers
from geo.itinerary.learnt.reading import RuleReading
from geo.itinerary.learnt.timing import kinds, timed, ways
from geo.vocabulary import Mode, Status

__all__ = ["MODES", "PAIR_FEATURES", "PLACE_FEATURES", "SPOT_FEATURES", "STATUSES", "Encoded"]

STATUSES = (Status.DONE, Status.PLANNED, Status.RUMOURED, Status.DENIED)
MODES = (Mode.UNKNOWN, Mode.ROAD, Mode.RAIL, Mode.SEA, Mode.AIR, Mode.FOOT)
PLACE_FEATURES, PAIR_FEATURES, SPOT_FEATURES = 24, 33, 21
_SIGNS, _DEMONYM = 23, 19  # what a token is but for its word, among it whether it is a demonym
_ROLES = ("origin", "goal", "reached", "there", "via")
_KINDS = ("capital", "country", "town", "province", "water", "land", "spot", "area", "other")
_BY_CLASS = {"P": "town", "A": "province", "H": "water", "T": "land", "S": "spot", "L": "area"}
_YEAR = re.compile(r"(19|20)\d\d")
_NEAR = (15.0, 100.0, 500.0, 2000.0)  # km
_CROWD = 24  # more places than this in a text tell nothing more
Floats = NDArray[np.float32]


def _kind(place: Place) -> int:
    if place.feature == "P.PPLC":
        return 0
    return 1 if place.is_country else _KINDS.index(_BY_CLASS.get(place.feature[:1], "other"))


class Encoded:
    """One text as numbers.

    Attributes
    ----------
    words : list of str
    begins : list of int
        Where in the article each word begins.
    pieces : list of tuple of int
        By token: the numbers of the pieces that the language model knows.
    signs : array of shape (tokens, 47), float32
        A token's shape, whether it is a place and of what kind, where in the text it stands; and of places what
        ``features`` says.
    sentence, paragraph : arrays of shape (tokens,), int
    demonyms : array of shape (tokens,), bool
        Which tokens are "Danish", "Danes" and the like.
    windows : list of Window
        The tokens that are read together.
    at, last, owner : arrays of shape (mentions,), int
        The first and last token of each naming of a place, and the index of that place.
    spots : list of int
        Which of the contexts' spots each of those mentions is.
    sentences : int
    places : list of Place
    first : list of Spot
        Where each place is named first.
    published, headlines, running
        As in the contexts: what "Tuesday" counts from, sentences in title case, neighbours in the others.
    times : list of Timed
        In the order of the text.
    time_at : array of shape (times, 2), int
        The first and the last token of each.
    time_kinds : array of shape (times, 12)
        What each is but for its words.
    """

    def __init__(self, contexts: Contexts, rules: RuleReading) -> None:
        self._contexts, self._rules = contexts, rules
        starts = np.cumsum([0, *(len(one.tokens) for one in contexts.sentences)]).tolist()
        tokens = [token for one in contexts.sentences for token in one.tokens]
        self.words, self.begins = [token.text for token in tokens], [token.start for token in tokens]
        self.pieces = [pieces(word) for word in self.words]
        self.sentence = np.repeat(np.arange(len(contexts.sentences)), np.diff(starts))
        self.paragraph = np.array([bisect(contexts.breaks, token.start) for token in tokens], np.int64)
        self.windows = windows(np.array([len(row) for row in self.pieces]), starts)
        firsts: dict[str, Spot] = {}
        for spot in contexts.spots:
            if spot.is_name:
                firsts.setdefault(spot.place.id, spot)
        self.first = list(firsts.values())
        self.places: list[Place] = [spot.place for spot in self.first]
        self._starts = starts
        self.sentences = len(contexts.sentences)
        names = list(self._mentions())
        mentions = np.array([*names, *self._pointed()], np.int64).reshape(-1, 4)
        self.spots = mentions[:, 0].tolist()
        self.owner, self.at, self.last = mentions[:, 1:].T.copy()
        self._named = len(names)
        self.countries = np.array([p.is_country for p in self.places], bool)
        self.lands = np.array([p.country for p in self.places])
        self._radians = np.radians([[p.at.lon, p.at.lat] for p in self.places]).reshape(-1, 2)
        self.signs = np.zeros((len(tokens), _SIGNS + PLACE_FEATURES), np.float32)
        self.signs[:, :_SIGNS] = _signs(contexts, starts)
        self.published, self.headlines, self.running = contexts.published, contexts.headlines, contexts.running
        self.times = timed(contexts)
        said = [(starts[one.sentence] + one.words.first, starts[one.sentence] + one.words.last) for one in self.times]
        self.time_at = np.array(said, np.int64).reshape(-1, 2)
        self.time_kinds = kinds(self.times, contexts.sentences)
        self.demonyms = self.signs[:, _DEMONYM] > 0.0
        if self.places:
            own = slice(self._named)
            self.signs[self.at[own], _SIGNS:] = self.features(range(len(self.places)))[self.owner[own]]

    def _mentions(self) -> Iterator[tuple[int, int, int, int]]:
        """Each naming of a place: its spot, the index of the place, the first and the last token.

        "The Georgian capital" names the city that the text calls by its name elsewhere.
        """
        index = {place.id: i for i, place in enumerate(self.places)}
        capitals = {place.country: i for i, place in enumerate(self.places) if place.feature == "P.PPLC"}
        for k, spot in enumerate(self._contexts.spots):
            at, last = self.token_of(spot, self._starts), self._starts[spot.sentence] + spot.last
            if spot.is_name:
                yield k, index[spot.place.id], at, last
            behind = last + 1 + (self.words[last + 1 : last + 2] in (["'s"], ["’s"], ["'"], ["’"]))
            land = spot.place.country in capitals and not spot.place.feature.startswith("A.ADM")
            if land and self.words[behind : behind + 1] == ["capital"]:
                yield k, capitals[spot.place.country], at, behind

    def _pointed(self) -> Iterator[tuple[int, int, int, int]]:
        """The same of each word that may mean a place named before: its last token is that of the name it stands for.

        What is read apart from that name stands alone.
        """
        index = {place.id: i for i, place in enumerate(self.places)}
        for token, k in pointers(self._contexts, self._starts):
            spot = self._contexts.spots[k]
            last = self._starts[spot.sentence] + spot.last
            together = any(one.holds(last) and one.first <= token < one.end for one in self.windows)
            yield k, index[spot.place.id], token, last if together else token

    @staticmethod
    def token_of(spot: Spot, starts: Sequence[int]) -> int:
        """A spot's first token, counted through the text."""
        return starts[spot.sentence] + spot.first

    def km(self, chosen: Sequence[int], others: Sequence[int]) -> NDArray[np.float64]:
        """How far some places lie from others, on a sphere: shape (chosen, others)."""
        lon, lat = self._radians.T
        across = np.sin((lon[chosen][:, None] - lon[others][None, :]) / 2.0)
        up = np.sin((lat[chosen][:, None] - lat[others][None, :]) / 2.0)
        whole = up**2 + np.cos(lat[chosen])[:, None] * np.cos(lat[others])[None, :] * across**2
        return np.asarray(12742.0 * np.arcsin(np.minimum(1.0, np.sqrt(whole))))

    def around(self, chosen: Sequence[int], others: Sequence[int]) -> NDArray[np.bool_]:
        """Whether each of some places is the country in which another lies."""
        one_land = self.lands[chosen][:, None] == self.lands[others][None, :]
        return np.asarray(one_land & self.countries[chosen][:, None] & ~self.countries[others][None, :])

    def features(self, chosen: Sequence[int]) -> Floats:
        """What is known of places but for the words around them: shape (chosen, 24)."""
        count, everywhere = len(self.places), range(len(self.places))
        found = np.zeros((len(chosen), PLACE_FEATURES), np.float32)
        named = np.bincount(self.owner[: self._named], minlength=count)
        km = self.km(chosen, everywhere)
        inside = np.asarray(self.around(chosen, everywhere).any(axis=1))
        for row, place in enumerate(chosen):
            others = ~self.countries
            others[place] = False
            far = km[row][others]
            near = (far.min(), np.median(far)) if len(far) else (0.0, 0.0)
            found[row, :2] = np.log1p(near) / 8.0
            found[row, 2:6] = named[place] / 4.0, self.countries[place], inside[row], min(count, _CROWD) / 10.0
            self._add_rules(found[row, 6:], self.places[place].id)
        return found

    def _add_rules(self, row: Floats, key: str) -> None:
        known = self._rules.stops.get(key)
        if known is not None:
            row[0] = row[1 + STATUSES.index(known.status)] = row[5 + MODES.index(known.mode)] = 1.0
        roles = self._rules.roles.get(key)
        if roles is not None:
            row[11] = 1.0
            for role in roles & set(_ROLES):
                row[12 + _ROLES.index(role)] = 1.0
        row[17] = bool(self._rules.stops)

    @cached_property
    def by_rule(self) -> NDArray[np.bool_]:
        """Which places are stops by the rules."""
        return np.array([place.id in self._rules.stops for place in self.places], bool)

    @cached_property
    def done_by_rule(self) -> NDArray[np.bool_]:
        """Which places were reached by the rules."""
        done = {key for key, stop in self._rules.stops.items() if stop.status is Status.DONE}
        return np.array([place.id in done for place in self.places], bool)

    def day_order(self, chosen: Sequence[int]) -> NDArray[np.float64]:
        """One where the rules know an earlier day of a place than of another, minus one where a later one, or zero."""
        known = [self._rules.stops.get(self.places[i].id) for i in chosen]
        days = np.array([np.nan if stop is None or stop.day is None else stop.day.toordinal() for stop in known])
        return np.asarray(np.nan_to_num(np.sign(days[None, :] - days[:, None])))

    def pairs(self, chosen: Sequence[int]) -> Floats:
        """What two places are to each other: shape (n, n, 33) for n chosen places, from the first to the second."""
        count = len(chosen)
        found = np.zeros((count, count, PAIR_FEATURES), np.float32)
        spots = [self.first[i] for i in chosen]
        between = self._between(spots)
        found[..., :13], found[..., 18:20] = between[..., :13], between[..., 13:15]
        found[..., 23:27], found[..., 31:] = between[..., 15:19], between[..., 19:]
        km = self.km(chosen, chosen)
        for n, limit in enumerate(_NEAR, 13):
            found[..., n] = km < limit
        found[..., 17] = self.lands[chosen][:, None] == self.lands[chosen][None, :]
        found[..., 20] = 1.0
        around = self.around(chosen, chosen)
        found[..., 21], found[..., 22] = around, around.T
        self._add_rule_pairs(found, [self.places[i].id for i in chosen])
        found[np.arange(count), np.arange(count)] = 0.0
        return found

    def ways(self, mentions: Sequence[int]) -> Floats:
        """Where the times stand as seen from k of the mentions: shape (k, times, 10)."""
        return ways(self.at[list(mentions)], self.time_at, self.sentence, self.paragraph, self.at)

    def between(self, mentions: Sequence[int]) -> Floats:
        """What two namings of places are to each other in the text: shape (k, k, 21) for k of the mentions."""
        return self._between([self._contexts.spots[self.spots[m]] for m in mentions])

    def _between(self, spots: Sequence[Spot]) -> Floats:
        count = len(spots)
        found = np.zeros((count, count, SPOT_FEATURES), np.float32)
        sentence = np.array([s.sentence for s in spots], np.int64)
        token = np.array([self.token_of(s, self._starts) for s in spots], np.int64)
        gap, steps = (row[None, :] - row[:, None] for row in (sentence, token))
        tests = (gap == 0, gap == 1, gap == 2, gap > 2, gap == -1, gap == -2, gap < -2)
        for n, holds in enumerate(tests):
            found[..., n] = holds
        found[..., 7], found[..., 8], found[..., 9] = np.sign(steps), np.tanh(steps / 8.0), np.tanh(steps / 60.0)
        self._add_days(found[..., 10:13], spots)
        found[..., 13], found[..., 14] = (sentence == 0)[:, None], (sentence == 0)[None, :]
        self._add_story(found[..., 15:19], spots)
        self._add_tellers(found[..., 19:], [self._rules.tellers(s.offset) for s in spots])
        return found

    def _add_story(self, found: Floats, spots: Sequence[Spot]) -> None:
        """Whether two places are named in one paragraph, beside the same names, or with another traveller between."""
        paragraph = np.array([bisect(self._contexts.breaks, s.offset) for s in spots])
        names = [self._contexts.names[s.sentence] for s in spots]
        turns = np.array([bisect(self._contexts.turns, s.offset) for s in spots])
        for i, one in enumerate(names):
            for j, two in enumerate(names):
                found[i, j, 1:3] = not one.isdisjoint(two), bool(one and two) and one.isdisjoint(two)
        found[..., 0] = paragraph[:, None] == paragraph[None, :]
        found[..., 3] = turns[:, None] == turns[None, :]

    def _add_tellers(self, found: Floats, tellers: Sequence[frozenset[int]]) -> None:
        for i, one in enumerate(tellers):
            for j, two in enumerate(tellers):
                found[i, j] = not one.isdisjoint(two), bool(one and two) and one.isdisjoint(two)

    def _add_days(self, found: Floats, spots: Sequence[Spot]) -> None:
        days = [self._day(spot) for spot in spots]
        known = np.array([d is not None for d in days])
        day = np.array([d or 0 for d in days])
        both = known[:, None] & known[None, :]
        step = np.sign(day[None, :] - day[:, None])
        for n, sign in enumerate((1, -1, 0)):
            found[..., n] = both & (step == sign)

    def _day(self, spot: Spot) -> int | None:
        when = self._contexts.when(self._contexts.at[spot.offset], None, future=False)
        return when.start.date().toordinal() if when else None

    def _add_rule_pairs(self, found: Floats, keys: Sequence[str]) -> None:
        rules = self._rules
        for i, a in enumerate(keys):
            for j, b in enumerate(keys):
                one, two = rules.stops.get(a), rules.stops.get(b)
                if one is not None and two is not None:
                    same = one.line == two.line
                    found[i, j, 27:30] = same, not same, np.sign(two.order - one.order) if same else 0.0
                found[i, j, 30] = not rules.parties.get(a, frozenset()).isdisjoint(rules.parties.get(b, frozenset()))


def _signs(contexts: Contexts, starts: Sequence[int]) -> Floats:
    found = np.zeros((starts[-1], _SIGNS), np.float32)
    for number, sentence in enumerate(contexts.sentences):
        marked = contexts.marked[number]
        for i, token in enumerate(sentence.tokens):
            row, text = found[starts[number] + i], token.text
            place = marked.get(i)
            if place is not None and place.resolved is not None:
                row[8 + (token.start != place.mention.start)] = 1.0
                row[10 + _kind(place.resolved)] = 1.0
                row[_DEMONYM] = place.mention.kind is MentionKind.DEMONYM
            row[:8] = _shape(text, i, known=len(pieces(text)) == 1)
            row[20:] = number == 0, number / len(contexts.sentences), 1.0
    return found


def _shape(text: str, i: int, *, known: bool) -> tuple[bool, ...]:
    return (
        text[:1].isupper(),
        text.isupper() and len(text) > 2,
        text[:1].isdigit(),
        not text[:1].isalnum(),
        i == 0,
        _YEAR.fullmatch(text) is not None,
        text in '"“”',
        not known,
    )
