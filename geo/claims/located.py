"""Which place a figure is about: the apposition's head, the clause's subject, the name behind a fronted phrase."""

from collections.abc import Sequence

from geo.claims.figures import read_hedge
from geo.claims.items import Item, Located, RefKind, is_line, is_spot, is_wide, low_at, ref_at
from geo.claims.phrases import load_phrases
from geo.claims.sequel import goes_on
from geo.claims.subject import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_MARKS,
    PREPOSITIONS,
    clause_start,
    find_subject,
    is_unknown_name,
)

__all__ = ["find_after", "find_before", "opens_clause"]

_OPENERS = frozenset({",", "(", "–", "—", "-", ":", "["})
_LEADS = frozenset("brings brought takes took leads led gets".split())
_PARTICIPLES = frozenset({"lying", "sitting", "standing"})
_LOCATIVE = frozenset("in at near to into towards toward reached outside around from on of over hit struck".split())
# what an aside behind a name begins with
_ASIDES = frozenset(
    "a an the home one once on in at near another its which where close just only deep far part also located situated "
    "formerly population nearly to across beyond".split()
)


def find_before(items: Sequence[Item], at: int, previous_end: int | None, *, unnamed: bool = False) -> Located:
    """Find what a figure places, among the items before it: not the sea or the desert that this is only said to be in.

    Parameters
    ----------
    at : int
        Index of the figure's first item, hedges included.
    previous_end : int or None
        Where the sentence's previous claim ended: an "and" right there shares its figure.
    unnamed : bool
        What that claim was about has no name: a comma is enough to go on about it.
    """
    return _within_it(items, _find_before(items, at, previous_end, unnamed=unnamed))


def _within_it(items: Sequence[Item], found: Located) -> Located:
    """Read "X, a port on the Arabian Sea 30 km …" and "the mine, in the Gobi 80 km …": what lies in it is meant."""
    if found.ref is None or not found.ref.is_place or not is_wide(found.ref):
        return found
    inside = found.first - 1 - (low_at(items, found.first - 1) == "the")
    if low_at(items, inside) not in PREPOSITIONS:
        return found
    for k in range(inside - 1, -1, -1):
        ref, low = ref_at(items, k), low_at(items, k)
        if ref is not None and is_spot(ref):
            return Located(ref, k) if k == inside - 1 else found
        if low in {",", "(", "–", "—"}:
            head, beside = ref_at(items, k - 1), k == inside - 1
            if is_spot(head) and (beside or low_at(items, k + 1) in _ASIDES):
                return Located(head, k - 1)
            nameless = beside and head is None and found.ref.place is not None and not found.ref.place.is_country
            return Located(None, inside) if nameless else found
        if low in CLAUSE_MARKS or low in load_phrases().coordinators:
            return found
    return found


def _find_before(items: Sequence[Item], at: int, previous_end: int | None, *, unnamed: bool) -> Located:
    located = load_phrases().located
    k = at - 1
    while k >= 0 and low_at(items, k) in ADVERBS:
        k -= 1
    if k < 0:
        return Located(None, at)
    lying = {low_at(items, i) for i in range(k + 1, at)} & _PARTICIPLES
    if previous_end is not None and (goes_on(items, previous_end, k, unnamed=unnamed)):
        return Located(None, previous_end, same=True)
    if low_at(items, k) in {"and", "but", "or"}:
        return _joined(items, k)
    if low_at(items, k) in _OPENERS:
        return (_subject_of_participle(items, k) if lying else None) or _apposed(items, k)
    if low_at(items, k) in located | AUXILIARIES:
        return find_subject(items, k)
    ref = ref_at(items, k)
    if ref is None:
        return _noun(items, k)
    if is_line(ref) and low_at(items, k - 1) not in {"", ",", ";", ":", "“"}:
        pronoun = next((i for i in range(k - 1, max(-1, k - 8), -1) if low_at(items, i) in {"that", "which"}), None)
        # "X, on the border 30 km …", "X, a town that straddles the border 30 km …"
        owner = _segment_head(items, k) if pronoun is None else find_subject(items, pronoun + 1)
        if owner is not None and owner.ref is not None:
            return owner
    if ref.kind is RefKind.ANAPHOR and low_at(items, k - 1) in {",", "–", "—"} and ref_at(items, k - 2) is not None:
        return Located(ref_at(items, k - 2), k - 2)
    if ref.place is not None and ref.place.feature_class in {"H", "L", "T", "A"}:
        subject = _through_phrase(items, k)
        if subject is not None:
            return subject
        head = ref_at(items, k - 3)
        if low_at(items, k - 1) in PREPOSITIONS and low_at(items, k - 2) == "," and head is not None:
            return Located(head, k - 3)
    return Located(ref, k)


