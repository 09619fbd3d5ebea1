"""Movements told by nouns: "his trip to Harbin", "the flight from Tomsk to Moscow", "on its way to Rotterdam"."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.points import ROLES, travel_order
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.tripstatus import governor_of, status_by_verb, trip_status
from geo.itinerary.vehicleroutes import SUBJECTS, destination, next_stop, route_of_vehicle
from geo.vocabulary import Mode

__all__ = ["of_nouns"]

_FRAMES = {
    "landing": "arrive",
    "touchdown": "arrive",
    "arrival": "arrive",
    "departure": "depart",
    "return": "return",
    "homecoming": "return",
    "stop": "stop",
    "stopover": "stop",
    "layover": "stop",
    "call": "stop",
    "detour": "go",
    "visit": "go",
    "transfer": "go",
}
_PAST_WORDS = frozenset("last previous earlier past former historic".split())


def of_nouns(seq: Sequence[Item], clauses: Clauses) -> list[tuple[int, Reported]]:
    """Read the movements that a sentence tells by nouns, each with the item that it stands at."""
    found = []
    for k, item in enumerate(seq):
        if item.np is None:
            continue
        report = (
            destination(item, clauses)
            or _trip(seq, k, item, clauses)
            or route_of_vehicle(seq, k, item, clauses)
            or next_stop(item)
        )
        if report is not None:
            found.append((k, report))
    return found


def _trip(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
    np = item.np
    assert np is not None
    lex = lexicon()
    on_road = np.head == "road" and item.prep == "on" and seq[k + 1 : k + 2] and seq[k + 1].prep in {"to", "back to"}
    under_way = (np.head == "way" and item.prep == "on") or on_road or (item.prep == "en" and np.head == "route")
    if vehicle_mode(np) is not None and item.prep in {"on", "aboard", "by", "in"}:
        return None
    if (np.head not in lex.trips and not on_road) or (
        np.head in {"way", "call", "run", "leg", "mission", "transfer"} and not (under_way or np.head not in {"way"})
    ):
        return None
    frame = _FRAMES.get(np.head, "go")
    args = read_arguments(seq, k, direct=False)
    points = _trip_points(np, frame, args)
    if not points and np.det in {"the", "that", "this"} and args.last is not None:
        off = _called_off(seq, k, item, clauses)
        if off is not None:
            return off
    if not points and (lex.trips.get(np.head, Mode.ROAD) is Mode.UNKNOWN or np.det == "" or np.head in lex.vehicles):
        return None
    governor, place = governor_of(seq, k, item, clauses)
    before = seq[k - 1].np if k and item.prep == "of" else None
    if before is not None and before.head in {
        "day",
        "leg",
        "stage",
        "start",
        "beginning",
        "end",
        "part",
        "night",
        "week",
    }:
        place = "stage"
    if place == "subject" and np.head in lex.vehicles:
        return None
    status, why = trip_status(np, item, governor, place)
    if under_way:
        status, why = "ongoing", (f"'{item.prep} {np.head}'",)
    if status == "none":
        return None
    points = [
        Point("goal", p.place, p.anaphor, p.time) if p.role == "reached" and status == "ongoing" else p for p in points
    ]
    report = Reported(_traveller(np, governor, clauses, k), frame, points, _trip_mode(np, args), status, 0, 0, 0)
    report.times = args.times
    report.vehicle, report.companion = args.vehicle, args.companion
    report.trigger = np.head
    report.because = (f"noun '{np.head}'", *why)
    report.returning = args.back or frame == "return"
    report.onward = _on_the_way_back(seq, k)
    report.weak = frame == "stop" or (np.head == "visit" and place in {"during", "since", "like", "following"})
    report.background = _is_past_trip(np) or (place == "subject" and any(t.year for t in args.times))
    report.pluperfect = governor is not None and governor.tense == "pluperfect"
    if place == "with":
        report.order = "during"
    if place == "after":
        report.order = "before"
        if report.status == "done" and governor is not None and governor.tense == "future":
            report.status = "planned"
    elif place in {"before", "ahead of"}:
        report.order = "after"
        report.status = "planned" if report.status == "done" and place == "ahead of" else report.status
    return report


def _called_off(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
    """As in "… but the trip was called off", "… but cancelled the visit": the plan told last comes to nothing."""
    np = item.np
    governor, place = governor_of(seq, k, item, clauses)
    if np is None or governor is None or governor.lemma not in _SCRAPPED:
        return None
    if (
        not (place == "object" or (place == "subject" and governor.passive))
        or status_by_verb(governor, place)[0] != "denied"
    ):
        return None
    report = Reported(governor.subject if place == "object" else None, "cancel", [], Mode.UNKNOWN, "denied", 0, 0, 0)
    report.trigger, report.because, report.weak = np.head, (f"'{governor.lemma}' the {np.head}",), True
    return report


_SCRAPPED = frozenset("cancel drop scrap postpone abandon call_off call shelve abort axe".split())


def _on_the_way_back(seq: Sequence[Item], k: int) -> bool:
    after = zip(seq[k + 1 :], seq[k + 2 :], strict=False)
    return any(i.np is not None and i.np.head == "way" and n.low in {"back", "home"} for i, n in after)


def _trip_points(np: NounPhrase, frame: str, args: Arguments) -> list[Point]:
    roles = dict(ROLES[frame])
    if np.head in {"stop", "stopover", "layover", "call", "visit", "tour"}:
        roles["at"] = "there"
    if np.head in {"crossing", "passage"}:
        roles["at"] = ""
    points = []
    for cat, point in args.found:
        role = "there" if cat == "stay" else roles.get(cat, "")
        if role:
            point.role = role
            points.append(point)
    return travel_order(points)


def _trip_mode(np: NounPhrase, args: Arguments) -> Mode:
    own = lexicon().trips.get(np.head, Mode.ROAD)
    if own is Mode.UNKNOWN:
        for word in np.words:
            own = lexicon().vehicles.get(word, own)
    if args.mode is not Mode.UNKNOWN:
        return args.mode
    return own


def _traveller(np: NounPhrase, governor: Predicate | None, clauses: Clauses, k: int) -> NounPhrase | None:
    own = np.owner in lexicon().sets["closed.possessive"]
    later = next(
        (p for p in clauses.predicates if p.at > k and p.subject is not None and p.subject.last < np.first), None
    )
    if (
        own
        and later is not None
        and later.subject is not None
        and (governor is None or later.subject.first > governor.last)
    ):
        return later.subject
    if own and governor is not None and governor.subject is not None and governor.subject is not np:
        return governor.subject
    if np.owner:
        owner = NounPhrase(np.first, np.last, head=SUBJECTS.get(np.owner, np.owner))
        if np.owner[:1].isupper():
            owner.name = np.owner
        return None if np.owner_place is not None else owner
    return governor.subject if governor is not None and governor.subject is not np else None


def _is_past_trip(np: NounPhrase) -> bool:
    visit = np.head not in {"stop", "leg", "call", "stopover", "landing", "stage"}
    return (visit and bool(set(np.words) & _PAST_WORDS)) or any(w.isdigit() and len(w) == 4 for w in np.words)
