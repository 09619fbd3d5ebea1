"""When each stop was made: the time of the text that most probably tells it, and the day that it means."""

from collections.abc import Iterable
from typing import NamedTuple

from geo.itinerary.journey import When
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.network import Route
from geo.itinerary.learnt.timing import days

__all__ = ["Dates", "Dating"]


class Dating(NamedTuple):
    """What dates a visit: how probable that is, the time's words, and its day where that can be said."""

    probability: float
    words: str
    when: When | None


class Dates:
    """The times that date a text's stops.

    Parameters
    ----------
    text : Encoded
    visits : iterable of (Route, int, bool)
        Every stop of every journey, by its row in the route, and whether it is still to come.
    """

    def __init__(self, text: Encoded, visits: Iterable[tuple[Route, int, bool]]) -> None:
        self._times = text.times
        surest = [(0.0, False)] * len(text.times)
        for route, row, ahead in visits:
            best = _likeliest(route, row)
            if best is not None:
                surest[best] = max(surest[best], (float(route.when[row, best + 1]), ahead))
        self._days = days(text.times, text.published, [ahead for _, ahead in surest])

    def of(self, route: Route, row: int) -> Dating | None:
        """What dates a visit, or None where probably nothing does."""
        best = _likeliest(route, row)
        if best is None:
            return None
        return Dating(float(route.when[row, best + 1]), self._times[best].words.as_written, self._days[best])


def _likeliest(route: Route, row: int) -> int | None:
    """Which time most probably tells of a visit, or None where nothing does."""
    best = int(route.when[row].argmax())
    return best - 1 if best else None
