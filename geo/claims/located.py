"""Which place a figure is about: the apposition's head, the clause's subject, the name behind a fronted phrase."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.claims.items import Item, Ref, RefKind
from geo.claims.phrases import CALENDAR, load_phrases, longest
from geo.vocabulary import Mode

__all__ = ["Located", "find_after", "find_before", "mode_before", "opens_clause", "pair_before"]


@dataclass(frozen=True, slots=True)
class Located:
    """The reference that a figure places; ``same`` asks for the last claim's, ``subject`` names who does the asking.

    ``first`` is the item that the claim's words begin with.
    """

    ref: Ref | None
    first: int
    same: bool = False
    pronoun: str = ""
    both: tuple[Ref, Ref] | None = None


_OPENERS = frozenset({",", "(", "–", "—", "-", ":", "["})
_ADVERBS = frozenset(
    "now still just only also already currently located situated lying sitting standing based perched itself "
    "today roughly actually officially nestled found set tucked".split()
)
_LEADS = frozenset("brings brought takes took leads led gets".split())
_PARTICIPLES = frozenset({"lying", "sitting", "standing"})
_LOCATIVE = frozenset("in at near to into towards toward reached outside around from on of over hit struck".split())
_DEPARTURES = frozenset("left leaves leaving departed departs departing from quit quits".split())
_CLAUSE_MARKS = frozenset({";", ":", "“", "”", '"', "?", "!", "—"})
_AUXILIARIES = frozenset("has had have been being be also not".split())
_PREPOSITIONS = frozenset("in at near on over from to around outside inside with for across off of by".split())
_PAIR_LINKS = frozenset(
    ", ( – — : is was are were takes took take lasts lasted measures measured covers covered covering spans spanned a "
    "an the of distance journey trip drive flight voyage total about some by road rail air sea train car which "
    "that needs needed requires required roughly stretching stretch stretches long runs ran running separated lie lies "
    ") after crosses crossed open water in sails cover make made leg legs "
    "usually normally typically around only just now still officially more than less over under and it".split()
)


def _low(items: Sequence[Item], at: int) -> str:
    return items[at].low if 0 <= at < len(items) else ""


def _ref(items: Sequence[Item], at: int) -> Ref | None:
    return items[at].ref if 0 <= at < len(items) else None


def find_before(items: Sequence[Item], at: int, previous_end: int | None, *, unnamed: bool = False) -> Located:
    """Find what a figure places, among the items before it.

    Parameters
    ----------
    at : int
        Index of the figure's first item, hedges included.
    previous_end : int or None
        Where the sentence's previous claim ended: an "and" right there shares its figure.
    unnamed : bool
        What that claim was about has no name: a comma is enough to go on about it.
    """
    located = load_phrases().located
    k = at - 1
    while k >= 0 and _low(items, k) in _ADVERBS:
        k -= 1
    if k < 0:
        return Located(None, at)
    lying = {_low(items, i) for i in range(k + 1, at)} & _PARTICIPLES
    if previous_end is not None and (_continues(items, previous_end, k) or (unnamed and k == previous_end)):
        return Located(None, previous_end, same=True)
    if _low(items, k) in {"and", "but", "or"}:
        return _joined(items, k)
    if _low(items, k) in _OPENERS:
        return (_subject_of_participle(items, k) if lying else None) or _apposed(items, k)
    if _low(items, k) in located | _AUXILIARIES:
        return _subject(items, k)
    ref = _ref(items, k)
    if ref is None:
        return _noun(items, k)
    if ref.kind is RefKind.ANAPHOR and _low(items, k - 1) in {",", "–", "—"} and _ref(items, k - 2) is not None:
        return Located(_ref(items, k - 2), k - 2)
    if ref.place is not None and ref.place.feature_class in {"H", "L", "T", "A"}:
        subject = _through_phrase(items, k)
        if subject is not None:
            return subject
    return Located(ref, k)


def _joined(items: Sequence[Item], k: int) -> Located:
    """Read "X, close to Y and 30 km …" and "X is close to Y and 30 km …"."""
    for i in range(k - 1, max(-1, k - 12), -1):
        low = _low(items, i)
        if low in load_phrases().located:
            return _subject(items, i)
        if low == "," or low in _CLAUSE_MARKS or low in load_phrases().coordinators:
            break
    return _segment_head(items, k) or Located(None, k + 1)


def _subject_of_participle(items: Sequence[Item], mark: int) -> Located | None:
    """Read "X is closer to Y than to Z, lying 30 km …": the participle speaks of the clause's subject."""
    if _low(items, mark - 2) not in {"to", "than", "from", "with", "of"}:
        return None
    start = _clause_start(items, mark - 1)
    subject = _ref(items, start)
    verb = next((i for i in range(start + 1, mark) if _low(items, i) in load_phrases().located), None)
    return Located(subject, start) if subject is not None and verb is not None else None


