"""A linear-chain CRF at run time: plain weights, and the decoding of many short runs.

The weights file is a zip archive of ``meta.json`` (labels, transitions, bias), ``features.txt`` (a feature a line)
and ``weights.f16`` (a row of little-endian half floats a feature, in the same order).
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.paths import Grammar, best_path, marginals

__all__ = ["Crf", "Decoded", "Floats", "write_crf"]

Floats = NDArray[np.float64]
_ROUNDING = 1e-6  # more than what sums of a run's weights lose


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the model makes of one run: its number, a label a word, and the probability of each label at each word."""

    run: int
    labels: list[str]
    marginals: list[list[float]]


@dataclass(frozen=True, slots=True, eq=False)
class Crf:
    """The model: a row of weights a feature, a column a label, of which the first is that of no name."""

    labels: tuple[str, ...]
    names: tuple[str, ...]
    weights: NDArray[np.float32]
    grammar: Grammar

    @classmethod
    def open(cls, path: Path) -> "Crf":
        """Load a weights file."""
        with zipfile.ZipFile(path) as archive:
            meta = json.loads(archive.read("meta.json"))
            names = tuple(archive.read("features.txt").decode().split("\n"))
            raw = np.frombuffer(archive.read("weights.f16"), dtype="<f2")
        labels = tuple(meta["labels"])
        weights = raw.astype(np.float32).reshape(len(names), len(labels))
        return cls(labels, names, weights, Grammar.of(labels, meta["transitions"]))

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
        ends = list(accumulate(lengths))
        decoded = []
        for run in self._hopeful(emissions, [0, *ends[:-1]]):
            scores = emissions[ends[run] - lengths[run] : ends[run]].tolist()
            path = best_path(scores, self.grammar)
            if any(path):
                decoded.append(Decoded(run, [self.labels[k] for k in path], marginals(scores, self.grammar)))
        return decoded

    def _hopeful(self, emissions: Floats, begins: Sequence[int]) -> list[int]:
        """Return the runs of which no bound tells that nothing is found in them."""
        gain = (emissions[:, 1:] + self.grammar.headroom).max(axis=1) - emissions[:, 0]
        hopeful: list[int] = np.flatnonzero(np.maximum.reduceat(gain, begins) > -_ROUNDING).tolist()
        return hopeful


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
