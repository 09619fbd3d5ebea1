"""What the commands that read articles have in common: sources, dates, faults."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import message
from geo.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from geo.articles.article import Article
    from geo.gazetteer.place import Place
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse.mention import Hints

__all__ = ["Avoid", "Batch", "Date", "Outlet", "Quiet", "Region", "Sources", "Via", "hints_from", "read_batch"]

SEEDS = Path("seeds")

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCES]...",
        help="Files, folders, - for stdin, or what `geo parse` wrote; ./seeds when none is given.",
    ),
]
Date = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Date of the articles that do not state one."),
]
Outlet = Annotated[
    str | None, typer.Option(help="The outlet of the articles that do not state one; its name may hint.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")]
Region = Annotated[
    list[str] | None,
    typer.Option(help="Where the articles' readers live: a country code or a place; leans, never decides."),
]
Via = Annotated[list[str] | None, typer.Option(help="Every route goes through this place (repeat for more).")]
Avoid = Annotated[list[str] | None, typer.Option(help="No route uses this country (CN) or passage (suez).")]


class Batch:
    """The articles of a call and the faults beside them; leaving says whether an input was unusable."""

    def __init__(self, articles: "tuple[Article, ...]", faults: tuple[ArticleError, ...]) -> None:
        self.articles = articles
        self.faults = faults

    def leave(self, answer_is_no: bool = False) -> None:
        """End the command with the exit code that its inputs and its answer call for."""
        if self.faults:
            raise typer.Exit(2)
        if answer_is_no:
            raise typer.Exit(1)


def read_batch(sources: Sequence[str] | None, published: datetime | None = None, outlet: str | None = None) -> Batch:
    """Read the sources of a call; every fault is told on stderr, and the rest goes on.

    Raises
    ------
    UsageError
        When nothing is left to work on.
    """
    from geo.articles.read import read_articles

    if not sources and not SEEDS.is_dir():
        raise UsageError("no sources given and no folder ./seeds here; name a file, a folder, or - for stdin")
    day: date | None = published.date() if published else None
    reading = read_articles(sources or [SEEDS], published=day, outlet=outlet)
    for fault in reading.faults:
        message(f"geo: {fault}")
    if not reading.articles:
        raise typer.Exit(2)
    return Batch(reading.articles, reading.faults)


def hints_from(regions: Sequence[str] | None, gazetteer: "Gazetteer") -> "Hints":
    """Read ``--region`` values: country codes, or places that the gazetteer knows.

    Raises
    ------
    PlaceNotFound
        When a value is neither.
    """
    from geo.geoparse.mention import Hints

    countries: list[str] = []
    near: list[Place] = []
    for region in regions or ():
        if len(region) == 2 and region.isupper() and gazetteer.country(region):
            countries.append(region)
        else:
            near.append(gazetteer.find_one(region))
    return Hints(tuple(countries), tuple(near))
