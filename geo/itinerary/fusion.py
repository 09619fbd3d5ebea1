"""Articles about the same journey told as one: matched by traveller, place and time.

Stops that agree are merged with everybody's words; what contradicts stays side by side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from geo.articles.article import Article, Evidence
from geo.gazetteer.place import Place
from geo.itinerary.assemble import support, title_of
from geo.itinerary.chain import leaves_from
from geo.itinerary.containment import contains
from geo.itinerary.contradictions import distinct_clashes, kept_clashes
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Stop, When
from geo.itinerary.remarks import remarks_on
from geo.itinerary.samejourney import VAGUE, same_journey
from geo.vocabulary import Mode, Status

__all__ = ["fuse"]

_ORDER = list(Status)
_SAME_VISIT = timedelta(hours=12)


@dataclass(slots=True)
class _Row:
    """A stop being merged."""

    stop: Stop
    modes: list[tuple[str, Mode]] = field(default_factory=list)
    because: tuple[str, ...] = ()
    against: list[Evidence] = field(default_factory=list)


def fuse(itineraries: Iterable[Itinerary], articles: Iterable[Article] = ()) -> tuple[Itinerary, ...]:
    """Fuse the itineraries of many articles, one a journey, best supported first.

    Parameters
    ----------
    itineraries : iterable of Itinerary
        What `journeys` found in each article.
    articles : iterable of Article, optional
        The articles, so that a digest's own words never outrank an outlet's; unknown ones count as outlets.

    Returns
    -------
    tuple of Itinerary
        Each with every article's evidence; contradictions between them are kept, never settled silently.
    """
    digests = {a.id for a in articles if a.digest}
    groups: list[list[Itinerary]] = []
    for one in sorted(itineraries, key=lambda i: (_only_digests(i, digests), -support(i))):
        for group in groups:
            if any(same_journey(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    fused = [_joined(group) if len(group) > 1 else group[0] for group in groups]
    return tuple(sorted(fused, key=lambda i: -support(i)))


def _only_digests(one: Itinerary, digests: set[str]) -> bool:
    return {e.article_id for stop in one.stops for e in stop.evidence} <= digests


def _joined(group: Sequence[Itinerary]) -> Itinerary:
    rows: list[_Row] = []
    clashes: list[Contradiction] = []
    for one in group:
        _add(rows, one, clashes)
    rows = _branches_last(_without_coarse(rows))
    names = [n for i in group for n in (i.traveller, *i.aliases)]
    display = max(_proper(names), key=lambda n: (len(n.split()), names.count(n)), default=group[0].traveller)
    stops = tuple(row.stop for row in rows)
    clashes += kept_clashes(group, stops)
    made = Itinerary(
        title=title_of(display, stops),
        traveller=display,
        stops=stops,
        legs=_legs(rows),
        contradictions=distinct_clashes(clashes),
        aliases=tuple(sorted(set(names) - {display})),
    )
    return replace(made, remarks=remarks_on(made))


def _proper(names: Sequence[str]) -> list[str]:
    return [n for n in names if n[:1].isupper() and n.lower() not in VAGUE]


def _add(rows: list[_Row], one: Itinerary, clashes: list[Contradiction]) -> None:
    """Merge one itinerary's stops into the rows, keeping its order where it says something new."""
    modes = {id(leg.destination): (leg.origin.place.id, leg.mode) for leg in one.legs}
    because = {id(leg.destination): leg.because for leg in one.legs}
    at = -1
    taken: set[int] = set()
    waiting: list[_Row] = []
    for stop in one.stops:
        told = [modes[id(stop)]] if id(stop) in modes else []
        found = _find([r for r in rows if id(r) not in taken], stop, rows, at)
        if found is None:
            row = _Row(stop, told, because.get(id(stop), ()))
            if at < 0 and rows:
                waiting.append(row)
                continue
            at = _slot(rows, stop, at)
            rows.insert(at, row)
            continue
        taken.add(id(rows[found]))
        _merge(rows[found], stop, told, because.get(id(stop), ()), clashes)
        for row in waiting:
            rows.insert(found, row)
            found += 1
        waiting, at = [], found
    for row in waiting:
        at = _slot(rows, row.stop, at)
        rows.insert(at, row)


def _find(free: Sequence[_Row], stop: Stop, rows: Sequence[_Row], after: int) -> int | None:
    """The row that a stop restates: the same place, or its finer word; the next one on where there are several."""
    same = [r for r in free if r.stop.place.id == stop.place.id and _one_visit(r.stop, stop)]
    same = same or [r for r in free if _stands_for(r.stop, stop) or _stands_for(stop, r.stop)]
    places = [rows.index(r) for r in same]
    return next((i for i in places if i > after), places[0] if places else None)


def _stands_for(finer: Stop, area: Stop) -> bool:
    """Tell whether one stop is the finer word for another: Khasan for "arrived in Russia"."""
    surer = _ORDER.index(finer.status) <= _ORDER.index(area.status)
    land = finer.place.feature_class != "H"
    return surer and land and area.place.is_area and contains(area.place, finer.place) and _one_visit(finer, area)


def _one_visit(a: Stop, b: Stop) -> bool:
    if a.when is None or b.when is None:
        return True
    return a.when.start <= b.when.end + 2 * _SAME_VISIT and b.when.start <= a.when.end + 2 * _SAME_VISIT


