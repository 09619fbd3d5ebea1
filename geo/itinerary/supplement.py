"""Stops that the rules passed over and that words, map and story around them make probable."""

from collections.abc import Sequence

from geo.gazetteer.place import Place
from geo.geoparse.mention import Resolution
from geo.itinerary.containment import contains
from geo.itinerary.contexts import Contexts
from geo.itinerary.insertion import STATUSES, Known, gap_for, known_stop, reordered, status_for
from geo.itinerary.linear import model, sigmoid
from geo.itinerary.movement import Point, Reported
from geo.itinerary.node import Node
from geo.itinerary.owners import owner_of
from geo.itinerary.review import is_told_whole, reviewed
from geo.itinerary.surroundings import Kept, Surroundings, rough_km
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode, Status

__all__ = ["learnt", "role_features"]

_SURE = 0.8  # a place is added above this probability, by cross-validation
_LEAD = 1.0  # a lead names the end first: where a later sentence tells of the place as well, that one orders it
_ONE_TOWN = 12.0  # km
_ROLES = {"from": "origin", "leaving": "origin", "via": "via", "through": "via", "past": "via", "across": "via"}


def role_features(around: Surroundings, k: int) -> list[str]:
    """What speaks for or against a place being a stop."""
    return [*around.contexts.around(k)[0], *around.of(k)]


def candidates(resolutions: Sequence[Resolution], kept: Sequence[Kept]) -> set[str]:
    """The places that are named, are not yet stops and do not only say where a stop is; countries are too coarse."""
    stops = {node.place.id for _, line, _ in kept for node in line.nodes}
    named = {
        r.resolved.id: r.resolved
        for r in resolutions
        if r.resolved is not None and r.resolved.id not in stops and not r.resolved.is_country
    }
    return {key for key, place in named.items() if not all(_doubled(place, line) for _, line, _ in kept)}


def learnt(
    contexts: Contexts,
    resolutions: Sequence[Resolution],
    lines: Sequence[Kept],
    kept: list[Kept],
    reports: Sequence[tuple[Traveller, Reported]],
) -> list[Kept]:
    """Review which lines are journeys, and add to them the places that are probably stops.

    Parameters
    ----------
    lines, kept : sequences of (Traveller, Timeline, reports)
        All that the rules made of the text, and what of it they take for journeys.
    reports : sequence of (Traveller, Reported)
        All that the rules read, whether it became a journey or not.

    Returns
    -------
    list of (Traveller, Timeline, reports)
        The journeys; their timelines are added to.
    """
    if contexts.is_short:
        return kept
    rescued = not kept
    kept = reviewed(contexts, lines, kept)
    wanted = candidates(resolutions, kept) if kept else set()
    if wanted:
        for k, probability in _found(Surroundings(contexts, kept, reports), wanted):
            line = owner_of(contexts, k, kept)
            if not _doubled(contexts.spots[k].place, line):
                _insert(contexts, k, line, probability)
    for _, line, _ in kept:
        line.nodes = reordered(contexts, line.nodes)
    return [row for row in kept if not rescued or is_told_whole(row[1])]


def _found(around: Surroundings, wanted: set[str]) -> list[tuple[int, float]]:
    """The places that are probably stops: where the text tells of each, and how probable it is."""
    roles, named = model("roles"), dict[str, list[tuple[float, int]]]()
    for k, spot in enumerate(around.contexts.spots):
        if spot.is_name and spot.place.id in wanted:
            named.setdefault(spot.place.id, []).append((roles.score(role_features(around, k)), k))
    found = []
    for scored in named.values():
        sure = sigmoid(max(score for score, _ in scored))
        if sure > _SURE:
            told = max(
                scored, key=lambda row: (row[0] - _LEAD * (around.contexts.spots[row[1]].sentence == 0), -row[1])
            )
            found.append((told[1], sure))
    return sorted(found)


def _doubled(place: Place, line: Timeline) -> bool:
    """As in "Catania, Sicily", "the Hofburg in Vienna": the place only says where a known stop is."""
    for node in line.nodes:
        if contains(node.place, place) or contains(place, node.place):
            return True
        small = not (place.is_area or node.place.is_area)
        if small and rough_km(place.at, node.place.at) < _ONE_TOWN:
            return True
    return False


def _insert(contexts: Contexts, k: int, line: Timeline, probability: float) -> None:
    spot = contexts.spots[k]
    sentence = contexts.sentences[spot.sentence]
    others: list[Known] = [known_stop(contexts, node) for node in line.nodes]
    status = status_for(contexts, k, others)
    prep = contexts.around(k)[1]
    role = _ROLES.get(prep, "there")
    why = f"no rule names it; its words and the stops around make it one ({probability:.0%})"
    point = Point(role, spot.resolution, at=spot.first)
    report = Reported(
        None, "learnt", [point], Mode.UNKNOWN, "done", sentence.start, sentence.end, spot.sentence, because=(why,)
    )
    before = [o.day for o in others if o.offset < spot.offset and o.day is not None]
    when = contexts.when(k, before[-1] if before else None, future=status is not Status.DONE)
    node = Node(spot.place, status, when, when.as_written if when else "", reports=[report], roles={role})
    mode = contexts.mode(k)
    node.mode_in, node.mode_out = (Mode.UNKNOWN, mode) if role == "origin" else (mode, Mode.UNKNOWN)
    line.nodes.insert(gap_for(contexts, k, others, status, when.start.date() if when else None), node)
    line.nodes.sort(key=lambda n: STATUSES.index(n.status))
