"""What the articles about one journey contradict each other in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.articles.article import Evidence
from geo.itinerary.journey import Contradiction, Itinerary, Stop

__all__ = ["distinct_clashes", "kept_clashes"]


def kept_clashes(group: Sequence[Itinerary], stops: Sequence[Stop]) -> list[Contradiction]:
    """The contradictions found within articles, each with what the other articles say for the place."""
    by_name: Mapping[str, Stop] = {s.place.name: s for s in stops}
    found = []
    for one in group:
        for clash in one.contradictions:
            stop = by_name.get(clash.about.removeprefix("whether the journey goes to "))
            if stop is None and clash.about.startswith("whether the journey goes to "):
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
