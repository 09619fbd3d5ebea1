"""Scores of read itineraries against the gold ones: ordered stops, status, mode, dates."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geo.itinerary import Itinerary, Stop
from tests.itinerary.world import journeys_of

_BRANCH = {"denied", "rumoured"}
Pair = tuple[int, int]


@dataclass
class Score:
    """Counts of what was found, missed and invented."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    status: list[bool] = field(default_factory=list)
    mode: list[bool] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.found / (2 * self.found + self.missed + self.extra)

    @property
    def status_share(self) -> float:
        return sum(self.status) / len(self.status)

    @property
    def mode_share(self) -> float:
        return sum(self.mode) / len(self.mode)

    @property
    def date_share(self) -> float:
        return sum(self.dates) / len(self.dates)


def score(items: Iterable[dict[str, Any]]) -> Score:
    """Score the readings of many items together."""
    total = Score()
    for item in items:
        read = journeys_of(item)
        if item["itineraries"]:
            _score_item(total, item["itineraries"], read)
        elif read:
            total.invented.append(item["id"])
    return total


def _score_item(total: Score, golds: Sequence[dict[str, Any]], read: tuple[Itinerary, ...]) -> None:
    left = list(read)
    for gold in golds:
        best = max(left, key=lambda one: _fit(gold, one), default=None)
        pairs = pairs_of(gold, best) if best is not None else []
        needed = [k for k, stop in enumerate(gold["stops"]) if not stop.get("opt")]
        hit = {i for i, _ in pairs}
        total.found += sum(k in hit for k in needed)
        total.missed += sum(k not in hit for k in needed)
        if best is not None and pairs:
            left.remove(best)
            total.extra += len(best.stops) - len(pairs)
            _score_pairs(total, gold, best, pairs)
    total.extra += sum(len(one.stops) for one in left)


def _fit(gold: dict[str, Any], one: Itinerary) -> float:
    known = " ".join((one.traveller, *one.aliases)).lower()
    return len(pairs_of(gold, one)) + 0.5 * any(name.lower() in known for name in gold["traveller"])


def pairs_of(gold: dict[str, Any], one: Itinerary) -> list[Pair]:
    """Match gold stops with read ones: the chain in order, rumoured and denied branches anywhere."""
    chain = [i for i, stop in enumerate(gold["stops"]) if not set(stop["status"]) <= _BRANCH]
    read = [j for j, stop in enumerate(one.stops) if stop.status.value not in _BRANCH]
    pairs = [
        (chain[a], read[b]) for a, b in _longest([gold["stops"][i] for i in chain], [one.stops[j] for j in read], _same)
    ]
    taken = {j for _, j in pairs}
    matched = {i for i, _ in pairs}
    for i, stop in enumerate(gold["stops"]):
        for j, other in enumerate(one.stops):
            loose = set(stop["status"]) & _BRANCH or other.status.value in _BRANCH or stop.get("opt")
            if i not in matched and j not in taken and loose and _same(stop, other):
                pairs.append((i, j))
                taken.add(j)
                break
    return pairs


def _same(gold: dict[str, Any], stop: Stop) -> bool:
    return stop.place.name in gold["place"].split("|")


def _longest(a: Sequence[Any], b: Sequence[Any], same: Callable[[Any, Any], bool]) -> list[Pair]:
    """The longest common subsequence, as pairs of indexes."""
    table: list[list[list[Pair]]] = [[[] for _ in range(len(b) + 1)] for _ in range(len(a) + 1)]
    for i, left in enumerate(a):
        for j, right in enumerate(b):
            best = max(table[i][j + 1], table[i + 1][j], key=len)
            if same(left, right) and len(table[i][j]) + 1 > len(best):
                best = [*table[i][j], (i, j)]
            table[i + 1][j + 1] = best
    return table[len(a)][len(b)]


def _score_pairs(total: Score, gold: dict[str, Any], one: Itinerary, pairs: Sequence[Pair]) -> None:
    modes = {id(leg.destination): leg.mode.value for leg in one.legs}
    for i, j in pairs:
        want, got = gold["stops"][i], one.stops[j]
        total.status.append(got.status.value in want["status"])
        if "mode" in want and i > 0:
            total.mode.append(modes.get(id(got), "none") in want["mode"])
        if "date" in want:
            day = date.fromisoformat(want["date"])
            total.dates.append(got.when is not None and got.when.start.date() <= day <= got.when.end.date())
