"""Hostile inputs, as cases; `test_hostile.py` tries them and docs/hostile-inputs.md lists them."""

from itertools import groupby
from pathlib import Path

from tests.hardening import articles, data, texts

__all__ = ["ALL", "DOCUMENT", "table"]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "hostile-inputs.md"
ALL = (*articles.CASES, *texts.CASES, *data.CASES)
_INTRODUCTION = """# Hostile inputs, and what each gives
Every row is tried by `tests/hardening`, which also writes this page (`python -m tests.hardening`). Whatever comes in, a
command ends with exit code 0, 1 or 2 and at most a few lines on stderr; it never shows a traceback, never prints a
character that drives a terminal, and leaves no half-written file behind.
"""


def table() -> str:
    """The page."""
    lines = [_INTRODUCTION]
    for group, cases in groupby(ALL, key=lambda case: case.group):
        lines += [f"## {group}", "| tried | with | ends | and says |", "|---|---|---|---|"]
        lines += [case.row for case in cases] + [""]
    return "\n".join(lines)