def _through_phrase(items: Sequence[Item], k: int) -> Located | None:
    """Step back over "on the Amazon", "in a valley" to a verb that puts its subject there."""
    for i in range(k - 1, max(-1, k - 6), -1):
        if _low(items, i) in {"on", "in", "at", "by", "near", "along", "inside", "amid", "among", "beside"}:
            return _subject(items, i - 1) if _low(items, i - 1) in load_phrases().located else None
        if _low(items, i) in _CLAUSE_MARKS | {","}:
            return None
    return None


def _continues(items: Sequence[Item], previous_end: int, k: int) -> bool:
    """Tell whether only ", and", "and", "but", "or" stand between two claims."""
    between = [_low(items, i) for i in range(previous_end, k + 1)]
    joins = {",", "and", "but", "or", ")", "yet", "also", "is", "are", "was", "lies", "about", "it"}
    return 0 < len(between) <= 3 and all(low in joins for low in between) and bool({"and", "but", "or"} & set(between))


def _apposed(items: Sequence[Item], mark: int) -> Located:
    """Read "X, 30 km …" and "X (30 km …)", time words and a second comma between them stepped over."""
    before = mark - 1
    if _ref(items, before) is not None:
        ref = _ref(items, before)
        # "X, on the coast, 30 km …" places X
        if ref is not None and ref.kind in {RefKind.BORDER, RefKind.COAST} or _is_aside(items, before):
            earlier = _segment_head(items, before)
            if earlier is not None:
                return earlier
        subject = _subject_of_clause(items, before) if _is_wide(ref) else None
        return subject or Located(ref, before)
    if _is_unknown_name(items, before):
        return Located(None, mark + 1)
    head = _segment_head(items, before + 1)
    return head or Located(None, mark + 1)


def _is_unknown_name(items: Sequence[Item], at: int) -> bool:
    """Tell whether a capitalised word that no gazetteer knows stands here: what it names is not what came before."""
    word = items[at].text if at > 0 else ""
    return word[:1].isupper() and word[1:].islower() and word.lower() not in CALENDAR


def _is_wide(ref: Ref | None) -> bool:
    place = None if ref is None else ref.place
    return place is not None and (place.feature_class in {"H", "L"} or place.is_country or place.feature == "A.ADM1")


def _subject_of_clause(items: Sequence[Item], wide: int) -> Located | None:
    """Read "X lies midway between Norway and Iceland, 30 km …": a country in a phrase is not what lies there."""
    for i in range(wide - 1, max(-1, wide - 8), -1):
        if _low(items, i) in load_phrases().located:
            return _subject(items, i)
        if _low(items, i) in _CLAUSE_MARKS | {","}:
            return None
    return None


def _is_aside(items: Sequence[Item], at: int) -> bool:
    """Tell whether a reference stands in an aside: ", in northern New South Wales,"."""
    ref = _ref(items, at)
    if ref is None or ref.place is None:
        return False
    k = at - 1
    while k >= 0 and _low(items, k).isalpha() and _low(items, k) not in _PREPOSITIONS:
        k -= 1
    return (
        _low(items, k) in _PREPOSITIONS
        and _low(items, k - 1) == ","
        and _ref(items, k - 2) is not None
        and ref.place.feature_class in {"A", "L", "H"}
    )


