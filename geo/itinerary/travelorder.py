"""Visits of one journey put into one travel order.

Every statement about two visits is a weighted constraint: dates first, then what is told as one movement, last what an
article tells in a row. They are taken from the strongest to the weakest, and one that contradicts those taken before is
dropped: so in every circle the weakest gives way. What is still open is settled by the shorter way, on which legs
between neighbours in an article count less.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from geo.coords import LonLat, geodesic_km
from geo.itinerary.journey import Stop
from geo.itinerary.visits import Told, Visit, same_words
from geo.vocabulary import Status

__all__ = ["in_order"]

_HARD, _BOUND, _LIKELY = 10_000.0, 1_000.0, 100.0
_ONE_MOVEMENT, _NEXT, _LATER = 6.0, 3.0, 2.0
_TO_COME = 1.0  # a plan is behind what was done, where nothing else says so or otherwise
_DIGEST = 0.5
_TOLD = 0.7
"""What a km counts between stops that an article tells in a row, against one that only merging makes."""

_BRANCHES = frozenset({Status.RUMOURED, Status.DENIED})
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A visit with its merged stop."""

    number: int
    visit: Visit
    stop: Stop


def in_order(
    visits: Sequence[Visit],
    stops: Sequence[Stop],
    digests: frozenset[int],
    rivals: frozenset[tuple[int, int]] = frozenset(),
) -> list[int]:
    """Put visits into travel order.

    Parameters
    ----------
    visits : sequence of Visit
    stops : sequence of Stop
        What each visit was merged into.
    digests : frozenset of int
        The sources that are digests in our own words; they count less.
    rivals : frozenset of pairs
        A visit that is denied and the one that was made instead: what is told before or after the one is so for both.

    Returns
    -------
    list of int
        The visits' numbers in travel order.
    """
    rows = [_Row(n, v, s) for n, (v, s) in enumerate(zip(visits, stops, strict=True))]
    chains = _chains(rows)
    weights: dict[tuple[int, int], float] = {}
    told = ((*pair, w) for a, b, w in _by_telling(rows, chains, digests) for pair in _with_rivals(a, b, rivals))
    for a, b, weight in (*_by_dates(rows), *told):
        weights[a, b] = weights.get((a, b), 0.0) + weight
    before = _locked(rows, weights)
    return _settled(rows, before, chains)


def _with_rivals(a: int, b: int, rivals: frozenset[tuple[int, int]]) -> list[tuple[int, int]]:
    """An order of two visits, also for the visits that stand in for one of them."""
    stand_ins = [(yes, b) for no, yes in rivals if no == a] + [(a, yes) for no, yes in rivals if no == b]
    return [(a, b), *(pair for pair in stand_ins if pair[0] != pair[1])]


def _chains(rows: Sequence[_Row]) -> dict[int, list[tuple[Told, int]]]:
    """Each itinerary's stops with the numbers of their visits, in its order; branches stand apart."""
    chains: dict[int, list[tuple[Told, int]]] = {}
    for row in rows:
        for told in row.visit:
            chains.setdefault(told.source, []).append((told, row.number))
    for chain in chains.values():
        chain.sort(key=lambda pair: pair[0].at)
    return chains


def _by_dates(rows: Sequence[_Row]) -> Iterator[tuple[int, int, float]]:
    """What the dates and the days of the articles say, and that a plan is still to come."""
    bounds = [_bounds(row) for row in rows]
    for a in rows:
        for b in rows:
            if a is b:
                continue
            if a.stop.when and b.stop.when and a.stop.when.end < b.stop.when.start:
                yield a.number, b.number, _HARD
                continue
            if (a.stop.status, b.stop.status) == (Status.DONE, Status.PLANNED):
                yield a.number, b.number, _TO_COME
            last, first = bounds[a.number][1], bounds[b.number][0]
            if last is not None and first is not None and last < first:
                yield a.number, b.number, _LIKELY if b.stop.when is None else _BOUND


def _bounds(row: _Row) -> tuple[datetime | None, datetime | None]:
    when = row.stop.when
    if when is not None:
        return when.start, when.end
    spans = [t.span for t in row.visit if t.stop.status is row.stop.status]
    if row.stop.status is Status.DONE:
        return None, min((end for _, end in spans if end is not None), default=None)
    return max((start for start, _ in spans if start is not None), default=None), None


