"""`geo places`: every place that the articles name."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import Table, json_out, message, progress_to, table_out, write_csv
from geo.cli.parsed import parsed_source, print_parsed_places
from geo.cli.sources import Date, Outlet, Quiet, Region, Sources, hints_from, read_batch
from geo.errors import UsageError

if TYPE_CHECKING:
    from geo.articles.article import Article
    from geo.geoparse.mention import Resolution
    from geo.story import PlaceSummary

CSV_HEADS = (
    "article", "start", "end", "text", "kind", "section", "confidence", "id", "name", "lat", "lon", "country",
    "feature", "reason",
)  # fmt: skip


class Format(StrEnum):
    """What `geo places` prints."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo places articles/ --format geojson > places.geojson`")(places)


def places(
    sources: Sources = None,
    date: Date = None,
    outlet: Outlet = None,
    region: Region = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each mention's candidates and evidence.")] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """List the places that the articles name, where each is, and how sure that is."""
    from geo.documents import place_features, places_document
    from geo.gazetteer.store import Gazetteer
    from geo.pipeline import find_places
    from geo.story import Story

    parsed = parsed_source(sources)
    if parsed:
        if explain or region or date:
            raise UsageError(f"{parsed} is parsed already: --explain, --region and --date are for articles")
        print_parsed_places(parsed, format.value, quiet=quiet)
        return
    batch = read_batch(sources, date, outlet)
    gazetteer = Gazetteer.open()
    found = find_places(batch.articles, gazetteer, hints_from(region, gazetteer), progress=progress_to(quiet))
    resolutions = tuple(r for each in found.values() for r in each)
    summaries = Story("", batch.articles, resolutions).places()
    if format is Format.JSON:
        json_out(places_document(batch.articles, resolutions, summaries))
    elif format is Format.GEOJSON:
        json_out(place_features(summaries))
    elif format is Format.CSV:
        write_csv(CSV_HEADS, (_csv_row(r, batch.articles) for r in resolutions))
    elif explain:
        _print_explained(resolutions)
    else:
        _print_table(summaries, resolutions, batch.articles)
    if not summaries:
        message("geo: these articles name no place that the gazetteer knows", quiet=quiet)
    batch.leave()


def _print_table(
    summaries: "tuple[PlaceSummary, ...]", resolutions: "tuple[Resolution, ...]", articles: "tuple[Article, ...]"
) -> None:
    best: dict[str, float] = {}
    for r in resolutions:
        if r.resolved:
            best[r.resolved.id] = max(best.get(r.resolved.id, 0.0), r.confidence)
    heads = ("place", "country", "kind", ">lat", ">lon", ">mentions", ">articles", ">confidence", "id")
    rows = tuple(_row(s, f"{best[s.place.id]:.2f}") for s in summaries)
    table_out(Table(heads, rows, title="Named in the articles"))
    bodies = {a.id: a for a in articles}
    late = [r for r in resolutions if not bodies[r.mention.article_id].in_body(r.mention.start)]
    lost = [r for r in resolutions if r.resolved is None]
    if late:
        names = sorted({r.resolved.name for r in late if r.resolved})
        table_out(Table(("only in after-matter (comments, credits, links)",), ((", ".join(names),),)))
    if lost:
        table_out(Table(("not found in the gazetteer", "why"), tuple({_lost_row(r): None for r in lost})))


def _row(summary: "PlaceSummary", confidence: str) -> tuple[str, ...]:
    place = summary.place
    spot = (f"{place.at.lat:.3f}", f"{place.at.lon:.3f}")
    counts = (str(summary.mentions), str(len(summary.article_ids)))
    return (place.name, place.country, place.feature, *spot, *counts, confidence, place.id)


def _lost_row(resolution: "Resolution") -> tuple[str, str]:
    from geo.geoparse.mention import Unresolved

    assert isinstance(resolution.place, Unresolved)
    return resolution.mention.text, resolution.place.reason


def _print_explained(resolutions: "tuple[Resolution, ...]") -> None:
    for r in resolutions:
        place = r.resolved
        name = f"{place.name}, {place.country} ({place.id})" if place else "unresolved"
        typer.echo(
            f"{r.mention.article_id}:{r.mention.start} {r.mention.text} [{r.mention.kind}] → {name}  {r.confidence:.2f}"
        )
        for line in r.because:
            typer.echo(f"    {line}")
        for rival in r.rivals:
            typer.echo(f"    not {rival.place.name}, {rival.place.country} ({rival.place.id})  {rival.score:.2f}")


def _csv_row(resolution: "Resolution", articles: "tuple[Article, ...]") -> tuple[object, ...]:
    from geo.geoparse.mention import Unresolved

    mention, place = resolution.mention, resolution.resolved
    article = next(a for a in articles if a.id == mention.article_id)
    section = article.section_at(mention.start).value
    first = (mention.article_id, mention.start, mention.end, mention.text, mention.kind.value, section)
    reason = resolution.place.reason if isinstance(resolution.place, Unresolved) else None
    if place is None:
        return (*first, round(resolution.confidence, 3), *(None,) * 6, reason)
    spot = (place.id, place.name, place.at.lat, place.at.lon, place.country, place.feature)
    return (*first, round(resolution.confidence, 3), *spot, reason)
