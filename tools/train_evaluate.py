"""Measure the whole geoparser out of fold, grouped by outlet, and calibrate its confidence.

    python tools/train_evaluate.py --corpora ../shared/corpora --out /tmp/oof             # scores and predictions
    python tools/train_evaluate.py --corpora ../shared/corpora --out /tmp/oof --calibrate # also writes the calibration
    python tools/train_evaluate.py --corpora ../shared/corpora --out /tmp/oof --cross     # one corpus by the other
    python tools/train_evaluate.py --corpora ../shared/corpora --out /tmp/oof --curve     # learning curve

Every figure is for articles whose outlet no part of the model has seen: recogniser, resolver, and calibration, which
is fitted on the out-of-fold outcomes of the other folds.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import minimize

from geo.articles.article import Article
from geo.evaluate import Span, read_spans, score, score_table
from geo.gazetteer.store import Gazetteer
from geo.geoparse import resolver as runtime
from geo.geoparse.groups import group_mentions
from geo.geoparse.mention import Hints, Mention, MentionKind, Resolution
from geo.geoparse.outlets import homes
from geo.geoparse.senses import SenseBook
from tools import train_recogniser as recognition
from tools import train_resolver as resolution
from tools.train_data import folds, load_samples, own_texts
from tools.train_templates import made_up

Items = Sequence[recognition.Item]


class Outcome:
    """One held-out article as predicted."""

    def __init__(self, item: recognition.Item, mentions: Sequence[Mention]) -> None:
        self.item, self.mentions = item, list(mentions)
        self.plain: tuple[Resolution, ...] = ()
        self.hinted: tuple[Resolution, ...] = ()
        self.hints = Hints()
        self.weights: runtime.Weights | None = None


def predict(train: Items, held: Items, own: Items, gazetteer: Gazetteer) -> list[Outcome]:
    """Train on some articles and predict others."""
    first, second = recognition.fit_two([*train, *own])
    book = SenseBook(gazetteer)
    cases = [resolution.Case(i.sample, resolution.gold_mentions(i.sample), book, Hints()) for i in train]
    weights = runtime.Weights(
        tuple(resolution.learn(cases, book)), np.zeros(len(runtime.CALIBRATION)), runtime.STRAIGHT
    )
    outcomes = []
    for item in held:
        item.look_again(recognition.decode(item, first))
        decoded = recognition.decode(item, second, second=True, bias=True)
        mentions = [
            Mention(item.sample.id, s, e, item.sample.text[s:e], MentionKind(kind), p)
            for s, e, kind, p in recognition.spans(item, decoded)
        ]
        outcome = Outcome(item, mentions)
        outcome.weights = weights
        outcome.plain = _resolve(outcome, gazetteer, Hints())
        outcomes.append(outcome)
    found = homes(
        {o.item.sample.id: o.item.sample.group for o in outcomes}, {o.item.sample.id: o.plain for o in outcomes}
    )
    for outcome in outcomes:
        outcome.hints = found[outcome.item.sample.id]
        outcome.hinted = _resolve(outcome, gazetteer, outcome.hints)
    return outcomes


def _resolve(outcome: Outcome, gazetteer: Gazetteer, hints: Hints) -> tuple[Resolution, ...]:
    article = Article(outcome.item.sample.id, "", outcome.item.sample.text)
    return runtime.resolve_mentions(article, outcome.mentions, gazetteer, hints, weights=outcome.weights)


def calibration_rows(
    outcome: Outcome, book: SenseBook, hints: Hints, placed: Sequence[Resolution]
) -> tuple[list[Any], list[bool]]:
    """What confidence is computed from, and whether span and place were right; gold without a point is left out."""
    gold = {(s.start, s.end): s for s in read_spans(outcome.item.sample.raw)}
    groups = group_mentions(outcome.item.sample.text, outcome.mentions, book.is_known)
    assert outcome.weights is not None
    judged = runtime.judge(groups, outcome.mentions, book, hints, outcome.weights.passes)
    rows, right = [], []
    for g, group in enumerate(groups):
        belief = judged.belief[int(judged.board.starts[g]) : int(judged.board.starts[g + 1])]
        for i in group.members:
            place = placed[i].resolved
            truth = gold.get((outcome.mentions[i].start, outcome.mentions[i].end))
            if place is None or (truth is not None and not truth.is_placed):
                continue
            rows.append(runtime.calibration_row(judged.board, g, belief, outcome.mentions[i].probability))
            right.append(truth is not None and resolution.km_between(place, truth.lat, truth.lon) <= 161)
    return rows, right


def platt(rows: Sequence[Any], right: Sequence[bool]) -> Any:
    """Fit the logistic that turns belief into probability."""
    x, y = np.array(rows), np.array(right, dtype=float)

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * w @ w), x.T @ (p - y) + w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def curve(raw: Any, right: Any, knots: int = 24) -> Any:
    """Fit a monotone curve from raw to true probability: means of equally filled bins, pooled where they fall."""
    order = np.argsort(raw)
    bins, truths = np.array_split(raw[order], knots), np.array_split(right[order], knots)
    pools: list[list[float]] = []
    for truth in truths:
        pools.append([float(truth.sum()), float(len(truth)), 1.0])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    heights = [s / n for s, n, count in pools for _ in range(int(count))]
    return np.array([[0.0, *(float(b.mean()) for b in bins), 1.0], [0.02, *heights, max(0.985, heights[-1])]])


def fitted_to(rows: Sequence[Any], right: Sequence[bool]) -> tuple[Any, Any]:
    """Fit the logistic and the curve behind it."""
    logistic = platt(rows, right)
    raw = 1 / (1 + np.exp(-(np.array(rows) @ logistic)))
    return logistic, curve(raw, np.array(right, dtype=float))


def spans(outcome: Outcome, placed: Sequence[Resolution], confidence: Sequence[float] | None = None) -> list[Span]:
    """The outcome as the scorer reads it."""
    result = []
    for k, r in enumerate(placed):
        lat, lon = r.resolved.at.latlon if r.resolved else (None, None)
        sure = None if confidence is None else confidence[k]
        result.append(Span(r.mention.start, r.mention.end, lat, lon, r.mention.kind.value, sure))
    return result


def report(
    title: str, outcomes: Sequence[Outcome], predictions: dict[str, list[Span]], *, people: bool = True
) -> dict[str, Any]:
    """Print and return scores; without ``people`` demonyms are left out of gold and prediction alike."""
    gold = {}
    for o in outcomes:
        demonyms = {(t.start, t.end) for t in o.item.sample.toponyms if t.demonym}
        gold[o.item.sample.id] = [
            s for s in read_spans(o.item.sample.raw) if people or (s.start, s.end) not in demonyms
        ]
    kept = {k: [s for s in v if people or s.kind != "demonym"] for k, v in predictions.items()}
    found = score(gold, kept)
    print(f"\n== {title}\n{score_table(found)}", flush=True)
    return found


def held_out(items: Items, own: Items, gazetteer: Gazetteer, count: int = 5) -> tuple[list[Outcome], list[int]]:
    """Outcomes of all folds."""
    where = folds([i.sample for i in items], count)
    outcomes, numbers = [], []
    for k in range(count):
        train = [i for i, f in zip(items, where, strict=True) if f != k]
        held = [i for i, f in zip(items, where, strict=True) if f == k]
        part = predict(train, held, own, gazetteer)
        outcomes += part
        numbers += [k] * len(part)
        print(f"fold {k + 1} of {count}", file=sys.stderr, flush=True)
    return outcomes, numbers


def calibrated(
    outcomes: Sequence[Outcome], numbers: Sequence[int], book: SenseBook, hinted: bool, dump: Path | None = None
) -> tuple[dict[str, list[Span]], Any]:
    """Predictions with out-of-fold confidence, and the calibration on all."""
    rows = [
        calibration_rows(o, book, o.hints if hinted else Hints(), o.hinted if hinted else o.plain) for o in outcomes
    ]
    if dump is not None:
        np.savez(
            dump,
            rows=np.array([x for r in rows for x in r[0]]),
            right=np.array([y for r in rows for y in r[1]]),
            fold=np.array([n for r, n in zip(rows, numbers, strict=True) for _ in r[0]]),
        )
    predictions = {}
    for k in sorted(set(numbers)):
        others = [r for r, n in zip(rows, numbers, strict=True) if n != k]
        fitted = fitted_to([x for r in others for x in r[0]], [y for r in others for y in r[1]])
        for o, n in zip(outcomes, numbers, strict=True):
            if n == k:
                predictions[o.item.sample.id] = spans(o, *_confident(o, book, fitted, hinted))
    return predictions, fitted_to([x for r in rows for x in r[0]], [y for r in rows for y in r[1]])


def _confident(o: Outcome, book: SenseBook, fitted: Any, hinted: bool) -> tuple[Sequence[Resolution], list[float]]:
    assert o.weights is not None
    weights = runtime.Weights(o.weights.passes, *fitted)
    article = Article(o.item.sample.id, "", o.item.sample.text)
    placed = runtime.resolve_mentions(
        article, o.mentions, book.gazetteer, o.hints if hinted else Hints(), weights=weights
    )
    return placed, [r.confidence for r in placed]


def _write(path: Path, predictions: dict[str, list[Span]]) -> None:
    lines = (
        json.dumps(
            {
                "id": k,
                "toponyms": [
                    {"start": s.start, "end": s.end, "lat": s.lat, "lon": s.lon, "confidence": s.confidence} for s in v
                ],
            }
        )
        for k, v in predictions.items()
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", nargs="*", default=[], help="beginnings of files of our own texts to leave out")
    for flag in ("--calibrate", "--cross", "--curve"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer.open(user_layers=False)
    items = [recognition.Item(s, gazetteer) for s in load_samples(options.corpora, gazetteer)]
    texts = [s for s in own_texts() if not s.id.startswith(tuple(options.without))]
    own = [recognition.Item(s, gazetteer) for s in [*texts, *made_up(gazetteer)]]
    print(f"{len(items)} corpus articles, {len(own)} of our own", file=sys.stderr)
    if options.cross:
        _cross(items, own, gazetteer)
    elif options.curve:
        _curve(items, own, gazetteer)
    else:
        _measure(items, own, gazetteer, options)


def _measure(items: Items, own: Items, gazetteer: Gazetteer, options: argparse.Namespace) -> None:
    outcomes, numbers = held_out(items, own, gazetteer)
    book = SenseBook(gazetteer)
    final = None
    for way in ("plain", "hinted"):
        predictions, fitted = calibrated(outcomes, numbers, book, way == "hinted", options.out / f"{way}.npz")
        final = fitted if way == "plain" else final
        _write(options.out / f"{way}.jsonl", predictions)
        for corpus in ("lgl-dev", "trnews-dev"):
            report(f"{corpus}, {way}", [o for o in outcomes if o.item.sample.corpus == corpus], predictions)
        report(f"pooled, {way}", outcomes, predictions)
        report(f"pooled without demonyms, {way}", outcomes, predictions, people=False)
    if options.calibrate:
        data = json.loads(runtime._MODEL.read_text(encoding="utf-8"))
        data["calibration"] = dict(zip(runtime.CALIBRATION, [round(float(v), 4) for v in final[0]], strict=True))
        data["curve"] = np.round(final[1], 4).tolist()
        runtime._MODEL.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _cross(items: Items, own: Items, gazetteer: Gazetteer) -> None:
    everything: list[Outcome] = []
    for corpus in ("lgl-dev", "trnews-dev", "pooled"):
        train = [i for i in items if i.sample.corpus != corpus]
        held = [i for i in items if i.sample.corpus == corpus]
        outcomes = predict(train, held, own, gazetteer) if held else everything
        everything = [*everything, *outcomes]
        for way in ("plain", "hinted"):
            predictions = {o.item.sample.id: spans(o, o.plain if way == "plain" else o.hinted) for o in outcomes}
            report(f"{corpus} by a model that saw only the other corpus, {way}", outcomes, predictions)


def _curve(items: Items, own: Items, gazetteer: Gazetteer) -> None:
    groups = sorted({i.sample.group for i in items})
    random.Random(7).shuffle(groups)
    held = {g for k, g in enumerate(groups) if k % 5 == 0}
    test = [i for i in items if i.sample.group in held]
    rest = [g for g in groups if g not in held]
    for share in (0.125, 0.25, 0.5, 1.0):
        kept = set(rest[: max(1, round(len(rest) * share))])
        train = [i for i in items if i.sample.group in kept]
        outcomes = predict(train, test, own, gazetteer)
        report(f"{len(train)} corpus articles", outcomes, {o.item.sample.id: spans(o, o.hinted) for o in outcomes})


if __name__ == "__main__":
    main()
