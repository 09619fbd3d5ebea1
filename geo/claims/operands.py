"""The ends that stand behind a figure: "from X to Y", "of Z", "off the coast of W", "apart"."""

from collections.abc import Sequence
from dataclasses import replace

from geo.claims.items import SITES, Item, Ref, RefKind, Relation, RelationKind, low_at, lows_from, ref_at
from geo.claims.phrases import load_phrases

__all__ = ["SKIPPED", "read_ends"]

SKIPPED = frozenset(
    "inland upstream downstream upriver downriver upwind downwind offshore deep ahead straight due directly further "
    "farther just roughly almost nearly distant downhill uphill".split()
)
_BEYOND = frozenset({"outside", "beyond", "past", "short", "removed"})
_INTO = frozenset({"inside", "into", "across", "over", "in"})
_JOINERS = frozenset("linking connecting joining links connects joins linked that which separating between".split())
_SEPARATE = frozenset("separate separates separated separating divide divides".split())
_SURFACE = frozenset("of along through".split())
_VIA = frozenset("via through past across over by".split())
_EITHER = frozenset("either both each".split())
_TOWARDS = frozenset("to towards toward into reach reaching".split())


def read_ends(items: Sequence[Item], state: Relation, *, hedged_within: bool, moving: bool) -> Relation | None:
    """Read the ends themselves."""
    at, low = state.end, low_at(items, state.end)
    going = state.trip or state.way
    pair = _pair(items, state) or _separated(items, state) or _surface_pair(items, state)
    if pair:
        return pair
    if low == "apart" or lows_from(items, at, 3) in (["from", "each", "other"], ["from", "one", "another"]):
        return replace(state, kind=RelationKind.APART, end=at + (1 if low == "apart" else 3))
    if state.way:
        return None
    if low_at(items, at - 1) == "inland" and low not in {"from", "of"} and ref_at(items, at) is None:
        coast = Ref(RefKind.ANAPHOR, items[at - 1].first, items[at - 1].last, "the coast", word="coast")
        return replace(state, kind=RelationKind.FROM, refs=(coast,), end=at)
    either = _both_of(items, at) if low in {"from", "of"} and low_at(items, at + 1) in _EITHER else None
    if either is not None:
        return replace(state, kind=RelationKind.FROM, refs=either, end=at + 2)
    ref, after = _operand(items, at, state, hedged_within=hedged_within)
    both = low_at(items, at + 1) == "both" and low_at(items, at + 3) == "and"
    two = (ref_at(items, at + 2), ref_at(items, at + 4)) if both and low == "from" else (None, None)
    if two[0] and two[1]:
        return replace(state, kind=RelationKind.FROM, refs=(two[0], two[1]), end=at + 5)
    if ref is not None:
        found = replace(state, kind=RelationKind.FROM, refs=(ref,), end=after)
        following = ref_at(items, after + 1)
        if low == "from" and low_at(items, after) == "to" and following and (going or moving or state.mode_said):
            return replace(found, kind=RelationKind.PAIR, refs=(ref, following), end=after + 2)
        return found
    past = _past_stops(items, at) if low in _VIA and moving else None
    goal = ref_at(items, past) if past else None
    if past and goal is not None:  # "rode the 780 km through A and B to C"
        return replace(state, kind=RelationKind.TO, refs=(goal,), end=past + 1)
    following = ref_at(items, at + 1)
    if low in _TOWARDS and following and (state.trip or moving):
        start = ref_at(items, at + 3)
        if low_at(items, at + 2) == "from" and start:
            return replace(state, kind=RelationKind.PAIR, refs=(start, following), end=at + 4)
        return replace(state, kind=RelationKind.TO, refs=(following,), end=at + 2)
    return None


def _both_of(items: Sequence[Item], at: int) -> tuple[Ref, Ref] | None:
    """Find the two that "from either" means: "midway between A and B", "A and B"."""
    for k in range(at - 1, 2, -1):
        first, second = ref_at(items, k - 2), ref_at(items, k)
        if first is not None and second is not None and low_at(items, k - 1) == "and":
            return first, second
    return None


