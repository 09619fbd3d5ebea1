"""Whose stop a place is, where a text tells of several journeys: learnt from texts."""

from collections.abc import Sequence

from geo.itinerary.contexts import Contexts
from geo.itinerary.insertion import offsets_of
from geo.itinerary.linear import model
from geo.itinerary.surroundings import Kept, rough_km
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller

__all__ = ["owner_features", "owner_of"]


def owner_of(contexts: Contexts, k: int, kept: Sequence[Kept]) -> Timeline:
    """The journey that a place most probably belongs to."""
    return kept[model("owners").best(owner_features(contexts, k, kept)) if len(kept) > 1 else 0][1]


def owner_features(contexts: Contexts, k: int, kept: Sequence[Kept]) -> list[list[str]]:
    """For each journey: how near it is told, whether its traveller is named beside, how near it passes."""
    spot = contexts.spots[k]
    told = [
        sorted(at for node in line.nodes if node.place.id != spot.place.id for at in offsets_of(node))
        for _, line, _ in kept
    ]
    before = [max((at for at in row if at < spot.offset), default=-1) for row in told]
    after = [min((at for at in row if at > spot.offset), default=1 << 30) for row in told]
    gaps = [_gap(contexts, k, row) for row in told]
    ways = [
        min((rough_km(spot.place.at, n.place.at) for n in line.nodes if n.place.id != spot.place.id), default=2e4)
        for _, line, _ in kept
    ]
    largest = max(len(line.nodes) for _, line, _ in kept)
    found = []
    for i, (traveller, line, _) in enumerate(kept):
        features = [f"gap {gaps[i]}", f"kind {traveller.kind}", f"stops {min(len(line.nodes), 5)}"]
        holds = {
            "told last": before[i] >= 0 and before[i] == max(before),
            "told next": after[i] < 1 << 30 and after[i] == min(after),
            "nearest told": gaps[i] == min(gaps),
            "nearest": ways[i] == min(ways),
            "longest": len(line.nodes) == largest,
            "only longest": len(line.nodes) == largest and sum(len(r[1].nodes) == largest for r in kept) == 1,
            "named": bool(traveller.names),
            "first": i == 0,
        }
        features += [name for name, true in holds.items() if true]
        features += [f"beside {where}" for where in _beside(contexts, k, traveller)]
        found.append([*features, *(f"{a} and {b}" for a, b in _PAIRS if holds[a] and holds[b])])
    return found


_PAIRS = (("told last", "told next"), ("told last", "nearest"), ("told next", "nearest"), ("nearest told", "longest"))


def _gap(contexts: Contexts, k: int, offsets: Sequence[int]) -> int:
    """How many sentences lie between the place and the journey's nearest stop."""
    spot = contexts.spots[k]
    rows = [n for n, s in enumerate(contexts.sentences) for at in offsets if s.start <= at < s.end]
    return min((min(abs(n - spot.sentence), 4) for n in rows), default=5)


def _beside(contexts: Contexts, k: int, traveller: Traveller) -> list[str]:
    """In which of the sentences up to the place the traveller is named."""
    spot = contexts.spots[k]
    known = {w.lower() for name in traveller.names for w in name.split() if len(w) > 2} | traveller.heads
    found = []
    for back in (0, 1):
        if spot.sentence >= back:
            words = contexts.words[spot.sentence - back]
            found += [str(back)] if not known.isdisjoint(words) else []
    return found
