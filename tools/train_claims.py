"""Learn from labelled texts between which places the figures are measured that the rules of claims pass over.

    python tools/train_claims.py           # writes geo/claims/learned.json
    python tools/train_claims.py --check   # each stranger scored by weights that never saw one of his texts

The texts are those of ``tests/data/claims*.jsonl``. Nothing here is random; needs scipy, which the run time does not.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from geo.articles.article import Article
from geo.claims import extract, ranker, supplement
from geo.claims.claim import Endpoint
from geo.claims.namings import Reading
from geo.claims.ranker import ways_of
from geo.claims.supplement import Text
from geo.outlines import Outlines
from tests.claims import items as tests

SHIPPED = Path(ranker.__file__).parent / "learned.json"
STRANGERS = {"claims_blind": "first", "claims_blind2": "second", "claims_blind3": "third", "claims_blind4": "fourth",
             "claims_blind5": "fifth", "claims_none": "none", "claims_examiners": "examiners"}  # fmt: skip
FRESH = {
    "fourth",
    "fifth",
    "examiners",
}  # on whose texts the rules were never tuned: only there can what they read be trusted
STRENGTH = 4.0
LEAST = 3  # a feature seen in fewer figures is left out
SMALLEST = 0.05  # lighter weights are left out of the file
Item = dict[str, Any]


@dataclass
class Lesson:
    """What one figure teaches: the rows of features of its ways, and which of them are right (none: no claim)."""

    author: str
    shared: list[str]
    rows: list[list[str]]
    right: set[int] = field(default_factory=set)


def texts(more: Sequence[str] = ()) -> list[Item]:
    """Every labelled text but those set aside, with who wrote it."""
    found = []
    paths = [p for p in sorted(tests.DATA.glob("claims*.jsonl")) if p.stem != "claims_articles"]
    for path in [*paths, *map(Path, more)]:
        author = STRANGERS.get(path.stem, "own" if path in paths else path.parent.name)
        read = map(json.loads, path.read_text("utf-8").splitlines())
        found += [{**item, "author": author} for item in read if not item.get("aside")]
    return found


def read(item: Item) -> Text | None:
    """Read a text by the rules alone."""
    article = Article(item["id"], "", item["text"])
    return extract.read_text(article, tests.resolutions_of(item), tests.gazetteer_of([item]))  # type: ignore[arg-type]


def gold_of(item: Item, reading: Reading) -> list[dict[str, Any]]:
    """The gold claims that a figure may be."""
    unit = "hours" if reading.figure.is_time else "km"
    amount = reading.figure.quantity.amount
    return [g for g in item["claims"] if unit in g and abs(g[unit] - amount) <= max(0.006 * g[unit], 0.005)]


def is_gold(item: Item, gold: dict[str, Any], start: Endpoint, goal: Endpoint) -> bool:
    """Whether two ends are those of a gold claim; their order counts where it has a direction."""
    want = [tests.gold_end(item, gold["from"]), tests.gold_end(item, gold["to"])]
    want, have = (
        [n and n.casefold() for n in names] for names in (want, [tests.end_name(start), tests.end_name(goal)])
    )
    return have == want or ("direction" not in gold and have == want[::-1])


def lessons_of(item: Item) -> list[Lesson]:
    """What the figures of a text teach, each with the true ends of the others known."""
    text = read(item)
    if text is None:
        return []
    found, truths = [], [truth(item, text, reading) for reading in text.readings]
    for k, reading in enumerate(text.readings):
        golds = [g for g in gold_of(item, reading) if g["from"] and g["to"]]
        whole = is_whole(reading)
        if not supplement.may_be_way(text.rows.rows[reading.row], reading):
            continue
        for all_known in (True, False):
            known = [
                (r.row, *ends) for j, (r, ends) in enumerate(zip(text.readings, truths, strict=True))
                if ends and j != k and abs(j - k) <= 4 and (all_known or is_whole(r))
            ]  # fmt: skip
            told = ends_of(reading) if item["author"] in FRESH else None
            ways = ways_of(text.rows, reading._replace(claims=()) if whole else reading, known, told)
            right = {
                n for n, (i, j) in enumerate(ways.pairs)
                if any(is_gold(item, g, ways.namings[i].end, ways.namings[j].end) for g in golds)
            }  # fmt: skip
            if right or not golds:  # where what is true is not among the ways, there is nothing to learn
                rows = [[*ways.starts[i], *ways.goals[j], *ways.pair_signs(i, j)] for i, j in ways.pairs]
                found.append(Lesson(item["author"], ways.figure, rows, right))
    return found


def ends_of(reading: Reading) -> tuple[Endpoint, Endpoint] | None:
    """Both ends of a figure as the rules read them."""
    return next(((c.origin, c.destination) for c in reading.claims if c.origin and c.destination), None)


def is_whole(reading: Reading) -> bool:
    """Whether the rules give a figure both ends."""
    return ends_of(reading) is not None


def truth(item: Item, text: Text, reading: Reading) -> tuple[Endpoint, Endpoint] | None:
    """The true ends of a figure, as namings have them."""
    golds = [g for g in gold_of(item, reading) if g["from"] and g["to"]]
    if not golds:
        return None
    for claim in reading.claims:
        if claim.origin and claim.destination and is_gold(item, golds[0], claim.origin, claim.destination):
            return claim.origin, claim.destination
    ways = ways_of(text.rows, reading, ())
    for i, j in ways.pairs:
        if is_gold(item, golds[0], ways.namings[i].end, ways.namings[j].end):
            return ways.namings[i].end, ways.namings[j].end
    return None


def fit(lessons: Sequence[Lesson], strength: float = STRENGTH) -> dict[str, float]:
    """A softmax over each figure's ways and "no claim", of which one or more are right."""
    sets = [sorted({*one.shared, *row}) for one in lessons for row in one.rows]
    counts: Counter[str] = Counter()
    for one in lessons:
        counts.update({f for row in one.rows for f in (*one.shared, *row)})
    names = sorted(f for f, n in counts.items() if n >= LEAST)
    index = {f: i for i, f in enumerate(names)}
    cells = [[index[f] for f in row if f in index] for row in sets]
    ends = np.cumsum([0, *(len(c) for c in cells)])
    flat = np.array([i for c in cells for i in c], dtype=int)
    data = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(sets), len(names)))
    owner = np.array([i for i, one in enumerate(lessons) for _ in one.rows])
    good = np.array([n in one.right for one in lessons for n in range(len(one.rows))])
    none = np.array([0.0 if one.right else 1.0 for one in lessons])
    turned, count = data.T.tocsr(), len(lessons)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = data @ w
        top = np.zeros(count)
        np.maximum.at(top, owner, scores)
        raised = np.exp(scores - top[owner])
        silent = np.exp(-top)
        whole = silent + np.bincount(owner, raised, minlength=count)
        right = none * silent + np.bincount(owner, raised * good, minlength=count)
        error = raised * (1.0 / whole[owner] - good / right[owner])
        return float(np.log(whole / right).sum() + strength / 2 * (w @ w)), turned @ error + strength * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {n: round(float(w), 2) for n, w in zip(names, found, strict=True) if abs(w) >= SMALLEST}


