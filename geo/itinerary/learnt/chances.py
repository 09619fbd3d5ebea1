"""From scores to probabilities."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["logistic", "softmax"]


def logistic(odds: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(odds, -60.0, 60.0).astype(np.float64))))


def softmax(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Probabilities along the last axis, which add up to one."""
    raised = np.exp(scores.astype(np.float64) - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
