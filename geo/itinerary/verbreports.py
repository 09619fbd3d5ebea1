"""Writing down the movement that a verb reports: its times, its mode, its place in the story."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.points import ROLES
from geo.itinerary.preposed import early_times
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["Reading", "written_down"]

_WEAK_VERBS = frozenset("park move come turn run follow race see make swing be withdraw advance start begin".split())
_WEAK_FRAMES = frozenset({"stop", "meet", "visit", "halt", "skip", "unknown"})
_HOMEWARD = frozenset({"go", "return", "head", "carry"})
_ONWARD = frozenset("then later afterwards afterward next eventually finally now subsequently thereafter since".split())


@dataclass(slots=True)
class Reading:
    """One verb on its way to a movement: its frame, its arguments, how sure it is, its places."""

    seq: Sequence[Item]
    pred: Predicate
    move: Movement
    args: Arguments
    located: bool  # no movement of its own: only says where somebody was
    awaited: bool  # "is due in", "was expected at"
    status: str = ""
    why: tuple[str, ...] = ()
    points: list[Point] = field(default_factory=list)
    subject: NounPhrase | None = None
    carrier: NounPhrase | None = None
    happened: bool = False


def written_down(reading: Reading) -> Reported:
    """Write down the movement with everything that its place in the story depends on."""
    pred, move, args, status = reading.pred, reading.move, reading.args, reading.status
    report = Reported(
        reading.subject, move.frame, reading.points, _mode(move, args, reading.seq, pred.at), status, 0, 0, 0
    )
    report.times = _times(reading)
    report.rejected = _rejected(reading)
    if move.mode is Mode.AIR and move.frame == "go" and status == "done":
        report.overflown = [Point("via", p.place) for cat, p in args.found if cat == "over" and p.place is not None]
    report.vehicle, report.companion = args.vehicle, args.companion
    report.trigger, report.clause, report.cargo_of = pred.lemma, pred.clause, reading.carrier
    report.because = (f"verb '{' '.join((pred.lemma, *move.particles))}'", *reading.why)
    report.instead = "instead" in pred.adverbs or any(
        i.low == "instead" for i in reading.seq[pred.at + 1 : pred.at + 4] if i.kind == "adv"
    )
    report.weak, report.happened = _is_weak(reading), reading.happened
    report.present = pred.tense == "present" and status in {"done", "scheduled"} and not report.times
    report.onward = bool(set(pred.adverbs) & _ONWARD) or "on" in move.particles or pred.lemma in {"continue", "proceed"}
    _set_order(report, reading)
    _set_tense(report, pred)
    if move.frame == "board" and pred.tense == "past" and status == "done" and _tells_on(pred):
        for cat, point in args.found:
            point.role = "reached" if cat == "to" else point.role
    back = args.back or args.home or any(cat == "back" for cat, _ in args.found)
    back = back or _opens_with_back(reading)
    came_back = pred.movement is not None and pred.movement.frame == "return"
    report.returning = back or came_back or move.frame == "return"
    ends = {"reached", "goal", "there"}
    home = args.home or "home" in move.particles
    report.homeward = home and move.frame in _HOMEWARD and not any(p.role in ends for p in reading.points)
    report.arrives_here = (
        move.frame == "arrive" and move.particles[-1:] == ("in",) and [p.role for p in reading.points] == ["origin"]
    )
    return report


def _opens_with_back(reading: Reading) -> bool:
    """As in "Back in Addis Ababa in the evening, he met"."""
    first = next((i for i in reading.seq if i.kind not in {"time", "mark"}), None)
    return first is not None and first.prep == "back to" and first.np is not None and first.np.place is not None


def _time_before_when(reading: Reading) -> list[TimeWords]:
    """As in "waited there until Friday, when they moved on": the time before "when" dates what follows it."""
    marks = [k for k in range(reading.pred.at) if reading.seq[k].low == "when" and reading.seq[k].kind == "mark"]
    if reading.pred.linker != "when" or not marks or any(i.pred for i in reading.seq[marks[-1] : reading.pred.at]):
        return []
    for item in reversed(reading.seq[max(0, marks[-1] - 2) : marks[-1]]):
        if item.unit is not None and item.unit.time is not None:
            return [replace(item.unit.time, as_written=_without_until(item.unit.time.as_written))]
    return []


def _without_until(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if first.lower() in {"until", "till"} and rest else words


def _rejected(reading: Reading) -> list[Point]:
    """The places that the sentence rules out beside the ones that it tells."""
    roles = ROLES[reading.move.frame]
    points = []
    for cat, point in reading.args.rejected if not reading.located else ():
        point.role = {"origin": "there"}.get(roles.get(cat, ""), roles.get(cat, ""))
        if point.role:
            points.append(point)
    return points


def _times(reading: Reading) -> list[TimeWords]:
    pred = reading.pred
    times = reading.args.times + early_times(reading.seq, pred)
    times = times or _time_before_when(reading)
    leaving = pred.form == "gerund" and reading.move.frame == "depart" and not pred.linker  # "…, leaving A for B"
    if not times and pred.adjunct is not None and (pred.adjunct.movement is None or leaving):
        beside = read_arguments(reading.seq, pred.adjunct.at, direct=False, ending=True)
        times = beside.times + early_times(reading.seq, pred.adjunct)
    return times


def _is_weak(reading: Reading) -> bool:
    """Whether it takes something stronger to make a journey: "met in", "moved to", "was in"."""
    pred, move = reading.pred, reading.move
    if move.frame in _WEAK_FRAMES or reading.located or pred.lemma in {"disembark", "alight"}:
        return True
    if move.particles == ("off",) and move.frame == "arrive":
        return True
    plain = move.frame != "carry" and not (move.particles and move.frame in {"arrive", "depart"})
    return pred.lemma in _WEAK_VERBS and plain


def _set_order(report: Reported, reading: Reading) -> None:
    """Where the movement stands to the main one of its sentence: before, after, on the way."""
    pred, move, subject = reading.pred, reading.move, reading.subject
    report.order = _order(pred)
    report.of_trip = subject is not None and subject.head in lexicon().trips
    if report.of_trip and _follows(reading.seq, subject):
        report.order = "before"
    if report.of_trip and move.frame == "pass":
        report.order = report.order or "during"
    if not report.order and (reading.args.under_way or pred.adjunct is not None) and _on_the_way(move, pred):
        report.order = "during"
    if "before that" in pred.adverbs or "earlier" in pred.adverbs:
        report.order = report.order or "earlier"
    by_trip = pred.subject is not None and pred.subject.head in lexicon().trips
    if move.frame == "carry" and not pred.passive and by_trip:
        report.order = report.order or ("earlier" if reading.status == "done" else "")


def _set_tense(report: Reported, pred: Predicate) -> None:
    """What "had" and who tells it say of when: a past told of a past, or only a past reported."""
    told_by = pred.complement_of
    backshifted = told_by is not None and told_by.tense == "past"
    report.told_pluperfect = pred.tense == "pluperfect" and not backshifted
    report.pluperfect = report.told_pluperfect or pred.form == "having"
    before_now = bool(set(pred.adverbs) & {"previously", "ever", "formerly"}) and report.status != "denied"
    report.background = before_now or (told_by is not None and told_by.lemma in {"recall", "remember", "reminisce"})


_SHORES = frozenset("beach beaches shore shores coast sand sands jetty quay pier dunes".split())


def _mode(move: Movement, args: Arguments, seq: Sequence[Item], at: int) -> Mode:
    if move.lemma == "land" and any(i.np is not None and i.np.head in _SHORES for i in seq[at + 1 : at + 3]):
        return Mode.SEA
    if args.mode is not Mode.UNKNOWN and args.vehicle is not None:
        return args.mode
    return move.mode if move.mode is not Mode.UNKNOWN else args.mode


def _order(pred: Predicate) -> str:
    if pred.form == "having" or pred.linker in {"after", "since"}:
        return "before"
    if pred.linker == "before":
        return "after"
    return ""


def _follows(seq: Sequence[Item], trip: NounPhrase | None) -> bool:
    """As in "docked in C after a cruise that called at B": the trip lies before what it is told beside."""
    at = next((k for k, i in enumerate(seq) if i.np is trip), 0)
    return at > 0 and (seq[at - 1].low in {"after", "following"} or seq[at].prep in {"after", "following"})


def _on_the_way(move: Movement, pred: Predicate) -> bool:
    return move.frame in {"stop", "pass", "visit"} or (pred.lemma == "change" and pred.form == "gerund")


def _tells_on(pred: Predicate) -> bool:
    """As in "went to B, where he boarded a flight to C": a story told on in the past tense gets there."""
    return pred.linker == "where" or bool(set(pred.adverbs) & _ONWARD)
