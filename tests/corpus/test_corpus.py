"""Corpora: streamed in, parsed in partitions, resumed after a kill, with poison set aside."""

import gzip
import json

import pytest

from geo.corpus import corpus_stats, parse_corpus, run
from geo.errors import CorpusError

SENTENCES = (
    "The convoy left Tamale for Bolgatanga on Monday.",
    "A freighter sailed from Durban to Toamasina with maize.",
    "Talks in Geneva ended; envoys flew home to Lima and Quito.",
    "Flooding cut the road between Sylhet and Dhaka.",
)


def write_corpus(path, count, extra=()):
    lines = [json.dumps({"id": f"a{i}", "text": SENTENCES[i % 4], "published": "2024-03-12"}) for i in range(count)]
    data = "\n".join([*lines, *extra]).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def read_lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(run, "PART_ARTICLES", 5)


def test_every_article_gets_a_line_in_input_order(tmp_path, small_parts):
    report = parse_corpus(write_corpus(tmp_path / "c.jsonl", 12), tmp_path / "out.jsonl")
    lines = read_lines(tmp_path / "out.jsonl")
    assert [line["id"] for line in lines] == [f"a{i}" for i in range(12)]
    assert {"start", "end", "name", "lat", "lon", "geonameid", "place_id", "confidence"} <= set(lines[0]["toponyms"][0])
    assert (report.articles, report.faults) == (12, [])
    assert not (tmp_path / "out.jsonl.parts").exists()


def test_two_processes_write_the_same_bytes_as_one(tmp_path, small_parts):
    corpus = write_corpus(tmp_path / "c.jsonl.gz", 23)
    parse_corpus(corpus, tmp_path / "one.jsonl")
    parse_corpus(corpus, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_an_unfinished_run_is_taken_up_where_it_stopped(tmp_path, small_parts, monkeypatch):
    corpus = write_corpus(tmp_path / "c.jsonl", 20)
    parse_corpus(corpus, tmp_path / "whole.jsonl")
    real_join = run.join_parts
    monkeypatch.setattr(run, "join_parts", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        parse_corpus(corpus, tmp_path / "out.jsonl")
    monkeypatch.setattr(run, "join_parts", real_join)
    (tmp_path / "out.jsonl.parts" / "part-000002.jsonl").unlink()
    ran = []
    real_jobs = run.run_jobs
    monkeypatch.setattr(
        run, "run_jobs", lambda jobs, **how: real_jobs((ran.append(job[0]) or job for job in jobs), **how)
    )
    parse_corpus(corpus, tmp_path / "out.jsonl")
    assert ran == [2]
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_another_corpus_does_not_resume_into_it(tmp_path, small_parts, monkeypatch):
    monkeypatch.setattr(run, "join_parts", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        parse_corpus(write_corpus(tmp_path / "c.jsonl", 6), tmp_path / "out.jsonl")
    with pytest.raises(CorpusError, match="--restart"):
        parse_corpus(write_corpus(tmp_path / "d.jsonl", 7), tmp_path / "out.jsonl")


def test_a_run_by_other_weights_is_not_taken_up(tmp_path, small_parts, monkeypatch):
    monkeypatch.setattr(run, "join_parts", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    corpus = write_corpus(tmp_path / "c.jsonl", 6)
    with pytest.raises(KeyboardInterrupt):
        parse_corpus(corpus, tmp_path / "out.jsonl")
    monkeypatch.setattr("geo.corpus.folder._weights", lambda: "retrained")
    with pytest.raises(CorpusError, match="differs in weights"):
        parse_corpus(corpus, tmp_path / "out.jsonl")


def test_parquet_out_is_geoparquet_with_a_row_a_mention(tmp_path):
    pq = pytest.importorskip("pyarrow.parquet")
    parse_corpus(write_corpus(tmp_path / "c.jsonl", 8), tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert set(table.column("country").to_pylist()) >= {"GH", "ZA"}
    stats = corpus_stats(tmp_path / "out.parquet")
    assert stats["articles"] == 8
    assert stats["months"] == [{"month": "2024-03", "articles": 8}]


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("none.jsonl", "out.jsonl", "no such file"),
        ("c.docx", "out.jsonl", "a corpus is a folder"),
        ("c.jsonl", "out.xlsx", "the output is one of"),
        ("c.jsonl", "no/out.jsonl", "there is no folder"),
        ("zero.jsonl", "out.jsonl", "no articles in this corpus"),
    ],
)
def test_a_wrong_call_is_told_before_any_work(tmp_path, source, target, says):
    write_corpus(tmp_path / "c.jsonl", 1)
    (tmp_path / "c.docx").touch()
    (tmp_path / "zero.jsonl").touch()
    with pytest.raises(CorpusError, match=says):
        parse_corpus(tmp_path / source, tmp_path / target)


def test_stats_refuse_what_parse_did_not_write(tmp_path):
    (tmp_path / "x.jsonl").write_text("{}\n")
    with pytest.raises(CorpusError, match="line 1"):
        corpus_stats(tmp_path / "x.jsonl")
