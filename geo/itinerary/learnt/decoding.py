"""From opinions on places and pairs to journeys: which places are stops, whose, and in what order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.containment import contains
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.network import Opinion
from geo.itinerary.timeline import NO_STOPS

__all__ = ["Told", "decoded"]

_STOP = 0.6  # a place is a stop above this probability, by cross-validation
_BESIDE = 0.85  # the same in a text of a few sentences of which the rules read two stops or more
_SHORT = 5  # sentences
_RULE_ORDER = 1.0  # what speaks for the order in which the rules have two stops, in log odds
_JOURNEY = 0.92  # a text tells of a journey where one place is as probable as this
_RULE_STOP, _RULE_JOURNEY = 0.15, 0.7  # the same for stops that the rules read as well
_ONE = 0.5  # log odds above which two groups of stops are one journey
_DETOUR = 3.0  # what a way as long as the widest span of the stops weighs against an order, in log odds
_ALONE = 0.85  # a journey of a single stop must be as probable as this
_SWEEPS = 6
Odds = NDArray[np.float64]


class Told(NamedTuple):
    """A stop as the network reads it: by its place's index in the opinion, and which spot tells most of it."""

    at: int
    place: int
    spot: int
    probability: float


def decoded(text: Encoded, opinion: Opinion) -> list[list[Told]]:
    """The journeys of a text, the longest first, each in travel order.

    Parameters
    ----------
    text : Encoded
    opinion : Opinion
        Of that text.
    """
    stops = _stops(text, opinion)
    if not any(opinion.stop[i] > (_RULE_JOURNEY if text.by_rule[opinion.chosen[i]] else _JOURNEY) for i in stops):
        return []
    before = opinion.before + _RULE_ORDER * text.rule_order(opinion.chosen)
    found = []
    for group in _groups(opinion.together, stops):
        if len(group) > 1 or opinion.stop[group[0]] > _ALONE:
            km = text.km(opinion.chosen, opinion.chosen)
            row = ordered(before, km, sorted(group, key=lambda i: text.first[opinion.chosen[i]].offset))
            found.append([_told(text, opinion, i) for i in row])
    return sorted(found, key=lambda row: (-len(row), row[0].spot))


def _told(text: Encoded, opinion: Opinion, i: int) -> Told:
    return Told(i, opinion.chosen[i], text.spots[opinion.told[i]], float(opinion.stop[i]))


def _stops(text: Encoded, opinion: Opinion) -> list[int]:
    """The places that are stops; a country or province is none where a stop in it is, but for what the rules read."""
    known = text.sentences < _SHORT and text.by_rule.sum() > 1
    least = [_RULE_STOP if text.by_rule[i] else _BESIDE if known else _STOP for i in opinion.chosen]
    found = [i for i, limit in enumerate(least) if opinion.stop[i] > limit]
    found = [i for i in found if text.places[opinion.chosen[i]].feature not in NO_STOPS]
    return sorted({*(i for i in found if not _inside(text, opinion, i, found)), *_entered(text, opinion, found)})


def _inside(text: Encoded, opinion: Opinion, area: int, stops: Sequence[int]) -> list[int]:
    """The stops that lie in a place."""
    places = text.places
    return [i for i in stops if contains(places[opinion.chosen[area]], places[opinion.chosen[i]])]


def _entered(text: Encoded, opinion: Opinion, stops: Sequence[int]) -> Iterator[int]:
    """As in "entered Russia; Vladivostok is rumoured": lands that the rules have reached, and no stop in them yet."""
    for i, place in enumerate(opinion.chosen):
        inside = _inside(text, opinion, i, stops) if text.done_by_rule[place] and text.countries[place] else []
        if inside and all(text.by_rule[opinion.chosen[j]] and not text.done_by_rule[opinion.chosen[j]] for j in inside):
            yield i


def _groups(together: Odds, stops: Sequence[int]) -> list[list[int]]:
    """Stops of one journey: the likeliest groups are joined first."""
    groups = [[i] for i in stops]
    while len(groups) > 1:
        pairs = [
            (float(together[np.ix_(a, b)].mean()), n, m) for n, a in enumerate(groups) for m, b in enumerate(groups[:n])
        ]
        best, n, m = max(pairs)
        if best < _ONE:
            break
        groups[m] += groups.pop(n)
    return groups


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
