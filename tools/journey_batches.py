"""Texts read together by the network that is trained, in parts as when journeys are read, and what is wrong with it."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as tools

from geo.itinerary.learnt import language
from tools.journey_lessons import HIDDEN_PIECE, Lesson, Part, drawn
from tools.journey_network import NEVER, SIGNS, Network

__all__ = ["Batch", "Losses", "read"]

RULES_KEPT, TUNED_KEPT = 0.85, 0.3  # how often what the rules found is shown: seldom where they were tuned on the text
FROM_RULES, FROM_RULE_PAIRS, FROM_RULE_SPOTS = 6, 27, 19  # where in the features what the rules found begins
LONE = 0.4  # how often but one of a traveller's words is marked
OTHERS = 0.6  # how often the other travellers' words are marked as such
FOUND, MIXED = 0.6, 0.15  # how many of them are, where not all; how often one of them is taken for the traveller's
OTHER_NAMES = 0.5  # how often a text is read with other places in it
MASKED = 0.08  # of its pieces up to so many are hidden
STRANGER, NOBODY = 0.35, 0.9  # how often a word that names no traveller is asked for its journey; without journeys
ASKED = 2  # travellers of a text in many parts whose journeys are asked for at a time
Losses = dict[str, list[Tensor]]
Asked = tuple[int, int, list[int], list[int]]  # a text, a traveller, marked words of it, of others


def read(made: Lesson, chance: random.Random, pool: Mapping[str, Sequence[str]]) -> list[Part]:
    """The parts of a text, some of their pieces hidden; half of the time with other places."""
    parts = drawn(made, chance, pool if chance.random() < OTHER_NAMES else None)
    share = MASKED * chance.random()
    for part in parts:
        hidden = [chance.random() < share for _ in part.numbers[1:-1]]
        part.numbers[1:-1][hidden] = HIDDEN_PIECE
    return parts


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
        low: Sequence[Sequence[Part]],
        chance: random.Random,
        *,
        kept: bool = False,  # whether the first reading stays as it was
    ) -> None:
        self.learner, self.lessons, self._chance, self._kept = learner, lessons, chance, kept
        self.texts = [_Text(made, parts, *self._shown(made)) for made, parts in zip(lessons, low, strict=True)]
        self.parts = [(n, k) for n, text in enumerate(self.texts) for k in range(len(text.parts))]
        longest = (max(len(self.texts[n].parts[k].numbers) for n, k in self.parts) + 7) // 8 * 8
        self.rows, self.signs = (torch.zeros(len(self.parts), longest, wide) for wide in (language.WIDTH, SIGNS))
        self.mask = torch.zeros(len(self.parts), longest, dtype=torch.bool)
        for row, (n, k) in enumerate(self.parts):
            part = self.texts[n].parts[k]
            count = len(part.numbers)
            self.rows[row, :count] = torch.tensor(language.embedded(part.numbers))
            self.signs[row, 1 : count - 1] = torch.tensor(self.texts[n].signs[part.word])
            self.mask[row, :count] = True

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
        for n, text in enumerate(self.texts):
            known = {k: states[row] for row, (m, k) in enumerate(self.parts) if m == n}
            seen = text.seen(self.learner, known)
            named = self.learner.named(seen.words)[:, 0]
            self._whole(n, seen, named, found)
            if len(text.made["at"]):
                asked += self._travellers(n, named.detach().numpy())
        if asked:
            self._routes(asked, found)
        return found

    def _travellers(self, n: int, named: np.ndarray) -> Sequence[Asked]:
        """Whose journeys are asked for: each traveller's by some of its words, sometimes that of another word.

        As when journeys are read, a word of another is now and then taken for the traveller's. Of a text in many parts
        not all are asked for.
        """
        found = list(self._all_travellers(n, named))
        if len(self.texts[n].parts) <= 1 or len(found) <= ASKED:
            return found
        return self._chance.sample(found, ASKED)

    def _all_travellers(self, n: int, named: np.ndarray) -> Iterator[Asked]:
        made, chance, read = self.lessons[n], self._chance, self.texts[n].read
        for number, words in enumerate(made["heads"]):
            heads = [word for word in words if read[word]]
            if heads:
                count = 1 if chance.random() < LONE else chance.randint(1, len(heads))
                own, others = chance.sample(heads, count), self._others(n, number)
                if others and count > 1 and chance.random() < MIXED:
                    own.append(others.pop(chance.randrange(len(others))))
                yield n, number, own, others
        others = np.flatnonzero(made["asked"] & ~made["named"] & read)
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

    def _whole(self, n: int, seen: "_Seen", named: Tensor, found: Losses) -> None:
        text, learner = self.texts[n], self.learner
        made = text.made
        truth, known = (torch.tensor(row.astype(np.float32)) for row in (made["named"], made["asked"] & text.read))
        _add(found, "named", _either(named, truth, known))
        if not len(made["at"]):
            return
        (places,) = learner.all(seen.mentions, made["own"], text.features)
        _add(found, "all", _either(places.odds, made["all"]["stop"], made["all"]["known"]))
        told = made["at"][places.shares.detach().argmax(1).numpy()]
        can = made["can"] & torch.tensor(text.beside(told))
        log = torch.log_softmax(learner.tellers(seen.words, places.rows, told, can, made), 1)
        self.told[n] = log.detach().exp()
        for i, whose in made["tellers"].items():
            heads = [[word for word in made["heads"][number] if can[i, word]] for number in whose]
            lost = [-torch.logsumexp(log[i][words], 0) for words in heads if words]
            if lost:
                _add(found, "teller", [torch.stack(lost).mean(), torch.tensor(1.0)])

    def _routes(self, asked: Sequence[Asked], found: Losses) -> None:
        """Of each text the parts are read that name the traveller, if they tell of a place."""
        which = [
            (row, ask)
            for ask, (n, _, own, _) in enumerate(asked)
            for row, (m, k) in enumerate(self.parts)
            if m == n and len(self.texts[n].parts[k].held(own)) and self.texts[n].tells(k)
        ]
        rows = [row for row, _ in which]
        marks = torch.zeros(len(rows), self.rows.shape[1], 2)
        for place, (row, ask) in enumerate(which):
            n, k = self.parts[row]
            part = self.texts[n].parts[k]
            for whose, heads in enumerate(asked[ask][2:]):
                marks[place, part.first[part.held(heads)], whose] = 1.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            known = self.rows[rows], self.signs[rows], self.mask[rows], self.states[rows]
            states = self.learner.again(*known, marks).float()
        for ask, (n, number, own, others) in enumerate(asked):
            parts = {self.parts[row][1]: states[place] for place, (row, one) in enumerate(which) if one == ask}
            if not parts:
                continue
            seen = self.texts[n].seen(self.learner, parts)
            self._mine(n, number, [*own, *others], seen, found)
            told = [self.told[n][:, marked].sum(1, keepdim=True) for marked in (own, others)]
            self._route(n, number, seen, torch.cat([self.texts[n].features, *told], 1), found)

    def _mine(self, n: int, number: int, marked: Sequence[int], seen: "_Seen", found: Losses) -> None:
        """Which other words name the traveller whose words are marked; doubtful words are not asked."""
        if number < 0:
            return
        made = self.lessons[n]
        truth, known = torch.zeros(len(seen.words)), torch.tensor((made["asked"] & seen.read).astype(np.float32))
        truth[made["heads"][number]] = 1.0
        known[list(marked)] = 0.0
        odds = self.learner.mine(seen.words)[:, 0]
        lost, _ = _either(odds, truth, known)
        _add(found, "mine", [lost, torch.tensor(float(seen.read[made["heads"][number]].sum()))])

    def _route(self, n: int, number: int, seen: "_Seen", features: Tensor, found: Losses) -> None:
        text, heads = self.texts[n], self.learner.one
        made = text.made
        own = made["own"] & torch.tensor(seen.read[made["at"]])
        visits = heads(seen.mentions, own, features)
        count, odds = len(features), torch.cat([one.odds for one in visits])
        met = own.any(1).float()
        if number < 0:
            _add(found, "stop", _either(odds[:count], torch.zeros(count), met), 0.5)
            return
        right, rows = made["routes"][number], torch.cat([one.rows for one in visits])
        either = met.repeat(2)
        both = either[:, None] * either[None]
        for name, which in (("stop", slice(count)), ("again", slice(count, None))):
            _add(found, name, _either(odds[which], right["stop"][which], right["known"][which] * met))
        _add(found, "status", _one_of(heads.status(rows), right["status"] * either[:, None]))
        _add(found, "mode", _one_of(heads.mode(rows), right["mode"] * either[:, None]))
        told = np.concatenate([one.shares.detach().argmax(1).numpy() for one in visits])
        pairs, between = text.pairs.repeat(2, 2, 1), torch.tensor(text.between[told][:, told])
        before, spot = heads.pairs(rows, pairs, between)
        _add(found, "before", _either(before, right["before"], right["said"] * both))
        _add(found, "spot", _either(spot[:count, :count], right["spot"], right["both"] * both[:count, :count]))
        times = torch.tensor(np.concatenate([[True], seen.read[made["time_at"]].all(1)]))
        means = right["when"] * times
        dated = right["dated"] * either * (means.sum(1) > 0)
        if dated.any():
            scores = torch.where(times, heads.when(rows, told, seen.words, made), torch.tensor(NEVER))
            log = torch.where(means > 0, tools.log_softmax(scores, -1), torch.tensor(NEVER))
            _add(found, "when", [-(torch.logsumexp(log, -1) * dated).sum(), dated.sum()])


class _Seen(NamedTuple):
    """What a reading made of a text: each token's row, each mention's rows, and which tokens were read at all."""

    words: Tensor
    mentions: Tensor
    read: np.ndarray


class _Text:
    """A text and the parts of it that are read: those that tell of a place, all of them where none does."""

    def __init__(
        self,
        made: Lesson,
        parts: Sequence[Part],
        signs: np.ndarray,
        features: np.ndarray,
        pairs: np.ndarray,
        between: np.ndarray,
    ) -> None:
        self.made, self.signs, self.between = made, signs, between
        self.features, self.pairs = torch.tensor(features), torch.tensor(pairs)
        self.parts = [part for part in parts if part.inside(made["at"]).any()] or list(parts)
        self.read = self._read(range(len(self.parts)))

    def _read(self, which: Iterable[int]) -> np.ndarray:
        read = np.zeros(len(self.made["sentence"]), bool)
        for k in which:
            read[self.parts[k].own] = True
        return read

    def tells(self, k: int) -> bool:
        """Whether a part tells of a place."""
        return bool(self.parts[k].inside(self.made["at"]).any())

    def beside(self, tokens: np.ndarray) -> np.ndarray:
        """Which tokens are read where each of some tokens is told of: shape (k, tokens)."""
        found = np.zeros((len(tokens), len(self.read)), bool)
        for part in self.parts:
            found[np.ix_(part.inside(tokens), part.tokens)] = True
        return found & self.read

    def seen(self, learner: Network, states: Mapping[int, Tensor]) -> _Seen:
        """What stands in the states of some parts' pieces, as the heads see it."""
        at, last = self.made["at"], self.made["last"]
        words = torch.zeros(len(self.read), language.WIDTH)
        mentions = torch.zeros(len(at), 3 * language.WIDTH)
        for k, rows in states.items():
            part = self.parts[k]
            own = learner.words(rows[part.first])
            words[part.own] = own[part.new]
            inside = np.flatnonzero(part.inside(at))
            ends = [np.minimum(np.searchsorted(part.tokens, row[inside]), len(own) - 1) for row in (at, last)]
            whole = own.mean(0, keepdim=True).expand(len(inside), -1)
            mentions[inside] = torch.cat([own[ends[0]], own[ends[1]], whole], -1)
        return _Seen(words, mentions, self._read(states))
