"""When an article says that it was published; never a guess."""

import re
from datetime import date, datetime

from geo.articles.sections import looks_like_paragraph, paragraphs
from geo.errors import ArticleError

__all__ = ["find_published", "read_date"]

_MONTHS = {
    name: i
    for i, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october|"
        "nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<y>\d{4})(?P<sign>[-/.])(?P<n>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?=\b|T)"),
    re.compile(rf"\b(?P<y>\d{{4}})[ -](?P<m>{_MONTH})\.?[ -](?P<d>\d{{1,2}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?P<m>{_MONTH})\.?,?[ -](?P<y>\d{{4}})\b", re.IGNORECASE),
)
_LABEL = re.compile(r"\s*(first )?(published|posted|updated|last updated|date|issued|released)\b", re.IGNORECASE)
_HEADER_LINES = 12


def read_date(value: object, where: str) -> date | None:
    """Read a date from front matter, JSON or the command line: ISO 8601, or a day with its month in words.

    A time, a weekday or a zone beside it is passed over ("Wed Nov 23, 2016 | 4:58pm EST"). A day written in numbers
    alone ("03/04/2016") is refused, since nobody can tell the day from the month.

    Raises
    ------
    ArticleError
        When it is none, with ``where`` it stands.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10] if isinstance(value, str | int) else "")
    except ValueError:
        told = _first_date(value) if isinstance(value, str) else None
        if told:
            return told
        shown = repr(value[:40]) if isinstance(value, str) else f"a {type(value).__name__}"
        raise ArticleError(f"{where}: {shown} is not a date; write it as 2023-09-12") from None


def find_published(text: str) -> date | None:
    """Find a full date in a short line above the first paragraph, or in a line labelled "Published"; else None."""
    for i, (_, _, words) in enumerate(paragraphs(text)):
        if i >= _HEADER_LINES or looks_like_paragraph(words):
            return None
        if _LABEL.match(words) or len(words) < 60:
            found = _first_date(words)
            if found:
                return found
    return None


def _first_date(words: str) -> date | None:
    for pattern in _DATES:
        for found in pattern.finditer(words):
            parts = found.groupdict()
            month = int(parts["n"]) if parts.get("n") else _MONTHS[parts["m"].lower()]
            try:
                return date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue
    return None
