"""Which stop of a movement its time dates: leaving dates the start, arriving the end."""

from dataclasses import replace
from datetime import date, timedelta

from geo.itinerary.dates import resolve
from geo.itinerary.journey import When
from geo.itinerary.movement import Point, Reported
from geo.itinerary.node import Node
from geo.itinerary.order import Order
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Status

__all__ = ["DatedStops"]


_DAY = timedelta(days=1)


class DatedStops(Order):
    """Stops with their dates, counted from the publication and from the day told last."""

    def __init__(self, published: date | None) -> None:
        super().__init__()
        self.published = published
        self.previous: date | None = None

    def give_time(self, node: Node, point: Point, report: Reported, *, future: bool) -> None:
        """Give a stop a time of its own, where a report tells more than one."""
        if point.time is not None and len([p for p in report.points if p.time]) > 1:
            self.set_time(node, point.time, future=future)
            if node.when is not None:
                self.previous = node.when.start.date()  # "to A on 15 July and to B three days later"

    def spread_times(self, report: Reported, made: list[Node], *, future: bool) -> None:
        """Give a movement's one time to the end that it dates: leaving dates the origin, arriving the destination."""
        if not made or any(n.words for n in made) or not report.times:
            return
        times = [t for t in report.times if not t.as_written.lower().startswith(("since", "until", "till"))]
        if not times:
            return
        spec = times[0]
        for extra in times[1:]:
            if extra.weekday is not None or extra.month is not None:
                spec = extra if spec.weekday is None and spec.month is None and spec.shift_days is None else spec
        origins = [n for n in made if "origin" in n.roles]
        ends = [n for n in made if n.roles & {"reached", "there"}] or [n for n in made if "via" in n.roles][-1:]
        goals = [n for n in made if "goal" in n.roles]
        targets: list[Node]
        if report.frame in {"depart", "board"}:
            opens = report.status == "planned" or report.trigger in {
                "begin",
                "start",
            }  # "The trip began on 1 July with"
            targets = origins or (goals[:1] if opens else [])
        elif report.frame in {"go", "carry"} and origins and ends:
            targets = [origins[0], ends[-1] if len(ends) < 3 else ends[0]]
        elif ends:
            targets = ends[:1]
        elif origins:
            targets = origins[:1]
        else:
            targets = goals[:1] if report.status != "done" or report.frame != "head" else []
        timed = [n for n in made if n.timed and n.roles & {"reached", "there", "via"}]
        if len(timed) == 1 and report.frame in {"go", "carry", "arrive", "pass", "stop"}:
            targets = [*origins[:1], *timed] if targets[:1] == origins[:1] and origins else timed
        for node in targets:
            self.set_time(node, spec, future=future and node.status is not Status.DONE)
            node.guessed = len(targets) > 1 and node is targets[0]

    def set_time(self, node: Node, spec: TimeWords, *, future: bool) -> None:
        """Date a stop by a time expression."""
        node.words = spec.as_written
        onward = node.reports[-1].order not in {"before", "earlier"} if node.reports else True
        node.when = resolve(spec, self.published, self.previous, future=future, onward=onward)
        if node.when is not None and onward and self._after_a_night(spec, node.when):
            node.when = replace(node.when, start=node.when.start + _DAY, end=node.when.end + _DAY)

    def _after_a_night(self, spec: TimeWords, when: When) -> bool:
        """As in "spent Tuesday night in B and pulled into C at 5.40 a.m.": that is the next morning."""
        told = self.cursor
        early = (spec.clock is not None and spec.clock[0] < 12) or spec.part in {"dawn", "daybreak", "sunrise"}
        bare = early and spec.weekday is None and spec.month is None
        if told is None or told.when is None or not bare or spec.shift_days is not None or spec.day is not None:
            return False
        at_night = any(word in told.words.lower() for word in ("night", "evening"))
        return at_night and told.when.start.date() == when.start.date()
