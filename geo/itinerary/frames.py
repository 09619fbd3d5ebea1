"""From the verbs of a sentence to the movements that it reports."""

from collections.abc import Sequence

from geo.geoparse.mention import Resolution
from geo.itinerary.arguments import (
    ANAPHORS,
    MEASURES,
    STAY_NOUNS,
    Arguments,
    category,
    is_abstract,
    read_arguments,
    vehicle_mode,
)
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["ROLES", "of_predicate", "travel_order"]

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
    "go": {"from": "origin", "to": "reached", "back": "reached", "for": "goal", "via": "via", "round": "via"},
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
    "stop": {"at": "there"},
    "meet": {"at": "there"},
    "visit": {"direct": "there"},
    "halt": {"at": "there"},
    "skip": {"direct": "there"},
    "return": {"from": "origin", "to": "reached", "at": "reached", "back": "reached", "via": "via", "for": "goal"},
    "carry": {"from": "origin", "to": "reached", "back": "reached", "for": "goal", "via": "via", "round": "via"},
    "board": {"from": "origin", "at": "origin", "to": "goal", "for": "goal"},
}
_DIRECT_FRAMES = frozenset({"depart", "arrive", "pass", "visit", "skip"})
_WEAK_VERBS = frozenset("move come turn run follow race see make swing be withdraw advance start begin".split())
_WEAK_FRAMES = frozenset({"stop", "meet", "visit", "halt", "skip"})
_ENDING = frozenset("end conclude finish complete begin start resume open launch kick".split())
_NEEDS_TRIP = frozenset("open launch kick resume complete".split())
_RESIDENTS = frozenset("residents inhabitants citizens villagers civilians patients".split())
# What moves or carries people only in a manner of speaking.
_STIRRING = frozenset("match game final victory win goal film book song speech story concert show idea news".split())
_ONWARD = frozenset("then later afterwards afterward next eventually finally now subsequently thereafter since".split())
_HAULING = frozenset("deliver transport haul ship".split())
_STRUCK = frozenset("stick hit strike torpedo damage bomb ram hijack".split())
_AWAITED = frozenset("expect due await see find spot sight photograph film detect schedule tip".split())


def _frame(pred: Predicate, args: Arguments) -> Movement | None:
    """Choose the frame: what the object and the voice make of a verb that has several."""
    rows = lexicon().movements.get(pred.lemma, ())
    move = pred.movement
    obj = args.object
    if pred.lemma in _STRUCK and pred.passive and pred.subject is not None:
        craft = pred.lemma == "stick" or vehicle_mode(pred.subject) is not None or pred.subject.head == "it"
        return Movement(pred.lemma, (), "halt", Mode.UNKNOWN) if craft else None
    seen = pred.lemma in _AWAITED and pred.passive and (move is None or pred.lemma == "see")
    if seen or (move is None and not rows):
        if pred.lemma in _AWAITED and pred.passive:
            return Movement(
                pred.lemma,
                (),
                "arrive" if pred.lemma in {"expect", "await", "schedule", "tip"} else "meet",
                Mode.UNKNOWN,
            )
        return None
    if pred.lemma == "carry" and pred.form == "gerund" and pred.subject is not None and vehicle_mode(pred.subject):
        return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
    laden = (pred.lemma == "carry" and pred.progressive) or pred.lemma in _HAULING
    laden = laden and not pred.passive and obj is not None and not _can_be_carried(obj)
    if laden and pred.subject is not None and vehicle_mode(pred.subject):
        return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
    if pred.lemma == "board" and pred.passive:
        return Movement(pred.lemma, (), "halt", Mode.UNKNOWN)
    carry = next((r for r in rows if r.frame == "carry" and (not r.particles or r is move)), None)
    halt = next((r for r in rows if r.frame == "halt" and not r.particles), None)
    if halt is not None and not (move and move.particles) and carry is None:
        stopped = pred.passive or (obj is not None and (_can_be_carried(obj) or vehicle_mode(obj) is not None))
        others = [r for r in rows if r.frame != "halt" and not r.particles]
        return halt if stopped or not others else others[0]
    if pred.lemma in {"take", "catch", "ride", "charter", "hire", "board"} and obj is not None and vehicle_mode(obj):
        return Movement(pred.lemma, (), "board" if pred.lemma == "board" else "go", Mode.UNKNOWN)
    if carry is not None and not (move and move.particles):
        if pred.passive:
            return carry
        person = obj is not None and (_can_be_carried(obj) or (_only_carries(pred) and _is_load(obj)))
        if person:
            return carry
        others = [r for r in rows if r.frame != "carry" and not r.particles]
        if pred.lemma == "carry" and obj is not None:
            return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
        return others[0] if others else None
    return move


