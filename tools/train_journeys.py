"""Learn from labelled texts which places the rules of journeys pass over: what is no journey, roles, groups, gaps.

    python tools/train_journeys.py           # writes geo/itinerary/words/learned.json
    python tools/train_journeys.py --check   # each stranger scored by models that never saw one of his texts

The texts are those of ``tests/data/journeys*.jsonl``. Nothing here is random; needs scipy, which the run time does not.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geo.articles.article import Article
from geo.itinerary import extract, linear
from geo.itinerary.contexts import Contexts
from geo.itinerary.grouping import Party, pair_features, parties
from geo.itinerary.insertion import STATUSES, Known, gap_features, status_features
from geo.itinerary.legmodes import MODES, mode_features
from geo.itinerary.linear import Linear
from geo.itinerary.owners import owner_features
from geo.itinerary.review import word_features
from geo.itinerary.selection import is_journey
from geo.itinerary.supplement import role_features
from geo.itinerary.surroundings import Kept, Surroundings
from geo.vocabulary import Mode, Status
from tests.itinerary import scoring
from tests.itinerary.world import DATA, world_of

SHIPPED = Path(linear.__file__).parent / "words" / "learned.json"
SILENT, SURE = Linear(-30.0, {}), Linear(0.0, {})
SILENCE = {
    "places": SURE,
    "roles": SILENT,
    "groups": SILENT,
    "alone": SURE,
    "modes": SURE,
}  # nothing is added, joined or dropped
STRENGTH = {"roles": 2.0, "alone": 1.0, "groups": 3.0, "owners": 5.0, "places": 5.0, "statuses": 8.0, "modes": 6.0}
TUNED = 0.25  # the weight of a text that the rules were tuned on
SMALLEST = 0.08  # lighter weights are left out of the file
CHOICES = ("owners", "places", "statuses", "modes")
Item = dict[str, Any]
Bag = tuple[list[list[str]], bool, float]  # rows of features, whether one of them is true, weight
Choice = tuple[list[list[str]], set[int]]


@dataclass
class Lessons:
    """What one text teaches each model; texts that the rules were tuned on teach little of what rules leave out."""

    author: str
    weight: float = 1.0
    roles: list[tuple[list[list[str]], bool]] = field(default_factory=list)  # each place: its mentions, is it a stop
    alone: list[tuple[list[list[str]], bool]] = field(default_factory=list)
    groups: list[tuple[list[str], bool]] = field(default_factory=list)
    choices: dict[str, list[Choice]] = field(
        default_factory=lambda: {"owners": [], "places": [], "statuses": [], "modes": []}
    )


@dataclass
class Reading:
    """A text as the rules read it."""

    item: Item
    contexts: Contexts
    around: Surroundings
    kept: list[Kept]
    parties: list[Party]


def texts() -> list[Item]:
    """Every labelled text, those with the same words once."""
    found: dict[str, Item] = {}
    for path in sorted(DATA.glob("journeys*.jsonl")):
        for row in path.read_text("utf-8").splitlines():
            item = json.loads(row)
            found.setdefault(item["text"], item)
    return list(found.values())


def is_tuned(item: Item) -> bool:
    """Whether the rules were written with the text in view."""
    return isinstance(item["batch"], int)


def read(item: Item) -> Reading:
    """Read a text by the rules alone."""
    known = world_of(item)
    day = date.fromisoformat(item["published"]) if item["published"] else None
    article = Article(item["id"], "", item["text"], day)
    resolutions = known.resolutions(article)
    reports = extract._reports(article, resolutions)
    found = parties(reports)
    lines = extract.lines_of(article, reports, known)  # type: ignore[arg-type]
    kept = [row for row in lines if is_journey(*row, article)]
    contexts = Contexts(article, resolutions)
    return Reading(item, contexts, Surroundings(contexts, kept, reports), kept, found)


def names_of(stop: Mapping[str, Any]) -> set[str]:
    """The places that a gold stop may be."""
    return set(stop["place"].split("|"))


def teach_roles(reading: Reading, lessons: Lessons) -> None:
    """Each place that is named: whether it is a stop of any journey; those that may be either teach nothing."""
    golds = reading.item["itineraries"]
    needed = {n for one in golds for s in one["stops"] if not s.get("opt") for n in names_of(s)}
    either = {n for one in golds for s in one["stops"] if s.get("opt") for n in names_of(s)} - needed
    named: dict[str, list[int]] = {}
    for k, spot in enumerate(reading.contexts.spots):
        if spot.is_name and spot.place.name not in either:
            named.setdefault(spot.place.name, []).append(k)
    for place, spots in named.items():
        lessons.alone.append(([word_features(reading.contexts, k) for k in spots], place in needed))
        if reading.kept:
            lessons.roles.append(([role_features(reading.around, k) for k in spots], place in needed))


def owner_label(places: set[str], words: str, golds: Sequence[Mapping[str, Any]]) -> int | None:
    """Which gold journey a traveller's places belong to, most of all."""
    best: tuple[float, int] | None = None
    for k, gold in enumerate(golds):
        common = sum(bool(places & names_of(stop)) for stop in gold["stops"])
        score = common + 0.5 * any(name.lower() in words for name in gold["traveller"])
        if common and (best is None or score > best[0]):
            best = (score, k)
    return None if best is None else best[1]


