import json
from pathlib import Path

import pytest

from geo.errors import CorpusError
from geo.evaluate import Span, evaluate, score, score_table

GOLD = {
    "a": [Span(0, 5, 48.85, 2.35, "P.PPLC"), Span(10, 16, 33.66, -95.56, "P.PPL"), Span(20, 26)],
    "b": [Span(0, 4, 60.0, 100.0, "A.PCLI")],
}


def test_a_perfect_answer_scores_one() -> None:
    scores = score(GOLD, GOLD)
    assert scores["exact"]["F1"] == 1.0
    assert scores["e2e"]["A161"] == 1.0
    assert scores["e2e161"]["F1"] == 1.0
    assert scores["e2e"]["AUC"] == 0.0


def test_what_was_missed_counts_as_far_as_a_place_can_be() -> None:
    scores = score(GOLD, {"a": [Span(0, 5, 48.85, 2.35)]})
    assert scores["without_prediction"] == 1
    assert scores["given"]["A161"] == 1.0
    assert scores["e2e"]["A161"] == pytest.approx(1 / 3)
    assert scores["e2e"]["mean"] == pytest.approx(2 * 20039 / 3)


def test_an_overlap_is_no_exact_hit_but_its_place_counts() -> None:
    scores = score({"a": GOLD["a"][:1]}, {"a": [Span(0, 9, 48.9, 2.3)]})
    assert scores["exact"]["tp"] == 0
    assert scores["overlap"]["tp"] == 1
    assert scores["given"]["A161"] == 1.0
    assert scores["given"]["A20"] == 1.0


def test_each_prediction_answers_for_one_toponym_only() -> None:
    gold = {"a": [Span(0, 5, 1.0, 1.0), Span(6, 10, 2.0, 2.0)]}
    assert score(gold, {"a": [Span(0, 10, 1.0, 1.0)]})["overlap"]["tp"] == 1


def test_gold_without_a_point_is_left_out_of_resolution() -> None:
    scores = score({"a": GOLD["a"][2:]}, {"a": [Span(20, 26, 1.0, 1.0)]})
    assert scores["e2e"]["n"] == 0
    assert scores["e2e161"]["pred"] == 0
    assert scores["exact"]["F1"] == 1.0


def test_calibration_compares_confidence_with_outcome() -> None:
    said = {"a": [Span(0, 5, 48.85, 2.35, confidence=0.95), Span(10, 16, 0.0, 0.0, confidence=0.55)]}
    found = score({"a": GOLD["a"][:2]}, said)["calibration"]
    assert found["share_above_0.9"] == 0.5
    assert found["right_above_0.9"] == 1.0
    assert found["expected_error"] == pytest.approx((0.05 + 0.55) / 2)


def test_files_are_scored_and_shown_as_a_table(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "text": "Paris",
        "toponyms": [{"start": 0, "end": 5, "lat": 48.85, "lon": 2.35, "type": "P.PPLC"}],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    scores = evaluate(tmp_path / "gold.jsonl", tmp_path / "gold.jsonl")
    table = score_table(scores)
    assert "exact" in table
    assert "settlements" in table
    json.dumps(scores)


def test_without_predictions_this_geoparser_answers(tmp_path: Path) -> None:
    text = "The minister flew from Nairobi to Cairo on Monday."
    tops = [{"start": 23, "end": 30, "lat": -1.28, "lon": 36.82}, {"start": 34, "end": 39, "lat": 30.06, "lon": 31.25}]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 1, "text": text, "toponyms": tops}), encoding="utf-8")
    scores = evaluate(path)
    assert scores["e2e"]["A161"] == 1.0
    assert 0 <= scores["calibration"]["expected_error"] <= 1


@pytest.mark.parametrize("content", ["", "{", '{"id": "a"}', "[]", "\n\n"])
def test_a_broken_file_is_one_clear_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"gold\.jsonl"):
        evaluate(path, path)


def test_scores_agree_with_the_reference_scorer(tmp_path: Path) -> None:
    scorer = Path(__file__).resolve().parents[2] / "shared" / "eval" / "eval_geoparse.py"
    if not scorer.exists():
        pytest.skip("the reference scorer is not here")
    import importlib.util

    spec = importlib.util.spec_from_file_location("reference", scorer)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    said = {
        "a": [Span(0, 9, 48.0, 2.0), Span(10, 16, 40.0, -95.0), Span(18, 19, 1.0, 1.0)],
        "b": [Span(0, 4, None, None)],
    }
    for name, documents in (("gold", GOLD), ("said", said)):
        lines = (
            json.dumps({"id": k, "toponyms": [{"start": s.start, "end": s.end, "lat": s.lat, "lon": s.lon} for s in v]})
            for k, v in documents.items()
        )
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    theirs = reference.score(reference.load(tmp_path / "gold"), reference.load(tmp_path / "said"))
    ours = score(GOLD, said)
    for part in ("exact", "overlap", "e2e161"):
        assert {k: round(v, 3) for k, v in ours[part].items()} == {k: round(v, 3) for k, v in theirs[part].items()}
    for part in ("given", "given0", "e2e"):
        for key in ("n", "A161", "A20", "median", "mean", "AUC"):
            assert ours[part][key] == pytest.approx(theirs[part][key], abs=5e-4)
