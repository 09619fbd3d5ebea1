"""What a bare "30 km away" is away from."""

import math
from collections.abc import Sequence

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.context import Context, Gap
from geo.claims.figures import Figure, fits, reached_in
from geo.claims.items import Item, Ref, RefKind, Relation, low_at, ref_at
from geo.claims.judge import may_wind
from geo.claims.phrases import load_phrases
from geo.coords import geodesic_km
from geo.gazetteer.place import Place

__all__ = [
    "find_ahead",
    "find_meant",
    "find_way",
    "is_in_proportion",
    "is_out_of_reach",
    "is_plausible",
    "likeliest_start",
]

_MEASURES = frozenset("is was 's ’s takes took covers lasts a".split())
_WAYS = frozenset({("from", "to"), ("between", "and"), ("from", "into")})
_SHORT = 6
_ARRIVES = frozenset("to for into toward towards reached".split())
_NEXT_DOOR_KM = 0.05
_OUT_OF_PROPORTION = math.log(2.5)
_BEYOND_BELIEF = math.log(3.0)


def find_ahead(items: Sequence[Item], place: Place, figure: Figure, relation: Relation) -> Place | None:
    """Find the place behind "teams from X, 80 km to the west, arrived at Y" that the figure fits."""
    for item in items[relation.end :]:
        here = item.ref.place if item.ref and item.ref.is_place else None
        if here is not None and not figure.is_time and fits(here, place, figure.quantity, relation.direction):
            return here
    return None


def find_meant(
    context: Context, since: int, figure: Figure, relation: Relation, ends: tuple[Endpoint | Gap, Endpoint | Gap]
) -> Endpoint | Gap:
    """Find what "the town", "the island" means where what its noun suggests is nothing, or not as far off as told.

    Of the places named since the sentence before, the last one that the figure fits is meant, if there is one.

    Parameters
    ----------
    ends : tuple of Endpoint or Gap
        What the figure is measured from, and what the noun suggests.
    """
    start, suggested = ends
    if figure.is_time or not isinstance(start, Endpoint) or start.kind is not EndpointKind.POINT:
        return suggested
    if isinstance(suggested, Endpoint) and fits(start.place, suggested.place, figure.quantity, relation.direction):
        return suggested
    for place in context.places_between(since, figure.quantity.first):
        if not start.is_same(Endpoint(place)) and fits(start.place, place, figure.quantity, relation.direction):
            return Endpoint(place)
    return suggested


def is_plausible(start: Place | None, goal: Place | None, figure: Figure) -> bool:
    """Tell whether a way of this length, or that takes this long, may lead from place to place."""
    if start is None or goal is None or start.id == goal.id:
        return False
    if figure.is_time:
        return reached_in(start, goal, figure.quantity, None)
    return may_wind(figure.quantity.amount, geodesic_km(start.at, goal.at))


def find_way(items: Sequence[Item], figure: Figure, before: Sequence[Item], context: Context) -> tuple[Ref, Ref] | None:
    """Find the way that "a distance of 145 km" is the length of: told in the sentence, or in the one before.

    Only a way is taken that the figure may be the length, or the time, of.
    """
    at = figure.first - 1
    of = next((i for i in range(figure.at - 1, at - 1, -1) if low_at(items, i) == "of"), 0)
    if of and low_at(items, of - 1) in load_phrases().trips:
        way = _goal_and_start(items, of - 1, figure, context)
    elif low_at(items, at) in _MEASURES and _speaks_of_way(items, at):
        way = _way_in(before)
    else:
        return None
    return way if way is not None and is_plausible(way[0].place, way[1].place, figure) else None


def _speaks_of_way(items: Sequence[Item], verb: int) -> bool:
    """Tell whether a verb's subject is "it", "the distance", "the ferry": the way told in the sentence before."""
    subject = {low_at(items, i) for i in range(verb)}
    phrases = load_phrases()
    named = any(ref_at(items, i) is not None for i in range(verb))
    return not named and verb <= _SHORT and bool(subject & ({"it"} | phrases.trips.keys() | phrases.carriers.keys()))


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


def likeliest_start(places: Sequence[Place], place: Place, figure: Figure, direction: str | None) -> Place:
    """Choose among the places that a figure may be measured from, the likeliest by the words first.

    The first that the figure fits is meant; where it fits none, the first, unless the figure is out of all proportion
    from there and is not from another.
    """
    reaches = reached_in if figure.is_time else fits
    fitting = [start for start in places if reaches(start, place, figure.quantity, direction)]
    if fitting:
        return fitting[0]
    if figure.is_time:
        return places[0]
    km = figure.quantity.amount
    best = min(places, key=lambda start: _off(start, place, km))
    return places[0] if is_in_proportion(places[0], place, km) or not is_in_proportion(best, place, km) else best


def is_in_proportion(start: Place, place: Place, km: float) -> bool:
    """Tell whether a figure is of the order of the straight line between two places."""
    return _off(start, place, km) <= _OUT_OF_PROPORTION


def is_out_of_reach(start: Place, place: Place, km: float) -> bool:
    """Tell whether a figure is so far off that the start, which no word names, was hardly meant; never of a country."""
    return not place.is_country and _off(start, place, km) > _BEYOND_BELIEF


def _off(start: Place, place: Place, km: float) -> float:
    """How far a figure is out of proportion to a straight line, both taken as no shorter than 50 m ("0 km")."""
    return abs(math.log(max(geodesic_km(start.at, place.at), _NEXT_DOOR_KM) / max(km, _NEXT_DOOR_KM)))
