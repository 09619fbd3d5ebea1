"""Stops that several articles tell of, aligned: which of them are one visit.

A visit is one place at one time. Places match when they are the same, one lies in the other, or one is a facility of
the other; times must be compatible with the dates told and with the days on which the articles appeared: what is done
lies before, what is planned after. Visits to one place at two times stay two.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations

from geo.articles.article import Evidence
from geo.coords import geodesic_km
from geo.gazetteer.place import Place
from geo.itinerary.containment import contains
from geo.itinerary.journey import Itinerary, Precision, Stop, When
from geo.itinerary.lexicon import lexicon
from geo.vocabulary import Status

__all__ = ["Told", "Visit", "align", "alike", "one_time", "same_words", "stands_for", "told_by"]

_SURENESS = list(Status)
_DAY, _NEWS = timedelta(days=1), timedelta(days=2)
_SHIFTED = timedelta(days=14)
"""By how much a later article may move a planned visit without making it another."""

_ONE_TOWN_KM, _FACILITY_KM, _HALF_NAMED_KM = 15.0, 40.0, 150.0
_REACHING = frozenset({"arrive", "return", "stop", "visit", "meet", "halt"})
_OPEN = frozenset({Status.RUMOURED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class Told:
    """A stop as one article's itinerary tells it.

    ``source`` numbers the itinerary and ``at`` the stop in it; ``arrives`` says whether it was reached, not left.
    """

    stop: Stop
    source: int
    at: int
    arrives: bool
    published: date | None

    @property
    def key(self) -> tuple[int, int]:
        """Where it is told."""
        return self.source, self.at

    @property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """The earliest and the latest time that the visit can have had, as far as is known."""
        if self.stop.when is not None:
            return self.stop.when.start, self.stop.when.end
        if self.published is None or self.stop.status in _OPEN:
            return None, None
        if self.stop.status is Status.DONE and not self.arrives:
            return None, None  # a stay lasts until one leaves, which the article may only announce
        if self.stop.status is Status.DONE:
            return None, datetime.combine(self.published, time.max)
        return datetime.combine(self.published, time.min), None


Visit = list[Told]


def told_by(sources: Sequence[Itinerary], published: Mapping[str, date]) -> list[Told]:
    """Every stop of the itineraries, with the day on which the last article that tells of it appeared."""
    found = []
    for number, one in enumerate(sources):
        reached = {id(leg.destination) for leg in one.legs}
        for at, stop in enumerate(one.stops):
            days = [published[e.article_id] for e in stop.evidence if e.article_id in published]
            onward = at + 1 < len(one.stops) and same_words(stop, one.stops[at + 1])
            arrives = id(stop) in reached or (_is_arrival(stop) and not onward)
            found.append(Told(stop, number, at, arrives, max(days, default=None)))
    return found


def _is_arrival(stop: Stop) -> bool:
    """Tell by the verb that decided whether a stop that nothing leads to was reached, not left: "docked here"."""
    verb = re.match(r"verb '(\w+)", stop.because[0]) if stop.because else None
    frames = {move.frame for move in lexicon().movements.get(verb[1], ())} if verb else set()
    return bool(frames) and frames <= _REACHING


def alike(a: Place, b: Place) -> bool:
    """Tell whether two names are for one spot: the same place, a facility and its town, Delhi and New Delhi."""
    if a.id == b.id:
        return True
    if a.country != b.country or not (a.name.endswith(b.name) or b.name.endswith(a.name) or _begin_alike(a, b)):
        return False
    classes = {a.feature_class, b.feature_class}
    within = _FACILITY_KM if classes in ({"P", "S"}, {"P", "R"}) else _ONE_TOWN_KM if classes == {"P"} else 0.0
    return within > 0 and geodesic_km(a.at, b.at) < within


def _begin_alike(a: Place, b: Place) -> bool:
    return a.name.startswith(b.name) or b.name.startswith(a.name)


def stands_for(finer: Stop, area: Stop) -> bool:
    """Tell whether one stop is the finer word for another: Khasan for "arrived in Russia"."""
    surer = _SURENESS.index(finer.status) <= _SURENESS.index(area.status)
    land = "H" not in {finer.place.feature_class, area.place.feature_class}
    return surer and land and area.place.is_area and contains(area.place, finer.place)


def same_words(a: Stop, b: Stop) -> bool:
    """Tell whether two stops are told in one sentence."""
    return bool(_spans(a.evidence) & _spans(b.evidence))


def _spans(evidence: Sequence[Evidence]) -> set[tuple[str, int]]:
    return {(e.article_id, e.start) for e in evidence}


def one_time(a: Told, b: Told) -> bool:
    """Tell whether two stops can be one visit by their dates and by the days of their articles."""
    return _overlap(a, b) or _moved(a, b) or _moved(b, a)


def _overlap(a: Told, b: Told) -> bool:
    (first, last), (start, end) = a.span, b.span
    slack = max(_slack(a.stop.when), _slack(b.stop.when)) if a.stop.when and b.stop.when else _stale(a, b)
    before = last is not None and start is not None and last + slack < start
    after = end is not None and first is not None and end + slack < first
    return not before and not after


def _stale(a: Told, b: Told) -> timedelta:
    """By how much an article may still plan what, as another tells, was done by then."""
    plans = {t.stop.status: t for t in (a, b)}
    done, plan = plans.get(Status.DONE), plans.get(Status.PLANNED)
    return _NEWS if done is not None and plan is not None else timedelta()


def _slack(when: When) -> timedelta:
    """How far a date may be off and still mean the same: "two weeks ago" is less exact than "on Friday"."""
    return {Precision.WEEK: timedelta(days=5), Precision.MONTH: timedelta(days=15)}.get(when.precision, _DAY)


def _moved(plan: Told, other: Told) -> bool:
    """Tell whether a later article tells of a planned visit with another date."""
    if plan.stop.status is not Status.PLANNED or other.stop.status is Status.RUMOURED:
        return False
    if plan.published is None or other.published is None or plan.published >= other.published:
        return False
    then, now = plan.stop.when, other.stop.when
    if then is None or now is None:
        return other.stop.status is Status.DENIED or (then is None and now is None)
    if other.arrives and not plan.arrives:  # "will leave Berlin" and, days later, "flew home to Berlin"
        return False
    return abs(now.start - then.start) <= _SHIFTED


def align(told: Sequence[Told], disputed: frozenset[tuple[int, str]] = frozenset()) -> list[Visit]:
    """Group the stops into visits; each keeps the stops in the order of their itineraries.

    Parameters
    ----------
    told : sequence of Told
        Of all itineraries about one journey.
    disputed : frozenset
        Sources with the places that they both tell of and deny: there, two of one source's stops are one visit.
    """
    visits: dict[tuple[int, int], Visit] = {t.key: [t] for t in told}
    scored = sorted(
        ((-score, a, b) for score, a, b in _pairs(told, disputed)), key=lambda row: (row[0], row[1].key, row[2].key)
    )
    for _, a, b in scored:
        one, other = visits[a.key], visits[b.key]
        if one is other or not _fit(one, other, disputed):
            continue
        one.extend(other)
        for member in other:
            visits[member.key] = one
    distinct = list({id(v): v for v in visits.values()}.values())
    for visit in distinct:
        visit.sort(key=lambda t: t.key)
    return _without_coarse(distinct)


def _fit(one: Visit, other: Visit, disputed: frozenset[tuple[int, str]]) -> bool:
    return all(_apart(a, b, disputed) and one_time(a, b) for a in one for b in other)


def _apart(a: Told, b: Told, disputed: frozenset[tuple[int, str]]) -> bool:
    """Tell whether two stops are not two stops of one itinerary."""
    sides = (a.stop.status is Status.DENIED) != (b.stop.status is Status.DENIED)
    return a.source != b.source or (sides and (a.source, a.stop.place.name) in disputed)


def _pairs(told: Sequence[Told], disputed: frozenset[tuple[int, str]]) -> Iterator[tuple[float, Told, Told]]:
    shared = _Shared(told)
    for a, b in combinations(told, 2):
        if not _one_spot(a.stop, b.stop) or not _apart(a, b, disputed) or not one_time(a, b):
            continue
        score = _likeness(a, b) + shared.agreement(a, b)
        if score > 0:
            yield score, a, b


def _one_spot(a: Stop, b: Stop) -> bool:
    """As `alike`, and a denial may name a place by half its name: "through the Sunda Strait and not Lombok"."""
    if alike(a.place, b.place):
        return True
    if (a.status is Status.DENIED) == (b.status is Status.DENIED):
        return False
    short, long = sorted((a.place.name.split(), b.place.name.split()), key=len)
    return long[: len(short)] == short and geodesic_km(a.place.at, b.place.at) < _HALF_NAMED_KM


def _likeness(a: Told, b: Told) -> float:
    """How well two stops at one place agree, apart from what stands round them."""
    statuses = {a.stop.status, b.stop.status}
    score = 3.0 if len(statuses) == 1 else 2.0
    if statuses == {Status.DONE, Status.PLANNED}:
        plan, done = (a, b) if a.stop.status is Status.PLANNED else (b, a)
        known = plan.published is not None and done.published is not None
        # "left Washington" and "is to return to Washington": told as the end of one and the start of the other
        returns = plan.arrives and not done.arrives
        last = done.span[1]
        late = plan.published is not None and last is not None and last.date() < plan.published
        score = 0.3 if late else 2.0 if known and plan.published != done.published else 0.5 if returns else 1.5
    if a.stop.when is not None and b.stop.when is not None:
        score += 3.0
    return score


class _Shared:
    """What stands before and after a stop in its itinerary, for places that other itineraries have too."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._by_source: dict[int, list[Told]] = {}
        for one in told:
            self._by_source.setdefault(one.source, []).append(one)

    def agreement(self, a: Told, b: Told) -> float:
        """Whether two itineraries have their common places on the same side of two stops; branches stand anywhere."""
        if {a.stop.status, b.stop.status} & _OPEN:
            return 0.0
        here, there = self._sides(a), self._sides(b)
        same = sum(bool(here[place] & there[place]) for place in here.keys() & there.keys())
        across = [place for place in here.keys() & there.keys() if not here[place] & there[place]]
        opposite = any(self._leg(a, place) and self._leg(b, place) for place in across)
        return min(0.5 * same, 2.0) - (4.0 if opposite else min(1.0 * len(across), 2.0))

    def _sides(self, one: Told) -> dict[str, set[bool]]:
        sides: dict[str, set[bool]] = {}
        for other in self._by_source[one.source]:
            if other is not one and other.stop.status not in _OPEN:
                sides.setdefault(other.stop.place.id, set()).add(other.at > one.at)
        return sides

    def _leg(self, one: Told, place: str) -> bool:
        """Tell whether one sentence tells of the way between a stop and a place next to it."""
        near = (o for o in self._by_source[one.source] if abs(o.at - one.at) == 1 and o.stop.place.id == place)
        return any(same_words(o.stop, one.stop) for o in near)


