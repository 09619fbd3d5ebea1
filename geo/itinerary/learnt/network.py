"""The network: a recurrent reading of the words in both directions, and what it thinks of places and pairs of them.

Several networks that differ in their random start read side by side and their opinions are averaged. Plain numpy;
the weights are made by ``tools/train_journeys.py``.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.learnt.encoding import Encoded

__all__ = ["Opinion", "Weights", "opinion", "weights"]

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]
MOST = 40  # places of a text that are looked at in pairs: the likeliest ones
TOGETHER = 16  # windows that are read at once


class Opinion(NamedTuple):
    """What the network thinks.

    Attributes
    ----------
    chosen : list of int
        The places it looked at closely, by their index in the encoded text; all else is no stop.
    stop : array of shape (n,)
        How probable it is that the place is a stop of some journey.
    status, mode : arrays of shape (n, 4) and (n, 6)
        Probabilities, in the order of ``STATUSES`` and ``MODES``.
    together, before : arrays of shape (n, n)
        Log odds that two stops are of one journey; that the first is travelled to before the second.
    told : list of int
        Which mention of each place tells most of the stop, by its index among the mentions.
    """

    chosen: list[int]
    stop: NDArray[np.float64]
    status: NDArray[np.float64]
    mode: NDArray[np.float64]
    together: NDArray[np.float64]
    before: NDArray[np.float64]
    told: list[int]


@cache
def weights() -> Weights:
    """The weights that ship, loaded once; the first axis of each array is the network's number."""
    data = resources.files(__package__).joinpath("network.npz").read_bytes()
    with np.load(io.BytesIO(data)) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


def opinion(text: Encoded) -> Opinion | None:
    """What the network thinks of the places of a text; None where it names none."""
    if not text.places:
        return None
    net = weights()
    mentions = _mentions(text, net)
    score = _dot(mentions, net["role"])[..., 0] + net["roleb"]
    chosen = _likeliest(text, score)
    share = _shares(text, score, chosen)
    role = np.log(_sums(text, score, chosen)) / 2.0
    places = _places(np.einsum("msk,mkh->msh", share, mentions), text, chosen, net)
    role = role + _dot(places, net["role2"])[..., 0]
    together, before = _pairs(places, text.pairs(chosen), net)
    return Opinion(
        chosen,
        _mean(1.0 / (1.0 + np.exp(-_mean(role)))[None]),
        _mean(_softmax(_dot(places, net["st"]) + net["stb"][:, None])),
        _mean(_softmax(_dot(places, net["md"]) + net["mdb"][:, None])),
        _mean(together),
        _mean(before),
        _mean(share).argmax(axis=1).tolist(),
    )


def _mean(values: NDArray[np.floating]) -> NDArray[np.float64]:
    return np.asarray(np.mean(values, axis=0, dtype=np.float64))


def _dot(rows: Floats, weight: Floats) -> Floats:
    """Each network's weights applied to the last axis of its rows; rows of one are those of every network."""
    width = rows.shape[-1]
    flat = [np.ascontiguousarray(rows[n if len(rows) > 1 else 0]).reshape(-1, width) @ w for n, w in enumerate(weight)]
    return np.stack(flat).reshape(len(weight), *rows.shape[1:-1], weight.shape[-1])


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _mentions(text: Encoded, net: Weights) -> Floats:
    """A row for each mention and network: what the words on both sides come to there, and those of its window.

    Windows that name no place are passed over, the others read some at a time, so that a book needs no more memory.
    """
    telling = [(a, b) for a, b in text.windows if ((text.at >= a) & (text.at < b)).any()]
    parts = [_seen(text, telling[n : n + TOGETHER], net) for n in range(0, len(telling), TOGETHER)]
    return np.asarray(np.tanh(_dot(np.concatenate(parts, axis=1), net["o1"]) + net["ob"][:, None]))


def _seen(text: Encoded, windows: Sequence[tuple[int, int]], net: Weights) -> Floats:
    ends = np.cumsum([end - first for first, end in windows]).tolist()
    own = list(zip([0, *ends], ends, strict=False))
    tokens = np.concatenate([text.tokens[first:end] for first, end in windows])
    read = _read(np.tanh(_dot(tokens[None], net["in"]) + net["bin"][:, None]), own, net)
    found = []
    for (first, end), (start, stop) in zip(windows, own, strict=True):
        at = text.at[(text.at >= first) & (text.at < end)] - first + start
        whole = read[:, start:stop].mean(axis=1, keepdims=True)
        found.append(
            np.concatenate([read[:, at], np.broadcast_to(whole, (len(read), len(at), read.shape[-1]))], axis=-1)
        )
    return np.concatenate(found, axis=1)


