"""`geo parse`: articles a second on one and two processes beside one-core spaCy, and whether memory stays flat.

The corpus is made by recombining paragraphs of the project's own texts: the digests in ``seeds/`` and the wire articles
of the tests. Three paragraphs make an article of about 700 characters. Memory is the peak of the largest process, read
from the kernel's own high-water mark while it runs.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.peak import peak_mb

ROOT = Path(__file__).resolve().parent.parent
SPEED, SMALL, LARGE, SPACY = 8_000, 1_000, 50_000, 400
SEED = 20230910
PARAGRAPHS = 3
POLL_SECONDS = 0.2

_SPACY = """
import json, sys, time, warnings; warnings.filterwarnings("ignore")
import spacy
{find}
nlp = spacy.load(path, disable=["parser", "lemmatizer", "attribute_ruler", "tagger"])
texts = [json.loads(line)["text"] for line in open({corpus!r}, encoding="utf-8")][:{count}]
nlp(texts[0]); began = time.perf_counter()
for text in texts: nlp(text)
print(len(texts) / (time.perf_counter() - began))
"""


def paragraphs() -> list[str]:
    """Every paragraph of the project's own texts that is more than a heading."""
    texts = [p.read_text("utf-8").split("---", 2)[-1] for p in sorted((ROOT / "seeds").glob("*.md"))]
    marked = [p.read_text("utf-8") for p in sorted((ROOT / "tests" / "data" / "wire").glob("*.txt"))]
    texts += [re.sub(r"\[\[|\]\]|\{\{|\}\}", "", text) for text in marked]
    return [p.strip() for text in texts for p in text.split("\n\n") if len(p) > 80]


def make_corpus(path: Path, count: int, *, each: int = PARAGRAPHS) -> None:
    """Recombine paragraphs into ``count`` articles, dated through a year."""
    own, chance = paragraphs(), random.Random(SEED)
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            text = "\n\n".join(chance.sample(own, each))
            day = f"2023-{1 + i % 12:02d}-{1 + i % 28:02d}"
            out.write(json.dumps({"id": f"a{i}", "text": text, "published": day}) + "\n")


def run(corpus: Path, target: Path, workers: int, *options: str) -> tuple[float, list[float]]:
    """Run `geo parse`; seconds, and the peak memory of each of its processes in MB, the parent's first."""
    command = [sys.executable, "-m", "geo", "parse", str(corpus), "-o", str(target), "--workers", str(workers), "-q"]
    began = time.perf_counter()
    process = subprocess.Popen([*command, *options], cwd=ROOT)
    peaks: dict[int, float] = {}
    while process.poll() is None:
        for pid in (process.pid, *_children(process.pid)):
            with suppress(OSError, ValueError):
                peaks[pid] = max(peaks.get(pid, 0.0), peak_mb(Path(f"/proc/{pid}/status")))
        time.sleep(POLL_SECONDS)
    if process.returncode:
        raise RuntimeError(f"geo parse ended with {process.returncode}")
    seconds = time.perf_counter() - began
    return seconds, [peaks.pop(process.pid, 0.0), *sorted(peaks.values(), reverse=True)]


def _children(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def _spacy_rate(corpus: Path) -> float | None:
    from benchmarks.geoparse import _FIND_MODEL

    code = _SPACY.format(find=_FIND_MODEL, corpus=str(corpus), count=SPACY)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def _row(what: str, ours: float, peer: str, peers: float | None) -> dict[str, Any]:
    return {"what": what, "ours": ours, "peer": peer, "peers": peers, "ratio": ours / peers if peers else None}


def rows() -> list[dict[str, Any]]:
    """Throughput beside spaCy's and on one and two processes; peak memory at two sizes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {count: folder / f"{count}.jsonl" for count in (SMALL, SPEED, LARGE)}
        for count, path in made.items():
            make_corpus(path, count)
        one, _ = run(made[SPEED], folder / "out.jsonl", 1)
        two, _ = run(made[SPEED], folder / "out.jsonl", 2)
        full, _ = run(made[SPEED], folder / "out.jsonl", 2, "--full")
        spacy = _spacy_rate(made[SPEED])
        _, small = run(made[SMALL], folder / "out.jsonl", 2)
        _, large = run(made[LARGE], folder / "out.jsonl", 2)
    sizes = f"at {LARGE:,} articles", f"at {SMALL:,}"
    return [
        _row("articles/s, 1 process", SPEED / one, "spaCy en_core_web_sm, finding names only", spacy),
        _row("articles/s, 2 processes", SPEED / two, "1 process", SPEED / one),
        _row("articles/s, 2 processes, --full", SPEED / full, "without --full", SPEED / two),
        _row(f"peak MB of the largest worker {sizes[0]}", large[1], sizes[1], small[1]),
        _row(f"peak MB of the parent {sizes[0]}", large[0], sizes[1], small[0]),
    ]
