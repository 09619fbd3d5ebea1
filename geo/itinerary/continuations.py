"""Movements told without a verb, that go on from the last: "… and from there by way of Sukkur to Multan"."""

from collections.abc import Sequence

from geo.itinerary.arguments import read_arguments
from geo.itinerary.clauses import Clauses
from geo.itinerary.movement import Point, Reported
from geo.itinerary.points import travel_order
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, Predicate
from geo.vocabulary import Mode

__all__ = ["of_fragments"]

_ROLES = {"to": "reached", "back": "reached", "via": "via", "for": "goal", "round": "via", "along": "via"}
_OPENERS = frozenset({"and", ",", ";", "—", "–", "but", "then"})


def of_fragments(seq: Sequence[Item], clauses: Clauses) -> list[tuple[int, Reported]]:
    """Read what goes on without a verb of its own, each with the item that it stands at."""
    found = []
    for k, item in enumerate(seq):
        if not _goes_on(seq, k, item):
            continue
        report = _fragment(seq, k, clauses)
        if report is not None:
            found.append((k, report))
    return found


def _goes_on(seq: Sequence[Item], k: int, item: Item) -> bool:
    """Whether "from there", and no verb behind it, goes on from what was told."""
    if item.np is None or item.np.head != "there" or item.prep != "from":
        return False
    before = next((i for i in reversed(seq[:k]) if i.kind not in {"adv", "time"}), None)
    if before is not None and not (before.kind == "mark" and before.low in _OPENERS):
        return False
    for after in seq[k + 1 :]:
        if after.kind == "pred":
            return False
        if after.kind == "mark" and after.low not in {",", "and"}:
            return True
    return True


def _fragment(seq: Sequence[Item], k: int, clauses: Clauses) -> Reported | None:
    args = read_arguments(seq, k, direct=False)
    points = []
    for cat, point in args.found:
        point.role = _ROLES.get(cat, "")
        if point.role:
            points.append(point)
    if not points:
        return None
    moved = _moved_before(clauses, k)
    status, why = judge(moved) if moved is not None else ("done", ())
    mode = (
        args.mode if args.mode is not Mode.UNKNOWN or moved is None or moved.movement is None else moved.movement.mode
    )
    subject = moved.subject if moved is not None else None
    origin = Point("origin", None, "there")
    report = Reported(subject, "go", [origin, *travel_order(points)], mode, status, 0, 0, 0)
    report.times, report.vehicle = args.times, args.vehicle
    report.trigger, report.onward = "go", True
    report.because = ("'from there'", *why)
    return report


def _moved_before(clauses: Clauses, k: int) -> Predicate | None:
    """The verb of movement that a fragment goes on from."""
    return next((p for p in reversed(clauses.predicates) if p.at < k and p.movement is not None), None)
