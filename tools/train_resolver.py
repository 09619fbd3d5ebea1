"""Train the resolver's weights on annotated corpora, out of fold or for shipping.

    python tools/train_resolver.py --corpora ../shared/corpora           # gold spans, cross-validated by outlet
    python tools/train_resolver.py --corpora ../shared/corpora --ship    # writes geo/geoparse/resolver.json

Needs scipy, which nothing at run time of this part needs.
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
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse import resolver as runtime
from geo.geoparse.evidence import FEATURES, HINTED, LOCAL, Board
from geo.geoparse.groups import Group, group_mentions
from geo.geoparse.mention import Hints, Mention, MentionKind
from geo.geoparse.outlets import homes
from geo.geoparse.senses import STATIC, SenseBook
from tools.train_data import Sample, folds, load_samples

_VOTELESS = len(STATIC) + len(LOCAL) + len(HINTED)
NEAR_KM, SAME_AREA_KM, _SAME_BEAT_KM = 161.0, 60.0, 100.0


def gold_mentions(sample: Sample) -> list[Mention]:
    """Gold spans as mentions."""
    kinds = {True: MentionKind.DEMONYM, False: MentionKind.NAME}
    return [
        Mention(sample.id, t.start, t.end, sample.text[t.start : t.end], kinds[t.demonym])
        for t in sorted(sample.toponyms, key=lambda t: t.start)
    ]


class Case:
    """An article's groups with, for each candidate, whether it is right."""

    def __init__(self, sample: Sample, mentions: Sequence[Mention], book: SenseBook, hints: Hints) -> None:
        self.sample, self.mentions, self.hints = sample, mentions, hints
        self.groups: list[Group] = group_mentions(sample.text, mentions, book.is_known)
        self.board = Board.lay(book, self.groups, hints)
        self.weight = np.array([max(mentions[i].probability for i in g.members) for g in self.groups])
        gold = {(t.start, t.end): t for t in sample.toponyms}
        size = int(self.board.starts[-1])
        self.right = np.zeros(size)
        self.share = np.zeros(len(self.groups))
        for g, group in enumerate(self.groups):
            rows = slice(int(self.board.starts[g]), int(self.board.starts[g + 1]))
            found = [t for i in group.members if (t := gold.get((mentions[i].start, mentions[i].end)))]
            placed = [t for t in found if t.lat is not None]
            if not placed or rows.start == rows.stop:
                continue
            marks = sum(
                (_right(self.board, rows, t.lat, t.lon, t.geonameid) for t in placed), np.zeros(rows.stop - rows.start)
            )
            if marks.max() > 0:
                self.right[rows] = marks == marks.max()
                self.share[g] = 1.0 + np.log(len(placed))

    def right_places(self) -> list[Place]:
        """The place of each group that has a right one."""
        found = []
        for g, senses in enumerate(self.board.senses):
            marks = self.right[int(self.board.starts[g]) : int(self.board.starts[g + 1])]
            if self.share[g] > 0:
                found.append(senses.places[int(marks.argmax())])
        return found


def _right(board: Board, rows: slice, lat: float | None, lon: float | None, geonameid: int | None) -> Any:
    assert lat is not None
    assert lon is not None
    km = km_to(board.unit[rows], LonLat(lon, lat))
    ids = [p.id for p in board.senses[int(board.owner[rows.start])].places]
    same = np.array([i == f"geonames:{geonameid}" for i in ids], dtype=float)
    if same.any():
        return same
    return (
        (km <= min(SAME_AREA_KM, max(float(km.min()) + 5.0, 10.0))).astype(float)
        if km.min() <= SAME_AREA_KM
        else (km <= NEAR_KM).astype(float)
    )


def km_to(unit: Any, at: LonLat) -> Any:
    """Great-circle distances from unit vectors to a point."""
    lon, lat = np.radians(at.lon), np.radians(at.lat)
    point = np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    return np.arccos(np.clip(unit @ point, -1, 1)) * 6371.0


def km_between(place: Place, lat: float | None, lon: float | None) -> float:
    """Great-circle distance from a place to a gold point."""
    assert lat is not None
    assert lon is not None
    at = np.radians(place.at)
    unit = np.array([[np.cos(at[1]) * np.cos(at[0]), np.cos(at[1]) * np.sin(at[0]), np.sin(at[1])]])
    return float(km_to(unit, LonLat(lon, lat))[0])


