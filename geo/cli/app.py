"""The `geo` command: one typer application, errors in one line, exit codes that scripts can trust.

Exit 0: done. Exit 1: the answer is no (a claim disagrees, nothing found). Exit 2: the call or an input is unusable.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import geo
from geo.cli import check, corpus, distance, evaluate, gazetteer, lookup, places, render, route
from geo.errors import GeoError, PlaceNotFound

__all__ = ["app", "main"]

EXIT_NO = 1
EXIT_UNUSABLE = 2

app = typer.Typer(
    name="geo",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From news articles about a journey to one offline map: every place, the route, every distance checked.",
    epilog="Example: `geo render articles/ -o map.html --open`",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"geo {geo.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")] = False,
) -> None:
    """Hold the options that stand before any command; `main` reads ``--debug`` wherever it stands."""


for _module in (render, check, distance, places, route, lookup, corpus, evaluate):
    _module.register(app)
app.add_typer(gazetteer.app, name="gazetteer")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given or bool(os.environ.get("GEO_DEBUG"))
    try:
        app(args=[a for a in given if a != "--debug"], prog_name="geo")
    except GeoError as error:
        if debug:
            raise
        typer.echo(f"geo: {error}", err=True)
        sys.exit(EXIT_NO if isinstance(error, PlaceNotFound) else EXIT_UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_NO)
    except KeyboardInterrupt:
        typer.echo("geo: interrupted; nothing was left half written", err=True)
        sys.exit(130)
