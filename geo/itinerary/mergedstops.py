"""What the articles say of one visit, merged into a stop: place, time, status, everybody's words, contradictions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.gazetteer.place import Place
from geo.itinerary.containment import contains
from geo.itinerary.journey import Contradiction, Precision, Stop, When
from geo.itinerary.visits import Told, Visit
from geo.vocabulary import Status

__all__ = ["Merged", "dated_by_plan", "is_stay", "merged"]

_SURENESS = list(Status)
_LONG = timedelta(days=30)
_BOUNDS = ("by ", "before ", "until ", "till ", "within ", "after ", "from ", "no later ")


@dataclass(frozen=True, slots=True)
class Merged:
    """A visit's stop, and what the articles contradict each other in about it."""

    stop: Stop
    clashes: tuple[Contradiction, ...] = ()


def merged(visit: Visit, rivals: frozenset[tuple[int, int]] = frozenset()) -> Merged:
    """Merge the stops of one visit.

    Parameters
    ----------
    visit : list of Told
    rivals : frozenset
        Keys of denials that name another place instead: "from Odesa, not from Chornomorsk".
    """
    status = _status(visit, rivals)
    dated = _dated(visit, status)
    when = _when(dated)
    words = [t.stop.time_words for t in visit if t.stop.status is status and t.stop.time_words]
    told = sorted(visit, key=lambda t: t.stop.status is not status)  # first those who say what the stop says
    stop = Stop(
        place=_place(visit),
        when=when,
        status=status,
        evidence=tuple(dict.fromkeys(e for t in told for e in t.stop.evidence)),
        time_words=when.as_written if when is not None and when.as_written else next(iter(words), ""),
        because=tuple(dict.fromkeys(w for t in told for w in t.stop.because)),
    )
    return Merged(stop, (*_about_going(visit, stop), *_about_time(dated, stop)))


def _place(visit: Visit) -> Place:
    """The finest place; among equals the one told most."""
    places = [t.stop.place for t in visit]
    finest = [p for p in places if not any(contains(p, q) for q in places)] or places
    ids = [p.id for p in finest]
    return max(finest, key=lambda p: (ids.count(p.id), -ids.index(p.id)))


def _newest(told: Sequence[Told]) -> date | None:
    return max((t.published for t in told if t.published is not None), default=None)


def _status(visit: Visit, rivals: frozenset[tuple[int, int]]) -> Status:
    """What is done beats plans and talk; a denial beats them unless they are newer; a correction beats even done."""
    by_status = {s: [t for t in visit if t.stop.status is s] for s in Status}
    done, denied = by_status[Status.DONE], by_status[Status.DENIED]
    corrected = [t for t in denied if t.key in rivals]
    if done:
        late, known = _newest(corrected), _newest(done)
        return Status.DENIED if late is not None and known is not None and late > known else Status.DONE
    if denied:
        late, plan = _newest(denied), _newest(by_status[Status.PLANNED])
        return Status.PLANNED if late is not None and plan is not None and plan > late else Status.DENIED
    return min((t.stop.status for t in visit), key=_SURENESS.index)


def _dated(visit: Visit, status: Status) -> list[Told]:
    """The stops that date a visit: what is done is not dated by its plan, and of plans the latest counts."""
    dated = [t for t in visit if t.stop.when is not None]
    sure = [t for t in dated if t.stop.status is status]
    if status is Status.DONE:
        return sure
    newest = _newest(sure or dated)
    return [t for t in sure or dated if t.published == newest]


def dated_by_plan(visit: Visit, stop: Stop) -> Stop:
    """Give a stop that is done, but that no report dates, the day that it was planned for.

    Parameters
    ----------
    visit : list of Told
    stop : Stop
        What the visit was merged into.
    """
    if stop.when is not None or stop.status is not Status.DONE:
        return stop
    plans = [t for t in visit if t.stop.status is Status.PLANNED and t.stop.when is not None]
    newest = _newest(plans)
    days = [t.published for t in visit if t.stop.status is Status.DONE and t.published is not None]
    for plan in plans:
        when = plan.stop.when
        if when is None or plan.published != newest or _is_coarse(when) or when.as_written.lower().startswith(_BOUNDS):
            continue
        if all(when.start.date() <= day for day in days):
            return replace(stop, when=when, time_words=when.as_written)
    return stop


def _when(dated: Sequence[Told]) -> When | None:
    """The finest time told; of a stay, from the arrival to the departure."""
    whens = [(t, t.stop.when) for t in dated if t.stop.when is not None]
    if not whens:
        return None
    first = min(whens, key=lambda pair: (_is_coarse(pair[1]), not pair[0].arrives, pair[1].end - pair[1].start))[1]
    within = [w for _, w in whens if first.start <= w.start and w.end <= first.end]
    first = min(within, key=lambda w: w.end - w.start)  # "early on Tuesday" says more than "on Tuesday"
    left = [w for t, w in whens if is_stay(first, w) and not t.arrives and not _is_coarse(w)]
    last = max(left, key=lambda w: w.end, default=None)
    if last is None:
        return first
    words = " – ".join(w for w in (first.as_written, last.as_written) if w)
    return When(first.start, last.end, max(first.precision, last.precision, key=_coarseness), words)


def _is_coarse(when: When) -> bool:
    return when.precision in {Precision.YEAR, Precision.MONTH, Precision.WEEK}


def _coarseness(precision: Precision) -> int:
    return -list(Precision).index(precision)


def is_stay(arrival: When, departure: When) -> bool:
    """Tell whether two times can be the days on which one came and left."""
    gap = departure.start.date() - arrival.end.date()
    return timedelta(0) < gap <= _LONG


def _about_going(visit: Visit, stop: Stop) -> tuple[Contradiction, ...]:
    """Two sides: who says that it goes there, and who denies it."""
    denied = [t for t in visit if t.stop.status is Status.DENIED]
    if not denied or len(denied) == len(visit):
        return ()
    return (Contradiction(f"whether the journey goes to {stop.place.name}", stop.evidence),)


def _about_time(dated: Sequence[Told], stop: Stop) -> tuple[Contradiction, ...]:
    """Arrivals, or departures, on days that do not meet."""
    for arrives in (True, False):
        whens = [t.stop.when for t in dated if t.arrives is arrives]
        days = [w for w in whens if w is not None and not _is_coarse(w)]
        if any(not _meet(a, b) for a in days for b in days):
            return (Contradiction(f"when the journey is at {stop.place.name}", stop.evidence),)
    return ()


def _meet(a: When, b: When) -> bool:
    return a.start.date() <= b.end.date() and b.start.date() <= a.end.date()
