"""`geo evaluate`: scores against an annotated corpus."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo.cli.output import json_out, progress_to


class Format(StrEnum):
    """What `geo evaluate` prints."""

    TABLE = "table"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: `geo evaluate gold.jsonl` · `geo evaluate gold.jsonl predicted.jsonl`")(evaluate)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, one JSON object a line.")],
    predicted: Annotated[Path | None, typer.Argument(help="A geoparser's output; without it, this one parses.")] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Score recognition and resolution against annotated articles."""
    from geo.evaluate import evaluate as score
    from geo.evaluate import score_table

    scores = score(gold, predicted, progress=progress_to(quiet))
    if format is Format.JSON:
        json_out(scores)
    else:
        typer.echo(score_table(scores))
