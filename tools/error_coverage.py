"""How many of the places where errors are raised or caught a test run reached, and which it did not.

``python tools/error_coverage.py build/coverage.json`` reads coverage's JSON report; `make cover` runs it.
"""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["error_lines", "summary"]


def error_lines(source: str) -> Iterator[int]:
    """The lines that raise, and the first line of each handler."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Raise):
            yield node.lineno
        elif isinstance(node, ast.ExceptHandler):
            yield node.body[0].lineno


def summary(report: dict[str, Any]) -> tuple[int, list[str]]:
    """Count all such lines that could run, and list those that did not."""
    count, missed = 0, []
    for name, file in report["files"].items():
        source = Path(name).read_text(encoding="utf-8")
        ran, not_run = set(file["executed_lines"]), set(file["missing_lines"])
        lines = set(error_lines(source)) & (ran | not_run)
        count += len(lines)
        missed += [f"{name}:{n}  {source.splitlines()[n - 1].strip()[:90]}" for n in sorted(lines & not_run)]
    return count, missed


def main() -> None:
    """Print the share of lines, of branches and of error handling that ran, and the rest of the last."""
    report = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    totals = report["totals"]
    count, missed = summary(report)
    print("\n".join(missed))
    print(
        f"lines {totals['covered_lines'] / totals['num_statements']:.1%}, "
        f"branches {totals['covered_branches'] / totals['num_branches']:.1%}, "
        f"lines that raise or catch {1 - len(missed) / count:.1%} of {count}"
    )


if __name__ == "__main__":
    main()
