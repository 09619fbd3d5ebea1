"""Figures of a sentence with their hedges, and which of them tell a way between places at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.claim import DirectionVerdict
from geo.claims.items import Item, RefKind, Relation, RelationKind, low_at, ref_at
from geo.claims.judge import judge_direction
from geo.claims.pairs import pair_before
from geo.claims.phrases import load_phrases, longest
from geo.coords import geodesic_km, initial_bearing_deg
from geo.gazetteer.place import Place
from geo.units import Quantity
from geo.vocabulary import Hedge

__all__ = [
    "Figure",
    "closes_list",
    "fits",
    "is_no_way",
    "is_resumed_time",
    "is_same_way",
    "is_travel_time",
    "is_trip_of",
    "reached_in",
    "read_figures",
    "read_hedge",
]

_TAKES = frozenset(
    "take takes took taking lasts lasted needs need needed crosses crossed covers covered makes made does cover".split()
)
_FLIES = frozenset("flew travelled traveled flown flies fired".split())
_ABOUT_RIGHT = 1.2
_A_DAY = 24.0
_OUTINGS = frozenset("trip trips tour tours excursion outing".split())
_SLOW_KMH, _FAST_KMH = 15.0, 150.0
_BUILDS = frozenset("laid lay built build building paved electrified dug cleared upgraded repaired mined".split())
_EXTENDS = frozenset("queue queued queues queuing stretched stretching stretches snaked lined backed tailed".split())
_COVERS = frozenset("cover covers covered covering".split())
_AT_SEA = frozenset("sea ocean waters".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a sentence: its item, the item that its hedge begins at, and the hedge."""

    at: int
    first: int
    quantity: Quantity
    is_time: bool
    hedge: Hedge


def read_figures(items: Sequence[Item]) -> list[Figure]:
    """List the lengths and times of a sentence with their hedges."""
    found = []
    for at, item in enumerate(items):
        quantity = item.length or item.time
        if quantity is not None:
            hedge, first = read_hedge(items, at)
            found.append(Figure(at, first, quantity, item.time is not None, hedge))
    return found


def read_hedge(items: Sequence[Item], at: int) -> tuple[Hedge, int]:
    """Read the hedges before a figure and say where they begin."""
    phrases, hedge, k = load_phrases(), Hedge.EXACT, at
    if at and items[at - 1].low == "between":
        k = at - 1
    while k > 0:
        lows = [i.low for i in items[max(0, k - 5) : k]]
        size = longest(phrases.hedges, lows, at_end=True)
        if size and hedge in {Hedge.EXACT, Hedge.ABOUT}:
            hedge = Hedge(phrases.hedges[tuple(lows[-size:])])
        size = size or longest(phrases.fillers, lows, at_end=True)
        if not size:
            break
        k -= size
    return hedge, k


def fits(start: Place, end: Place, quantity: Quantity, direction: str | None, *, share: float = _ABOUT_RIGHT) -> bool:
    """Tell whether a length is about right between two places, within a factor, and in about that direction."""
    km = geodesic_km(start.at, end.at)
    low, high = quantity.low or quantity.amount, quantity.high or quantity.amount
    return low / share <= km <= high * share and km >= 0.05 and _lies(start, end, direction)


def reached_in(start: Place, end: Place, quantity: Quantity, direction: str | None) -> bool:
    """Tell whether some vehicle could take a time from place to place, in about that direction."""
    km, hours = geodesic_km(start.at, end.at), quantity.amount
    return _SLOW_KMH * hours <= km <= _FAST_KMH * hours and _lies(start, end, direction)


def _lies(start: Place, end: Place, direction: str | None) -> bool:
    if direction is None:
        return True
    return judge_direction(direction, initial_bearing_deg(start.at, end.at)) is not DirectionVerdict.DISAGREE


def closes_list(items: Sequence[Item], figure: Figure) -> bool:
    """Tell whether a figure is the last of "40, 50 and 60 km"."""
    joint, after = items[figure.at + 1 : figure.at + 2], items[figure.at + 2 : figure.at + 3]
    follows = bool(joint) and joint[0].low in {",", "and"} and bool(after)
    return not (follows and (after[0].length or after[0].time) is not None)


