"""From the verbs of a sentence to the movements that it reports."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.framechoice import STIRRING, frame_of, unknown_verb
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import is_abstract, vehicle_mode
from geo.itinerary.points import (
    ROLES,
    at_antecedent,
    early_times,
    points_of,
    start_of_residents,
    with_preposed,
)
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.vocabulary import Mode

__all__ = ["of_predicate"]

_DIRECT_FRAMES = frozenset({"depart", "arrive", "pass", "visit", "skip"})
_WEAK_VERBS = frozenset("move come turn run follow race see make swing be withdraw advance start begin".split())
_WEAK_FRAMES = frozenset({"stop", "meet", "visit", "halt", "skip"})
_ENDING = frozenset("end conclude finish complete begin start resume open launch kick".split())
_NEEDS_TRIP = frozenset("open launch kick resume complete".split())
_ONWARD = frozenset("then later afterwards afterward next eventually finally now subsequently thereafter since".split())


def of_predicate(seq: Sequence[Item], pred: Predicate) -> Reported | None:
    """Read the movement that one verb group reports, or None where it reports none."""
    bare = read_arguments(seq, pred.at, direct=False)
    move = frame_of(pred, bare)
    awaited = pred.lemma == "be" and pred.adjective in {"due", "expected", "bound", "scheduled"}
    if awaited:
        move = Movement(pred.adjective, (), "arrive", Mode.UNKNOWN)
    if move is None and unknown_verb(pred) and bare.found and any(c in {"to", "back"} for c, _ in bare.found):
        move = Movement(pred.lemma, (), "unknown", Mode.UNKNOWN)
    located = move is None
    if located and pred.lemma in lexicon().sets["reporting.verbs"]:
        return None
    if pred.lemma == "be" and pred.adjective and not awaited:
        return None
    if pred.lemma == "include" and (pred.subject is None or pred.subject.head not in lexicon().trips):
        return None
    if pred.passive and pred.subject is not None and pred.subject.place is not None:
        return _of_passive_place(pred)
    if move is None:
        move = Movement(pred.lemma, (), "meet", Mode.UNKNOWN)
    if move.frame == "carry" and not pred.passive and pred.subject is not None and pred.subject.head in STIRRING:
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
    points = points_of(args, roles, pred, move, status) if not located else []
    points = with_preposed(seq, pred, move, points, located=located)
    if (
        pred.where is not None
        and not located
        and pred.lemma != "call"
        and (pred.linker.startswith("from ") or not any(p.role in {"reached", "there", "goal"} for p in points))
    ):
        points = at_antecedent(pred, move, points)
    if not points:
        known = move.mode is not Mode.UNKNOWN or args.mode is not Mode.UNKNOWN
        moving = move.frame == "go" and known and status in {"done", "ongoing"}
        moving = moving or (move.frame == "depart" and (bool(args.times) or args.vehicle is not None))
        if move.frame not in {"board", "return"} and not moving:
            return None
    if move.frame == "board" and not _boards(args):
        return None
    start_of_residents(seq, move, pred, args, points)
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
    report.times = args.times + early_times(seq, pred)
    if not report.times and pred.adjunct is not None and pred.adjunct.movement is None:
        beside = read_arguments(seq, pred.adjunct.at, direct=False, ending=True)
        report.times = beside.times + early_times(seq, pred.adjunct)
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
