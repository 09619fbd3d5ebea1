"""What `geo parse` writes as Parquet: mentions as GeoParquet 1.1 and, when asked, claims, journeys and their stories.

``OUT.parquet`` has a row a mention. Beside it stand ``OUT.claims.parquet`` (a row a claim, a line from end to end),
``OUT.journeys.parquet`` (a row a journey, a line through its stops) and ``OUT.stories.parquet`` (the JSON of both with
the text they point into, a row an article that has any, which `geo render` and `geo check` read).
"""

import json
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from geo.corpus.sink import read_lines

__all__ = ["COUNTS_KEY", "EXTRAS", "beside_of", "write_parquet"]

COUNTS_KEY = "geo_corpus"
"""Key of the file's metadata for the counts of the whole corpus: articles without a mention have no row."""

EXTRAS = ("claims", "journeys", "stories")
GROUP_ROWS, CHUNK_ROWS = 20_000, 1_000
"""Rows of a row group, and how many are held as Python values before they become columns."""

Row = dict[str, Any]


def beside_of(target: Path, what: str) -> Path:
    """Where the claims, journeys or stories of an output stand."""
    return target.with_name(f"{target.stem}.{what}{target.suffix}")


def write_parquet(parts: Sequence[Path], target: Path, *, full: bool = False) -> None:
    """Join partitions into Parquet files, each written beside and renamed, the one of mentions last."""
    wanted = {"mentions": target} | ({what: beside_of(target, what) for what in EXTRAS} if full else {})
    drafts = {what: path.with_name(f".{path.name}.new") for what, path in wanted.items()}
    counts: Counter[str] = Counter()
    try:
        with ExitStack() as stack:
            sheets = {what: stack.enter_context(_Sheet(path, what)) for what, path in drafts.items()}
            for part in parts:
                for line in read_lines(part):
                    _count(counts, line)
                    for what, sheet in sheets.items():
                        sheet.add(_ROWS[what](line))
            sheets["mentions"].note(COUNTS_KEY, json.dumps(dict(sorted(counts.items()))))
        for what in EXTRAS:
            beside_of(target, what).unlink(missing_ok=True)
        for what in (*EXTRAS, "mentions"):
            if what in drafts:
                drafts[what].replace(wanted[what])
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _count(counts: Counter[str], line: Row) -> None:
    counts["articles"] += 1
    counts["errors"] += "error" in line
    counts[f"month {(line.get('published') or '')[:7]}"] += 1