def fit(
    cases: Sequence[Case],
    passes: int = 3,
    l2: float = 1.0,
    drop: frozenset[str] = frozenset(),
    base: Sequence[Any] | None = None,
) -> list[Any]:
    """Fit the passes one after another, each with the votes of the one before; of ``base`` only the hints anew."""
    weights: list[Any] = []
    beliefs: list[Any] = []
    of_hints = np.array([f in HINTED for f in FEATURES])
    for n in range(passes):
        if n:
            for case, belief in zip(cases, beliefs, strict=True):
                case.board.vote(belief, case.weight)
        else:
            for case in cases:
                case.board.matrix[:, _VOTELESS:] = 0.0
        free = np.array([f not in drop for f in FEATURES]) & ((np.arange(len(FEATURES)) < _VOTELESS) | (n > 0))
        fixed = np.zeros(len(FEATURES)) if base is None else np.where(of_hints, 0.0, base[n])
        weights.append(fit_one(cases, free if base is None else free & of_hints, fixed, l2))
        beliefs = [c.board.softmax(c.board.matrix @ weights[-1]) for c in cases]
    return weights


def fit_one(cases: Sequence[Case], free: Any, fixed: Any, l2: float) -> Any:
    """Fit one pass, its free weights from fixed ones on: ``l2`` holds them there."""
    rows, owner, right, share = [], [], [], []
    count = 0
    for case in cases:
        keep = case.share[case.board.owner] > 0 if len(case.board.owner) else np.zeros(0, dtype=bool)
        rows.append(case.board.matrix[keep].copy())
        owner.append(case.board.owner[keep] + count)
        right.append(case.right[keep])
        share.append(case.share)
        count += len(case.groups)
    everything, y, s = np.concatenate(rows), np.concatenate(right), np.concatenate(share)
    x, given = everything[:, free], everything @ fixed
    groups = np.concatenate(owner)
    s = s[np.unique(groups)]
    begins = np.flatnonzero(np.concatenate(([True], np.diff(groups) > 0)))
    sizes = np.diff(np.concatenate((begins, [len(groups)])))

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w + given
        top = np.repeat(np.maximum.reduceat(z, begins), sizes)
        e = np.exp(z - top)
        total, good = np.add.reduceat(e, begins), np.add.reduceat(e * y, begins)
        p, q = e / np.repeat(total, sizes), e * y / np.repeat(good, sizes)
        value = float((s * (np.log(total) - np.log(good))).sum() + l2 * (w @ w))
        return value, x.T @ ((p - q) * np.repeat(s, sizes)) + 2 * l2 * w

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights: Any = fixed.copy()
    weights[free] += found.x
    return weights


def placed(case: Case, book: SenseBook, weights: Sequence[Any]) -> dict[int, tuple[int, Any]]:
    """For each mention: its chosen row and the group's belief."""
    judgement = runtime.judge(case.groups, case.mentions, book, case.hints, weights)
    board, out = judgement.board, {}
    for g, group in enumerate(case.groups):
        start, end = int(board.starts[g]), int(board.starts[g + 1])
        if end > start:
            for i in group.members:
                out[i] = (g, board.senses[g].places[int(judgement.belief[start:end].argmax())])
    return out


def accuracy(cases: Sequence[Case], book: SenseBook, weights: Sequence[Any]) -> tuple[int, int, int]:
    """Mentions within 161 km, mentions with any candidate there, and all with coordinates."""
    ok = could = total = 0
    for case in cases:
        gold = {(t.start, t.end): t for t in case.sample.toponyms if t.lat is not None}
        chosen = placed(case, book, weights)
        for i, mention in enumerate(case.mentions):
            t = gold.get((mention.start, mention.end))
            if t is None or t.lat is None or t.lon is None:
                continue
            total += 1
            if i in chosen:
                g, place = chosen[i]
                at = LonLat(t.lon, t.lat)
                near = km_to(case.board.senses[g].unit, at)
                could += bool(near.min() <= NEAR_KM)
                ok += bool(near[case.board.senses[g].places.index(place)] <= NEAR_KM)
    return ok, could, total