def _without_coarse(visits: list[Visit]) -> list[Visit]:
    """Let finer stops stand for their country: "arrived in Russia on Tuesday" and "first stopped at Khasan"."""
    kept = list(visits)
    for visit in visits:
        if not visit[0].stop.place.is_area:
            continue
        finer = [v for v in kept if v is not visit and _all_stand_for(v, visit)]
        if finer:
            best = min(finer, key=lambda v: (not _dates_meet(v, visit), not _sure(v), v[0].at, v[0].source))
            best.extend(visit)
            best.sort(key=lambda t: t.key)
            kept = [v for v in kept if v is not visit]
    return kept


def _all_stand_for(finer: Visit, area: Visit) -> bool:
    surest = min(finer, key=lambda t: _SURENESS.index(t.stop.status))
    if any(f.source == a.source and abs(f.at - a.at) > 1 for f in finer for a in area):
        return False
    return all(stands_for(_at(surest, f), a.stop) and one_time(f, a) for f in finer for a in area)


def _at(surest: Told, member: Told) -> Stop:
    """A member of a visit with the visit's status."""
    stop = member.stop
    return Stop(stop.place, stop.when, surest.stop.status)


def _dates_meet(a: Visit, b: Visit) -> bool:
    return any(x.stop.when and y.stop.when and _overlap(x, y) for x in a for y in b)


def _sure(visit: Visit) -> bool:
    return any(t.stop.status is Status.DONE for t in visit)
