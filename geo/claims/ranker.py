"""Which two places a figure is most likely measured between: the learnt part beside the grammar.

Every way of putting two namings at a figure's ends is scored by what speaks for it (``signs.py``), "no claim" by
nothing; the scores as shares of one are what the weights in ``learned.json`` were fitted to give.
``tools/train_claims.py`` makes the weights; this module only adds up.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import combinations, permutations
from typing import NamedTuple

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.fit import FITTING, fit_of
from geo.claims.items import is_islet
from geo.claims.namings import Naming, Reading, Rows, namings_for
from geo.claims.signs import figure_signs, naming_signs, pair_signs
from geo.gazetteer.place import Place

__all__ = ["Choice", "Known", "Ways", "choose", "ways_of", "weights"]

# pairs that are scored to the end: the likeliest by each end for itself
_MOST = 16
Known = Sequence[tuple[int, Endpoint, Endpoint]]
"""The other figures of the text whose ends are known: their sentence and ends."""


# no figure is measured to the middle of these
_NOWHERE = frozenset({"L.CONT", "H.OCN"})


class Ways(NamedTuple):
    """The ways of putting ends to a figure: what speaks for each."""

    figure: list[str]
    namings: list[Naming]
    starts: list[list[str]]
    goals: list[list[str]]
    pairs: list[tuple[int, int]]
    pair_signs: Callable[[int, int], list[str]]


class Choice(NamedTuple):
    """Ends of a figure, and how likely they are."""

    start: Naming
    goal: Naming
    share: float

    def is_way(self, ends: tuple[Endpoint, Endpoint], *, directed: bool) -> bool:
        """Tell whether these are two ends, in this order where a direction is told."""
        same = self.start.end.is_same(ends[0]) and self.goal.end.is_same(ends[1])
        return same or (not directed and _are(self.start.end, self.goal.end, ends))


@cache
def weights() -> Mapping[str, float]:
    """The learnt weights by the name of their feature, loaded once."""
    text = resources.files(__package__).joinpath("learned.json").read_text("utf-8")
    return dict(json.loads(text))


def ways_of(rows: Rows, reading: Reading, known: Known, read: tuple[Endpoint, Endpoint] | None = None) -> Ways:
    """Describe every way of putting two namings at a figure's ends.

    Parameters
    ----------
    read : tuple of Endpoint or None
        Both ends, where the grammar reads them, which speaks for them.
    """
    namings = namings_for(rows, reading)
    signs = [list(naming_signs(rows, reading, n)) for n in namings]
    pairs = [(i, j) for i, j in permutations(range(len(namings)), 2) if _may_pair(namings[i], namings[j])]
    spots = {n.end.place.id: n.end for n in namings if n.end.kind is EndpointKind.POINT and not n.end.place.is_country}
    fitting = sum(fit_of(reading, a, b) in FITTING for a, b in combinations(spots.values(), 2))

    def both(i: int, j: int) -> list[str]:
        signs = [f"p {s}" for s in pair_signs(rows, reading, (namings[i], namings[j]), known, fitting)]
        if read is not None and _are(namings[i].end, namings[j].end, read):
            fit = fit_of(reading, *read)
            signs += [
                "p read",
                f"p read {reading.relation.kind.value}",
                f"p read {fit if fit not in FITTING else 'fit'}",
            ]
        return signs

    return Ways(
        [f"f {s}" for s in figure_signs(rows, reading)],
        namings,
        [[f"a {s}" for s in row] for row in signs],
        [[f"b {s}" for s in row] for row in signs],
        pairs,
        both,
    )


def _are(start: Endpoint, goal: Endpoint, ends: tuple[Endpoint, Endpoint]) -> bool:
    return (start.is_same(ends[0]) and goal.is_same(ends[1])) or (start.is_same(ends[1]) and goal.is_same(ends[0]))


def _may_pair(start: Naming, goal: Naming) -> bool:
    """Tell whether two namings may be the ends of one way: two places, a point among them, neither within the other."""
    a, b = start.end, goal.end
    if a.place.id == b.place.id or (start.row, start.at) == (goal.row, goal.at):
        return False
    points = [e for e in (a, b) if e.kind is EndpointKind.POINT and (not e.place.is_country or is_islet(e.place))]
    if any(e.place.feature in _NOWHERE for e in (a, b)):
        return False
    return bool(points) and not (_holds(a, b.place) or _holds(b, a.place))


def _holds(end: Endpoint, place: Place) -> bool:
    """Tell whether an end is the whole of a province or country that a place lies in."""
    area = end.place
    if end.kind is not EndpointKind.POINT or area.country != place.country:
        return False
    return area.is_country or (area.feature == "A.ADM1" and area.admin1 == place.admin1 != "")


def choose(ways: Ways, model: Mapping[str, float], *, directed: bool) -> list[Choice]:
    """Rank the pairs of ends that a figure may have, the likeliest first.

    Parameters
    ----------
    directed : bool
        A direction is told, so that it matters which end is which.
    """
    if not ways.pairs:
        return []
    base = _sum(ways.figure, model)
    starts, goals = [[_sum(row, model) for row in rows] for rows in (ways.starts, ways.goals)]
    likely = sorted(ways.pairs, key=lambda p: -(starts[p[0]] + goals[p[1]]))[:_MOST]
    scored = [(base + starts[i] + goals[j] + _sum(ways.pair_signs(i, j), model), i, j) for i, j in likely]
    top = max(0.0, *(s for s, _, _ in scored))
    whole = math.exp(-top) + sum(math.exp(s - top) for s, _, _ in scored)
    groups: dict[tuple[str, ...], list[tuple[float, int, int]]] = {}
    for score, i, j in scored:
        key = (key_of(ways.namings[i].end), key_of(ways.namings[j].end))
        groups.setdefault(key if directed else tuple(sorted(key)), []).append((math.exp(score - top) / whole, i, j))
    found = []
    for group in groups.values():
        _, i, j = max(group)
        found.append(Choice(ways.namings[i], ways.namings[j], sum(share for share, _, _ in group)))
    return sorted(found, key=lambda c: -c.share)


def key_of(end: Endpoint) -> str:
    """What tells one end from another."""
    return f"{end.place.id} {end.kind.value}"


def _sum(signs: Iterable[str], model: Mapping[str, float]) -> float:
    return sum(model.get(sign, 0.0) for sign in signs)