def teach_groups(reading: Reading, lessons: Lessons) -> None:
    """Each pair of travellers that the rules tell apart: whether the text has them in one journey."""
    found, golds = reading.parties, reading.item["itineraries"]
    if not golds:
        return
    labels = []
    for party in found:
        words = " ".join((party.traveller.display, *party.traveller.names, *party.traveller.heads)).lower()
        labels.append(owner_label({p.place.name for p in party.points}, words, golds))
    for j in range(len(found)):
        for i in range(j):
            one = labels[i] is not None and labels[i] == labels[j]
            lessons.groups.append((pair_features(found[i], found[j], len(found)), one))


def told_stops(reading: Reading, gold: Mapping[str, Any], roles: Linear) -> list[tuple[Known, int, Mapping[str, Any]]]:
    """A gold journey's stops in travel order, each with where the text tells of it."""
    contexts = reading.contexts
    score = [roles.score(contexts.around(k)[0]) - (s.sentence == 0) for k, s in enumerate(contexts.spots)]
    used: set[int] = set()
    found = []
    for stop in gold["stops"]:
        named = [k for k, s in enumerate(contexts.spots) if s.is_name and s.place.name in names_of(stop)]
        if named:
            k = max([k for k in named if k not in used] or named, key=lambda k: (score[k], -k))
            used.add(k)
            spot = contexts.spots[k]
            status = Status(stop["status"][0])
            when = contexts.when(k, None, future=status is not Status.DONE)
            day = when.start.date() if when else None
            found.append((Known(spot.offset, spot.sentence, spot.place, status, contexts.around(k)[1], day), k, stop))
    return found


def teach_choices(reading: Reading, lessons: Lessons, roles: Linear) -> None:
    """Each gold stop: in which gap of the others it belongs, with what status, to which of the read journeys."""
    contexts, golds = reading.contexts, reading.item["itineraries"]
    labels = []
    for traveller, line, _ in reading.kept:
        words = " ".join((traveller.display, *traveller.names, *traveller.heads)).lower()
        labels.append(owner_label({n.place.name for n in line.nodes}, words, golds))
    for number, gold in enumerate(golds):
        told = told_stops(reading, gold, roles)
        for at, (own, k, stop) in enumerate(told):
            others = [other for other, _, _ in told if other is not own]
            if len(others) > 1:
                lessons.choices["places"].append((gap_features(contexts, k, others, own.status, own.day), {at}))
            right = {STATUSES.index(own.status)}
            lessons.choices["statuses"].append((status_features(contexts, k, others), right))
            if at and "mode" in stop:
                right = {MODES.index(Mode(m)) for m in stop["mode"]}
                rows = mode_features(contexts, k, gold["traveller"], told[at - 1][0].place)
                lessons.choices["modes"].append((rows, right))
            mine = {i for i, label in enumerate(labels) if label == number}
            if mine and len(mine) < len(labels):
                lessons.choices["owners"].append((owner_features(contexts, k, reading.kept), mine))


class Matrix:
    """Rows of features as a sparse matrix over those that occur often enough."""

    def __init__(self, rows: Sequence[Iterable[str]], least: int) -> None:
        sets = [sorted(set(row)) for row in rows]
        counts = Counter(f for row in sets for f in row)
        self.names = sorted(f for f, n in counts.items() if n >= least)
        index = {f: i for i, f in enumerate(self.names)}
        cells = [[index[f] for f in row if f in index] for row in sets]
        ends = np.cumsum([0, *(len(c) for c in cells)])
        flat = np.array([i for c in cells for i in c], dtype=int)
        self.data = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(sets), len(self.names)))

    def linear(self, weights: np.ndarray, bias: float = 0.0) -> Linear:
        """The weights by name, the smallest left out."""
        kept = {n: round(float(w), 3) for n, w in zip(self.names, weights, strict=True) if abs(w) >= SMALLEST}
        return Linear(round(bias, 3), kept)


def fit_bags(bags: Sequence[Bag], strength: float, rounds: int = 3) -> Linear:
    """Logistic regression where a true bag needs only one true row: the best ones are found in turns."""
    matrix = Matrix([row for rows, _, _ in bags for row in rows], 3)
    owner = np.array([i for i, (rows, _, _) in enumerate(bags) for _ in rows])
    weight = np.array([bags[i][2] for i in owner])
    truth = np.array([float(bags[i][1]) for i in owner])
    weights, active = np.zeros(len(matrix.names) + 1), np.ones(len(owner), bool)
    for _ in range(rounds):
        weights = _logistic(matrix.data[active], truth[active], weight[active], strength, weights)
        scores = matrix.data @ weights[:-1] + weights[-1]
        best = np.full(len(bags), -np.inf)
        np.maximum.at(best, owner, scores)
        active = (truth == 0) | (scores >= best[owner] - 1e-9) | (scores > 0)
    return matrix.linear(weights[:-1], float(weights[-1]))


