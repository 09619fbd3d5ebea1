"""`geo parse` and `geo stats`: many articles."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli import INTERRUPTED
from geo.cli.output import Table, json_out, message, table_out, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.corpus import Report

FAULTS_TOLD = 20


class Format(StrEnum):
    """What `geo stats` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(epilog="Example: `geo parse articles.jsonl.gz -o places.parquet --workers 4`")(parse)
    app.command(epilog="Example: `geo stats places.parquet --format csv`")(stats)


def parse(
    corpus: Annotated[Path, typer.Argument(help="A folder, .jsonl, .jsonl.gz, .jsonl.zst or .parquet.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .jsonl, .parquet or .geoparquet file.")],
    workers: Annotated[int, typer.Option(min=1, max=256, help="Local processes.")] = os.cpu_count() or 1,
    scheduler: Annotated[str | None, typer.Option(help="A running Dask scheduler, such as tcp://host:8786.")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Find distance claims and journeys too; slower, and keeps those articles.")
    ] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Drop what an unfinished run left.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Find the places of many articles; a killed run resumes where it stopped."""
    from geo.corpus import parse_corpus

    try:
        report = parse_corpus(
            corpus,
            output,
            workers=workers,
            scheduler=scheduler,
            full=full,
            restart=restart,
            progress=lambda r: _tell(r, quiet),
        )
    except KeyboardInterrupt:
        message("geo: interrupted; what is finished is kept: run the same again to resume")
        raise SystemExit(INTERRUPTED) from None
    _tell_faults(report)
    counts = f"{report.articles:,} articles, {report.mentions:,} places, {len(report.faults):,} faults"
    message(f"{output}: {counts}, {report.rate:,.0f} articles/s", quiet=quiet)
    if report.faults or report.duplicates:
        raise typer.Exit(2)


def _tell_faults(report: "Report") -> None:
    """Name the faults and the duplicates, a screenful of each at most."""
    for name, reason in report.faults[:FAULTS_TOLD]:
        message(f"geo: {reason if reason.startswith(name) else f'{name}: {reason}'}")
    if len(report.faults) > FAULTS_TOLD:
        message(f"geo: {len(report.faults) - FAULTS_TOLD:,} more faults; in .jsonl each has its line with `error`")
    for name, n in list(report.duplicates.items())[:FAULTS_TOLD]:
        message(f"geo: {n} articles bear the id {name}; all are kept, but cannot be told apart by it")
    if len(report.duplicates) > FAULTS_TOLD:
        message(f"geo: {len(report.duplicates) - FAULTS_TOLD:,} more ids stand more than once")


def _tell(report: "Report", quiet: bool) -> None:
    seconds = report.seconds_left
    left = "" if seconds is None else f", {report.share:.0%}, {_span(seconds)} left"
    message(f"· {report.articles:,} articles, {report.rate:,.0f}/s{left}", quiet=quiet)


def _span(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:,.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7200 else f"{seconds / 3600:,.1f} h"


def stats(
    parsed: Annotated[Path, typer.Argument(help="What `geo parse` wrote: .jsonl or .parquet.")],
    limit: Annotated[int, typer.Option(min=1, help="So many places and countries.")] = 20,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Show what a parsed corpus is about: disputed claims, journeys, places, countries, months."""
    from geo.corpus import corpus_stats

    found = corpus_stats(parsed, limit=limit)
    tables = _tables(found)
    if format is Format.JSON:
        json_out(found)
    elif format is Format.CSV:
        write_csv(("what", "name", "country", "number", "articles", "id"), _csv_rows(found))
    else:
        table_out(*tables)
        counts = f"{found['articles']:,} articles, {found['mentions']:,} mentions, {found['unresolved']:,} unresolved"
        message(counts if found["claims"] else f"{counts}; claims and journeys: parse with --full", quiet=quiet)


def _tables(found: dict[str, Any]) -> list[Table]:
    places = [(p["name"], p["country"], str(p["mentions"]), str(p["articles"]), p["id"]) for p in found["places"]]
    countries = [(c["country"], str(c["mentions"])) for c in found["countries"]]
    months = [(m["month"], str(m["articles"])) for m in found["months"]]
    tables = [
        Table(("place", "country", ">mentions", ">articles", "id"), tuple(places), title="Most named places"),
        Table(("country", ">mentions"), tuple(countries), title="Countries"),
        Table(("month", ">articles"), tuple(months), title="Months"),
    ]
    if not found["claims"]:
        return tables
    claims, journeys = found["claims"], found["journeys"]
    disputed = [
        (d["as_written"], d["from"] or "?", d["to"] or "?", d["because"], d["article"]) for d in claims["disputed"]
    ]
    verdicts = [(verdict, str(n)) for verdict, n in claims["verdicts"].items()]
    heads = ("claim", "from", "to", "because", "article")
    legs = [(leg["from"], leg["to"], str(leg["journeys"])) for leg in journeys["legs"]]
    told = f"Journeys: {journeys['number']:,}, by leg"
    return [
        Table(("verdict", ">claims"), tuple(verdicts), title=f"Claims: {claims['number']:,}"),
        Table(heads, tuple(disputed), title="Disputed claims, the farthest off first"),
        Table(("from", "to", ">journeys"), tuple(legs), title=told),
        *tables,
    ]


def _csv_rows(found: dict[str, Any]) -> "Iterator[tuple[object, ...]]":
    for p in found["places"]:
        yield "place", p["name"], p["country"], p["mentions"], p["articles"], p["id"]
    for c in found["countries"]:
        yield "country", c["country"], c["country"], c["mentions"], None, None
    for m in found["months"]:
        yield "month", m["month"], None, m["articles"], m["articles"], None
    for verdict, n in (found["claims"] or {"verdicts": {}})["verdicts"].items():
        yield "claims", verdict, None, n, None, None
    for leg in (found["journeys"] or {"legs": ()})["legs"]:
        yield "journey", f"{leg['from']} → {leg['to']}", None, leg["journeys"], None, None
