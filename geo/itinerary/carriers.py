"""Who is aboard what: a vehicle goes where its load goes, until the load goes on by other means."""

from collections.abc import Sequence

from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.traveller import Traveller
from geo.itinerary.travellers import Registry
from geo.vocabulary import Mode

__all__ = ["change_vehicles", "goes_on_otherwise", "leaves_its_craft", "link_carriers"]

_ABOARD_IT = frozenset("passengers travellers travelers members crew crewmen survivors".split())
_HALTING = frozenset("halt stop strand ground evacuate derail intercept".split())
_ABOARD = frozenset({"", "onto", "aboard", "on", "into", "in"})
_OUT_OF = frozenset({"off", "out of", "from"})
_TO = frozenset({"to", "onto", "into"})
_GETTING_IN = ("load", "put", "place", "transfer", "step", "climb", "board", "pack")
_GETTING_OUT = ("file", "get", "come", "walk", "stream", "pour", "emerge", "scramble", "disembark", "alight", "tumble")
_STEPS = {
    **dict.fromkeys(_GETTING_IN, _ABOARD),
    **dict.fromkeys(_GETTING_OUT, _OUT_OF),
    **dict.fromkeys(("change", "switch"), _TO),
}


def change_vehicles(report: Reported, found: Sequence[tuple[Traveller, Reported]], registry: Registry) -> None:
    """As in "The train was halted at C and passengers were put on buses to D": its journey goes on by bus."""
    np = report.subject
    if np is None or np.name or np.head not in _ABOARD_IT:
        return
    if np.of is not None and vehicle_mode(np.of) is not None and report.frame == "carry":
        craft = registry.find(np.of)
        if craft is not None and any(t is craft for t, _ in found):
            registry.remember(np, craft)
            report.changes = True
            return
    if np.head not in {"passengers", "travellers", "travelers"}:
        return
    movers = [t for t in registry.all if t.kind == "vehicle" and t.moves]
    taken_on = np.det == "the" and report.frame == "carry" and registry.by_head(np.head) is None
    if taken_on and len(movers) == 1 and report.status == "done" and movers[0].mode is not report.mode:
        registry.remember(np, movers[0])
        report.changes = True
        return  # "The plane landed at B. The passengers were taken on to C by bus"
    halted = next((t for t, r in reversed(found) if t.kind == "vehicle" and r.trigger in _HALTING), None)
    if halted is not None and report.status in {"done", "ongoing"}:
        registry.remember(np, halted)
        report.changes = True


def leaves_its_craft(report: Reported, traveller: Traveller) -> bool:
    """As in "The tanker lies off C; its crew were to be flown to D": the crew travels on, the tanker does not."""
    np = report.subject
    by_air = report.frame == "carry" and report.mode is Mode.AIR and not report.changes
    grounded = traveller.kind == "vehicle" and traveller.mode in {Mode.SEA, Mode.RAIL}
    starts = any(p.role == "origin" for p in report.points)
    return np is not None and np.head in _ABOARD_IT and by_air and grounded and not starts


def goes_on_otherwise(report: Reported, traveller: Traveller) -> bool:
    """As in "The train broke down near C, and the children were put on buses": its people change."""
    np = report.subject
    people = np is not None and vehicle_mode(np) is None and np.head in lexicon().sets["group.any"]
    return people and traveller.kind == "vehicle" and report.mode not in {Mode.UNKNOWN, traveller.mode}


def link_carriers(phrases: Sequence[Item], clauses: Clauses, registry: Registry) -> None:
    """As in "The papal plane, carrying Leo XIV": a vehicle goes where the person in it goes."""
    apposed = {id(b) for p in clauses.predicates if p.subject is not None and p.subject.name for b in p.subject.beside}
    for laden, load in _loads(phrases, clauses):
        if id(laden) not in apposed:
            registry.carries(laden, load)
    for pred in clauses.predicates:
        if pred.lemma == "board" and pred.subject is not None and pred.subject.head in lexicon().sets["seizers.any"]:
            continue
        craft = _boarded(phrases, pred)
        if craft is not None:
            rider = registry.find(pred.subject)
            if rider is not None:
                rider.aboard |= {vehicle_mode(craft) or Mode.UNKNOWN}
                registry.remember(craft, rider)
        vehicle, person = pred.subject, pred.object
        if pred.lemma != "carry" or pred.form != "gerund" or vehicle is None or person is None or not person.name:
            continue
        mode = vehicle_mode(vehicle)
        rider = registry.find(person) if mode is not None and not vehicle.name else None
        if rider is not None and rider.kind == "person":
            registry.remember(vehicle, rider)
            rider.rides = mode or rider.rides


def _boarded(phrases: Sequence[Item], pred: Predicate) -> NounPhrase | None:
    """What somebody gets into or out of: "boarded a jet", "filed off a plane that had left A", "changed to a bus"."""
    preps = _STEPS.get(pred.lemma)
    if preps is None or pred.subject is None:
        return None
    near = phrases[pred.at + 1 : pred.at + 4 if preps is _TO else pred.at + 3]
    after = next((i.np for i in near if i.np is not None and i.prep in preps), None)
    return after if after is not None and vehicle_mode(after) not in {None, Mode.FOOT} else None


def _loads(phrases: Sequence[Item], clauses: Clauses) -> list[tuple[NounPhrase, NounPhrase]]:
    """As in "a train with 230 schoolchildren", "a boat carrying migrants": who is aboard what."""
    found = []
    for item, nxt in zip(phrases, phrases[1:], strict=False):
        if item.np is not None and nxt.np is not None and nxt.prep == "with" and vehicle_mode(item.np) is not None:
            found.append((item.np, nxt.np))
    for pred in clauses.predicates:
        loaded = pred.lemma == "carry" and pred.form == "gerund" and pred.subject is not None
        if loaded and pred.subject is not None and pred.object is not None and vehicle_mode(pred.subject) is not None:
            found.append((pred.subject, pred.object))
    return [(craft, load) for craft, load in found if not load.name and load.place is None]
