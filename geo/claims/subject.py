"""The subject of a clause: what "is", "lies" or "which is" speaks of."""

from collections.abc import Sequence

from geo.claims.items import Item, Located, Ref, low_at, ref_at
from geo.claims.phrases import CALENDAR, load_phrases

__all__ = ["ADVERBS", "AUXILIARIES", "CLAUSE_MARKS", "PREPOSITIONS", "clause_start", "find_subject", "is_unknown_name"]

ADVERBS = frozenset(
    "now still just only also already currently located situated lying sitting standing based perched itself "
    "today roughly actually officially nestled found set tucked".split()
)
CLAUSE_MARKS = frozenset({";", ":", "“", "”", '"', "?", "!", "—"})
AUXILIARIES = frozenset("has had have been being be also not used to".split())
PREPOSITIONS = frozenset("in at near on over from to around outside inside with for across off of by".split())
_BOTH = frozenset("cities towns capitals places villages two ports countries stations".split())


def find_subject(items: Sequence[Item], verb: int) -> Located:
    """Find the subject of "is", "lies", "is located", before the verb."""
    phrases = load_phrases()
    k = verb - 1
    while k >= 0 and (low_at(items, k) in ADVERBS | AUXILIARIES or low_at(items, k) in phrases.located):
        k -= 1
    low = low_at(items, k)
    if low in {"which", "that", "who", "where"}:
        return _antecedent(items, k)
    if low in {"it", "they", "both"}:
        return Located(None, k, pronoun=low)
    aside = _before_aside(items, k) if low in {",", ")", "–", "—"} else None
    if aside is not None:
        return aside
    start = clause_start(items, k)
    refs = [i for i in range(start, k + 1) if ref_at(items, i) is not None]
    if low_at(items, k) in _BOTH:
        return Located(None, k, pronoun="both")
    if not refs:
        return Located(None, max(start, 0))
    pair = _coordinated(items, refs, k)
    if pair:
        return Located(pair[1], refs[0], both=pair)
    adjacent = ref_at(items, k)
    if adjacent is not None and refs[-1] == k and low_at(items, k - 1) not in PREPOSITIONS | {","} and k != refs[0]:
        return Located(adjacent, k)
    if low == "and" and refs[0] != start:
        return Located(None, max(start, 0))
    fronted = _after_fronted(items, start, refs)
    return Located(ref_at(items, fronted), fronted)


def is_unknown_name(items: Sequence[Item], at: int) -> bool:
    """Tell whether a capitalised word that no gazetteer knows stands here: what it names is not what came before."""
    word = items[at].text if at > 0 and items[at].low else ""
    return word[:1].isupper() and word[1:].islower() and word.lower() not in CALENDAR


def _before_aside(items: Sequence[Item], comma: int) -> Located | None:
    """Read "X, where …, is 30 km": the reference before the first comma of the asides."""
    found: int | None = None
    if is_unknown_name(items, comma - 1) and low_at(items, comma - 2) == ",":
        return Located(None, comma - 1)  # "Male is far, and the southernmost atoll, Addu, is"
    for c in range(comma - 1, 0, -1):
        low = low_at(items, c)
        if low in CLAUSE_MARKS - {"—"} or low in {"said", "says", "while", "but"}:
            break
        if low == "," and low_at(items, c + 1) == "and" and found is not None:
            break
        if low in {",", "(", "–", "—"} and ref_at(items, c - 1) is not None:
            fronted = low_at(items, c - 2) in PREPOSITIONS and (c == 2 or low_at(items, c - 3) in {",", "and"})
            if not (fronted and found is not None):
                found = c - 1
    return Located(ref_at(items, found), found) if found is not None else None


def _coordinated(items: Sequence[Item], refs: list[int], k: int) -> tuple[Ref, Ref] | None:
    """Read "A and B" right before the verb."""
    if len(refs) >= 2 and refs[-1] == k and refs[-2] == k - 2 and low_at(items, k - 1) == "and":
        first, second = ref_at(items, k - 2), ref_at(items, k)
        if first and second:
            return first, second
    return None


def _after_fronted(items: Sequence[Item], start: int, refs: list[int]) -> int:
    """Step over "In Russia," before the subject."""
    if low_at(items, start) in PREPOSITIONS:
        for i in refs:
            if i > refs[0] and low_at(items, i - 1) == ",":
                return i
    return next((i for i in refs if not _is_attribute(items, i)), refs[0])


def _is_attribute(items: Sequence[Item], at: int) -> bool:
    """Tell the "US" of "the US consulate in Erbil", which is not what lies there."""
    ref, after = ref_at(items, at), low_at(items, at + 1)
    country = ref is not None and ref.place is not None and ref.place.is_country
    return country and after.isalpha() and after not in PREPOSITIONS | AUXILIARIES | load_phrases().located


def _antecedent(items: Sequence[Item], pronoun: int) -> Located:
    """Find what "which" or "that" stands for: the reference before the comma, asides stepped over."""
    k = pronoun - 1
    if low_at(items, k) in {",", "(", "–", "—"}:
        k -= 1
    ref = ref_at(items, k)
    if ref is not None and ref.word and low_at(items, k - 1) in {",", "–", "—"} and ref_at(items, k - 2) is not None:
        return Located(ref_at(items, k - 2), k - 2)  # "Puntarenas, the country's main port, which is"
    if ref is not None:
        return Located(ref, k)
    while k >= 0 and low_at(items, k) not in CLAUSE_MARKS:
        if ref_at(items, k) is not None:
            return Located(ref_at(items, k), k)
        k -= 1
    return Located(None, pronoun)


def _is_preposition(items: Sequence[Item], k: int) -> bool:
    """Tell "before Gaza," and "as a port" from a clause of their own."""
    if low_at(items, k) not in {"before", "after", "since", "as", "that", "where"}:
        return False
    return ref_at(items, k + 1) is not None and low_at(items, k + 2) in {",", ")", "and", "is", "lies"} | PREPOSITIONS


def clause_start(items: Sequence[Item], k: int) -> int:
    """Return the first item of the clause that an item stands in."""
    coordinators = load_phrases().coordinators
    while k >= 0:
        low = low_at(items, k)
        if low in CLAUSE_MARKS or (low in coordinators and not _is_preposition(items, k)):
            return k + 1
        if low == "and" and low_at(items, k - 1) == ",":
            return k + 1
        k -= 1
    return 0
