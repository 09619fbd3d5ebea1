"""The reader of journeys as it is trained: the same sums as ``geo.itinerary.learnt.network``, with gradients.

Needs torch, which the run time does not. The rows of pieces of words stay as the package has them; all layers are
trained, together with the heads.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as tools

from geo.itinerary.learnt.encoding import MODES, PAIR_FEATURES, PLACE_FEATURES, SPOT_FEATURES, STATUSES
from geo.itinerary.learnt.language import BIASES, HEADS, MATRICES, SCALE, WIDTH
from geo.itinerary.learnt.timing import TIME_FEATURES, TIME_WAYS, ways

LAYERS, SIGNED = 6, 3  # of a reading; what else is known of the words is added before the second of these numbers
DEEPER = (0, SIGNED)  # the layers before which a second reading is told what the first one made of the pieces
TOLD = 2  # how much of what the text as it stands says of a place is told of the marked words, how much of others
SIGNS = 23 + PLACE_FEATURES
HIDDEN, PAIRED, KEY = 256, 256, 64
HEAD_DROPPED, DROPPED = 0.15, 0.05  # of what the heads see, of what each layer adds
NEVER = -1e4
Text = Mapping[str, Any]


def dense(rows: int, columns: int, size: float = 1.0) -> nn.Linear:
    """A linear map with random weights."""
    made = nn.Linear(rows, columns)
    nn.init.normal_(made.weight, 0.0, size / math.sqrt(rows))
    nn.init.zeros_(made.bias)
    return made


def left_out(rows: Tensor, share: float, *, training: bool) -> Tensor:
    """Rows with a share of their numbers left out while training."""
    return tools.dropout(rows, share, training)


class Layer(nn.Module):
    """One layer of the language model, from 8-bit matrices."""

    def __init__(self, known: Mapping[str, np.ndarray], number: int) -> None:
        super().__init__()
        made = {}
        for name in MATRICES:
            made[name] = known[f"{number}.{name}"].astype(np.float32) * known[f"{number}.{name}{SCALE}"]
        made |= {name: known[f"{number}.{name}"].astype(np.float32) for name in BIASES}
        self.own = nn.ParameterDict({name: nn.Parameter(torch.tensor(value)) for name, value in made.items()})

    def _times(self, rows: Tensor, name: str) -> Tensor:
        return rows @ self.own[name] + self.own[f"{name}_bias"]

    def _normed(self, rows: Tensor, name: str) -> Tensor:
        return tools.layer_norm(rows, (WIDTH,), self.own[f"{name}_weight"], self.own[f"{name}_bias"], 1e-12)

    def forward(self, rows: Tensor, mask: Tensor) -> Tensor:
        """Rows of shape (texts, pieces, 384); what the mask leaves out is not attended to."""
        texts, pieces, _ = rows.shape
        query, key, value = (
            self._times(rows, name).view(texts, pieces, HEADS, -1).transpose(1, 2).flatten(0, 1)
            for name in ("query", "key", "value")
        )
        unseen = torch.where(mask, 0.0, NEVER).to(query.dtype).repeat_interleave(HEADS, 0)[:, None]
        scores = torch.baddbmm(unseen, query, key.transpose(1, 2), alpha=math.sqrt(HEADS / WIDTH))
        seen = (torch.softmax(scores, -1, dtype=scores.dtype) @ value).view(texts, HEADS, pieces, -1)
        seen = self._left(self._times(seen.transpose(1, 2).reshape(rows.shape), "out"))
        rows = self._normed(rows + seen, "first")
        worked = self._times(tools.gelu(self._times(rows, "up"), approximate="tanh"), "down")
        return self._normed(rows + self._left(worked), "second")

    def _left(self, rows: Tensor) -> Tensor:
        return left_out(rows, DROPPED, training=self.training)


class Visits(NamedTuple):
    """Each place's row, the log odds that it is visited, and how much each mention says of it."""

    rows: Tensor
    odds: Tensor
    shares: Tensor