def _unknown_verb(pred: Predicate) -> bool:
    """A verb that no list knows: with "to" or "into" and a place after it, it most likely moves."""
    return pred.lemma.endswith("ed") and pred.lemma not in lexicon().forms


def _only_carries(pred: Predicate) -> bool:
    rows = [r for r in lexicon().movements.get(pred.lemma, ()) if not r.particles]
    return all(r.frame == "carry" for r in rows) and pred.lemma not in {
        "take",
        "bring",
        "lead",
        "send",
        "deliver",
        "convey",
        "transfer",
        "move",
        "dispatch",
    }


def _is_load(np: NounPhrase) -> bool:
    lex = lexicon()
    abstract = np.head in lex.sets["never.any"] or np.head in lex.trips or is_abstract(np.head)
    return np.place is None and not abstract


def _can_be_carried(np: NounPhrase) -> bool:
    lex = lexicon()
    if np.head in lex.sets["closed.object_pronouns"] or (np.name and np.place is None):
        return True
    if vehicle_mode(np) is not None and np.head not in {"train"}:
        return False
    kinds = ("group.any", "person.any", "animal.any", "cargo.any")
    heads = {np.head, np.head.rstrip("s"), *(np.words[-1:])}
    if np.of is not None:
        heads |= {np.of.head, np.of.head.rstrip("s")}
    return any(h in lex.sets[k] for h in heads for k in kinds)


