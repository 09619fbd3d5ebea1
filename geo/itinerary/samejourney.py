"""Which itineraries tell of one journey: matched by traveller, place and time."""

from datetime import timedelta

from geo.itinerary.containment import contains
from geo.itinerary.journey import Itinerary, When

__all__ = ["VAGUE", "same_journey"]

_APART = timedelta(days=30)
VAGUE = frozenset("he she it they we him her the a".split())


def same_journey(a: Itinerary, b: Itinerary) -> bool:
    """Tell whether two itineraries tell of one journey: one traveller, a place in common, at one time."""
    named = _same_name(a, b)
    shared = _shared_places(a, b)
    if not _in_one_time(a, b):
        return False
    if named:
        return bool(shared) or not _dated(a) or not _dated(b)
    return _nameless(a, b) and len(shared) >= 2


def _names(one: Itinerary) -> set[str]:
    return {n.lower() for n in (one.traveller, *one.aliases) if n[:1].isupper() and n.lower() not in VAGUE}


def _same_name(a: Itinerary, b: Itinerary) -> bool:
    for first in _names(a):
        for second in _names(b):
            short, long = sorted((first.split(), second.split()), key=len)
            if long[: len(short)] == short or long[-len(short) :] == short:
                return True
    return False


def _nameless(a: Itinerary, b: Itinerary) -> bool:
    return not _names(a) or not _names(b)


def _shared_places(a: Itinerary, b: Itinerary) -> set[str]:
    here, there = [s.place for s in a.stops], [s.place for s in b.stops]
    return {p.id for p in here for q in there if p.id == q.id or contains(p, q) or contains(q, p)}


def _dated(one: Itinerary) -> list[When]:
    return [s.when for s in one.stops if s.when is not None]


def _in_one_time(a: Itinerary, b: Itinerary) -> bool:
    first, second = _dated(a), _dated(b)
    if not first or not second:
        return True
    return (
        min(w.start for w in first) <= max(w.end for w in second) + _APART
        and min(w.start for w in second) <= max(w.end for w in first) + _APART
    )
