"""The places of one movement: their roles by frame and preposition, in travel order."""

from collections.abc import Sequence

from geo.geoparse.mention import Resolution
from geo.itinerary.arguments import Arguments
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point
from geo.itinerary.placearguments import ANAPHORS, MEASURES
from geo.itinerary.prepositions import category
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["ROLES", "at_antecedent", "early_times", "points_of", "start_of_residents", "travel_order", "with_preposed"]

# For each frame, the role that a place gets from the preposition's family; what is missing is not part of it.
ROLES: dict[str, dict[str, str]] = {
    "depart": {
        "direct": "origin",
        "from": "origin",
        "at": "origin",
        "to": "goal",
        "for": "goal",
        "back": "goal",
        "via": "via",
    },
    "arrive": {
        "direct": "reached",
        "to": "reached",
        "at": "reached",
        "back": "reached",
        "from": "origin",
        "via": "via",
    },
    "go": {
        "from": "origin",
        "to": "reached",
        "back": "reached",
        "for": "goal",
        "via": "via",
        "round": "via",
        "by": "via",
    },
    "unknown": {"from": "origin", "to": "reached", "back": "reached", "via": "via"},
    "head": {"from": "origin", "to": "goal", "back": "goal", "for": "goal", "via": "via", "round": "via"},
    "pass": {
        "direct": "via",
        "via": "via",
        "at": "via",
        "by": "via",
        "to": "reached",
        "from": "origin",
        "for": "goal",
        "round": "via",
        "over": "via",
        "back": "reached",
    },
    "stop": {"at": "there", "round": "there"},
    "meet": {"at": "there"},
    "visit": {"direct": "there"},
    "halt": {"at": "there"},
    "skip": {"direct": "there"},
    "return": {
        "over": "via",
        "from": "origin",
        "to": "reached",
        "at": "reached",
        "back": "reached",
        "via": "via",
        "for": "goal",
    },
    "carry": {"from": "origin", "to": "reached", "back": "reached", "for": "goal", "via": "via", "round": "via"},
    "board": {"from": "origin", "at": "origin", "to": "goal", "for": "goal"},
}
_RESIDENTS = frozenset("residents inhabitants citizens villagers civilians patients".split())


def _start_of_rescued(seq: Sequence[Item], people: NounPhrase | None) -> Resolution | None:
    """As in "Evacuees from Port Sudan reached Jeddah": they set out where they were evacuated."""
    if people is None or people.head not in {"evacuees", "deportees", "returnees"}:
        return None
    after = next((seq[k + 1] for k, i in enumerate(seq[:-1]) if i.np is people), None)
    from_place = after is not None and after.prep == "from" and after.np is not None
    place = after.np.place if from_place and after is not None and after.np is not None else None
    return place if place is not None and place.resolved is not None and not place.resolved.is_country else None


def start_of_residents(
    seq: Sequence[Item], move: Movement, pred: Predicate, args: Arguments, points: list[Point]
) -> None:
    """As in "took 800 residents of Sumy to Poltava": where residents are taken from goes without saying."""
    if move.frame in {"arrive", "go", "return", "carry"} and not any(p.role == "origin" for p in points):
        start = _start_of_rescued(seq, pred.subject if pred.passive or move.frame != "carry" else args.object)
        points[:0] = [Point("origin", start)] if start is not None else []
    people = (pred.subject if pred.passive else args.object) if move.frame == "carry" else None
    if people is None or people.head not in _RESIDENTS or people.of is None or people.of.place is None:
        return
    if not any(p.role == "origin" for p in points):
        points.insert(0, Point("origin", people.of.place))


def points_of(args: Arguments, roles: dict[str, str], pred: Predicate, move: Movement, status: str) -> list[Point]:
    """Give the places after a verb their roles, in travel order."""
    points: list[Point] = []
    for cat, point in args.found:
        role = "there" if cat == "stay" else roles.get(cat, "")
        if not role and cat == "at" and move.frame == "go" and pred.lemma in {"come", "fly"} and pred.passive:
            role = "reached"
        if point.anaphor == "there" and role == "origin" and any(p.role == "reached" for p in points):
            continue
        if role == "goal" and cat == "to" and pred.lemma in {"flee", "escape", "decamp"}:
            role = "reached"  # "fled to Mexico City" got there, "fled for Mexico" may not have
        if cat == "to" and pred.lemma == "turn" and move.frame == "return":
            role = "goal"  # "turned round halfway to C": never there
        if cat == "from" and _tells_how_far(args, move):
            role = ""
        if pred.lemma == "reach" and cat == "at" and args.object is None:
            role = ""  # "a spokesman, reached in Nairobi"
        if cat == "by" and (pred.passive or move.frame == "carry"):
            role = ""  # "was followed by Lyon", "came by Zagora"
        if cat == "over" and move.mode is Mode.AIR:
            role = ""
        if cat == "away":
            role = "away"
        if not role:
            continue
        if role == "reached" and status == "ongoing":
            role = "goal"
        point.role = role
        points.append(point)
    if move.frame == "carry" and not points:
        points = [p for cat, p in args.found if cat == "at"]
        for point in points:
            point.role = "there"
    if not any(p.role in {"reached", "goal", "there"} for p in points) and move.frame in {
        "go",
        "depart",
        "head",
        "arrive",
    }:
        for _, point in args.purpose[:1]:
            point.role = "reached" if move.frame in {"go", "arrive"} else "goal"
            points.append(point)
    return travel_order(points)


