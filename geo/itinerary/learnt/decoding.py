"""From opinions on words and places to journeys: who travels, which places are stops, and in what order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.containment import contains
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.network import NEVER, Opinion, Reading, Route
from geo.itinerary.timeline import NO_STOPS

__all__ = ["Journey", "Told", "decoded"]

_STOP = 0.6  # a place is a stop of a traveller above this probability, by cross-validation
_ANYBODY = 0.5  # and above this one of somebody, of whom the text as it stands is asked
_TALKED = 0.25  # the same where the rules read it as planned, rumoured or denied
_ALONE = 0.7  # a journey of a single stop must be as probable as this
_TEXT = 0.7  # a text tells of a journey where one place is as probable as this a stop of somebody
_UNTOLD = 0.97  # the same where the rules read no journey
_NAMED = -2.0  # log odds above which a word may name a traveller
_ASKED = 0.4  # a place as probable as this asks who stops there
_ONE = 1.0  # log odds above which words name one traveller
_TWICE, _OVERLAP = -4.0, 0.6  # the same for two journeys that share so much of the shorter one
_LEFT = 0.95  # a stop as probable as this that no traveller has is given to the likeliest
_AGAIN = 0.5  # a journey comes back to its start above this probability
_RULE_ORDER = 2.0  # what speaks for the order in which the rules have two stops, in log odds
_DETOUR = 5.0  # what a way as long as the widest span of the stops weighs against an order, in log odds
_WORDS, _TRAVELLERS = 24, 8  # no more are looked at
_SWEEPS = 6
Odds = NDArray[np.float64]


class Told(NamedTuple):
    """A stop as it is read: by its place's row in the route, its index in the text, and the spot that tells most."""

    at: int
    place: int
    spot: int
    probability: float
    again: bool = False


class Journey(NamedTuple):
    """A traveller by the words that name it, its stops in travel order, and all that is thought of it."""

    words: tuple[int, ...]
    stops: list[Told]
    route: Route


def decoded(text: Encoded, reading: Reading, opinion: Opinion) -> list[Journey]:
    """The journeys of a text, the one with most stops first.

    Parameters
    ----------
    text : Encoded
    reading : Reading
        Of that text.
    opinion : Opinion
        Of that reading.
    """
    if opinion.stop.max() < (_TEXT if text.by_rule.any() else _UNTOLD):
        return []
    groups, alike = _travellers(reading, opinion)
    read = [(group, reading.route(opinion, group)) for group in groups]
    found = [(group, route, _stops(text, opinion, route)) for group, route in read]
    told = [row for row in found if _is_journey(*row[1:])]
    told.sort(key=lambda row: -row[1].stop.sum())
    kept: list[tuple[tuple[int, ...], Route, list[int]]] = []
    for row in told:
        if not any(_is_twice(row, one, alike) for one in kept):
            kept.append(row)
    _give_left(opinion, kept)
    made = [Journey(words, _row(text, opinion, route, stops), route) for words, route, stops in kept]
    return sorted(made, key=lambda one: (-len(one.stops), one.words))


def _travellers(reading: Reading, opinion: Opinion) -> tuple[list[tuple[int, ...]], dict[tuple[int, int], float]]:
    """Words that name a traveller, those of one together, the likeliest travellers; and how alike words are."""
    asked = {word for word, chance in zip(opinion.of, opinion.stop, strict=True) if chance > _ASKED}
    named = {int(word) for word in np.flatnonzero(opinion.named > _NAMED)}
    words = sorted(sorted(asked | named, key=lambda word: (-opinion.named[word], word))[:_WORDS])
    words = [word for word in words if opinion.named[word] > NEVER]
    odds = reading.alike(words)
    groups = _joined(odds)
    alike = {(a, b): float(odds[i, j]) for i, a in enumerate(words) for j, b in enumerate(words)}

    def support(group: Sequence[int]) -> float:
        told = sum(c for word, c in zip(opinion.of, opinion.stop, strict=True) if word in {words[i] for i in group})
        return float(told + 1.0 / (1.0 + np.exp(-max(opinion.named[words[i]] for i in group))))

    best = sorted(groups, key=lambda group: (-support(group), group))[:_TRAVELLERS]
    return [tuple(sorted(words[i] for i in group)) for group in best], alike


def _joined(odds: Odds) -> list[list[int]]:
    """Groups of what is alike: the likeliest are joined first."""
    groups = [[i] for i in range(len(odds))]
    while len(groups) > 1:
        pairs = [
            (float(odds[np.ix_(a, b)].mean()), n, m) for n, a in enumerate(groups) for m, b in enumerate(groups[:n])
        ]
        best, n, m = max(pairs)
        if best < _ONE:
            break
        groups[m] += groups.pop(n)
    return groups


