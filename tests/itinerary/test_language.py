"""The language model's sums, against the same sums written out number by number."""

import math

import numpy as np
import pytest

from geo.itinerary.learnt.language import BIASES, HEADS, MATRICES, SCALE, WIDTH, embedded, embeddings, layer
from geo.itinerary.learnt.pieces import CLOSE, OPEN, pieces
from geo.itinerary.learnt.weights import reader

ROWS, INNER = 3, 8


@pytest.fixture
def known():
    chance = np.random.default_rng(7)
    shapes = dict.fromkeys(MATRICES, (WIDTH, WIDTH)) | {"up": (WIDTH, INNER), "down": (INNER, WIDTH)}
    made = {f"9.{name}": chance.integers(-127, 128, shape).astype(np.int8) for name, shape in shapes.items()}
    made |= {f"9.{name}{SCALE}": chance.uniform(1e-4, 1e-3, shape[1]) for name, shape in shapes.items()}
    sizes = {f"{name}_bias": shape[1] for name, shape in shapes.items()}
    return made | {f"9.{name}": chance.normal(0, 0.3, sizes.get(name, WIDTH)) for name in BIASES}


def _written_out(rows, known):
    """One layer by the book: scaled dot products, softmax, the exact error function, two normings."""

    def times(rows, name):
        wide = known[f"9.{name}"] * known[f"9.{name}{SCALE}"]
        return [[sum(r * w for r, w in zip(row, column, strict=True)) for column in wide.T] for row in rows] + known[
            f"9.{name}_bias"
        ]

    def normed(rows, name):
        found = []
        for row in rows:
            mean = sum(row) / WIDTH
            spread = math.sqrt(sum((r - mean) ** 2 for r in row) / WIDTH)
            found.append((row - mean) / spread * known[f"9.{name}_weight"] + known[f"9.{name}_bias"])
        return np.array(found)

    query, key, value = (times(rows, name) for name in ("query", "key", "value"))
    size = WIDTH // HEADS
    seen = np.zeros_like(rows)
    for head in range(HEADS):
        own = slice(head * size, (head + 1) * size)
        for i in range(ROWS):
            scores = [math.exp(query[i][own] @ key[j][own] / math.sqrt(size)) for j in range(ROWS)]
            seen[i, own] = sum(s / sum(scores) * value[j][own] for j, s in enumerate(scores))
    rows = normed(rows + times(seen, "out"), "first")
    lifted = times(rows, "up")
    bent = np.array([[x * 0.5 * (1.0 + math.erf(x / math.sqrt(2.0))) for x in row] for row in lifted])
    return normed(rows + times(bent, "down"), "second")


def test_a_layer_is_what_the_book_says(known):
    rows = np.random.default_rng(8).normal(0, 1, (ROWS, WIDTH))
    found = layer(rows.astype(np.float32), known, 9)
    assert np.allclose(found, _written_out(rows, known), atol=2e-3)


def test_words_are_normed_and_know_where_they_stand():
    numbers = np.array([OPEN, *pieces("ship"), *pieces("ship"), CLOSE])
    rows = embedded(numbers)
    assert rows.shape == (4, WIDTH)
    assert not np.allclose(rows[1], rows[2])
    plain = (rows - embeddings()["norm_bias"]) / embeddings()["norm_weight"]
    assert np.allclose(plain.mean(axis=1), 0, atol=1e-3)


def test_words_of_like_sense_are_alike_before_any_layer():
    def like(a, b):
        return a @ b / np.linalg.norm(a) / np.linalg.norm(b)

    ship, boat, treaty = (embedded(np.array([OPEN, *pieces(word), CLOSE]))[1] for word in ("ship", "boat", "treaty"))
    assert like(ship, boat) > like(ship, treaty)


def test_the_layers_that_ship_are_whole():
    known, layers = reader().arrays, range(6)
    assert all(np.isfinite(known[f"{n}.{name}"]).all() for n in layers for name in BIASES)
    assert all(known[f"{n}.{name}"].dtype == np.int8 for n in layers for name in MATRICES)
