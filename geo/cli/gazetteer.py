"""`geo gazetteer`: what the embedded gazetteer holds, and the user's own layers beside it."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from geo.cli.output import Table, json_out, table_out

app = typer.Typer(no_args_is_help=True, help="Show the gazetteer's layers; add and export your own.")


def register(parent: typer.Typer) -> None:
    """Add the group of commands."""
    parent.add_typer(app, name="gazetteer")


class Format(StrEnum):
    """What `geo gazetteer` prints."""

    TABLE = "table"
    JSON = "json"


@app.command(epilog="Example: `geo gazetteer info --format json`")
def info(
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Show layers, counts, data versions and licences."""
    from geo.gazetteer.store import Gazetteer

    facts = Gazetteer.open().info()
    if format is Format.JSON:
        json_out({"schema": "geo.gazetteer/1"} | facts)
        return
    for layer in facts["layers"]:
        table_out(Table(("layer", "fact", "value"), tuple(_rows(layer))))


def _rows(layer: dict[str, Any]) -> list[tuple[str, str, str]]:
    name = str(layer["layer"])
    rows = [(name, "places", f"{layer['places']:,}")]
    for heading in ("versions", "licences", "counts"):
        rows += [(name, f"{heading}: {key}", str(value)) for key, value in layer.get(heading, {}).items()]
    return rows
