"""`geo parse`: articles a second on one and on two processes, and whether memory stays flat."""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SMALL, LARGE = 1_000, 4_000
SEED = 20230910


def make_corpus(path: Path, count: int) -> None:
    """Recombine paragraphs of the project's own wire texts and digests into ``count`` articles."""
    root = Path(__file__).resolve().parent.parent
    texts = [p.read_text("utf-8").split("---", 2)[-1] for p in sorted((root / "seeds").glob("*.md"))]
    texts += [p.read_text("utf-8") for p in sorted((root / "tests" / "data" / "wire").glob("*.txt"))]
    paragraphs = [p.strip() for text in texts for p in text.split("\n\n") if len(p) > 80]
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            text = "\n\n".join(chance.sample(paragraphs, 8))
            out.write(json.dumps({"id": f"a{i}", "text": text, "published": "2023-09-12"}) + "\n")


def _run(corpus: Path, target: Path, workers: int) -> tuple[float, float]:
    """Seconds, and peak memory in MB of the largest process so far."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "geo", "parse", str(corpus), "-o", str(target), "--workers", str(workers), "-q"]
    subprocess.run(command, check=True)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def rows() -> list[dict[str, Any]]:
    """Throughput on one and two processes; peak memory at two sizes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = folder / "small.jsonl", folder / "large.jsonl"
        make_corpus(small, SMALL)
        make_corpus(large, LARGE)
        _, memory_small = _run(small, folder / "out.jsonl", 1)
        one, memory_large = _run(large, folder / "out.jsonl", 1)
        two, _ = _run(large, folder / "out.jsonl", 2)
    rates = (LARGE / two, LARGE / one)
    return [
        {
            "what": "articles/s, 2 processes",
            "ours": rates[0],
            "peer": "1 process",
            "peers": rates[1],
            "ratio": one / two,
        },
        {
            "what": f"peak MB at {LARGE:,} articles",
            "ours": memory_large,
            "peer": f"at {SMALL:,}",
            "peers": memory_small,
            "ratio": memory_large / memory_small,
        },
    ]