def _logistic(
    data: csr_matrix, truth: np.ndarray, weight: np.ndarray, strength: float, start: np.ndarray
) -> np.ndarray:
    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = data @ w[:-1] + w[-1]
        error = weight * (1.0 / (1.0 + np.exp(-scores)) - truth)
        value = weight @ (np.logaddexp(0.0, scores) - truth * scores) + strength / 2 * (w[:-1] @ w[:-1])
        return value, np.append(data.T @ error + strength * w[:-1], error.sum())

    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def fit_choices(choices: Sequence[Choice], strength: float) -> Linear:
    """A softmax over each choice's candidates, of which one or more are right."""
    matrix = Matrix([row for rows, _ in choices for row in rows], 4)
    owner = np.array([i for i, (rows, _) in enumerate(choices) for _ in rows])
    right = np.array([k in good for rows, good in choices for k in range(len(rows))])
    count = len(choices)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix.data @ w
        top = np.full(count, -np.inf)
        np.maximum.at(top, owner, scores)
        raised = np.exp(scores - top[owner])
        whole = np.bincount(owner, raised, minlength=count)
        good = np.bincount(owner, raised * right, minlength=count)
        error = raised / whole[owner] - raised * right / good[owner]
        return float(np.log(whole / good).sum() + strength / 2 * (w @ w)), matrix.data.T @ error + strength * w

    start = np.zeros(len(matrix.names))
    return matrix.linear(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def fit(lessons: Sequence[Lessons]) -> dict[str, Linear]:
    """All models from what the texts teach."""
    found = {
        "roles": fit_bags([(*bag, one.weight) for one in lessons for bag in one.roles], STRENGTH["roles"]),
        "alone": fit_bags([(*bag, 1.0) for one in lessons for bag in one.alone], STRENGTH["alone"]),
    }
    pairs = [([row], one, text.weight) for text in lessons for row, one in text.groups]
    found["groups"] = fit_bags(pairs, STRENGTH["groups"], rounds=1)
    for name in CHOICES:
        found[name] = fit_choices([c for one in lessons for c in one.choices[name]], STRENGTH[name])
    return found


def learn(items: Sequence[Item]) -> list[Lessons]:
    """What every text teaches."""
    readings = [read(item) for item in items]
    lessons = [Lessons(item.get("author", "own"), TUNED if is_tuned(item) else 1.0) for item in items]
    for reading, one in zip(readings, lessons, strict=True):
        teach_roles(reading, one)
        teach_groups(reading, one)
    roles = fit_bags([(*bag, 1.0) for one in lessons for bag in one.alone], STRENGTH["alone"])
    for reading, one in zip(readings, lessons, strict=True):
        teach_choices(reading, one, roles)
    return lessons


def scored(items: Sequence[Item], models: dict[str, Linear]) -> scoring.Score:
    """Texts scored with these models."""
    linear.models = lambda: models  # type: ignore[assignment]
    return scoring.score(items)


def line(score: scoring.Score) -> str:
    """A score in one line."""
    return (
        f"F1 {score.f1:.3f} (found {score.found}, missed {score.missed}, extra {score.extra}) "
        f"status {score.status_share:.3f} mode {score.mode_share:.3f} dates {score.date_share:.3f} "
        f"invented {len(score.invented)}"
    )


def check(items: Sequence[Item], lessons: Sequence[Lessons]) -> None:
    """Leave out each stranger in turn, train on the others, score the fresh texts with and without what was learnt."""
    totals = {"rules": scoring.Score(), "learnt": scoring.Score()}
    for author in sorted({one.author for one in lessons} - {"own"}):
        models = fit([one for one in lessons if one.author != author])
        theirs = [item for item in items if item.get("author") == author]
        for name, used in (("rules", SILENCE), ("learnt", models)):
            score = scored(theirs, used)
            print(f"{author:10} {name:7} {line(score)}", flush=True)
            _add(totals[name], score)
    for name, total in totals.items():
        print(f"{'all':10} {name:7} {line(total)}")


def _add(total: scoring.Score, score: scoring.Score) -> None:
    for name in ("found", "missed", "extra", "status", "mode", "dates", "invented"):
        setattr(total, name, getattr(total, name) + getattr(score, name))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train for shipping, or check out of batch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score each stranger by models trained on the others")
    options = parser.parse_args(arguments)
    items = texts()
    lessons = learn(items)
    if options.check:
        check(items, lessons)
        return
    rows = {name: {"bias": m.bias, "weights": m.weights} for name, m in fit(lessons).items()}
    SHIPPED.write_text(json.dumps(rows, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{SHIPPED.name}: {sum(len(r['weights']) for r in rows.values())} weights, {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