def scored(
    items: Sequence[Item], model: dict[str, float] | None, outlines: Outlines | None = None
) -> tuple[tests.Score, int, int, list[str]]:
    """Score texts by these weights, or by the rules alone: what is found, verdicts right and held, what is wrong."""
    supplement.weights = lambda: model or {}  # type: ignore[attr-defined,assignment]
    extract.supplement = supplement.supplement if model else lambda text: text.readings  # type: ignore[attr-defined]
    total, right, held, faults = tests.Score(), 0, 0, list[str]()
    for item in items:
        gazetteer = tests.gazetteer_of([item])
        one, wrong = tests.score([item], gazetteer)
        total = tests.Score(*(a + b for a, b in zip(astuple(total), astuple(one), strict=True)))
        good, asked, misjudged = tests.judge_all([item], gazetteer, outlines) if outlines else (0, 0, [])
        right, held = right + good, held + asked
        faults += [*wrong, *misjudged]
    return total, right, held, faults


def check(items: Sequence[Item], lessons: Sequence[Lesson], outlines: Outlines, *, verbose: bool) -> None:
    """Leave out each stranger in turn, train on the others, score his texts with and without what was learnt."""
    for author in dict.fromkeys(item["author"] for item in items):
        model = fit([one for one in lessons if one.author != author]) if author != "own" else fit(lessons)
        theirs = [item for item in items if item["author"] == author]
        for name, used in (("rules", None), ("learnt", model)):
            score, right, held, faults = scored(theirs, used, outlines)
            print(f"{author:8} {name:7} F1 {score.f1:.3f} {score} verdicts {right} of {held}", flush=True)
            if verbose and name == "learnt" and author not in {"own", "first", "second", "third"}:
                print("\n".join(faults))


def main(arguments: Sequence[str] | None = None) -> None:
    """Train for shipping, or check without each writer's own texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score each stranger by weights trained on the others")
    parser.add_argument("--more", nargs="*", default=[], help="further files of texts")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args(arguments)
    items = texts(options.more)
    lessons = [lesson for item in items for lesson in lessons_of(item)]
    print(len(lessons), "figures,", sum(bool(one.right) for one in lessons), "claims")
    if options.check:
        check(items, lessons, Outlines.open(), verbose=options.v)
        return
    model = fit(lessons)
    SHIPPED.write_text(json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{SHIPPED.name}: {len(model)} weights, {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
