"""Two ends named before their figure: "from A to B, 30 km", "between A and B", "A to B is"."""

from collections.abc import Collection, Sequence

from geo.claims.items import Item, Ref, low_at, ref_at
from geo.claims.judge import may_wind
from geo.claims.phrases import CALENDAR, load_phrases
from geo.coords import geodesic_km

__all__ = ["pair_before"]

_DEPARTURES = frozenset("left leaves leaving departed departs departing from quit quits".split())
_LINKS = frozenset("links link linking connects connect connecting joins join joining".split())
_FEW = 8
_BREAKS = frozenset({",", ";", ":", "said", "that", "while", "but", "and"})
_PAIR_LINKS = frozenset(
    ", ( – — : is was are were takes took take lasts lasted measures measured covers covered covering spans spanned a "
    "an the of distance journey trip drive flight voyage total about some by road rail air sea train car which "
    "that needs needed requires required roughly stretching stretch stretches long runs ran running separated lie lies "
    ") at after crosses crossed open water in sails cover make made leg legs "
    "once formerly "
    "usually normally typically around only just now still officially more than less over under and it".split()
)


def pair_before(items: Sequence[Item], at: int) -> tuple[Ref, Ref, int] | None:
    """Find "from A to B", "between A and B", "A and B … separated by", "A to B is" before a figure.

    Returns
    -------
    tuple of (Ref, Ref, int) or None
        Both ends, and the item where they begin.
    """
    k = at - 1
    steps = 0
    phrases = load_phrases()
    links = _PAIR_LINKS | phrases.located | phrases.trips.keys() | phrases.carriers.keys()
    while k >= 0 and (_is_link(items, k, links) or (items[k].length or items[k].time) is not None) and steps < 9:
        k, steps = k - 1, steps + 1
    second, first, joint, opener = ref_at(items, k), ref_at(items, k - 2), low_at(items, k - 1), low_at(items, k - 3)
    distant = _distant(items, k) or _headed(items, at) or _served(items, k) or _seen_from(items, k)
    if distant is not None:
        return distant
    if second is None or first is None:
        return None
    passed = {low_at(items, i) for i in range(k + 1, at)}
    starts = k - 2 == 0 or opener in {":", ";", "(", "distance", "route", "road", "–", "—", "•", "*"}
    if joint in {"to", "into"} and (opener == "from" or starts or passed & {"is", "takes", "took", "distance"}):
        return first, second, k - 3 if opener == "from" else k - 2
    if (
        joint in {"-", "–", "—", "/"}
        and (starts or opener == "the")
        and passed & {":", "(", "is", ",", "takes", "took"}
    ):
        return first, second, k - 2
    if joint in {"with", "to", "and"} and opener in _LINKS:
        return first, second, k - 3
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


def _is_link(items: Sequence[Item], k: int, links: Collection[str]) -> bool:
    """Tell a word that may stand between two ends and their figure: "takes", "in July", "on Sunday"."""
    low = low_at(items, k)
    return low in links or low in CALENDAR or (low in {"in", "on"} and low_at(items, k + 1) in CALENDAR)


def _served(items: Sequence[Item], k: int) -> tuple[Ref, Ref, int] | None:
    """Read "At A, ferries for B take", "from A, trains to B take": what goes there is named between the ends."""
    first, second = ref_at(items, k - 4), ref_at(items, k)
    carried = low_at(items, k - 2) in load_phrases().carriers and low_at(items, k - 1) in {"for", "to"}
    starts = low_at(items, k - 3) == "," and low_at(items, k - 5) in {"at", "from", "in"}
    return (first, second, k - 5) if first is not None and second is not None and carried and starts else None


def _seen_from(items: Sequence[Item], k: int) -> tuple[Ref, Ref, int] | None:
    """Read "went home to A, from where B is 600 km": the clause hangs on the place before it."""
    if low_at(items, k - 1) not in {"where", "which", "whence"}:
        return None
    at = k - 2 - (low_at(items, k - 2) == "from")
    at -= low_at(items, at) in {",", "–", "—"}
    first, second = ref_at(items, at), ref_at(items, k)
    out_of = low_at(items, k - 1) == "whence" or low_at(items, k - 2) == "from"
    return (first, second, at) if out_of and first is not None and second is not None else None


def _headed(items: Sequence[Item], at: int) -> tuple[Ref, Ref, int] | None:
    """Read "From A on to B the tarmac is new: 190 km" and "From A to B they sailed 2,450 miles": one figure."""
    start = next((i for i in range(at - 1, -1, -1) if low_at(items, i) == "from"), None)
    if start is None or (start and low_at(items, start - 1) not in {",", ";", "and", "but", ":", "“"}):
        return None
    named = [i for i in range(start, at) if ref_at(items, i) is not None]
    if len(named) != 2 or named[0] != start + 1 or named[1] - start > 5 or at - named[1] > _FEW:
        return None
    first, second = ref_at(items, named[0]), ref_at(items, named[1])
    if first is None or second is None or low_at(items, named[1] - 1) not in {"to", "into"}:
        return None
    told = low_at(items, at - 1) in {":", "–", "—", "is", "takes"} or _may_be(items, at, first, second)
    return (first, second, start) if told else None


def _may_be(items: Sequence[Item], at: int, first: Ref, second: Ref) -> bool:
    """Tell whether the length behind an item may be that of the way between two places."""
    length = next((item.length for item in items[at : at + 4] if item.length is not None), None)
    if length is None or first.place is None or second.place is None:
        return False
    return may_wind(length.amount, geodesic_km(first.place.at, second.place.at))


def _distant(items: Sequence[Item], k: int) -> tuple[Ref, Ref, int] | None:
    """Read "left A in July for B" and "from A on Friday to B": ends with words between them."""
    second, joint = ref_at(items, k), low_at(items, k - 1)
    if second is None or joint not in {"for", "to"}:
        return None
    openers = _DEPARTURES - {"from"} if joint == "for" else {"from"}
    for i in range(k - 2, max(-1, k - 12), -1):
        low = low_at(items, i)
        first = ref_at(items, i + 1)
        if low in openers and first is not None:
            return first, second, i
        if low in _BREAKS:
            return None
    return None