def _tells_how_far(args: Arguments, move: Movement) -> bool:
    """As in "turned back 200 km from Moscow": a distance from a place never reached."""
    measured = args.object is not None and args.object.head in MEASURES
    return measured and move.frame not in {"go", "carry", "head", "depart", "pass"}


_RANK = {"away": 0, "origin": 0, "via": 1, "there": 2, "reached": 2, "goal": 3}


def travel_order(points: list[Point]) -> list[Point]:
    """Origins first, then what lies on the way, then where it gets, keeping the text's order within each."""
    last = max((k for k, p in enumerate(points) if p.role == "reached"), default=-1)
    if last >= 0 and all(p.role == "there" for p in points[last + 1 :]):
        points = [*points[:last], *points[last + 1 :], points[last]]
    if any(p.role == "there" for p in points) and any(p.role != "there" for p in points):
        return [*(p for p in points if p.role == "origin"), *(p for p in points if p.role != "origin")]
    return sorted(points, key=lambda p: _RANK[p.role])


def with_preposed(
    seq: Sequence[Item], pred: Predicate, move: Movement, points: list[Point], *, located: bool
) -> list[Point]:
    """Add places that stand before the subject: "From Poltava they went on", "In Nairobi, he met"."""
    first = _cleft(seq, _clause_start(seq, _root(pred)))
    subject_at = pred.subject.first if pred.subject is not None else pred.first
    listed = ""
    for k in range(first, pred.at):
        item = seq[k]
        if listed and item.np is not None and not item.prep and item.np.place is not None and item.first < subject_at:
            points.insert(sum(p.role in {"origin", "via"} for p in points), Point("via", item.np.place))
            continue
        if k > first and seq[k - 1].low == "not":
            continue
        after_place = k > 0 and seq[k - 1].low == "after" and seq[k - 1].kind == "mark" and item.np is not None
        if item.np is None or not (item.prep or after_place) or item.first > subject_at:
            continue
        before = seq[k - 1] if k > first else None
        out_of = before is not None and before.prep == "from" and before.np is not None and before.np.place is None
        if out_of and item.np.place is not None and item.prep in {"in", "at", "near", "of"} and not located:
            points = [Point("origin", item.np.place), *points]
            continue
        anaphor = item.np.head if item.np.head == "there" else ""
        stay = seq[k - 1].np if k else None
        if stay is not None and stay.head in lexicon().sets["stays.any"] and category(item.prep) == "at":
            if k > 1 and seq[k - 2].low == "after" and not located and item.np.place is not None:
                points = [Point("there", item.np.place), *points]
            continue
        if item.np.head in ANAPHORS and item.np.det in {"the", "that"} and category(item.prep) == "from":
            anaphor = item.np.head
        if item.np.place is None and not anaphor:
            continue
        cat = "after" if after_place else category(item.prep)
        if cat == "from" and not located and move.frame not in {"stop", "meet", "visit"}:
            points = [Point("origin", item.np.place, anaphor, at=item.np.offset), *points]
        elif cat == "to" and item.prep in {"to", "into"} and _fronted_goal(move, points) and _opens(seq, first, item):
            points = [*points, Point("reached", item.np.place, anaphor)]
        elif cat == "after" and not located:
            points = [Point("there", item.np.place), *points]
        elif cat == "via" and not located:
            listed = "via"
            points = [
                *(p for p in points if p.role == "origin"),
                Point("via", item.np.place, anaphor),
                *(p for p in points if p.role != "origin"),
            ]
        elif cat == "at" and _stands_there(pred, move) and not points and _opens(seq, first, item):
            points = [Point("there", item.np.place, anaphor)]
        elif cat == "back" and move.frame in {"stop", "meet", "halt", "visit"} and _opens(seq, first, item):
            points = [Point("reached", item.np.place, anaphor), *points]
        elif cat == "at" and _sets_out(pred, move, points, item.np) and _opens(seq, first, item) and not located:
            points = [Point("origin", item.np.place, anaphor), *points]
    return points