def learn_homes(cases: Sequence[Case], gazetteer: Gazetteer, weights: Sequence[Any]) -> dict[str, Hints]:
    """The home of each case's outlet, learnt from what the resolver makes of the outlet's other articles."""
    known = runtime.Weights(tuple(weights), np.zeros(len(runtime.CALIBRATION)), runtime.STRAIGHT)
    parsed = {
        c.sample.id: runtime.resolve_mentions(
            Article(c.sample.id, "", c.sample.text), c.mentions, gazetteer, weights=known
        )
        for c in cases
    }
    return homes({c.sample.id: c.sample.group for c in cases}, parsed)


def both_ways(cases: Sequence[Case], book: SenseBook) -> list[Case]:
    """Every case without hints and, where its outlet has a home, with it."""
    plain = fit(cases)
    hints = learn_homes(cases, book.gazetteer, plain)
    hinted = [Case(c.sample, c.mentions, book, hints[c.sample.id]) for c in cases if hints[c.sample.id].near]
    return [*cases, *hinted]


def made_up_homes(cases: Sequence[Case], book: SenseBook, seed: int = 1) -> list[Case]:
    """Every case as if its outlet sat in a town or county that it names.

    What a hint is worth cannot be learnt from news of the world, whose outlets' homes are seldom in it.
    """
    draw = random.Random(seed)
    made = []
    for case in cases:
        towns = [p for p in case.right_places() if p.feature[:1] == "P" or p.feature == "A.ADM2"]
        if towns:
            home = draw.choice(towns)
            others = [
                p for p in towns
                if p is not home and p.country == home.country and km_between(p, *home.at.latlon) < _SAME_BEAT_KM
            ]  # fmt: skip
            made.append(Case(case.sample, case.mentions, book, Hints((home.country,), (home, *others[:1]))))
    return made


def learn(cases: Sequence[Case], book: SenseBook) -> list[Any]:
    """Fit all weights, and those of the hints once more with made-up homes beside the real ones."""
    with_homes = both_ways(cases, book)
    return fit([*with_homes[len(cases) :], *made_up_homes(cases, book)], base=fit(with_homes))


def save(path: Path, weights: Sequence[Any], calibration: dict[str, float]) -> None:
    """Write the weights as the run time reads them; those for journeys stay."""
    known = json.loads(path.read_text(encoding="utf-8"))
    known |= {"passes": list(map(named, weights)), "calibration": calibration, "curve": runtime.STRAIGHT.tolist()}
    path.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def named(vector: Any) -> dict[str, float]:
    """A vector's weights by the names of the features, but for those that weigh nothing."""
    return {f: round(float(w), 4) for f, w in zip(FEATURES, vector, strict=True) if abs(w) > 1e-3}


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--ship", action="store_true")
    options = parser.parse_args()
    gazetteer = Gazetteer.open(user_layers=False)
    book = SenseBook(gazetteer)
    samples = load_samples(options.corpora, gazetteer)
    cases = [Case(s, gold_mentions(s), book, Hints()) for s in samples]
    if options.ship:
        rough = dict.fromkeys(runtime.CALIBRATION, 0.0) | {"belief": 0.5, "recogniser": 0.5}
        save(runtime._MODEL, learn(cases, book), rough)
        return
    where = folds(samples)
    sums = {(corpus, way): np.zeros(3) for corpus in ("lgl-dev", "trnews-dev") for way in ("plain", "hinted")}
    for k in range(5):
        weights = learn([c for c, f in zip(cases, where, strict=True) if f != k], book)
        held = [c for c, f in zip(cases, where, strict=True) if f == k]
        hints = learn_homes(held, gazetteer, weights)
        hinted = [Case(c.sample, c.mentions, book, hints[c.sample.id]) for c in held]
        for corpus, way in sums:
            chosen = [c for c in (held if way == "plain" else hinted) if c.sample.corpus == corpus]
            sums[corpus, way] += accuracy(chosen, book, weights)
    for (corpus, way), (ok, could, total) in sums.items():
        print(f"{corpus:12s} {way:7s} A161 on gold spans {ok / total:.4f}, ceiling {could / total:.4f}, n {total:.0f}")


if __name__ == "__main__":
    main()
