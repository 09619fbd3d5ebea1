"""Corpora: streamed in, parsed in partitions, resumed after a kill, with poison set aside."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

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


@pytest.mark.heavy
def test_a_run_killed_again_and_again_ends_with_the_same_bytes(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 3000)
    parse_corpus(corpus, tmp_path / "whole.jsonl")
    command = [
        sys.executable,
        "-m",
        "geo",
        "parse",
        str(corpus),
        "-o",
        str(tmp_path / "out.jsonl"),
        "--workers",
        "2",
        "-q",
    ]
    for pause in (0.8, 1.4, 1.1, 2.0):
        process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


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
    corpus = write_corpus(tmp_path / "c.jsonl.gz", 1500)
    corpus.write_bytes(corpus.read_bytes()[:-200])
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
