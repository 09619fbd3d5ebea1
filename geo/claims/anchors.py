"""What a bare "30 km away" is away from."""

import math
from collections.abc import Sequence

from geo.claims.figures import Figure, fits, reached_in
from geo.claims.items import Item, Relation
from geo.coords import geodesic_km
from geo.gazetteer.place import Place

__all__ = ["find_ahead", "likeliest_start"]

_OUT_OF_PROPORTION = math.log(2.5)


def find_ahead(items: Sequence[Item], place: Place, figure: Figure, relation: Relation) -> Place | None:
    """Find the place behind "teams from X, 80 km to the west, arrived at Y" that the figure fits."""
    for item in items[relation.end :]:
        here = item.ref.place if item.ref and item.ref.is_place else None
        if here is not None and not figure.is_time and fits(here, place, figure.quantity, relation.direction):
            return here
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
    offs = [abs(math.log(max(geodesic_km(start.at, place.at), 0.05) / km)) for start in places]
    best = min(range(len(places)), key=offs.__getitem__)
    return places[best] if offs[0] > _OUT_OF_PROPORTION > offs[best] else places[0]
