"""What each family of features is worth, out of fold: each is left out in turn.

    python tools/train_ablation.py --corpora ../shared/corpora

Recogniser: exact F1 of LGL / TR-News with one first pass shared by all rows. Resolver: A161 on gold spans.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from geo.gazetteer.store import Gazetteer
from geo.geoparse.evidence import HINTED
from geo.geoparse.mention import Hints
from geo.geoparse.senses import KINDS, SenseBook
from tools import train_recogniser as recognition
from tools import train_resolver as resolution
from tools.train_data import folds, load_samples, own_texts
from tools.train_templates import made_up

RECOGNISER = {
    "everything": (),
    "word endings": ("s2", "s3"),
    "word classes (titles, kinds of body and place)": ("wc", "w", "cc", "rt", "rt@", "rpc"),
    "words to the left and right": ("p1", "n1", "p21", "n12", "rp", "rn", "gop", "gon"),
    "gazetteer names": ("g", "gk", "gc", "ge", "gs", "vpg", "vrg", "k", "ku", "kg", "kug", "kk", "ks"),
    "use of words: their class": ("vk",),
    "use of words: how like a place's name": ("vp", "vpg"),
    "use of words: how frequent": ("vr", "vrg"),
    "use of words, all three": ("vk", "vp", "vpg", "vr", "vrg"),
    "document cues": ("c", "cg", "cs", "cn"),
    "common words, lower case elsewhere": ("is\tcom", "comx", "is\tlow", "is\tlowop"),
    "second pass: fit with the article's places": ("k", "ku", "kg", "kug", "kk", "ks"),
}
RESOLVER = {
    "everything": (),
    "“X, Parent”": ("in the parent named", "not in the parent named", "in the grandparent named", "parent in a list"),
    "words of kind": ("kind as said", "kind other than said", "unit without its word"),
    "kinds of place": (*KINDS, "capital", "seat", "tiny", "first country", "small unit"),
    "by what right it has the name": ("main name", "alternate", "abbreviation", "historical", "short form", "metonym"),
    "country vote": ("country vote", "log country vote", "country vote × settlement"),
    "province and county vote": ("division vote", "log division vote", "division vote × settlement", "county vote"),
    "nearness": ("near others 30", "near others 120", "near others 500", "nearest other"),
    "capitals among capitals": ("capital among capitals", "small among capitals"),
    "hints": HINTED,
}


def _is_of(feature: str, families: Sequence[str]) -> bool:
    return feature in families or feature.partition("\t")[0] in families


def recogniser_rows(items: Sequence[recognition.Item], own: Sequence[recognition.Item]) -> None:
    """Print a line a family."""
    everything = [*items, *own]
    where = [*folds([i.sample for i in items]), *(k % 5 for k in range(len(own)))]
    for k in range(5):
        model = recognition.train([i for i, f in zip(everything, where, strict=True) if f != k])
        for item in (i for i, f in zip(everything, where, strict=True) if f == k):
            item.look_again(recognition.decode(item, model))
    for name, dropped in RECOGNISER.items():
        predicted = {}
        for k in range(5):
            train = [i for i, f in zip(everything, where, strict=True) if f != k]
            model = recognition.train(train, second=True, keep=lambda f, d=dropped: not _is_of(f, d))
            for item in (i for i, f in zip(items, where, strict=False) if f == k):
                predicted[item.sample.id] = recognition.spans(
                    item, recognition.decode(item, model, second=True, bias=True)
                )
        scores = recognition.f1(items, predicted)
        print(
            f"without {name:50s} {scores['lgl-dev'][-6:]} {scores['trnews-dev'][-6:]} {scores['all'][-6:]}", flush=True
        )


def resolver_rows(items: Sequence[recognition.Item], gazetteer: Gazetteer) -> None:
    """Print a line a family."""
    book = SenseBook(gazetteer)
    plain = [resolution.Case(i.sample, resolution.gold_mentions(i.sample), book, Hints()) for i in items]
    cases = resolution.both_ways(plain, book)
    where = folds([c.sample for c in plain])
    fold = {c.sample.id: f for c, f in zip(plain, where, strict=True)}
    for name, dropped in RESOLVER.items():
        sums = {(c, w): np.zeros(3) for c in ("lgl-dev", "trnews-dev") for w in ("plain", "hinted")}
        for k in range(5):
            weights = resolution.fit([c for c in cases if fold[c.sample.id] != k], drop=frozenset(dropped))
            for corpus, way in sums:
                held = [c for c in cases if fold[c.sample.id] == k and c.sample.corpus == corpus]
                hinted = {c.sample.id for c in held if c.hints.near}
                if way == "plain":
                    held = [c for c in held if not c.hints.near]
                else:
                    held = [c for c in held if c.hints.near or c.sample.id not in hinted]
                sums[corpus, way] += resolution.accuracy(held, book, weights)
        line = "  ".join(f"{c[:3]} {w} {v[0] / v[2]:.4f}" for (c, w), v in sums.items())
        print(f"without {name:35s} {line}", flush=True)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--only", choices=["recogniser", "resolver"])
    options = parser.parse_args()
    gazetteer = Gazetteer.open(user_layers=False)
    items = [recognition.Item(s, gazetteer) for s in load_samples(options.corpora, gazetteer)]
    if options.only != "recogniser":
        resolver_rows(items, gazetteer)
    if options.only != "resolver":
        recogniser_rows(items, [recognition.Item(s, gazetteer) for s in [*own_texts(), *made_up(gazetteer)]])


if __name__ == "__main__":
    main()
