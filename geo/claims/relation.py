"""What stands behind a figure: "north of X", "from X to Y", "away", "drive from X", "off the coast of X"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geo.claims.items import Item, Ref, RefKind, low_at, lows_from, ref_at
from geo.claims.phrases import compose_direction, load_phrases, longest
from geo.vocabulary import Hedge, Mode

__all__ = ["Relation", "RelationKind", "read_direction", "read_relation"]


class RelationKind(StrEnum):
    """How many ends the words behind a figure give."""

    FROM = "from"  # one end: the figure is measured from it
    TO = "to"  # one end: the figure leads to it
    PAIR = "pair"  # both ends
    APART = "apart"  # the subject holds both ends
    AWAY = "away"  # none: the place named last
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relation:
    """The reading of the words behind a figure.

    Attributes
    ----------
    end : int
        Index of the first item that is not part of it.
    trip, way : bool
        A noun of going ("drive") or of a built line ("railway") stood there.
    """

    kind: RelationKind
    end: int
    refs: tuple[Ref, ...] = ()
    direction: str | None = None
    mode: Mode | None = None
    mode_said: bool = False
    hedge: Hedge | None = None
    trip: bool = False
    way: bool = False


_SKIPPED = frozenset(
    "inland upstream downstream upriver downriver upwind downwind offshore deep ahead straight due directly further "
    "farther just roughly almost nearly distant downhill uphill".split()
)
_BEYOND = frozenset({"outside", "beyond", "past", "short", "removed"})
_INTO = frozenset({"inside", "into", "across", "over", "in"})
_JOINERS = frozenset("linking connecting joining links connects joins linked that which separating between".split())
_SEPARATE = frozenset("separate separates separated separating divide divides".split())
_SURFACE = frozenset("of along through".split())


def read_direction(items: Sequence[Item], at: int) -> tuple[str, int] | None:
    """Read a compass direction: "north-east", "to the south", "due west", "S" before "of"."""
    start = at
    if low_at(items, at) in {"to", "towards", "toward", "on"} and low_at(items, at + 1) in {
        "the",
        "its",
        "their",
        "our",
    }:
        at += 2
    while low_at(items, at) in {
        "due",
        "directly",
        "straight",
        "further",
        "farther",
        "just",
        "roughly",
        "almost",
        "mostly",
    }:
        at += 1
    table = load_phrases().directions
    words: list[str] = []
    while low_at(items, at) in table:
        if len(low_at(items, at)) <= 2 and not items[at].text[0].isupper():
            break
        joined = compose_direction([*words, table[low_at(items, at)]])
        if joined is None:
            break
        words, at = [*words, table[low_at(items, at)]], at + 1
        if low_at(items, at) in {"-", "–", "‑"} and low_at(items, at + 1) in table:
            at += 1
    if not words or at == start:
        return None
    return str(compose_direction(words)), at


def read_relation(items: Sequence[Item], at: int, *, hedged_within: bool = False, moving: bool = False) -> Relation:
    """Read what stands behind a figure that ends before item ``at``.

    Parameters
    ----------
    hedged_within : bool
        The figure is a bound ("within 50 km of X"), so a bare "of" relates.
    moving : bool
        A verb of motion stood before it, so that a bare "to X" relates.
    """
    state = Relation(RelationKind.NONE, at)
    away = False
    while state.end < len(items):
        step = _modifier(items, state) or _noun_of_going(items, state)
        if step is not None:
            state = step
            continue
        if (
            low_at(items, state.end) in {"away", "distant", "off", "removed"}
            and not away
            and not _is_off(items, state.end)
        ):
            away, state = True, replace(state, end=state.end + 1)
            continue
        break
    end = _ends(items, state, hedged_within=hedged_within, moving=moving)
    if end is not None:
        return _with_late_modifiers(items, end)
    if away or (state.direction and not state.trip and low_at(items, state.end) != "of"):
        return replace(state, kind=RelationKind.AWAY)
    return replace(state, kind=RelationKind.NONE)


def _is_off(items: Sequence[Item], at: int) -> bool:
    return low_at(items, at) == "off" and (ref_at(items, at + 1) is not None or ref_at(items, at + 2) is not None)


def _modifier(items: Sequence[Item], state: Relation) -> Relation | None:
    """Consume a direction, a mode, a late hedge or a word that says nothing."""
    phrases, at = load_phrases(), state.end
    lows = lows_from(items, at)
    direction = None if state.direction else read_direction(items, at)
    if direction:
        return replace(state, direction=direction[0], end=direction[1])
    size = longest(phrases.modes, lows)
    if size:
        said = tuple(lows[:size]) not in phrases.straight
        return replace(state, mode=Mode(phrases.modes[tuple(lows[:size])]), mode_said=said, end=at + size)
    size = longest(phrases.hedges_after, lows)
    if size:
        return replace(state, hedge=Hedge(phrases.hedges_after[tuple(lows[:size])]), end=at + size)
    if lows[:1] == [","] and (
        longest(phrases.modes, lows[1:]) or (read_direction(items, at + 1) and not state.direction)
    ):
        return replace(state, end=at + 1) if lows[1:2] != ["to"] or lows[2:3] == ["the"] else None
    boxed = items[at + 1] if low_at(items, at) == "(" and low_at(items, at + 2) == ")" else None
    if boxed is not None and (boxed.length is not None or boxed.time is not None):
        return replace(state, end=at + 3)
    if lows[:1] == [")"] and at == state.end and low_at(items, at - 2) == "(":
        return replace(state, end=at + 1)
    if lows[:1] and lows[0] in {"up", "down", "along", "across", "over", "through"}:
        for step in (2, 3, 4):
            if low_at(items, at + step) in {"from", "of"} and ref_at(items, at + step + 1) is not None:
                return replace(state, end=at + step)
    if lows[:3] in (["out", "to", "sea"], ["out", "at", "sea"]):
        return replace(state, end=at + 3)
    return replace(state, end=at + 1) if lows and lows[0] in _SKIPPED else None


def _noun_of_going(items: Sequence[Item], state: Relation) -> Relation | None:
    """Consume "train ride", "drive", "high-speed line", "stretch of highway"."""
    if state.trip or state.way:
        return None
    phrases, at, mode = load_phrases(), state.end, state.mode
    said = state.mode_said
    verb = at + (low_at(items, at) == "to")
    if low_at(items, verb) in phrases.motion and (verb > at or low_at(items, verb).endswith("ing")):
        mode = phrases.motion[low_at(items, verb)] or mode
        return replace(state, end=verb + 1, mode=mode, mode_said=said or mode is not None, trip=True)
    if low_at(items, at) == "for" and low_at(items, at + 1) in {"the", "its", "their", "his", "her", "a", "this"}:
        at += 2
    for step in range(5):
        low = low_at(items, at + step)
        if not low or (not low.isalpha() and low not in {"-", "’", "'", "'s", "’s"}):
            return None
        after = low_at(items, at + step + 1)
        if low in phrases.trips and after not in phrases.trips:
            mode = phrases.trips[low] or mode
            return replace(state, end=at + step + 1, mode=mode, mode_said=said or mode is not None, trip=True)
        if low in phrases.ways and after not in phrases.ways and after not in phrases.trips:
            mode = phrases.ways[low] or mode
            return _way_of(items, replace(state, end=at + step + 1, mode=mode, mode_said=mode is not None, way=True))
        if low in phrases.trip_adjectives:
            mode, said = phrases.trip_adjectives[low], True
        elif (
            low
            in {"of", "from", "to", "and", "or", "between", "the", "away", "in", "on", "at", "off"} | phrases.located
        ) or (low in phrases.dimensions and not _is_high_speed(items, at + step)):
            return None
    return None


def _is_high_speed(items: Sequence[Item], at: int) -> bool:
    return "speed" in {low_at(items, at), low_at(items, at + 2)} and "high" in {
        low_at(items, at),
        low_at(items, at - 2),
    }


def _way_of(items: Sequence[Item], state: Relation) -> Relation:
    """Consume the "of highway" of "a stretch of highway"."""
    phrases = load_phrases()
    for step in (1, 2, 3):
        if low_at(items, state.end) == "of" and low_at(items, state.end + step) in phrases.ways:
            mode = phrases.ways[low_at(items, state.end + step)] or state.mode
            return replace(state, end=state.end + step + 1, mode=mode, mode_said=mode is not None)
    return state


def _ends(items: Sequence[Item], state: Relation, *, hedged_within: bool, moving: bool) -> Relation | None:
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
    following = ref_at(items, at + 1)
    if low in {"to", "towards", "toward", "into"} and following and (state.trip or moving):
        start = ref_at(items, at + 3)
        if low_at(items, at + 2) == "from" and start:
            return replace(state, kind=RelationKind.PAIR, refs=(start, following), end=at + 4)
        return replace(state, kind=RelationKind.TO, refs=(following,), end=at + 2)
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
    if low in {"from", "outside", "beyond", "past", "before", "behind"}:
        return ref, at + 2
    if low == "of" and (state.direction or hedged_within or low_at(items, at - 1) in {"away", *_SKIPPED}):
        return ref, at + 2
    return None, at


def _as_coast(ref: Ref) -> Ref:
    """Read "off Somalia" as off its coast; "off the port of Hodeidah" stays a point."""
    place = ref.place
    is_land = place is not None and (place.is_country or place.feature_class in {"A", "L", "T"})
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
    joins = low == "between" or (low in _JOINERS and (state.way or state.trip))
    if joins and joint in {"and", "to", "with"}:
        return replace(state, kind=RelationKind.PAIR, refs=(first, second), end=at + 4)
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


def _with_late_modifiers(items: Sequence[Item], found: Relation) -> Relation:
    """Take a mode behind the ends: "from A to B by road", "north of X as the crow flies"."""
    lows = lows_from(items, found.end)
    skip = 1 if lows[:1] == [","] else 0
    size = longest(load_phrases().modes, lows[skip:])
    if not size or found.mode_said:
        return found
    words = tuple(lows[skip : skip + size])
    said = words not in load_phrases().straight
    return replace(found, mode=Mode(load_phrases().modes[words]), mode_said=said, end=found.end + skip + size)
