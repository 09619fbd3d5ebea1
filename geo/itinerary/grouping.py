"""Which of the travellers that the rules tell apart are one: learnt from texts, pair by pair.

A stranger's text calls one traveller "the ponies", "the transport" and "the lorry"; the rules then see three.
"""

from collections.abc import Sequence
from typing import NamedTuple

from geo.gazetteer.place import Place
from geo.itinerary.contexts import SHORT
from geo.itinerary.lexicon import lexicon
from geo.itinerary.linear import model
from geo.itinerary.movement import Reported
from geo.itinerary.surroundings import rough_km
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode

__all__ = ["Party", "pair_features", "parties", "regrouped"]

Told = tuple[Traveller, Reported]
_ONE = 0.5  # above this probability two parties count as one, by cross-validation


class _Point(NamedTuple):
    sentence: int
    offset: int
    place: Place


class Party(NamedTuple):
    """A traveller with what is reported of it, and the places in that by their place in the text."""

    traveller: Traveller
    reports: list[Reported]
    points: list[_Point]

    @property
    def places(self) -> set[str]:
        """The ids of its places."""
        return {point.place.id for point in self.points}


def parties(told: Sequence[Told]) -> list[Party]:
    """The travellers that are told of with a place, in the order in which their first place is named."""
    by_traveller: dict[int, tuple[Traveller, list[Reported]]] = {}
    for traveller, report in told:
        by_traveller.setdefault(id(traveller), (traveller, []))[1].append(report)
    found = []
    for traveller, reports in by_traveller.values():
        points = [
            _Point(r.sentence, p.place.mention.start, p.place.resolved)
            for r in reports
            for p in r.points
            if p.place is not None and p.place.resolved is not None
        ]
        if points:
            found.append(Party(traveller, reports, points))
    return sorted(found, key=lambda party: min(p.offset for p in party.points))


def regrouped(told: list[Told]) -> list[Told]:
    """Give what is told of travellers that are probably one to one of them, a named one where there is one."""
    found = parties(told) if told and max(report.sentence for _, report in told) + 1 >= SHORT else []
    if len(found) < 2:
        return told
    groups = model("groups")
    pairs = [
        (groups.probability(pair_features(found[i], found[j], len(found))), i, j)
        for j in range(len(found))
        for i in range(j)
    ]
    root = list(range(len(found)))
    for probability, i, j in sorted(pairs, key=lambda row: (-row[0], row[1], row[2])):
        both = [party.traveller for party, r in zip(found, root, strict=True) if r in {root[i], root[j]}]
        if probability > _ONE and root[i] != root[j] and not _are_several(both):
            root = [root[i] if r == root[j] else r for r in root]
    leads: dict[int, Traveller] = {}
    for r in set(root):
        members = [party for party, own in zip(found, root, strict=True) if own == r]
        lead = max(members, key=lambda party: (bool(party.traveller.names), len(party.places)))
        for party in members:
            leads[id(party.traveller)] = _joined(lead.traveller, party.traveller)
    return [(leads.get(id(traveller), traveller), report) for traveller, report in told]


def _are_several(travellers: Sequence[Traveller]) -> bool:
    """Two people with names of their own are two, whatever speaks for one journey."""
    return sum(t.kind == "person" and bool(t.names) for t in travellers) > 1


def _joined(lead: Traveller, other: Traveller) -> Traveller:
    """The traveller that stands for both: it is also known by the other's descriptions."""
    if other is not lead:
        lead.heads |= other.heads
        if lead.names:
            lead.names |= other.names
    return lead


def pair_features(one: Party, two: Party, count: int) -> list[str]:
    """What speaks for or against two parties of a text, the first told first, being one."""
    return [
        *_by_kind(one.traveller, two.traveller),
        *_by_text(one, two),
        *_by_places(one, two),
        *_by_report(one, "1"),
        *_by_report(two, "2"),
        f"parties {min(count, 5)}",
        f"modes {_modes(one, two)}",
    ]


def _by_kind(one: Traveller, two: Traveller) -> list[str]:
    first, second = (t.kind + ("*" if t.names else "") for t in (one, two))
    found = [f"kinds {first} {second}", f"kind1 {first}", f"kind2 {second}", f"plural {one.plural} {two.plural}"]
    if one.kind == two.kind:
        found.append("one kind")
    if one.lands & two.lands:
        found.append("one land")
    lex = lexicon()
    for which, traveller in (("1", one), ("2", two)):
        found += [f"head{which} {head}" for head in sorted(traveller.heads)]
        word = traveller.display.split(" ")[0].lower()
        closed = word in lex.sets["closed.det"] or word in lex.sets["closed.pronouns"]
        found.append(f"word{which} {word if closed else '*'}")
    return found


def _by_text(one: Party, two: Party) -> list[str]:
    first, second = {p.sentence for p in one.points}, {p.sentence for p in two.points}
    gap = min(abs(a - b) for a in first for b in second)
    beside = "between" if min(second) < max(first) else "behind"
    return [f"one sentence {not first.isdisjoint(second)}", f"gap {min(gap, 5)}", beside]


def _by_places(one: Party, two: Party) -> list[str]:
    first, second = one.places, two.places
    common = len(first & second)
    found = [f"common {min(common, 3)}", f"share {3 * common // len(first | second)}"]
    found += [f"places1 {min(len(first), 4)}", f"places2 {min(len(second), 4)}"]
    found.append(f"places {min(len(first), 3)} {min(len(second), 3)}")
    if second <= first:
        found.append("2 within 1")
    if first <= second:
        found.append("1 within 2")
    if max(one.points, key=lambda p: p.offset).place.id == min(two.points, key=lambda p: p.offset).place.id:
        found.append("goes on")
    near = min(rough_km(a.place.at, b.place.at) for a in one.points for b in two.points)
    return [*found, f"apart {next((far for far in (1, 50, 300, 1000) if near < far), 'far')}"]


def _modes(one: Party, two: Party) -> str:
    first, second = (
        {party.traveller.mode, party.traveller.rides, *(r.mode for r in party.reports)} - {Mode.UNKNOWN}
        for party in (one, two)
    )
    return "one" if first & second else "two" if first and second else "open"


def _by_report(party: Party, which: str) -> list[str]:
    pronouns = lexicon().sets["closed.pronouns"]
    told = party.reports
    subjects = [r.subject for r in told]
    holds = {
        "done": any(r.status == "done" for r in told),
        "past": all(r.background for r in told),
        "weak": all(r.weak for r in told),
        "says": any(r.says for r in told),
        "pronoun": any(s is not None and s.head in pronouns for s in subjects),
        "nobody": any(s is None for s in subjects),
        "owned": any(s is not None and s.owner in {"his", "her", "its", "their"} for s in subjects),
        "vehicle": any(r.vehicle is not None for r in told),
        "carried": any(r.frame == "carry" for r in told),
    }
    found = [f"{name}{which}" for name, true in holds.items() if true]
    return [*found, f"frame{which} {told[0].frame}", f"moves{which} {min(3, sum(not r.weak for r in told))}"]
