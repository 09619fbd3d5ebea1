"""Count the kinds of error in out-of-fold predictions.

python tools/train_errors.py --corpora ../shared/corpora --predictions /tmp/oof/plain.jsonl
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.coords import LonLat, geodesic_km
from geo.evaluate import Span, read_spans
from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import FactBook, fact_book
from geo.geoparse.lexicon import WORD_CLASS
from geo.geoparse.senses import SenseBook
from tools.train_data import Sample, load_samples


def kind_of(text: str, start: int, end: int, book: FactBook) -> str:
    """Name the kind of a span: what the gazetteer knows of it and what follows it."""
    name = text[start:end]
    if any(WORD_CLASS.get(w.strip(".").lower()) == "road" for w in name.split()):
        return "road"
    fact = book.fact(name)
    if fact is None:
        return "not in the gazetteer"
    if "D" in fact.kinds:
        return "people (demonym)"
    following = text[end : end + 30]
    inside = following[:1] == " " and following[1:2].isupper()
    kind = "country or province" if fact.best[0] in "CcAa" else "other known name"
    return kind + (" before a capitalised word" if inside else "")


def count(samples: Sequence[Sample], said: dict[str, list[Span]], gazetteer: Gazetteer) -> dict[str, Counter[str]]:
    """Count missed, false and misplaced mentions by kind."""
    book, senses = fact_book(gazetteer), SenseBook(gazetteer)
    counts: dict[str, Counter[str]] = {
        "missed": Counter(),
        "false": Counter(),
        "boundary": Counter(),
        "placed": Counter(),
    }
    for sample in samples:
        gold = {(s.start, s.end): s for s in read_spans(sample.raw)}
        ours = {(s.start, s.end): s for s in said[sample.id]}
        for a, b in gold.keys() - ours.keys():
            clash = any(a < d and c < b for c, d in ours)
            counts["boundary" if clash else "missed"][kind_of(sample.text, a, b, book)] += 1
        for a, b in ours.keys() - gold.keys():
            if not any(a < d and c < b for c, d in gold):
                counts["false"][kind_of(sample.text, a, b, book)] += 1
        for span in gold.keys() & ours.keys():
            counts["placed"][_placing(sample.text[span[0] : span[1]], gold[span], ours[span], senses)] += 1
    return counts


def _placing(name: str, gold: Span, ours: Span, senses: SenseBook) -> str:
    if gold.lat is None or gold.lon is None:
        return "gold without a point"
    at = LonLat(gold.lon, gold.lat)
    if ours.lat is not None and ours.lon is not None and geodesic_km(at, LonLat(ours.lon, ours.lat)) <= 161:
        return "right"
    places = [*senses.senses(name).places, *senses.senses(name, demonym=True).places]
    if not places:
        return "wrong: no such name in the gazetteer"
    near = any(geodesic_km(at, p.at) <= 161 for p in places)
    return "wrong: a namesake" if near else "wrong: the gazetteer lacks the place, or its point is elsewhere"


def main() -> None:
    """Read the arguments and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    options = parser.parse_args()
    gazetteer = Gazetteer.open(user_layers=False)
    samples = load_samples(options.corpora, gazetteer)
    rows = (json.loads(line) for line in options.predictions.read_text(encoding="utf-8").split("\n") if line)
    said = {row["id"]: read_spans(row) for row in rows}
    for corpus in sorted({s.corpus for s in samples}):
        print(f"\n{corpus}")
        for part, counter in count([s for s in samples if s.corpus == corpus], said, gazetteer).items():
            print(f"  {part} {sum(counter.values())}")
            for kind, n in counter.most_common():
                print(f"    {n:5d} {kind}")


if __name__ == "__main__":
    main()
