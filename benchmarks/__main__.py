"""`make bench`: one table, each figure as a ratio to a named peer measured in the same run; also docs/benchmarks.md."""

import compileall
import importlib
import os
import platform
import sys
import sysconfig
from datetime import date
from pathlib import Path
from typing import Any

PARTS = ("cold_start", "gazetteer", "geoparse", "networks", "page", "corpus")
HEADS = ("part", "what", "ours", "peer", "peer's", "ratio")


def collect(names: list[str]) -> list[dict[str, Any]]:
    """Run the named parts; one that fails says so in the table and the others go on."""
    rows: list[dict[str, Any]] = []
    for name in names:
        print(f"· {name} …", file=sys.stderr, flush=True)
        try:
            found = importlib.import_module(f"benchmarks.{name}").rows()
        except Exception as error:
            found = [{"what": f"FAILED: {error}"}]
        rows += [{"part": name} | row for row in found]
    return rows


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
    for row in rows:
        lines.append(
            "| " + " | ".join(_cell(row.get(key)) for key in ("part", "what", "ours", "peer", "peers", "ratio")) + " |"
        )
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return "" if value is None else str(value)


def _compile_all() -> None:
    """Compile our and the peers' modules beforehand, as an installation does, even where a variable forbids it."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in ("geo", "maps", "benchmarks", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2)


def main() -> None:
    """Run the parts named on the command line, or all, and write the table when all were run."""
    names = sys.argv[1:] or list(PARTS)
    _compile_all()
    table = as_markdown(collect(names))
    print(table)
    if len(names) == len(PARTS):
        machine = f"Python {platform.python_version()}, {platform.machine()}, {date.today().isoformat()}"
        head = (
            f"# Benchmarks\n`make bench` wrote this ({machine}). Ratios are ours to the peer's, from the same run; "
            "memory is the peak of a process itself.\n\n"
        )
        Path("docs/benchmarks.md").write_text(head + table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
