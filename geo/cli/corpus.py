"""`geo parse` and `geo stats`: many articles."""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import Table, json_out, message, table_out, write_csv

if TYPE_CHECKING:
    from geo.corpus import Report


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

    report = parse_corpus(
        corpus,
        output,
        workers=workers,
        scheduler=scheduler,
        full=full,
        restart=restart,
        progress=lambda r: _tell(r, quiet),
    )
    for name, reason in report.faults:
        message(f"geo: {reason if reason.startswith(name) else f'{name}: {reason}'}")
    rate = report.articles / report.seconds if report.seconds else 0.0
    counts = f"{report.articles:,} articles, {report.mentions:,} places, {len(report.faults):,} faults"
    message(f"{output}: {counts}, {rate:,.0f} articles/s", quiet=quiet)
    if report.faults:
        raise typer.Exit(2)


def _tell(report: "Report", quiet: bool) -> None:
    rate = report.articles / report.seconds if report.seconds else 0.0
    left = f", {report.share:.0%}, {report.seconds_left:,.0f} s left" if report.seconds_left is not None else ""
    message(f"· {report.articles:,} articles, {rate:,.0f}/s{left}", quiet=quiet)


def stats(
    parsed: Annotated[Path, typer.Argument(help="What `geo parse` wrote: .jsonl or .parquet.")],
    limit: Annotated[int, typer.Option(min=1, help="So many places and countries.")] = 20,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Show what a parsed corpus is about: places, countries, months."""
    from geo.corpus import corpus_stats

    found = corpus_stats(parsed, limit=limit)
    rows = [(p["name"], p["country"], str(p["mentions"]), str(p["articles"]), p["id"]) for p in found["places"]]
    heads = ("place", "country", ">mentions", ">articles", "id")
    if format is Format.JSON:
        json_out(found)
    elif format is Format.CSV:
        write_csv([h.lstrip(">") for h in heads], rows)
    else:
        countries = tuple((c["country"], str(c["mentions"])) for c in found["countries"])
        table_out(Table(heads, tuple(rows), title="Most named places"), Table(("country", ">mentions"), countries))
        counts = f"{found['articles']:,} articles, {found['mentions']:,} mentions, {found['unresolved']:,} unresolved"
        message(counts, quiet=quiet)
