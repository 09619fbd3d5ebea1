"""What stands before a verb and its subject: "From Poltava they went on", "In Nairobi, he met", "On Friday he flew"."""

from collections.abc import Sequence

from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.movement import Point
from geo.itinerary.placearguments import ANAPHORS
from geo.itinerary.prepositions import category
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.timewords import TimeWords

__all__ = ["early_times", "with_preposed"]


def with_preposed(
    seq: Sequence[Item], pred: Predicate, move: Movement, points: list[Point], *, located: bool
) -> list[Point]:
    """Add places that stand before the subject: "From Poltava they went on", "In Nairobi, he met"."""
    first = _cleft(seq, _clause_start(seq, _root(pred)))
    subject_at = pred.subject.first if pred.subject is not None else pred.first
    listed = ""
    for k in range(first, pred.at):
        item = seq[k]
        if listed and item.np is not None and not item.prep and item.np.place is not None and item.first < subject_at:
            points.insert(sum(p.role in {"origin", "via"} for p in points), Point("via", item.np.place))
            continue
        if k > first and seq[k - 1].low == "not":
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
        if stay is not None and stay.head in lexicon().sets["stays.any"] and category(item.prep) == "at":
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
        elif cat == "to" and item.prep in {"to", "into"} and _fronted_goal(move, points) and _opens(seq, first, item):
            points = [*points, Point("reached", item.np.place, anaphor)]
        elif cat == "after" and not located:
            points = [Point("there", item.np.place), *points]
        elif cat == "via" and not located:
            listed = "via"
            points = [
                *(p for p in points if p.role == "origin"),
                Point("via", item.np.place, anaphor),
                *(p for p in points if p.role != "origin"),
            ]
        elif cat == "at" and _stands_there(pred, move) and not points and _opens(seq, first, item):
            points = [Point("there", item.np.place, anaphor)]
        elif cat == "back" and move.frame in {"stop", "meet", "halt", "visit"} and _opens(seq, first, item):
            points = [Point("reached", item.np.place, anaphor), *points]
        elif cat == "at" and _sets_out(pred, move, points, item.np) and _opens(seq, first, item) and not located:
            points = [Point("origin", item.np.place, anaphor), *points]
    return points


def _fronted_goal(move: Movement, points: Sequence[Point]) -> bool:
    """As in "To Belgrade he had come from Vienna"."""
    return move.frame in {"go", "arrive", "return"} and not any(p.role in {"reached", "goal"} for p in points)


def _stands_there(pred: Predicate, move: Movement) -> bool:
    """As in "In Nairobi, he met", "In Nyingchi he was taken to hospital"."""
    return move.frame in {"stop", "meet", "halt"} or (move.frame == "carry" and pred.passive)


def _sets_out(pred: Predicate, move: Movement, points: Sequence[Point], np: NounPhrase) -> bool:
    """As in "In Belgrade they were put on buses for Novi Sad": where it is told from is where it starts."""
    here = np.place.resolved if np.place is not None else None
    goals = [p for p in points if p.role in {"reached", "goal"}]
    moving = move.frame in {"carry", "depart", "board", "head"} and pred.form == "finite"
    return moving and bool(goals) and len(goals) == len(points) and here is not None and not here.is_area


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


def _where_clause(seq: Sequence[Item], k: int, pred: Predicate) -> int:
    """As in "In Nauta, where two rivers meet, he rested": where the clause opens that stands between."""
    told = seq[k].pred
    if (
        told is None
        or told.form != "finite"
        or pred.form != "finite"
        or not any(i.low == "," for i in seq[k : pred.at])
    ):
        return 0
    if any(i.kind == "mark" and i.low in {"and", "but"} for i in seq[k : pred.at]):
        return 0
    opens = [j for j in range(k) if seq[j].kind == "mark" and seq[j].low in {"where", "rel"}]
    return opens[-1] if opens and opens[-1] < 5 else 0


def _clause_start_before(seq: Sequence[Item], opened: int) -> int:
    return 0 if not any(i.kind == "pred" for i in seq[:opened]) else opened


def _cleft(seq: Sequence[Item], first: int) -> int:
    """As in "It was from Maputo that they flew to Dubai": what "it was" sets before the clause belongs to it."""
    if first < 4 or seq[first - 1].low != "that":
        return first
    opens = seq[0].np is not None and seq[0].np.head == "it" and seq[1].pred is not None and seq[1].pred.lemma == "be"
    return 2 if opens and not any(i.kind == "pred" for i in seq[2:first]) else first


def _clause_start(seq: Sequence[Item], pred: Predicate) -> int:
    for k in range(pred.at - 1, -1, -1):
        if seq[k].kind == "pred":
            told = seq[k].pred
            if told is not None and told.lemma in lexicon().sets["reporting.verbs"] and seq[k + 1].low == ",":
                continue
            opened = _where_clause(seq, k, pred)
            if opened:
                return _clause_start_before(seq, opened)
            marks = [j for j in range(k + 1, pred.at) if seq[j].kind == "mark"]
            joined = [j for j in marks if seq[j].low in {"and", "but", "then"}]
            return 1 + (joined[-1] if joined else marks[0] if marks else pred.at - 1)
        if seq[k].kind == "mark" and seq[k].low in {";", ":", "that", "rel", "where", "when", "while", "but"}:
            return k + 1
    return 0


def early_times(seq: Sequence[Item], pred: Predicate) -> list[TimeWords]:
    """Times between the clause's start and the verb: "On Friday he flew"."""
    times = []
    first = _clause_start(seq, _root(pred))
    inner = [k for k in range(first, pred.at) if seq[k].pred is not None]
    opened = _where_clause(seq, inner[-1], _root(pred)) if inner else 0
    for k, item in enumerate(seq[first : pred.at], first):
        if opened and opened < k <= inner[-1] + 1:
            continue  # "Bangladesh, where it rested last year, it left aside"
        if item.kind == "time" and item.unit is not None and item.unit.time is not None:
            times.append(item.unit.time)
    opening = seq[0].unit if seq and seq[0].kind == "time" else None
    if not times and pred.form == "finite" and opening is not None and opening.time is not None:
        leading = next((i.pred for i in seq if i.pred is not None), None)
        subordinate = len(seq) > 2 and seq[1].low == "," and seq[2].low in {"when", "after", "as", "while", "once"}
        if subordinate and leading is not pred:
            times.append(opening.time)
    return times
