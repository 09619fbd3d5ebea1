"""Running partitions: in this process, on a pool of processes, or on a Dask cluster that already runs.

Each engine takes jobs lazily and keeps a bounded number in flight, so that a corpus is never held whole.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any

from geo.corpus.part import PartResult, parse_part
from geo.corpus.records import Record
from geo.errors import CorpusError

__all__ = ["Job", "run_jobs"]

Job = tuple[int, list[Record], str]
MAX_TRIES = 3
CONNECT_SECONDS = 10


def run_jobs(jobs: Iterable[Job], *, workers: int = 1, scheduler: str | None = None) -> Iterator[PartResult]:
    """Run jobs and give their results as they end, in any order.

    Raises
    ------
    CorpusError
        When workers keep dying on the same partitions, or the scheduler cannot be reached.
    """
    if scheduler:
        return _on_cluster(iter(jobs), scheduler)
    if workers == 1:
        return (parse_part(*job) for job in jobs)
    return _on_pool(iter(jobs), workers)


def _on_pool(jobs: Iterator[Job], workers: int) -> Iterator[PartResult]:
    """A killed worker breaks its pool; what was in flight is run again on a fresh one, a few times at most."""
    again: list[Job] = []
    tries = 0
    while True:
        flying: dict[Future[PartResult], Job] = {}
        try:
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                source = _chained(again, jobs)
                again = []
                for job in islice(source, workers * 2):
                    flying[pool.submit(parse_part, *job)] = job
                while flying:
                    ended, _ = wait(flying, return_when=FIRST_COMPLETED)
                    for future in ended:
                        result = future.result()
                        del flying[future]
                        tries = 0
                        yield result
                        for job in islice(source, 1):
                            flying[pool.submit(parse_part, *job)] = job
            return
        except BrokenProcessPool:
            tries += 1
            again = list(flying.values())
            if tries >= MAX_TRIES:
                first, last = again[0][1][0].name, again[-1][1][-1].name
                raise CorpusError(
                    f"worker processes keep dying between {first} and {last}; run again to resume"
                ) from None


def _chained(again: list[Job], jobs: Iterator[Job]) -> Iterator[Job]:
    yield from again
    yield from jobs


def _on_cluster(jobs: Iterator[Job], scheduler: str) -> Iterator[PartResult]:
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise CorpusError("--scheduler needs `pip install geo-route-maps[cluster]`") from None
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except OSError as error:
        raise CorpusError(f"no Dask scheduler answers at {scheduler} ({error})") from None
    with client, client.as_current():
        in_flight = 2 * max(1, sum(client.nthreads().values()))
        running = as_completed([_submit(client, job) for job in islice(jobs, in_flight)])
        for future in running:
            yield future.result()
            future.release()
            for job in islice(jobs, 1):
                running.add(_submit(client, job))


def _submit(client: Any, job: Job) -> Any:
    return client.submit(parse_part, *job, pure=False, retries=MAX_TRIES)
