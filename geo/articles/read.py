"""Sources to articles: files, folders and standard input, with every fault kept and the rest read on."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geo.articles.article import Article
from geo.articles.formats import READERS, Draft, guess_format
from geo.articles.sections import divide
from geo.errors import ArticleError

__all__ = ["MAX_BYTES", "Reading", "article_of", "read_articles"]

MAX_BYTES = 200_000_000
MAX_CHARS = 5_000_000
STDIN = "-"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in order, and what could not be, each fault saying which file and what to do."""

    articles: tuple[Article, ...]
    faults: tuple[ArticleError, ...]


def read_articles(
    sources: Iterable[str | Path], *, published: date | None = None, outlet: str | None = None
) -> Reading:
    """Read articles from files, folders (searched through) and ``-`` for standard input.

    Parameters
    ----------
    sources : iterable of str or Path
        txt, md (with YAML front matter), html, pdf, json and jsonl are understood, by their suffix.
    published, outlet : date and str, optional
        The date and the outlet of the articles that do not state them themselves.
    """
    articles: list[Article] = []
    faults: list[ArticleError] = []
    taken: Counter[str] = Counter()
    for source in sources:
        for item in _read_source(str(source)):
            if isinstance(item, ArticleError):
                faults.append(item)
                continue
            taken[item.id] += 1
            count = taken[item.id]
            id = item.id if count == 1 else f"{item.id}-{count}"
            day, wire = item.published or published, item.outlet or outlet
            articles.append(replace(item, id=id, published=day, outlet=wire))
    return Reading(tuple(articles), tuple(faults))


def article_of(draft: Draft, *, id: str, path: str | None = None) -> Article:
    """Make an article of a draft, its text divided into sections.

    Raises
    ------
    ArticleError
        When it holds no text, or more than an article can.
    """
    if not draft.text.strip():
        raise ArticleError(f"{draft.where}: this article is empty; give it text or leave it out")
    if len(draft.text) > MAX_CHARS:
        raise ArticleError(f"{draft.where}: {len(draft.text):,} characters are more than an article's {MAX_CHARS:,}")
    text = _whole(draft.text)
    return Article(
        id=_whole(draft.id or id),
        title=" ".join(_whole(draft.title or id).split()),
        text=text,
        published=draft.published,
        outlet=draft.outlet and _whole(draft.outlet),
        url=draft.url and _whole(draft.url),
        path=path and _whole(path),
        sections=divide(text),
        digest=draft.digest,
        language=draft.language and _whole(draft.language),
    )


def _whole(text: str) -> str:
    """Replace halves of surrogate pairs, which no encoding can write, letter by letter."""
    return _SURROGATE.sub("\ufffd", text)


def _read_source(source: str) -> Iterator[Article | ArticleError]:
    if source == STDIN:
        yield from _read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "stdin", None)
        return
    path = Path(source)
    if _is_folder(path):
        yield from _read_folder(path)
    elif path.suffix.lower() not in READERS and os.path.exists(path):
        known = ", ".join(suffix[1:] for suffix in READERS)
        yield ArticleError(f"{source}: files like this are not read; known are {known}")
    else:
        yield from _read_file(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for any file; opening it tells
        return False


def _read_folder(folder: Path) -> Iterator[Article | ArticleError]:
    files = [p for p in sorted(folder.rglob("*")) if _wanted(p.relative_to(folder)) and p.is_file()]
    if not files:
        known = ", ".join(suffix[1:] for suffix in READERS)
        yield ArticleError(f"{folder}: no articles in this folder (looked for {known})")
    for path in files:
        yield from _read_file(path)


def _wanted(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix.lower() in READERS and path.stem.lower() not in ("readme", "license", "licence")


def _read_file(path: Path) -> Iterator[Article | ArticleError]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        yield ArticleError(f"{path}: no such file or folder")
    except (OSError, ValueError) as error:
        yield ArticleError(f"{_short(path)}: cannot be read ({getattr(error, 'strerror', None) or error})")
    else:
        yield from _read_bytes(data, str(path), path)


def _short(path: Path) -> str:
    name = str(path)
    return name if len(name) <= 300 else f"{name[:120]} … {name[-120:]}"


def _read_bytes(data: bytes, name: str, path: Path | None) -> Iterator[Article | ArticleError]:
    if len(data) > MAX_BYTES:
        yield ArticleError(
            f"{name}: larger than {MAX_BYTES // 1_000_000} MB; split it, or use `geo parse` for a corpus"
        )
        return
    if not data.strip():
        yield ArticleError(f"{name}: this file is empty")
        return
    suffix = path.suffix.lower() if path else guess_format(data)
    stem = path.stem if path else "stdin"
    i = 0
    try:
        for i, draft in enumerate(READERS[suffix](data, name), start=1):
            if isinstance(draft, ArticleError):
                yield draft
            else:
                yield from _checked(draft, stem if i == 1 else f"{stem}-{i}", path)
    except ArticleError as error:
        yield error
    else:
        if i == 0:
            yield ArticleError(f"{name}: this file holds no article")


def _checked(draft: Draft, id: str, path: Path | None) -> Iterator[Article | ArticleError]:
    try:
        yield article_of(draft, id=id, path=str(path) if path else None)
    except ArticleError as error:
        yield error