def _fronted_goal(move: Movement, points: Sequence[Point]) -> bool:
    """As in "To Belgrade he had come from Vienna"."""
    return move.frame in {"go", "arrive", "return"} and not any(p.role in {"reached", "goal"} for p in points)


def _stands_there(pred: Predicate, move: Movement) -> bool:
    """As in "In Nairobi, he met", "In Nyingchi he was taken to hospital"."""
    return move.frame in {"stop", "meet", "halt"} or (move.frame == "carry" and pred.passive)


def _sets_out(pred: Predicate, move: Movement, points: Sequence[Point], np: NounPhrase) -> bool:
    """As in "In Belgrade they were put on buses for Novi Sad": where it is told from is where it starts."""
    here = np.place.resolved if np.place is not None else None
    goals = [p for p in points if p.role in {"reached", "goal"}]
    moving = move.frame in {"carry", "depart", "board", "head"} and pred.form == "finite"
    return moving and bool(goals) and len(goals) == len(points) and here is not None and not here.is_area


def _root(pred: Predicate) -> Predicate:
    """The verb that governs it in the end: the "is" of "is to ride"."""
    seen = 0
    while pred.governor is not None and pred.governor.at < pred.at and seen < 5:
        pred, seen = pred.governor, seen + 1
    return pred


def _opens(seq: Sequence[Item], first: int, item: Item) -> bool:
    """Tell whether a phrase stands first in its clause, times and conjunctions apart."""
    for other in seq[first:]:
        if other is item:
            return True
        if other.kind == "np" or other.kind == "pred":
            return False
    return False


def _cleft(seq: Sequence[Item], first: int) -> int:
    """As in "It was from Maputo that they flew to Dubai": what "it was" sets before the clause belongs to it."""
    if first < 4 or seq[first - 1].low != "that":
        return first
    opens = seq[0].np is not None and seq[0].np.head == "it" and seq[1].pred is not None and seq[1].pred.lemma == "be"
    return 2 if opens and not any(i.kind == "pred" for i in seq[2:first]) else first


def _clause_start(seq: Sequence[Item], pred: Predicate) -> int:
    for k in range(pred.at - 1, -1, -1):
        if seq[k].kind == "pred":
            told = seq[k].pred
            if told is not None and told.lemma in lexicon().sets["reporting.verbs"] and seq[k + 1].low == ",":
                continue
            marks = [j for j in range(k + 1, pred.at) if seq[j].kind == "mark"]
            joined = [j for j in marks if seq[j].low in {"and", "but", "then"}]
            return 1 + (joined[-1] if joined else marks[0] if marks else pred.at - 1)
        if seq[k].kind == "mark" and seq[k].low in {";", ":", "that", "rel", "where", "when", "while", "but"}:
            return k + 1
    return 0


def early_times(seq: Sequence[Item], pred: Predicate) -> list[TimeWords]:
    """Times between the clause's start and the verb: "On Friday he flew"."""
    times = []
    for item in seq[_clause_start(seq, _root(pred)) : pred.at]:
        if item.kind == "time" and item.unit is not None and item.unit.time is not None:
            times.append(item.unit.time)
    opening = seq[0].unit if seq and seq[0].kind == "time" else None
    if not times and pred.form == "finite" and opening is not None and opening.time is not None:
        first = next((i.pred for i in seq if i.pred is not None), None)
        subordinate = len(seq) > 2 and seq[1].low == "," and seq[2].low in {"when", "after", "as", "while", "once"}
        if subordinate and first is not pred:
            times.append(opening.time)
    return times


def at_antecedent(pred: Predicate, move: Movement, points: list[Point]) -> list[Point]:
    """Add the place that a "where", "from where" or "to which" stands for."""
    role = {"depart": "origin", "board": "origin", "head": "origin", "stop": "there", "meet": "there", "pass": "there"}
    if pred.linker.startswith("from ") or (move.frame == "carry" and any(p.role == "reached" for p in points)):
        return [Point("origin", pred.where), *points]
    if pred.linker.startswith("to "):
        return [*points, Point("reached", pred.where)]
    return travel_order([*points, Point(role.get(move.frame, "reached"), pred.where)])
