"""What a bare "30 km away" is away from."""

import math
from collections.abc import Sequence

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.context import Context, Gap
from geo.claims.figures import Figure, fits, lies, reached_in
from geo.claims.items import Item, Relation
from geo.claims.judge import may_wind
from geo.coords import geodesic_km
from geo.gazetteer.place import Place
from geo.vocabulary import Mode

__all__ = [
    "find_ahead",
    "find_meant",
    "is_in_proportion",
    "is_out_of_reach",
    "is_plausible",
    "likeliest_start",
]

_NEXT_DOOR_KM = 0.05
_OUT_OF_PROPORTION = math.log(2.5)
_AT_EASE = 0.65
_NO_SHORTER = 1.05
_ABOUT, _ON_THE_WAY = 1.2, 1.6
_BEYOND_BELIEF = math.log(3.0)


def find_ahead(items: Sequence[Item], place: Place, figure: Figure, relation: Relation) -> Place | None:
    """Find the place behind "teams from X, 80 km to the west, arrived at Y" that the figure fits."""
    for item in items[relation.end :]:
        here = item.ref.place if item.ref and item.ref.is_place else None
        if here is not None and not figure.is_time and fits(here, place, figure.quantity, relation.direction):
            return here
    return None


def find_meant(
    context: Context,
    since: int,
    figure: Figure,
    relation: Relation,
    ends: tuple[Endpoint | Gap, Endpoint | Gap],
    *,
    backwards: bool = False,
) -> Endpoint | Gap:
    """Find what "the town", "the island", "there" means where what it suggests is nothing, or not as far off as told.

    Of the places named since a token, the last one that the figure fits is meant, if there is one.

    Parameters
    ----------
    ends : tuple of Endpoint or Gap
        The end that is known, and what the noun suggests.
    backwards : bool
        The noun is what the figure is measured from.
    """
    known, suggested = ends
    if not isinstance(known, Endpoint) or known.kind is not EndpointKind.POINT:
        return suggested

    def may_be(place: Place) -> bool:
        start, goal = (place, known.place) if backwards else (known.place, place)
        if figure.is_time:
            return reached_in(start, goal, figure, relation.direction, relation.mode)
        return fits(start, goal, figure.quantity, relation.direction)

    if isinstance(suggested, Endpoint) and (suggested.kind is not EndpointKind.POINT or may_be(suggested.place)):
        return suggested
    named = context.places_between(since, figure.quantity.first)
    return next((Endpoint(p) for p in named if not known.is_same(Endpoint(p)) and may_be(p)), suggested)


def is_plausible(start: Place | None, goal: Place | None, figure: Figure, mode: Mode | None = None) -> bool:
    """Tell whether a way of this length, or that takes this long, may lead from place to place."""
    if start is None or goal is None or start.id == goal.id:
        return False
    if figure.is_time:
        return reached_in(start, goal, figure, None, mode or Mode.RAIL)
    return may_wind(figure.quantity.amount, geodesic_km(start.at, goal.at))


def likeliest_start(places: Sequence[Place], place: Place, figure: Figure, relation: Relation) -> Place:
    """Choose among the places that a figure may be measured from, the likeliest by the words first.

    Those from which it does not lie in the direction told are left out, unless that leaves none. The first that the
    figure fits is meant, a way on land if one is told of; where it fits none, the first, unless the figure is out of
    all proportion from there and is not from another.
    """
    direction = relation.direction
    places = [start for start in places if lies(start, place, direction)] or places
    if figure.is_time:
        for ease in (_AT_EASE, 1.0):
            for start in places:
                if reached_in(start, place, figure, direction, relation.mode, ease=ease):
                    return start
        return places[0]
    on_land = relation.mode in {Mode.ROAD, Mode.RAIL}  # by which no way is shorter than the straight line
    able = [p for p in places if not on_land or geodesic_km(p.at, place.at) <= _NO_SHORTER * figure.quantity.amount]
    km = figure.quantity.amount
    for start in able:
        if (on_land and is_in_order(start, place, km)) or fits(start, place, figure.quantity, direction):
            return start
    if not is_in_order(places[0], place, km) or places[0] not in able:
        winding = next((start for start in able if is_in_order(start, place, km)), None)
        if winding is not None:
            return winding
    best = min(places, key=lambda start: _off(start, place, km))
    return places[0] if is_in_proportion(places[0], place, km) or not is_in_proportion(best, place, km) else best


def is_in_order(start: Place, place: Place, km: float) -> bool:
    """Tell whether a figure may be that of a way between two places: about the straight line, or somewhat longer."""
    straight = geodesic_km(start.at, place.at)
    return straight / _ABOUT <= km <= _ON_THE_WAY * straight


def is_in_proportion(start: Place, place: Place, km: float) -> bool:
    """Tell whether a figure is of the order of the straight line between two places."""
    return _off(start, place, km) <= _OUT_OF_PROPORTION


def is_out_of_reach(start: Place, place: Place, km: float) -> bool:
    """Tell whether a figure is so far off that the start, which no word names, was hardly meant; never of a country."""
    return not place.is_country and _off(start, place, km) > _BEYOND_BELIEF


def _off(start: Place, place: Place, km: float) -> float:
    """How far a figure is out of proportion to a straight line, both taken as no shorter than 50 m ("0 km")."""
    return abs(math.log(max(geodesic_km(start.at, place.at), _NEXT_DOOR_KM) / max(km, _NEXT_DOOR_KM)))
