"""Movements whose verb stands only once: "the first bus left Accra, the second Kumasi", "in A, where …, and in B"."""

from collections.abc import Sequence

from geo.itinerary.arguments import read_arguments
from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import Movement
from geo.itinerary.movement import Point, Reported
from geo.itinerary.points import ROLES, points_of
from geo.itinerary.prepositions import category
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate

__all__ = ["of_gaps"]

_RANKS = frozenset("second third fourth fifth other others another last latter next".split())
_JOINS = frozenset({",", "and", ";", "but", "while"})
_TO = frozenset({"to", "back"})


def of_gaps(seq: Sequence[Item], clauses: Clauses) -> list[tuple[int, Reported]]:
    """Read the movements that borrow the verb of the one before, each with the item that it stands at."""
    found = []
    if not any(p.movement is not None for p in clauses.predicates):
        return []
    for k, item in enumerate(seq):
        if not k or item.np is None or not _joined(seq, k) or _verb_follows(seq, k):
            continue
        report = _with_subject(seq, k, item.np, clauses) or _resumed(seq, k, item, clauses)
        if report is not None:
            found.append((k, report))
    return found


def _joined(seq: Sequence[Item], k: int) -> bool:
    k -= 1
    while k >= 0 and seq[k].kind in {"adv", "time"}:
        k -= 1
    return k >= 0 and seq[k].kind == "mark" and seq[k].low in _JOINS


def _verb_follows(seq: Sequence[Item], k: int) -> bool:
    """Whether the phrase has a verb of its own after all."""
    for item in seq[k + 1 :]:
        if item.kind == "pred":
            return True
        if item.kind == "mark" and item.low not in {"(", ")"}:
            return False
    return False


def _with_subject(seq: Sequence[Item], k: int, np: NounPhrase, clauses: Clauses) -> Reported | None:
    """As in "Putin flew in from Moscow and Xi from Beijing": another traveller, the same verb."""
    last = next((p for p in reversed(clauses.predicates) if p.at < k), None)
    if last is None or last.movement is None or seq[k].prep or last.subject is None or last.subject.place is not None:
        return None
    ranked = bool(np.words) and np.words[0] in _RANKS
    told = read_arguments(seq, last.at, direct=True)
    if ranked and np.place is not None and any(cat == "direct" for cat, _ in told.found):
        return _borrowed(seq, k, last, _like(np, last.subject), [("direct", Point("", np.place))])
    nxt = seq[k + 1] if k + 1 < len(seq) else None
    same = ranked or (bool(np.name) and bool(last.subject.name) and np.place is None)
    if not same or nxt is None or nxt.np is None or nxt.np.place is None or not nxt.prep:
        return None
    if category(nxt.prep) not in {cat for cat, _ in told.found}:
        return None
    return _borrowed(seq, k, last, _like(np, last.subject) if ranked else np, None)


def _like(np: NounPhrase, first: NounPhrase) -> NounPhrase:
    """As in "the second" after "the first bus": the second bus."""
    head = np.head if np.head in {"others", "another"} else first.head
    return NounPhrase(np.first, np.last, head, det=np.det, words=(np.words[0], head), raw=f"the {np.words[0]} {head}")


def _resumed(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> Reported | None:
    """As in "They slept in A, where the police lent them blankets, and in B": the list goes on behind a clause."""
    before = [p for p in clauses.predicates if p.at < k and p.form == "finite"]
    if item.np is None or item.np.place is None or not item.prep or len(before) < 2:
        return None
    inner = before[-1]
    outer = next((p for p in reversed(before[:-1]) if p.clause < inner.clause), None)
    if outer is None or outer.movement is None or not any(i.low == "," for i in seq[inner.at : k]):
        return None
    told = {cat for cat, _ in read_arguments(seq, outer.at, direct=outer.movement.frame in {"visit"}).found}
    cat, joint = category(item.prep), seq[k - 1].low == "and" or (k > 1 and seq[k - 2].low == "and")
    onward = cat in _TO and bool(told & {"to", "for", "back"})
    goes_on = onward or (cat in told and joint)
    if not goes_on and not (cat in _TO and not told and seq[k - 1].low == ","):
        return None
    carries = outer.movement.frame == "carry" and not outer.passive
    return _borrowed(seq, k - 1, outer, outer.object if carries else outer.subject, None)


def _borrowed(
    seq: Sequence[Item], k: int, verb: Predicate, subject: NounPhrase | None, found: list[tuple[str, Point]] | None
) -> Reported | None:
    move = verb.movement
    assert move is not None
    args = read_arguments(seq, k, direct=False)
    args.found = [*(found or ()), *args.found]
    status, why = judge(verb)
    points = points_of(args, ROLES[_frame(verb, move)], verb, move, status)
    if not points:
        return None
    report = Reported(subject, _frame(verb, move), points, move.mode, status, 0, 0, 0)
    report.times, report.vehicle, report.trigger = args.times, args.vehicle, verb.lemma
    report.pluperfect = verb.tense == "pluperfect"
    report.because = (f"verb '{verb.lemma}' of the phrase before", *why)
    report.weak = move.frame in {"stop", "meet", "visit"}
    return report


def _frame(verb: Predicate, move: Movement) -> str:
    return "carry" if move.frame == "carry" or (verb.passive and move.frame == "go") else move.frame
