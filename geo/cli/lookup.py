"""`geo lookup`: what the gazetteer knows by a name."""

from enum import StrEnum
from typing import Annotated

import typer

from geo.cli.output import Table, json_out, message, table_out


class Format(StrEnum):
    """What `geo lookup` prints."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo lookup 'Paris, Texas'` · `geo lookup 43.1,131.9`")(lookup)


def lookup(
    name: Annotated[str, typer.Argument(help="A name, 'City, Country', or lat,lon.")],
    country: Annotated[str | None, typer.Option(help="Only places of this ISO country code.")] = None,
    near: Annotated[str | None, typer.Option(help="Prefer places near this one.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many places.")] = 10,
    online: Annotated[str | None, typer.Option(help="Ask an online geocoder too: nominatim, photon, …")] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Find a place by name, best first: exact and alternate names, then fuzzy."""
    from geo.gazetteer.store import Gazetteer

    gazetteer = Gazetteer.open()
    at = gazetteer.find_one(near).at if near else None
    matches = gazetteer.lookup(name, country=country.upper() if country else None, near=at, limit=limit)
    if online:
        from geo.gazetteer.online import lookup_online

        matches = lookup_online(name, online, limit=limit, offline=matches, say=lambda m: message(m, quiet=quiet))
    if format is Format.JSON:
        from geo.documents import lookup_document

        json_out(lookup_document(name, matches))
    elif matches:
        heads = ("place", "country", "kind", ">lat", ">lon", ">population", "matched", "id", "why not first")
        table_out(Table(heads, tuple(_row(m) for m in matches)))
    if not matches:
        message(
            f"geo: no place answers to {name!r}; check the spelling, or add one with `geo gazetteer import`",
            quiet=quiet,
        )
        raise typer.Exit(1)


def _row(match: object) -> tuple[str, ...]:
    from geo.gazetteer.rank import Match

    assert isinstance(match, Match)
    place = match.place
    people = f"{place.population:,}" if place.population else ""
    spot = (f"{place.at.lat:.4f}", f"{place.at.lon:.4f}")
    return (
        place.name,
        place.country,
        place.feature,
        *spot,
        people,
        f"{match.matched} ({match.how})",
        place.id,
        match.why_not,
    )