class _Sheet:
    """One Parquet file being written, row group by row group."""

    def __init__(self, path: Path, what: str) -> None:
        import pyarrow.parquet as pq

        self._schema = _schema(what)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._tables: list[Any] = []

    def __enter__(self) -> "_Sheet":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._writer.close()

    def add(self, rows: Iterable[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= CHUNK_ROWS:
            self._pack()
            if sum(table.num_rows for table in self._tables) >= GROUP_ROWS:
                self._flush()

    def note(self, key: str, value: str) -> None:
        self._writer.add_key_value_metadata({key: value})

    def _pack(self) -> None:
        import pyarrow as pa

        self._tables.append(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._pack()
        if self._tables:
            table = pa.concat_tables(self._tables).combine_chunks()
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._tables = []


def _schema(what: str) -> Any:
    import pyarrow as pa

    text, number, whole = pa.string(), pa.float64(), pa.int32()
    article = {"article_id": text, "title": text, "published": pa.date32(), "outlet": text}
    columns: dict[str, dict[str, Any]] = {
        "mentions": {
            "start": whole, "end": whole, "name": text, "kind": text, "place_id": text, "place": text, "country": text,
            "feature": text, "geonameid": pa.int64(), "lat": number, "lon": number, "confidence": pa.float32(),
        },
        "claims": {
            "start": whole, "end": whole, "text": text, "as_written": text, "km": number, "mode": text,
            "from_id": text, "from": text, "to_id": text, "to": text, "straight_km": number, "rail_km": number,
            "road_km": number, "sea_km": number, "difference_km": number, "tolerance_km": number, "verdict": text,
            "direction": text, "direction_verdict": text, "because": text,
        },
        "journeys": {
            "journey": text, "traveller": text, "places": pa.list_(text), "place_ids": pa.list_(text),
            "statuses": pa.list_(text), "modes": pa.list_(text), "first_day": pa.date32(), "last_day": pa.date32(),
        },
        "stories": {"story": text},
    }  # fmt: skip
    if what == "stories":
        return pa.schema([("article_id", text), *columns[what].items()])
    shape = "Point" if what == "mentions" else "LineString"
    geometry = {"encoding": "WKB", "geometry_types": [shape]}
    meta = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}}
    fields = [*article.items(), *columns[what].items(), ("geometry", pa.binary())]
    return pa.schema(fields, metadata={"geo": json.dumps(meta)})


def _article(line: Row) -> Row:
    published = line.get("published")
    return {
        "article_id": line["id"],
        "title": line.get("title"),
        "published": date.fromisoformat(published) if published else None,
        "outlet": line.get("outlet"),
    }


def _mentions(line: Row) -> Iterator[Row]:
    facts = _article(line)
    for toponym in line["toponyms"]:
        at = (toponym["lon"], toponym["lat"])
        yield facts | toponym | {"geometry": None if None in at else _wkb_point(at)}


def _claims(line: Row) -> Iterator[Row]:
    story = line.get("story") or {}
    places = story.get("places", {})
    for finding in story.get("findings", ()):
        claim, measured = finding["claim"], finding["measured"] or {}
        ends = [places[claim[end]["place"]] if claim.get(end) else None for end in ("origin", "destination")]
        row = _article(line) | {
            key: claim.get(key) for key in ("start", "end", "text", "as_written", "km", "direction")
        }
        row["mode"] = claim.get("mode") or "straight"
        for end, place in zip(("from", "to"), ends, strict=True):
            row |= {f"{end}_id": place["id"] if place else None, end: place["name"] if place else None}
        row |= {key: measured.get(key) for key in ("straight_km", "rail_km", "road_km", "sea_km")}
        keys = ("difference_km", "tolerance_km", "verdict", "direction_verdict", "because")
        row |= {key: finding.get(key) for key in keys}
        yield row | {"geometry": _wkb_line([place["at"] for place in ends if place])}


def _journeys(line: Row) -> Iterator[Row]:
    story = line.get("story") or {}
    for journey in story.get("itineraries", ()):
        places = [story["places"][stop["place"]] for stop in journey["stops"]]
        whens = [stop["when"] for stop in journey["stops"] if stop.get("when")]
        yield _article(line) | {
            "journey": journey["title"],
            "traveller": journey["traveller"],
            "places": [place["name"] for place in places],
            "place_ids": [place["id"] for place in places],
            "statuses": [stop["status"] for stop in journey["stops"]],
            "modes": [leg["mode"] for leg in journey["legs"]],
            "first_day": min((date.fromisoformat(w["start"][:10]) for w in whens), default=None),
            "last_day": max((date.fromisoformat(w["end"][:10]) for w in whens), default=None),
            "geometry": _wkb_line([place["at"] for place in places]),
        }


def _stories(line: Row) -> Iterator[Row]:
    if line.get("story"):
        plain = json.dumps(line["story"], ensure_ascii=False, separators=(",", ":"))
        yield {"article_id": line["id"], "story": plain}


_ROWS: Mapping[str, Callable[[Row], Iterator[Row]]] = {
    "mentions": _mentions,
    "claims": _claims,
    "journeys": _journeys,
    "stories": _stories,
}


def _wkb_point(at: Sequence[float]) -> bytes:
    return struct.pack("<BIdd", 1, 1, *at)


def _wkb_line(points: Sequence[Sequence[float]]) -> bytes | None:
    """A line as WKB; None where there are not two points to join."""
    if len(points) < 2:
        return None
    return struct.pack("<BII", 1, 2, len(points)) + b"".join(struct.pack("<dd", *point) for point in points)
