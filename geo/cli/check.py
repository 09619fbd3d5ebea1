"""`geo check`: every distance that the articles claim, measured and judged."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import Table, clean, json_out, message, table_out, write_csv
from geo.cli.parsed import parsed_findings, parsed_source
from geo.cli.sources import Batch, Date, Outlet, Quiet, Region, Sources, hints_from, read_batch
from geo.vocabulary import Verdict

if TYPE_CHECKING:
    from geo.claims.claim import Endpoint, Finding

VERDICT_MARKS = {
    Verdict.AGREE: "✓ agree",
    Verdict.CLOSE: "≈ close",
    Verdict.DISAGREE: "✗ disagree",
    Verdict.UNCHECKABLE: "? uncheckable",
}
CSV_HEADS = (
    "article", "start", "end", "text", "from", "to", "as_written", "km", "mode", "straight_km", "rail_km", "road_km",
    "sea_km", "difference_km", "tolerance_km", "verdict", "direction", "direction_verdict", "because",
)  # fmt: skip


class Format(StrEnum):
    """What `geo check` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo check articles/ --format json`")(check)


def check(
    sources: Sources = None,
    date: Date = None,
    outlet: Outlet = None,
    region: Region = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words and the arithmetic that decided.")] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """Check every distance the articles claim; exit 1 when one disagrees."""
    from geo.documents import check_document
    from geo.pipeline import judge
    from geo.world import World

    parsed = parsed_source(sources)
    if parsed:
        batch, findings = Batch((), ()), parsed_findings(parsed)
    else:
        batch, world = read_batch(sources, date, outlet), World.open()
        findings = judge(batch.articles, world, hints=hints_from(region, world.gazetteer))
    if format is Format.JSON:
        json_out(check_document(findings))
    elif format is Format.CSV:
        write_csv(CSV_HEADS, (_csv_row(f) for f in findings))
    else:
        _print_table(findings, explain)
        if not findings:
            message("geo: these articles claim no distance between places", quiet=quiet)
    batch.leave(answer_is_no=any(f.verdict is Verdict.DISAGREE for f in findings))


def _print_table(findings: "tuple[Finding, ...]", explain: bool) -> None:
    heads = "verdict|claim|from|to|>straight km|>rail km|>road km|>sea km|direction|article|because".split("|")
    rows = tuple(_row(f) for f in findings)
    counts = ", ".join(f"{sum(f.verdict is v for f in findings)} {v.value}" for v in Verdict)
    if sys.stdout.isatty():  # a column of sentences would leave no room for the figures
        table_out(Table(tuple(heads[:-1]), tuple(row[:-1] for row in rows), caption=counts))
        for finding in findings:
            typer.echo(f"{VERDICT_MARKS[finding.verdict][0]} {clean(finding.because)}")
    else:
        table_out(Table(tuple(heads), rows))
    if explain:
        from geo.claims.check import explain as explain_finding

        for number, finding in enumerate(findings, start=1):
            typer.echo(f"\n{number}. {clean(finding.claim.text)}")
            for line in explain_finding(finding):
                typer.echo(f"   {clean(line)}")


def _row(finding: "Finding") -> tuple[str, ...]:
    claim, m = finding.claim, finding.measured
    lengths = (m.straight_km, m.rail_km, m.road_km, m.sea_km) if m else (None,) * 4
    direction = (
        f"{claim.direction}: {finding.direction_verdict}" if finding.direction_verdict else claim.direction or ""
    )
    ends = (end_label(claim.origin), end_label(claim.destination))
    figures = tuple("" if km is None else f"{km:,.0f}" for km in lengths)
    return (
        VERDICT_MARKS[finding.verdict],
        claim.as_written,
        *ends,
        *figures,
        direction,
        claim.article_id,
        finding.because,
    )


def end_label(end: "Endpoint | None") -> str:
    """One end of a claim in words: a place, its border or its coast."""
    if end is None:
        return "?"
    if end.kind == "point":
        return end.place.name
    neighbour = f" with {end.neighbour.name}" if end.neighbour else ""
    return f"{end.kind.value} of {end.place.name}{neighbour}"


def _csv_row(finding: "Finding") -> tuple[object, ...]:
    from geo.documents import finding_json

    plain = finding_json(finding)
    direction = plain["direction"] or {}
    measured = [plain["measured"].get(key) for key in ("straight_km", "rail_km", "road_km", "sea_km")]
    ends = [end_label(finding.claim.origin), end_label(finding.claim.destination)]
    first = [plain[key] for key in ("article", "start", "end", "text")]
    middle = [plain[key] for key in ("as_written", "km", "mode")]
    last = [plain[key] for key in ("difference_km", "tolerance_km", "verdict")]
    return (
        *first,
        *ends,
        *middle,
        *measured,
        *last,
        direction.get("claimed"),
        direction.get("verdict"),
        plain["because"],
    )
