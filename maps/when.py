"""Dates as a card says them, as finely as the report dates them and no finer."""

from datetime import datetime, timedelta

from geo.itinerary.journey import Precision, When

__all__ = ["say"]

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTS = (
    (9, "early"),
    (12, "morning"),
    (14, "midday"),
    (18, "afternoon"),
    (22, "evening"),
    (25, "night"),
)


def say(when: When) -> str:
    """Write a span: ``Tue 12 Sep 2023, morning``, ``10–12 Sep 2023``, ``September``-style months, years.

    A span whose words name a part of the day keeps that part; no clock time is shown that no report gives.
    """
    start, end = when.start, when.end
    if when.precision is Precision.YEAR:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if when.precision is Precision.MONTH:
        first, last = f"{_MONTHS[start.month - 1]} {start.year}", f"{_MONTHS[end.month - 1]} {end.year}"
        return first if first == last else f"{first} – {last}"
    if when.precision is Precision.MINUTE and end - start < timedelta(hours=1):
        return f"{_day(start)}, {start:%H:%M}"
    if start.date() != end.date():
        return _span(start, end)
    return f"{_day(start)}, {_part(start, end)}" if when.precision is Precision.PART_OF_DAY else _day(start)


def _day(at: datetime) -> str:
    return f"{_DAYS[at.weekday()]} {at.day} {_MONTHS[at.month - 1]} {at.year}"


def _span(start: datetime, end: datetime) -> str:
    tail = f"{end.day} {_MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{tail}"
    head = f"{start.day} {_MONTHS[start.month - 1]}"
    return f"{head} – {tail}" if start.year == end.year else f"{head} {start.year} – {tail}"


def _part(start: datetime, end: datetime) -> str:
    middle = start + (end - start) / 2
    return next(word for limit, word in _PARTS if middle.hour < limit)
