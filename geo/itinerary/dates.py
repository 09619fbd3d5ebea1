"""When: finding time expressions among tokens, and turning them into dates without inventing any.

``read_times`` finds what a sentence says ("late on Tuesday", "three days earlier"); ``resolve`` dates it against
the publication date or the date last spoken of. What cannot be dated stays undated, its words kept.
"""

from datetime import date, datetime, time, timedelta

from geo.itinerary.journey import Precision, When
from geo.itinerary.timecomponents import TimeWords, time_tables

__all__ = ["resolve"]


def resolve(
    words: TimeWords, published: date | None, previous: date | None, *, future: bool, onward: bool = False
) -> When | None:
    """Date a time expression, or return None where the report does not allow it.

    Parameters
    ----------
    published : date or None
        What "Tuesday" and "yesterday" count from.
    previous : date or None
        The date last spoken of, for "the next day".
    future : bool
        Whether the movement is still to come: "on Friday" is then the next Friday.
    onward : bool
        Whether a plan is told on: after a Monday to come, "on Friday" is then the Friday after that Monday.
    """
    day = _date_of(words, published, previous, future=future)
    if onward and future and day is not None:
        day = _told_on(words, day, published, previous)
    if day is None:
        return None
    if words.unit in (Precision.YEAR, Precision.MONTH, Precision.WEEK) and words.day is None and words.weekday is None:
        return _span(words, day)
    if words.clock is not None:
        at = datetime.combine(day, time(*words.clock))
        return When(at, at, Precision.MINUTE, words.as_written)
    if words.part == "weekend":
        return When(
            datetime.combine(day, time.min),
            datetime.combine(day + timedelta(days=1), time(23, 59)),
            Precision.DAY,
            words.as_written,
        )
    if words.part:
        first, last = time_tables()["parts"][words.part]
        start, end = datetime.combine(day, time(first)), datetime.combine(day, time(last, 59))
        return When(start, end, Precision.PART_OF_DAY, words.as_written)
    return When(datetime.combine(day, time.min), datetime.combine(day, time(23, 59)), Precision.DAY, words.as_written)


def _span(words: TimeWords, day: date) -> When:
    if words.month is not None:
        first = date(day.year, words.month, 1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return When(
            datetime.combine(first, time.min), datetime.combine(last, time(23, 59)), Precision.MONTH, words.as_written
        )
    if words.unit is Precision.YEAR:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    elif words.unit is Precision.MONTH:
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    elif words.lean or words.from_previous:
        first, last = day - timedelta(days=3), day + timedelta(days=3)
    else:
        first, last = day - timedelta(days=day.weekday()), day - timedelta(days=day.weekday() - 6)
    assert words.unit is not None
    return When(datetime.combine(first, time.min), datetime.combine(last, time(23, 59)), words.unit, words.as_written)


def _date_of(words: TimeWords, published: date | None, previous: date | None, *, future: bool) -> date | None:
    if words.long_ago and words.shift_days is not None and published is not None and words.month is not None:
        return _valid(published.year - round(-words.shift_days / 365), words.month, words.day or 1)
    if words.month is not None or words.day is not None:
        return _calendar_date(words, published, previous, future=future)
    if words.year is not None:
        return date(words.year, 1, 1)
    if words.shift_days is not None:
        base = previous if words.from_previous else published
        return None if base is None else base + timedelta(days=words.shift_days)
    if words.weekday is not None:
        return _next_day_told(words, published, previous, future=future) or _weekday_date(
            words, published, future=future
        )
    if words.clock is not None or words.part:
        return previous
    return None


def _next_day_told(words: TimeWords, published: date | None, previous: date | None, *, future: bool) -> date | None:
    """In a tour told day by day, a weekday is the next one after the day before it in the text.

    Only where the day last spoken of is itself more than a week and at most two weeks old.
    """
    if published is None or previous is None or future or words.lean or words.weekday is None:
        return None
    if not 6 < (published - previous).days <= 14:
        return None
    ahead = (words.weekday - previous.weekday()) % 7 or 7
    return previous + timedelta(days=ahead)


def _told_on(words: TimeWords, day: date, published: date | None, previous: date | None) -> date:
    """A weekday told after a later day still to come belongs to the week after that day."""
    bare = words.weekday is not None and words.month is None and not words.lean
    if not bare or words.weekday is None or published is None or previous is None or not published < previous:
        return day
    return day if day >= previous else previous + timedelta(days=(words.weekday - previous.weekday()) % 7)


def _weekday_date(words: TimeWords, published: date | None, *, future: bool) -> date | None:
    assert words.weekday is not None
    if published is None:
        return None
    if words.lean > 0 or (future and words.lean == 0):
        ahead = (words.weekday - published.weekday()) % 7
        if words.lean > 0 and (ahead == 0 or published.weekday() < words.weekday):
            ahead += 7
        return published + timedelta(days=ahead)
    behind = (published.weekday() - words.weekday) % 7
    if words.lean < 0 and behind == 0:
        behind = 7
    return published - timedelta(days=behind)


def _calendar_date(words: TimeWords, published: date | None, previous: date | None, *, future: bool) -> date | None:
    anchor = published or previous
    if words.month is None and words.day is not None and words.year is None and anchor is not None:
        return _day_of_month(words.day, anchor, previous or anchor, future=future)
    month = words.month or (previous.month if previous else published.month if published else None)
    if month is None or (words.year is None and anchor is None):
        return None
    day = words.day or 1
    if words.year is not None:
        return _valid(words.year, month, day)
    assert anchor is not None
    told_on = _month_told_on(words, published, previous) if not future else None
    if told_on is not None:
        return told_on
    around = [d for y in (-1, 0, 1) if (d := _valid(anchor.year + y, month, day))]
    if published is not None and words.month is None and not future:
        around = [d for d in around if d <= published] or around
    slack = timedelta(days=45)
    fitting = [d for d in around if (d >= anchor - slack if future else d <= anchor + timedelta(days=2))]
    return min(fitting or around, key=lambda d: abs(d - anchor), default=None)


def _month_told_on(words: TimeWords, published: date | None, previous: date | None) -> date | None:
    """As in "left on 21 August last year. By mid-September it was in": a story of the year before goes on there."""
    if published is None or previous is None or words.month is None:
        return None
    if not 365 < (published - previous).days < _A_LONG_STORY:
        return None
    later = [d for y in (0, 1) if (d := _valid(previous.year + y, words.month, words.day or 1))]
    floor = previous.replace(day=1) if not words.day else previous
    return next((d for d in later if floor <= d <= published), None)


_A_LONG_STORY = 550


def _day_of_month(day: int, anchor: date, told: date, *, future: bool) -> date | None:
    """As in "by the 12th", "on 8 September … on the 9th": to come, or gone, the one nearest to the day told last."""
    months = [(one.year * 12 + one.month - 1 + step) for one in {anchor, told} for step in (-1, 0, 1)]
    days = sorted({d for m in months if (d := _valid(m // 12, m % 12 + 1, day))})
    fitting = [d for d in days if (d >= anchor if future else d <= anchor)]
    return min(fitting or days, key=lambda d: abs(d - told), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
