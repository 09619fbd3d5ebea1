"""The reader of journeys: who travels, and what each place of the text is to one of them.

A text is read twice, by six layers each time. First as it stands: which words name a traveller, which places are stops
of anybody, and of whom each of them tells. Then once for every traveller, on top of that first reading, with the words
that name it marked and, once they are known, those that name the others: where that one goes, in what order, how and
how surely, so that two who share a stop each have it. Plain numpy; the weights are made by ``tools/train_journeys.py``.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.itinerary.learnt import language
from geo.itinerary.learnt.chances import logistic, softmax
from geo.itinerary.learnt.clock import Clock
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.language import WIDTH
from geo.itinerary.learnt.pieces import CLOSE, OPEN, Window
from geo.itinerary.learnt.weights import reader

__all__ = ["MOST", "PRONOUNS", "Opinion", "Reading", "Route"]

Floats = NDArray[np.float32]
MOST = 40  # places of a text that are looked at in pairs: the likeliest ones
NEVER = -99.0  # log odds of what no word can be
_LAYERS, _SIGNED = 6, 3  # of a reading; what else is known of the words is added before the second of these numbers
_DEEPER = (0, _SIGNED)  # the layers before which a second reading is told what the first one made of the pieces
_FIRST, _FURTHER = ("role", "place", "role2"), ("further", "second", "again")  # the heads of a place's visits
_HARDLY = 0.1  # second visits less probable than this are compared with nothing
PRONOUNS = frozenset("he it she they we i him her them his their its us who which".split())


class Opinion(NamedTuple):
    """What the reader thinks of a text as it stands.

    Attributes
    ----------
    chosen : list of int
        The places it looked at closely, by their index in the encoded text; all else is no stop.
    stop : array of shape (n,)
        How probable it is that the place is a stop of some journey.
    told : list of int
        Which mention of each place tells most of the stop, by its index among the mentions.
    named : array of shape (tokens,)
        Log odds that a traveller is named by a phrase that ends with this word.
    of : array of shape (n, tokens)
        How probable it is that the place is told of the traveller whom a word names.
    """

    chosen: list[int]
    stop: NDArray[np.float64]
    told: list[int]
    named: NDArray[np.float64]
    of: Floats


class Route(NamedTuple):
    """What the reader thinks of one traveller; places are those that the opinion chose.

    Each of the n places has two rows, the second of them, n rows on, for its being visited again.

    Attributes
    ----------
    stop, again : arrays of shape (n,)
        How probable it is that the place is a stop, and that the journey comes back to it.
    status, mode : arrays of shape (2n, 4) and (2n, 6)
        Probabilities, in the order of ``STATUSES`` and ``MODES``.
    before : array of shape (2n, 2n)
        Log odds that the first is travelled to before the second; zero for hardly probable second visits.
    spot : array of shape (n, n)
        Log odds that two are one stop, as an airport and its town.
    told : list of int
        Which mention of each place tells most of the visit, of 2n.
    mine : array of shape (tokens,)
        Log odds that a word names this traveller too.
    when : array of shape (2n, 1 + times)
        How probable it is that nothing says when, or each of the text's times.
    """

    stop: NDArray[np.float64]
    again: NDArray[np.float64]
    status: NDArray[np.float64]
    mode: NDArray[np.float64]
    before: NDArray[np.float64]
    spot: NDArray[np.float64]
    told: list[int]
    mine: NDArray[np.float64]
    when: NDArray[np.float64]


class _Opened(NamedTuple):
    """A window's tokens: the rows of their pieces, what else is known of those, and where each token's begin."""

    window: Window
    tokens: NDArray[np.int64]
    rows: Floats
    signs: Floats
    starts: NDArray[np.int64]

    @property
    def own(self) -> slice:
        """The tokens that are told of here, in the text."""
        return slice(self.window.first, self.window.end)

    @property
    def new(self) -> slice:
        """The same among all that are read here: the last ones."""
        return slice(len(self.tokens) - (self.window.end - self.window.first), None)

    def at(self, tokens: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where tokens that are read here stand among all that are."""
        return np.searchsorted(self.tokens, tokens)

    def held(self, tokens: Sequence[int]) -> NDArray[np.int64]:
        """Those tokens that are read here."""
        return np.array([token for token in tokens if self.window.holds(token)], np.int64)