def _segment_head(items: Sequence[Item], end: int) -> Located | None:
    """Find the reference that an aside before ``end`` belongs to: the last one that a clause sets in place."""
    phrases = load_phrases()
    k = end - 1
    asides = 0
    best: Located | None = None
    while k >= 0:
        low, ref = _low(items, k), _ref(items, k)
        if low in _CLAUSE_MARKS or low in phrases.coordinators - {"as", "where", "after", "before"}:
            break
        if low == ",":
            asides += 1
            head = _ref(items, k - 1)
            if head is not None and head.is_place and not _is_wide(head) and _is_noun_phrase(items, k + 1, end):
                return Located(head, k - 1)
            if asides > (3 if _is_wide(head) else 1):
                break
        if ref is not None and (best is None or _is_wide(best.ref)) and (ref.is_place or ref.kind is RefKind.ANAPHOR):
            before = _low(items, k - 1)
            if before in _LOCATIVE or asides == 0:
                best = Located(ref, k)
        k -= 1
    return best


def _is_noun_phrase(items: Sequence[Item], start: int, end: int) -> bool:
    """Tell whether items make an apposition: "a lakeside town", "home to 5,000 people", "on the border with Rwanda"."""
    low = _low(items, start)
    opens = {
        "a",
        "an",
        "the",
        "home",
        "one",
        "once",
        "on",
        "in",
        "at",
        "near",
        "another",
        "its",
        "which",
        "where",
        "close",
    }
    opens |= {"just", "only", "deep", "far", "part", "also", "located", "situated", "formerly", "population", "nearly"}
    return start < end and (low in opens or _ref(items, start) is not None)


def _subject(items: Sequence[Item], verb: int) -> Located:
    """Find the subject of "is", "lies", "is located", before the verb."""
    phrases = load_phrases()
    k = verb - 1
    while k >= 0 and (_low(items, k) in _ADVERBS | _AUXILIARIES or _low(items, k) in phrases.located):
        k -= 1
    low = _low(items, k)
    if low in {"which", "that", "who", "where"}:
        return _antecedent(items, k)
    if low in {"it", "they", "both"}:
        return Located(None, k, pronoun=low)
    aside = _before_aside(items, k) if low in {",", ")", "–", "—"} else None
    if aside is not None:
        return aside
    start = _clause_start(items, k)
    refs = [i for i in range(start, k + 1) if _placing(items, i)]
    if _low(items, k) in {"cities", "towns", "capitals", "places", "villages", "two", "ports", "countries", "stations"}:
        return Located(None, k, pronoun="both")
    if not refs:
        return Located(None, max(start, 0))
    pair = _coordinated(items, refs, k)
    if pair:
        return Located(pair[1], refs[0], both=pair)
    adjacent = _ref(items, k)
    if adjacent is not None and refs[-1] == k and _low(items, k - 1) not in _PREPOSITIONS | {","} and k != refs[0]:
        return Located(adjacent, k)
    if low == "and" and refs[0] != start:
        return Located(None, max(start, 0))
    fronted = _after_fronted(items, start, refs)
    return Located(_ref(items, fronted), fronted)


def _before_aside(items: Sequence[Item], comma: int) -> Located | None:
    """Read "X, where …, is 30 km": the reference before the first comma of the asides."""
    found: int | None = None
    for c in range(comma - 1, 0, -1):
        low = _low(items, c)
        if low in _CLAUSE_MARKS - {"—"} or low in {"said", "says", "while", "but"}:
            break
        if low in {",", "(", "–", "—"} and _ref(items, c - 1) is not None:
            fronted = _low(items, c - 2) in _PREPOSITIONS and (c == 2 or _low(items, c - 3) in {",", "and"})
            if not (fronted and found is not None):
                found = c - 1
    return Located(_ref(items, found), found) if found is not None else None


def _placing(items: Sequence[Item], at: int) -> bool:
    ref = _ref(items, at)
    return ref is not None