class Places(nn.Module):
    """What the places of one text are, from what is said at their mentions."""

    def __init__(self, *, routes: bool) -> None:
        super().__init__()
        self.routes = routes
        self.mention, self.role = dense(3 * WIDTH, HIDDEN), dense(HIDDEN, 1)
        known = PLACE_FEATURES + TOLD * routes
        self.place, self.role2 = dense(HIDDEN + known, HIDDEN), dense(HIDDEN, 1, 0.3)
        nn.init.constant_(self.role2.bias, -1.0)
        if routes:
            self.status, self.mode = dense(HIDDEN, len(STATUSES)), dense(HIDDEN, len(MODES))
            self.order, self.spot = dense(PAIRED, 1), dense(PAIRED, 1)
            nn.init.constant_(self.spot.bias, -1.0)
            self.further, self.second, self.again = dense(HIDDEN, 1), dense(HIDDEN + known, HIDDEN), dense(HIDDEN, 1)
            nn.init.constant_(self.again.bias, -3.0)
            self.earlier, self.later = dense(HIDDEN, PAIRED), dense(HIDDEN, PAIRED)
            self.hints, self.between = dense(PAIR_FEATURES, PAIRED), dense(SPOT_FEATURES, PAIRED, 0.0)
            self.ask, self.clock, self.undated = dense(HIDDEN, KEY), dense(2 * WIDTH, KEY), dense(HIDDEN, 1)
            self.timing, self.timed = dense(TIME_WAYS + TIME_FEATURES, 32), dense(32, 1)

    def forward(self, rows: Tensor, own: Tensor, features: Tensor) -> tuple[Visits, ...]:
        """The places as they are visited first and, where journeys are read, as they are visited again.

        Rows, of shape (mentions, 3 * 384), are each mention's first and last word and the mean of all that was read
        with it; ``own``, of shape (places, mentions), is whose mentions those are.
        """
        mentions = left_out(torch.tanh(self.mention(rows)), HEAD_DROPPED, training=self.training)
        first = self._visits(mentions, own, features, (self.role, self.place, self.role2))
        if not self.routes:
            return (first,)
        return first, self._visits(mentions, own, features, (self.further, self.second, self.again))

    def _visits(self, mentions: Tensor, own: Tensor, features: Tensor, heads: Sequence[nn.Linear]) -> Visits:
        role, place, visited = heads
        raised = torch.where(own, 2.0 * role(mentions)[:, 0], torch.tensor(NEVER))
        shares = torch.softmax(raised, 1) * own
        places = torch.tanh(place(torch.cat([shares @ mentions, features], -1)))
        places = left_out(places, HEAD_DROPPED, training=self.training)
        return Visits(places, torch.logsumexp(raised, 1) / 2.0 + visited(places)[:, 0], shares)

    def pairs(self, rows: Tensor, pairs: Tensor, between: Tensor) -> tuple[Tensor, Tensor]:
        """Log odds of two visits: the first is before the other, both are one stop."""
        known = self.hints(pairs) + self.between(between)
        told = torch.tanh(self.earlier(rows)[:, None] + self.later(rows)[None] + known)
        told = left_out(told, HEAD_DROPPED, training=self.training)
        half, one = (head(told)[..., 0] for head in (self.order, self.spot))
        return half - half.T, one + one.T

    def when(self, rows: Tensor, told: np.ndarray, words: Tensor, text: Text) -> Tensor:
        """Scores of nothing dating each visit, and of each time, as seen from the mentions that tell of the visits."""
        times = text["time_at"]
        place = ways(text["at"][told], times, text["sentence"], text["paragraph"], text["at"])
        known = np.concatenate([place, np.broadcast_to(text["time_kinds"], (len(told), *text["time_kinds"].shape))], -1)
        near = self.timed(torch.tanh(self.timing(torch.tensor(known))))[..., 0]
        keys = self.clock(torch.cat([words[times[:, 0]], words[times[:, 1]]], -1))
        return torch.cat([self.undated(rows), self.ask(rows) @ keys.T / 8.0 + near], 1)


