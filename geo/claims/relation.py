"""What stands behind a figure: "north of X", "from X to Y", "away", "drive from X", "off the coast of X"."""

from collections.abc import Sequence
from dataclasses import replace

from geo.claims.items import Item, Relation, RelationKind, low_at, lows_from, ref_at
from geo.claims.operands import SKIPPED, read_ends
from geo.claims.phrases import compose_direction, load_phrases, longest, read_mode
from geo.vocabulary import Hedge

__all__ = ["read_direction", "read_relation"]

# what stands between a figure and a noun that is not the noun of that figure
_NO_MODIFIERS = frozenset("of from to and or between the away apart by with via in on at off".split())
_ALONG = frozenset(
    "road highway motorway track tracks railway railroad line coast coastline shore river valley lake canal".split()
)
_WATERS = frozenset("water sea strait straits channel bay gulf lake river border frontier mountains ocean".split())
_OVER = frozenset("across over up down along".split())
_STREAM = frozenset("upstream downstream upriver downriver".split())
_REACHING = frozenset("get getting reach reaching arrive arriving".split())


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
        on = _onward(items, state.end)
        if on and not away:
            away, state = True, replace(state, end=on)
            continue
        break
    end = read_ends(items, state, hedged_within=hedged_within, moving=moving)
    if end is not None:
        return _with_late_modifiers(items, end)
    if away or (state.direction and low_at(items, state.end) != "of"):
        return replace(state, kind=RelationKind.AWAY)
    return replace(state, kind=RelationKind.NONE)


def _onward(items: Sequence[Item], at: int) -> int | None:
    """Read "across the Black Sea" and the "on" of "40 km further on": away from the place named last."""
    over = ref_at(items, at + 1)
    if low_at(items, at) in _OVER and over is not None and low_at(items, at + 2) not in {"from", "of"}:
        return at + 2 if over.place is not None and over.place.feature_class == "H" else None
    if low_at(items, at) in {"across", "over"} and low_at(items, at + 1) == "the" and low_at(items, at + 2) in _WATERS:
        return at + 3
    if low_at(items, at) in {"up", "down", "along"} and low_at(items, at + 1) in {"the", "this", "that"}:
        return at + 3 if low_at(items, at + 2) in _ALONG else None
    if low_at(items, at - 1) in _STREAM:
        return at
    return at + 1 if low_at(items, at) == "on" and low_at(items, at - 1) in {"further", "farther"} else None


def _is_off(items: Sequence[Item], at: int) -> bool:
    """Tell "off the coast of X" from "X, 30 km off on the other side"."""
    step = 2 if low_at(items, at + 1) in {"of", "the"} else 1
    return low_at(items, at) == "off" and ref_at(items, at + step) is not None


def _modifier(items: Sequence[Item], state: Relation) -> Relation | None:
    """Consume a direction, a mode, a late hedge or a word that says nothing."""
    phrases, at = load_phrases(), state.end
    lows = lows_from(items, at)
    direction = None if state.direction else read_direction(items, at)
    if direction:
        return replace(state, direction=direction[0], end=direction[1])
    going = read_mode(lows)
    if going is not None:
        return replace(state, mode=going[0], mode_said=going[1], end=at + going[2])
    size = longest(phrases.hedges_after, lows)
    if size:
        return replace(state, hedge=Hedge(phrases.hedges_after[tuple(lows[:size])]), end=at + size)
    if lows[:1] == [","] and (read_mode(lows[1:]) or (read_direction(items, at + 1) and not state.direction)):
        return replace(state, end=at + 1) if lows[1:2] != ["to"] or lows[2:3] == ["the"] else None
    if low_at(items, at) == "for" and low_at(items, at + 1) == "the" and at + 2 < len(items) and items[at + 2].length:
        return replace(state, end=at + 3)  # "35 minutes for the 15 km between A and B"
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
    return replace(state, end=at + 1) if lows and lows[0] in SKIPPED else None


def _noun_of_going(items: Sequence[Item], state: Relation) -> Relation | None:
    """Consume "train ride", "drive", "high-speed line", "stretch of highway"."""
    if state.trip or state.way:
        return None
    phrases, at, mode = load_phrases(), state.end, state.mode
    said = state.mode_said
    verb = at + (low_at(items, at) == "to")
    if verb > at and low_at(items, verb) in _REACHING:
        return replace(state, end=verb + (low_at(items, verb + 1) in {"to", "from", "in", "at"}), trip=True)
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
        elif (low in _NO_MODIFIERS | phrases.located) or (
            low in phrases.dimensions and not _is_high_speed(items, at + step)
        ):
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


def _with_late_modifiers(items: Sequence[Item], found: Relation) -> Relation:
    """Take a mode behind the ends: "from A to B by road", "north of X as the crow flies"."""
    lows = lows_from(items, found.end)
    skip = 1 if lows[:1] == [","] else 0
    going = read_mode(lows[skip:])
    if going is None or found.mode_said:
        return found
    return replace(found, mode=going[0], mode_said=going[1], end=found.end + skip + going[2])
