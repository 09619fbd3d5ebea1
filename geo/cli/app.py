"""The `geo` command: one typer application, errors in one line, exit codes that scripts can trust.

Exit 0: done. Exit 1: the answer is no (a claim disagrees, nothing found). Exit 2: the call or an input is unusable.
"""

import errno
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

import geo
from geo.cli import INTERRUPTED
from geo.cli.output import message, write_anything
from geo.errors import GeoError, PlaceNotFound

__all__ = ["COMMANDS", "application", "main"]

_SOUTHERN = re.compile(r"-\d+(\.\d*)?\s*°?\s*[,;\s]")
EXIT_NO = 1
EXIT_UNUSABLE = 2
COMMANDS = {
    "render": "geo.cli.render",
    "check": "geo.cli.check",
    "distance": "geo.cli.distance",
    "places": "geo.cli.places",
    "route": "geo.cli.route",
    "lookup": "geo.cli.lookup",
    "gazetteer": "geo.cli.gazetteer",
    "parse": "geo.cli.corpus",
    "stats": "geo.cli.corpus",
    "evaluate": "geo.cli.evaluate",
}
"""Each command and the module whose `register` adds it, in the order of the help."""


def application(command: str | None = None) -> typer.Typer:
    """Make the application with every command, or, to start faster, with only the modules that one needs."""
    app = typer.Typer(
        name="geo",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
        help="From news articles about a journey to one offline map: every place, the route, every distance checked.",
        epilog="Example: `geo render articles/ -o map.html --open`",
    )
    app.callback()(options)
    modules = [COMMANDS[command]] if command in COMMANDS else dict.fromkeys(COMMANDS.values())
    for name in modules:
        import_module(name).register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"geo {geo.__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback with an error.")] = False,
) -> None:
    """Hold the options that stand before any command; `main` reads ``--debug`` wherever it stands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = [_as_argument(a) for a in (sys.argv[1:] if arguments is None else arguments)]
    debug = "--debug" in given or bool(os.environ.get("GEO_DEBUG"))
    write_anything()
    try:
        wanted = next((a for a in given if not a.startswith("-")), None)
        run = application(wanted)
        code = run(args=[a for a in given if a != "--debug"], prog_name="geo", standalone_mode=False)
        if code == INTERRUPTED:  # typer makes this of an interruption in the middle of a command
            raise KeyboardInterrupt
        sys.stdout.flush()
        sys.exit(code or 0)
    except GeoError as error:
        if debug:
            raise
        message(f"geo: {error}")
        sys.exit(EXIT_NO if isinstance(error, PlaceNotFound) else EXIT_UNUSABLE)
    except typer.Abort:
        sys.exit(EXIT_UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_NO)
    except KeyboardInterrupt:
        sys.exit(_interrupted())
    except Exception as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # Python 3.11 wraps what happens while a class is made
            sys.exit(_interrupted())
        sys.exit(_wrong_call(error, debug))


def _as_argument(word: str) -> str:
    """Keep a southern latitude (``-33.9,151.2``) from being taken for an option."""
    return f" {word}" if _SOUTHERN.match(word) else word


def _interrupted() -> int:
    message("geo: interrupted; nothing was left half written")
    return INTERRUPTED


def _wrong_call(error: Exception, debug: bool) -> int:
    """Tell what the command line's own parser refuses, in its words; a full disk; and last a defect of ours."""
    wording = getattr(error, "format_message", None)
    if wording is None and debug:
        raise error
    if getattr(error, "errno", None) == errno.ENOSPC:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        message("geo: the output could not be written (No space left on device); make room and run it again")
    elif wording is None:
        what = f"{type(error).__name__}: {error}"
        message(f"geo: this is a defect of geo itself ({what}); run it again with --debug and report what it says")
    elif type(error).__name__ == "NoArgsIsHelpError":
        error.show()  # type: ignore[attr-defined]
    else:
        message(f"geo: {wording()} See `geo --help`.")
    return EXIT_UNUSABLE
