"""By what a sentence says that one goes: "By train, …", "the ferry from A to B", "trucks covered the 300 km"."""

from collections.abc import Sequence

from geo.claims.figures import TAKES, Figure
from geo.claims.items import Item, Relation, RelationKind, low_at
from geo.claims.pairs import pair_before
from geo.claims.phrases import load_phrases, read_mode
from geo.claims.times import is_of_a_way, is_resumed_time, is_same_way
from geo.vocabulary import Mode

__all__ = ["is_moving", "mode_near", "mode_said", "stops_short", "trip_mode"]

_STOPS = frozenset({";", ":", "”", "“", '"'})
_REACH = 14


def is_moving(items: Sequence[Item], figure: Figure) -> bool:
    """Tell whether a bare "to X" behind the figure would relate: after a verb of motion, "it is", or "the"."""
    phrases = load_phrases()
    if "another" in {low_at(items, k) for k in range(figure.first, figure.at)}:
        return True  # "37 hours to A and another 19 to B"
    for k in range(figure.first - 1, max(-1, figure.first - 9), -1):
        low = low_at(items, k)
        if low in _STOPS or low in phrases.coordinators:
            break
        if low in phrases.motion or (low in TAKES and figure.is_time):
            return True
        if low == "it" and low_at(items, k + 1) in {"is", "was", "'s", "’s"}:
            return True
    return "the" in {low_at(items, figure.at - 1), low_at(items, figure.at - 2)}


def stops_short(items: Sequence[Item], figure: Figure) -> bool:
    """Tell whether somebody came "to within 30 km of X": where that was is not named."""
    before = [low_at(items, at) for at in range(figure.first - 2, figure.first + 1)]
    return ["to", "within"] in (before[:2], before[1:])


def trip_mode(items: Sequence[Item], figure: Figure) -> Mode | None:
    """Read the way of going from the noun that a figure is of: "a flight of ten hours", "a truck journey of a day"."""
    of = next((i for i in range(figure.at - 1, figure.first - 2, -1) if low_at(items, i) == "of"), 0)
    phrases = load_phrases()
    if not of or low_at(items, of - 1) not in phrases.trips:
        return None
    return phrases.trips[low_at(items, of - 1)] or phrases.trip_adjectives.get(low_at(items, of - 2))


def mode_said(items: Sequence[Item], figure: Figure, relation: Relation, since: int) -> Mode | None:
    """Read the way of going from the words before a figure, nearest first.

    Parameters
    ----------
    since : int
        Item that the sentence's previous claim ended before.
    """
    fronted = _mode_phrase(items, 0) if since == 0 else None
    if fronted and low_at(items, fronted[1]) in {",", "it"}:
        return fronted[0]
    if relation.kind in {RelationKind.APART, RelationKind.AWAY} or _is_static(items, figure, relation):
        return None
    pair = pair_before(items, figure.first)
    resumed = _resumes(items, figure, since) or (figure.is_time and is_resumed_time(items, figure, since))
    resumed = resumed or (figure.is_time and is_of_a_way(items, figure.first - 1))
    if relation.kind is RelationKind.NONE and pair is None and not resumed:
        return None
    return _nearest(items, figure, 0 if pair else since)


def mode_near(items: Sequence[Item], figure: Figure) -> Mode | None:
    """Read the nearest way of going before a figure whose ends no words of its own tell; none of one that lies."""
    lies = low_at(items, figure.first - 1) in load_phrases().located and not figure.is_time
    return None if lies else _nearest(items, figure, 0)


def _is_static(items: Sequence[Item], figure: Figure, relation: Relation) -> bool:
    """Tell "X is 30 km from Y" from "flew 30 km from Y": the first says nothing of a way of going."""
    if relation.kind is not RelationKind.FROM or relation.trip:
        return False
    motion = load_phrases().motion
    return not any(low_at(items, k) in motion for k in range(max(0, figure.first - 3), figure.first))


def _resumes(items: Sequence[Item], figure: Figure, since: int) -> bool:
    """Tell "…; by land it is 600 km": a second figure for the ends of the claim before."""
    return since > 0 and (low_at(items, figure.first - 1) in {"is", "was"} or is_same_way(items, figure, since))


def _nearest(items: Sequence[Item], figure: Figure, since: int) -> Mode | None:
    """Find the nearest phrase, verb or carrier that names a way of going, before the figure and in its clause."""
    phrases = load_phrases()
    for k in range(figure.first - 1, max(-1, figure.first - _REACH, since - 1), -1):
        low = low_at(items, k)
        if low in _STOPS and low != ":":
            break
        phrase = _mode_phrase(items, k)
        mode = phrase[0] if phrase else phrases.motion.get(low) or phrases.carriers.get(low) or phrases.trips.get(low)
        if mode is not None:
            return mode
    return None


def _mode_phrase(items: Sequence[Item], at: int) -> tuple[Mode, int] | None:
    """Read "by train" at an item: the mode, and the item behind it."""
    going = read_mode([i.low for i in items[at : at + 6]])
    return (going[0], at + going[2]) if going is not None else None
