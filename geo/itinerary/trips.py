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
    under_way = _under_way(seq, k, item)
    if np.head == "return" and k + 1 < len(seq) and seq[k + 1].prep == "on" and not under_way:
        return None  # "the return on investment"
    if not _is_trip(np, item, under_way=under_way):
        return None
    frame = _FRAMES.get(np.head, "go")
    args = read_arguments(seq, k, direct=False)
    points = _trip_points(np, frame, args)
    if not points:
        off = _called_off(seq, k, item, clauses) if np.det in {"the", "that", "this"} else None
        if off is not None or not _tells_mode(np):
            return off
    governor, place = governor_of(seq, k, item, clauses)
    before = seq[k - 1].np if k and item.prep == "of" else None
    place = "stage" if before is not None and before.head in _STAGES else place
    if place == "subject" and (np.head in lexicon().vehicles or _is_measured(seq, governor)):
        return None
    status, why = ("ongoing", (f"'{item.prep} {np.head}'",)) if under_way else trip_status(np, item, governor, place)
    if status == "none":
        return None
    if status == "ongoing":
        points = [Point("goal", p.place, p.anaphor, p.time) if p.role == "reached" else p for p in points]
    report = Reported(_traveller(np, governor, clauses, k), frame, points, _trip_mode(np, args), status, 0, 0, 0)
    report.times, report.trip = args.times, np
    report.vehicle, report.companion = args.vehicle, args.companion
    report.trigger, report.because = np.head, (f"noun '{np.head}'", *why)
    report.returning = args.back or frame == "return" or any(cat == "back" for cat, _ in args.found)
    report.onward = _on_the_way_back(seq, k)
    report.weak = frame == "stop" or (np.head == "visit" and place in {"during", "since", "like", "following"})
    report.background = _is_past_trip(np) or (place == "subject" and any(t.year for t in args.times))
    report.pluperfect = governor is not None and governor.tense == "pluperfect"
    _set_order(report, governor, place)
    return report


def _is_measured(seq: Sequence[Item], governor: Predicate | None) -> bool:
    """As in "the voyage from A to B is about 340 nautical miles": how long the way is, and nobody's journey."""
    if governor is None or governor.lemma != "be" or governor.tense != "present":
        return False
    return any(i.np is not None and i.np.first > governor.last and i.np.head in _LENGTHS for i in seq)


_LENGTHS = frozenset("km kilometre kilometres kilometer kilometers mile miles".split())
_STAGES = frozenset("day leg stage start beginning end part night week".split())


def _under_way(seq: Sequence[Item], k: int, item: Item) -> bool:
    """As in "on his way to", "en route to", "on the road to"."""
    np = item.np
    if np is None:
        return False
    on_road = np.head == "road" and item.prep == "on" and bool(seq[k + 1 : k + 2])
    on_road = on_road and seq[k + 1].prep in {"to", "back to"}
    return (np.head == "way" and item.prep == "on") or on_road or (item.prep == "en" and np.head == "route")


def _is_trip(np: NounPhrase, item: Item, *, under_way: bool) -> bool:
    if vehicle_mode(np) is not None and item.prep in {"on", "aboard", "by", "in"}:
        return False
    if np.head == "mission" and item.prep in {"with", "of"}:
        return False
    return (under_way and np.head == "road") or (np.head in lexicon().trips and (under_way or np.head != "way"))


def _tells_mode(np: NounPhrase) -> bool:
    """As in "the voyage ended": no place, but how the journey goes."""
    lex = lexicon()
    return lex.trips.get(np.head, Mode.ROAD) is not Mode.UNKNOWN and np.det != "" and np.head not in lex.vehicles


def _set_order(report: Reported, governor: Predicate | None, place: str) -> None:
    """Where a trip stands to the verb beside it: "after a visit to", "ahead of her trip to"."""
    if place == "with":
        report.order = "during"
    elif place == "after":
        report.order = "before"
        if report.status == "done" and governor is not None and governor.tense == "future":
            report.status = "planned"
    elif place in {"before", "ahead of"}:
        report.order = "after"
        report.status = "planned" if report.status == "done" and place == "ahead of" else report.status


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
    if np.head in {"stop", "stopover", "layover", "call", "visit", "tour", "detour"}:
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
    if governor is not None and governor.at > k and governor.lemma in lexicon().sets["reporting.verbs"]:
        moved = [p for p in clauses.predicates if p.at < k and p.movement is not None and p.subject is not None]
        if moved:  # "landed in B after a stop at A, diplomats said"
            return moved[-1].subject
    if governor is not None and governor.subject is not np:
        listed = governor.subject is not None and governor.subject.head in _LISTS
        return None if listed else governor.subject
    return _whose_spokesman(clauses, k)


# What lists a trip that another makes: "the official gazette lists a visit to"
_LISTS = frozenset(
    "gazette agenda schedule calendar website bulletin itinerary timetable programme program diary".split()
)


def _whose_spokesman(clauses: Clauses, k: int) -> NounPhrase | None:
    """As in "Albanese's office said a trip to Jakarta …": his, whose office it is."""
    told = [p for p in clauses.predicates if p.at < k and p.lemma in lexicon().sets["reporting.verbs"]]
    says = told[-1].subject if told else None
    if says is None or not says.owner[:1].isupper() or says.owner_place is not None:
        return None
    return NounPhrase(says.first, says.first, head=says.owner.lower(), name=says.owner)


def _is_past_trip(np: NounPhrase) -> bool:
    visit = np.head not in {"stop", "leg", "call", "stopover", "landing", "stage"}
    return (visit and bool(set(np.words) & _PAST_WORDS)) or any(w.isdigit() and len(w) == 4 for w in np.words)
