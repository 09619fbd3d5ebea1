"""A text, the places in it and what the rules made of them, as the numbers that the network reads.

No place's name is among them: a place is its kind, whether its name is common, and where it stands, so that none
is learnt by heart.
"""

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind
from geo.itinerary.contexts import Contexts, Spot
from geo.itinerary.learnt.reading import RuleReading
from geo.itinerary.learnt.words import vectors
from geo.vocabulary import Mode, Status

__all__ = ["MODES", "PAIR_FEATURES", "PLACE_FEATURES", "STATUSES", "Encoded"]

STATUSES = (Status.DONE, Status.PLANNED, Status.RUMOURED, Status.DENIED)
MODES = (Mode.UNKNOWN, Mode.ROAD, Mode.RAIL, Mode.SEA, Mode.AIR, Mode.FOOT)
PLACE_FEATURES, PAIR_FEATURES = 24, 33
WINDOW = 250  # tokens that the network reads in one go; texts are cut between sentences, longer sentences anywhere
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
    tokens : array of shape (tokens, 73), float32
        The word's vector, its shape, whether it is a place and of what kind, and where in the text it stands.
    windows : list of (int, int)
        The tokens that are read together, first and behind the last.
    at, owner : arrays of shape (mentions,), int
        The first token of each naming of a place, and the index of that place.
    spots : list of int
        Which of the contexts' spots each of those mentions is.
    sentences : int
    places : list of Place
    first : list of Spot
        Where each place is named first.
    """

    def __init__(self, contexts: Contexts, rules: RuleReading) -> None:
        self._contexts, self._rules = contexts, rules
        self.tokens, self.windows, starts = _tokens(contexts)
        self.places: list[Place] = []
        self.first: list[Spot] = []
        self.spots: list[int] = []
        index: dict[str, int] = {}
        owner = []
        for k, spot in enumerate(contexts.spots):
            if spot.is_name:
                if spot.place.id not in index:
                    index[spot.place.id] = len(self.places)
                    self.places.append(spot.place)
                    self.first.append(spot)
                owner.append(index[spot.place.id])
                self.spots.append(k)
        self.sentences = len(contexts.sentences)
        self.owner = np.array(owner, np.int64)
        self.at = np.array([self.token_of(contexts.spots[k], starts) for k in self.spots], np.int64)
        self._starts = starts
        self.countries = np.array([p.is_country for p in self.places], bool)
        self.lands = np.array([p.country for p in self.places])
        self._radians = np.radians([[p.at.lon, p.at.lat] for p in self.places]).reshape(-1, 2)

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
        named = np.bincount(self.owner, minlength=count)
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

    def rule_order(self, chosen: Sequence[int]) -> NDArray[np.float64]:
        """One where the rules have a place before another, minus one where behind, zero where they do not say."""
        known = [self._rules.stops.get(self.places[i].id) for i in chosen]
        line = np.array([-n if stop is None else stop.line for n, stop in enumerate(known, 1)])
        order = np.array([0 if stop is None else stop.order for stop in known])
        step = np.sign(order[None, :] - order[:, None])
        return np.where(line[:, None] == line[None, :], step, 0).astype(np.float64)

    def pairs(self, chosen: Sequence[int]) -> Floats:
        """What two places are to each other: shape (n, n, 33) for n chosen places, from the first to the second."""
        count = len(chosen)
        found = np.zeros((count, count, PAIR_FEATURES), np.float32)
        spots = [self.first[i] for i in chosen]
        sentence = np.array([s.sentence for s in spots])
        token = np.array([self.token_of(s, self._starts) for s in spots])
        gap, steps = (row[None, :] - row[:, None] for row in (sentence, token))
        tests = (gap == 0, gap == 1, gap == 2, gap > 2, gap == -1, gap == -2, gap < -2)
        for n, holds in enumerate(tests):
            found[..., n] = holds
        found[..., 7], found[..., 8], found[..., 9] = np.sign(steps), np.tanh(steps / 8.0), np.tanh(steps / 60.0)
        self._add_days(found, chosen)
        km = self.km(chosen, chosen)
        for n, limit in enumerate(_NEAR, 13):
            found[..., n] = km < limit
        found[..., 17] = self.lands[chosen][:, None] == self.lands[chosen][None, :]
        found[..., 18], found[..., 19], found[..., 20] = (sentence == 0)[:, None], (sentence == 0)[None, :], 1.0
        around = self.around(chosen, chosen)
        found[..., 21], found[..., 22] = around, around.T
        self._add_story(found, spots)
        self._add_rule_pairs(found, [self.places[i].id for i in chosen])
        self._add_tellers(found, [self._rules.tellers(s.offset) for s in spots])
        found[np.arange(count), np.arange(count)] = 0.0
        return found

    def _add_story(self, found: Floats, spots: Sequence[Spot]) -> None:
        """Whether two places are named in one paragraph, beside the same names, or with another traveller between."""
        paragraph = np.array([bisect(self._contexts.breaks, s.offset) for s in spots])
        names = [self._contexts.names[s.sentence] for s in spots]
        turns = np.array([bisect(self._contexts.turns, s.offset) for s in spots])
        found[..., 23] = paragraph[:, None] == paragraph[None, :]
        found[..., 24] = [[not one.isdisjoint(two) for two in names] for one in names]
        found[..., 25] = [[bool(one and two) and one.isdisjoint(two) for two in names] for one in names]
        found[..., 26] = turns[:, None] == turns[None, :]

    def _add_tellers(self, found: Floats, tellers: Sequence[frozenset[int]]) -> None:
        for i, one in enumerate(tellers):
            for j, two in enumerate(tellers):
                found[i, j, 31] = not one.isdisjoint(two)
                found[i, j, 32] = bool(one and two) and one.isdisjoint(two)

    def _add_days(self, found: Floats, chosen: Sequence[int]) -> None:
        days = [self._day(self.first[i]) for i in chosen]
        known = np.array([d is not None for d in days])
        day = np.array([d or 0 for d in days])
        both = known[:, None] & known[None, :]
        step = np.sign(day[None, :] - day[:, None])
        for n, sign in enumerate((1, -1, 0), 10):
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


def _tokens(contexts: Contexts) -> tuple[Floats, list[tuple[int, int]], list[int]]:
    """Every token's features, the windows, and where each sentence starts."""
    known, sentences = vectors(), contexts.sentences
    starts = np.cumsum([0, *(len(s.tokens) for s in sentences)]).tolist()
    width = known.rows.shape[1]
    found = np.zeros((starts[-1], width + 23), np.float32)
    windows = [0]
    for number, sentence in enumerate(sentences):
        if starts[number + 1] - windows[-1] > WINDOW and starts[number] > windows[-1]:
            windows.append(starts[number])
        marked = contexts.marked[number]
        for i, token in enumerate(sentence.tokens):
            row, text = found[starts[number] + i], token.text
            place = marked.get(i)
            word = known.row.get(text.lower(), 0)
            if place is None or place.resolved is None:
                row[:width] = known.rows[word]
            else:
                row[width + 8 + (token.start != place.mention.start)] = 1.0
                row[width + 10 + _kind(place.resolved)] = 1.0
                row[width + 19] = place.mention.kind is MentionKind.DEMONYM
            row[width : width + 8] = _shape(text, i, known=bool(word))
            row[width + 20 :] = number == 0, number / len(sentences), 1.0
    ends = zip(windows, [*windows[1:], starts[-1]], strict=True)
    return found, [(at, min(at + WINDOW, end)) for first, end in ends for at in range(first, end, WINDOW)], starts


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
