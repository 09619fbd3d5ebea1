"""How commands print: data to stdout as a table, JSON or CSV; messages and progress to stderr.

In a terminal a table is drawn by rich; piped, it is plain tab-separated lines. Text that came from articles or
gazetteers is stripped of control characters first, so that it cannot drive the reader's terminal, and in CSV a cell
that a spreadsheet would take for a formula is quoted with an apostrophe.
"""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

__all__ = [
    "Table",
    "clean",
    "clean_line",
    "json_out",
    "message",
    "progress_bar",
    "progress_to",
    "table_out",
    "write_anything",
    "write_csv",
]

_WORD = 14  # columns
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A table to print: column heads (``>`` before one sets it flush right) and rows of text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str | None = None
    caption: str | None = None


def clean(text: str) -> str:
    """Fold white space and drop control characters, bidirectional overrides included."""
    return clean_line(" ".join(str(text).split()))


def clean_line(text: str) -> str:
    """Drop the control characters of one line."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf") or c == "\u200d")


def write_anything() -> None:
    """Let stdout and stderr write what their encoding cannot, escaped, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def message(text: str, *, quiet: bool = False) -> None:
    """Say something to the person, on stderr."""
    if not quiet:
        print("\n".join(map(clean_line, text.split("\n"))), file=sys.stderr, flush=True)


def progress_to(quiet: bool) -> Callable[[str], None]:
    """Make a progress function: stages are told on stderr when a person is watching."""
    return (lambda stage: message(f"· {stage} …")) if sys.stderr.isatty() and not quiet else (lambda _: None)


@contextmanager
def progress_bar(title: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Draw a bar on stderr while a person is watching; what is yielded is told (done, total)."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def json_out(document: Any) -> None:
    """Print a JSON document, indented for people and complete for programs."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    json.dump(document, sys.stdout, ensure_ascii=not readable, indent=1)
    sys.stdout.write("\n")


def table_out(*tables: Table) -> None:
    """Print tables: drawn in a terminal, tab-separated lines when piped."""
    for table in tables:
        if sys.stdout.isatty():
            _draw(table)
        else:
            _print_plain(table)


def _print_plain(table: Table) -> None:
    if table.title:
        print(f"# {clean(table.title)}")
    print("\t".join(head.lstrip(">") for head in table.heads))
    for row in table.rows:
        print("\t".join(clean(cell) for cell in row))


def _draw(table: Table) -> None:
    """Draw a table without the columns that are empty, and break no word of usual length."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    drawn = RichTable(box=box.SIMPLE_HEAD, title=table.title, caption=table.caption, title_justify="left")
    drawn.caption_justify = "left"
    console = Console()
    kept = [k for k in range(len(table.heads)) if not table.rows or any(row[k] for row in table.rows)]
    for k, width in zip(kept, _widths(table, kept, console.width), strict=True):
        head = table.heads[k]
        justify: Literal["left", "right"] = "right" if head.startswith(">") else "left"
        drawn.add_column(head.lstrip(">"), justify=justify, overflow="fold", width=width)
    for row in table.rows:
        drawn.add_row(*(Text(clean(row[k]), style=_style(row[k])) for k in kept))
    console.print(drawn)


def _widths(table: Table, kept: Sequence[int], room: int) -> list[int | None]:
    """How wide each column is drawn, no word of cells broken, nor of heads where there is room; None: rich decides."""
    room -= 3 * len(kept) + 1
    cells = [[clean(row[k]) for row in table.rows] for k in kept]
    heads = [table.heads[k].lstrip(">") for k in kept]
    widths = [_longest_word(texts) or 1 for texts in cells]
    if not kept or sum(widths) > room:
        return [None] * len(kept)
    whole = [_longest_word([head]) for head in heads]
    wanted = [max(map(len, [head, *texts])) for head, texts in zip(heads, cells, strict=True)]
    for _ in range(room - sum(widths)):
        short = max(
            range(len(kept)), key=lambda i: (whole[i] > widths[i], wanted[i] > widths[i], wanted[i] / widths[i])
        )
        widths[short] += wanted[short] > widths[short]
    return list(widths)


def _longest_word(texts: Iterable[str]) -> int:
    """How many columns the longest word takes that may not be broken; longer ones may."""
    return min(_WORD, max((len(word) for text in texts for word in text.split()), default=0))


def _style(cell: str) -> str:
    first = cell[:1]
    return {"✓": "green", "≈": "yellow", "✗": "bold red", "?": "dim"}.get(first, "")


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print CSV that opens in a spreadsheet without running anything."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_safe_cell(cell) for cell in row])


def _safe_cell(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return "'" + cell
    return "" if cell is None else cell
