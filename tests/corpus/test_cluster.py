"""A Dask cluster of separate processes on 127.0.0.1 gives the same bytes, also when a worker is killed on the way."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from geo.corpus import parse_corpus, run
from geo.errors import CorpusError
from tests.corpus.test_corpus import write_corpus

pytest.importorskip("distributed")
pytestmark = pytest.mark.heavy
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def cluster(folder):
    """A scheduler and two workers of one thread each; yields the address and the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    dask = [sys.executable, "-m", "distributed.cli"]
    environment = os.environ | {"PYTHONPATH": ROOT, "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    options = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    flags = ["--no-dashboard", "--host", "127.0.0.1"]
    scheduler = [*dask[:2], "distributed.cli.dask_scheduler", "--port", address.rsplit(":", 1)[1], *flags]
    worker = [*dask[:2], "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", *flags]
    started = [subprocess.Popen(scheduler, **options)]
    started += [subprocess.Popen(worker, **options) for _ in range(2)]
    try:
        wait_for_workers(address, 2)
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def wait_for_workers(address, count):
    from distributed import Client

    deadline = time.monotonic() + 60
    while True:
        try:
            with Client(address, timeout=2, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=30)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_changes_nothing_of_the_output(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "PART_ARTICLES", 20)
    corpus = write_corpus(tmp_path / "c.jsonl", 1200)
    parse_corpus(corpus, tmp_path / "alone.jsonl")
    with cluster(tmp_path) as (address, workers):
        killer = threading.Timer(1.0, lambda: os.kill(workers[0].pid, signal.SIGKILL))
        killer.start()
        parse_corpus(corpus, tmp_path / "cluster.jsonl", scheduler=address)
        killer.join()
    assert workers[0].poll() is not None
    assert (tmp_path / "cluster.jsonl").read_bytes() == (tmp_path / "alone.jsonl").read_bytes()


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_there_is_told(tmp_path, monkeypatch):
    from geo.corpus import engine

    monkeypatch.setattr(engine, "CONNECT_SECONDS", 1)
    corpus = write_corpus(tmp_path / "c.jsonl", 2)
    with pytest.raises(CorpusError, match="no Dask scheduler answers"):
        parse_corpus(corpus, tmp_path / "out.jsonl", scheduler=f"tcp://127.0.0.1:{free_port()}")
