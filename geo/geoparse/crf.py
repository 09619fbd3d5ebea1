"""A linear-chain CRF at run time: plain weights, Viterbi and forward–backward over many short runs at once.

The weights file is a zip archive of ``meta.json`` (labels, transitions, bias), ``features.txt`` (a feature a line)
and ``weights.f16`` (a row of little-endian half floats a feature, in the same order).
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Crf", "Decoded", "Floats", "write_crf"]

Floats = NDArray[np.float64]
_FORBIDDEN = -1e9
_OUTSIDE = "O"
_RESCALED_EVERY = 8  # steps; in between, what the forward and backward sums lose does not reach a float's limits


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the model makes of one run: its number, a label a word, and the probability of each label at each word."""

    run: int
    labels: list[str]
    marginals: list[list[float]]


@dataclass(frozen=True, slots=True, eq=False)
class Crf:
    """The model. ``transitions[a, b]`` is the weight of label ``b`` after label ``a``."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    weights: NDArray[np.float32]
    transitions: Floats
    initial: Floats

    @classmethod
    def open(cls, path: Path) -> "Crf":
        """Load a weights file."""
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read("meta.json"))
            names = tuple(archive.read("features.txt").decode().split("\n"))
            raw = np.frombuffer(archive.read("weights.f16"), dtype="<f2")
        labels = tuple(meta["labels"])
        weights = raw.astype(np.float32).reshape(len(names), len(labels))
        return cls(labels, names, weights, *_grammar(labels, meta["transitions"]))

    def weights_of(self, numbers: Mapping[str, int]) -> Floats:
        """Return the weights by other numbers than the file's, 0 where this model does not know a feature."""
        table = np.zeros((max(numbers.values(), default=0) + 1, len(self.labels)))
        table[[numbers[name] for name in self.names]] = self.weights
        return table

    def decode(self, emissions: Floats, lengths: Sequence[int]) -> list[Decoded]:
        """Decode runs of the given lengths, whose rows follow one another in ``emissions``.

        Returns
        -------
        list of Decoded
            In order, those runs only in which anything is found.
        """
        if not lengths:
            return []
        unsorted = np.array(lengths, dtype=np.intp)
        order = np.argsort(-unsorted, kind="stable")
        sizes = unsorted[order]
        begins = np.cumsum(unsorted)[order] - sizes
        alive = _alive(sizes)
        paths = self._viterbi(_padded(emissions, begins, alive), sizes, alive)
        found = np.flatnonzero((paths != self.labels.index(_OUTSIDE)).any(axis=1))
        if not len(found):
            return []
        sizes = sizes[found]
        alive = _alive(sizes)
        marginals = self._marginals(_padded(emissions, begins[found], alive), alive)
        rows = zip(order[found].tolist(), paths[found].tolist(), sizes.tolist(), marginals.tolist(), strict=True)
        decoded = [Decoded(run, [self.labels[k] for k in path[:n]], both[:n]) for run, path, n, both in rows]
        return sorted(decoded, key=lambda one: one.run)

    def _viterbi(self, scores: Floats, sizes: NDArray[np.intp], alive: list[int]) -> NDArray[np.intp]:
        """The best label of each step of each row; "O" behind a row's end."""
        rows, steps, _ = scores.shape
        back = []
        last = scores[:, 0] + self.initial
        for t in range(1, steps):
            n = alive[t]
            through = last[:n, :, None] + self.transitions
            back.append(through.argmax(axis=1))
            last[:n] = through.max(axis=1)
            last[:n] += scores[:n, t]
        paths = np.full((rows, steps), self.labels.index(_OUTSIDE), dtype=np.intp)
        state = last.argmax(axis=1)
        paths[np.arange(rows), sizes - 1] = state
        for t in range(steps - 1, 0, -1):
            n = alive[t]
            state[:n] = back[t - 1][np.arange(n), state[:n]]
            paths[:n, t - 1] = state[:n]
        return paths

    def _marginals(self, scores: Floats, alive: list[int]) -> Floats:
        steps = scores.shape[1]
        local = np.exp(scores - scores.max(axis=2, keepdims=True))
        move = np.exp(np.maximum(self.transitions, -60.0)) * (self.transitions > _FORBIDDEN / 2)
        forward = np.zeros_like(local)
        forward[:, 0] = local[:, 0] * np.exp(np.maximum(self.initial, -60.0)) * (self.initial > _FORBIDDEN / 2)
        for t in range(1, steps):
            n = alive[t]
            step = (forward[:n, t - 1] @ move) * local[:n, t]
            forward[:n, t] = step if t % _RESCALED_EVERY else step / step.sum(axis=1, keepdims=True)
        backward = np.ones_like(local)
        for t in range(steps - 1, 0, -1):
            n = alive[t]
            step = (backward[:n, t] * local[:n, t]) @ move.T
            backward[:n, t - 1] = step if t % _RESCALED_EVERY else step / step.sum(axis=1, keepdims=True)
        both: Floats = forward * backward
        result: Floats = both / np.maximum(both.sum(axis=2, keepdims=True), 1e-300)
        return result


def _alive(sizes: NDArray[np.intp]) -> list[int]:
    """Count for each step the runs that are longer."""
    alive: list[int] = (len(sizes) - np.cumsum(np.bincount(sizes)))[:-1].tolist()
    return alive


def _padded(emissions: Floats, begins: NDArray[np.intp], alive: Sequence[int]) -> Floats:
    """Lay runs under one another, a row each; what stands behind a row's end is never read."""
    rows = np.minimum(begins[:, None] + np.arange(len(alive)), len(emissions) - 1)
    padded: Floats = emissions[rows]
    return padded


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