def _is_journey(route: Route, stops: Sequence[int]) -> bool:
    return len(stops) > 1 or any(route.stop[i] > _ALONE for i in stops)


Row = tuple[tuple[int, ...], Route, list[int]]


def _is_twice(one: Row, two: Row, alike: dict[tuple[int, int], float]) -> bool:
    """Whether a journey is one that is known by other words of its traveller."""
    shared = len(set(one[2]) & set(two[2]))
    odds = np.mean([alike[a, b] for a in one[0] for b in two[0]])
    return bool(shared >= _OVERLAP * len(one[2]) and odds > _TWICE)


def _give_left(opinion: Opinion, rows: Sequence[Row]) -> None:
    """A stop of somebody that no traveller has goes to the one whose it is likeliest."""
    taken = {i for _, _, stops in rows for i in stops}
    for i, chance in enumerate(opinion.stop):
        if rows and chance > _LEFT and i not in taken:
            max(rows, key=lambda row: row[1].stop[i])[2].append(i)


def _stops(text: Encoded, opinion: Opinion, route: Route) -> list[int]:
    """The places that are stops; a country or province is none where a stop in it is, but for what the rules read."""
    talked = [text.by_rule[i] and not text.done_by_rule[i] for i in opinion.chosen]
    sure = [a > _STOP and b > _ANYBODY for a, b in zip(route.stop, opinion.stop, strict=True)]
    likely = [i for i, chance in enumerate(route.stop) if sure[i] or (talked[i] and chance > _TALKED)]
    found = [i for i in likely if text.places[opinion.chosen[i]].feature not in NO_STOPS]
    return sorted({*(i for i in found if not _inside(text, opinion, i, found)), *_entered(text, opinion, found)})


def _inside(text: Encoded, opinion: Opinion, area: int, stops: Sequence[int]) -> list[int]:
    """The stops that lie in a place."""
    places = text.places
    return [i for i in stops if contains(places[opinion.chosen[area]], places[opinion.chosen[i]])]


def _entered(text: Encoded, opinion: Opinion, stops: Sequence[int]) -> Iterator[int]:
    """As in "entered Russia; Vladivostok is rumoured": lands that the rules have reached, and no stop in them yet."""
    for i in stops:
        place = opinion.chosen[i]
        inside = _inside(text, opinion, i, stops) if text.done_by_rule[place] and text.countries[place] else []
        if inside and all(text.by_rule[opinion.chosen[j]] and not text.done_by_rule[opinion.chosen[j]] for j in inside):
            yield i


def _row(text: Encoded, opinion: Opinion, route: Route, stops: Sequence[int]) -> list[Told]:
    """The stops in travel order, the first once more where the journey comes back to it."""
    km = text.km(opinion.chosen, opinion.chosen)
    before = route.before + _RULE_ORDER * text.rule_order(opinion.chosen)
    row = ordered(before, km, sorted(stops, key=lambda i: text.first[opinion.chosen[i]].offset))

    def told(i: int, *, again: bool = False) -> Told:
        return Told(i, opinion.chosen[i], text.spots[route.told[i]], float(route.stop[i]), again)

    found = [told(i) for i in row]
    if len(row) > 1 and route.again[row[0]] > _AGAIN:
        found.append(told(row[0], again=True))
    return found


def ordered(before: Odds, km: Odds, stops: Sequence[int]) -> list[int]:
    """The order that most pairs speak for and that makes no long way: stops are moved as long as that helps."""
    row, scale = list(stops), max((km[a, b] for a in stops for b in stops), default=0.0) + 50.0
    for _ in range(_SWEEPS):
        start = list(row)
        for i in start:
            here = row.index(i)
            row.remove(i)
            worth = [_worth(before, km, row, i, gap, scale) for gap in range(len(row) + 1)]
            best = int(np.argmax(worth))
            row.insert(best if worth[best] > worth[here] + 1e-6 else here, i)
        if row == start:
            break
    return row


def _worth(before: Odds, km: Odds, row: Sequence[int], i: int, gap: int, scale: float) -> float:
    """What speaks for a stop in a gap of the others: the pairs that it then makes, less the way that it adds."""
    pairs = before[row[:gap], i].sum() + before[i, row[gap:]].sum()
    ends = row[max(0, gap - 1) : gap + 1]
    way = km[i, ends].sum() - (km[ends[0], ends[1]] if 0 < gap < len(row) else 0.0)
    return float(pairs / 2.0 - _DETOUR * way / scale)
