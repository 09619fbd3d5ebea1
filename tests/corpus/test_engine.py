"""Back-pressure, progress, and the inputs that are not lines."""

import json

import pytest

from geo.corpus import parse_corpus, run
from geo.corpus.engine import run_jobs
from geo.corpus.records import Record, read_records
from geo.corpus.run import Report
from tests.corpus.test_corpus import read_lines, write_corpus


def test_the_corpus_is_read_no_further_ahead_than_the_workers_need(tmp_path):
    taken = []

    def jobs():
        for index in range(40):
            taken.append(index)
            yield index, [Record(f"r{index}", b'{"text": "In Lima."}')], str(tmp_path), False

    results = run_jobs(jobs(), workers=2)
    for done in range(1, 11):
        next(results)
        assert len(taken) <= done + 4
    results.close()


def test_records_of_a_corpus_are_streamed(tmp_path):
    records = read_records(write_corpus(tmp_path / "c.jsonl", 50))
    first = next(records)
    assert (first.name, first.share > 0) == ("c.jsonl, line 1", True)
    assert len(list(records)) == 49


def test_parquet_in_gives_what_the_same_lines_give(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    corpus = write_corpus(tmp_path / "c.jsonl", 12)
    rows = [json.loads(line) for line in corpus.read_text().splitlines()]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "c.parquet")
    parse_corpus(corpus, tmp_path / "lines.jsonl")
    parse_corpus(tmp_path / "c.parquet", tmp_path / "table.jsonl")
    assert read_lines(tmp_path / "lines.jsonl") == read_lines(tmp_path / "table.jsonl")


def test_the_time_left_counts_only_what_this_run_has_done():
    report = Report(articles=500, seconds=10.0, share=0.75, resumed=400, resumed_share=0.5)
    assert report.rate == pytest.approx(10.0)
    assert report.seconds_left == pytest.approx(10.0)
    assert Report(resumed_share=0.5, share=0.5, seconds=1.0).seconds_left is None


def test_progress_ends_at_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PART_ARTICLES", 5)
    told = []
    corpus = write_corpus(tmp_path / "c.jsonl", 20)
    parse_corpus(corpus, tmp_path / "out.jsonl", progress=lambda r: told.append((r.articles, r.share)))
    assert [n for n, _ in told] == [5, 10, 15, 20]
    assert told[-1][1] == pytest.approx(1.0, abs=0.01)


def test_what_is_resumed_is_counted_as_such(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PART_ARTICLES", 5)
    corpus = write_corpus(tmp_path / "c.jsonl", 20)
    monkeypatch.setattr(run, "join_parts", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        parse_corpus(corpus, tmp_path / "out.jsonl")
    monkeypatch.undo()
    monkeypatch.setattr(run, "PART_ARTICLES", 5)
    report = parse_corpus(corpus, tmp_path / "out.jsonl")
    assert (report.articles, report.resumed) == (20, 20)


@pytest.mark.parametrize("change", ["full", "text"])
def test_a_run_with_other_options_or_an_edited_corpus_is_not_taken_up(tmp_path, monkeypatch, change):
    from geo.errors import CorpusError

    corpus = write_corpus(tmp_path / "c.jsonl", 6)
    with monkeypatch.context() as patch:
        patch.setattr(run, "join_parts", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            parse_corpus(corpus, tmp_path / "out.jsonl")
    if change == "text":
        corpus.write_bytes(corpus.read_bytes().replace(b"Lima", b"Oslo"))
    with pytest.raises(CorpusError, match="--restart"):
        parse_corpus(corpus, tmp_path / "out.jsonl", full=change == "full")
    assert parse_corpus(corpus, tmp_path / "out.jsonl", full=change == "full", restart=True).resumed == 0
