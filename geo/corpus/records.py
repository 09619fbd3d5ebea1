"""A corpus in: JSONL (plain, gz, zst), Parquet or a folder, streamed as raw records in input order."""

import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geo.articles.article import Article
from geo.articles.formats import READERS, Draft
from geo.articles.read import article_of
from geo.errors import ArticleError, CorpusError

__all__ = ["MAX_CHARS", "MAX_RECORD_BYTES", "Record", "articles_of", "read_records"]

MAX_RECORD_BYTES = 20_000_000
MAX_CHARS = 1_000_000
"""A worker needs some 600 bytes a character where every few words name a place; this bounds it at about 700 MB."""

_BATCH_ROWS = 256


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it stands in the corpus: its name there, its bytes, the suffix that says how to read them.

    ``fault`` stands instead of bytes where they cannot be had; ``share`` tells how much of the corpus was read by then.
    """

    name: str
    data: bytes
    suffix: str = ".json"
    fault: str | None = None
    share: float = 0.0


def read_records(source: Path) -> Iterator[Record]:
    """Stream the records of a corpus; a fault within it is a record of its own, and reading goes on where it can.

    Raises
    ------
    CorpusError
        When there is nothing there, or it is of no known kind.
    """
    if source.is_dir():
        return _from_folder(source)
    if not source.exists():
        raise CorpusError(f"{source}: no such file or folder")
    suffixes = "".join(source.suffixes[-2:]).lower()
    if source.suffix.lower() == ".parquet":
        return _from_parquet(source)
    if suffixes.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")):
        return _from_lines(source)
    raise CorpusError(f"{source}: a corpus is a folder, or a file .jsonl, .jsonl.gz, .jsonl.zst or .parquet")


def _uncompressed(source: Path, raw: BinaryIO) -> BinaryIO:
    if source.suffix.lower() == ".gz":
        return gzip.open(raw, "rb")  # type: ignore[return-value]
    if source.suffix.lower() == ".zst":
        try:
            import zstandard
        except ImportError:
            raise CorpusError(f"{source}: reading .zst needs `pip install geo-route-maps[corpus]`") from None
        return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw))
    return raw


def _from_lines(source: Path) -> Iterator[Record]:
    number = 0
    size = max(1, source.stat().st_size)
    with source.open("rb") as raw, _uncompressed(source, raw) as lines:
        while True:
            number += 1
            name = f"{source.name}, line {number}"
            try:
                line = lines.readline(MAX_RECORD_BYTES + 1)
                if len(line) > MAX_RECORD_BYTES:
                    _skip_rest(lines, line)
                    yield Record(name, b"", fault=f"longer than {MAX_RECORD_BYTES // 1_000_000} MB; split or drop it")
                    continue
            except Exception as error:  # gzip, zlib and zstandard each have their own
                yield Record(name, b"", fault=f"the file breaks off or is damaged here ({error})")
                return
            if not line:
                return
            if line.strip():
                yield Record(name, line, share=raw.tell() / size)


def _skip_rest(lines: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(MAX_RECORD_BYTES)


def _from_parquet(source: Path) -> Iterator[Record]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise CorpusError(f"{source}: reading Parquet needs `pip install geo-route-maps[corpus]`") from None
    try:
        table = pq.ParquetFile(source)
    except Exception as error:
        raise CorpusError(f"{source}: this is not a Parquet file that can be read ({error})") from None
    known = {"id", "title", "text", "published", "date", "outlet", "url", "language"}
    columns = [name for name in table.schema_arrow.names if name in known]
    if "text" not in columns:
        raise CorpusError(f"{source}: it has no column `text`; its columns are {', '.join(table.schema_arrow.names)}")
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH_ROWS, columns=columns):
        for row in batch.to_pylist():
            number += 1
            data = json.dumps(row, default=str).encode()
            yield Record(f"{source.name}, row {number}", data, share=number / table.metadata.num_rows)


def _from_folder(source: Path) -> Iterator[Record]:
    files = [p for p in sorted(source.rglob("*")) if p.suffix.lower() in READERS and p.is_file()]
    for number, path in enumerate(files, start=1):
        name = path.relative_to(source).as_posix()
        if path.stat().st_size > MAX_RECORD_BYTES:
            yield Record(name, b"", fault=f"larger than {MAX_RECORD_BYTES // 1_000_000} MB; split or drop it")
            continue
        try:
            yield Record(name, path.read_bytes(), path.suffix.lower(), share=number / len(files))
        except OSError as error:
            yield Record(name, b"", fault=f"cannot be read ({error.strerror})")


def articles_of(record: Record) -> Iterator[Article | ArticleError]:
    """Make the article (in a folder's file: the articles) of a record, or say what is wrong with it."""
    if record.fault:
        yield ArticleError(f"{record.name}: {record.fault}")
        return
    if not record.data.strip():
        yield ArticleError(f"{record.name}: this article is empty")
        return
    try:
        if record.suffix == ".json":
            record.data.decode("utf-8")  # a corpus is UTF-8; a guess would change its offsets
        for i, draft in enumerate(READERS[record.suffix](record.data, record.name), start=1):
            yield _article(draft, record.name if i == 1 else f"{record.name}#{i}")
    except UnicodeDecodeError as error:
        yield ArticleError(f"{record.name}: its text is not valid UTF-8 (byte {error.start})")
    except ArticleError as error:
        yield error


def _article(draft: Draft | ArticleError, id: str) -> Article | ArticleError:
    if isinstance(draft, ArticleError):
        return draft
    if len(draft.text) > MAX_CHARS:
        number = f"{len(draft.text):,} characters"
        return ArticleError(f"{draft.where}: {number} are more than one article of a corpus may have; split it")
    try:
        return article_of(draft, id=id)
    except ArticleError as error:
        return error
