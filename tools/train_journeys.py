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
from torch import Tensor
from torch.nn import functional as tools
from torch.optim import swa_utils

from geo.itinerary.learnt import language, weights
from geo.itinerary.learnt.language_build import tables
from tests.itinerary import scoring
from tests.itinerary.world import labelled_texts
from tools.journey_lessons import HIDDEN_PIECE, Lesson, drawn, lesson, names_by_kind
from tools.journey_network import LAYERS, SIGNS, Network, resume, shipped

SHIPPED = Path(weights.__file__).parent / "reader.npz"
ROUNDS, RATE, HEAD_RATE, DECAY = 10, 1.5e-4, 1.5e-3, 0.01
GENTLY = 0.4  # of these rates, where it goes on from a reader: at the full ones it first forgets
TOGETHER = 1000  # pieces in a batch
AVERAGED = 0.998  # what ships is the mean of the last steps, each of which weighs this much of the next one
RULES_KEPT, TUNED_KEPT = 0.85, 0.3  # how often what the rules found is shown: seldom where they were tuned on the text
FROM_RULES, FROM_RULE_PAIRS, FROM_RULE_SPOTS = 6, 27, 19  # where in the features what the rules found begins
SHARES = {"named": 0.4, "all": 0.5, "teller": 0.3, "mine": 1.0, "stop": 1.5, "before": 1.3}
SHARES |= {"spot": 0.3, "status": 0.4, "mode": 0.5, "again": 0.5, "when": 0.4}
LONE = 0.4  # how often but one of a traveller's words is marked
OTHERS = 0.6  # how often the other travellers' words are marked as such
FOUND, MIXED = 0.6, 0.15  # how many of them are, where not all; how often one of them is taken for the traveller's
OTHER_NAMES = 0.5  # how often a text is read with other places in it
MASKED = 0.08  # of its pieces up to so many are hidden
KEPT = 0.65  # how often the first reading is left as it was, where it goes on from a reader: it is learnt sooner
STRANGER, NOBODY = 0.35, 0.9  # how often a word that names no traveller is asked for its journey; without journeys
Losses = dict[str, list[Tensor]]
Asked = tuple[int, int, list[int], list[int]]  # a text, a traveller, marked words of it, of others


Drawn = tuple[Tensor, np.ndarray, np.ndarray]


def read(made: Lesson, chance: random.Random, pool: Mapping[str, Sequence[str]]) -> Drawn:
    """The rows of a text's pieces, each word's first piece, each piece's word; half of the time with other places."""
    numbers, first, word = drawn(made, chance, pool if chance.random() < OTHER_NAMES else None)
    share = MASKED * chance.random()
    for k in range(1, len(numbers) - 1):
        numbers[k] = HIDDEN_PIECE if chance.random() < share else numbers[k]
    return torch.tensor(language.embedded(numbers)), first, word


def batches(lessons: Sequence[Lesson], chance: random.Random) -> Iterator[list[int]]:
    """All texts, each as often as a round has it, in batches of texts of like length."""
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


def _either(odds: Tensor, truth: Tensor, known: Tensor) -> list[Tensor]:
    lost = tools.binary_cross_entropy_with_logits(odds, truth, reduction="none")
    return [(lost * known).sum(), known.sum()]


def _one_of(scores: Tensor, right: Tensor) -> list[Tensor]:
    known = right.sum(-1) > 0
    if not known.any():
        return [scores.sum() * 0.0, torch.tensor(0.0)]
    log = torch.where(right[known] > 0, tools.log_softmax(scores[known], -1), torch.tensor(-1e4))
    return [-torch.logsumexp(log, -1).sum(), known.sum().float()]


def _add(losses: Losses, name: str, row: Sequence[Tensor], share: float = 1.0) -> None:
    total = losses.setdefault(name, [torch.tensor(0.0), torch.tensor(0.0)])
    losses[name] = [total[0] + row[0] * share, total[1] + row[1] * share]


