"""A small language model, read with numpy: what each piece of a word means among the others.

The rows of the pieces are those of all-MiniLM-L6-v2 (built into ``geo/data`` from a package); the layers began as that
model's, were trained further on labelled journeys, and ship with the code. Matrices are 8-bit numbers with a scale for
each column, and are widened when they are used, so that they take little memory.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.datasets import data_file

__all__ = ["BIASES", "MATRICES", "SCALE", "WIDTH", "embedded", "embeddings", "layer"]

WIDTH, HEADS = 384, 12
SCALE = "_scale"
MATRICES = ("query", "key", "value", "out", "up", "down")
BIASES = (*(f"{name}_bias" for name in MATRICES), "first_weight", "first_bias", "second_weight", "second_bias")
_TINY = 1e-12
Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]


@cache
def embeddings() -> Arrays:
    """The rows of pieces, of which only those that are asked for are read, and of their positions; once."""
    with np.load(data_file("language.npz")) as file:
        found = {name: file[name] for name in file.files}
    return {**found, "words": np.load(data_file("words.npy"), mmap_mode="r")}


def embedded(pieces: NDArray[np.int64]) -> Floats:
    """The rows of pieces of words, by their numbers, where they stand: shape (pieces, 384)."""
    known = embeddings()
    rows = known["words"][pieces].astype(np.float32) * known[f"words{SCALE}"][pieces]
    rows = rows + known["positions"][: len(pieces)]
    return _normed(rows.astype(np.float32), known["norm_weight"], known["norm_bias"])


def layer(rows: Floats, known: Arrays, number: int) -> Floats:
    """One layer: each row attends to all, then is worked on by itself.

    Parameters
    ----------
    rows : array of shape (pieces, 384)
    known : mapping of str to array
        Where the layer's arrays are, as "3.query".
    number : int
    """

    def times(one: Floats, name: str) -> Floats:
        return _times(one, known, f"{number}.{name}")

    def normed(one: Floats, name: str) -> Floats:
        return _normed(one, known[f"{number}.{name}_weight"], known[f"{number}.{name}_bias"])

    query, key, value = (_heads(times(rows, name)) for name in ("query", "key", "value"))
    scores = query @ key.swapaxes(1, 2) / np.float32(np.sqrt(WIDTH / HEADS))
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    seen = (scores @ value) / scores.sum(axis=-1, keepdims=True)
    rows = normed(rows + times(seen.swapaxes(0, 1).reshape(rows.shape), "out"), "first")
    return normed(rows + times(_gelu(times(rows, "up")), "down"), "second")


def _times(rows: Floats, known: Arrays, name: str) -> Floats:
    wide = known[name].astype(np.float32)
    product = rows @ wide
    product *= known[f"{name}{SCALE}"].astype(np.float32)
    product += known[f"{name}_bias"].astype(np.float32)
    return product


def _heads(rows: Floats) -> Floats:
    return np.ascontiguousarray(rows.reshape(len(rows), HEADS, -1).swapaxes(0, 1))


def _normed(rows: Floats, weight: NDArray[Any], bias: NDArray[Any]) -> Floats:
    rows = rows - rows.mean(axis=-1, keepdims=True)
    rows /= np.sqrt(np.mean(rows * rows, axis=-1, keepdims=True) + np.float32(_TINY))
    return np.asarray(rows * weight.astype(np.float32) + bias.astype(np.float32))


def _gelu(rows: Floats) -> Floats:
    """The Gaussian error linear unit, by its usual hyperbolic approximation."""
    inner = rows * rows
    inner *= np.float32(0.044715 * 0.7978845608)
    inner += np.float32(0.7978845608)
    inner *= rows
    np.tanh(inner, out=inner)
    inner += np.float32(1.0)
    inner *= rows
    inner *= np.float32(0.5)
    return inner