def _operand(items: Sequence[Item], at: int, state: Relation, *, hedged_within: bool) -> tuple[Ref | None, int]:
    """Read the one place that a figure is measured from, and the item after it."""
    low, after = low_at(items, at), low_at(items, at + 1)
    ref = ref_at(items, at + 1)
    if low in _BEYOND and after == "of":
        low, at, ref = "outside", at + 1, ref_at(items, at + 2)
    if low == "off" and after == "of":
        low, at, ref = "off", at + 1, ref_at(items, at + 2)
    if low == "offshore" and after in {"from", "of"}:
        low, at, ref = "off", at + 1, ref_at(items, at + 2)
    if ref is None:
        return None, at
    if low == "off":
        return _as_coast(ref), at + 2
    if low in _INTO:
        is_border = ref.kind is RefKind.BORDER or ref.word == "border"
        if not is_border and (low not in {"inside", "into"} or not (ref.place and ref.place.is_country)):
            return None, at
        return (ref if is_border else replace(ref, kind=RefKind.BORDER)), at + 2
    aloft = ref.place is not None and ref.place.at.lat == 0.0  # "an orbit 36,000 km above the equator"
    if low in {"above", "below", "inside"} and ref.kind is RefKind.PARALLEL and not aloft:
        return ref, at + 2
    if low in {"from", "outside", "beyond", "past", "before", "behind"}:
        return ref, at + 2
    if low == "of" and (state.direction or hedged_within or low_at(items, at - 1) in {"away", *SKIPPED}):
        return ref, at + 2
    return None, at


def _as_coast(ref: Ref) -> Ref:
    """Read "off Somalia" as off its coast; "off the port of Hodeidah" stays a point."""
    place = ref.place
    site = place is not None and place.feature in SITES
    is_land = place is not None and not site and (place.is_country or place.feature_class in {"A", "L", "T"})
    return replace(ref, kind=RefKind.COAST) if ref.kind is RefKind.PLACE and is_land else ref


def _pair(items: Sequence[Item], state: Relation) -> Relation | None:
    """Read "from A to B", "between A and B", "linking A and B", a date or two before it left out."""
    at = _skip_dates(items, state.end)
    low = low_at(items, at)
    if (low in {"that", "which"} and low_at(items, at + 1) in _JOINERS) or low == "running":
        at, low = at + 1, low_at(items, at + 1)
    first, second = ref_at(items, at + 1), ref_at(items, at + 3)
    joint = low_at(items, at + 2)
    if first is None or second is None:
        return None
    if low == "from" and joint in {"to", "into"}:
        return replace(state, kind=RelationKind.PAIR, refs=(first, second), end=at + 4)
    goal = _past_stops(items, at + 2) if low == "from" and joint in _VIA else None
    last = ref_at(items, goal) if goal else None
    if goal and last is not None:
        return replace(state, kind=RelationKind.PAIR, refs=(first, last), end=goal + 1)
    joins = low == "between" or (low in _JOINERS and (state.way or state.trip))
    if joins and joint in {"and", "to", "with"}:
        return replace(state, kind=RelationKind.PAIR, refs=(first, second), end=at + 4)
    return None


def _past_stops(items: Sequence[Item], at: int) -> int | None:
    """Step over "through A, B and C to" and return the item of the place that it leads to."""
    for k in range(at + 1, min(at + 12, len(items) - 1)):
        low = low_at(items, k)
        if low in {"to", "into"}:
            return k + 1
        if low not in {"", ",", "and", "then", "the", *_VIA}:
            return None
    return None


def _skip_dates(items: Sequence[Item], at: int) -> int:
    """Step over "on Sunday," before "from A to B"."""
    if low_at(items, at) in {"on", "in", "over", "during"}:
        for step in range(2, 6):
            if low_at(items, at + step) == "," and low_at(items, at + step + 1) == "from":
                return at + step + 1
            if low_at(items, at + step) == "from" and step <= 3:
                return at + step
    if low_at(items, at) == "," and low_at(items, at + 1) == "from":
        return at + 1
    return at


def _separated(items: Sequence[Item], state: Relation) -> Relation | None:
    """Read "separate A from B" behind the figure."""
    at = state.end + (low_at(items, state.end) in {"that", "which", "now"})
    for _ in range(6):
        if low_at(items, at) in _SEPARATE:
            break
        if not low_at(items, at).isalpha() or low_at(items, at) in load_phrases().located:
            return None
        at += 1
    if low_at(items, at) in _SEPARATE and (low_at(items, at + 1), low_at(items, at + 2)) == ("the", "two"):
        return replace(state, kind=RelationKind.APART, end=at + 4)
    first, second = ref_at(items, at + 1), ref_at(items, at + 3)
    if low_at(items, at) in _SEPARATE and first and second and low_at(items, at + 2) in {"from", "and"}:
        return replace(state, kind=RelationKind.PAIR, refs=(first, second), end=at + 4)
    return None


def _surface_pair(items: Sequence[Item], state: Relation) -> Relation | None:
    """Read "of desert and scrub between A and B"."""
    if low_at(items, state.end) not in _SURFACE:
        return None
    for step in range(2, 7):
        low = low_at(items, state.end + step)
        if low in {"between", "from"}:
            way = load_phrases().ways.get(low_at(items, state.end + step - 1))
            mode = state.mode or way
            return _pair(items, replace(state, end=state.end + step, mode=mode, mode_said=mode is not None))
        if low and low in load_phrases().dimensions:
            return None
    return None
