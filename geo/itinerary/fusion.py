"""Articles about the same journey told as one, as a careful editor would.

`samejourney` says which itineraries tell of one journey, `visits` aligns their stops, `mergedstops` merges what is said
of each, `travelorder` puts them into one order and `mergedlegs` joins them. What contradicts stays side by side.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.articles.article import Article
from geo.itinerary.assemble import support, title_of
from geo.itinerary.contradictions import corrections, disputed, distinct_clashes, kept_clashes, rival_stops
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Stop
from geo.itinerary.mergedlegs import merged_legs, told_legs
from geo.itinerary.mergedstops import dated_by_plan, is_stay, merged
from geo.itinerary.remarks import remarks_on
from geo.itinerary.samejourney import Profile, best_name, profile_of, same_journey
from geo.itinerary.travelorder import in_order
from geo.itinerary.visits import Told, Visit, align, alike, stands_for, told_by
from geo.vocabulary import Status

__all__ = ["fuse"]

_ORDER = list(Status)
_DELAY, _CONFLICT = timedelta(days=14), timedelta(days=1)


def fuse(itineraries: Iterable[Itinerary], articles: Iterable[Article] = ()) -> tuple[Itinerary, ...]:
    """Fuse the itineraries of many articles, one a journey, best supported first.

    Parameters
    ----------
    itineraries : iterable of Itinerary
        What `journeys` found in each article, in any order.
    articles : iterable of Article, optional
        The articles: their days tell news from plans, and a digest's own words never outrank an outlet's; unknown
        ones count as outlets without a day.

    Returns
    -------
    tuple of Itinerary
        Each with every article's evidence; contradictions between them are kept, never settled silently.
    """
    known = tuple(articles)
    published = {a.id: a.published for a in known if a.published is not None}
    digests = frozenset(a.id for a in known if a.digest)
    groups = [[one] for one in sorted(itineraries, key=lambda i: _rank(i, published, digests))]
    while True:
        fused = [_joined(group, published, digests) if len(group) > 1 else group[0] for group in groups]
        grown = _grown(groups, [profile_of(one, published) for one in fused])
        if len(grown) == len(groups):
            return tuple(sorted(fused, key=lambda i: (-support(i), *_rank(i, published, digests))))
        groups = grown


def _rank(one: Itinerary, published: Mapping[str, date], digests: frozenset[str]) -> tuple[object, ...]:
    """A place in line that does not depend on the order in which articles are given."""
    told = sorted({(e.article_id, e.start) for stop in one.stops for e in stop.evidence})
    days = sorted(published[article] for article, _ in told if article in published)
    return (_only_digests(one, digests), days[:1], -support(one), told, one.title)


def _only_digests(one: Itinerary, digests: frozenset[str]) -> bool:
    return {e.article_id for stop in one.stops for e in stop.evidence} <= digests


def _grown(groups: Sequence[list[Itinerary]], profiles: Sequence[Profile]) -> list[list[Itinerary]]:
    """Join the groups that tell of one journey; a group that took one in is asked again, as what it has become."""
    grown: list[tuple[list[Itinerary], Profile]] = []
    joined: set[int] = set()
    for group, profile in zip(groups, profiles, strict=True):
        home = next((k for k, (_, p) in enumerate(grown) if k not in joined and same_journey(p, profile)), None)
        if home is None:
            grown.append((list(group), profile))
        else:
            grown[home][0].extend(group)
            joined.add(home)
    return [group for group, _ in grown]


def _joined(group: Sequence[Itinerary], published: Mapping[str, date], digests: frozenset[str]) -> Itinerary:
    told = told_by(group, published)
    instead = corrections(group)
    denied = frozenset(no for no, _ in instead)
    own = frozenset(k for k, one in enumerate(group) if _only_digests(one, digests))

    def merge(visit: Visit) -> Stop:
        return merged(visit, denied).stop

    visits = align(told, disputed(group))
    order = in_order(visits, [merge(v) for v in visits], own, rival_stops(instead, visits))
    visits = [visits[k] for k in order]
    visits = _without_restated(visits, denied)
    visits = _branches_last(visits, [merge(v) for v in visits])
    rows = [merged(v, denied) for v in visits]
    stops = _with_planned_days(visits, [row.stop for row in rows])
    clashes = [clash for row in rows for clash in row.clashes] + kept_clashes(group, stops)
    rivals = rival_stops(instead, visits)
    return _made(group, stops, merged_legs(stops, told_legs(group, visits), rivals), clashes)


def _with_planned_days(visits: Sequence[Visit], stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Date what was done as planned by the plan, where the dates around it allow that."""
    made = list(stops)
    for k, visit in enumerate(visits):
        stop = dated_by_plan(visit, made[k])
        if not any(_later(s, stop) for s in made[:k]) and not any(_later(stop, s) for s in made[k + 1 :]):
            made[k] = stop
    return tuple(made)


def _made(
    group: Sequence[Itinerary], stops: tuple[Stop, ...], legs: tuple[Leg, ...], clashes: Sequence[Contradiction]
) -> Itinerary:
    display = best_name(group)
    names = {n for i in group for n in (i.traveller, *i.aliases)} - {display}
    made = Itinerary(
        title=title_of(display, stops),
        traveller=display,
        stops=stops,
        legs=legs,
        contradictions=distinct_clashes(clashes),
        aliases=tuple(sorted(names)),
    )
    return replace(made, remarks=remarks_on(made))


def _without_restated(visits: Sequence[Visit], denied: frozenset[tuple[int, int]]) -> list[Visit]:
    """Join neighbours that are one stay, one delayed plan, or one visit dated in two ways."""
    kept: list[Visit] = []
    for visit in visits:
        if kept and _restates(kept[-1], visit, denied):
            kept[-1] = sorted([*kept[-1], *visit], key=lambda t: t.key)
        else:
            kept.append(visit)
    return kept


def _restates(one: Visit, other: Visit, denied: frozenset[tuple[int, int]]) -> bool:
    a, b = merged(one, denied).stop, merged(other, denied).stop
    if {t.source for t in one} & {t.source for t in other}:
        return False
    if not alike(a.place, b.place) and not stands_for(a, b) and not stands_for(b, a):
        return False
    if a.when is None or b.when is None:
        return a.status is b.status and not _by_articles_apart(one, other)
    gap = b.when.start.date() - a.when.end.date()
    moved = a.status is not b.status or a.status is Status.PLANNED
    if gap <= _CONFLICT or (moved and gap <= _DELAY):
        return True
    return is_stay(a.when, b.when) and not any(t.arrives for t in other)


def _by_articles_apart(one: Visit, other: Visit) -> bool:
    """Tell whether the articles' days put two visits apart."""

    def apart(a: Told, b: Told) -> bool:
        end, start = a.span[1], b.span[0]
        return end is not None and start is not None and end < start

    return any(apart(a, b) or apart(b, a) for a in one for b in other)


def _branches_last(visits: Sequence[Visit], stops: Sequence[Stop]) -> list[Visit]:
    """Put what is still open behind what is done: plans, talk, denials, as far as their dates allow."""
    last = max((k for k, s in enumerate(stops) if s.status is Status.DONE), default=-1)
    tail: list[int] = []
    for k in sorted(range(last + 1, len(stops)), key=lambda k: _ORDER.index(stops[k].status)):
        at = next((i for i, other in enumerate(tail) if _later(stops[other], stops[k])), len(tail))
        tail.insert(at, k)
    return [*visits[: last + 1], *(visits[k] for k in tail)]


def _later(a: Stop, b: Stop) -> bool:
    return a.when is not None and b.when is not None and a.when.start > b.when.end
