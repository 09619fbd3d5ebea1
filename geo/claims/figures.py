"""Figures of a sentence with their hedges, and which of them tell a way between places at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.claim import DirectionVerdict
from geo.claims.items import Item, RefKind, Relation, RelationKind
from geo.claims.judge import judge_direction
from geo.claims.phrases import load_phrases, longest
from geo.coords import geodesic_km, initial_bearing_deg
from geo.gazetteer.place import Place
from geo.units import Quantity
from geo.vocabulary import Hedge, Mode

__all__ = [
    "TAKES",
    "Figure",
    "closes_list",
    "fits",
    "lies",
    "is_no_way",
    "reached_in",
    "read_figures",
    "read_hedge",
    "speeds",
]

TAKES = frozenset(
    "take takes took taking lasts lasted needs need needed crosses crossed covers covered makes made does cover".split()
)
_FLIES = frozenset("flew travelled traveled flown flies fired".split())
_ABOUT_RIGHT = 1.2
# km/h between which something may get from place to place, the straight line taken
_SPEEDS = {Mode.AIR: (60.0, 1000.0), Mode.RAIL: (15.0, 320.0), Mode.SEA: (5.0, 90.0), Mode.FOOT: (0.8, 8.0)}
_SLOW_KMH, _FAST_KMH = 15.0, 150.0
_A_DAY = 24.0
_BUILDS = frozenset("laid lay built build building paved electrified dug cleared upgraded repaired mined".split())
_MIDDLES = frozenset({"centre", "center"})
_EXTENDS = frozenset(
    "extend extends extended extending reach reached reaching queue queued queues queuing stretched stretching "
    "stretches snaked lined backed tailed".split()
)
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
    return low / share <= km <= high * share and km >= 0.05 and lies(start, end, direction)


def speeds(mode: Mode | None) -> tuple[float, float]:
    """Return the km/h between which something may get from place to place; a road's where no way is named."""
    return _SPEEDS.get(mode, (_SLOW_KMH, _FAST_KMH)) if mode else (_SLOW_KMH, _FAST_KMH)


def reached_in(
    start: Place, end: Place, figure: Figure, direction: str | None, mode: Mode | None = None, *, ease: float = 1.0
) -> bool:
    """Tell whether a time may be that of a trip, by road where no way is named, in about a direction.

    Parameters
    ----------
    ease : float
        Share of the highest speed that is enough.
    """
    km, hours = geodesic_km(start.at, end.at), figure.quantity.amount
    slow, fast = speeds(mode)
    slow = slow / 3 if hours >= _A_DAY and mode is not Mode.AIR else slow
    return slow * hours <= km <= ease * fast * hours and lies(start, end, direction)


def lies(start: Place, end: Place, direction: str | None) -> bool:
    """Tell whether a place lies in about the direction told from another, if one is told."""
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
    staged = "stage" in before and set(before) & TAKES
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
    reach = set(lows[max(0, figure.first - 3) : figure.first])
    if any(ref.word in _MIDDLES for ref in relation.refs) and _EXTENDS & reach:
        return True  # "gusts extended 30 miles from its centre"
    sized = bool(dimensions & set(behind[:1])) and behind[1:2] != ["-"]
    sized = sized and (behind[:1] != ["across"] or nowhere)
    if sized or (nowhere and dimensions & set(lows[relation.end : relation.end + 1])):
        return relation.kind is not RelationKind.PAIR or bool({"pipeline", "cable"} & set(behind))
    return False
