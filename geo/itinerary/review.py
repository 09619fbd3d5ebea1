"""Whether a text tells of a journey at all, by its words alone: a second opinion on what the rules kept and dropped."""

from collections.abc import Sequence

from geo.itinerary.contexts import Contexts
from geo.itinerary.linear import model
from geo.itinerary.surroundings import Kept
from geo.itinerary.timeline import Timeline
from geo.vocabulary import Status

__all__ = ["is_told_whole", "is_worth_review", "reviewed", "word_features"]

_DOUBTFUL = 0.4  # a journey goes whose stops are less probable than this on the whole
_CERTAIN = 0.9  # where as many places as this are all but certain to be stops, there is a journey
_ENOUGH = 3


def word_features(contexts: Contexts, k: int) -> list[str]:
    """What speaks for a place being a stop, whatever the rules say of the text."""
    place = contexts.spots[k].place.id
    return [*contexts.around(k)[0], f"named {min(contexts.times[place], 4)}"]


def is_worth_review(lines: Sequence[Kept], kept: Sequence[Kept]) -> bool:
    """Tell cheaply whether a second opinion can change anything: a journey to drop, or one of two places to keep."""
    return bool(kept) or any(len({node.place.id for node in line.nodes}) > 1 for _, line, _ in lines)


def reviewed(contexts: Contexts, lines: Sequence[Kept], kept: list[Kept]) -> list[Kept]:
    """Drop journeys whose places are no stops by their words; where none was kept, keep the best of a telling text.

    Parameters
    ----------
    lines : sequence of (Traveller, Timeline, reports)
        All that the rules made of the text.
    kept : list of (Traveller, Timeline, reports)
        Those that the rules take for journeys.
    """
    if kept:
        return [row for row in kept if _mean(_sure_of(contexts, {n.place.id for n in row[1].nodes})) >= _DOUBTFUL]
    told = [row for row in lines if row[1].nodes]
    places = {spot.place.id for spot in contexts.spots if spot.is_name} if told else set()
    if len(places) < _ENOUGH or sum(p > _CERTAIN for p in _sure_of(contexts, places)) < _ENOUGH:
        return kept
    return [max(told, key=lambda row: (len({n.place.id for n in row[1].nodes}), bool(row[0].names)))]


def is_told_whole(line: Timeline) -> bool:
    """Whether a journey that no rule would have kept has come to enough stops to be one."""
    return len({node.place.id for node in line.nodes if node.status is not Status.DENIED}) >= _ENOUGH


def _sure_of(contexts: Contexts, places: set[str]) -> list[float]:
    """How probable each place is where the text speaks of it most like a stop."""
    alone, best = model("alone"), dict[str, float]()
    for k, spot in enumerate(contexts.spots):
        if spot.is_name and spot.place.id in places:
            sure = alone.probability(word_features(contexts, k))
            best[spot.place.id] = max(sure, best.get(spot.place.id, 0.0))
    return list(best.values())


def _mean(values: Sequence[float]) -> float:
    """The mean; one where a journey names no place of its own ("the Ukrainian capital")."""
    return sum(values) / len(values) if values else 1.0
