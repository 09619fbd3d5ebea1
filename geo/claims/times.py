"""Which spans of time are times of travel, and which figures tell the way of the claim before once more."""

from collections.abc import Sequence

from geo.claims.figures import TAKES, Figure
from geo.claims.items import Item, Relation, RelationKind, low_at, ref_at
from geo.claims.pairs import pair_before
from geo.claims.phrases import load_phrases, read_mode

__all__ = [
    "is_cut_time",
    "is_of_a_way",
    "is_reaching",
    "is_off_schedule",
    "is_rate",
    "is_resumed_time",
    "is_same_way",
    "is_travel_time",
    "speaks_of_going",
    "is_trip_of",
]

_A_DAY = 24.0
_OUTINGS = frozenset("trip trips tour tours excursion outing".split())
_COVERS = frozenset("cover covers covered covering".split())
_CLOSES = frozenset({"", ".", ";", ",", ")", "by", "if", "when", "depending", "!", "?"})
_SHORT, _SHORTEST_PLURAL, _NEARBY = 7, 3, 16
_STAYS = frozenset("spent spend spends stayed stay stays".split())
_WAITS = frozenset("delay delays delayed wait waits waited waiting queue queues queued late".split())
_OFTEN = frozenset("once twice thrice times per".split())
_SINGLE = frozenset({1 / 60, 1.0, 24.0, 168.0})
_REACHES = frozenset("reach reaches reached get gets connect connects link links".split())
_IS = frozenset("is was 's ’s a".split())
_OF_TIME = frozenset("time times".split())


def is_resumed_time(items: Sequence[Item], figure: Figure, since: int) -> bool:
    """Tell "…; the night train takes 12 hours" and "190 km, three hours": a time for the ends of the claim before.

    Parameters
    ----------
    since : int
        Item that the sentence's previous claim ended before; 0 for none.
    """
    if not since:
        return False
    lows = [i.low for i in items[since : figure.first]]
    phrases = load_phrases()
    between = set(lows)
    behind = low_at(items, figure.at + 1)
    if lows in ([","], [";"]):
        return behind in _CLOSES and behind != ","
    if between & TAKES or (TAKES & {i.low for i in items[:since]} and "" not in between and {",", "the"} <= between):
        return bool(between & (phrases.carriers.keys() | phrases.trips.keys()))
    going = {i.low for i in items[: figure.first]} & (phrases.carriers.keys() | phrases.motion.keys())
    return lows in (["in"], [",", "in"]) and bool(going) and behind in _CLOSES


def is_cut_time(items: Sequence[Item], figure: Figure) -> bool:
    """Tell "cut the journey from A to B to an hour and a half": what the time of a trip was made."""
    if not figure.is_time or low_at(items, figure.first - 1) not in {"to", "by", "under"}:
        return False
    phrases = load_phrases()
    before = [i.low for i in items[: figure.first]]
    verb = next((i for i, low in enumerate(before) if low in phrases.cuts), None)
    return verb is not None and bool((phrases.trips.keys() | _OF_TIME) & set(before[verb:]))


def is_off_schedule(items: Sequence[Item], figure: Figure) -> bool:
    """Tell "a day trip", "three hours late" and "delays of up to 40 minutes" from a time of travel."""
    behind = low_at(items, figure.at + 1)
    if (figure.quantity.amount == _A_DAY and behind in _OUTINGS) or behind in load_phrases().off_schedule:
        return True
    if low_at(items, figure.first - 1) in _STAYS:
        return True  # "drivers spent two days on the pass"
    return bool(_WAITS & {low_at(items, k) for k in range(figure.first - 3, figure.first)})


def is_rate(items: Sequence[Item], figure: Figure) -> bool:
    """Tell the "an hour" of "$9 an hour" and of "350 meals a day" from one that something takes."""
    before = low_at(items, figure.first - 1)
    if before in _OFTEN or figure.quantity.as_written.lower() == "one day":
        return True
    counted = before.isdecimal() or (before.endswith("s") and before.isalpha() and len(before) > _SHORTEST_PLURAL)
    verbs = TAKES | load_phrases().located | load_phrases().motion.keys()
    single = figure.quantity.amount in _SINGLE and low_at(items, figure.at + 1) not in {"from", "away", "by"}
    return single and figure.first == figure.at and counted and before not in verbs