def _slot(rows: Sequence[_Row], stop: Stop, after: int) -> int:
    """Where a new stop goes: by its date, else after the stop told before it, branches behind what is done."""
    if stop.when is not None:
        for i, row in enumerate(rows):
            if row.stop.when is not None and row.stop.when.start > stop.when.end:
                return i
    done = max((i for i, r in enumerate(rows) if r.stop.status is Status.DONE), default=-1)
    if stop.status is Status.DONE:
        return after + 1 if after >= 0 else done + 1
    if stop.status is Status.PLANNED:
        return max(after + 1, done + 1)
    return len(rows)


def _merge(
    row: _Row, stop: Stop, told: list[tuple[str, Mode]], because: tuple[str, ...], clashes: list[Contradiction]
) -> None:
    known = row.stop
    both = (*known.evidence, *(e for e in stop.evidence if e not in known.evidence))
    if {known.status, stop.status} == {Status.DONE, Status.DENIED}:
        clashes.append(Contradiction(f"whether the journey goes to {known.place.name}", both))
    if known.when and stop.when and not _dates_meet(known.when, stop.when):
        clashes.append(Contradiction(f"when the journey is at {known.place.name}", both))
    status = min(known.status, stop.status, key=_ORDER.index)
    if Status.DENIED in {known.status, stop.status} and status is not Status.DONE:
        status = Status.DENIED
        if known.status is not stop.status:
            clashes.append(Contradiction(f"whether the journey goes to {known.place.name}", both))
    finer = _finer(known, stop)
    row.stop = replace(
        known,
        place=stop.place if contains(known.place, stop.place) else known.place,
        status=status,
        evidence=both,
        when=finer.when,
        time_words=finer.time_words or known.time_words,
        because=tuple(dict.fromkeys((*known.because, *stop.because))),
    )
    row.modes += told
    row.because = tuple(dict.fromkeys((*row.because, *because)))


def _dates_meet(a: When, b: When) -> bool:
    return a.start.date() <= b.end.date() and b.start.date() <= a.end.date()


def _finer(a: Stop, b: Stop) -> Stop:
    if a.when is None or b.when is None:
        return a if b.when is None else b
    return b if b.when.end - b.when.start < a.when.end - a.when.start else a


def _without_coarse(rows: list[_Row]) -> list[_Row]:
    """Let a finer stop stand for its country: "arrived in Russia on Tuesday" and "first stopped at Khasan"."""
    kept: list[_Row] = []
    for k, row in enumerate(rows):
        finer = _finer_row(rows, k)
        if finer is None:
            kept.append(row)
            continue
        dated = finer.stop if finer.stop.when is not None else row.stop
        finer.stop = replace(
            finer.stop,
            when=dated.when,
            time_words=finer.stop.time_words or row.stop.time_words,
            evidence=(*finer.stop.evidence, *(e for e in row.stop.evidence if e not in finer.stop.evidence)),
        )
        finer.modes += row.modes
    return kept


def _finer_row(rows: Sequence[_Row], k: int) -> _Row | None:
    place, status = rows[k].stop.place, rows[k].stop.status
    if not place.is_area:
        return None

    def fits(row: _Row) -> bool:
        surer = _ORDER.index(row.stop.status) <= _ORDER.index(status)
        land = row.stop.place.feature_class != "H"
        return surer and land and contains(place, row.stop.place) and _one_visit(row.stop, rows[k].stop)

    first = k
    while first > 0 and fits(rows[first - 1]):
        first -= 1
    if first < k:
        return rows[first]
    return next((row for row in rows[k + 1 :] if fits(row)), None)


def _branches_last(rows: list[_Row]) -> list[_Row]:
    """Put what is planned or rumoured behind what is done, surest first; denied stops keep their place."""
    last = max((i for i, r in enumerate(rows) if r.stop.status is Status.DONE), default=-1)
    early = [r for r in rows[: last + 1] if r.stop.status in {Status.DONE, Status.DENIED}]
    open_ends = [r for r in rows if r.stop.status in {Status.PLANNED, Status.RUMOURED}]
    late = [r for r in rows[last + 1 :] if r.stop.status is Status.DENIED]
    return [*early, *sorted(open_ends, key=lambda r: _ORDER.index(r.stop.status)), *late]


def _legs(rows: Sequence[_Row]) -> tuple[Leg, ...]:
    statuses = [r.stop.status for r in rows]

    def together(a: int, b: int) -> bool:
        spans = {(e.article_id, e.start) for e in rows[a].stop.evidence}
        return any((e.article_id, e.start) in spans for e in rows[b].stop.evidence)

    legs = []
    for k, origin in enumerate(leaves_from(statuses, together)):
        if origin is None:
            continue
        row = rows[k]
        status = max(statuses[origin], statuses[k], key=_ORDER.index)
        mode = _mode(row, rows[origin].stop.place)
        legs.append(Leg(rows[origin].stop, row.stop, mode, status, row.stop.evidence, row.because))
    return tuple(legs)


def _mode(row: _Row, origin: Place) -> Mode:
    known = [(at, mode) for at, mode in row.modes if mode is not Mode.UNKNOWN]
    same = [mode for at, mode in known if at == origin.id]
    every = same or [mode for _, mode in known]
    return max(every, key=every.count) if every else Mode.UNKNOWN