def _joined(items: Sequence[Item], k: int) -> Located:
    """Read "X, close to Y and 30 km …" and "X is close to Y and 30 km …"."""
    between = low_at(items, k - 2) == "and" and low_at(items, k - 4) == "between"
    for i in range(k - 1, max(-1, k - 12), -1):
        low = low_at(items, i)
        if items[i].length is not None:  # "X, 30 km from the front line and 440 km …"
            return find_before(items, read_hedge(items, i)[1], None)
        if between and low == "," and ref_at(items, i - 1) is not None:
            return Located(ref_at(items, i - 1), i - 1)
        if low in load_phrases().located:
            return find_subject(items, i)
        if low == "," or low in CLAUSE_MARKS or low in load_phrases().coordinators:
            break
    return _segment_head(items, k) or Located(None, k + 1)


def _subject_of_participle(items: Sequence[Item], mark: int) -> Located | None:
    """Read "X is closer to Y than to Z, lying 30 km …": the participle speaks of the clause's subject."""
    if low_at(items, mark - 2) not in {"to", "than", "from", "with", "of"}:
        return None
    start = clause_start(items, mark - 1)
    subject = ref_at(items, start)
    verb = next((i for i in range(start + 1, mark) if low_at(items, i) in load_phrases().located), None)
    return Located(subject, start) if subject is not None and verb is not None else None


def _through_phrase(items: Sequence[Item], k: int) -> Located | None:
    """Step back over "on the Amazon", "in a valley" to a verb that puts its subject there."""
    for i in range(k - 1, max(-1, k - 6), -1):
        if low_at(items, i) in {"on", "in", "at", "by", "near", "along", "inside", "amid", "among", "beside"}:
            return find_subject(items, i - 1) if low_at(items, i - 1) in load_phrases().located else None
        if low_at(items, i) in CLAUSE_MARKS | {","}:
            return None
    return None


def _apposed(items: Sequence[Item], mark: int) -> Located:
    """Read "X, 30 km …" and "X (30 km …)", time words and a second comma between them stepped over."""
    before = mark - 1
    if ref_at(items, before) is not None:
        ref = ref_at(items, before)
        # "X, on the coast, 30 km …" places X
        if is_line(ref) or _is_aside(items, before):
            earlier = _segment_head(items, before)
            if earlier is not None:
                return earlier
        owner = _aside_of(items, before) if is_wide(ref) else None
        if owner is not None:
            return owner
        beside = ref_at(items, before - 2)
        if is_wide(ref) and beside is not None and not is_wide(beside) and low_at(items, before - 1) in {"on", "in"}:
            return Located(beside, before - 2)  # "Iquitos on the Amazon, 1,000 km …"
        between = low_at(items, before - 1) == "and" and low_at(items, before - 3) == "between"
        subject = _subject_of_clause(items, before) if between or is_wide(ref) else None
        return subject or Located(ref, before)
    if is_unknown_name(items, before):
        return Located(None, mark + 1)
    head = _segment_head(items, before + 1)
    return head or Located(None, mark + 1)


def _aside_of(items: Sequence[Item], wide: int) -> Located | None:
    """Read "Beitbridge, the crossing into South Africa, 580 km": the town that an aside with a country tells of."""
    for i in range(wide - 1, max(0, wide - 8), -1):
        noun = ref_at(items, i + 1)
        if low_at(items, i) == ",":
            head = ref_at(items, i - 1)
            said = low_at(items, i + 1) in {"a", "an", "the", "another", "one"} or (noun is not None and noun.word)
            return Located(head, i - 1) if said and is_spot(head) else None
        ref = ref_at(items, i)
        plain = low_at(items, i).isalpha() or (ref is not None and ref.word)
        if not plain or low_at(items, i) in load_phrases().coordinators:
            return None
    return None


def _subject_of_clause(items: Sequence[Item], wide: int) -> Located | None:
    """Read "X lies midway between Norway and Iceland, 30 km …": a country in a phrase is not what lies there."""
    for i in range(wide - 1, max(-1, wide - 8), -1):
        if low_at(items, i) in load_phrases().located:
            return find_subject(items, i)
        if low_at(items, i) in CLAUSE_MARKS | {","}:
            return None
    return None


def _is_aside(items: Sequence[Item], at: int) -> bool:
    """Tell whether a reference stands in an aside: ", in northern New South Wales,"."""
    ref = ref_at(items, at)
    if ref is None or ref.place is None:
        return False
    k = at - 1
    while k >= 0 and low_at(items, k).isalpha() and low_at(items, k) not in PREPOSITIONS:
        k -= 1
    return (
        low_at(items, k) in PREPOSITIONS
        and low_at(items, k - 1) == ","
        and ref_at(items, k - 2) is not None
        and ref.place.feature_class in {"A", "L", "H"}
    )


