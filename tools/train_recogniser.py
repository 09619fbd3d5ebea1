"""Train the recogniser on annotated corpora and our own texts, out of fold or for shipping.

    python tools/train_recogniser.py --corpora ../shared/corpora            # cross-validation, grouped by outlet
    python tools/train_recogniser.py --corpora ../shared/corpora --ship     # writes geo/geoparse/recogniser-*.zip

Needs python-crfsuite, which nothing at run time needs.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import pycrfsuite

from geo.gazetteer.store import Gazetteer
from geo.geoparse import recogniser as recognise
from geo.geoparse.alphabet import LearningAlphabet
from geo.geoparse.crf import Crf, Decoded, Floats, write_crf
from geo.geoparse.facts import fact_book
from geo.geoparse.features import FeatureReader, Features
from geo.geoparse.recogniser import LABELS, Seen
from geo.geoparse.veto import settle_spans
from tools.train_data import Sample, folds, labels_of, load_samples, own_texts
from tools.train_templates import made_up

Keep = Callable[[str], bool]
_ALPHABET = LearningAlphabet()
_SOURCE = "source"  # no family of the alphabet has this name


class Item:
    """A sample ready for training: features and labels of every run."""

    def __init__(self, sample: Sample, gazetteer: Gazetteer, text: str | None = None) -> None:
        self.sample = sample
        self.gazetteer = gazetteer
        self.seen = Seen(sample.text, gazetteer, FeatureReader(_ALPHABET))
        self.features: list[list[str]] = names_of(self.seen.features, sum(self.seen.lengths))
        self.gold = labels_of(self.seen, sample.toponyms)
        self.second: list[list[str]] | None = None

    def look_again(self, decoded: Sequence[Decoded]) -> None:
        """Take the features of the second pass from what the first has found."""
        self.second = names_of(self.seen.look_again(decoded, self.gazetteer), len(self.features))

    def both(self, second: bool) -> list[list[str]]:
        """The features of each word, with or without those of the second pass."""
        if not second or self.second is None:
            return self.features
        return [a + b for a, b in zip(self.features, self.second, strict=True)]

    def rows(self, second: bool, keep: Keep | None = None) -> list[tuple[list[list[str]], list[str]]]:
        """Pairs of features and labels, a run each."""
        features = self.both(second)
        if self.sample.corpus == "own":
            features = [[*row, *_of_source(self.sample.id.partition("-")[0], row)] for row in features]
        if keep is not None:
            features = [[f for f in row if keep(f)] for row in features]
        pairs, at = [], 0
        for gold, length in zip(self.gold, self.seen.lengths, strict=True):
            pairs.append((features[at : at + length], gold))
            at += length
        return pairs


def _of_source(source: str, row: Sequence[str]) -> list[str]:
    """Features that only texts of one source have, and that do not ship.

    Our own texts name far more places to a hundred words than news do. These features take up how likely a word, or a
    name of the gazetteer, is a place there, so that the others learn what holds in any text.
    """
    return [f"{_SOURCE} {source}", *(f"{_SOURCE} {source} {f}" for f in row if f.startswith("g\t") or f == "is\tgO")]


def names_of(features: Features, count: int) -> list[list[str]]:
    """Return the names of the features of each of ``count`` words."""
    rows: list[list[str]] = [[] for _ in range(count)]
    ends = [*features.starts[1:], len(features.numbers)] if features.starts else []
    for word, start, end in zip(features.words, features.starts, ends, strict=True):
        rows[word] = [_ALPHABET.names[number] for number in features.numbers[start:end]]
    return rows


def train(
    items: Sequence[Item], *, second: bool = False, c1: float = 0.3, c2: float = 1.0, keep: Keep | None = None
) -> Crf:
    """Train one CRF and return it as the run time reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.zip"
        export(items, path, second=second, c1=c1, c2=c2, keep=keep)
        return Crf.open(path)


