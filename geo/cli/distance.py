"""`geo distance`: what lies between two places, straight and along real lines."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli.output import Table, json_out, message, table_out

if TYPE_CHECKING:
    from geo.claims.claim import Finding
    from geo.gazetteer.place import Place
    from geo.routes import NoRoute, Route
    from geo.vocabulary import Mode


class Format(StrEnum):
    """What `geo distance` prints."""

    TABLE = "table"
    JSON = "json"
    GEOJSON = "geojson"


class By(StrEnum):
    """Which lines to follow besides the straight one."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"
    AIR = "air"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo distance Pyongyang Vladivostok --by rail --claim '680 km'`")(distance)


def distance(
    origin: Annotated[str, typer.Argument(metavar="FROM", help="A place, or lat,lon.")],
    destination: Annotated[str, typer.Argument(metavar="TO", help="A place, or lat,lon.")],
    by: Annotated[By | None, typer.Option(help="Measure along railways, roads, sea lanes, or all.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="Go through this place (repeat for more).")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="Avoid a country (CN) or passage (suez).")] = None,
    claim: Annotated[
        str | None, typer.Option(help="Check a claim, such as '680 km' or 'about 425 miles north'.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Measure the way from one place to another; with --claim, exit 1 when the claim does not hold."""
    from geo.between import measure

    result = measure(origin, destination, by=by.value if by else None, via=via or (), avoid=avoid or (), claim=claim)
    if by is None and (via or avoid):
        message(
            "geo: the straight line passes and avoids nothing; say which lines to follow, such as --by rail",
            quiet=quiet,
        )
    if format is Format.JSON:
        json_out(result.to_json())
    elif format is Format.GEOJSON:
        json_out(result.to_geojson())
    else:
        print_table(result.origin, result.destination, result.routes, result.finding)
    if result.finding and result.finding.verdict == "disagree":
        message(f"geo: {result.finding.because}", quiet=quiet or format is Format.TABLE)
        raise typer.Exit(1)
    if by not in (None, By.ALL) and not result.found:
        raise typer.Exit(1)


def print_table(
    origin: "Place", destination: "Place", routes: "dict[Mode, Route | NoRoute]", finding: "Finding | None"
) -> None:
    """Print the lengths, and below them the verdict on a claim."""
    from geo.coords import compass_word, geodesic_km, initial_bearing_deg

    bearing = initial_bearing_deg(origin.at, destination.at)
    straight = f"bearing {bearing:.0f}°, {compass_word(bearing)}"
    km = geodesic_km(origin.at, destination.at)
    rows = [("straight", *_lengths(km), straight), *(_row(mode, route) for mode, route in routes.items())]
    title = f"{label(origin)} → {label(destination)}"
    table_out(Table(("by", ">km", ">miles", "how"), tuple(rows), title=title))
    if finding:
        from geo.cli.check import VERDICT_MARKS

        typer.echo(f"{VERDICT_MARKS[finding.verdict]} {finding.because}")


def label(place: "Place") -> str:
    """A place and its country."""
    return f"{place.name}, {place.country}" if place.country and not place.is_country else place.name


def _lengths(km: float) -> tuple[str, str]:
    return f"{km:,.1f}", f"{km / 1.609344:,.1f}"


def _row(mode: "Mode", route: "Route | NoRoute") -> tuple[str, str, str, str]:
    from geo.routes import NoRoute

    if isinstance(route, NoRoute):
        return mode.value, "–", "–", route.reason
    countries = " → ".join(dict.fromkeys(code for code, _ in route.countries))
    passes = [p.name for p, _ in route.passes]
    notes = [
        f"through {countries}" if countries else "",
        f"past {', '.join(_some(passes))}" if passes else "",
        f"by {', '.join(route.passages)}" if route.passages else "",
        f"{route.access_km:.1f} km to reach the line" if route.access_km >= 1 else "",
        f"{route.bridged_km:.1f} km of gaps healed" if route.bridged_km >= 0.1 else "",
        f"UNRELIABLE: {route.unreliable}" if route.unreliable else "",
    ]
    return (mode.value, *_lengths(route.length_km), "; ".join(n for n in notes if n))


def _some(names: list[str], limit: int = 8) -> list[str]:
    if len(names) <= limit:
        return names
    step = (len(names) - 1) / (limit - 1)
    return [names[round(i * step)] for i in range(limit)]
