"""Movements told without a verb of their own: a vehicle with its route, a destination, a next stop."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.points import travel_order
from geo.itinerary.preposed import with_preposed
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.vocabulary import Mode

__all__ = ["SUBJECTS", "destination", "next_stop", "route_of_vehicle"]

SUBJECTS = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}
_PUT = frozenset("put place load bundle hurry pack step".split())
_SEATS = frozenset("seat seats place places berth berths ride lift passage ticket tickets bunk cabin".split())
_RESCUED = frozenset("evacuees deportees refugees survivors prisoners detainees wounded patients returnees".split())
_HABITUAL = frozenset("run operate ply serve link connect take cost depart leave".split())


def route_of_vehicle(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
    """As in "The night train from Vienna to Venice", "a ferry bound for Oslo": a vehicle with its route."""
    np = item.np
    assert np is not None
    mode = vehicle_mode(np)
    if mode is None or not _has_a_route(np, mode, item):
        return None
    taken = next((p for p in clauses.predicates if p.object is np and p.movement is not None), None)
    if taken is not None and taken.lemma in {"take", "catch", "ride"}:
        return None  # the verb tells it
    k = _behind_load(seq, k)
    nxt = seq[k + 1] if k + 1 < len(seq) else None
    if nxt is None or nxt.np is None or nxt.prep not in {"from", "for", "to", "bound for", "between"}:
        return None
    args = read_arguments(seq, k, direct=False)
    points = _route_points(args)
    moving = next((p for p in clauses.predicates if p.subject is np and p.movement is not None), None)
    if _plies(np, clauses) or (nxt.prep == "between" and (moving is None or np.det not in {"a", "an", "the"})):
        return None
    aboard = item.prep in {"on", "aboard", "in", "onto"} or (item.prep == "to" and _changes(clauses, k))
    near = next((p for p in reversed(clauses.predicates) if p.at < k), None)
    if near is not None and aboard and _moves_itself(near) and not _changes(clauses, k):
        return None
    seated = near is not None and near.object is not None and near.object.head in _SEATS
    sent = near is not None and (
        seated or near.lemma == "be" or (near.lemma in _PUT and near.passive) or len(points) > 1 or item.prep == "to"
    )
    rider = near.subject if near is not None and aboard and sent else None
    if rider is not None and near is not None and points:
        np = rider
        points = with_preposed(seq, near, Movement(near.lemma, (), "carry", mode), points, located=False)
    elif not {p.role for p in points} >= {"origin", "goal"} and not (moving is not None and points):
        return None
    status = "ongoing"
    if rider is not None and near is not None and near.lemma in _PUT and near.passive and near.tense == "past":
        for cat, point in args.found:
            if cat == "to":
                point.role, status = "reached", "done"
    report = Reported(np, "go", travel_order(points), mode, status, 0, 0, 0)
    report.trigger = np.head
    report.because = (f"'{item.low} from … to …'",)
    if rider is not None and near is not None and near.linker == "after":
        report.order = "before"
    return report


def _has_a_route(np: NounPhrase, mode: Mode, item: Item) -> bool:
    """Not "by train", nor "trains": only one vehicle runs one route."""
    several = np.head.removesuffix("s") in lexicon().vehicles.keys() - {np.head}
    return mode is not Mode.FOOT and item.prep not in {"by", "via", "of"} and not several


def _behind_load(seq: Sequence[Item], k: int) -> int:
    """As in "a plane with evacuees from Sudan": the route may stand behind the load."""
    nxt = seq[k + 1] if k + 1 < len(seq) else None
    load = nxt.np if nxt is not None and nxt.prep in {"with", "of"} else None
    laden = load is not None and (load.head in _RESCUED or vehicle_mode(load) is not None)
    return k + 1 if laden and k + 2 < len(seq) and seq[k + 2].prep == "from" else k


def _route_points(args: Arguments) -> list[Point]:
    points = []
    for cat, point in args.found:
        role = {"from": "origin", "to": "goal", "for": "goal", "via": "via"}.get(cat, "")
        if role:
            point.role = role
            points.append(point)
    return points


def _plies(np: NounPhrase, clauses: Clauses) -> bool:
    """As in "The ferry from Dover to Calais runs hourly": a service, no journey."""
    own = [p for p in clauses.predicates if p.subject is np and p.tense == "present" and not p.progressive]
    return any(p.lemma in _HABITUAL for p in own)


def _moves_itself(near: Predicate) -> bool:
    """Whether the verb before tells the movement: "left on the train to Rome" is told by "left"."""
    return near.movement is not None and near.linker != "after" and near.lemma not in _PUT


def _changes(clauses: Clauses, k: int) -> bool:
    """As in "changed to a train for Prague"."""
    near = next((p for p in reversed(clauses.predicates) if p.at < k), None)
    return near is not None and near.lemma in {"change", "switch", "transfer", "move"}


def destination(item: Item, clauses: Clauses) -> Reported | None:
    """As in "Her destination is Singapore", "Its next stop will be Lviv"."""
    np = item.np
    if np is None or np.place is None or item.prep:
        return None
    pred = next((p for p in clauses.predicates if p.lemma == "be" and p.object is np and p.subject is not None), None)
    if (
        pred is None
        or pred.subject is None
        or not (
            pred.subject.head == "destination"
            or (pred.subject.head in {"stop", "port", "call"} and "next" in pred.subject.words)
        )
    ):
        return None
    own = pred.subject.owner
    owner = NounPhrase(np.first, np.last, head=SUBJECTS.get(own, own)) if own in SUBJECTS else None
    role = "goal" if pred.subject.head == "destination" else "there"
    status = "denied" if pred.negated else "planned"
    report = Reported(owner, "head", [Point(role, np.place)], Mode.UNKNOWN, status, 0, 0, 0)
    report.trigger, report.because = pred.subject.head, (f"noun '{pred.subject.head}'",)
    return report


def next_stop(item: Item) -> Reported | None:
    """As in "Next stop Lviv": a stop to come, told without a verb."""
    np = item.np
    if (
        np is None
        or np.place is None
        or "stop" not in np.words
        or not set(np.words) & {"next", "first", "final", "last"}
    ):
        return None
    report = Reported(None, "stop", [Point("there", np.place)], Mode.UNKNOWN, "planned", 0, 0, 0)
    report.trigger, report.because, report.weak = "stop", ("'next stop'",), True
    return report
