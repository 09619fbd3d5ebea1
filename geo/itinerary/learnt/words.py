"""What words mean to the network: fifty numbers a word, so that "docked" and "berthed" are read alike.

Derived by ``tools/derive_word_vectors.py`` from GloVe (public domain); a word that is not in the table is all zeros.
"""

import io
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Vectors", "vectors"]


class Vectors(NamedTuple):
    """The row of each word, and the rows; row 0 is that of unknown words and of places.

    Attributes
    ----------
    row : dict of str to int
        Words in lower case.
    rows : array of shape (words + 1, 50), float32
    """

    row: dict[str, int]
    rows: NDArray[np.float32]


@cache
def vectors() -> Vectors:
    """The table that ships, loaded once."""
    data = resources.files(__package__).joinpath("vectors.npz").read_bytes()
    with np.load(io.BytesIO(data)) as file:
        words = bytes(file["words"]).decode("utf-8").split("\n")
        rows = file["rows"].astype(np.float32) * file["scale"]
    zeros = np.zeros((1, rows.shape[1]), np.float32)
    return Vectors({word: n for n, word in enumerate(words, 1)}, np.concatenate([zeros, rows]))
