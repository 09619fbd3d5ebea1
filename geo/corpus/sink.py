"""A corpus out: finished partitions joined into JSONL, or into GeoParquet with one row a mention."""

import json
import shutil
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.errors import CorpusError

__all__ = ["check_target", "join_parts", "line_ids", "read_lines"]

SUFFIXES = (".jsonl", ".parquet", ".geoparquet")


def check_target(target: Path) -> None:
    """Refuse a target that cannot be written, before any work is done.

    Raises
    ------
    CorpusError
        When its suffix, its folder or a missing library forbids it.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise CorpusError(f"{target}: the output is one of {', '.join(SUFFIXES)}")
    if target.is_dir():
        raise CorpusError(f"{target}: this is a folder; name a file")
    if not target.parent.is_dir():
        raise CorpusError(f"{target}: there is no folder {target.parent}")
    if target.suffix.lower() != ".jsonl" and find_spec("pyarrow") is None:
        raise CorpusError(f"{target}: writing Parquet needs `pip install geo-route-maps[corpus]`")


def join_parts(parts: Sequence[Path], target: Path, *, full: bool = False) -> None:
    """Join partitions in order into the target, streamed, written beside and renamed.

    Raises
    ------
    CorpusError
        When it cannot be written; the partitions stay.
    """
    try:
        if target.suffix.lower() == ".jsonl":
            _join_lines(parts, target)
        else:
            from geo.corpus.parquet import write_parquet

            write_parquet(parts, target, full=full)
    except OSError as error:
        reason = error.strerror or error
        raise CorpusError(
            f"{target}: cannot be written ({reason}); finished parts are kept: run again to resume"
        ) from None


def _join_lines(parts: Sequence[Path], target: Path) -> None:
    beside = target.with_name(f".{target.name}.new")
    try:
        with beside.open("wb") as out:
            for part in parts:
                with part.open("rb") as lines:
                    shutil.copyfileobj(lines, out)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def read_lines(part: Path) -> Iterator[dict[str, Any]]:
    """The lines of a partition, one an article."""
    with part.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def line_ids(part: Path) -> Iterator[str]:
    """The ids of the articles of a partition."""
    return (line["id"] for line in read_lines(part))
