"""What the articles about one journey contradict each other in, and what one corrects in another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.articles.article import Evidence
from geo.itinerary.journey import Contradiction, Itinerary, Stop
from geo.itinerary.visits import Visit, alike, same_words
from geo.vocabulary import Status

__all__ = ["corrections", "disputed", "distinct_clashes", "kept_clashes", "rival_stops"]

_GOES = "whether the journey goes to "
_Key = tuple[int, int]


def disputed(group: Sequence[Itinerary]) -> frozenset[tuple[int, str]]:
    """The places, by itinerary, that an article itself both tells of and denies."""
    return frozenset((n, c.about.removeprefix(_GOES)) for n, i in enumerate(group) for c in i.contradictions)


def corrections(group: Sequence[Itinerary]) -> frozenset[tuple[_Key, _Key]]:
    """Denials that name another place instead, in the same words: "sailed from Odesa, not from Chornomorsk".

    Returns
    -------
    frozenset of pairs
        The denied stop and the one instead of it, each as its itinerary's number and its own. The one instead is a
        place that no article has which tells of the denied one as done.
    """
    found = set()
    for number, one in enumerate(group):
        for at, stop in enumerate(one.stops):
            if stop.status is not Status.DENIED:
                continue
            theirs = [s for i in group if any(_is_done_at(s, stop) for s in i.stops) for s in i.stops]
            for there, other in enumerate(one.stops):
                new = other.status is Status.DONE and not any(_is_done_at(s, other) for s in theirs)
                if theirs and new and same_words(stop, other):
                    found.add(((number, at), (number, there)))
    return frozenset(found)


def _is_done_at(stop: Stop, other: Stop) -> bool:
    return stop.status is Status.DONE and alike(stop.place, other.place)


def rival_stops(instead: frozenset[tuple[_Key, _Key]], visits: Sequence[Visit]) -> frozenset[tuple[int, int]]:
    """The pairs of visits, by their numbers, of which only one was made."""
    number = {told.key: k for k, visit in enumerate(visits) for told in visit}
    return frozenset((number[no], number[yes]) for no, yes in instead if number[no] != number[yes])


def kept_clashes(group: Sequence[Itinerary], stops: Sequence[Stop]) -> list[Contradiction]:
    """The contradictions found within articles, each with what the other articles say for the place."""
    by_name: Mapping[str, Stop] = {s.place.name: s for s in stops}
    found = []
    for one in group:
        for clash in one.contradictions:
            stop = by_name.get(clash.about.removeprefix(_GOES))
            if stop is None and clash.about.startswith(_GOES):
                continue
            more = stop.evidence if stop is not None else ()
            found.append(replace(clash, evidence=(*clash.evidence, *(e for e in more if e not in clash.evidence))))
    return found


def distinct_clashes(clashes: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """Join the contradictions about one question."""
    joined: dict[str, tuple[Evidence, ...]] = {}
    for clash in clashes:
        known = joined.get(clash.about, ())
        joined[clash.about] = (*known, *(e for e in clash.evidence if e not in known))
    return tuple(Contradiction(about, evidence) for about, evidence in joined.items())