def of_predicate(seq: Sequence[Item], pred: Predicate) -> Reported | None:
    """Read the movement that one verb group reports, or None where it reports none."""
    bare = read_arguments(seq, pred.at, direct=False)
    move = _frame(pred, bare)
    awaited = pred.lemma == "be" and pred.adjective in {"due", "expected", "bound", "scheduled"}
    if awaited:
        move = Movement(pred.adjective, (), "arrive", Mode.UNKNOWN)
    if move is None and _unknown_verb(pred) and bare.found and any(c in {"to", "back"} for c, _ in bare.found):
        move = Movement(pred.lemma, (), "unknown", Mode.UNKNOWN)
    located = move is None
    if located and pred.lemma in lexicon().sets["reporting.verbs"]:
        return None
    if pred.lemma == "be" and pred.adjective and not awaited:
        return None
    if pred.passive and pred.subject is not None and pred.subject.place is not None:
        return _of_passive_place(pred)
    if move is None:
        move = Movement(pred.lemma, (), "meet", Mode.UNKNOWN)
    if move.frame == "carry" and not pred.passive and pred.subject is not None and pred.subject.head in _STIRRING:
        return None
    if move.frame == "head" and pred.lemma == "bind" and not _has_goal(bare):
        return None
    along = pred.lemma in {"follow", "take", "use"}
    if bare.object is not None and move.frame in {"go", "depart"} and not along and _is_abstract(bare.object):
        return None
    ending = pred.lemma in _ENDING
    args = read_arguments(seq, pred.at, direct=move.frame in _DIRECT_FRAMES, ending=ending)
    if ending and args.object is not None and args.object.head not in lexicon().trips:
        return None
    if pred.lemma in _NEEDS_TRIP and args.object is None:
        return None
    if pred.lemma == "make" and not move.particles and not any(c == "direct" for c, _ in args.found):
        return None
    if pred.lemma in _ENDING and pred.passive:
        return None
    if (
        pred.lemma == "come"
        and pred.tense == "present"
        and not pred.progressive
        and not any(c == "to" for c, _ in args.found)
    ):
        return None
    roles = ROLES[move.frame]
    status, why = judge(pred)
    if pred.lemma in {"be", "remain"} and status == "scheduled" and not args.times:
        status = "done"
    if move.particles == ("off",) and move.frame == "arrive" and status == "ongoing":
        status = "done"  # who is seen stepping off is there
    if move.frame == "skip":
        status = "denied" if status != "denied" else "planned"
    if pred.lemma == "be" and move.frame == "meet" and pred.tense in {"perfect", "pluperfect"}:
        roles = {**roles, "to": "there"}  # "has been to Algiers"
    if pred.governor is not None and pred.governor.lemma in {"begin", "start"} and move.frame == "go":
        roles = {**roles, "at": "origin"}
    if awaited or (pred.lemma in {"expect", "await", "tip", "schedule"} and pred.passive):
        status = "denied" if pred.negated else "planned"
    points = _points(args, roles, pred, move, status) if not located else []
    points = _with_preposed(seq, pred, move, points, located=located)
    if (
        pred.where is not None
        and not located
        and pred.lemma != "call"
        and (pred.linker.startswith("from ") or not any(p.role in {"reached", "there", "goal"} for p in points))
    ):
        points = _at_antecedent(pred, move, points)
    if not points:
        known = move.mode is not Mode.UNKNOWN or args.mode is not Mode.UNKNOWN
        moving = move.frame == "go" and known and status in {"done", "ongoing"}
        moving = moving or (move.frame == "depart" and (bool(args.times) or args.vehicle is not None))
        if move.frame not in {"board", "return"} and not moving:
            return None
    if move.frame == "board" and not _boards(args):
        return None
    _start_of_residents(seq, move, pred, args, points)
    if (located or move.frame == "meet") and pred.subject is not None and pred.subject.head in {"we", "i", "you"}:
        return None
    habit = move.frame == "carry" and status == "scheduled" and not args.times and pred.subject is not None
    if habit and pred.subject is not None and not pred.subject.det and pred.subject.head.endswith("s"):
        return None
    subject = pred.subject
    lasted = _that_took(pred)
    if lasted is not None:
        subject, status = lasted.object, "done"
    carrier: NounPhrase | None = None
    if move.frame == "carry":
        subject, carrier = (pred.subject, pred.object) if pred.passive else (args.object, pred.subject)
    if pred.lemma == "bind" and not pred.progressive and not args.times:
        before = seq[pred.at - 1] if pred.at else None
        if before is not None and before.np is not None and vehicle_mode(before.np) is not None:
            subject = before.np
    if move.frame == "halt" and not pred.passive:
        subject = pred.object or pred.subject
    if located and pred.lemma == "be" and pred.subject is not None and pred.subject.head in {"destination"}:
        subject = None
    if located and pred.object is not None and pred.object.head in {"him", "her", "them"}:
        subject = pred.object
    if move.frame == "carry" and carrier is not None and vehicle_mode(carrier) is not None:
        args.vehicle = args.vehicle or carrier
        if args.mode is Mode.UNKNOWN:
            args.mode = vehicle_mode(carrier) or Mode.UNKNOWN
    mode = _mode(move, args)
    report = Reported(subject, move.frame, points, mode, status, 0, 0, 0)
    report.times = args.times + _early_times(seq, pred)
    if not report.times and pred.adjunct is not None and pred.adjunct.movement is None:
        beside = read_arguments(seq, pred.adjunct.at, direct=False, ending=True)
        report.times = beside.times + _early_times(seq, pred.adjunct)
    report.vehicle, report.companion = args.vehicle, args.companion
    report.order = _order(pred)
    report.of_trip = subject is not None and subject.head in lexicon().trips
    if report.of_trip and _follows(seq, subject):
        report.order = "before"
    if report.of_trip and move.frame == "pass":
        report.order = report.order or "during"
    if move.frame == "board" and pred.tense == "past" and status == "done" and _tells_on(pred):
        for cat, point in args.found:
            point.role = "reached" if cat == "to" else point.role
    report.present = pred.tense == "present" and status in {"done", "scheduled"} and not report.times
    if not report.order and (args.under_way or pred.adjunct is not None) and _on_the_way(move, pred):
        report.order = "during"
    report.onward = bool(set(pred.adverbs) & _ONWARD) or "on" in move.particles or pred.lemma in {"continue", "proceed"}
    if "before that" in pred.adverbs or "earlier" in pred.adverbs:
        report.order = report.order or "earlier"
    told_by = pred.complement_of
    backshifted = told_by is not None and told_by.tense == "past"
    report.clause = pred.clause
    report.told_pluperfect = pred.tense == "pluperfect" and not backshifted
    report.pluperfect = not backshifted and pred.tense == "pluperfect" or pred.form == "having"
    back = args.back or args.home or any(cat == "back" for cat, _ in args.found)
    came_back = pred.movement is not None and pred.movement.frame == "return"
    report.returning = back or came_back or move.frame == "return"
    report.weak = (
        move.frame in _WEAK_FRAMES
        or located
        or move.frame == "unknown"
        or move.particles == ("off",)
        and move.frame == "arrive"
        or pred.lemma in {"disembark", "alight"}
        or (
            pred.lemma in _WEAK_VERBS
            and move.frame != "carry"
            and not (move.particles and move.frame in {"arrive", "depart"})
        )
    )
    report.trigger = pred.lemma
    if move.frame == "carry" and not pred.passive and pred.subject is not None and pred.subject.head in lexicon().trips:
        report.order = report.order or ("earlier" if status == "done" else "")
    before_now = bool(set(pred.adverbs) & {"previously", "ever", "formerly"})
    report.background = before_now or (told_by is not None and told_by.lemma in {"recall", "remember", "reminisce"})
    report.arrives_here = (
        move.frame == "arrive" and move.particles[-1:] == ("in",) and [p.role for p in points] == ["origin"]
    )
    report.because = (f"verb '{' '.join((pred.lemma, *move.particles))}'", *why)
    report.cargo_of = carrier
    return report


