"""The places of one movement: their roles by frame and preposition, in travel order."""

from collections.abc import Sequence

from geo.geoparse.mention import Resolution
from geo.itinerary.arguments import Arguments
from geo.itinerary.lexicon import Movement
from geo.itinerary.movement import Point
from geo.itinerary.placearguments import MEASURES
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.vocabulary import Mode

__all__ = ["ROLES", "at_antecedent", "points_of", "start_of_residents", "travel_order"]

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


def at_antecedent(pred: Predicate, move: Movement, points: list[Point]) -> list[Point]:
    """Add the place that a "where", "from where" or "to which" stands for."""
    role = {"depart": "origin", "board": "origin", "head": "origin", "stop": "there", "meet": "there", "pass": "there"}
    if pred.linker.startswith("from ") or (move.frame == "carry" and any(p.role == "reached" for p in points)):
        return [Point("origin", pred.where), *points]
    if pred.linker.startswith("to "):
        return [*points, Point("reached", pred.where)]
    return travel_order([*points, Point(role.get(move.frame, "reached"), pred.where)])
