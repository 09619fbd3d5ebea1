"""`parse_corpus`: partitions in, one output, resumed where a killed run stopped.

While it runs, ``OUT.parts/`` beside the output holds a manifest and each finished partition. A partition is there
whole or not at all. At the end they are joined in input order into ``OUT`` (written beside, then renamed) and removed.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.corpus import folder as parts
from geo.corpus.engine import Job, run_jobs
from geo.corpus.part import ID_BYTES, PartResult, id_hash, part_path
from geo.corpus.records import Record, read_records
from geo.corpus.sink import check_target, join_parts, line_ids
from geo.errors import CorpusError

__all__ = ["PART_ARTICLES", "Report", "parse_corpus"]

PART_ARTICLES = 100
PART_BYTES = 8_000_000


@dataclass(slots=True)
class Report:
    """What a run did so far: articles and mentions written, faults as (name, reason), the share of the corpus read.

    ``resumed`` of the articles, and ``resumed_share`` of the corpus, were there from an earlier run.
    ``duplicates`` are ids that more than one article bears, with how many do.
    """

    articles: int = 0
    mentions: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    duplicates: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    share: float = 0.0
    resumed: int = 0
    resumed_share: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second in this run."""
        return (self.articles - self.resumed) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """An estimate from the share of the corpus that this run has done, or None before there is one."""
        done = self.share - self.resumed_share
        return self.seconds * (1 - self.share) / done if done > 0 else None


def parse_corpus(
    source: Path,
    target: Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    full: bool = False,
    restart: bool = False,
    progress: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Parse every article of a corpus into one file.

    Parameters
    ----------
    source : Path
        A folder, or a .jsonl, .jsonl.gz, .jsonl.zst or .parquet file.
    target : Path
        .jsonl (one line an article), or .parquet / .geoparquet (one row a mention, GeoParquet 1.1).
    workers, scheduler
        Local processes, or the address of a running Dask scheduler whose workers share this file system.
    full : bool
        Find claims and journeys too.
    restart : bool
        Throw away what an earlier run left instead of resuming it.

    Raises
    ------
    CorpusError
        When the corpus or the target cannot be used, or a run on another corpus was left unfinished there.
    """
    check_target(target)
    began = time.monotonic()
    folder = parts.folder_of(target)
    records = read_records(source)
    parts.prepare(folder, parts.identity_of(source, part_articles=PART_ARTICLES, full=full), restart=restart)
    report = Report()
    done: dict[int, PartResult] = {}
    shares: dict[int, float] = {}
    jobs = _jobs(records, folder, full, done, shares, report)
    for result in run_jobs(jobs, workers=workers, scheduler=scheduler):
        parts.note(folder, result)
        done[result.index] = result
        report.seconds = time.monotonic() - began
        report.share = max(report.share, shares.pop(result.index))
        _count(report, [result])
        progress(report)
    ordered = [done[index] for index in sorted(done)]
    if not any(part.articles for part in ordered):
        parts.discard(folder)
        raise CorpusError(f"{source}: no articles in this corpus")
    report.faults = [fault for part in ordered for fault in part.faults]
    paths = [part_path(folder, part.index) for part in ordered]
    report.duplicates = _duplicates(ordered, paths)
    join_parts(paths, target, full=full)
    parts.discard(folder)
    report.seconds = time.monotonic() - began
    return report


def _count(report: Report, results: Sequence[PartResult]) -> None:
    report.articles += sum(part.articles for part in results)
    report.mentions += sum(part.mentions for part in results)


def _jobs(
    records: Iterator[Record],
    folder: Path,
    full: bool,
    done: dict[int, PartResult],
    shares: dict[int, float],
    report: Report,
) -> Iterator[Job]:
    """Cut records into partitions; those that an earlier run finished are noted as done instead of given out."""
    for index, batch in enumerate(_batches(records)):
        finished = parts.noted(folder, index)
        if finished:
            done[index] = finished
            _count(report, [finished])
            report.resumed += finished.articles
            report.resumed_share = report.share = max(report.share, batch[-1].share)
        else:
            shares[index] = batch[-1].share
            yield index, batch, str(folder), full


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.data)
        if len(batch) >= PART_ARTICLES or size >= PART_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _duplicates(ordered: Sequence[PartResult], paths: Sequence[Path]) -> dict[str, int]:
    """The ids that stand more than once: hashes first, eight bytes an article, then the words of those that repeat."""
    import numpy as np

    hashes = np.frombuffer(b"".join(part.ids for part in ordered), dtype=f"V{ID_BYTES}")
    values, counts = np.unique(hashes.view("<u8"), return_counts=True)
    repeated = {int(value) for value in values[counts > 1]}
    if not repeated:
        return {}
    found: Counter[str] = Counter()
    for part, path in zip(ordered, paths, strict=True):
        own = np.frombuffer(part.ids, dtype="<u8")
        if repeated.isdisjoint(own.tolist()):
            continue
        found.update(i for i in line_ids(path) if int.from_bytes(id_hash(i), "little") in repeated)
    return {key: n for key, n in found.items() if n > 1}
