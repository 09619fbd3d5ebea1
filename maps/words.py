"""The words around what the page shows: counts, citations, dates, lengths."""

import re
from datetime import date, datetime

from geo.articles.article import Article
from geo.gazetteer.place import Place
from maps.quotes import clip

__all__ = ["byline", "cite", "count", "language", "largest", "made_on", "published", "safe_url", "say_km"]


def say_km(value: float, precise: bool = False) -> str:
    """Write a length: whole kilometres from ten on, grouped by thousands."""
    return f"{value:,.1f} km" if precise or value < 10 else f"{value:,.0f} km"


def largest(passes: tuple[tuple[Place, float], ...], n: int) -> list[Place]:
    """The most populous places on the way, in travel order."""
    kept = sorted(range(len(passes)), key=lambda i: -passes[i][0].population)[:n]
    return [passes[i][0] for i in sorted(kept)]


def count(n: int, noun: str) -> str:
    """A number and its noun."""
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def safe_url(url: str | None) -> str:
    """The address when it is plain http or https, else nothing: no script, no data."""
    return url if url and re.match(r"https?://[^\s\"'<>]+$", url, re.IGNORECASE) else ""


def _date(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def language(tag: str | None) -> str:
    """A language tag when it has the shape of one (``en``, ``zh-Hant``), else nothing."""
    return tag if tag and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""


def byline(article: Article) -> str:
    """Outlet, date and size."""
    parts = (article.outlet or "", _date(article.published) if article.published else "no date given", _size(article))
    return " · ".join(clip(part, 80) for part in parts if part)


def _size(article: Article) -> str:
    return count(len(article.text.split()), "word")


def cite(article: Article) -> str:
    """Outlet, title and date, as under a quotation."""
    title = clip(article.title or article.id, 90)
    tail = f", {_date(article.published)}" if article.published else ""
    head = f"{clip(article.outlet, 60)}, " if article.outlet else ""
    return f"{head}“{title}”{tail}"


def published(articles: tuple[Article, ...]) -> str:
    """The days on which the articles appeared, first and last."""
    days = sorted(a.published for a in articles if a.published)
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return _date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_date(last)}"
    head = f"{first.day} {first:%B}" if first.year == last.year else _date(first)
    return f"{head} – {_date(last)}"


def made_on(made: datetime | None) -> str:
    """When the page was made, or nothing."""
    return f"{_date(made.date())}, {made:%H:%M}" if made else ""