def _read(rows: Floats, windows: Sequence[tuple[int, int]], net: Weights) -> Floats:
    """The recurrent reading: all networks, windows and both directions at once, a word at a time."""
    count, size = len(rows), net["fh"].shape[1]
    longest = max(end - first for first, end in windows)
    gates = np.zeros((longest, 2 * count, len(windows), 4 * size), np.float32)
    for half, way in enumerate("fb"):
        told = (_dot(rows, net[f"{way}x"]) + net[f"{way}b"][:, None]).swapaxes(0, 1)
        for n, (first, end) in enumerate(windows):
            own = told[first:end] if way == "f" else told[first:end][::-1]
            gates[: end - first, half * count : (half + 1) * count, n] = own
    states = _recurrent(gates, np.concatenate([net["fh"], net["bh"]]))
    found = np.empty((*rows.shape[:2], 2 * size), np.float32)
    for n, (first, end) in enumerate(windows):
        own = states[: end - first, :, n].swapaxes(0, 1)
        found[:, first:end, :size], found[:, first:end, size:] = own[:count], own[count:, ::-1]
    return found


def _recurrent(gates: Floats, weight: Floats) -> Floats:
    """A long short-term memory over the first axis; what stands behind the end of a row touches nothing before it."""
    size = weight.shape[1]
    gates[..., : 3 * size] *= 0.5  # the logistic of x is (1 + tanh(x / 2)) / 2
    halved = weight.copy()
    halved[..., : 3 * size] *= 0.5
    found = np.empty((*gates.shape[:-1], size), np.float32)
    state = np.zeros_like(found[0])
    cell = np.zeros_like(state)
    for step, own in enumerate(gates):
        own += np.matmul(state, halved)
        np.tanh(own, out=own)
        opened = 0.5 * own[..., : 3 * size] + 0.5
        cell = opened[..., size : 2 * size] * cell + opened[..., :size] * own[..., 3 * size :]
        state = opened[..., 2 * size :] * np.tanh(cell)
        found[step] = state
    return found


def _likeliest(text: Encoded, score: Floats) -> list[int]:
    count = len(text.places)
    if count <= MOST:
        return list(range(count))
    best = np.full(count, -np.inf)
    np.maximum.at(best, text.owner, _mean(score))
    return sorted(np.argsort(-best, kind="stable")[:MOST].tolist())


def _raised(text: Encoded, score: Floats, chosen: Sequence[int]) -> NDArray[np.float64]:
    own = text.owner[None, :] == np.asarray(chosen)[:, None]
    raised = np.exp(2.0 * np.clip(np.asarray(score, np.float64), -30.0, 30.0))
    return np.asarray(np.where(own[None], raised[:, None, :], 0.0))


def _sums(text: Encoded, score: Floats, chosen: Sequence[int]) -> NDArray[np.float64]:
    return np.asarray(_raised(text, score, chosen).sum(axis=-1))


def _shares(text: Encoded, score: Floats, chosen: Sequence[int]) -> NDArray[np.float64]:
    """How much each mention of a place has to say of it."""
    raised = _raised(text, score, chosen)
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _places(rows: NDArray[np.float64], text: Encoded, chosen: Sequence[int], net: Weights) -> Floats:
    features = text.features(chosen)
    told = np.broadcast_to(features, (len(rows), *features.shape))
    joined = np.concatenate([rows.astype(np.float32), told], axis=-1)
    return np.asarray(np.tanh(_dot(joined, net["p1"]) + net["pb"][:, None]))


def _pairs(places: Floats, pairs: Floats, net: Weights) -> tuple[Floats, Floats]:
    """For each pair of places: whether they are of one journey, and which comes first."""
    own = _dot(places, net["ga"])
    told = np.tanh(_dot(pairs[None], net["gf"]))
    both = np.concatenate([own[:, :, None] * own[:, None], told + told.swapaxes(1, 2)], axis=-1)
    together = _dot(np.tanh(_dot(both, net["g2"]) + net["gb"][:, None, None]), net["g3"])[..., 0]
    one, two = _dot(places, net["oa"]), _dot(places, net["oc"])
    told = _dot(pairs[None], net["of"]) + net["o2b"][:, None, None]
    half = _dot(np.tanh(one[:, :, None] + two[:, None] + told), net["o3"])[..., 0]
    return together, half - half.swapaxes(1, 2)