def speaks_of_going(items: Sequence[Item], figure: Figure) -> bool:
    """Tell whether a word of going, or a length, stands no farther off than a clause or two."""
    phrases, around = load_phrases(), items[max(0, figure.first - _NEARBY) : figure.at + _NEARBY]
    if any(item.length is not None for item in around):
        return True
    near = [item.low for item in around]
    going = phrases.trips.keys() | phrases.motion.keys() | phrases.carriers.keys() | TAKES
    return bool(going & set(near)) or any(read_mode(near[k : k + 4]) for k in range(len(near)))


def is_reaching(items: Sequence[Item], figure: Figure) -> bool:
    """Tell "Flights from A reach B in under an hour"."""
    if not figure.is_time or low_at(items, figure.first - 1) not in {"in", "within"}:
        return False
    verbs = [k for k in range(figure.first - 2) if low_at(items, k) in _REACHES]
    carried = {low_at(items, k) for k in range(figure.first)} & load_phrases().carriers.keys()
    return bool(verbs) and bool(carried) and ref_at(items, figure.first - 2) is not None


def _is_reached(items: Sequence[Item], figure: Figure, relation: Relation) -> bool:
    """Tell "can reach Petra in three hours from Amman"."""
    if relation.kind is not RelationKind.FROM or low_at(items, figure.first - 1) not in {"in", "within"}:
        return False
    return ref_at(items, figure.first - 2) is not None


def is_same_way(items: Sequence[Item], figure: Figure, since: int) -> bool:
    """Tell "…, a train which covers the 344 km" and "… and covers 29 miles": a length for the claim before's ends."""
    lows = [i.low for i in items[since : figure.first]]
    while lows[-1:] == ["the"]:
        lows.pop()
    at = low_at(items, figure.at - 1) == "the" or lows[:-1] in (["and"], [","], [",", "and"])
    return not figure.is_time and "" not in lows and bool(_COVERS & set(lows[-3:])) and at


def is_of_a_way(items: Sequence[Item], verb: int) -> bool:
    """Tell whether a verb's subject is "it", "the distance", "the ferry": the way told in the sentence before."""
    if low_at(items, verb) not in TAKES | _IS:
        return False
    subject = {low_at(items, i) for i in range(verb)}
    phrases = load_phrases()
    named = any(ref_at(items, i) is not None for i in range(verb))
    return not named and verb <= _SHORT and bool(subject & ({"it"} | phrases.trips.keys() | phrases.carriers.keys()))


def is_trip_of(items: Sequence[Item], figure: Figure) -> bool:
    """Tell "a truck journey of four days"."""
    return low_at(items, figure.first - 1) == "of" and low_at(items, figure.first - 2) in load_phrases().trips


def is_travel_time(items: Sequence[Item], figure: Figure, relation: Relation, since: int = 0) -> bool:
    """Tell a time of travel from any other: it needs a noun of going, a way of going, or a verb that takes time.

    Parameters
    ----------
    since : int
        Item that the sentence's previous claim ended before; 0 for none.
    """
    phrases = load_phrases()
    if is_off_schedule(items, figure):
        return False
    if relation.kind is RelationKind.APART or _is_reached(items, figure, relation) or is_cut_time(items, figure):
        return True
    if is_reaching(items, figure):
        return True
    if relation.trip or relation.mode_said or is_trip_of(items, figure) or is_resumed_time(items, figure, since):
        return True
    if low_at(items, figure.first - 1) in TAKES and low_at(items, 0) != "it" and is_of_a_way(items, figure.first - 1):
        return True  # "The ferry takes two hours."
    before = {i.low for i in items[max(0, figure.first - 12) : figure.first]}
    told = pair_before(items, figure.first)
    pair = relation.kind is RelationKind.PAIR or told is not None
    if pair and TAKES & before:
        return True
    if told is not None and before & phrases.trips.keys():
        return True  # "the drive from A to B, once five hours,"
    if relation.kind not in {RelationKind.FROM, RelationKind.AWAY}:
        return False
    located = {i.low for i in items[max(0, figure.first - 3) : figure.first]}
    stands = bool(located & (phrases.located | {",", "and", "("}))
    away = figure.quantity.amount < _A_DAY and "away" in {i.low for i in items[figure.at + 1 : relation.end]}
    return stands and (away or relation.direction is not None or relation.kind is RelationKind.FROM)
