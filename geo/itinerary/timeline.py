"""One traveller's reported movements joined into stops in travel order, however the text orders them."""

from collections.abc import Callable
from datetime import date, datetime, time

from geo.gazetteer.place import Place
from geo.itinerary.dates import resolve
from geo.itinerary.dating import DatedStops
from geo.itinerary.movement import Point, Reported
from geo.itinerary.node import Node
from geo.itinerary.settling import merge, settled
from geo.vocabulary import Mode, Status

__all__ = ["NO_STOPS", "Node", "Timeline"]

NO_STOPS = frozenset({"L.CONT", "H.OCN"})  # too large to be at
_ONLY_BOUND = frozenset({"bind", "due", "be", "bound", "way", "route", "destine"})
_OPEN_WATER = frozenset({"H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.STRT", "H.CNL", "H.CHN"})


def _until(report: Reported) -> bool:
    return any(t.as_written.lower().startswith(("until", "till")) for t in report.times)


class Timeline(DatedStops):
    """Takes one traveller's movements in the order told and keeps the stops in the order travelled."""

    def __init__(self, published: date | None, capital: Callable[[str], Place | None]) -> None:
        super().__init__(published)
        self.capital = capital
        self.pending_mode = Mode.UNKNOWN
        self.last_there: Node | None = None
        self.general_mode = Mode.UNKNOWN
        self.away: list[tuple[Place | None, Reported]] = []

    def add(self, report: Reported) -> None:
        """Join one movement to the stops known so far."""
        if report.frame == "cancel":
            self._cancel(report)
            return
        self._note_away(report)
        self._end_of_the_way(report)
        if report.arrives_here and not self.nodes:
            report.points.append(Point("reached", report.here, "city" if report.here is not None else "there"))
        for point in report.points:
            unknown = point.anaphor == "there" and point.place is None and self.last_there is None
            turned_down = point.anaphor == "there" and point.place is None and report.status == "denied"
            if (unknown and point.role == "origin" and report.frame == "depart") or turned_down:
                point.place = report.here  # "was built at C. It set off from there"
        new = self._nodes_of(report) or self._came_back(report)
        new = [*new, *self._home(report, new)]
        if not new:
            if report.frame == "depart":
                self._leave_somewhere(report)
            elif report.frame == "go" and report.mode is not Mode.UNKNOWN:
                self._by_means(report)
            elif report.mode is not Mode.UNKNOWN:
                self.pending_mode = report.mode
            return
        self._apply_modes(report, new)
        placed = self._place(report, new)
        for node in placed:
            if node.when is not None:
                self.previous = node.when.start.date()
        self.cursor = placed[-1]
        if report.pluperfect and self.flashback is None:
            self.flashback = placed[-1]
        elif not report.pluperfect:
            self.flashback = None
        self._tie(report, placed)
        self._bring_along(report, placed)
        self.last_there = placed[-1]

    def _end_of_the_way(self, report: Reported) -> None:
        """As in "drove to B, stopping in C. From there": the next sentence goes on from B."""
        here = self._here
        if here is None or here.reports[-1].order != "during" or here.reports[-1].sentence >= report.sentence:
            return
        at, told = self.nodes.index(here) + 1, here.reports[-1].sentence
        end = self.nodes[at] if at < len(self.nodes) else None
        if (
            end is not None
            and "reached" in end.roles
            and end.reports[-1].sentence == told
            and end.status is here.status
        ):
            self.cursor = self.last_there = end

    def _by_means(self, report: Reported) -> None:
        """How a journey goes, told without a place: of the leg just told ("he had come by train"), or of all."""
        here = self._here
        if report.pluperfect and here is not None and here.mode_in is Mode.UNKNOWN:
            here.mode_in = report.mode
        else:
            self.general_mode = report.mode

    def _came_back(self, report: Reported) -> list[Node]:
        """As in "sailed from A to B and returned on Friday": a return that names no place goes to the start."""
        start = self.nodes[0] if len(self.nodes) > 1 else None
        if start is None or report.frame != "return" or report.status != "done" or not report.times:
            return []
        if report.trigger in {"turn", "double"}:
            return []
        if start.status is not Status.DONE or "origin" not in start.roles or self._here is not self.nodes[-1]:
            return []
        node = Node(start.place, Status.DONE, reports=[report], roles={"reached"})
        self.spread_times(report, [node], future=False)
        return [node]

    def _home(self, report: Reported, new: list[Node]) -> list[Node]:
        """As in "left Apia for Auckland … fly home on Monday": home is where the journey began."""
        start = self.nodes[0] if report.homeward and len(self.nodes) > 1 else None
        if start is None or start.roles != {"origin"} or start.status is Status.DENIED:
            return []
        if any(n.place.id == start.place.id for n in (*new, *self.nodes[1:])):
            return []
        future = self._is_future(report)
        node = Node(
            start.place,
            self._status(report, Point("reached", None), future=future),
            reports=[report],
            roles={"reached"},
        )
        self.spread_times(report, [*new, node], future=future)
        return [node]

    def _cancel(self, report: Reported) -> None:
        """As in "was expected in Amman, but the trip was called off": what was planned last is denied."""
        here = self._here
        if here is not None and here.status is Status.PLANNED and not here.assumed:
            here.status = Status.DENIED
            here.reports.append(report)

    def _leave_somewhere(self, report: Reported) -> None:
        """As in "left the prison on Monday": no place to stop at, but a day to count from and perhaps a vehicle."""
        if report.mode is not Mode.UNKNOWN:
            self.pending_mode = self.general_mode = report.mode
        if not report.times:
            return
        when = resolve(report.times[0], self.published, self.previous, future=self._is_future(report))
        if when is None:
            return
        self.previous = when.start.date()
        self.soft = (report.sentence, when)
        if self.nodes and self.nodes[0].roles == {"origin"} and self.nodes[0].when is None:
            self.nodes[0].when, self.nodes[0].words = when, when.as_written
        self._turn_back(when.start.date())

    def _turn_back(self, day: date) -> None:
        """A departure dated before stops already told takes the telling back to the stop it left from."""
        dated = [n for n in self.nodes if n.when is not None and n.when.start is not None]
        if self.cursor is None or not any(n.when.start.date() > day for n in dated if n.when):
            return
        earlier = [n for n in dated if n.when and n.when.start.date() <= day]
        if earlier:
            self.cursor = earlier[-1]

    def _note_away(self, report: Reported) -> None:
        """As in "Moving away from the city" speaks against a stop there."""
        for point in [p for p in report.points if p.role == "away"]:
            report.points.remove(point)
            place = self._place_of(point)
            for node in self.nodes:
                if place is not None and node.place.id == place.id and node.status is not Status.DONE:
                    node.against.append(report)
            self.away.append((place, report))

    def _nodes_of(self, report: Reported) -> list[Node]:
        future = self._is_future(report)
        made: list[Node] = []
        for point in report.points:
            place = self._place_of(point, denied=report.status == "denied")
            if place is None or (made and made[-1].place.id == place.id) or place.feature in NO_STOPS:
                continue
            node = Node(place, self._status(report, point, future=future), reports=[report], roles={point.role})
            set_out = report.trigger not in _ONLY_BOUND
            node.assumed = point.role == "goal" and report.status in {"done", "ongoing"}
            node.hoped = node.assumed and not set_out
            node.timed = point.time is not None
            stays = report.frame in {"stop", "meet"} and report.trigger != "be"  # "will be in C until" may be to come
            if stays and node.status is Status.PLANNED and _until(report):
                known = any(n.place.id == place.id and n.status is not Status.DONE for n in self.nodes)
                node.status = node.status if known else Status.DONE  # "will stay in Bangkok until": it is there
            if report.present and self.published is not None:
                node.anchor = datetime.combine(self.published, time.min)
            made.append(node)
            self.give_time(node, point, report, future=future)
        self.spread_times(report, made, future=future)
        return made

    def _is_future(self, report: Reported) -> bool:
        if report.status == "scheduled":
            return (
                bool(report.times)
                or any(p.time for p in report.points)
                or any(n.status is Status.PLANNED for n in self.nodes)
                or not self.nodes
            )
        return report.status in {"planned", "rumoured", "conditional"} and not (
            report.status == "rumoured" and "perfect" in " ".join(report.because)
        )

    def _place_of(self, point: Point, *, denied: bool = False) -> Place | None:
        pointed = point.place.resolved if point.place is not None else None
        here = self._whereabouts(point)
        if point.anaphor == "capital" and here is not None and pointed is not None and pointed.feature_class == "P":
            city = self.capital(here.country) if here.country else None
            if city is not None and city.id == here.id:
                return here  # "arrived in Algiers … was driven into the capital"
        if point.anaphor == "capital" and point.place is not None:
            land = point.place.resolved
            province = land is not None and land.feature.startswith("A.ADM")  # "the Catalan capital" is not Madrid
            city = self.capital(land.country) if land is not None and land.country and not province else None
            return city or (land if land is not None and land.feature == "P.PPLC" else None)
        if denied and point.anaphor in {"city", "town", "port", "capital"}:
            goals = [n.place for n in self.nodes if n.status is Status.PLANNED and "goal" in n.roles]
            if goals:
                return goals[-1]  # "left for D, was attacked near C and never got to the city"
        if point.anaphor and point.anaphor != "capital" and point.place is not None:
            return point.place.resolved
        if point.anaphor == "here":
            return None
        if point.anaphor and point.anaphor != "capital":
            return self.last_there.place if self.last_there is not None else None
        if point.anaphor == "capital":
            last = self.last_there
            known = [n.place for n in self.nodes]
            if last is not None and here is not None:
                city = self.capital(here.country)
                if city is not None and any(p.id == city.id for p in known):
                    return city
            return last.place if last is not None else None
        return point.place.resolved if point.place is not None else None

    def _whereabouts(self, point: Point) -> Place | None:
        """Where it is by the story: where "arrived in B. He flew from A" leaves it is B."""
        last = self.last_there
        if last is None or not self.nodes:
            return None
        at = self.nodes.index(last) + 1 if last in self.nodes and last.roles == {"origin"} else 0
        after = self.nodes[at] if 0 < at < len(self.nodes) and point.role == "reached" else None
        return after.place if after is not None and after.status is Status.DONE else last.place

    def _status(self, report: Reported, point: Point, *, future: bool) -> Status:
        told = report.status
        if told in {"rumoured", "conditional"}:
            return Status.RUMOURED
        if told == "denied":
            return Status.DENIED
        if told == "planned" or (told == "scheduled" and future):
            return Status.PLANNED
        if point.role == "goal":
            return Status.PLANNED
        return Status.DONE

    def _apply_modes(self, report: Reported, new: list[Node]) -> None:
        mode = report.mode
        vias = [p.place.resolved for p in report.points if p.role == "via" and p.place is not None]
        beside = report.order == "during" and self.cursor is not None and self.cursor.mode_in is not Mode.UNKNOWN
        if mode is Mode.UNKNOWN and not beside and any(v is not None and v.feature in _OPEN_WATER for v in vias):
            mode = Mode.SEA
        if mode is Mode.UNKNOWN and self.pending_mode is not Mode.UNKNOWN:
            mode = self.pending_mode
        self.pending_mode = Mode.UNKNOWN
        for node in new:
            role = next(iter(node.roles))
            if role == "origin":
                node.mode_out = mode
            elif role != "there" or report.frame in {"stop", "go", "pass"}:
                node.mode_in = mode
                if role == "via":
                    node.mode_out = mode
        if report.frame == "board" and not any("origin" in n.roles for n in new) and self.cursor is not None:
            self.cursor.mode_out = mode
        for node in new:
            if node.mode_in is Mode.UNKNOWN and "there" in node.roles and len(new) > 1:
                node.mode_in = mode
            if node.mode_in is Mode.UNKNOWN and report.order == "during" and self.cursor is not None:
                node.mode_in = self.cursor.mode_in
        by_verb = report.because[:1] and report.because[0].startswith("verb")
        if report.status == "ongoing" and report.mode is not Mode.UNKNOWN and report.frame == "go" and by_verb:
            self.general_mode = report.mode

    def _place(self, report: Reported, new: list[Node]) -> list[Node]:
        matched = [self.match(node, report, new, k) for k, node in enumerate(new)]
        self.keep_in_order(matched)
        self.set_later(new, matched)
        at = self._where(report, new, matched)
        placed: list[Node] = []
        for node, known in zip(new, matched, strict=True):
            if known is not None:
                merge(known, node)
                placed.append(known)
                at = self.nodes.index(known) + 1
                continue
            at = self._past_branches(at, node)
            if node.assumed and not self._retold(at, report):
                at = max(at, self._after_done())
            self.nodes.insert(at, node)
            placed.append(node)
            at += 1
        return placed

    def finish(self) -> list[Node]:
        """Settle what only the whole can settle: goals that were reached, countries that a finer stop replaces."""
        self.nodes = settled(self.nodes)
        return self.nodes