class Reading:
    """A text as it is read; ``text`` must name a place."""

    def __init__(self, text: Encoded) -> None:
        self.text = text
        self._arrays = reader().arrays
        telling = [one for one in text.windows if ((text.at >= one.first) & (text.at < one.end)).any()]
        self._windows = [self._opened(one) for one in telling]
        self._hints = np.zeros((0, 0, 0), np.float32)

    def _opened(self, window: Window) -> _Opened:
        tokens = window.read()
        own = [self.text.pieces[token] for token in tokens]
        lengths = np.array([len(row) for row in own])
        numbers = np.array([OPEN, *(n for row in own for n in row), CLOSE], np.int64)
        signs = np.zeros((len(numbers), self.text.signs.shape[1]), np.float32)
        signs[1:-1] = np.repeat(self.text.signs[tokens], lengths, axis=0)
        return _Opened(window, tokens, language.embedded(numbers), signs, 1 + np.cumsum(lengths) - lengths)

    @cached_property
    def _first(self) -> list[Floats]:
        """What the first reading makes of the pieces of each window."""
        return [self._layers(window) for window in self._windows]

    def _layers(self, window: _Opened, first: Floats | None = None, known: Sequence[NDArray[np.int64]] = ()) -> Floats:
        """What six layers make of a window's pieces: shape (pieces, 384).

        Of a second reading the first one is known, a traveller's words and those of the others, which are marked.
        """
        states, again = window.rows.copy(), first is not None
        for number in range(_LAYERS):
            if number == _SIGNED:
                states = states + self._linear(window.signs, f"flags.{int(again)}")
            for mark, words in zip(self._arrays["marks"][number], known, strict=False):
                states[window.starts[window.at(words)]] += mark
            if first is not None and number in _DEEPER:
                states += first @ self._arrays[f"deeper.{_DEEPER.index(number)}.weight"]
            states = language.layer(states, self._arrays, number + _LAYERS * again)
        return states

    def _linear(self, rows: Floats, name: str) -> Floats:
        return np.asarray(rows @ self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"])

    @cached_property
    def _whole(self) -> tuple[Floats, NDArray[np.float64], Floats]:
        """Of each mention, what all of it says; of each word whether it names a traveller, and its key."""
        mentions = np.zeros((len(self.text.at), 3 * WIDTH), np.float32)
        named = np.full(len(self.text.words), NEVER)
        told = np.zeros((len(named), self._arrays["told.weight"].shape[1]), np.float32)
        for window, first in zip(self._windows, self._first, strict=True):
            words = first[window.starts]
            own = words[window.new]
            named[window.own], told[window.own] = self._linear(own, "named")[:, 0], self._linear(own, "told")
            inside = self._inside(window)
            mentions[inside] = self._mentions(words, inside, window)
        return mentions, named, told

    def _inside(self, window: _Opened) -> NDArray[np.int64]:
        return np.flatnonzero((self.text.at >= window.own.start) & (self.text.at < window.own.stop))

    def _mentions(self, words: Floats, which: NDArray[np.int64], window: _Opened) -> Floats:
        last = np.minimum(window.at(self.text.last[which]), len(words) - 1)
        rows = words[window.at(self.text.at[which])], words[last]
        whole = np.broadcast_to(words.mean(axis=0), rows[0].shape)
        return np.concatenate([*rows, whole], axis=1)

    def opinion(self) -> Opinion:
        """What it thinks of the text as it stands."""
        mentions, named, told = self._whole
        names = named.copy()
        names[[word.lower() in PRONOUNS for word in self.text.words]] = NEVER
        heads = _Heads(self, "all", mentions, np.arange(len(self.text.at)))
        return Opinion(heads.chosen, heads.stop, heads.told, names, self._tellers(heads, names, told))

    def _tellers(self, heads: "_Heads", names: NDArray[np.float64], told: Floats) -> Floats:
        """How probable it is that each place is told of a word, within what is read together."""
        asked = self._linear(heads.places, "teller")
        found = np.zeros((len(asked), len(names)), np.float32)
        for row, mention in enumerate(heads.told):
            at = int(self.text.at[mention])
            words = next(one.tokens for one in self._windows if one.own.start <= at < one.own.stop)
            near = np.tanh(self._linear(_way(self.text, at, words), "near"))
            score = told[words] @ asked[row] / 8.0 + self._linear(near, "nearer")[:, 0] + names[words]
            found[row, words] = softmax(score)
        return found

    def route(self, opinion: Opinion, tokens: Sequence[int], others: Sequence[int] = ()) -> Route:
        """What it thinks of the traveller that some words name; only the windows with those words are read.

        Parameters
        ----------
        opinion : Opinion
        tokens : sequence of int
            The words that name the traveller.
        others : sequence of int
            Those that name other travellers, where that is known.
        """
        parts, which = [], []
        mine, clock = np.full(len(self.text.words), NEVER), Clock(self.text, self._linear)
        for window, first in zip(self._windows, self._first, strict=True):
            known = [window.held(row) for row in (tokens, others)]
            inside = self._inside(window)
            if len(known[0]) and len(inside):
                words = self._layers(window, first, known)[window.starts]
                own = words[window.new]
                mine[window.own] = self._linear(own, "mine")[:, 0]
                parts.append(self._mentions(words, inside, window))
                which.append(inside)
                clock.see(own, window.own.start)
        told = [opinion.of[:, list(row)].sum(axis=1, keepdims=True) for row in (tokens, others)]
        heads = _Heads(self, "one", np.concatenate(parts), np.concatenate(which), opinion.chosen, told)
        return heads.route(self._pairs(opinion.chosen), mine, clock)

    def _pairs(self, chosen: Sequence[int]) -> Floats:
        if len(self._hints) != len(chosen):
            self._hints = self.text.pairs(chosen)
        return self._hints


class _Heads:
    """The places of a text, from what is said at their mentions."""

    def __init__(
        self,
        reading: Reading,
        part: str,
        rows: Floats,
        which: NDArray[np.int64],
        chosen: Sequence[int] | None = None,
        known: Sequence[Floats] = (),
    ) -> None:
        self._part, self._linear, self._text, self._which = part, reading._linear, reading.text, which
        self._mentions = np.tanh(self._head(rows, "mention"))
        self._owner = self._text.owner[which]
        score = self._head(self._mentions, "role")[:, 0]
        self.chosen = _likeliest(self._owner, score, len(self._text.places)) if chosen is None else list(chosen)
        self._known = [self._text.features(self.chosen), *known]
        self.places, self.stop, self.told = self._visits(_FIRST)

    def _head(self, rows: Floats, name: str) -> Floats:
        return self._linear(rows, f"{self._part}.{name}")

    def _visits(self, heads: tuple[str, str, str]) -> tuple[Floats, NDArray[np.float64], list[int]]:
        """Of each place a row, how probable it is that it is visited, and which mention tells most of that."""
        role, place, visited = heads
        score = self._head(self._mentions, role)[:, 0]
        raised = np.where(self._owner == np.array(self.chosen)[:, None], 2.0 * score, -1e4)
        top = raised.max(axis=1, keepdims=True)
        shares = np.exp(raised - top)
        total = shares.sum(axis=1, keepdims=True)
        shares *= (raised > -1e4) / total
        rows = np.concatenate([shares.astype(np.float32) @ self._mentions, *self._known], axis=1)
        rows = np.tanh(self._head(rows, place))
        told = np.maximum((top + np.log(total))[:, 0] / 2.0, NEVER)
        odds = told + self._head(rows, visited)[:, 0]
        return rows, logistic(odds), self._which[raised.argmax(axis=1)].tolist()

    def route(self, pairs: Floats, mine: NDArray[np.float64], clock: Clock) -> Route:
        second, again, told = self._visits(_FURTHER)
        rows, told, count = np.concatenate([self.places, second]), self.told + told, len(self.places)
        some = np.concatenate([np.arange(count), count + np.flatnonzero(again > _HARDLY)])
        known = self._head(pairs, "hints")[np.ix_(some % count, some % count)]
        known = known + self._head(self._text.between([told[row] for row in some]), "between")
        seen = np.tanh(self._head(rows[some], "earlier")[:, None] + self._head(rows[some], "later")[None] + known)
        half = np.asarray(self._head(seen, "order")[..., 0], np.float64)
        before = np.zeros((2 * count, 2 * count))
        before[np.ix_(some, some)] = half - half.T
        spot = np.asarray(self._head(seen[:count, :count], "spot")[..., 0], np.float64)
        return Route(
            self.stop,
            again,
            softmax(self._head(rows, "status")),
            softmax(self._head(rows, "mode")),
            before,
            spot + spot.T,
            told,
            mine,
            clock.when(rows, told),
        )


def _likeliest(owner: NDArray[np.int64], score: Floats, count: int) -> list[int]:
    if count <= MOST:
        return list(range(count))
    best = np.full(count, -np.inf)
    np.maximum.at(best, owner, score)
    return sorted(np.argsort(-best, kind="stable")[:MOST].tolist())


def _way(text: Encoded, at: int, words: NDArray[np.int64]) -> Floats:
    """Where words stand as seen from a place."""
    gap, steps = text.sentence[words] - text.sentence[at], words - at
    one = text.paragraph[words] == text.paragraph[at]
    tests = (gap == 0, gap == -1, gap < -1, gap > 0, one, np.sign(steps), np.tanh(steps / 8.0), np.tanh(steps / 60.0))
    return np.stack(tests, -1).astype(np.float32)
