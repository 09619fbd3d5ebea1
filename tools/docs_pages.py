"""A mkdocs hook: the pages that are made of the code itself, so that they cannot fall behind it."""

import inspect
from typing import Any

from mkdocs.structure.files import File, Files

import geo
from geo.cli.app import application

__all__ = ["api_page", "commands_page", "on_files"]


def on_files(files: Files, config: Any) -> Files:
    """Add the generated pages to those of docs/."""
    for name, text in (("commands.md", commands_page()), ("api.md", api_page())):
        files.append(File.generated(config, name, content=text))
    return files


def commands_page() -> str:
    """Every command with its arguments, options and example, from its own help."""
    from typer.main import get_command

    parts = ["# Every option of every command\n"]
    for name, command in get_command(application()).commands.items():  # type: ignore[attr-defined]
        for path, one in [
            (name, command),
            *((f"{name} {sub}", c) for sub, c in getattr(command, "commands", {}).items()),
        ]:
            parts.append(_command(path, one))
    return "\n".join(parts)


def _command(path: str, command: Any) -> str:
    rows = [f"## geo {path}", command.help or "", "", command.epilog or "", ""]
    options = [p for p in command.params if getattr(p, "help", None)]
    if options:
        rows += ["| argument or option | what it does | default |", "|---|---|---|"]
        rows += [f"| `{_names(p)}` | {p.help.replace('|', chr(92) + '|')} | {_default(p)} |" for p in options]
    return "\n".join(rows) + "\n"


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return (parameter.metavar or parameter.name.upper()).replace("|", " or ")
    choices = getattr(parameter.type, "choices", None)
    value = " ".join(str(c) for c in choices) if choices else ""
    return ", ".join(parameter.opts) + (f" {{{value.replace(' ', ', ')}}}" if value else "")


def _default(parameter: Any) -> str:
    value = parameter.default
    return "" if value in (None, False, ()) or callable(value) else f"`{getattr(value, 'value', value)}`"


def api_page() -> str:
    """Every public name of `geo`, with its signature and documentation."""
    parts = ["# The Python API\n", inspect.getdoc(geo) or "", ""]
    for name in geo.__all__:
        value = getattr(geo, name)
        try:
            signature = str(inspect.signature(value)) if callable(value) else ""
        except ValueError:
            signature = ""
        shown = signature.replace("geo.", "") if len(signature) < 300 else "(…)"
        parts += [f"## {name}", f"```\n{name}{shown}\n```", f"```text\n{inspect.getdoc(value) or ''}\n```", ""]
    return "\n".join(parts)