class Batch:
    """Some texts read together, and what is wrong with the reading."""

    def __init__(
        self,
        learner: Network,
        lessons: Sequence[Lesson],
        low: Sequence[Drawn],
        chance: random.Random,
        *,
        kept: bool = False,  # whether the first reading stays as it was
    ) -> None:
        self.learner, self.lessons, self._chance, self._kept = learner, lessons, chance, kept
        longest = (max(len(states) for states, _, _ in low) + 7) // 8 * 8
        self.rows, self.signs = (torch.zeros(len(low), longest, wide) for wide in (language.WIDTH, SIGNS))
        self.mask = torch.zeros(len(low), longest, dtype=torch.bool)
        self.first = [first for _, first, _ in low]
        self.hints: list[tuple[Tensor, Tensor, np.ndarray]] = []
        for n, (made, (states, _, word)) in enumerate(zip(lessons, low, strict=True)):
            own, features, pairs, between = self._shown(made)
            self.rows[n, : len(states)] = states
            self.signs[n, 1 : len(word) + 1] = torch.tensor(own[word])
            self.mask[n, : len(states)] = True
            self.hints.append((torch.tensor(features), torch.tensor(pairs), between))

    def _shown(self, made: Lesson) -> tuple[np.ndarray, ...]:
        """What is known of a text but for its words, mostly with what the rules found."""
        if not len(made["at"]) or self._chance.random() < (TUNED_KEPT if made["tuned"] else RULES_KEPT):
            return made["signs"], made["features"], made["pairs"], made["between"]
        signs, features, pairs, between = (made[name].copy() for name in ("signs", "features", "pairs", "between"))
        signs[:, SIGNS - features.shape[1] + FROM_RULES :] = 0.0
        features[:, FROM_RULES:], pairs[..., FROM_RULE_PAIRS:], between[..., FROM_RULE_SPOTS:] = 0.0, 0.0, 0.0
        return signs, features, pairs, between

    def losses(self) -> Losses:
        """What is wrong with the texts as they stand, and with each traveller's journey."""
        found: Losses = {}
        with torch.autocast("cpu", dtype=torch.bfloat16), torch.set_grad_enabled(not self._kept):
            states = self.states = self.learner.read(self.rows, self.signs, self.mask).float()
        asked: list[Asked] = []
        self.told: dict[int, Tensor] = {}
        for n, made in enumerate(self.lessons):
            words = self.learner.words(states[n][self.first[n]])
            named = self.learner.named(words)[:, 0]
            self._whole(n, words, named, found)
            if len(made["at"]):
                asked += self._travellers(n, named.detach().numpy())
        if asked:
            self._routes(asked, found)
        return found

    def _travellers(self, n: int, named: np.ndarray) -> Iterator[Asked]:
        """Whose journeys are asked for: each traveller's by some of its words, sometimes that of another word.

        As when journeys are read, a word of another is now and then taken for the traveller's.
        """
        made, chance = self.lessons[n], self._chance
        for number, heads in enumerate(made["heads"]):
            if heads:
                count = 1 if chance.random() < LONE else chance.randint(1, len(heads))
                own, others = chance.sample(heads, count), self._others(n, number)
                if others and count > 1 and chance.random() < MIXED:
                    own.append(others.pop(chance.randrange(len(others))))
                yield n, number, own, others
        others = np.flatnonzero(made["asked"] & ~made["named"])
        if len(others) and chance.random() < (STRANGER if made["routes"] else NOBODY):
            likely = named[others] + np.array([3.0 * chance.random() for _ in others])
            yield n, -1, [int(others[likely.argmax()])], self._others(n, -1)

    def _others(self, n: int, number: int) -> list[int]:
        """Words of the other travellers, all or some of them, as they are known once travellers have been found."""
        if self._chance.random() > OTHERS:
            return []
        kept = self._chance.choice((1.0, 1.0, FOUND))
        known = [word for other, heads in enumerate(self.lessons[n]["heads"]) if other != number for word in heads]
        return [word for word in known if self._chance.random() < kept]

    def _whole(self, n: int, words: Tensor, named: Tensor, found: Losses) -> None:
        made, learner = self.lessons[n], self.learner
        truth, known = (torch.tensor(made[name].astype(np.float32)) for name in ("named", "asked"))
        _add(found, "named", _either(named, truth, known))
        if not len(made["at"]):
            return
        (places,) = learner.all(words, made, self.hints[n][0])
        _add(found, "all", _either(places.odds, made["all"]["stop"], made["all"]["known"]))
        log = torch.log_softmax(learner.tellers(words, places.rows, places.shares, made), 1)
        self.told[n] = log.detach().exp()
        for i, whose in made["tellers"].items():
            lost = [-torch.logsumexp(log[i][made["heads"][number]], 0) for number in whose if made["heads"][number]]
            if lost:
                _add(found, "teller", [torch.stack(lost).mean(), torch.tensor(1.0)])

    def _routes(self, asked: Sequence[Asked], found: Losses) -> None:
        which = [n for n, *_ in asked]
        marks = torch.zeros(len(asked), self.rows.shape[1], 2)
        for row, (n, _, *words) in enumerate(asked):
            for whose, heads in enumerate(words):
                marks[row, self.first[n][heads], whose] = 1.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            known = self.rows[which], self.signs[which], self.mask[which], self.states[which]
            states = self.learner.again(*known, marks).float()
        for row, (n, number, own, others) in enumerate(asked):
            words = self.learner.words(states[row][self.first[n]])
            self._mine(n, number, [*own, *others], words, found)
            told = [self.told[n][:, marked].sum(1, keepdim=True) for marked in (own, others)]
            self._route(n, number, words, torch.cat([self.hints[n][0], *told], 1), found)

    def _mine(self, n: int, number: int, marked: Sequence[int], words: Tensor, found: Losses) -> None:
        """Which other words name the traveller whose words are marked; doubtful words are not asked."""
        if number < 0:
            return
        made = self.lessons[n]
        truth, known = torch.zeros(len(words)), torch.tensor(made["asked"].astype(np.float32))
        truth[made["heads"][number]] = 1.0
        known[list(marked)] = 0.0
        odds = self.learner.mine(words)[:, 0]
        lost, _ = _either(odds, truth, known)
        _add(found, "mine", [lost, torch.tensor(float(len(made["heads"][number])))])

    def _route(self, n: int, number: int, words: Tensor, features: Tensor, found: Losses) -> None:
        made, heads = self.lessons[n], self.learner.one
        visits = heads(words, made, features)
        count, odds = len(features), torch.cat([one.odds for one in visits])
        if number < 0:
            _add(found, "stop", _either(odds[:count], torch.zeros(count), torch.ones(count)), 0.5)
            return
        right, rows = made["routes"][number], torch.cat([one.rows for one in visits])
        for name, which in (("stop", slice(count)), ("again", slice(count, None))):
            _add(found, name, _either(odds[which], right["stop"][which], right["known"][which]))
        _add(found, "status", _one_of(heads.status(rows), right["status"]))
        _add(found, "mode", _one_of(heads.mode(rows), right["mode"]))
        told = np.concatenate([one.shares.detach().argmax(1).numpy() for one in visits])
        pairs, between = self.hints[n][1].repeat(2, 2, 1), torch.tensor(self.hints[n][2][told][:, told])
        before, spot = heads.pairs(rows, pairs, between)
        _add(found, "before", _either(before, right["before"], right["said"]))
        _add(found, "spot", _either(spot[:count, :count], right["spot"], right["both"]))
        if right["dated"].any():
            scores = heads.when(rows, told, words, made)
            means = torch.where(right["when"] > 0, tools.log_softmax(scores, -1), torch.tensor(-1e4))
            _add(found, "when", [-(torch.logsumexp(means, -1) * right["dated"]).sum(), right["dated"].sum()])


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
            own = [read(lessons[n], chance, pool) for n in rows]
            kept = begin is not None and chance.random() < KEPT
            losses = Batch(learner, [lessons[n] for n in rows], own, chance, kept=kept).losses()
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
