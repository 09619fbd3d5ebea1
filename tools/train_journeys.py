"""Train the reader of journeys.

    python tools/train_journeys.py                    # writes geo/itinerary/learnt/reader.npz, an hour and a half
    python tools/train_journeys.py --begin FILE       # goes on from a reader, as when texts have been added
    python tools/train_journeys.py --score            # scores the texts set aside by the reader that ships

The texts are those of ``tests/data/journeys*.jsonl``; those that say ``aside`` are never trained on. Needs torch
(``pip install --group train``), which the run time does not.
"""

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch
from torch.optim import swa_utils

from geo.itinerary.learnt import weights
from geo.itinerary.learnt.language_build import tables
from tests.itinerary import scoring
from tests.itinerary.world import labelled_texts
from tools.journey_batches import Batch, read
from tools.journey_lessons import Lesson, lesson, names_by_kind
from tools.journey_network import LAYERS, Network, resume, shipped

SHIPPED = Path(weights.__file__).parent / "reader.npz"
ROUNDS, RATE, HEAD_RATE, DECAY = 10, 1.5e-4, 1.5e-3, 0.01
GENTLY = 0.4  # of these rates, where it goes on from a reader: at the full ones it first forgets
TOGETHER = 1000  # pieces in a batch
AVERAGED = 0.998  # what ships is the mean of the last steps, each of which weighs this much of the next one
SHARES = {"named": 0.4, "all": 0.5, "teller": 0.3, "mine": 1.0, "stop": 1.5, "before": 1.3}
SHARES |= {"spot": 0.3, "status": 0.4, "mode": 0.5, "again": 0.5, "when": 0.4}
KEPT = 0.65  # how often the first reading is left as it was, where it goes on from a reader: it is learnt sooner


def batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[int]]:
    """All texts, each as often as a round has it, in batches of texts of like length; long ones alone."""
    lengths = [sum(map(len, made["pieces"])) + 2 for made in lessons]
    rounds = [n for n, made in enumerate(lessons) for _ in range(made["often"])]
    order = sorted(rounds, key=lambda n: len(lessons[n]["words"]) + 20 * chance.random())
    found: list[list[int]] = [[]]
    for n in order:
        if found[-1] and max(lengths[n], *(lengths[m] for m in found[-1])) * (len(found[-1]) + 1) > TOGETHER:
            found.append([])
        found[-1].append(n)
    chance.shuffle(found)
    yield from found


def trained(lessons: Sequence[Lesson], begin: Path | None = None, rounds: int = ROUNDS) -> dict[str, np.ndarray]:
    """Train a reader, from another one if told to; its weights as they ship, but for the pieces of words."""
    torch.manual_seed(0)
    chance = random.Random(0)
    learner = Network(tables(range(LAYERS)))  # type: ignore[arg-type]
    if begin is not None:
        with np.load(begin) as known:
            resume(learner, known)
    pool = names_by_kind(lessons)
    inner = list(learner.layers.parameters())
    outer = [own for name, own in learner.named_parameters() if not name.startswith("layers.")]
    share = 1.0 if begin is None else GENTLY
    groups = [{"params": inner, "lr": share * RATE}, {"params": outer, "lr": share * HEAD_RATE}]
    teacher = torch.optim.AdamW(groups, weight_decay=DECAY, betas=(0.9, 0.98))
    steps = rounds * sum(1 for _ in batches(lessons, random.Random(1)))
    warm = steps // 15 + 1
    course = torch.optim.lr_scheduler.LambdaLR(
        teacher, lambda n: min((n + 1) / warm, 0.5 * (1 + math.cos(math.pi * min(n / steps, 1.0))))
    )
    mean = swa_utils.AveragedModel(learner, multi_avg_fn=swa_utils.get_ema_multi_avg_fn(AVERAGED))
    began, done = time.monotonic(), 0
    learner.train()
    for _ in range(rounds):
        for rows in batches(lessons, chance):
            parts = [read(lessons[n], chance, pool) for n in rows]
            kept = begin is not None and chance.random() < KEPT
            losses = Batch(learner, [lessons[n] for n in rows], parts, chance, kept=kept).losses()
            total = torch.stack([SHARES[name] * a / (b + 1e-3) for name, (a, b) in losses.items()]).sum()
            teacher.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_([*inner, *outer], 1.0)
            teacher.step()
            course.step()
            mean.update_parameters(learner)
            done += 1
            print(f"step {done} of {steps}, {time.monotonic() - began:.0f} s", end="\r", flush=True)
    print()
    return shipped(mean.module)


def saved(found: Mapping[str, np.ndarray], path: Path) -> None:
    """Write a reader beside the old one, then in its place; the pieces of words are those that it had."""
    with np.load(SHIPPED) as file:
        words = file["pieces"]
    beside = path.with_suffix(".new.npz")
    np.savez_compressed(beside, pieces=words, **found)  # type: ignore[arg-type]
    beside.replace(path)


def line(score: scoring.Score) -> str:
    """A score in one line."""
    return (
        f"F1 {score.f1:.3f} (found {score.found}, missed {score.missed}, extra {score.extra}) "
        f"status {score.status_share:.3f} mode {score.mode_share:.3f} dates {score.date_share:.3f} "
        f"invented {len(score.invented)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train for shipping, or score the texts set aside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--score", action="store_true", help="score the texts set aside by the reader that ships")
    parser.add_argument("--begin", type=Path, metavar="FILE", help="a reader to go on from")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each text is read")
    parser.add_argument("--to", type=Path, default=SHIPPED, metavar="FILE", help="where the weights go")
    options = parser.parse_args(arguments)
    items = labelled_texts()
    if options.score:
        aside = [item for item in items if item.get("aside")]
        for writer in sorted({item["author"] for item in aside}):
            theirs = [item for item in aside if item["author"] == writer]
            print(f"{writer:12} {line(scoring.score(theirs))}", flush=True)
        return
    lessons = [lesson(item) for item in items if not item.get("aside")]
    saved(trained(lessons, options.begin, options.rounds), options.to)
    print(f"{options.to.name}: {options.to.stat().st_size} bytes")


if __name__ == "__main__":
    main()
