"""Telling an article from what a web page hangs on it: comments, related links, credits, cookie notices.

Three kinds of line in ``after_matter.csv``: a *terminal* line makes everything after it after-matter (comments stand
last), a *block* line makes itself and the short lines that follow it so, a *line* only itself. A terminal line above
the article's first paragraph ("7 comments" under the headline) is only a line.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from geo.articles.article import Section, SectionKind

__all__ = ["divide", "paragraphs"]

PARAGRAPH_CHARS = 120
"""A line at least this long, or one that ends like a sentence past half of it, is a paragraph rather than a label."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with (Path(__file__).parent / "after_matter.csv").open(encoding="utf-8", newline="") as rows:
        return tuple((row["kind"], re.compile(row["pattern"], re.IGNORECASE)) for row in csv.DictReader(rows))


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Walk the lines that hold something, as (start, end, words) with white space trimmed."""
    for found in re.finditer(r"[^\n]+", text):
        words = found.group().strip()
        if words:
            start = found.start() + found.group().index(words[0])
            yield start, start + len(words), words


def divide(text: str) -> tuple[Section, ...]:
    """Divide a text into sections of body and after-matter that cover it without gap."""
    marks = [(start, kind) for start, kind in _mark_lines(text)]
    sections: list[Section] = []
    for kind, group in groupby(marks, key=lambda mark: mark[1]):
        start = next(group)[0] if sections else 0
        if sections:
            sections[-1] = Section(sections[-1].start, start, sections[-1].kind)
        sections.append(Section(start, len(text), kind))
    return tuple(sections) or (Section(0, len(text), SectionKind.BODY),)


def _mark_lines(text: str) -> Iterator[tuple[int, SectionKind]]:
    seen_paragraph = in_block = False
    terminal = False
    for start, _, words in paragraphs(text):
        kind = _kind(words)
        is_paragraph = looks_like_paragraph(words)
        terminal = terminal or (kind == "terminal" and seen_paragraph)
        in_block = kind == "block" or (in_block and not is_paragraph)
        outside = terminal or in_block or kind is not None
        seen_paragraph = seen_paragraph or (is_paragraph and not outside)
        yield start, SectionKind.AFTER_MATTER if outside else SectionKind.BODY


def looks_like_paragraph(words: str) -> bool:
    """Tell a paragraph of prose from a label, a headline or a link."""
    return len(words) >= PARAGRAPH_CHARS or (len(words) >= PARAGRAPH_CHARS // 2 and words[-1] in '.!?”"')


def _kind(words: str) -> str | None:
    bare = words.strip(" •*-–—|>»[]").strip()
    for kind, pattern in _patterns():
        if pattern.fullmatch(bare) and (kind == "line" or not looks_like_paragraph(bare)):
            return kind
    return None