def _by_telling(
    rows: Sequence[_Row], chains: dict[int, list[tuple[Told, int]]], digests: frozenset[int]
) -> Iterator[tuple[int, int, float]]:
    """What each article's own order says."""
    for source, chain in chains.items():
        share = _DIGEST if source in digests else 1.0
        main = [pair for pair in chain if pair[0].stop.status not in _BRANCHES]
        ahead = _told_ahead(rows, main)
        for k, (first, a) in enumerate(main):
            for gap, (second, b) in enumerate(main[k + 1 :]):
                if a == b or (gap > 0 and k in ahead):
                    continue
                next_to = _ONE_MOVEMENT if same_words(first.stop, second.stop) else _NEXT
                yield a, b, share * (next_to if gap == 0 else _LATER)
        for branch, number in chain:
            done = [n for t, n in main if t.at < branch.at and t.stop.status is Status.DONE and n != number]
            if branch.stop.status in _BRANCHES and done and rows[number].stop.status in _BRANCHES:
                yield done[-1], number, share * _LATER


def _told_ahead(rows: Sequence[_Row], main: Sequence[tuple[Told, int]]) -> set[int]:
    """Which stops of an article it tells of before its turn, by the dates: little follows from them for the rest."""
    whens = [rows[number].stop.when for _, number in main]
    found = set()
    for k, first in enumerate(whens):
        if first is not None and any(w is not None and w.end < first.start for w in whens[k + 1 :]):
            found.add(k)
    return found


def _locked(rows: Sequence[_Row], weights: dict[tuple[int, int], float]) -> list[int]:
    """For each visit the set, as bits, of those that come before it by the constraints that hold."""
    net = [(w - weights.get((b, a), 0.0), a, b) for (a, b), w in weights.items()]
    km = {(a, b): _km(rows[a].stop, rows[b].stop) for w, a, b in net if w > 0}
    before, after = [0] * len(rows), [0] * len(rows)
    for _, a, b in sorted((row for row in net if row[0] > 0), key=lambda r: (-r[0], km[r[1], r[2]], r[1], r[2])):
        if before[a] >> b & 1 or before[b] >> a & 1:
            continue
        earlier, later = before[a] | 1 << a, after[b] | 1 << b
        for k in range(len(rows)):
            if later >> k & 1:
                before[k] |= earlier
            if earlier >> k & 1:
                after[k] |= later
    return before


def _km(a: Stop, b: Stop) -> float:
    return _apart(a.place.at, b.place.at)


@lru_cache(maxsize=4096)
def _apart(a: LonLat, b: LonLat) -> float:
    return geodesic_km(a, b)


def _settled(rows: Sequence[_Row], before: Sequence[int], chains: dict[int, list[tuple[Told, int]]]) -> list[int]:
    """Insert the visits one after another where the constraints let them, on the least way."""
    beside = {(a, b) for chain in chains.values() for (_, a), (_, b) in zip(chain, chain[1:], strict=False)}
    order: list[int] = []
    waiting = [n for chain in sorted(chains.values(), key=lambda c: (-len(c), c[0][0].source)) for _, n in chain]
    waiting = list(dict.fromkeys(waiting))

    def km(a: int | None, b: int | None) -> float:
        if a is None or b is None:
            return 0.0
        return _km(rows[a].stop, rows[b].stop) * (_TOLD if (a, b) in beside else 1.0)

    def cost(number: int) -> Callable[[int], tuple[float, int]]:
        def at(place: int) -> tuple[float, int]:
            last = order[place - 1] if place else None
            following = order[place] if place < len(order) else None
            return km(last, number) + km(number, following) - km(last, following), -place

        return at

    for number in waiting:
        order.insert(min(_room(order, number, before), key=cost(number)), number)
    for _ in range(_ROUNDS):
        known = list(order)
        for number in waiting:
            order.remove(number)
            order.insert(min(_room(order, number, before), key=cost(number)), number)
        if order == known:
            break
    return order


def _room(order: Sequence[int], number: int, before: Sequence[int]) -> range:
    first = max((k + 1 for k, other in enumerate(order) if before[number] >> other & 1), default=0)
    last = min((k for k, other in enumerate(order) if before[other] >> number & 1), default=len(order))
    return range(first, last + 1)
