"""`geo gazetteer`: what the embedded gazetteer holds, and the user's own layers beside it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.cli.output import Table, json_out, message, progress_bar, table_out

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


@app.command("import", epilog="Example: `geo gazetteer import allCountries.zip --name geonames`")
def import_(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump (txt, zip), CSV, TSV, GeoJSON or GeoPackage.")],
    name: Annotated[str | None, typer.Option(help="The layer's name; the file's stem by default.")] = None,
    licence: Annotated[str, typer.Option(help="The licence of the data, for attributions.")] = "",
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Leave faulty rows out, not refuse the file.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Add your own places as a layer; a killed import leaves what was there."""
    from geo.gazetteer.imports import import_layer

    with progress_bar(f"importing {file.name}", quiet) as tell:
        report = import_layer(file, name=name, licence=licence, skip_faulty=skip_faulty, progress=tell)
    for fault in report.faults:
        message(f"geo: {fault}")
    verb = "replaced" if report.replaced else "added"
    skipped = f", {report.skipped:,} faulty rows left out" if report.skipped else ""
    message(f"{verb} layer {report.layer}: {report.places:,} places{skipped}", quiet=quiet)


@app.command(epilog="Example: `geo gazetteer export seas.geojson --feature H`")
def export(
    file: Annotated[Path, typer.Argument(help="A .csv or .geojson file to write.")],
    layer: Annotated[str | None, typer.Option(help="Only this layer: shipped, or one of yours.")] = None,
    country: Annotated[str | None, typer.Option(help="Only places of this ISO country code.")] = None,
    feature: Annotated[str, typer.Option(help="Only GeoNames features that begin so: H, P.PPLC.")] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Write places as CSV or GeoJSON that this and other programs read back."""
    from geo.gazetteer.export import export as export_places
    from geo.gazetteer.store import Gazetteer

    count = export_places(Gazetteer.open(), file, layer=layer, country=country, feature=feature)
    message(f"{file}: {count:,} places", quiet=quiet)


@app.command(epilog="Example: `geo gazetteer remove geonames`")
def remove(
    name: Annotated[str, typer.Argument(help="The layer's name, as `geo gazetteer info` shows it.")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes on stderr.")] = False,
) -> None:
    """Delete one of your own layers."""
    from geo.gazetteer.layers import remove_layer

    remove_layer(name)
    message(f"removed layer {name}", quiet=quiet)


def _rows(layer: dict[str, Any]) -> list[tuple[str, str, str]]:
    name = str(layer["layer"])
    rows = [(name, "places", f"{layer['places']:,}")]
    for heading in ("versions", "licences", "counts"):
        rows += [(name, f"{heading}: {key}", str(value)) for key, value in layer.get(heading, {}).items()]
    return rows
