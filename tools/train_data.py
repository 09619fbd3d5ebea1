"""What the recogniser and the resolver are trained and measured on: annotated corpora and texts of our own.

Corpora are JSON lines outside the repository (``--corpora``); our own texts are ``tools/training/*.txt``, where
``[[Paris]]`` marks a place and ``{{Parisian}}`` a demonym, a blank line parts articles and ``#`` opens a remark, and
the journeys that examiners wrote, ``tests/data/journeys_examiners*.jsonl``, whose tables list every name of a place.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse.mention import MentionKind
from geo.geoparse.recogniser import LABELS, Seen
from tests.itinerary.world import labelled_texts, world_of

__all__ = [
    "Sample", "Toponym", "folds", "labels_of", "load_samples", "marked_texts", "own_texts", "sample_of", "unmark",
]  # fmt: skip

HERE = Path(__file__).resolve().parent
_MARK = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")
_EVERY = 4  # all of them cost .004 F1 on news, and found no more of the places of journeys
_PEOPLE = re.compile(r"(?:ian|ians|ish|ese|ans|ites?|landers?)$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold mention."""

    start: int
    end: int
    demonym: bool
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None


@dataclass(slots=True)
class Sample:
    """An annotated text; ``group`` is its outlet, which never stands on both sides of a fold."""

    id: str
    corpus: str
    group: str
    text: str
    toponyms: tuple[Toponym, ...]
    raw: dict[str, Any] = field(default_factory=dict)


def load_samples(folder: Path, gazetteer: Gazetteer) -> list[Sample]:
    """Read every ``*.jsonl`` corpus of a folder."""
    samples = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            toponyms = tuple(
                Toponym(t["start"], t["end"], _is_demonym(t["name"], gazetteer), t["lat"], t["lon"], t.get("geonameid"))
                for t in row["toponyms"]
            )
            samples.append(Sample(row["id"], path.stem, row.get("domain") or row["id"], row["text"], toponyms, row))
    return samples


def _is_demonym(name: str, gazetteer: Gazetteer) -> bool:
    if gazetteer.demonym(name):
        return True
    return not gazetteer.candidates(name) and " " not in name and bool(_PEOPLE.search(name))


def own_texts() -> list[Sample]:
    """Read all texts of our own."""
    return [*marked_texts(), *_journey_texts()]


def marked_texts(folder: Path = HERE / "training") -> list[Sample]:
    """Read our own marked-up texts."""
    samples = []
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for k, block in enumerate(re.split(r"\n{2,}", "\n".join(lines).strip())):
            text, toponyms = unmark(block)
            samples.append(Sample(f"{path.stem}-{k}", "own", f"own-{path.stem}-{k}", text, toponyms))
    return samples


def _journey_texts() -> list[Sample]:
    """Read one in `_EVERY` of the examiners' texts that are not set aside; whatever their tables name is a mention."""
    theirs = [item for item in labelled_texts() if item["kind"] == "examination" and not item["aside"]]
    return [sample_of(item, f"journeys-{item['id']}") for item in theirs[::_EVERY]]


def sample_of(item: dict[str, Any], name: str) -> Sample:
    """A labelled journey's text with every name of its table, without places."""
    mentions = [found.mention for found in world_of(item).resolutions(Article(name, "", item["text"]))]
    toponyms = tuple(Toponym(m.start, m.end, m.kind is MentionKind.DEMONYM) for m in mentions)
    return Sample(name, "own", name, item["text"], toponyms)


def unmark(block: str) -> tuple[str, tuple[Toponym, ...]]:
    """Take the marks out of a text and return where they stood."""
    parts, toponyms, at, length = [], [], 0, 0
    for mark in _MARK.finditer(block):
        plain = block[at : mark.start()]
        name = mark.group(1) or mark.group(2)
        length += len(plain)
        toponyms.append(Toponym(length, length + len(name), mark.group(2) is not None))
        parts += [plain, name]
        length += len(name)
        at = mark.end()
    return "".join([*parts, block[at:]]), tuple(toponyms)


def labels_of(seen: Seen, toponyms: Sequence[Toponym]) -> list[list[str]]:
    """Return the gold labels of each run."""
    words = seen.words
    starts = {s: i for i, s in enumerate(words.starts)}
    ends = {e: i for i, e in enumerate(words.ends)}
    label = ["O"] * len(words)
    for toponym in toponyms:
        if toponym.start in starts and toponym.end in ends:
            first, last = starts[toponym.start], ends[toponym.end]
            if all(label[i] == "O" for i in range(first, last + 1)):
                kind = "DEM" if toponym.demonym else "LOC"
                label[first : last + 1] = ["B-" + kind] + ["I-" + kind] * (last - first)
    return [_grammatical(label[run.start : run.end]) for run in seen.runs]


def _grammatical(labels: list[str]) -> list[str]:
    before = "O"
    for i, label in enumerate(labels):
        if label.startswith("I-") and before[2:] != label[2:]:
            labels[i] = "O"
        before = labels[i]
        assert before in LABELS
    return labels


def folds(samples: Sequence[Sample], count: int = 5, seed: int = 3) -> list[int]:
    """Deal outlets to folds of about equal size; return each sample's fold."""
    size = Counter(s.group for s in samples)
    groups = sorted(size)
    random.Random(seed).shuffle(groups)
    load = [0] * count
    where = {}
    for group in sorted(groups, key=lambda g: -size[g]):
        where[group] = load.index(min(load))
        load[where[group]] += size[group]
    return [where[s.group] for s in samples]
