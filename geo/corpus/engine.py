"""Running partitions: in this process, on a pool of processes, or on a Dask cluster that already runs.

Each engine takes jobs lazily and keeps a bounded number in flight, so that a corpus is never held whole.
"""

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import Any

from geo.corpus.part import PartResult, parse_part, try_record
from geo.corpus.records import Record
from geo.errors import CorpusError, GeoError

__all__ = ["Job", "run_jobs"]

Job = tuple[int, Sequence[Record], str, bool]
"""What `parse_part` takes: number, records, folder, whether claims and journeys are wanted."""

MAX_DEATHS = 2
"""A partition in flight at so many deaths of a worker is run alone, to see whether it is what kills them."""

CONNECT_SECONDS = 10
DEADLY = "the parser's process died of it, twice"


def run_jobs(jobs: Iterable[Job], *, workers: int = 1, scheduler: str | None = None) -> Iterator[PartResult]:
    """Run jobs and give their results as they end, in any order.

    Raises
    ------
    CorpusError
        When the scheduler cannot be reached or gives up, or a partition cannot be written.
    """
    if scheduler:
        return _on_cluster(iter(jobs), scheduler)
    if workers == 1:
        return (parse_part(*job) for job in jobs)
    return _on_pool(iter(jobs), workers)


def _on_pool(jobs: Iterator[Job], workers: int) -> Iterator[PartResult]:
    """A killed worker breaks its pool; what was in flight is run again on a fresh one, alone when it looks deadly."""
    held: dict[int, Job] = {}
    deaths: Counter[int] = Counter()
    while True:
        try:
            yield from _on_one_pool(jobs, held, workers)
            return
        except BrokenProcessPool:
            deaths.update(held.keys())
        for index in [index for index in held if deaths[index] >= MAX_DEATHS]:
            yield _run_alone(held[index])
            del held[index]


def _on_one_pool(jobs: Iterator[Job], held: dict[int, Job], workers: int) -> Iterator[PartResult]:
    """Run the jobs held over, then new ones, until all are done or the pool breaks; ``held`` is what is not done."""
    pool = _pool(workers)
    flying: dict[Future[PartResult], int] = {}
    source = _noting(list(held.values()), jobs, held)
    try:
        for job in islice(source, workers * 2):
            flying[pool.submit(parse_part, *job)] = job[0]
        while flying:
            ended, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in ended:
                result = future.result()
                del held[flying.pop(future)]
                yield result
                for job in islice(source, 1):
                    flying[pool.submit(parse_part, *job)] = job[0]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _noting(again: list[Job], jobs: Iterator[Job], held: dict[int, Job]) -> Iterator[Job]:
    yield from again
    for job in jobs:
        held[job[0]] = job
        yield job


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_after, args=(parent,), daemon=True).start()


def _leave_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _run_alone(job: Job) -> PartResult:
    """Run a partition that workers died over; an article that kills its process twice is set aside with that reason."""
    index, records, folder, full = job
    for judged in (False, True):
        try:
            with _pool(1) as pool:
                return pool.submit(parse_part, index, records, folder, full).result()
        except BrokenProcessPool:
            if not judged:
                records = [_judged(record, full) for record in records]
    name = f"{records[0].name} to {records[-1].name}"
    raise CorpusError(f"worker processes keep dying over {name}, though each article alone is parsed; run again")


def _judged(record: Record, full: bool) -> Record:
    for _ in range(MAX_DEATHS):
        try:
            with _pool(1) as pool:
                pool.submit(try_record, record, full).result()
                return record
        except BrokenProcessPool:
            continue
    return replace(record, data=b"", fault=DEADLY)


def _on_cluster(jobs: Iterator[Job], scheduler: str) -> Iterator[PartResult]:
    try:
        cluster: Any = import_module("distributed")
    except ImportError:
        raise CorpusError("--scheduler needs `pip install geo-route-maps[cluster]`") from None
    try:
        client = cluster.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CorpusError(f"no Dask scheduler answers at {scheduler} ({error})") from None
    with client, client.as_current():
        try:
            yield from _through(client, jobs, cluster.as_completed)
        except GeoError:
            raise
        except Exception as error:  # KilledWorker, CancelledError, a lost connection: each release has its own
            reason = " ".join(str(error).split()) or type(error).__name__
            raise CorpusError(f"the cluster at {scheduler} gave up ({reason}); run again to resume") from None


def _through(client: Any, jobs: Iterator[Job], as_completed: Any) -> Iterator[PartResult]:
    in_flight = 2 * max(1, sum(client.nthreads().values()))
    running = as_completed([_submit(client, job) for job in islice(jobs, in_flight)])
    for future in running:
        yield future.result()
        future.release()
        for job in islice(jobs, 1):
            running.add(_submit(client, job))


def _submit(client: Any, job: Job) -> Any:
    return client.submit(parse_part, *job, pure=False, retries=MAX_DEATHS)
