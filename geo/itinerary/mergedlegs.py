"""The legs between merged stops: which stop each is reached from, and by what mode the articles tell of the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.itinerary.journey import LIKELY_MODE, Itinerary, Leg, Stop
from geo.itinerary.visits import Visit, same_words
from geo.vocabulary import Mode, Status

__all__ = ["ToldLeg", "merged_legs", "told_legs"]

_ORDER = list(Status)
_BRANCHES = frozenset({Status.RUMOURED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class ToldLeg:
    """A leg that an article tells, by the places of its ends in the merged order."""

    start: int
    end: int
    mode: Mode
    because: tuple[str, ...]


def told_legs(sources: Sequence[Itinerary], visits: Sequence[Visit]) -> list[ToldLeg]:
    """Every article's legs between the visits, which stand in travel order."""
    place: Mapping[tuple[int, int], int] = {t.key: k for k, visit in enumerate(visits) for t in visit}
    found = []
    for number, one in enumerate(sources):
        index = {id(stop): at for at, stop in enumerate(one.stops)}
        for leg in one.legs:
            ends = index.get(id(leg.origin)), index.get(id(leg.destination))
            if ends[0] is not None and ends[1] is not None:
                start, end = place[number, ends[0]], place[number, ends[1]]
                found.append(ToldLeg(start, end, leg.mode, leg.because))
    return found


def merged_legs(stops: Sequence[Stop], told: Sequence[ToldLeg], rivals: frozenset[tuple[int, int]]) -> tuple[Leg, ...]:
    """Join the stops: what is done in a chain, plans and talk as branches from where the journey then was.

    Parameters
    ----------
    stops : sequence of Stop
        In travel order.
    told : sequence of ToldLeg
    rivals : frozenset of pairs
        Stops of which only one was visited; no leg joins them.
    """
    legs = []
    for origin, end in _origins(stops, rivals):
        status = max(stops[origin].status, stops[end].status, key=_ORDER.index)
        known = [leg for leg in told if stops[leg.end].status not in _BRANCHES or leg.end == end]
        mode, because = _way(known, origin, end, branch=stops[end].status in _BRANCHES)
        legs.append(Leg(stops[origin], stops[end], mode, status, stops[end].evidence, because))
    return tuple(legs)


def _origins(stops: Sequence[Stop], rivals: frozenset[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    done: int | None = None
    last: int | None = None
    for k, stop in enumerate(stops):
        origin = last
        if stop.status is Status.DONE:
            origin = done if done is not None else last
        elif stop.status in _BRANCHES:
            beside = k > 0 and stops[k - 1].status is stop.status and same_words(stops[k - 1], stop)
            origin = k - 1 if beside else done if done is not None else last
        while origin is not None and ((origin, k) in rivals or (k, origin) in rivals):
            origin = next((j for j in reversed(range(origin)) if stops[j].status is Status.DONE), None)
        if origin is not None:
            yield origin, k
        if stop.status is Status.DONE:
            done = k
        if stop.status not in _BRANCHES or last is None:
            last = k


def _way(told: Sequence[ToldLeg], start: int, end: int, *, branch: bool) -> tuple[Mode, tuple[str, ...]]:
    """What words tell of the way, else what is likely."""
    known = [leg for leg in told if leg.mode is not Mode.UNKNOWN]
    worded = [leg for leg in known if LIKELY_MODE not in leg.because]
    mode, because = _told_way(worded, start, end, branch=branch)
    return _told_way(known, start, end, branch=branch) if mode is Mode.UNKNOWN else (mode, because)


def _told_way(known: Sequence[ToldLeg], start: int, end: int, *, branch: bool) -> tuple[Mode, tuple[str, ...]]:
    """The mode told for this leg, else for the shortest told stretch that it is a part of, else for the arrival."""
    same = [leg for leg in known if (leg.start, leg.end) == (start, end)]
    around = [leg for leg in known if leg.start <= start and end <= leg.end and not branch]
    shortest = min((leg.end - leg.start for leg in around), default=0)
    fitting = (
        same
        or [leg for leg in around if leg.end - leg.start == shortest]
        or [leg for leg in known if leg.end == end]
        or [leg for leg in known if start <= leg.start and leg.end <= end]
    )
    if not fitting:
        return Mode.UNKNOWN, ()
    modes = [leg.mode for leg in fitting]
    mode = max(modes, key=modes.count)
    return mode, tuple(dict.fromkeys(w for leg in fitting if leg.mode is mode for w in leg.because))
