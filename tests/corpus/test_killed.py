"""Workers and whole runs killed, interrupted or out of disk: what is done stays, and the output is the same."""

import errno
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.corpus import engine, parse_corpus, part, run
from geo.corpus.folder import folder_of
from geo.errors import CorpusError
from tests.corpus.test_corpus import read_lines, write_corpus

ROOT = Path(__file__).resolve().parents[2]


def start(corpus, target, *, limit=None):
    command = [sys.executable, "-m", "geo", "parse", str(corpus), "-o", str(target), "--workers", "2"]
    before = None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True, preexec_fn=before
    )


def children(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(word) for word in (task / "children").read_text().split()]
    return [child for child in found if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()]


def wait_for_parts(target, number, process=None):
    deadline = time.monotonic() + 120
    while len(list(folder_of(target).glob("note-*.json"))) < number:
        assert time.monotonic() < deadline
        assert process is None or process.poll() is None
        time.sleep(0.02)


def die_of(record):
    """Stands in for a parser that a certain article kills."""
    if b"DEADLY" in record.data:
        os.kill(os.getpid(), signal.SIGKILL)


def settle_and_patch():
    """Runs in each worker: parse as always, but die of some articles."""
    engine._settle()
    real = part.articles_of

    def patched(record):
        die_of(record)
        return real(record)

    part.articles_of = patched


def test_an_article_that_kills_its_process_is_set_aside_and_the_rest_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PART_ARTICLES", 3)
    real = engine._pool

    def pool(workers):
        made = real(workers)
        made._initializer = settle_and_patch
        return made

    monkeypatch.setattr(engine, "_pool", pool)
    corpus = write_corpus(tmp_path / "c.jsonl", 5, ['{"id": "x", "text": "DEADLY In Lima."}'])
    report = parse_corpus(corpus, tmp_path / "out.jsonl", workers=2)
    assert [name for name, _ in report.faults] == ["c.jsonl, line 6"]
    assert "died of it" in report.faults[0][1]
    lines = read_lines(tmp_path / "out.jsonl")
    assert [("error" in line) for line in lines] == [False] * 5 + [True]


def test_a_killed_worker_changes_nothing_of_the_output(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 800)
    parse_corpus(corpus, tmp_path / "whole.jsonl")
    process = start(corpus, tmp_path / "out.jsonl")
    wait_for_parts(tmp_path / "out.jsonl", 1, process)
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=200)
    assert process.returncode == 0, told
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_an_interrupt_leaves_a_run_that_resumes_and_no_process(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 6000)
    process = start(corpus, tmp_path / "out.jsonl")
    wait_for_parts(tmp_path / "out.jsonl", 1, process)
    workers = children(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=100)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert "interrupted" in told
    assert not (tmp_path / "out.jsonl").exists()
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    kept = len(list(folder_of(tmp_path / "out.jsonl").glob("note-*.json")))
    assert kept >= 1


def test_workers_do_not_outlive_a_run_that_is_killed(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 20_000)
    process = start(corpus, tmp_path / "out.jsonl")
    wait_for_parts(tmp_path / "out.jsonl", 1, process)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while [pid for pid in workers if alive(pid)]:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert workers


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_is_told_in_one_line_and_finished_parts_stay(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 500)
    parse_corpus(corpus, tmp_path / "whole.jsonl")
    process = start(corpus, tmp_path / "out.jsonl", limit=(tmp_path / "whole.jsonl").stat().st_size // 2)
    _, told = process.communicate(timeout=200)
    assert process.returncode == 2
    assert "cannot be written (File too large); finished parts are kept" in told
    assert "Traceback" not in told
    assert len(list(folder_of(tmp_path / "out.jsonl").glob("note-*.json"))) == 500 // run.PART_ARTICLES
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.jsonl", "out.jsonl.parts", "whole.jsonl"]
    parse_corpus(corpus, tmp_path / "out.jsonl", workers=2)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_a_partition_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    corpus = write_corpus(tmp_path / "c.jsonl", 3)
    monkeypatch.setattr(part.json, "dumps", full)
    with pytest.raises(CorpusError, match="No space left on device"):
        part.parse_part(0, list(run.read_records(corpus)), str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["c.jsonl"]


@pytest.mark.parametrize("left", ["nothing", "only the manifest's draft", "a folder half removed"])
def test_a_kill_at_the_edges_of_a_run_does_not_block_the_next(tmp_path, left):
    corpus, target = write_corpus(tmp_path / "c.jsonl", 3), tmp_path / "out.jsonl"
    folder = folder_of(target)
    if left == "only the manifest's draft":
        folder.mkdir()
        (folder / "manifest.json.new").write_text("{")
    elif left == "a folder half removed":
        old = folder.with_name(f".{folder.name}.old")
        old.mkdir()
        (old / "part-000000.jsonl").write_text("{}")
    assert parse_corpus(corpus, target).articles == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.jsonl", "out.jsonl"]


def test_a_folder_of_somebody_else_is_never_removed(tmp_path):
    corpus, target = write_corpus(tmp_path / "c.jsonl", 3), tmp_path / "out.jsonl"
    folder_of(target).mkdir()
    (folder_of(target) / "thesis.txt").write_text("years of work")
    with pytest.raises(CorpusError, match="not a run's folder"):
        parse_corpus(corpus, target, restart=True)
    assert (folder_of(target) / "thesis.txt").exists()


@pytest.mark.heavy
def test_a_run_killed_at_ten_random_moments_ends_with_the_same_bytes(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", 8_000)
    parse_corpus(corpus, tmp_path / "whole.jsonl")
    chance = random.Random(8)
    for turn in range(10):
        process = start(corpus, tmp_path / "out.jsonl")
        wait_for_parts(tmp_path / "out.jsonl", turn * 4 + 1)
        time.sleep(chance.random())
        whole = turn % 2 or not children(process.pid)
        os.kill(process.pid if whole else chance.choice(children(process.pid)), signal.SIGKILL)
        if not whole:
            time.sleep(chance.random())
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    process = start(corpus, tmp_path / "out.jsonl")
    _, told = process.communicate()
    assert process.returncode == 0, told
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
