"""Write geo/geoparse/common_words.txt: words that stand in lower case in several articles of the corpora.

    python tools/train_words.py --corpora ../shared/corpora

A list of single words in alphabetical order; nothing of the texts can be read from it.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.gazetteer.store import Gazetteer
from tools.train_data import load_samples, marked_texts

TARGET = Path(__file__).resolve().parent.parent / "geo" / "geoparse" / "common_words.txt"


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    from geo.geoparse.words import read_words

    seen: Counter[str] = Counter()
    for sample in [*load_samples(parser.parse_args().corpora, Gazetteer.open(user_layers=False)), *marked_texts()]:
        seen.update({w for w in read_words(sample.text).words if w.islower() and w.isalpha() and w.isascii()})
    kept = sorted(w for w, n in seen.items() if n >= 4 and len(w) > 2)
    TARGET.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
