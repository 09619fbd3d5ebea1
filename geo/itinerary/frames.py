"""From the verbs of a sentence to the movements that it reports."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.framechoice import STIRRING, frame_of, unknown_verb
from geo.itinerary.happenings import happened_at
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import is_abstract, is_people, is_route, vehicle_mode
from geo.itinerary.points import (
    ROLES,
    at_antecedent,
    points_of,
    start_of_residents,
)
from geo.itinerary.preposed import with_preposed
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.verbreports import Reading, written_down
from geo.vocabulary import Mode

__all__ = ["of_predicate"]

_DIRECT_FRAMES = frozenset({"depart", "arrive", "pass", "visit", "skip"})
_ENDING = frozenset("end conclude finish complete begin start resume open launch kick".split())
_NEEDS_TRIP = frozenset("open launch kick resume complete".split())
_EXPECTING = frozenset("expect await tip schedule".split())
_CRASHING = frozenset("crash collide plunge plummet slam plough plow smash".split())
_CLEARING = frozenset({"clear", "vacate", "evacuate"})
_REACHED = {"reach": "reached", "leave": "origin", "cross": "via", "visit": "there", "enter": "reached"}
_AWAITED = frozenset({"due", "expected", "bound", "scheduled"})


def of_predicate(seq: Sequence[Item], pred: Predicate) -> Reported | None:
    """Read the movement that one verb group reports, or None where it reports none."""
    if pred.passive and pred.subject is not None and pred.subject.place is not None:
        return None if _says_nothing(pred) else _of_passive_place(pred)
    reading = _framed(seq, pred)
    if reading is None or not _moves_somebody(reading):
        return None
    _judge(reading)
    _place(reading)
    if not _goes_somewhere(reading) or _is_habit(reading):
        return None
    _find_subject(reading)
    return written_down(reading)


def _says_nothing(pred: Predicate) -> bool:
    """Verbs that never tell of movement, whatever stands around them."""
    if pred.lemma == "be" and pred.adjective and pred.adjective not in _AWAITED:
        return True
    if pred.lemma == "be" and pred.linker == "over where":
        return True  # "Western Sahara, over which the two have been at odds"
    if pred.lemma == "live" and pred.tense == "present" and not pred.progressive:
        return True  # "Wrona, who lives in Zakopane"
    return pred.lemma == "include" and (pred.subject is None or pred.subject.head not in lexicon().trips)


def _framed(seq: Sequence[Item], pred: Predicate) -> Reading | None:
    """Choose the frame and read the arguments; None where the verb reports none."""
    bare = read_arguments(seq, pred.at, direct=False)
    move = frame_of(pred, bare)
    awaited = pred.lemma == "be" and pred.adjective in _AWAITED
    if awaited:
        move = Movement(pred.adjective, (), "arrive", Mode.UNKNOWN)
    if move is None and unknown_verb(pred) and any(c in {"to", "back"} for c, _ in bare.found):
        move = Movement(pred.lemma, (), "unknown", Mode.UNKNOWN)
    located = move is None
    if pred.lemma == "be" and bare.mode is Mode.FOOT and not bare.found:
        move, located = Movement("be", (), "go", Mode.FOOT), False  # "have been on foot since"
    if (located and pred.lemma in lexicon().sets["reporting.verbs"]) or _says_nothing(pred):
        return None
    move = move or Movement(pred.lemma, (), "meet", Mode.UNKNOWN)
    if _in_a_manner_of_speaking(pred, move, bare):
        return None
    takes = pred.lemma == "take" and move.frame == "go"  # "took the Brenner pass to"
    direct = move.frame in _DIRECT_FRAMES or takes
    args = read_arguments(seq, pred.at, direct=direct, ending=pred.lemma in _ENDING)
    return Reading(seq, pred, move, args, located, awaited)


def _in_a_manner_of_speaking(pred: Predicate, move: Movement, bare: Arguments) -> bool:
    """As in "the match moved fans", "is bound to", "left the firm"."""
    if move.frame == "carry" and not pred.passive and pred.subject is not None and pred.subject.head in STIRRING:
        return True
    if pred.lemma in {"drive", "lead"} and pred.passive and pred.object is not None and _is_abstract(pred.object):
        return True  # "volumes grew, driven by exports from"
    if move.frame == "head" and pred.lemma == "bind" and not _has_goal(bare):
        return True
    if pred.lemma == "follow":
        trip = pred.subject is not None and pred.subject.head in lexicon().trips
        return trip or pred.passive or (bare.object is not None and not is_route(bare.object))
    if pred.lemma in _CLEARING and bare.object is not None and bare.object.place is None:
        return bare.object.head not in lexicon().sets["placewords.any"]  # "police clearing the platforms at"
    if pred.lemma == "take" and move.frame == "depart" and bare.object is not None and not vehicle_mode(bare.object):
        return True  # "took off his shoes in"
    along = pred.lemma in {"follow", "take", "use"}
    return bare.object is not None and move.frame in {"go", "depart"} and not along and _is_abstract(bare.object)


def _moves_somebody(reading: Reading) -> bool:
    """Whether a verb of many uses is one of movement here: "began the tour in", "made Paris by noon", "came to"."""
    pred, args = reading.pred, reading.args
    if pred.lemma in _ENDING and (
        pred.passive or (args.object is not None and args.object.head not in lexicon().trips)
    ):
        return False
    if pred.lemma in _NEEDS_TRIP and args.object is None:
        return False
    found = {cat for cat, _ in args.found}
    if pred.lemma == "change" and judge(pred)[0] == "denied":
        return False  # "In Belgrade, where they should have changed": there they were
    nxt = reading.seq[pred.at + 1] if pred.at + 1 < len(reading.seq) else None
    if reading.move.frame == "depart" and pred.ambiguous and nxt is not None and nxt.prep == "by" and not args.found:
        return False  # "pennants left by sailors"
    if pred.lemma == "use":
        by_road = args.object is not None and args.object.head in lexicon().sets["routes.any"] and "via" in found
        return by_road or any(c == "direct" and _is_waterway(p) for c, p in args.found)  # "had used the Sunda Strait"
    if pred.lemma == "put" and reading.move.particles and args.object is not None:
        return False  # "put in a car lot in"
    if pred.lemma == "cover":
        return args.object is not None and args.object.head in _STRETCHES  # "covered the stretch to"
    if pred.lemma == "break" and not reading.move.particles:
        return args.object is not None and args.object.head in lexicon().trips  # "broke the trip in Doha"
    if pred.lemma == "make" and not reading.move.particles and "direct" not in found:
        return False
    comes = pred.lemma == "come" and pred.tense == "present" and not pred.progressive
    return not (comes and "to" not in found and "home" not in reading.move.particles)


_STRETCHES = frozenset("stretch leg distance way route km kilometres kilometers miles ground section stage".split())


def _is_waterway(point: Point) -> bool:
    here = point.place.resolved if point.place is not None else None
    return here is not None and here.feature_class in {"H", "T"}


def _judge(reading: Reading) -> None:
    """How sure the movement is, by its verb group and by what kind of verb it is."""
    pred, move = reading.pred, reading.move
    status, reading.why = judge(pred)
    if pred.lemma in {"be", "remain"} and status == "scheduled" and not reading.args.times:
        status = "done"
    if move.particles == ("off",) and move.frame == "arrive" and status == "ongoing":
        status = "done"  # who is seen stepping off is there
    if move.frame == "arrive" and pred.form == "gerund" and status == "ongoing" and not pred.progressive:
        status = "done"  # "…, landing in Suva"
    if move.frame == "skip":
        status = "denied" if status != "denied" else "planned"
    if reading.awaited or (pred.lemma in _EXPECTING and pred.passive):
        status = "denied" if pred.negated or pred.tense == "pluperfect" else "planned"  # "had been expected in"
    reading.status = status


def _roles(reading: Reading) -> dict[str, str]:
    pred, move = reading.pred, reading.move
    roles = ROLES[move.frame]
    if pred.lemma == "be" and move.frame == "meet" and pred.tense in {"perfect", "pluperfect"}:
        roles = {**roles, "to": "there"}  # "has been to Algiers"
    if (
        pred.lemma == "take"
        and move.frame == "go"
        and any(c == "direct" and _is_waterway(p) for c, p in reading.args.found)
    ):
        roles = {**roles, "direct": "via"}
    if pred.lemma in {"visit", "tour"}:
        roles = {**roles, "at": "there"}  # "visited a school in Derna"
    if pred.lemma in _CRASHING and move.frame == "halt":
        roles = {**roles, "to": "there"}  # "plunged into a ravine near Bijnor"
    if pred.lemma == "be" and move.frame == "meet":
        roles = {**roles, "over": "there"}  # "On Friday it was over Kansas"
    if pred.lemma == "continue" and pred.subject is not None and pred.subject.head in lexicon().trips:
        roles = {**roles, "at": "reached"}
    if pred.governor is not None and pred.governor.lemma in {"begin", "start"} and move.frame == "go":
        roles = {**roles, "at": "origin"}
    return roles


def _place(reading: Reading) -> None:
    """Gather the places: behind the verb, before its subject, and the one that "where" stands for."""
    pred, move, located = reading.pred, reading.move, reading.located
    points = [] if located else points_of(reading.args, _roles(reading), pred, move, reading.status)
    if located:
        points = happened_at(pred, reading.args)
        reading.happened = bool(points)
    points = with_preposed(reading.seq, pred, move, points, located=located)
    ends = any(p.role in {"reached", "there", "goal"} for p in points)
    asks = pred.where is not None and not located and pred.lemma != "call"
    if asks and (pred.linker.startswith("from ") or not ends):
        points = at_antecedent(pred, move, points)
    craft = vehicle_mode(pred.subject) if pred.subject is not None else None
    if craft is Mode.AIR and move.frame == "pass" and pred.subject is not None and pred.subject.head not in _LIGHTER:
        points = [p for p in points if p.role != "via"]  # a flight that crosses a country does not stop there
    if pred.lemma in {"begin", "start"} and pred.subject is not None and pred.subject.head in lexicon().trips:
        for point in points:
            point.role = "reached" if point.role == "goal" else point.role  # "The trip began with a flight to C"
    arrived = (
        move.frame == "arrive" and pred.lemma in _GETS_IN and reading.status == "done" and bool(reading.args.times)
    )
    if arrived and not points and not reading.args.rejected:
        points = [Point("reached", None, "here")]  # "arrived on Thursday night": where the dateline says
    reading.points = points


_GETS_IN = frozenset({"arrive", "land", "dock"})
_LIGHTER = frozenset("balloon balloons airship zeppelin glider".split())


def _goes_somewhere(reading: Reading) -> bool:
    """Whether enough is known: a place, or else a departure, a vehicle boarded, a mode for what follows."""
    pred, move, args = reading.pred, reading.move, reading.args
    if not reading.points:
        known = move.mode is not Mode.UNKNOWN or args.mode is not Mode.UNKNOWN
        moving = move.frame == "go" and known and reading.status in {"done", "ongoing"}
        moving = moving or (move.frame == "depart" and (bool(args.times) or args.vehicle is not None))
        if move.frame not in {"board", "return"} and not moving:
            return False
    if move.frame == "board" and not _boards(args):
        return False
    start_of_residents(reading.seq, move, pred, args, reading.points)
    speaks = pred.subject is not None and pred.subject.head in {"we", "i", "you"}
    return not (speaks and (reading.located or move.frame == "meet"))


def _is_habit(reading: Reading) -> bool:
    """As in "Ferries carry tourists to the island"."""
    subject = reading.pred.subject
    habit = reading.move.frame == "carry" and reading.status == "scheduled" and not reading.args.times
    if subject is not None and subject.det in {"most", "many", "every", "all"} and reading.status == "scheduled":
        return not reading.args.times  # "where most pilgrims start"
    return habit and subject is not None and not subject.det and subject.head.endswith("s")


def _find_subject(reading: Reading) -> None:
    """Who travels: the subject, or the object of what carries, halts or takes time."""
    seq, pred, move, args = reading.seq, reading.pred, reading.move, reading.args
    subject = pred.subject
    lasted = _that_took(pred)
    if lasted is not None:
        subject, reading.status = lasted.object, "done"
    if move.frame == "carry":
        subject, reading.carrier = (pred.subject, pred.object) if pred.passive else (args.object, pred.subject)
    if pred.lemma == "bind" and not pred.progressive and not args.times:
        before = seq[pred.at - 1] if pred.at else None
        if before is not None and before.np is not None and vehicle_mode(before.np) is not None:
            subject = before.np
    people = pred.object is not None and is_people(pred.object) and pred.object.head not in {"people", "passengers"}
    loads = (
        pred.lemma == "pick"
        and not people
        and subject is not None
        and (vehicle_mode(subject) is not None or subject.head == "it")
    )
    if move.frame == "halt" and not pred.passive and not loads:
        subject = pred.object or pred.subject
    if reading.located and pred.lemma == "be" and subject is not None and subject.head == "destination":
        subject = None
    if reading.located and pred.object is not None and pred.object.head in {"him", "her", "them"}:
        subject = pred.object
    carrier = reading.carrier
    if carrier is not None and vehicle_mode(carrier) is not None:
        args.vehicle = args.vehicle or carrier
        if args.mode is Mode.UNKNOWN:
            args.mode = vehicle_mode(carrier) or Mode.UNKNOWN
    reading.subject = subject


def _is_abstract(np: NounPhrase) -> bool:
    """As in "will move production to", "left the firm": what is moved or left is no traveller and no place."""
    lex = lexicon()
    if vehicle_mode(np) is not None or np.head in lex.sets["placewords.any"] or np.head in lex.trips:
        return False
    return np.head in lex.sets["never.any"] or is_abstract(np.head)


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
    return vehicle_mode(args.object) is not None or args.object.head == "it"  # "who had boarded it in A"


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