def _coordinated(items: Sequence[Item], refs: list[int], k: int) -> tuple[Ref, Ref] | None:
    """Read "A and B" right before the verb."""
    if len(refs) >= 2 and refs[-1] == k and refs[-2] == k - 2 and _low(items, k - 1) == "and":
        first, second = _ref(items, k - 2), _ref(items, k)
        if first and second:
            return first, second
    return None


def _after_fronted(items: Sequence[Item], start: int, refs: list[int]) -> int:
    """Step over "In Russia," before the subject."""
    if _low(items, start) in _PREPOSITIONS:
        for i in refs:
            if i > refs[0] and _low(items, i - 1) == ",":
                return i
    return refs[0]


def _antecedent(items: Sequence[Item], pronoun: int) -> Located:
    """Find what "which" or "that" stands for: the reference before the comma, asides stepped over."""
    k = pronoun - 1
    if _low(items, k) in {",", "(", "–", "—"}:
        k -= 1
    if _ref(items, k) is not None:
        return Located(_ref(items, k), k)
    while k >= 0 and _low(items, k) not in _CLAUSE_MARKS:
        if _ref(items, k) is not None:
            return Located(_ref(items, k), k)
        k -= 1
    return Located(None, pronoun)


def _is_preposition(items: Sequence[Item], k: int) -> bool:
    """Tell "before Gaza," and "as a port" from a clause of their own."""
    if _low(items, k) not in {"before", "after", "since", "as", "that", "where"}:
        return False
    return _ref(items, k + 1) is not None and _low(items, k + 2) in {",", ")", "and", "is", "lies"} | _PREPOSITIONS


def _clause_start(items: Sequence[Item], k: int) -> int:
    coordinators = load_phrases().coordinators
    while k >= 0:
        low = _low(items, k)
        if low in _CLAUSE_MARKS or (low in coordinators and not _is_preposition(items, k)):
            return k + 1
        if low == "and" and _low(items, k - 1) == ",":
            return k + 1
        k -= 1
    return 0


def _noun(items: Sequence[Item], k: int) -> Located:
    """Read an unnamed noun before the figure: "X, a town 30 km …", "X is a town 30 km …", else nothing named."""
    phrases = load_phrases()
    start = k
    subject = _through_phrase(items, k)
    if subject is not None and subject.ref is not None:
        return subject
    for i in range(k, max(-1, k - 12), -1):
        low = _low(items, i)
        if low in phrases.located:
            return _subject(items, i) if _introduces_noun(items, i, k) else Located(None, k + 1)
        if low in _OPENERS and low != "-":
            before = _ref(items, i - 1)
            if _low(items, i + 1) in {"a", "an", "the", "another", "one", "once", "now"} and before is not None:
                return _apposed(items, i)
            if _is_noun_phrase(items, i + 1, k + 1) and before is not None and _low(items, i + 1) != "which":
                return Located(before, i - 1)
            return Located(None, k + 1)
        if low in {"as"} | _CLAUSE_MARKS or low in phrases.coordinators:
            break
        start = i
    nearest = _ref(items, k - 1) if _low(items, k) in {"airport", "station", "area"} else None
    return Located(nearest, start if nearest else k + 1)


def _introduces_noun(items: Sequence[Item], verb: int, k: int) -> bool:
    """Tell whether a predicate noun follows the verb: "is a town", "is the nearest port"."""
    return _low(items, verb + 1) in {"a", "an", "the", "one", "another", "home"} or verb == k


def opens_clause(items: Sequence[Item], at: int) -> bool:
    """Tell whether a figure opens its clause, "Located" and "Just" before it left out."""
    k = at - 1
    while k >= 0 and _low(items, k) in _ADVERBS | {"at"}:
        k -= 1
    return k < 0 or _low(items, k) in {"“", '"', ",", ";", "and", "while", "but", ":", "”"}


