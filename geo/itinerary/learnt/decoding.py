"""From opinions on words and places to journeys: who travels, which places are stops, and in what order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.containment import contains
from geo.itinerary.learnt.encoding import STATUSES, Encoded
from geo.itinerary.learnt.grouping import likeness, travellers
from geo.itinerary.learnt.naming import own_names
from geo.itinerary.learnt.network import NEVER, Opinion, Reading, Route
from geo.itinerary.timeline import NO_STOPS
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Status

__all__ = ["Journey", "Told", "decoded", "is_ruled_out"]

_STOP = 0.5  # a place is a stop of a traveller above this probability
_ANYBODY = 0.5  # and above this one of somebody, of whom the text as it stands is asked
_TALKED = 0.2  # the same where the rules read it as planned, rumoured or denied
_REFUSED, _RULED_OUT = 0.2, 0.85  # or this, where it is so surely denied: what was called off is no stop to many
_ALONE = 0.8  # a journey of a single stop must be as probable as this
_TEXT = 0.7  # a text tells of a journey where one place is as probable as this a stop of somebody
_UNTOLD = 0.97  # the same where the rules read no journey
_ALONE_SHARE = 0.15  # what a traveller's stops are without the others known weighs against what they are with them
_SPOT, _NEAR_KM = -1.0, 100.0  # log odds above which two places so near are one stop
_SHARED = 0.8  # a stop as probable as this for two travellers is a stop of both
_TWICE, _OVERLAP = -3.0, 0.6  # the same for two journeys that share so much of the shorter one
_OTHER_NAME = 0.0  # log odds above which two that have each a name are one
_LEFT = 0.995  # a stop as probable as this that no traveller has is given to the likeliest
_AGAIN = 0.35  # a journey comes back to a stop above this probability
_DAY_ORDER = 2.0  # what speaks for the order of the days that the rules know, in log odds
_DETOUR = 4.0  # what a way as long as the widest span of the stops weighs against an order, in log odds
_SWEEPS = 6
Odds = NDArray[np.float64]
Row = tuple[tuple[int, ...], Route, list[int]]  # a traveller by its words, its stops


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


def decoded(text: Encoded, reading: Reading, opinion: Opinion, known: Sequence[Traveller] = ()) -> list[Journey]:
    """The journeys of a text, the one with most stops first.

    Parameters
    ----------
    text : Encoded
    reading : Reading
        Of that text.
    opinion : Opinion
        Of that reading.
    known : sequence of Traveller
        Those of the rules, which know in whose train a train is.
    """
    if opinion.stop.max() < (_TEXT if text.by_rule.any() else _UNTOLD):
        return []
    found = [(words, route, _stops(text, opinion, route)) for words, route in travellers(text, reading, opinion, known)]
    kept = _apart(text, reading, opinion, found)
    kept = _settled(kept, _talked(text, opinion))
    _give_left(text, opinion, kept)
    made = [Journey(words, _row(text, opinion, route, stops), route) for words, route, stops in kept]
    return sorted(made, key=lambda one: (-len(one.stops), one.words))


def _apart(text: Encoded, reading: Reading, opinion: Opinion, found: Sequence[Row]) -> list[Row]:
    """The journeys, each once, as they are read where it is known who else travels."""
    kept: list[Row] = []
    for row in sorted(found, key=lambda row: -row[1].stop.sum()):
        if _is_journey(*row[1:]) and not any(_is_twice(text, row, one) for one in kept):
            kept.append(row)
    if len(kept) < 2:
        return kept
    again = []
    for words, alone, _ in kept:
        route = reading.route(opinion, words, [word for one in kept for word in one[0] if one[0] != words])
        route = route._replace(stop=_ALONE_SHARE * alone.stop + (1.0 - _ALONE_SHARE) * route.stop)
        again.append((words, route, _stops(text, opinion, route)))
    return [row for row in again if _is_journey(*row[1:])]


def _is_journey(route: Route, stops: Sequence[int]) -> bool:
    return any(route.stop[i] > (_STOP if len(stops) > 1 else _ALONE) for i in stops)


def _is_twice(text: Encoded, one: Row, two: Row) -> bool:
    """Whether a journey is one that is known by other words of its traveller."""
    shared = len(set(one[2]) & set(two[2]))
    nameless = not any(text.words[word][:1].isupper() for word in one[0])
    aboard = nameless and shared == len(one[2]) == 1  # the train, where Kim got out of it
    names, others = (own_names(text, row[0]) for row in (one, two))
    alike = _TWICE if not names or not others or names & others else _OTHER_NAME
    return aboard or (shared >= _OVERLAP * len(one[2]) and likeness(one[:2], two[:2]) > alike)


def _settled(rows: Sequence[Row], talked: Sequence[bool]) -> list[Row]:
    """Two travellers share a stop where it is sure of both, or talk; else it is that of whom it is likelier."""
    best: dict[int, float] = {}
    for _, route, stops in rows:
        best |= {i: max(best.get(i, 0.0), float(route.stop[i])) for i in stops}
    found = [
        (words, route, [i for i in stops if talked[i] or route.stop[i] > _SHARED or route.stop[i] >= best[i]])
        for words, route, stops in rows
    ]
    return [row for row in found if _is_journey(*row[1:])]


def _give_left(text: Encoded, opinion: Opinion, rows: Sequence[Row]) -> None:
    """A stop of somebody that no traveller has goes to the one whose it is likeliest, unless it tells of one he has."""
    taken = {i for _, _, stops in rows for i in stops}
    for i, chance in enumerate(opinion.stop):
        if rows and chance > _LEFT and i not in taken and not _inside(text, opinion, i, sorted(taken)):
            _, route, stops = max(rows, key=lambda row: row[1].stop[i])
            if not any(_is_one(text, opinion, route, i, j) for j in stops):
                stops.append(i)


def _stops(text: Encoded, opinion: Opinion, route: Route) -> list[int]:
    """The places that are stops; a country or province is none where a stop in it is, but for what the rules read."""
    talked = _talked(text, opinion)
    sure = [a > _STOP and b > _ANYBODY for a, b in zip(route.stop, opinion.stop, strict=True)]
    likely = [
        i
        for i, chance in enumerate(route.stop)
        if sure[i] or (talked[i] and chance > _TALKED) or is_ruled_out(chance, route.status[i], opinion.stop[i])
    ]
    found = [i for i in likely if text.places[opinion.chosen[i]].feature not in NO_STOPS]
    found = [
        i
        for i in found
        if not any(_rank(route, j) > _rank(route, i) and _is_one(text, opinion, route, i, j) for j in found)
    ]
    return sorted({*(i for i in found if not _inside(text, opinion, i, found)), *_entered(text, opinion, found)})


def is_ruled_out(stop: float, chances: Odds, anybody: float = 1.0) -> bool:
    """As in "a halt in Riyadh was left out": hardly a stop, and surely denied if it is one."""
    return bool(min(stop, anybody) > _REFUSED and chances[STATUSES.index(Status.DENIED)] > _RULED_OUT)


def _rank(route: Route, i: int) -> tuple[bool, float, int]:
    """Which of two places that are one stop tells of it: one that is visited again, then the likelier."""
    return bool(route.again[i] > _AGAIN), float(route.stop[i]), -i


def _is_one(text: Encoded, opinion: Opinion, route: Route, one: int, two: int) -> bool:
    """Whether two places are one stop, as an airport and its town, unless the traveller is there on different days.

    Of a place that is visited twice the rules know but one day.
    """
    first, second = opinion.chosen[one], opinion.chosen[two]
    twice = max(route.again[one], route.again[two]) > _AGAIN
    near = text.km([first], [second])[0, 0] < _NEAR_KM and (twice or not text.day_order([first, second]).any())
    return bool(one != two and near and route.spot[one, two] > _SPOT)


def _talked(text: Encoded, opinion: Opinion) -> list[bool]:
    """Which places the rules read as planned, rumoured or denied."""
    return [bool(text.by_rule[i] and not text.done_by_rule[i]) for i in opinion.chosen]


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
    """The stops in travel order, those once more to which the journey comes back."""
    count = len(opinion.chosen)
    km = np.tile(text.km(opinion.chosen, opinion.chosen), (2, 2))
    before = route.before.copy()
    before[:count, :count] += _DAY_ORDER * text.day_order(opinion.chosen)
    further = [i + count for i in stops if route.again[i] > _AGAIN]
    before[[i - count for i in further], further] = -NEVER
    before[further, [i - count for i in further]] = NEVER
    row = ordered(before, km, [*sorted(stops, key=lambda i: text.first[opinion.chosen[i]].offset), *further])
    row = [i for n, i in enumerate(row) if i < count or row[n - 1] != i - count]
    chances = np.concatenate([route.stop, route.again])
    return [
        Told(i, opinion.chosen[i % count], text.spots[route.told[i]], float(chances[i]), again=i >= count) for i in row
    ]


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
