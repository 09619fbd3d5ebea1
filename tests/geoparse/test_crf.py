from itertools import product
from pathlib import Path

import numpy as np
import pytest

from geo.geoparse.crf import Crf, write_crf

LABELS = ("O", "B-LOC", "I-LOC")
MOVES = [[0.5, 0.1, 0.0], [0.2, -0.5, 0.7], [0.1, -0.2, 0.3]]


@pytest.fixture
def crf(tmp_path: Path) -> Crf:
    weights = {"cap": [-1.0, 1.0, 0.5], "low": [2.0, -1.0, -1.0], "after": [0.0, -0.5, 1.0]}
    write_crf(tmp_path / "m.zip", LABELS, weights, MOVES, {})
    return Crf.open(tmp_path / "m.zip")


RUN = [["cap"], ["cap", "after"], ["low", "unknown"]]


def emissions(crf: Crf, rows: list[list[str]]) -> np.ndarray:
    numbers = {name: i for i, name in enumerate(("unknown", *crf.names))}
    table = crf.weights_of(numbers)
    return np.array([sum(table[numbers[f]] for f in row) for row in rows]).reshape(-1, len(LABELS))


def brute(crf: Crf) -> tuple[tuple[int, ...], np.ndarray]:
    rows = emissions(crf, RUN)
    scores = {}
    for path in product(range(3), repeat=3):
        if path[0] == 2 or (0, 2) in zip(path, path[1:], strict=False):
            continue
        score = sum(rows[i, k] for i, k in enumerate(path))
        scores[path] = score + sum(MOVES[a][b] for a, b in zip(path, path[1:], strict=False))
    total = sum(np.exp(s) for s in scores.values())
    marginals = np.zeros((3, 3))
    for path, score in scores.items():
        for i, k in enumerate(path):
            marginals[i, k] += np.exp(score) / total
    return max(scores, key=scores.__getitem__), marginals


def test_viterbi_and_marginals_agree_with_counting_every_path(crf: Crf) -> None:
    best, marginals = brute(crf)
    (decoded,) = crf.decode(emissions(crf, RUN), [3])
    assert decoded.labels == [LABELS[k] for k in best]
    assert np.allclose(decoded.marginals, marginals, atol=1e-6)


def test_runs_decoded_together_are_decoded_as_if_alone(crf: Crf) -> None:
    rows = [*RUN, ["cap"], *RUN[:2]]
    together = crf.decode(emissions(crf, rows), [3, 1, 2])
    alone = [crf.decode(emissions(crf, part), [len(part)])[0] for part in (RUN, [["cap"]], RUN[:2])]
    assert [d.run for d in together] == [0, 1, 2]
    assert [d.labels for d in together] == [d.labels for d in alone]
    assert all(np.allclose(a.marginals, b.marginals) for a, b in zip(together, alone, strict=True))


def test_an_inside_never_follows_an_outside(crf: Crf) -> None:
    (decoded,) = crf.decode(np.array([[0.0, -9.0, 99.0], [0.0, -9.0, 99.0]]), [2])
    assert decoded.labels[0] != "I-LOC"
    assert decoded.marginals[0][2] == 0


def test_long_runs_lose_nothing_to_rounding(crf: Crf) -> None:
    (decoded,) = crf.decode(np.full((60, 3), [0.0, 30.0, -30.0]), [60])
    assert decoded.labels == ["B-LOC"] * 60
    assert np.allclose(np.sum(decoded.marginals, axis=1), 1)


def test_a_run_that_only_its_transitions_make_a_name_is_found(tmp_path: Path) -> None:
    write_crf(
        tmp_path / "m.zip", LABELS, {"cap": [0.0, 0.0, 0.0]}, [[0.0, -1.0, 0.0], [-1.0, 0.0, 9.0], [-1.0, 0.0, 9.0]], {}
    )
    (decoded,) = Crf.open(tmp_path / "m.zip").decode(np.array([[0.0, -2.0, -5.0], [0.0, -2.0, -5.0]]), [2])
    assert decoded.labels == ["B-LOC", "I-LOC"]


def test_runs_without_a_name_are_left_out(crf: Crf) -> None:
    (decoded,) = crf.decode(emissions(crf, [["low"], ["low"], ["cap"]]), [2, 1])
    assert decoded.run == 1
    assert crf.decode(emissions(crf, [["low"]]), [1]) == []


def test_nothing_to_decode_gives_nothing(crf: Crf) -> None:
    assert crf.decode(np.zeros((0, 3)), []) == []