def _segment_head(items: Sequence[Item], end: int) -> Located | None:
    """Find the reference that an aside before ``end`` belongs to: the last one that a clause sets in place."""
    phrases = load_phrases()
    k = end - 1
    asides = 0
    best: Located | None = None
    while k >= 0:
        low, ref = low_at(items, k), ref_at(items, k)
        if low in CLAUSE_MARKS or low in phrases.coordinators - {"as", "where", "after", "before"}:
            break
        if low == ",":
            asides += 1
            head = ref_at(items, k - 1)
            if head is not None and head.is_place and not is_wide(head) and _is_noun_phrase(items, k + 1, end):
                return Located(head, k - 1)
            if asides > (3 if is_wide(head) else 1):
                break
        if ref is not None and (best is None or is_wide(best.ref)) and (ref.is_place or ref.kind is RefKind.ANAPHOR):
            before = low_at(items, k - 1)
            if before in _LOCATIVE or asides == 0:
                best = Located(ref, k)
        k -= 1
    return best


def _is_noun_phrase(items: Sequence[Item], start: int, end: int) -> bool:
    """Tell whether items make an apposition: "a lakeside town", "home to 5,000 people", "on the border with Rwanda"."""
    low = low_at(items, start)
    return start < end and (low in _ASIDES or ref_at(items, start) is not None)


def _noun(items: Sequence[Item], k: int) -> Located:
    """Read an unnamed noun before the figure: "X, a town 30 km …", "X is a town 30 km …", else nothing named."""
    phrases = load_phrases()
    start = k
    subject = _through_phrase(items, k)
    if subject is not None and subject.ref is not None:
        return subject
    for i in range(k, max(-1, k - 12), -1):
        low = low_at(items, i)
        if low in phrases.located:
            return find_subject(items, i) if _introduces_noun(items, i, k) else Located(None, k + 1)
        if low in _OPENERS and low != "-":
            before = ref_at(items, i - 1)
            if low_at(items, i + 1) in {"a", "an", "the", "another", "one", "once", "now"} and before is not None:
                return _apposed(items, i)
            if _is_noun_phrase(items, i + 1, k + 1) and before is not None and low_at(items, i + 1) != "which":
                return Located(before, i - 1)
            return Located(None, k + 1)
        if low in {"as"} | CLAUSE_MARKS or low in phrases.coordinators:
            break
        start = i
    nearest = ref_at(items, k - 1) if low_at(items, k) in {"airport", "station", "area"} else None
    return Located(nearest, start if nearest else k + 1)


def _introduces_noun(items: Sequence[Item], verb: int, k: int) -> bool:
    """Tell whether a predicate noun follows the verb: "is a town", "is the nearest port"."""
    tall = verb + 1 < len(items) and items[verb + 1].length is not None
    return low_at(items, verb + 1) in {"a", "an", "the", "one", "another", "home"} or verb == k or tall


def opens_clause(items: Sequence[Item], at: int) -> bool:
    """Tell whether a figure opens its clause, "Located" and "Just" before it left out."""
    k = at - 1
    while k >= 0 and low_at(items, k) in ADVERBS | {"at"}:
        k -= 1
    return k < 0 or low_at(items, k) in {"“", '"', ",", ";", "and", "while", "but", ":", "”"}


def find_after(items: Sequence[Item], at: int) -> Located | None:
    """Find the place named behind a fronted phrase: "30 km north of Kyiv, Bucha …", "… lies X", "… is X"."""
    located = load_phrases().located
    low = low_at(items, at)
    if low in _LEADS:
        while at < len(items) and low_at(items, at) != "to" and ref_at(items, at) is None:
            at += 1
        at += low_at(items, at) == "to"
    elif low in located or low in {"in", "at"} and ref_at(items, at + 1) is not None:
        at += 1
    elif low == ",":
        at += 1
        if low_at(items, at) in {"in", "at", "near", "is"}:
            at += 1
    else:
        return None
    if low in located:
        at = _past_noun(items, at)
    ref = ref_at(items, at)
    if ref is None:
        return None
    return Located(ref, at)


def _past_noun(items: Sequence[Item], at: int) -> int:
    """Step over "the ruins of", "a place called" to the name behind them."""
    for step in range(6):
        low = low_at(items, at + step)
        if ref_at(items, at + step) is not None:
            return at + step
        if not low.isalpha() or low in PREPOSITIONS - {"of"}:
            break
    return at
