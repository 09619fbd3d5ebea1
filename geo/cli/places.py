"""`geo places`: every place that the articles name."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geo.cli.output import Table, json_out, message, progress_to, table_out, write_csv
from geo.cli.parsed import parsed_source, print_parsed_places
from geo.cli.sources import Date, Outlet, Quiet, Region, Sources, hints_from, read_batch
from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.articles.article import Article
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse.mention import Hints, Resolution
    from geo.story import PlaceSummary

CSV_HEADS = (
    "article", "start", "end", "text", "kind", "section", "confidence", "id", "name", "lat", "lon", "country",
    "feature", "reason",
)  # fmt: skip


_NOTHING = "geo: these articles name no place that the gazetteer knows"


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
    if explain and format in (Format.CSV, Format.GEOJSON):
        raise UsageError(f"--explain prints text or, with --format json, JSON; it has no {format.value}")
    batch = read_batch(sources, date, outlet)
    gazetteer = Gazetteer.open()
    hints = hints_from(region, gazetteer)
    if explain:
        _print_explained(batch.articles, gazetteer, hints, as_json=format is Format.JSON, quiet=quiet)
        batch.leave()
        return
    found = find_places(batch.articles, gazetteer, hints, progress=progress_to(quiet))
    resolutions = tuple(r for each in found.values() for r in each)
    summaries = Story("", batch.articles, resolutions).places()
    if format is Format.JSON:
        json_out(places_document(batch.articles, resolutions, summaries))
    elif format is Format.GEOJSON:
        json_out(place_features(summaries))
    elif format is Format.CSV:
        write_csv(CSV_HEADS, (_csv_row(r, batch.articles) for r in resolutions))
    else:
        _print_table(summaries, resolutions, batch.articles)
    if not summaries:
        message(_NOTHING, quiet=quiet)
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


def _print_explained(
    articles: "tuple[Article, ...]", gazetteer: "Gazetteer", hints: "Hints", *, as_json: bool, quiet: bool
) -> None:
    from geo.geoparse.explain import explain

    explained = {article.id: explain(article, gazetteer, hints) for article in articles}
    if as_json:
        json_out({"explained": [{"article": id_, "mentions": rows} for id_, rows in explained.items()]})
    for id_, rows in () if as_json else explained.items():
        for row in rows:
            for line in _explained_lines(id_, row):
                typer.echo(line)
    if not any(row["place"] for rows in explained.values() for row in rows):
        message(_NOTHING, quiet=quiet)


def _explained_lines(article: str, row: "dict[str, Any]") -> "Iterator[str]":
    """A mention in a few lines: where it stands and what was decided, then why, then every candidate with its score."""
    chosen = next((c for c in row["candidates"] if c["id"] == row["place"]), None)
    place = f"{_named(chosen)} ({chosen['id']})" if chosen else row["place"] or "unresolved"
    yield f"{article}:{row['start']} {row['text']} [{row['kind']}] → {place}  {row['confidence']:.2f}"
    yield f"    read as a place: {row['recogniser']:.2f}"
    if row["reason"]:
        yield f"    {row['reason']}"
    if row["parents"]:
        yield f"    the text puts it in {', '.join(row['parents'])}"
    for reason in row["because"]:
        yield f"    {reason}"
    for candidate in row["candidates"]:
        evidence = ", ".join(f"{e['what']} {e['adds']:+.2f}" for e in candidate["evidence"])
        yield (
            f"      {candidate['belief']:.2f}  {_named(candidate)} {candidate['feature']} ({candidate['id']})"
            f"  score {candidate['score']:+.2f}: {evidence}"
        )


def _named(candidate: "dict[str, Any]") -> str:
    division = candidate["admin1"] if candidate["admin1"].isalpha() else ""  # figures tell a reader nothing
    return ", ".join(filter(None, (candidate["name"], division, candidate["country"])))


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