def export(items: Sequence[Item], path: Path, *, second: bool, c1: float, c2: float, keep: Keep | None = None) -> None:
    """Train one CRF and write its weights."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 70, "feature.minfreq": 2})
    for item in items:
        for rows, gold in item.rows(second, keep):
            trainer.append(rows, gold)
    handle, name = tempfile.mkstemp(suffix=".crf")
    os.close(handle)
    trainer.train(name)
    tagger = pycrfsuite.Tagger()
    tagger.open(name)
    info = tagger.info()
    tagger.close()
    Path(name).unlink()
    weights: dict[str, list[float]] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) >= 0.005 and not feature.startswith(_SOURCE):
            weights.setdefault(feature, [0.0] * len(LABELS))[LABELS.index(label)] = weight
    moves = [[info.transitions.get((a, b), 0.0) for b in LABELS] for a in LABELS]
    write_crf(path, LABELS, weights, moves, {"c1": c1, "c2": c2, "articles": len(items)})


def decode(item: Item, model: Crf, *, second: bool = False, bias: bool = False) -> list[Decoded]:
    """Decode an item as the run time does."""
    weights, nothing = _weights(model), np.zeros(len(LABELS))
    emissions = np.array([sum((weights[f] for f in row if f in weights), nothing) for row in item.both(second)])
    if bias and len(emissions):
        emissions[:, 0] -= item.seen.bias
    return model.decode(emissions, item.seen.lengths)


@lru_cache(maxsize=4)
def _weights(model: Crf) -> dict[str, Floats]:
    return dict(zip(model.names, model.weights.astype(float), strict=True))


def jackknife(items: Sequence[Item], count: int = 4, seed: int = 11) -> None:
    """Give every item its second-pass features from a first pass that has not seen it."""
    where = folds([i.sample for i in items], count, seed)
    for k in range(count):
        model = train([i for i, f in zip(items, where, strict=True) if f != k])
        for item in (i for i, f in zip(items, where, strict=True) if f == k):
            item.look_again(decode(item, model))


def spans(item: Item, decoded: Sequence[Decoded]) -> list[tuple[int, int, str, float]]:
    """Spans that a decoding means: start, end, label, probability."""
    from geo.articles.article import Article

    article = Article(item.sample.id, "", item.sample.text)
    found = (
        m for one in decoded for m in recognise.mentions_of(article, item.seen.words, item.seen.runs[one.run], one)
    )
    return [
        (m.start, m.end, m.kind.value, m.probability)
        for m in settle_spans(item.seen.words, found, fact_book(item.gazetteer))
    ]


def fit_two(items: Sequence[Item]) -> tuple[Crf, Crf]:
    """Train both passes on items; their second-pass features are overwritten."""
    jackknife(items)
    return train(items), train(items, second=True)


def cross_validate(
    items: Sequence[Item], own: Sequence[Item], *, count: int = 5, seed: int = 3, twice: bool = True, bias: bool = True
) -> dict[str, list[tuple[int, int, str, float]]]:
    """Predict every corpus item by models that saw no article of its outlet."""
    where = folds([i.sample for i in items], count, seed)
    predicted = {}
    for k in range(count):
        training = [*(i for i, f in zip(items, where, strict=True) if f != k), *own]
        if twice:
            first, second = fit_two(training)
        else:
            first = train(training)
        for item in (i for i, f in zip(items, where, strict=True) if f == k):
            decoded = decode(item, first, bias=bias and not twice)
            if twice:
                item.look_again(decoded)
                decoded = decode(item, second, second=True, bias=bias)
            predicted[item.sample.id] = spans(item, decoded)
    return predicted


def f1(items: Sequence[Item], predicted: dict[str, list[tuple[int, int, str, float]]]) -> dict[str, str]:
    """Exact precision, recall and F1 by corpus."""
    result = {}
    for corpus in sorted({i.sample.corpus for i in items}) + [""]:
        hit = said = gold = 0
        for item in items:
            if corpus in ("", item.sample.corpus):
                g = {(t.start, t.end) for t in item.sample.toponyms}
                p = {s[:2] for s in predicted[item.sample.id]}
                hit, said, gold = hit + len(g & p), said + len(p), gold + len(g)
        result[corpus or "all"] = f"P {hit / said:.4f} R {hit / gold:.4f} F1 {2 * hit / (said + gold):.4f}"
    return result


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--ship", action="store_true")
    parser.add_argument("--once", action="store_true", help="first pass only")
    options = parser.parse_args()
    gazetteer = Gazetteer.open(user_layers=False)
    random.seed(5)
    items = [Item(s, gazetteer) for s in load_samples(options.corpora, gazetteer)]
    own = [Item(s, gazetteer) for s in [*own_texts(), *made_up(gazetteer)]]
    print(f"{len(items)} corpus articles, {len(own)} of our own", file=sys.stderr)
    if options.ship:
        everything = [*items, *own]
        jackknife(everything)
        export(everything, recognise._FIRST, second=False, c1=0.3, c2=1.0)
        export(everything, recognise._SECOND, second=True, c1=0.3, c2=1.0)
        return
    for corpus, line in f1(items, cross_validate(items, own, twice=not options.once)).items():
        print(f"{corpus:12s} {line}")


if __name__ == "__main__":
    main()
