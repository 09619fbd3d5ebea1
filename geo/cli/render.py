"""`geo render`: the map."""

from pathlib import Path
from typing import Annotated

import typer

from geo.cli.output import message, progress_to
from geo.cli.parsed import parsed_source
from geo.cli.sources import Avoid, Batch, Date, Outlet, Quiet, Region, Sources, Via, hints_from, read_batch


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo render articles/ -o map.html --title 'Kim goes to Russia' --open`")(render)


def render(
    sources: Sources = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The suffix picks the form: html, geojson, kml, gpx, png, svg, json.")
    ] = Path("map.html"),
    open_: Annotated[bool, typer.Option("--open", help="Open it when it is written.")] = False,
    title: Annotated[str | None, typer.Option(help="Title of the page.")] = None,
    date: Date = None,
    outlet: Outlet = None,
    region: Region = None,
    via: Via = None,
    avoid: Avoid = None,
    excerpts_only: Annotated[
        bool, typer.Option("--excerpts-only", help="Keep excerpts, not the articles' text.")
    ] = False,
    tiles: Annotated[
        str | None, typer.Option(help="Online map tiles by xyzservices name; the page then uses the network.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Draw the articles as one map file that opens offline anywhere."""
    import maps
    from geo.itinerary.learnt import forget
    from geo.pipeline import tell
    from geo.world import World

    maps.check_target(output)
    parsed = parsed_source(sources)
    batch = Batch((), ()) if parsed else read_batch(sources, date, outlet)
    world = World.open()
    through = [world.gazetteer.find_one(name) for name in via or ()]
    progress = progress_to(quiet)
    if parsed:
        from geo.corpus.digest import corpus_story

        story = corpus_story(parsed, world, title=title, progress=progress, via=through, avoid=avoid or ())
    else:
        hints = hints_from(region, world.gazetteer)
        story = tell(batch.articles, world, title=title, hints=hints, via=through, avoid=avoid or (), progress=progress)
    forget()  # drawing needs the memory
    progress("drawing")
    maps.write(story, output, excerpts_only=excerpts_only, tiles=tiles)
    size_kb = output.stat().st_size / 1000
    message(f"{output}: {_summary(story)}, {size_kb:,.0f} kB", quiet=quiet)
    if open_:
        typer.launch(str(output))
    batch.leave()


def _summary(story: object) -> str:
    from geo.story import Story

    assert isinstance(story, Story)
    stops = sum(len(i.stops) for i in story.itineraries)
    parts = (
        ("article", story.article_count),
        ("place", len(story.places())),
        ("stop", stops),
        ("claim", len(story.findings)),
    )
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in parts)
