"""The labels of one run of words: the likeliest sequence (Viterbi), and how likely each label is at each word.

Plain Python: most runs are of one word or two, for which an array costs more than what is computed on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf
from operator import mul

__all__ = ["Grammar", "Scores", "best_path", "marginals"]

Scores = Sequence[Sequence[float]]
_NEVER = -inf
_RESCALED_EVERY = 8  # words; in between, what the forward and backward sums lose does not reach a float's limits


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which label may follow which, and at what weight.

    Attributes
    ----------
    first : tuple of bool
        Whether a run may begin with a label: an inside follows a beginning or an inside of its own kind only.
    before : tuple
        For each label, the numbers of the labels that may stand before it, with their weights.
    into, out_of : tuple
        The exponentials of the weights: for each label from every label, and to every label; 0 where it may not be.
    headroom : list of float
        For each label but the first, the most that transitions add to a run when a word takes it instead of the first.
    """

    first: tuple[bool, ...]
    before: tuple[tuple[tuple[int, float], ...], ...]
    into: tuple[tuple[float, ...], ...]
    out_of: tuple[tuple[float, ...], ...]
    headroom: list[float]

    @classmethod
    def of(cls, labels: Sequence[str], transitions: Scores) -> "Grammar":
        """Make a grammar of the weights ``transitions[a][b]`` of label ``b`` after label ``a``."""
        count = range(len(labels))
        first = tuple(not label.startswith("I-") for label in labels)
        before = tuple(
            tuple((a, float(transitions[a][b])) for a in count if first[b] or labels[a][2:] == labels[b][2:])
            for b in count
        )
        into = tuple(tuple(exp(dict(moves).get(a, _NEVER)) for a in count) for moves in before)
        staying = transitions[0][0]
        leaving = max([0.0, *(weight - staying for _, weight in before[0])])
        headroom = [leaving + max([0.0, *(weight - staying for _, weight in before[b])]) for b in count[1:]]
        return cls(first, before, into, tuple(zip(*into, strict=True)), headroom)


def best_path(scores: Scores, grammar: Grammar) -> list[int]:
    """Return the numbers of the labels of the likeliest sequence; of equal ones that of the lower numbers."""
    last = [score if may else _NEVER for score, may in zip(scores[0], grammar.first, strict=True)]
    origins = []
    for row in scores[1:]:
        best, origin = [], []
        for score, moves in zip(row, grammar.before, strict=True):
            most, source = _NEVER, 0
            for a, weight in moves:
                through = last[a] + weight
                if through > most:
                    most, source = through, a
            best.append(most + score)
            origin.append(source)
        last = best
        origins.append(origin)
    state = last.index(max(last))
    path = [state]
    for origin in reversed(origins):
        state = origin[state]
        path.append(state)
    return path[::-1]


def marginals(scores: Scores, grammar: Grammar) -> list[list[float]]:
    """Return the probability of each label at each word, by forward and backward sums."""
    local = []
    for row in scores:
        top = max(row)
        local.append([exp(score - top) for score in row])
    sums = [here if may else 0.0 for here, may in zip(local[0], grammar.first, strict=True)]
    forward = [sums]
    for t, row in enumerate(local[1:], 1):
        sums = [here * sum(map(mul, sums, moves)) for here, moves in zip(row, grammar.into, strict=True)]
        if t % _RESCALED_EVERY == 0:
            sums = _scaled(sums)
        forward.append(sums)
    found = [_scaled(sums)]
    behind = [1.0] * len(sums)
    for t in range(len(local) - 1, 0, -1):
        sums = list(map(mul, local[t], behind))
        behind = [sum(map(mul, sums, moves)) for moves in grammar.out_of]
        if t % _RESCALED_EVERY == 0:
            behind = _scaled(behind)
        found.append(_scaled(list(map(mul, forward[t - 1], behind))))
    return found[::-1]


def _scaled(row: list[float]) -> list[float]:
    total = sum(row) or 1.0
    return [value / total for value in row]
