"""Poison in a corpus: each piece is reported with its reason, and none stops the run."""

import gzip
import json

import pytest

from geo.corpus import parse_corpus, records
from tests.corpus.test_corpus import read_lines, write_corpus

LAST = json.dumps({"id": "last", "text": "In Lima."})


def test_poison_is_reported_and_the_rest_goes_on(tmp_path):
    bad = ["{not json", json.dumps({"id": "empty", "text": " "}), json.dumps({"id": "none"})]
    corpus = write_corpus(tmp_path / "c.jsonl", 3, bad)
    with corpus.open("ab") as file:
        file.write(b'\n{"id": "latin", "text": "caf\xe9"}\n' + json.dumps({"id": "last", "text": "In Lima."}).encode())
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    lines = read_lines(tmp_path / "out.jsonl")
    assert [("error" in line) for line in lines] == [False] * 3 + [True] * 4 + [False]
    assert len(report.faults) == 4
    assert "UTF-8" in report.faults[-1][1]


def test_a_truncated_gz_gives_what_it_holds_and_says_so(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl.gz", 300)
    corpus.write_bytes(corpus.read_bytes()[:-40])
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert report.articles > 1
    assert "breaks off" in report.faults[-1][1]


def test_an_endless_line_is_set_aside(tmp_path, monkeypatch):
    from geo.corpus import records

    monkeypatch.setattr(records, "MAX_RECORD_BYTES", 10_000)
    corpus = write_corpus(
        tmp_path / "c.jsonl", 2, [json.dumps({"text": "x" * 50_000}), json.dumps({"id": "z", "text": "In Lima."})]
    )
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert [line["id"] for line in read_lines(tmp_path / "out.jsonl")][-1] == "z"
    assert "longer than" in report.faults[0][1]


def test_an_article_of_fifty_megabytes_is_set_aside(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 2, [json.dumps({"id": "vast", "text": "In Lima. " * 5_600_000}), LAST])
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert corpus.stat().st_size > 50_000_000
    assert [("error" in line) for line in read_lines(tmp_path / "out.jsonl")] == [False, False, True, False]
    assert report.faults == [("c.jsonl, line 3", "c.jsonl, line 3: longer than 20 MB; split or drop it")]


def test_a_million_place_names_are_more_than_an_article(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 1, [json.dumps({"id": "list", "text": "Lima, Oslo, " * 500_000}), LAST])
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert "6,000,000 characters" in report.faults[0][1]
    assert read_lines(tmp_path / "out.jsonl")[-1]["toponyms"]


def test_thousands_of_place_names_are_all_found(tmp_path, monkeypatch):
    corpus = write_corpus(tmp_path / "c.jsonl", 0, [json.dumps({"text": "They flew to Lima and to Oslo. " * 1_000})])
    assert parse_corpus(corpus, tmp_path / "out.jsonl").mentions == 2_000


def test_files_that_hold_nothing_and_files_of_other_kinds_are_told_apart(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").touch()
    (folder / "b.txt").write_text("A convoy left Tamale for Bolgatanga.")
    (folder / "c.json").write_bytes(b"\xff\xfe{")
    (folder / "d.xyz").write_text("In Oslo.")
    report = parse_corpus(folder, tmp_path / "out.jsonl")
    assert [name for name, _ in report.faults] == ["a.txt", "c.json"]
    assert [line["id"] for line in read_lines(tmp_path / "out.jsonl")] == ["a.txt", "b.txt", "c.json"]


def test_ids_that_stand_twice_are_counted_and_their_articles_kept(tmp_path, monkeypatch):
    from geo.corpus import run

    monkeypatch.setattr(run, "PART_ARTICLES", 3)
    again = [json.dumps({"id": "a1", "text": "In Lima."}), json.dumps({"id": "a2", "text": "In Oslo."})]
    corpus = write_corpus(tmp_path / "c.jsonl", 5, [*again, again[0]])
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert report.duplicates == {"a1": 3, "a2": 2}
    assert (report.articles, report.faults) == (8, [])


def test_an_article_whose_parsing_fails_keeps_its_reason(tmp_path, monkeypatch):
    import geo.geoparse

    real = geo.geoparse.geoparse

    def failing(article, gazetteer, *rest):
        if article.id == "a1":
            raise RuntimeError("too much")
        return real(article, gazetteer, *rest)

    monkeypatch.setattr(geo.geoparse, "geoparse", failing)
    report = parse_corpus(write_corpus(tmp_path / "c.jsonl", 3), tmp_path / "out.jsonl")
    assert report.faults == [("a1", "RuntimeError: too much")]
    assert len(read_lines(tmp_path / "out.jsonl")) == 3


def test_a_folder_file_that_is_too_large_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MAX_RECORD_BYTES", 1_000)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "long.txt").write_text("In Oslo. " * 1_000)
    (folder / "short.txt").write_text("In Oslo.")
    assert parse_corpus(folder, tmp_path / "out.jsonl").faults[0][0] == "long.txt"


@pytest.mark.parametrize("line", ["[]", "3", "null", '{"id": {"a": 1}, "text": "In Lima."}', '{"text": ["In Lima."]}'])
def test_json_that_is_no_article_is_reported_or_read_never_fatal(tmp_path, line):
    report = parse_corpus(write_corpus(tmp_path / "c.jsonl", 1, [line, LAST]), tmp_path / "out.jsonl")
    assert read_lines(tmp_path / "out.jsonl")[-1]["id"] == "last"
    assert report.articles >= 2


def test_zst_is_read_and_a_damaged_one_gives_what_it_holds(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    plain = write_corpus(tmp_path / "c.jsonl", 30).read_bytes()
    whole = tmp_path / "whole.jsonl.zst"
    whole.write_bytes(zstandard.compress(plain))
    assert parse_corpus(whole, tmp_path / "out.jsonl").articles == 30
    (tmp_path / "noise.jsonl.gz").write_bytes(gzip.compress(plain)[:40])
    assert "breaks off" in parse_corpus(tmp_path / "noise.jsonl.gz", tmp_path / "noise.jsonl").faults[-1][1]
