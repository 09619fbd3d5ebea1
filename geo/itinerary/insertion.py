"""Where on a journey a place belongs that the rules passed over, and with what status: learnt from texts.

A candidate is every gap between the known stops; what the text tells next to the place, its preposition and verb,
and the way that the line would then take speak for each.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geo.gazetteer.place import Place
from geo.itinerary.contexts import Contexts
from geo.itinerary.linear import model
from geo.itinerary.node import Node
from geo.itinerary.surroundings import rough_km
from geo.vocabulary import Status

__all__ = ["STATUSES", "Known", "gap_features", "gap_for", "known_stop", "reordered", "status_features", "status_for"]

STATUSES = (Status.DONE, Status.PLANNED, Status.RUMOURED, Status.DENIED)
_STAYS = 3.0  # what speaks for where the rules put a stop, by cross-validation
_SWEEPS, _SHORT = 2, 2
_ORDERING = frozenset(
    "then later next after before earlier first finally last until since while back return returned from via".split()
)


class Known(NamedTuple):
    """A stop with the place in the text where it was told."""

    offset: int
    sentence: int
    place: Place
    status: Status
    prep: str
    day: date | None = None


def known_stop(contexts: Contexts, node: Node) -> Known:
    """A stop of the rules, by the first words that told of it."""
    first = min(offsets_of(node))
    k = contexts.at.get(first)
    sentence = contexts.spots[k].sentence if k is not None else node.reports[0].sentence
    prep = contexts.around(k)[1] if k is not None else ""
    return Known(first, sentence, node.place, node.status, prep, node.when.start.date() if node.when else None)


def offsets_of(node: Node) -> list[int]:
    """Where in the text a stop is told."""
    found = []
    for report in node.reports:
        named = [
            p.place.mention.start
            for p in report.points
            if p.place is not None and p.place.resolved is not None and p.place.resolved.id == node.place.id
        ]
        found += named or [report.start]
    return found


def gap_for(contexts: Contexts, k: int, others: Sequence[Known], status: Status, day: date | None) -> int:
    """Before which of the known stops the place belongs; their number for the end."""
    return model("places").best(gap_features(contexts, k, others, status, day)) if others else 0


def reordered(contexts: Contexts, nodes: list[Node]) -> list[Node]:
    """Move stops to where they fit much better than where the rules put them, each within its status."""
    places = model("places")
    for _ in range(_SWEEPS if len(nodes) > _SHORT else 0):
        before = list(nodes)
        for node in sorted(before, key=lambda n: min(offsets_of(n))):
            k = contexts.at.get(min(offsets_of(node)))
            if k is None:
                continue
            here, rest = nodes.index(node), [n for n in nodes if n is not node]
            others = [known_stop(contexts, n) for n in rest]
            day = node.when.start.date() if node.when else None
            scores = [places.score(f) for f in gap_features(contexts, k, others, node.status, day)]
            scores[here] += _STAYS
            low = sum(STATUSES.index(n.status) < STATUSES.index(node.status) for n in rest)
            high = sum(STATUSES.index(n.status) <= STATUSES.index(node.status) for n in rest)
            rest.insert(max(range(low, high + 1), key=lambda gap: (round(scores[gap], 6), -gap)), node)
            nodes = rest
        if nodes == before:
            break
    return nodes


def gap_features(
    contexts: Contexts, k: int, others: Sequence[Known], status: Status, day: date | None
) -> list[list[str]]:
    """The features of each gap, from before the first stop to behind the last."""
    spot, prep = contexts.spots[k], contexts.around(k)[1]
    earlier = [at for at, o in enumerate(others) if o.offset < spot.offset]
    later = [at for at, o in enumerate(others) if o.offset > spot.offset]
    told = {
        "before": max(earlier, key=lambda at: others[at].offset, default=None),
        "after": min(later, key=lambda at: others[at].offset, default=None),
    }
    verbs = contexts.verbs_before(spot)
    verb = f"{verbs[0][0].frame}" if verbs else "none"
    low = contexts.words[spot.sentence]
    had = not {"had", "having"}.isdisjoint(low[max(0, spot.first - 14) : spot.first])
    tense = f"{verbs[0][0].tense if verbs else '-'} {had}"
    words = [f"near {w}" for w in sorted(_ORDERING.intersection(low[max(0, spot.first - 5) : spot.first]))]
    words += [f"opens {w}" for w in sorted(_ORDERING.intersection(low[:3]))]
    costs = _detours(spot.place, others)
    found = []
    for gap in range(len(others) + 1):
        features = []
        for side, at in told.items():
            if at is not None:
                key = _next_to(side, gap, at, abs(others[at].sentence - spot.sentence))
                own = (prep, f"it {others[at].prep}", f"{prep} it {others[at].prep}", f"by {verb}", tense, *words)
                features += [key.rpartition(" ")[0], key, *(f"{key} {word}" for word in own)]
                features += [f"{key.rpartition(' ')[0]} lead"] if others[at].sentence == 0 else []
        features += _ends(gap, len(others), prep, verb, spot.sentence)
        features += _inverted(gap, others, spot.offset, spot.sentence)
        features += _on_the_way(gap, costs, others, prep)
        features += _dated(gap, others, day)
        found.append([*features, *_between(gap, others, status, spot.place)])
    return found


def _next_to(side: str, gap: int, at: int, far: int) -> str:
    where = "behind" if gap == at + 1 else "ahead" if gap == at else "later" if gap > at else "earlier"
    return f"told {side}: {where} {min(far, 2)}"


def _ends(gap: int, count: int, prep: str, verb: str, sentence: int) -> list[str]:
    found = []
    for end, holds in (("start", gap == 0), ("end", gap == count)):
        if holds:
            found += [end, f"{end} {prep}", f"{end} by {verb}", f"{end} in {min(sentence, 2)}"]
    return found


def _inverted(gap: int, others: Sequence[Known], offset: int, sentence: int) -> list[str]:
    """How many stops would stand in another order than the text names them, with and without its lead."""
    wrong = [o for o in others[:gap] if o.offset > offset] + [o for o in others[gap:] if o.offset < offset]
    counted = [o for o in wrong if o.sentence and sentence]
    return [f"against the text {min(len(wrong), 4)}", f"against its body {min(len(counted), 4)}"]


def _dated(gap: int, others: Sequence[Known], day: date | None) -> list[str]:
    """How many dated stops would stand on the wrong side, and how many on the right one."""
    if day is None:
        return []
    left = [o.day for o in others[:gap] if o.day is not None and o.day != day]
    right = [o.day for o in others[gap:] if o.day is not None and o.day != day]
    wrong = sum(other > day for other in left) + sum(other < day for other in right)
    return [f"dates against {min(wrong, 3)}", f"dates for {min(len(left) + len(right) - wrong, 3)}"]


def _detours(place: Place, others: Sequence[Known]) -> list[float]:
    costs = []
    for gap in range(len(others) + 1):
        ends = [o.place.at for o in others[max(0, gap - 1) : gap + 1]]
        legs = sum(rough_km(place.at, end) for end in ends)
        inner = 0 < gap < len(others)
        costs.append(legs - rough_km(ends[0], ends[1]) if inner else legs)
    return costs


def _on_the_way(gap: int, costs: Sequence[float], others: Sequence[Known], prep: str) -> list[str]:
    """How well the gap fits the map: its rank by the way added, and that way in shares of the whole."""
    whole = 1.0 + sum(rough_km(a.place.at, b.place.at) for a, b in zip(others, others[1:], strict=False))
    rank = min(3, sum(cost < costs[gap] - 1e-6 for cost in costs))
    share = (costs[gap] - min(costs)) / whole
    size = next((word for limit, word in ((0.05, "none"), (0.3, "small"), (1.0, "some")) if share < limit), "large")
    found = [f"rank {rank}", f"rank {rank} {prep}", f"way {size}"]
    return [*found, f"end rank {rank}"] if gap in {0, len(others)} else found


def _between(gap: int, others: Sequence[Known], status: Status, place: Place) -> list[str]:
    found = []
    for side, at in (("left", gap - 1), ("right", gap)):
        if 0 <= at < len(others):
            found.append(f"{side} alike {others[at].status is status}")
            found += ["same place"] if others[at].place.id == place.id else []
        else:
            found.append(f"{side} none")
    return found


def status_for(contexts: Contexts, k: int, beside: Sequence[Known]) -> Status:
    """The status that the words around a place give it."""
    return STATUSES[model("statuses").best(status_features(contexts, k, beside))]


def status_features(contexts: Contexts, k: int, beside: Sequence[Known]) -> list[list[str]]:
    """The features of each status: the words around the place, and the stops of its sentence and the one before."""
    spot = contexts.spots[k]
    found = [f for f in contexts.around(k)[0] if not f.startswith(("3<", ">2", "of=", "21<", "places="))]
    low = contexts.words[spot.sentence]
    found += [f"in {word}" for word in sorted(set(low[max(0, spot.first - 14) : spot.first])) if word.isalpha()]
    found += [f"behind {word}" for word in sorted(set(low[spot.last + 1 : spot.last + 7])) if word.isalpha()]
    for known in beside:
        far = spot.sentence - known.sentence
        if 0 <= far < 2:
            found += [f"beside {far} {known.status.value}"]
    return [[status.value, *(f"{status.value}: {f}" for f in found)] for status in STATUSES]
