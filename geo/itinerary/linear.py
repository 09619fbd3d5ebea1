"""Weights learnt from labelled texts: how much each feature speaks for a reading.

Every model is linear over sparse features with names in plain words, so that a weight can be read and a decision
explained. ``tools/train_journeys.py`` makes ``words/learned.json``; this module only adds up.
"""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

__all__ = ["Linear", "model", "models", "sigmoid"]


def sigmoid(score: float) -> float:
    """A score as a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


class Linear(NamedTuple):
    """A linear model: the weight of each feature, and what is there before any feature speaks."""

    bias: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Add up the weights of the features, each counted once; unknown ones weigh nothing."""
        weights = self.weights
        return self.bias + sum(weights[f] for f in dict.fromkeys(features) if f in weights)

    def probability(self, features: Iterable[str]) -> float:
        """The score as a probability."""
        return sigmoid(self.score(features))

    def best(self, candidates: Sequence[Iterable[str]]) -> int:
        """The index of the candidate with the highest score, the first of equals."""
        scores = [round(self.score(c), 6) for c in candidates]
        return scores.index(max(scores))


@cache
def models() -> dict[str, Linear]:
    """All learnt models, loaded once."""
    text = resources.files(__package__).joinpath("words", "learned.json").read_text("utf-8")
    return {name: Linear(row["bias"], row["weights"]) for name, row in json.loads(text).items()}


def model(name: str) -> Linear:
    """One of the learnt models: roles, owners, places, statuses or groups."""
    return models()[name]
