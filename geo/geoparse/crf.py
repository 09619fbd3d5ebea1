"""A linear-chain CRF at run time: plain weights, Viterbi and forward–backward over many short runs at once.

The weights file is a zip archive of ``meta.json`` (labels, transitions, bias), ``features.txt`` (a feature a line)
and ``weights.f16`` (a row of little-endian half floats a feature, in the same order).
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Crf", "Decoded", "Floats", "Gathered", "gather", "sharing_ids", "write_crf"]

Floats = NDArray[np.float64]
_FORBIDDEN = -1e9


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the model makes of one run: a label a word, and the probability of each label at each word."""

    labels: list[str]
    marginals: Floats


@dataclass(frozen=True, slots=True)
class Gathered:
    """The known features of each word as numbers: all in one row, and where each word's share of them ends."""

    ids: NDArray[np.intp]
    counts: NDArray[np.intp]
    ends: NDArray[np.intp]


def gather(features: Sequence[Sequence[str]], ids: Mapping[str, int]) -> Gathered:
    """Look up every word's features once."""
    get = ids.get
    found = [[i for i in map(get, row) if i is not None] for row in features]
    counts = np.fromiter(map(len, found), dtype=np.intp, count=len(found))
    ends = counts.cumsum()
    flat = np.fromiter(chain.from_iterable(found), dtype=np.intp, count=int(ends[-1]) if len(ends) else 0)
    return Gathered(flat, counts, ends)


def sharing_ids(first: "Crf", second: "Crf") -> tuple["Crf", "Crf"]:
    """Number the features of two models alike, so that a word's are looked up once for both."""
    ids = {name: row for row, name in enumerate(dict.fromkeys([*first.ids, *second.ids]))}

    def renumbered(model: Crf) -> Crf:
        weights = np.zeros((len(ids), len(model.labels)), dtype=np.float32)
        weights[[ids[name] for name in model.ids]] = model.weights[list(model.ids.values())]
        return replace(model, ids=ids, weights=weights)

    return renumbered(first), renumbered(second)