def _is_abstract(np: NounPhrase) -> bool:
    """As in "will move production to", "left the firm": what is moved or left is no traveller and no place."""
    lex = lexicon()
    if vehicle_mode(np) is not None or np.head in lex.sets["placewords.any"] or np.head in lex.trips:
        return False
    return np.head in lex.sets["never.any"] or is_abstract(np.head)


def _start_of_rescued(seq: Sequence[Item], people: NounPhrase | None) -> Resolution | None:
    """As in "Evacuees from Port Sudan reached Jeddah": they set out where they were evacuated."""
    if people is None or people.head not in {"evacuees", "deportees", "returnees"}:
        return None
    after = next((seq[k + 1] for k, i in enumerate(seq[:-1]) if i.np is people), None)
    from_place = after is not None and after.prep == "from" and after.np is not None
    place = after.np.place if from_place and after is not None and after.np is not None else None
    return place if place is not None and place.resolved is not None and not place.resolved.is_country else None


def _start_of_residents(
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


_REACHED = {"reach": "reached", "leave": "origin", "cross": "via", "visit": "there", "enter": "reached"}


def _of_passive_place(pred: Predicate) -> Reported | None:
    """As in "Ushuaia was reached on Friday": the place is the subject, the traveller goes without saying."""
    role = _REACHED.get(pred.lemma, "")
    if not role or pred.subject is None or pred.movement is None:
        return None
    status, why = judge(pred)
    report = Reported(
        pred.object, pred.movement.frame, [Point(role, pred.subject.place)], pred.movement.mode, status, 0, 0, 0
    )
    report.trigger, report.because, report.weak = pred.lemma, (f"verb '{pred.lemma}'", *why), True
    return report


def _boards(args: Arguments) -> bool:
    """Boarding takes a vehicle, or says where it is and nothing else."""
    if args.object is None:
        return True
    return vehicle_mode(args.object) is not None


def _has_goal(args: Arguments) -> bool:
    return any(cat in {"for", "to"} for cat, _ in args.found)


def _points(args: Arguments, roles: dict[str, str], pred: Predicate, move: Movement, status: str) -> list[Point]:
    points: list[Point] = []
    for cat, point in args.found:
        role = "there" if cat == "stay" else roles.get(cat, "")
        if not role and cat == "at" and move.frame == "go" and pred.lemma in {"come", "fly"} and pred.passive:
            role = "reached"
        if point.anaphor == "there" and role == "origin" and any(p.role == "reached" for p in points):
            continue
        if cat == "from" and _tells_how_far(args, move):
            role = ""
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


def _that_took(pred: Predicate) -> Predicate | None:
    """As in "it took his family 30 hours to drive from A to B": who needed the time travelled."""
    took = pred.governor
    if took is None or took.lemma != "take" or took.subject is None or took.subject.head != "it" or took.modal:
        return None
    if took.negated or took.tense not in {"past", "perfect", "pluperfect"} or took.object is None:
        return None
    who = took.object
    if who.head[:1].isdigit() and len(who.words) > 1:
        who.head, who.words = who.words[-2], who.words[:-1]
    return took if who.name or who.head in lexicon().sets["closed.pronouns"] or who.det or who.owner else None


def _follows(seq: Sequence[Item], trip: NounPhrase | None) -> bool:
    """As in "docked in C after a cruise that called at B": the trip lies before what it is told beside."""
    at = next((k for k, i in enumerate(seq) if i.np is trip), 0)
    return at > 0 and (seq[at - 1].low in {"after", "following"} or seq[at].prep in {"after", "following"})


def _on_the_way(move: Movement, pred: Predicate) -> bool:
    return move.frame in {"stop", "pass", "visit"} or (pred.lemma == "change" and pred.form == "gerund")


def _tells_on(pred: Predicate) -> bool:
    """As in "went to B, where he boarded a flight to C": a story told on in the past tense gets there."""
    return pred.linker == "where" or bool(set(pred.adverbs) & _ONWARD)


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


def _with_preposed(
    seq: Sequence[Item], pred: Predicate, move: Movement, points: list[Point], *, located: bool
) -> list[Point]:
    """Add places that stand before the subject: "From Poltava they went on", "In Nairobi, he met"."""
    first = _clause_start(seq, _root(pred))
    subject_at = pred.subject.first if pred.subject is not None else pred.first
    listed = ""
    for k in range(first, pred.at):
        item = seq[k]
        if listed and item.np is not None and not item.prep and item.np.place is not None and item.first < subject_at:
            points.insert(sum(p.role in {"origin", "via"} for p in points), Point("via", item.np.place))
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
        if stay is not None and stay.head in STAY_NOUNS and category(item.prep) == "at":
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
        elif cat == "after" and not located:
            points = [Point("there", item.np.place), *points]
        elif cat == "via" and not located:
            listed = "via"
            points = [
                *(p for p in points if p.role == "origin"),
                Point("via", item.np.place, anaphor),
                *(p for p in points if p.role != "origin"),
            ]
        elif cat == "at" and move.frame in {"stop", "meet", "halt"} and not points and _opens(seq, first, item):
            points = [Point("there", item.np.place, anaphor)]
    return points


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


def _clause_start(seq: Sequence[Item], pred: Predicate) -> int:
    for k in range(pred.at - 1, -1, -1):
        if seq[k].kind == "pred":
            told = seq[k].pred
            if told is not None and told.lemma in lexicon().sets["reporting.verbs"] and seq[k + 1].low == ",":
                continue
            return next((j + 1 for j in range(k + 1, pred.at) if seq[j].kind == "mark"), pred.at)
        if seq[k].kind == "mark" and seq[k].low in {";", ":", "that", "rel", "where", "when", "while", "but"}:
            return k + 1
    return 0


def _early_times(seq: Sequence[Item], pred: Predicate) -> list[TimeWords]:
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


def _at_antecedent(pred: Predicate, move: Movement, points: list[Point]) -> list[Point]:
    role = {"depart": "origin", "board": "origin", "head": "origin", "stop": "there", "meet": "there", "pass": "there"}
    if pred.linker.startswith("from ") or (move.frame == "carry" and any(p.role == "reached" for p in points)):
        return [Point("origin", pred.where), *points]
    if pred.linker.startswith("to "):
        return [*points, Point("reached", pred.where)]
    return travel_order([*points, Point(role.get(move.frame, "reached"), pred.where)])


def _mode(move: Movement, args: Arguments) -> Mode:
    if args.mode is not Mode.UNKNOWN and args.vehicle is not None:
        return args.mode
    return move.mode if move.mode is not Mode.UNKNOWN else args.mode


def _order(pred: Predicate) -> str:
    if pred.form == "having" or pred.linker in {"after", "since"}:
        return "before"
    if pred.linker == "before":
        return "after"
    return ""
