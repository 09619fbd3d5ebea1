"""A stop being built, and when two of them are one visit."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from geo.gazetteer.place import Place
from geo.itinerary.journey import When
from geo.itinerary.movement import Reported
from geo.vocabulary import Mode, Status

__all__ = ["Node", "dates_agree", "finer", "near_in_time", "one_visit"]


@dataclass(slots=True)
class Node:
    """A stop being built: what each report adds is kept beside it."""

    place: Place
    status: Status
    when: When | None = None
    words: str = ""
    mode_in: Mode = Mode.UNKNOWN
    mode_out: Mode = Mode.UNKNOWN
    reports: list[Reported] = field(default_factory=list)
    assumed: bool = False
    hoped: bool = False  # "was bound for": not reached because the journey went on
    guessed: bool = False
    anchor: datetime | None = None
    tied: bool = False
    timed: bool = False
    roles: set[str] = field(default_factory=set)
    against: list[Reported] = field(default_factory=list)


def dates_agree(a: Node, b: Node) -> bool:
    """Tell whether two stops can be dated alike."""
    if a.when is None or b.when is None or a.guessed or b.guessed:
        return True
    return a.when.start <= b.when.end + timedelta(hours=12) and b.when.start <= a.when.end + timedelta(hours=12)


def one_visit(known: Node, node: Node) -> bool:
    """Tell whether two dates can belong to one stay: arriving first, leaving later."""
    if dates_agree(known, node):
        return True
    if known.when is None or node.when is None:
        return True
    if node.roles == {"origin"} and known.roles != {"origin"}:
        return node.when.start >= known.when.start
    return known.roles == {"origin"} and node.roles != {"origin"} and known.when.start >= node.when.start


def near_in_time(a: Node, b: Node) -> bool:
    """Tell whether two stops lie within two days of each other, as far as they are dated."""
    if a.when is None or b.when is None:
        return True
    slack = timedelta(days=2)
    if abs(a.when.start - b.when.start) <= slack:
        return True
    spans = max(a.when.end - a.when.start, b.when.end - b.when.start) > slack  # "in early May" and "on May 6"
    return spans and a.when.start <= b.when.end and b.when.start <= a.when.end


def finer(a: When, b: When) -> bool:
    """Tell whether one date is more exact than another."""
    return (a.end - a.start) < (b.end - b.start)
