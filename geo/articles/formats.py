"""One reader per format: the bytes of a file to the drafts of the articles in it."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.articles.dating import find_published, read_date
from geo.articles.frontmatter import split_front_matter
from geo.articles.sections import looks_like_paragraph, paragraphs
from geo.errors import ArticleError

__all__ = ["READERS", "Draft", "decode_text", "guess_format"]

TITLE_CHARS = 100
_WIDE = (
    ((b"\xff\xfe\0\0", b"\0\0\xfe\xff"), "utf-32"),
    ((b"\xff\xfe", b"\xfe\xff"), "utf-16"),
)
_OWN_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[.{0,1000000}?\]\s*>", re.DOTALL | re.IGNORECASE)
_OWN_PAGE = b'id="geo-story"'
_PLAIN = (str, int, float, date)
"""What a fact of an article may be; a list or a mapping is none."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format says of one article, before it is checked and divided; ``where`` names its spot in the file."""

    text: str
    where: str
    id: str | None = None
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    digest: bool = False
    language: str | None = None


Reader = Callable[[bytes, str], Iterator[Draft | ArticleError]]


def decode_text(data: bytes, name: str) -> str:
    """Decode bytes as UTF-8, by their byte order mark, or else by what fits them best.

    Raises
    ------
    ArticleError
        When they are not text.
    """
    wide = next((encoding for marks, encoding in _WIDE if data.startswith(marks)), None)
    if wide:
        data = data.decode(wide, "replace").encode("utf-8")
    if b"\0" in data:
        raise ArticleError(f"{name}: this is a binary file, not text; save the article as txt, md, html, pdf or json")
    try:
        return _unix(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(data).best()
        if best is None:
            raise ArticleError(f"{name}: its text encoding is not recognised; save it as UTF-8") from None
        return _unix(str(best))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read plain text: the title is its first headline-like line, the date only one that it states."""
    text = decode_text(data, name)
    yield Draft(text, name, title=_headline(text), published=find_published(text))


def read_markdown(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read Markdown with optional YAML front matter (title, published, outlet, url, id, digest, language)."""
    text = decode_text(data, name)
    facts, body = split_front_matter(text, name)
    draft = _draft(facts, body.strip("\n"), name)
    heading = re.match(r"\s*#+ +(.+)", body)
    yield _with_title(draft, heading.group(1).strip() if heading else None)


def read_html(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read a web page: trafilatura finds the article in it, its title, date, outlet and address."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    _hush("trafilatura", "htmldate", "courlan")
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ArticleError(f"{name}: this is a binary file, not a web page")
    if _OWN_PAGE in data:
        raise ArticleError(f"{name}: this is a map that geo made, not an article; it is left out")
    dates = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
    data = _OWN_ENTITIES.sub(b"<!DOCTYPE html>", data, count=1)
    found = bare_extraction(data, include_comments=True, date_extraction_params=dates, with_metadata=True)
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleError(f"{name}: no article text found in this page; save its text as txt")
    comments = f"\n\nComments\n\n{found.comments}" if found.comments else ""
    yield Draft(
        _unix(found.text or "") + comments,
        name,
        title=found.title,
        published=read_date(found.date, name),
        outlet=found.sitename,
        url=found.url,
        language=found.language,
    )


def _hush(*names: str) -> None:
    """Keep a library from talking on stderr: what cannot be read is told by our own error."""
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def read_pdf(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read the text layer of a PDF; a scanned one has none and is refused."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _hush("pypdf")
    try:
        reader = PdfReader(io.BytesIO(data))
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise ArticleError(f"{name}: this PDF cannot be read ({error}); save its text as txt") from None
    if not text.strip():
        raise ArticleError(f"{name}: this PDF holds no text (a scan?); run it through OCR or save its text as txt")
    text = _join_wrapped(_unix(text))
    yield Draft(text, name, title=title or _headline(text), published=find_published(text))


def _join_wrapped(text: str) -> str:
    """Join lines that a page's margin broke, so that sentences run on."""
    text = re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text)
    return re.sub(r"(?<=[^\n.!?:”\"])[ \t]*\n(?=[^\n\s•])", " ", text)


def read_json(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read one article object, a list of them, or ``{"articles": [...]}``."""
    try:
        value = json.loads(decode_text(data, name))
    except json.JSONDecodeError as error:
        raise ArticleError(f"{name}, line {error.lineno}: this is not valid JSON ({error.msg})") from None
    except RecursionError:
        raise ArticleError(f"{name}: its JSON is nested too deeply") from None
    except ValueError as error:
        raise ArticleError(f"{name}: this is not valid JSON ({error})") from None
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    items = value if isinstance(value, list) else [value]
    if not items:
        raise ArticleError(f"{name}: this is a list without articles")
    for i, item in enumerate(items, start=1):
        yield from _one_object(item, name if len(items) == 1 else f"{name}, article {i}")


def read_jsonl(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read one article object a line; a broken line is reported and the others go on."""
    for i, line in enumerate(decode_text(data, name).split("\n"), start=1):
        where = f"{name}, line {i}"
        if not line.strip():
            continue
        try:
            yield from _one_object(json.loads(line), where)
        except RecursionError:
            yield ArticleError(f"{where}: this is not valid JSON (nested too deeply)")
        except ValueError as error:
            yield ArticleError(f"{where}: this is not valid JSON ({getattr(error, 'msg', error)})")


def read_parquet(data: bytes, name: str) -> Iterator[Draft | ArticleError]:
    """Read a table with a column ``text`` (and id, title, published, outlet, url), one article a row."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise ArticleError(f"{name}: reading Parquet needs `pip install geo-route-maps[corpus]`") from None
    try:
        table = pq.ParquetFile(io.BytesIO(data))
    except Exception as error:  # pyarrow raises its own kinds, and OSError
        raise ArticleError(f"{name}: this is not a Parquet file that can be read ({error})") from None
    if "text" not in table.schema_arrow.names:
        raise ArticleError(f"{name}: it has no column `text`; its columns are {', '.join(table.schema_arrow.names)}")
    number = 0
    for batch in table.iter_batches():
        for row in batch.to_pylist():
            number += 1
            yield from _one_object(row, f"{name}, row {number}")


def _one_object(item: object, where: str) -> Iterator[Draft | ArticleError]:
    try:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise ArticleError(f'{where}: an article is an object with a "text", such as {{"id": "a", "text": "…"}}')
        draft = _draft(item, _unix(item["text"]), where)
        yield _with_title(draft, None)
    except ArticleError as error:
        yield error


def _draft(facts: Mapping[str, Any], text: str, where: str) -> Draft:
    def word(*keys: str) -> str | None:
        found = (facts.get(k) for k in keys)
        return next((str(value) for value in found if isinstance(value, _PLAIN) and value != ""), None)

    published = next((facts[k] for k in ("published", "date") if facts.get(k)), None)
    return Draft(
        text,
        where,
        id=word("id"),
        title=word("title"),
        published=read_date(published, where),
        outlet=word("outlet", "wire", "domain"),
        url=word("url"),
        digest=facts.get("digest") is True,
        language=word("language", "lang"),
    )


def _with_title(draft: Draft, heading: str | None) -> Draft:
    from dataclasses import replace

    return draft if draft.title else replace(draft, title=heading or _headline(draft.text))


def _headline(text: str) -> str | None:
    """The first line that reads like a headline, else the beginning of the first paragraph."""
    from geo.articles.sections import divide

    body = [s for s in divide(text) if s.kind == "body"]
    lines = [w for s in body for _, _, w in paragraphs(text[s.start : s.end])]
    for words in lines[:4]:
        if looks_like_paragraph(words):
            break
        if len(words.split()) >= 3 and any(c.isalpha() for c in words):
            return words[: TITLE_CHARS * 2]
    first = next((w for w in lines if looks_like_paragraph(w)), lines[0] if lines else None)
    if first is None or len(first) <= TITLE_CHARS:
        return first
    return first[:TITLE_CHARS].rsplit(" ", 1)[0] + " …"


def guess_format(data: bytes) -> str:
    """Name the format of bytes that come without a suffix (standard input)."""
    head = data[:2048].lstrip().lower()
    if head.startswith(b"%pdf"):
        return ".pdf"
    if head.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if head.startswith(b"---"):
        return ".md"
    if head.startswith((b"{", b"[")):
        first = data.strip().split(b"\n", 1)
        try:
            json.loads(first[0])
        except ValueError:
            return ".json"
        return ".jsonl" if len(first) > 1 else ".json"
    return ".txt"


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".parquet": read_parquet,
}