@dataclass(frozen=True, slots=True)
class Crf:
    """The model. ``transitions[a, b]`` is the weight of label ``b`` after label ``a``."""

    labels: tuple[str, ...]
    ids: Mapping[str, int]
    weights: NDArray[np.float32]
    transitions: Floats
    initial: Floats

    @classmethod
    def open(cls, path: Path) -> "Crf":
        """Load a weights file."""
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read("meta.json"))
            names = archive.read("features.txt").decode().split("\n")
            raw = np.frombuffer(archive.read("weights.f16"), dtype="<f2")
        labels = tuple(meta["labels"])
        weights = raw.astype(np.float32).reshape(len(names), len(labels))
        ids = {name: row for row, name in enumerate(names)}
        return cls(labels, ids, weights, *_grammar(labels, meta["transitions"]))

    def emissions(self, features: Sequence[Sequence[str]], bias: "Floats | float" = 0.0) -> Floats:
        """Weigh every word's features: a row a word, a column a label; ``bias`` (one, or one a word) goes off O."""
        scores = self.weigh(gather(features, self.ids))
        scores[:, self.labels.index("O")] -= bias
        return scores

    def weigh(self, gathered: "Gathered") -> Floats:
        """Add up the weights of each word's features."""
        sums = np.zeros((len(gathered.ids) + 1, len(self.labels)))
        np.cumsum(self.weights[gathered.ids], axis=0, out=sums[1:])
        scores: Floats = sums[gathered.ends] - sums[gathered.ends - gathered.counts]
        return scores

    def decode(self, emissions: Floats, lengths: Sequence[int]) -> list[Decoded]:
        """Decode runs of the given lengths, whose rows follow one another in ``emissions``."""
        if not lengths:
            return []
        padded, order, alive = _padded(emissions, lengths)
        paths = self._viterbi(padded, alive)
        marginals = self._marginals(padded, alive)
        result: list[Decoded | None] = [None] * len(lengths)
        for row, run in enumerate(order):
            n = lengths[run]
            result[run] = Decoded([self.labels[k] for k in paths[row, :n]], marginals[row, :n])
        return [decoded for decoded in result if decoded is not None]

    def _viterbi(self, scores: Floats, alive: list[int]) -> NDArray[np.intp]:
        rows, steps, _ = scores.shape
        back = np.zeros(scores.shape, dtype=np.intp)
        best = scores[:, 0] + self.initial
        last = best.copy()
        for t in range(1, steps):
            n = alive[t]
            through = last[:n, :, None] + self.transitions
            back[:n, t] = through.argmax(axis=1)
            last[:n] = through.max(axis=1) + scores[:n, t]
        paths = np.zeros((rows, steps), dtype=np.intp)
        state = last.argmax(axis=1)
        every = np.arange(rows)
        length = np.array([sum(1 for n in alive if n > r) for r in range(rows)])
        for t in range(steps - 1, -1, -1):
            inside = length > t
            paths[inside, t] = state[inside]
            step = length - 1 >= t
            if t:
                state = np.where(step, back[every, t, state], state)
        return paths

    def _marginals(self, scores: Floats, alive: list[int]) -> Floats:
        rows, steps, _ = scores.shape
        local = np.exp(scores - scores.max(axis=2, keepdims=True))
        move = np.exp(np.maximum(self.transitions, -60.0)) * (self.transitions > _FORBIDDEN / 2)
        forward = np.zeros_like(local)
        forward[:, 0] = local[:, 0] * np.exp(np.maximum(self.initial, -60.0)) * (self.initial > _FORBIDDEN / 2)
        forward[:, 0] /= forward[:, 0].sum(axis=1, keepdims=True)
        for t in range(1, steps):
            n = alive[t]
            step = (forward[:n, t - 1] @ move) * local[:n, t]
            forward[:n, t] = step / step.sum(axis=1, keepdims=True)
        backward = np.ones_like(local)
        for t in range(steps - 1, 0, -1):
            n = alive[t]
            step = (backward[:n, t] * local[:n, t]) @ move.T
            backward[:n, t - 1] = step / step.sum(axis=1, keepdims=True)
        both: Floats = forward * backward
        result: Floats = both / np.maximum(both.sum(axis=2, keepdims=True), 1e-300)
        return result


def _padded(emissions: Floats, lengths: Sequence[int]) -> tuple[Floats, list[int], list[int]]:
    """Lay runs under one another, longest first, and count how many are alive at each step."""
    order = sorted(range(len(lengths)), key=lambda r: -lengths[r])
    sizes = np.array([lengths[r] for r in order])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))[order]
    steps = int(sizes[0])
    rows = np.minimum(starts[:, None] + np.arange(steps), len(emissions) - 1)
    alive = [int((sizes > t).sum()) for t in range(steps)]
    padded: Floats = emissions[rows]
    return padded, order, alive


def _grammar(labels: tuple[str, ...], transitions: Sequence[Sequence[float]]) -> tuple[Floats, Floats]:
    """Forbid an inside that follows no beginning of its own kind."""
    allowed = np.array(transitions, dtype=np.float64)
    initial = np.zeros(len(labels))
    for b, inside in enumerate(labels):
        if inside.startswith("I-"):
            initial[b] = _FORBIDDEN
            for a, before in enumerate(labels):
                if before[2:] != inside[2:]:
                    allowed[a, b] = _FORBIDDEN
    return allowed, initial


def write_crf(
    path: Path,
    labels: Sequence[str],
    weights: Mapping[str, Sequence[float]],
    transitions: Sequence[Sequence[float]],
    about: Mapping[str, Any],
) -> None:
    """Write a weights file; ``weights`` maps a feature to one weight a label."""
    names = sorted(weights)
    table = np.array([weights[name] for name in names], dtype="<f2")
    meta = {"labels": list(labels), "transitions": [[round(float(v), 4) for v in row] for row in transitions], **about}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in (
            ("meta.json", json.dumps(meta, indent=1).encode()),
            ("features.txt", "\n".join(names).encode()),
            ("weights.f16", table.tobytes()),
        ):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
