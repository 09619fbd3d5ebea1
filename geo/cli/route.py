"""`geo route`: the journeys that the articles report, stop by stop."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import Table, json_out, message, progress_to, table_out
from geo.cli.parsed import parsed_source
from geo.cli.sources import Avoid, Batch, Date, Outlet, Quiet, Region, Sources, Via, hints_from, read_batch

if TYPE_CHECKING:
    from geo.articles.article import Evidence
    from geo.itinerary.journey import Itinerary, Stop, When
    from geo.routes import NoRoute, Route
    from geo.story import Story


class Format(StrEnum):
    """What `geo route` prints."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"
    GPX = "gpx"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo route articles/ --avoid CN --format gpx > journey.gpx`")(route)


def route(
    sources: Sources = None,
    date: Date = None,
    outlet: Outlet = None,
    region: Region = None,
    via: Via = None,
    avoid: Avoid = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words that decided each stop and leg.")] = False,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """Show the reported journeys: each stop, when, how sure, who says so, and the line between."""
    from geo.documents import route_document
    from geo.pipeline import tell
    from geo.world import World

    parsed = parsed_source(sources)
    batch = Batch((), ()) if parsed else read_batch(sources, date, outlet)
    world = World.open()
    through = [world.gazetteer.find_one(name) for name in via or ()]
    progress = progress_to(quiet)
    if parsed:
        from geo.corpus.digest import corpus_story

        story = corpus_story(parsed, world, progress=progress, via=through, avoid=avoid or ())
    else:
        hints = hints_from(region, world.gazetteer)
        story = tell(batch.articles, world, hints=hints, via=through, avoid=avoid or (), progress=progress)
    if format is Format.JSON:
        json_out(route_document(story))
    elif format is Format.TABLE:
        _print_tables(story, explain)
    else:
        from maps import as_text

        typer.echo(as_text(story, format.value))
    if not story.itineraries:
        message("geo: these articles report no journey", quiet=quiet)
    batch.leave(answer_is_no=not story.itineraries)


def _print_tables(story: "Story", explain: bool) -> None:
    for itinerary, routes in zip(story.itineraries, story.routes, strict=True):
        _print_one(itinerary, routes)
        for contradiction in itinerary.contradictions:
            typer.echo(f"  ! {contradiction.about}")
            for evidence in contradiction.evidence:
                typer.echo(f"      {quotation(evidence)}")
        for remark in itinerary.remarks:
            typer.echo(f"  ! {remark}")
        if explain:
            from geo.itinerary import explain as explain_itinerary

            for line in explain_itinerary(itinerary):
                typer.echo(f"  {line}")


def _print_one(itinerary: "Itinerary", routes: "tuple[Route | NoRoute, ...]") -> None:
    arrivals = {id(leg.destination): (leg, laid) for leg, laid in zip(itinerary.legs, routes, strict=True)}
    heads = (">", "stop", "country", "when", "status", "reached by", ">km", ">straight", "says")
    rows = []
    for number, stop in enumerate(itinerary.stops, start=1):
        how, km, straight = "", "", ""
        for leg, laid in arrivals.values():
            if leg.destination is stop or (leg.destination == stop and id(stop) not in arrivals):
                origin = itinerary.stops.index(leg.origin) + 1
                how = f"{leg.mode.value} from {origin}" + (
                    f" ({leg.status.value})" if leg.status != stop.status else ""
                )
                km, straight = lengths(laid)
                break
        rows.append((str(number), *_stop_cells(stop), how, km, straight, _says(stop)))
    table_out(Table(heads, tuple(rows), title=f"{itinerary.title} — {itinerary.traveller}"))


def lengths(laid: "Route | NoRoute") -> tuple[str, str]:
    """A route's length and the straight one beside it, in km."""
    from geo.routes import NoRoute

    if isinstance(laid, NoRoute):
        return f"no route: {laid.reason}", ""
    mark = " (unreliable)" if laid.unreliable else ""
    return f"{laid.length_km:,.0f}{mark}", f"{laid.great_circle_km:,.0f}"


def _stop_cells(stop: "Stop") -> tuple[str, str, str, str]:
    return stop.place.name, stop.place.country, when_words(stop.when), stop.status.value


def when_words(when: "When | None") -> str:
    """A time as a table shows it: ISO date, and the report's own words."""
    if when is None:
        return ""
    day = when.start.date().isoformat()
    if when.end.date() != when.start.date():
        day += f" – {when.end.date().isoformat()}"
    return f"{day} ({when.as_written})" if when.as_written else day


def _says(stop: "Stop") -> str:
    sources: dict[str, None] = {}
    for evidence in stop.evidence:
        sources[f"{evidence.says} ({evidence.article_id})" if evidence.says else evidence.article_id] = None
    return "; ".join(sources)


def quotation(evidence: "Evidence") -> str:
    """The words behind a statement and where they stand."""
    says = f" — {evidence.says}" if evidence.says else ""
    return f"“{' '.join(evidence.text.split())}”{says} ({evidence.article_id})"