class Network(nn.Module):
    """All layers, those that read a text as it stands and those that read it for one traveller, and all heads."""

    def __init__(self, known: Mapping[str, np.ndarray]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(known, number % LAYERS) for number in range(2 * LAYERS))
        self.flags = nn.ModuleList(nn.Linear(SIGNS, WIDTH) for _ in range(2))
        for one in self.flags:
            nn.init.zeros_(one.weight)
            nn.init.zeros_(one.bias)
        self.deeper = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in DEEPER)
        for two in self.deeper:
            nn.init.zeros_(two.weight)
        self.marks = nn.Parameter(torch.zeros(LAYERS, 2, WIDTH))
        nn.init.normal_(self.marks[0, 0], 0.0, 0.5)
        self.all, self.one = Places(routes=False), Places(routes=True)
        self.named, self.told, self.teller = dense(WIDTH, 1), dense(WIDTH, KEY), dense(HIDDEN, KEY)
        self.mine = dense(WIDTH, 1)
        nn.init.constant_(self.named.bias, -2.0)
        nn.init.constant_(self.mine.bias, -2.0)
        self.near, self.nearer = dense(8, 16), dense(16, 1)

    def read(self, rows: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """What the layers make of the rows of pieces and of what else is known of them, the signs."""
        for number in range(LAYERS):
            if number == SIGNED:
                rows = rows + self.flags[0](signs)
            rows = self.layers[number](rows, mask)
        return rows

    def again(self, rows: Tensor, signs: Tensor, mask: Tensor, first: Tensor, marks: Tensor) -> Tensor:
        """The same of the second six layers, which know what the first made of it and whose journey is asked for.

        Marks, of shape (texts, pieces, 2), are a traveller's words and those of the others.
        """
        for number in range(LAYERS):
            if number == SIGNED:
                rows = rows + self.flags[1](signs)
            rows = rows + marks @ self.marks[number]
            if number in DEEPER:
                rows = rows + self.deeper[DEEPER.index(number)](first)
            rows = self.layers[LAYERS + number](rows, mask)
        return rows

    def words(self, states: Tensor) -> Tensor:
        """States as the heads see them."""
        return left_out(states, HEAD_DROPPED, training=self.training)

    def tellers(self, words: Tensor, places: Tensor, told: np.ndarray, can: Tensor, text: Text) -> Tensor:
        """Scores of the words that name the traveller of whom each place is told, at the token where it is told of.

        Which words can do that is of shape (places, tokens).
        """
        near = self.nearer(torch.tanh(self.near(torch.tensor(_way(text, told)))))[..., 0]
        score = self.teller(places) @ self.told(words).T / 8.0 + near + self.named(words)[:, 0]
        return torch.where(can, score, torch.tensor(NEVER))


def _way(text: Text, at: np.ndarray) -> np.ndarray:
    words = np.arange(len(text["sentence"]))
    gap = text["sentence"][None] - text["sentence"][at][:, None]
    one, steps = text["paragraph"][None] == text["paragraph"][at][:, None], words[None] - at[:, None]
    tests = (gap == 0, gap == -1, gap < -1, gap > 0, one, np.sign(steps), np.tanh(steps / 8.0), np.tanh(steps / 60.0))
    return np.stack(tests, -1).astype(np.float32)


def shipped(network: Network) -> dict[str, np.ndarray]:
    """The weights as ``geo.itinerary.learnt.weights`` loads them: matrices of layers in 8 bits, the rest in 16."""
    found: dict[str, np.ndarray] = {}
    for name, value in network.state_dict().items():
        array = value.float().numpy()
        part = name.split(".")
        if part[0] != "layers":
            found[name] = (array.T if part[-1] == "weight" else array).astype(np.float16)
            continue
        own = f"{part[1]}.{part[-1]}"
        if part[-1] in MATRICES:
            scale = np.abs(array).max(axis=0) / 127.0
            found[own] = np.round(array / scale).astype(np.int8)
            found[f"{own}{SCALE}"] = scale.astype(np.float32)
        else:
            found[own] = array.astype(np.float16)
    return found


def resume(network: Network, known: Mapping[str, np.ndarray]) -> None:
    """Give a network the weights of one that ships."""
    wanted = network.state_dict()
    for name in wanted:
        part = name.split(".")
        if part[0] != "layers":
            array = known[name].T if part[-1] == "weight" else known[name]
        else:
            own = f"{part[1]}.{part[-1]}"
            array = known[own] * known[f"{own}{SCALE}"] if part[-1] in MATRICES else known[own]
        wanted[name] = torch.tensor(np.ascontiguousarray(array, np.float32))
    network.load_state_dict(wanted)
