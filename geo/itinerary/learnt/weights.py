"""What was learnt from labelled journeys: the layers of the language model and the heads on top of them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Reader", "reader"]


class Reader(NamedTuple):
    """The trained reader.

    Attributes
    ----------
    pieces : dict of str to int
        The pieces of words that the language model knows, and their numbers.
    arrays : dict of str to array
        8-bit matrices of the layers as ``language`` wants them, everything else float32.
    """

    pieces: Mapping[str, int]
    arrays: Mapping[str, NDArray[Any]]


@cache
def reader() -> Reader:
    """The reader that ships, loaded once."""
    with resources.as_file(resources.files(__package__) / "reader.npz") as path, np.load(path) as file:
        found = {name: file[name] for name in file.files}
    words = bytes(found.pop("pieces")).decode("utf-8").split("\n")
    wide = {name: row.astype(np.float32) if row.dtype == np.float16 else row for name, row in found.items()}
    return Reader({word: n for n, word in enumerate(words)}, wide)
