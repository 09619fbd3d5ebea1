"""A corpus out: finished partitions joined into JSONL, or into GeoParquet with one row a mention."""

import json
import shutil
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import CorpusError

__all__ = ["check_target", "join_parts"]

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
    if not target.parent.is_dir():
        raise CorpusError(f"{target}: there is no folder {target.parent}")
    if target.suffix.lower() != ".jsonl":
        try:
            import pyarrow  # noqa: F401  (only its presence is asked)
        except ImportError:
            raise CorpusError(f"{target}: writing Parquet needs `pip install geo-route-maps[corpus]`") from None


def join_parts(parts: Sequence[Path], target: Path) -> None:
    """Join partitions in order into the target, written beside and renamed."""
    beside = target.with_name(f".{target.name}.new")
    try:
        if target.suffix.lower() == ".jsonl":
            with beside.open("wb") as out:
                for part in parts:
                    with part.open("rb") as lines:
                        shutil.copyfileobj(lines, out)
        else:
            _write_parquet(parts, beside)
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CorpusError(f"{target}: cannot be written ({error.strerror or error}); finished parts are kept") from None


def _schema() -> Any:
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    fields = {
        "article_id": text, "title": text, "published": pa.date32(), "outlet": text, "start": pa.int32(),
        "end": pa.int32(), "name": text, "kind": text, "place_id": text, "place": text, "country": text,
        "feature": text, "geonameid": pa.int64(), "lat": number, "lon": number, "confidence": pa.float32(),
        "geometry": pa.binary(),
    }  # fmt: skip
    geometry = {"encoding": "WKB", "geometry_types": ["Point"]}
    meta = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    return pa.schema(list(fields.items()), metadata={"geo": json.dumps(meta)})


def _write_parquet(parts: Sequence[Path], target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for part in parts:
            rows = list(_rows(part))
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def _rows(part: Path) -> Iterator[dict[str, Any]]:
    from datetime import date

    with part.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            published = article.get("published")
            facts = {
                "article_id": article["id"],
                "title": article.get("title"),
                "published": date.fromisoformat(published) if published else None,
                "outlet": article.get("outlet"),
            }
            for toponym in article["toponyms"]:
                yield facts | toponym | {"geometry": _wkb_point(toponym["lon"], toponym["lat"])}


def _wkb_point(lon: float | None, lat: float | None) -> bytes | None:
    return None if lon is None or lat is None else struct.pack("<BIdd", 1, 1, lon, lat)