def find_after(items: Sequence[Item], at: int) -> Located | None:
    """Find the place named behind a fronted phrase: "30 km north of Kyiv, Bucha …", "… lies X", "… is X"."""
    located = load_phrases().located
    low = _low(items, at)
    if low in _LEADS:
        while at < len(items) and _low(items, at) != "to" and _ref(items, at) is None:
            at += 1
        at += _low(items, at) == "to"
    elif low in located or low in {"in", "at"} and _ref(items, at + 1) is not None:
        at += 1
    elif low == ",":
        at += 1
        if _low(items, at) in {"in", "at", "near", "is"}:
            at += 1
    else:
        return None
    if low in located:
        at = _past_noun(items, at)
    ref = _ref(items, at)
    if ref is None:
        return None
    return Located(ref, at)


def _past_noun(items: Sequence[Item], at: int) -> int:
    """Step over "the ruins of", "a place called" to the name behind them."""
    for step in range(6):
        low = _low(items, at + step)
        if _ref(items, at + step) is not None:
            return at + step
        if not low.isalpha() or low in _PREPOSITIONS - {"of"}:
            break
    return at


def pair_before(items: Sequence[Item], at: int) -> tuple[Ref, Ref, int] | None:
    """Find "from A to B", "between A and B", "A and B … separated by", "A to B is" before a figure.

    Returns
    -------
    tuple of (Ref, Ref, int) or None
        Both ends, and the item where they begin.
    """
    k = at - 1
    steps = 0
    links = _PAIR_LINKS | load_phrases().located | load_phrases().trips.keys()
    while k >= 0 and (_low(items, k) in links or items[k].length is not None) and steps < 9:
        k, steps = k - 1, steps + 1
    second, first, joint, opener = _ref(items, k), _ref(items, k - 2), _low(items, k - 1), _low(items, k - 3)
    if second is None or first is None:
        return None
    passed = {_low(items, i) for i in range(k + 1, at)}
    starts = k - 2 == 0 or opener in {":", ";", "(", "distance", "route", "road", "–", "—", "•", "*"}
    if joint in {"to", "into"} and (opener == "from" or starts or passed & {"is", "takes", "took", "distance"}):
        return first, second, k - 3 if opener == "from" else k - 2
    if joint in {"-", "–", "—", "/"} and (starts or opener == "the") and passed & {":", "(", "is", ","}:
        return first, second, k - 2
    if joint == "for" and opener in _DEPARTURES:
        return first, second, k - 3
    if joint == "from" and "after" in passed:
        return second, first, k - 2
    if joint == "from" and opener == "to":
        return second, first, k - 3
    if joint == "and" and (
        opener in {"between", "separating", "linking", "connecting", "joining"} or "separated" in passed
    ):
        return first, second, k - 3 if opener else k - 2
    return None


_CARRIERS = {
    **dict.fromkeys(("train", "trains", "rail", "railway", "express", "sleeper"), Mode.RAIL),
    **dict.fromkeys(("bus", "buses", "coach", "drive", "motorway", "highway", "road", "truck", "trucks"), Mode.ROAD),
    **dict.fromkeys(("ferry", "ferries", "voyage", "ship", "ships", "vessel", "sailing", "steamer"), Mode.SEA),
    **dict.fromkeys(("flight", "flights", "plane", "jet", "airliner"), Mode.AIR),
    **dict.fromkeys(("walk", "march", "trek", "hike"), Mode.FOOT),
}


def mode_before(items: Sequence[Item], at: int) -> Mode | None:
    """Read the way of going from the noun before the ends: "the train from A to B takes"."""
    fronted = longest(load_phrases().modes, [i.low for i in items[:5]])
    if fronted and _low(items, fronted) in {",", "it"}:
        return Mode(load_phrases().modes[tuple(i.low for i in items[:fronted])])
    pair = pair_before(items, at)
    start = pair[2] if pair else at
    for low in reversed([_low(items, i) for i in range(start + 3 if pair else start, at)]):
        if low in _CARRIERS:
            return _CARRIERS[low]
    if not pair and "takes" not in {_low(items, i) for i in range(max(0, at - 4), at)}:
        return None
    for i in range(start - 1, max(-1, start - 5), -1):
        if _low(items, i) in _CARRIERS:
            return _CARRIERS[_low(items, i)]
        if _low(items, i) in {",", ";", ":", "and"}:
            break
    return None
