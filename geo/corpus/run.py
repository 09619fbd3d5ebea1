"""`parse_corpus`: partitions in, one output file, resumed where a killed run stopped.

While it runs, ``OUT.parts/`` beside the output holds a manifest and each finished partition. A partition is there
whole or not at all. At the end they are joined in input order into ``OUT`` (written beside, then renamed) and removed.
"""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geo
from geo import datasets
from geo.corpus.engine import Job, run_jobs
from geo.corpus.part import PartResult, part_path
from geo.corpus.records import Record, read_records
from geo.corpus.sink import check_target, join_parts
from geo.errors import CorpusError

__all__ = ["PART_ARTICLES", "Report", "parse_corpus"]

PART_ARTICLES = 200
PART_BYTES = 8_000_000


@dataclass(slots=True)
class Report:
    """What a run did so far: articles and mentions written, faults as (name, reason), the share of the corpus read."""

    articles: int = 0
    mentions: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
    share: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """An estimate from the share of the corpus that was read, or None before there is one."""
        return self.seconds * (1 - self.share) / self.share if self.share else None


def parse_corpus(
    source: Path,
    target: Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
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
    restart : bool
        Throw away what an earlier run left instead of resuming it.

    Raises
    ------
    CorpusError
        When the corpus or the target cannot be used, or a run on another corpus was left unfinished there.
    """
    check_target(target)
    began = time.monotonic()
    folder = target.with_name(target.name + ".parts")
    report = Report()
    records = read_records(source)
    _prepare(folder, source, restart)
    done: dict[int, PartResult] = {}
    shares: dict[int, float] = {}
    for result in run_jobs(_jobs(records, folder, done, shares), workers=workers, scheduler=scheduler):
        _note(folder, result)
        done[result.index] = result
        report.articles += result.articles
        report.mentions += result.mentions
        report.seconds = time.monotonic() - began
        report.share = max(report.share, shares[result.index])
        progress(report)
    _sum_up(report, done)
    if not report.articles:
        shutil.rmtree(folder)
        raise CorpusError(f"{source}: no articles in this corpus")
    join_parts([part_path(folder, index) for index in sorted(done)], target)
    shutil.rmtree(folder)
    report.seconds = time.monotonic() - began
    return report


def _sum_up(report: Report, done: dict[int, PartResult]) -> None:
    ordered = [done[index] for index in sorted(done)]
    report.articles = sum(part.articles for part in ordered)
    report.mentions = sum(part.mentions for part in ordered)
    report.faults = [fault for part in ordered for fault in part.faults]


def _jobs(
    records: Iterator[Record], folder: Path, done: dict[int, PartResult], shares: dict[int, float]
) -> Iterator[Job]:
    """Cut records into partitions; those that an earlier run finished are noted as done instead of given out."""
    for index, batch in enumerate(_batches(records)):
        finished = _noted(folder, index)
        if finished:
            done[index] = finished
        else:
            shares[index] = batch[-1].share
            yield index, batch, str(folder)


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


def _note(folder: Path, result: PartResult) -> None:
    path = folder / f"note-{result.index:06d}.json"
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps([result.articles, result.mentions, result.faults]))
    beside.replace(path)


def _noted(folder: Path, index: int) -> PartResult | None:
    note = folder / f"note-{index:06d}.json"
    if not note.exists() or not part_path(folder, index).exists():
        return None
    articles, mentions, faults = json.loads(note.read_text())
    return PartResult(index, articles, mentions, tuple((name, reason) for name, reason in faults))


def _prepare(folder: Path, source: Path, restart: bool) -> None:
    """Make the folder of partitions, or take up the one that an earlier run of the same corpus left."""
    identity = _identity(source)
    manifest = folder / "manifest.json"
    if restart and folder.exists():
        shutil.rmtree(folder)
    if manifest.exists():
        if json.loads(manifest.read_text()) != identity:
            raise CorpusError(
                f"{folder} holds an unfinished run on another corpus or version; use --restart to drop it"
            )
        return
    if folder.exists() and any(folder.iterdir()):
        raise CorpusError(f"{folder} exists and is not ours; move it away")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = manifest.with_suffix(".new")
        beside.write_text(json.dumps(identity))
        beside.replace(manifest)
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror})") from None


def _identity(source: Path) -> dict[str, object]:
    if source.is_dir():
        listing = "\n".join(f"{p.relative_to(source)} {p.stat().st_size}" for p in sorted(source.rglob("*")))
        content = hashlib.sha256(listing.encode()).hexdigest()
    else:
        with source.open("rb") as file:
            content = f"{source.stat().st_size} {hashlib.sha256(file.read(1 << 20)).hexdigest()}"
    return {
        "source": str(source.resolve()),
        "content": content,
        "part_articles": PART_ARTICLES,
        "geo": geo.__version__,
        "data": datasets.versions(),
    }
