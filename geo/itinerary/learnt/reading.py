"""What the rules made of a text, as the network is told of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from geo.itinerary.journey import When
from geo.itinerary.movement import Reported
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode, Status

__all__ = ["Kept", "Party", "RuleReading", "parties", "rule_reading"]

Kept = tuple[Traveller, Timeline, list[Reported]]
Told = tuple[Traveller, Reported]


class RuleStop(NamedTuple):
    """A stop of the rules: in which line, at which place of it, what they say of it, and its day if it has one."""

    line: int
    order: int
    status: Status
    mode: Mode
    day: date | None


class Party(NamedTuple):
    """A traveller that is told of with a place; ``places`` are ids, ``sentences`` where they are told."""

    traveller: Traveller
    places: frozenset[str]
    sentences: frozenset[int]


class RuleReading(NamedTuple):
    """By the id of a place: the stop it is, the parties that are told of with it, the roles it has in reports.

    ``told`` has the span of each report and the number of its traveller.
    """

    stops: dict[str, RuleStop]
    parties: dict[str, frozenset[int]]
    roles: dict[str, set[str]]
    told: list[tuple[int, int, int]]

    def tellers(self, offset: int) -> frozenset[int]:
        """The travellers of whom something is told in the words around an offset."""
        return frozenset(number for start, end, number in self.told if start <= offset < end)


def parties(told: Sequence[Told]) -> list[Party]:
    """The travellers that are told of with a place, in the order in which their first place is named."""
    by_traveller: dict[int, tuple[Traveller, list[Reported]]] = {}
    for traveller, report in told:
        by_traveller.setdefault(id(traveller), (traveller, []))[1].append(report)
    found = []
    for traveller, reports in by_traveller.values():
        named = [(r.sentence, p.place) for r in reports for p in r.points if p.place is not None]
        points = [(n, r.mention.start, r.resolved.id) for n, r in named if r.resolved is not None]
        if points:
            party = Party(traveller, frozenset(p for _, _, p in points), frozenset(n for n, _, _ in points))
            found.append((min(at for _, at, _ in points), party))
    return [party for _, party in sorted(found, key=lambda row: row[0])]


def _day(when: When | None) -> date | None:
    """The day of a time that names one."""
    if when is None or when.end - when.start > timedelta(days=1):
        return None
    return when.start.date()


def rule_reading(kept: Sequence[Kept], told: Sequence[Told], found: Sequence[Party]) -> RuleReading:
    """Gather what the rules say of each place."""
    stops: dict[str, RuleStop] = {}
    for number, (_, line, _) in enumerate(kept):
        for order, node in enumerate(line.nodes):
            stops.setdefault(node.place.id, RuleStop(number, order, node.status, node.mode_in, _day(node.when)))
    roles: dict[str, set[str]] = {}
    for _, report in told:
        for point in report.points:
            if point.place is not None and point.place.resolved is not None:
                roles.setdefault(point.place.resolved.id, set()).add(point.role)
    own: dict[str, set[int]] = {}
    for number, party in enumerate(found):
        for place in party.places:
            own.setdefault(place, set()).add(number)
    numbers: dict[int, int] = {}
    spans = [(r.start, r.end, numbers.setdefault(id(traveller), len(numbers))) for traveller, r in told]
    return RuleReading(stops, {place: frozenset(row) for place, row in own.items()}, roles, spans)
