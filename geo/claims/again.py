"""Both ends of a figure, and the second figure that is told of the same ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.context import Gap
from geo.claims.figures import Figure, fits, reached_in
from geo.claims.items import Item, Relation, RelationKind, low_at
from geo.claims.times import is_resumed_time, is_same_way, is_trip_of
from geo.vocabulary import Mode

__all__ = ["ON_THE_WAY", "Ends", "bears_out", "told_again"]

ON_THE_WAY = 1.6
"""How many times the straight line a way may well be."""

_PREDICATES = frozenset("is was be takes took".split())
_AGAIN = _PREDICATES | frozenset("and but or ; , it used to by land sea road rail train car air on foot via".split())
_ASIDE = frozenset({",", "is", "and", "but", "or"})
_JOINTS = frozenset({",", ";", "and", "but", "or"})


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a claim, each a place or the reason why it is open, and the items that its words span."""

    origin: Endpoint | Gap
    destination: Endpoint | Gap
    first: int
    last: int

    def is_same_way(self, other: "Ends") -> bool:
        """Whether both are the same two ends."""
        return self.origin == other.origin and self.destination == other.destination


def bears_out(ends: Ends, figure: Figure, mode: Mode | None) -> bool:
    """Tell whether both ends are places about as far apart as a figure says: a bare number is else no length."""
    origin, destination = ends.origin, ends.destination
    if not isinstance(origin, Endpoint) or not isinstance(destination, Endpoint):
        return False
    if destination.kind is not EndpointKind.POINT or origin.kind is not EndpointKind.POINT:
        return destination.kind is EndpointKind.POINT  # "60 from the border" says so itself
    if figure.is_time:
        return reached_in(origin.place, destination.place, figure, None, mode or Mode.RAIL)
    return fits(origin.place, destination.place, figure.quantity, None, share=ON_THE_WAY)


def told_again(items: Sequence[Item], ends: Ends, figure: Figure, relation: Relation) -> Ends | None:
    """Read "X is 215 km from Y as the crow flies and 350 km by rail": a second figure for the same ends.

    Parameters
    ----------
    ends : Ends
        Of the sentence's claim before.
    """
    between = {i.low for i in items[ends.last : figure.first]}
    if relation.kind is RelationKind.AWAY:
        again = between <= _ASIDE and relation.direction is None and relation.mode is not None
        return replace(ends, first=figure.first, last=relation.end) if again else None
    if is_same_way(items, figure, ends.last):
        return replace(ends, first=figure.first, last=max(relation.end, figure.at + 1))
    trip = is_trip_of(items, figure) and "" not in between and bool({",", "or"} & between)
    if trip or (figure.is_time and is_resumed_time(items, figure, ends.last)):
        return replace(ends, first=figure.first, last=relation.end)
    told = relation.trip or not figure.is_time or bool(_PREDICATES & between)
    marks = {"and", "but", "or", "it", ";"} | ({","} if told else set())
    if not relation.mode_said or not between <= _AGAIN or not between & marks:
        return None
    first = next(i for i in range(ends.last, figure.first + 1) if low_at(items, i) not in _JOINTS)
    return replace(ends, first=first, last=relation.end)
