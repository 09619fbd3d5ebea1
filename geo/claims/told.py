"""Both ends of a figure that no "from" or "to" stands behind: told before it, or in the sentence before."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.claims.again import ON_THE_WAY
from geo.claims.anchors import is_plausible
from geo.claims.context import Context
from geo.claims.figures import Figure, fits
from geo.claims.items import Item, Ref, RefKind, Relation, RelationKind, low_at, ref_at
from geo.claims.located import find_before
from geo.claims.phrases import load_phrases
from geo.claims.subject import find_subject
from geo.claims.times import is_cut_time, is_of_a_way, is_reaching, is_trip_of

__all__ = ["Told", "at_a_distance", "find_told"]

_NEARER = frozenset("closer nearer farther further".split())
_WAYS = frozenset({("from", "to"), ("between", "and"), ("from", "into")})
_ARRIVES = frozenset("to for into toward towards reached".split())
_LINKED = frozenset("linked connected joined tied".split())
_TWO = frozenset({"two", "them"})
_AT_A_DISTANCE = frozenset("at a the distance of by just only some about around".split())


class Told(NamedTuple):
    """Both ends, and the items that tell them; ``late`` where other readings come before this one."""

    origin: Ref
    destination: Ref
    first: int
    last: int
    late: bool = False


def find_told(
    items: Sequence[Item], figure: Figure, relation: Relation, before: Sequence[Item], context: Context
) -> Told | None:
    """Find the way that a figure is the length, or the time, of.

    Parameters
    ----------
    before : sequence of Item
        The sentence before.
    """
    found = (
        _from_fronted(items, figure)
        or _compared(items, figure)
        or at_a_distance(items, figure, relation)
        or _reaching(items, figure)
        or _linked(items, figure, relation)
        or _leading_to(items, figure, relation, context)
    )
    if found is not None:
        return found
    for way in _ways(items, figure, relation, before, context):
        if is_plausible(way[0].place, way[1].place, figure, relation.mode):
            return Told(*way, figure.first, max(relation.end, figure.at + 1), late=True)
    return None


def _from_fronted(items: Sequence[Item], figure: Figure) -> Told | None:
    """Read "From Vladivostok, Harbin is 510 km"."""
    first = ref_at(items, 1) if low_at(items, 0) == "from" else None
    if first is None or low_at(items, 2) != ",":
        return None
    located = find_before(items, figure.first, None)
    if located.ref is None or located.ref == first:
        return None
    return Told(first, located.ref, 0, figure.at + 1)


def _compared(items: Sequence[Item], figure: Figure) -> Told | None:
    """Read "X is closer to Y (1,430 km) than to Z (3,540 km)"."""
    at = figure.first
    beside, lows = ref_at(items, at - 2), [i.low for i in items[:at]]
    if at < 3 or lows[at - 1] != "(" or beside is None or not _NEARER & set(lows):
        return None
    verb = next((i for i, low in enumerate(lows) if low in load_phrases().located), 0)
    subject = find_before(items, verb + 1, None).ref if verb else None
    if subject is None or subject == beside or lows[at - 3] not in {"to", "from", "than"}:
        return None
    return Told(beside, subject, at - 2, figure.at + 1)


def at_a_distance(items: Sequence[Item], figure: Figure, relation: Relation) -> Told | None:
    """Read "X lies across the strait from Y at a distance of 32 km", "… from Y, 32 km away", "separated from Y by"."""
    k = figure.first - 1
    away = relation.kind is RelationKind.AWAY and low_at(items, k) == ","
    while k > 1 and low_at(items, k) in (_AT_A_DISTANCE | ({","} if away else set())):
        k -= 1
    start, passed = ref_at(items, k), {low_at(items, i) for i in range(k + 1, figure.at)}
    verb = next((i for i in range(k - 1, 0, -1) if low_at(items, i) in load_phrases().located), 0)
    if start is None or not verb or low_at(items, k - 1) not in {"from", "of"}:
        return None
    said = {i.low for i in items[verb:k]}
    across = away and bool({"across", "opposite", "over"} & said)
    if not (across or {"at", "distance"} <= passed or ("by" in passed and "separated" in said)):
        return None
    subject = find_subject(items, verb)
    return None if subject.ref is None else Told(start, subject.ref, subject.first, figure.at + 1)


def _reaching(items: Sequence[Item], figure: Figure) -> Told | None:
    """Read "Flights from A reach B in under an hour"."""
    goal = ref_at(items, figure.first - 2)
    if goal is None or not is_reaching(items, figure):
        return None
    for k in range(figure.first - 3, 0, -1):
        start = ref_at(items, k)
        if start is not None and low_at(items, k - 1) == "from":
            return Told(start, goal, k - 1, figure.at + 1)
    return None


def _linked(items: Sequence[Item], figure: Figure, relation: Relation) -> Told | None:
    """Read "A is linked to B by a 510-km railway", "A is connected with B by a railway of 310 km"."""
    k = figure.first - 1
    if low_at(items, k) == "of" and low_at(items, k - 1) in load_phrases().ways:
        k -= 2
        while k > 0 and low_at(items, k) not in {"by", ""}:
            k -= 1
    elif not relation.way:
        return None
    goal, verb = ref_at(items, k - 1), low_at(items, k - 3)
    if low_at(items, k) != "by" or goal is None or low_at(items, k - 2) not in {"to", "with"} or verb not in _LINKED:
        return None
    subject = find_subject(items, k - 3)
    return None if subject.ref is None else Told(subject.ref, goal, subject.first, max(relation.end, figure.at + 1))


def _leading_to(items: Sequence[Item], figure: Figure, relation: Relation, context: Context) -> Told | None:
    """Read "In A … it is 300 km to B", no verb of motion before it: only where the figure fits."""
    goal = ref_at(items, relation.end + 1) if low_at(items, relation.end) == "to" else None
    if goal is None or goal.place is None or figure.is_time:
        return None
    start = context.before(items[figure.first].first, exclude=frozenset({goal.place.id}))
    if start is None or start.place is None:
        return None
    if not fits(start.place, goal.place, figure.quantity, None, share=ON_THE_WAY):
        return None
    return Told(start, goal, figure.first, relation.end + 2)


def _ways(
    items: Sequence[Item], figure: Figure, relation: Relation, before: Sequence[Item], context: Context
) -> Iterator[tuple[Ref, Ref]]:
    """List the ways that "a distance of 145 km", "a six-hour drive", "It is about 280 km" may be the length of."""
    at = figure.first - 1
    of = next((i for i in range(figure.at - 1, at - 1, -1) if low_at(items, i) == "of"), 0)
    way: tuple[Ref, Ref] | None = None
    if of and low_at(items, of - 1) in load_phrases().trips:
        way = _goal_and_start(items, of - 1, figure, context)
    elif is_cut_time(items, figure):
        way = _way_in(items[:at]) or _way_in(before)
    elif is_of_a_way(items, at):
        way = _way_in(before)
        if way is None and _TWO & {i.low for i in items[:at]}:
            way = context.last_two(items[figure.first].first)
    elif at < 0 and low_at(before, len(before) - 1) == "?":
        way = _way_in(before)
    if way is not None:
        yield way
    apposed = low_at(items, at) in {",", "(", "–", "—"} and relation.kind is RelationKind.NONE
    if apposed and (relation.trip or is_trip_of(items, figure)):
        yield from _around(items, at, context)


def _around(items: Sequence[Item], mark: int, context: Context) -> Iterator[tuple[Ref, Ref]]:
    """Pair the place before "…, a six-hour drive" with those named before it, the nearest first."""
    goal = ref_at(items, mark - 1)
    if goal is None or goal.place is None or not goal.is_place:
        return
    starts = [ref for i in range(mark - 2, -1, -1) if (ref := ref_at(items, i)) is not None and ref.is_place]
    earlier = context.before(goal.first, exclude=frozenset({goal.place.id}))
    for start in [*starts, *([earlier] if earlier else [])]:
        if start.place is not None and not start.place.is_country:
            yield start, goal


def _goal_and_start(items: Sequence[Item], end: int, figure: Figure, context: Context) -> tuple[Ref, Ref] | None:
    """Read "in A … to B, a distance of": where the last way leads, and what was named before, or the dateline."""
    for k in range(end - 1, 0, -1):
        goal = ref_at(items, k)
        if goal is None or not goal.is_place or low_at(items, k - 1) not in _ARRIVES:
            continue
        start = context.before(goal.first, exclude=frozenset({goal.place.id if goal.place else ""}))
        here = context.dateline
        if here is not None and goal.place is not None and fits(here, goal.place, figure.quantity, None):
            start = Ref(RefKind.PLACE, goal.first, goal.first, here.name, here)
        return (start, goal) if start is not None else None
    return None


def _way_in(items: Sequence[Item]) -> tuple[Ref, Ref] | None:
    for k in range(len(items) - 1, 1, -1):
        first, second = ref_at(items, k - 2), ref_at(items, k)
        words = low_at(items, k - 3), low_at(items, k - 1)
        if first is not None and second is not None and (words in _WAYS or (k == 2 and words[1] == "and")):
            return first, second
    return None
