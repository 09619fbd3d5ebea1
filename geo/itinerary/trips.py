"""Movements told by nouns: "his trip to Harbin", "the flight from Tomsk to Moscow", "on its way to Rotterdam"."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments, read_arguments
from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.points import ROLES, travel_order
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate
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
_LIGHT = frozenset(
    "make take begin start complete finish end undertake embark pay continue resume break interrupt conclude wrap "
    "return come be kick cap round cut extend lead run go set leave arrive fly travel board launch mark".split()
)
_CALLED_OFF = frozenset(
    "cancel drop scrap postpone abandon skip call_off shelve abort axe remove strike delete omit miss forgo rule "
    "suspend delay call avoid refuse decline reject deny".split()
)
_AHEAD = frozenset(
    "plan announce schedule propose expect prepare arrange promise discuss confirm await intend seek".split()
)
_UNSURE = frozenset("consider mull rumour rumor speculate suggest contemplate weigh".split())
_PUT = frozenset("put place load bundle hurry pack step".split())
_RESCUED = frozenset("evacuees deportees refugees survivors prisoners detainees wounded patients returnees".split())
_HABITUAL = frozenset("run operate ply serve link connect take cost depart leave".split())
_SUBJECTS = {"his": "he", "her": "she", "its": "it", "their": "they", "our": "we", "my": "i"}
_PAST_WORDS = frozenset("last previous earlier past former historic".split())
_STATED = frozenset({"with", "after", "before", "ahead of", "during", "for", "on", "from", "following"})


def of_nouns(seq: Sequence[Item], clauses: Clauses) -> list[tuple[int, Reported]]:
    """Read the movements that a sentence tells by nouns, each with the item that it stands at."""
    found = []
    for k, item in enumerate(seq):
        if item.np is None:
            continue
        report = (
            _destination(seq, k, item, clauses)
            or _trip(seq, k, item, clauses)
            or _moving_vehicle(seq, k, item, clauses)
            or _next_stop(item)
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
    governor, place = _governor(seq, k, item, clauses)
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
    status, why = _status(np, item, governor, place)
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
    governor, place = _governor(seq, k, item, clauses)
    if np is None or governor is None or governor.lemma not in _SCRAPPED:
        return None
    if (
        not (place == "object" or (place == "subject" and governor.passive))
        or _verb_status(governor, place)[0] != "denied"
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


def _governor(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> tuple[Predicate | None, str]:
    """The verb that the trip is subject or object of, and how: subject, object, or the preposition before it."""
    np = item.np
    assert np is not None
    before = [p for p in clauses.predicates if p.at < k]
    after = [p for p in clauses.predicates if p.at > k]
    for pred in clauses.predicates:
        if pred.object is np:
            return pred, "object"
    ruling = [p for p in after if p.subject is np or (p.subject is not None and np in p.subject.beside)]
    told_after = bool(k) and seq[k - 1].kind == "mark" and seq[k - 1].low == "after"
    if ruling and not (told_after and before):
        return next((p for p in ruling if p.lemma in _CALLED_OFF or p.negated), ruling[-1]), "subject"
    if k and seq[k - 1].kind == "mark" and seq[k - 1].low in {"after", "before"}:
        near = after or before
        return (near[0] if near else None), seq[k - 1].low
    if before:
        return before[-1], item.prep or "object"
    return (after[0] if after else None), item.prep or "aside"


def _status(np: NounPhrase, item: Item, governor: Predicate | None, place: str) -> tuple[str, tuple[str, ...]]:
    lex = lexicon()
    words = set(np.words)
    if words & lex.sets["denied.adjectives"]:
        return "denied", ("called off",)
    if words & lex.sets["rumoured.adjectives"]:
        return "rumoured", ("unconfirmed",)
    told = _verb_status(governor, place)
    if told[0] == "denied":
        return told
    if words & lex.sets["planned.adjectives"]:
        return "planned", ("planned",)
    if place == "stage":
        return "ongoing", ("a stage of it",)
    if place == "of":
        return "none", ()
    if place in {"after", "from", "following"}:
        return "done", (f"'{place}' it",)
    if place == "for" and governor is not None and governor.lemma in {"board", "catch", "take"}:
        return "ongoing", ("'for' it",)
    if place in {"ahead of", "before"} or (item.prep == "for" and told[0] != "done"):
        return "planned", (f"'{place}' it",)
    return told


def _verb_status(governor: Predicate | None, place: str) -> tuple[str, tuple[str, ...]]:
    if governor is None:
        return "none", ()
    if (
        governor.movement is not None
        and place == "object"
        and governor.lemma in {"take", "catch", "ride", "charter", "board"}
    ):
        return "none", ()
    status, why = judge(governor)
    lemma = governor.lemma
    why = (f"with '{lemma}'", *why)
    if lemma in _CALLED_OFF and (place == "object" or (place == "subject" and governor.passive)):
        return ("planned" if governor.negated or status == "denied" else "denied"), why
    if place == "subject":
        if lemma in {"take", "happen", "materialise", "materialize"} and governor.negated:
            return "denied", why
        if governor.passive and lemma in _AHEAD:
            return "planned", why
        if governor.passive and lemma in _UNSURE:
            return "rumoured", why
        return ("scheduled" if status in {"scheduled", "done"} else status), why
    if lemma in _AHEAD:
        return "planned", why
    if lemma in _UNSURE:
        return "rumoured", why
    if lemma in _LIGHT or (place in _STATED and lemma not in lexicon().sets["reporting.verbs"] and lemma != "comment"):
        return (
            "scheduled"
            if status == "scheduled" and lemma not in {"be"}
            else "done"
            if status == "scheduled"
            else status
        ), why
    return "none", why


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
        owner = NounPhrase(np.first, np.last, head=_SUBJECTS.get(np.owner, np.owner))
        if np.owner[:1].isupper():
            owner.name = np.owner
        return None if np.owner_place is not None else owner
    return governor.subject if governor is not None and governor.subject is not np else None


def _is_past_trip(np: NounPhrase) -> bool:
    visit = np.head not in {"stop", "leg", "call", "stopover", "landing", "stage"}
    return (visit and bool(set(np.words) & _PAST_WORDS)) or any(w.isdigit() and len(w) == 4 for w in np.words)


def _destination(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
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
    owner = NounPhrase(np.first, np.last, head=_SUBJECTS.get(own, own)) if own in _SUBJECTS else None
    role = "goal" if pred.subject.head == "destination" else "there"
    status = "denied" if pred.negated else "planned"
    report = Reported(owner, "head", [Point(role, np.place)], Mode.UNKNOWN, status, 0, 0, 0)
    report.trigger, report.because = pred.subject.head, (f"noun '{pred.subject.head}'",)
    return report


def _changes(clauses: Clauses, k: int) -> bool:
    """As in "changed to a train for Prague"."""
    near = next((p for p in reversed(clauses.predicates) if p.at < k), None)
    return near is not None and near.lemma in {"change", "switch", "transfer", "move"}


def _next_stop(item: Item) -> Reported | None:
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


def _moving_vehicle(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
    """As in "The night train from Vienna to Venice", "a ferry bound for Oslo": a vehicle with its route."""
    np = item.np
    assert np is not None
    mode = vehicle_mode(np)
    if (
        mode is None
        or mode is Mode.FOOT
        or item.prep in {"by", "via", "of"}
        or np.head.removesuffix("s") in lexicon().vehicles.keys() - {np.head}
    ):
        return None
    nxt = seq[k + 1] if k + 1 < len(seq) else None
    load = nxt.np if nxt is not None and nxt.prep in {"with", "of"} else None
    if (
        load is not None
        and (load.head in _RESCUED or vehicle_mode(load))
        and k + 2 < len(seq)
        and seq[k + 2].prep == "from"
    ):
        k, nxt = k + 1, seq[k + 2]
    if nxt is None or nxt.np is None or nxt.prep not in {"from", "for", "to", "bound for", "between"}:
        return None
    args = read_arguments(seq, k, direct=False)
    points = []
    for cat, point in args.found:
        role = {"from": "origin", "to": "goal", "for": "goal", "via": "via"}.get(cat, "")
        if role:
            point.role = role
            points.append(point)
    moving = next((p for p in clauses.predicates if p.subject is np and p.movement is not None), None)
    if any(
        p.subject is np and p.tense == "present" and not p.progressive and p.lemma in _HABITUAL
        for p in clauses.predicates
    ):
        return None
    if nxt.prep == "between" and (moving is None or np.det not in {"a", "an", "the"}):
        return None
    aboard = item.prep in {"on", "aboard", "in", "onto"} or (item.prep == "to" and _changes(clauses, k))
    near = next((p for p in reversed(clauses.predicates) if p.at < k), None)
    if (
        near is not None
        and near.movement is not None
        and near.linker != "after"
        and near.lemma not in _PUT
        and aboard
        and not _changes(clauses, k)
    ):
        return None
    sent = near is not None and (
        near.lemma == "be" or (near.lemma in _PUT and near.passive) or len(points) > 1 or item.prep == "to"
    )
    rider = near.subject if near is not None and aboard and sent else None
    if rider is not None and points:
        np = rider
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