def is_no_way(items: Sequence[Item], figure: Figure, relation: Relation) -> bool:
    """Tell sizes, ranges of weapons, race courses and amounts of things from ways between places."""
    phrases = load_phrases()
    lows = [i.low for i in items]
    if _is_size(lows, figure, relation):
        return True
    before = lows[max(0, figure.first - 8) : figure.first]
    plain = {low for i, low in enumerate(before) if i >= len(before) - 3 and before[max(0, i - 1)] != "-"}
    if plain & phrases.range_words and "from" not in before[-2:]:
        return True
    staged = "stage" in before and set(before) & _TAKES
    if phrases.contests & set(lows) or staged:
        return relation.kind not in {RelationKind.FROM, RelationKind.AWAY}
    weapon = bool(phrases.weapons & set(lows))
    aimless = relation.kind is RelationKind.NONE or (relation.kind is RelationKind.AWAY and not relation.direction)
    could = bool(set(before) & phrases.modals and set(before) & phrases.feats) and (weapon or aimless)
    armed = weapon and bool(set(before) & _FLIES)
    settled = relation.kind is RelationKind.PAIR and not (armed and _AT_SEA & set(lows))
    return (could or armed) and not settled


def _is_size(lows: Sequence[str], figure: Figure, relation: Relation) -> bool:
    """Tell "30 km wide", "a 30-km exclusion zone", "a 1,200-km pipeline" from a distance."""
    if any(ref.kind is RefKind.PARALLEL for ref in relation.refs):
        return False  # "160 km above the Arctic Circle"
    dimensions = load_phrases().dimensions
    behind = lows[figure.at + 1 : figure.at + 4]
    behind = behind[1:] if behind[:1] == ["-"] else behind
    nowhere = relation.kind is RelationKind.NONE
    if _BUILDS & set(lows[max(0, figure.first - 4) : figure.first]) and behind[:1] == ["of"]:
        return True  # "has laid 390 km of track"
    if lows[max(0, figure.first - 2) : figure.first] == ["of", "which"]:
        return True  # "of which 270 km are electrified"
    queue = lows[max(0, figure.first - 4) : figure.first]
    if relation.kind is not RelationKind.PAIR and queue[-1:] == ["for"] and _EXTENDS & set(queue):
        return True
    sized = bool(dimensions & set(behind[:1])) and behind[1:2] != ["-"]
    sized = sized and (behind[:1] != ["across"] or nowhere)
    if sized or (nowhere and dimensions & set(lows[relation.end : relation.end + 1])):
        return relation.kind is not RelationKind.PAIR or bool({"pipeline", "cable"} & set(behind))
    return False


def is_resumed_time(items: Sequence[Item], figure: Figure, since: int) -> bool:
    """Tell "…; the night train takes 12 hours": a time for the ends of the claim before."""
    between = {i.low for i in items[since : figure.first]} if since else set[str]()
    return bool(between & _TAKES) and bool(between & load_phrases().carriers.keys())


def _is_reached(items: Sequence[Item], figure: Figure, relation: Relation) -> bool:
    """Tell "can reach Petra in three hours from Amman"."""
    if relation.kind is not RelationKind.FROM or low_at(items, figure.first - 1) not in {"in", "within"}:
        return False
    return ref_at(items, figure.first - 2) is not None


def is_same_way(items: Sequence[Item], figure: Figure, since: int) -> bool:
    """Tell "…, a train which covers the 344 km": a length for the ends of the claim before."""
    lows = [i.low for i in items[since : figure.at]]
    return not figure.is_time and "" not in lows and bool(_COVERS & set(lows[-3:])) and lows[-1:] == ["the"]


def is_trip_of(items: Sequence[Item], figure: Figure) -> bool:
    """Tell "a truck journey of four days"."""
    return low_at(items, figure.first - 1) == "of" and low_at(items, figure.first - 2) in load_phrases().trips


def is_travel_time(items: Sequence[Item], figure: Figure, relation: Relation, since: int = 0) -> bool:
    """Tell a time of travel from any other: it needs a noun of going, a way of going, or a verb that takes time.

    Parameters
    ----------
    since : int
        Item that the sentence's previous claim ended before; 0 for none.
    """
    if figure.quantity.amount == _A_DAY and low_at(items, figure.at + 1) in _OUTINGS:
        return False  # "a day trip"
    if relation.kind is RelationKind.APART or _is_reached(items, figure, relation):
        return True
    if relation.trip or relation.mode_said or is_trip_of(items, figure) or is_resumed_time(items, figure, since):
        return True
    before = {i.low for i in items[max(0, figure.first - 12) : figure.first]}
    pair = relation.kind is RelationKind.PAIR or pair_before(items, figure.first) is not None
    if pair and _TAKES & before:
        return True
    if relation.kind not in {RelationKind.FROM, RelationKind.AWAY}:
        return False
    located = {i.low for i in items[max(0, figure.first - 3) : figure.first]}
    stands = bool(located & (load_phrases().located | {",", "and", "("}))
    away = figure.quantity.amount < _A_DAY and "away" in {i.low for i in items[figure.at + 1 : relation.end]}
    return stands and (away or relation.direction is not None or relation.kind is RelationKind.FROM)
