"""One traveller's reported movements joined into stops in travel order, however the text orders them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from geo.gazetteer.place import Place
from geo.geoparse.mention import Resolution
from geo.itinerary.arguments import contains
from geo.itinerary.dates import resolve
from geo.itinerary.journey import When
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode, Status

__all__ = ["Node", "Timeline"]

_NO_STOPS = frozenset({"L.CONT", "H.OCN"})
_OPEN_WATER = frozenset({"H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.STRT", "H.CNL", "H.CHN"})
_CONTINUING = frozenset("continue proceed go move push press carry fly sail travel drive return".split())
_RANK = {Status.DONE: 0, Status.PLANNED: 1, Status.RUMOURED: 2, Status.DENIED: 3}


@dataclass(slots=True)
class Node:
    """A stop being built: what each report adds is kept beside it."""

    place: Place
    status: Status
    when: When | None = None
    words: str = ""
    mode_in: Mode = Mode.UNKNOWN
    mode_out: Mode = Mode.UNKNOWN
    reports: list[Reported] = field(default_factory=list)
    assumed: bool = False
    guessed: bool = False
    anchor: datetime | None = None
    tied: bool = False
    timed: bool = False
    roles: set[str] = field(default_factory=set)
    against: list[Reported] = field(default_factory=list)
    leg_from: "Node | None" = None


class Timeline:
    """Takes one traveller's movements in the order told and keeps the stops in the order travelled."""

    def __init__(self, published: date | None, capital: Callable[[str], Place | None]) -> None:
        self.nodes: list[Node] = []
        self.published = published
        self.capital = capital
        self.previous: date | None = None
        self.cursor: Node | None = None
        self.flashback: Node | None = None
        self.pending_mode = Mode.UNKNOWN
        self.last_there: Node | None = None
        self.general_mode = Mode.UNKNOWN
        self.soft: tuple[int, When] | None = None
        self.away: list[tuple[Place | None, Reported]] = []

    # one movement -------------------------------------------------------------------------------------------
    def add(self, report: Reported) -> None:
        """Join one movement to the stops known so far."""
        self._note_away(report)
        if report.arrives_here and not self.nodes:
            report.points.append(Point("reached", report.here, "city" if report.here is not None else "there"))
        new = self._nodes_of(report)
        if not new:
            if report.frame == "depart":
                self._leave_somewhere(report)
            elif report.frame == "go" and report.mode is not Mode.UNKNOWN:
                self.general_mode = report.mode
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
        self.last_there = placed[-1]

    def _tie(self, report: Reported, placed: list[Node]) -> None:
        """Where an arrival came from, told in the same sentence, keeps its place right before it."""
        at = self.nodes.index(placed[0])
        before = self.nodes[at - 1] if at else None
        if report.frame == "arrive" and before is not None and before.roles == {"origin"} and before.when is None:
            before.tied = any(r.sentence == report.sentence for r in before.reports)

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
            place = self._place_of(point)
            if place is None or (made and made[-1].place.id == place.id) or place.feature in _NO_STOPS:
                continue
            node = Node(place, self._status(report, point, future=future), reports=[report], roles={point.role})
            node.assumed = point.role == "goal" and report.status in {"done", "ongoing"}
            node.timed = point.time is not None
            if report.present and self.published is not None:
                node.anchor = datetime.combine(self.published, time.min)
            made.append(node)
            self._date(node, point, report, future=future)
        self._spread_times(report, made, future=future)
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

    def _place_of(self, point: Point) -> Place | None:
        if point.anaphor == "capital" and point.place is not None:
            land = point.place.resolved
            city = self.capital(land.country) if land is not None and land.country else None
            return city or (land if land is not None and land.feature == "P.PPLC" else None)
        if point.anaphor and point.anaphor != "capital" and point.place is not None:
            return point.place.resolved
        if point.anaphor and point.anaphor != "capital":
            return self.last_there.place if self.last_there is not None else None
        if point.anaphor == "capital":
            last = self.last_there
            known = [n.place for n in self.nodes]
            if last is not None:
                city = self.capital(last.place.country)
                if city is not None and any(p.id == city.id for p in known):
                    return city
            return last.place if last is not None else None
        return point.place.resolved if point.place is not None else None

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

    # times --------------------------------------------------------------------------------------------------
    def _date(self, node: Node, point: Point, report: Reported, *, future: bool) -> None:
        if point.time is not None and len([p for p in report.points if p.time]) > 1:
            self._set_time(node, point.time, future=future)

    def _spread_times(self, report: Reported, made: list[Node], *, future: bool) -> None:
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
            targets = origins or []
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
            self._set_time(node, spec, future=future and node.status is not Status.DONE)
            node.guessed = len(targets) > 1 and node is targets[0]

    def _set_time(self, node: Node, spec: TimeWords, *, future: bool) -> None:
        node.words = spec.as_written
        node.when = resolve(spec, self.published, self.previous, future=future)

    # modes --------------------------------------------------------------------------------------------------
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

    # order --------------------------------------------------------------------------------------------------
    def _place(self, report: Reported, new: list[Node]) -> list[Node]:
        matched = [self._match(node, report, new, k) for k, node in enumerate(new)]
        self._keep_in_order(matched)
        at = self._where(report, new, matched)
        placed: list[Node] = []
        for node, known in zip(new, matched, strict=True):
            if known is not None:
                self._merge(known, node)
                placed.append(known)
                at = self.nodes.index(known) + 1
                continue
            at = self._past_branches(at, node)
            if node.assumed:
                at = max(at, self._after_done())
            self.nodes.insert(at, node)
            placed.append(node)
            at += 1
        return placed

    def _past_branches(self, at: int, node: Node) -> int:
        if node.status is Status.DONE:
            while (
                at > 0
                and self.nodes[at - 1].status is not Status.DONE
                and self.nodes[at - 1].assumed
                and "goal" in self.nodes[at - 1].roles
            ):
                at -= 1
        return at

    def _keep_in_order(self, matched: list["Node | None"]) -> None:
        """A later point of a movement cannot match an earlier stop than the point before it."""
        last = -1
        for k, node in enumerate(matched):
            if node is None:
                continue
            at = self.nodes.index(node)
            if at <= last:
                matched[k] = None
            else:
                last = at

    def _match(self, node: Node, report: Reported, new: list[Node], k: int) -> Node | None:
        """Find the stop that this one restates, or None when it is a visit of its own."""
        same = [n for n in self.nodes if n.place.id == node.place.id and _one_visit(n, node)]
        if not same:
            return self._coarser(node)
        role = next(iter(node.roles))
        if role == "reached" and k == 0 and not report.pluperfect and not report.order:
            left = [n for n in same if n.roles == {"origin"} and n.status is Status.DONE and node.status is Status.DONE]
            earlier = [n for n in left if n.when and node.when and node.when.end < n.when.start]
            if left and len(left) == len(same) and not earlier and left[-1] is not self.nodes[-1]:
                return None
        if report.returning and role in {"reached", "goal"}:
            after = [n for n in same if n is self.nodes[-1]] if self.nodes else []
            planned = [n for n in same if n.status is not Status.DONE and n.reports[0].returning]
            return (planned or (after if after and after[0] is not self.cursor else []) or [None])[-1]  # type: ignore[list-item]
        if role in {"reached", "goal"} and k > 0 and new[0].roles == {"origin"}:
            origin = [i for i, n in enumerate(self.nodes) if n.place.id == new[0].place.id]
            same = [n for n in same if not origin or self.nodes.index(n) > origin[0]] or (same if not origin else [])
            if not same:
                return None
        if node.status is Status.DENIED:
            return next((n for n in reversed(same) if n.status is not Status.DONE), None)
        if role in {"goal"} and node.status is not Status.DONE:
            done = [n for n in same if n.status is Status.DONE]
            open_ends = [n for n in same if n.status is not Status.DONE]
            if done and not open_ends and done[-1] is not self.nodes[-1] and report.status == "planned":
                return None
            return (open_ends or done or [None])[-1]
        return same[-1]

    def _coarser(self, node: Node) -> Node | None:
        """As in "fled Sri Lanka" and "took off from Colombo" are one departure: the finer place takes over."""
        for known in self.nodes:
            alike = (
                known.roles == node.roles and known.status is node.status and not known.place.feature.startswith("H.")
            )
            if alike and node.roles != {"via"} and contains(known.place, node.place) and _near_in_time(known, node):
                known.place = node.place
                return known
        return None

    def _where(self, report: Reported, new: list[Node], matched: list["Node | None"]) -> int:
        first = next((k for k, m in enumerate(matched) if m is not None), None)
        if first is not None:
            known = matched[first]
            assert known is not None
            return self.nodes.index(known)
        between = self._between(report)
        if between is not None:
            return between
        dated = next((n for n in new if n.when is not None), None)
        if dated is None and self.soft is not None and self.soft[0] == report.sentence:
            at = self._by_date(Node(new[0].place, new[0].status, self.soft[1]))
            if at is not None:
                return at
        if dated is not None:
            at = self._by_date(dated)
            if at is not None:
                return at
        passed = (
            report.frame in {"pass", "go"} and all(n.roles == {"via"} for n in new) and new[0].status is Status.DONE
        )
        if passed and not report.onward and not report.order and self.cursor in self.nodes and len(self.nodes) > 1:
            at = self.nodes.index(self.cursor)
            if at > 0 and self.cursor.roles == {"reached"} and self.cursor.reports[-1].sentence < report.sentence:
                if self.cursor.when is not None or report.sentence == self.cursor.reports[-1].sentence + 1:
                    return at
        came_from = report.frame in {"go", "arrive", "return"} and all(n.roles <= {"origin", "via"} for n in new)
        came_from = came_from and new[0].roles == {"origin"}
        if came_from and new[0].status is Status.DONE and not report.pluperfect and self.cursor in self.nodes:
            if self.cursor.roles & {"reached", "there"} and not report.onward:
                for node in new:
                    node.tied = True
                return self.nodes.index(self.cursor)
        if new[0].roles == {"origin"} and new[0].status is Status.PLANNED:
            if not any(n.status is Status.DONE for n in self.nodes):
                return 0
        cursor = self.cursor
        if report.status == "ongoing" and new[0].roles == {"origin"} and cursor is not None and cursor in self.nodes:
            if cursor.status is Status.DONE and cursor.roles & {"reached", "there"}:
                return self._before_story(report)
        if cursor is not None and cursor in self.nodes and cursor.status is Status.DONE and new[0].roles != {"origin"}:
            told = cursor.reports[-1]
            if (
                told.sentence == report.sentence
                and report.pluperfect
                and not report.told_pluperfect
                and not report.order
            ):
                return self.nodes.index(cursor) + 1
        left_only = (
            report.frame in {"depart", "board"} and new[0].roles == {"origin"} and len(new) == 1 and not report.onward
        )
        if cursor is not None and cursor in self.nodes and report.order == "before" and new[0].roles != {"origin"}:
            if cursor.reports[-1].sentence == report.sentence and cursor.reports[-1].order == "before":
                return self.nodes.index(cursor) + 1
        if report.order in {"before", "earlier"} or (new[0].status is Status.DONE and (report.pluperfect or left_only)):
            return self._before_story(report)
        if new[0].status is Status.DONE:
            same = self.cursor is not None and self.cursor.reports[-1].sentence == report.sentence
            if self.cursor in self.nodes and self.cursor.status is Status.DONE and (same or not report.onward):
                told = self.cursor.reports[-1]
                if told.sentence == report.sentence and (told.pluperfect or told.order == "before"):
                    return 1 + max(
                        i for i, n in enumerate(self.nodes) if told.sentence in {r.sentence for r in n.reports}
                    )
                return self.nodes.index(self.cursor) + 1
            return self._after_done()
        cursor = self.cursor
        if new[0].status is Status.PLANNED:
            same = cursor is not None and cursor.reports[-1].sentence == report.sentence
            if cursor is not None and cursor in self.nodes and same and cursor.status is Status.PLANNED:
                return self.nodes.index(cursor) + 1
            return len(self.nodes)
        if cursor is not None and cursor in self.nodes and cursor.status is new[0].status:
            if cursor.reports[-1].sentence == report.sentence:
                return self.nodes.index(cursor) + 1
        return self._after_done()

    def _between(self, report: Reported) -> int | None:
        """Where a stop belongs that is told as part of a longer movement: before that movement's end."""
        cursor = self.cursor
        if cursor is None or cursor not in self.nodes or report.frame not in {"stop", "pass", "visit", "go", "halt"}:
            return None
        at = self.nodes.index(cursor)
        told = cursor.reports[-1]
        same = told.sentence == report.sentence
        summary = told.trigger in lexicon().trips and len(told.points) > 1 and report.sentence == told.sentence + 1
        if summary and report.frame == "stop" and report.status == "done" and not report.onward:
            return at if cursor.roles & {"reached"} else None
        if report.order == "during" and (same or report.of_trip):
            if told.order == "during":
                return at + 1
            return at if cursor.roles & {"reached", "goal"} and len(told.points) > 1 else None
        planned = report.status in {"planned", "scheduled"} and report.frame in {"stop", "pass"} and not report.onward
        if planned and self.nodes[-1].assumed and "goal" in self.nodes[-1].roles:
            return len(self.nodes) - 1
        if planned and cursor is self.nodes[-1] and cursor.status is Status.PLANNED and len(told.points) > 1:
            return at if cursor.roles & {"reached", "goal"} and told.frame != "stop" else None
        return None

    def _before_story(self, report: Reported) -> int:
        if (
            self.flashback is not None
            and self.flashback in self.nodes
            and report.pluperfect
            and report.order not in {"before", "earlier"}
        ):
            at = self.nodes.index(
                self.flashback if self.cursor not in self.nodes or self.cursor is None else self.cursor
            )
            if report.frame == "depart" and all(p.role == "origin" for p in report.points):
                while at > 0 and self.nodes[at - 1].reports[0].pluperfect:
                    at -= 1
                return at
            return at + 1
        cursor = self.cursor
        if cursor is None or cursor not in self.nodes or cursor.status is not Status.DONE:
            done = [n for n in self.nodes if n.status is Status.DONE]
            cursor = done[-1] if done else None
        if cursor is not None:
            at = self.nodes.index(cursor)
            number = cursor.reports[0].sentence
            while at > 0 and any(r.sentence == number for r in self.nodes[at - 1].reports):
                at -= 1
            halfway = report.frame in {"stop", "pass", "halt", "meet"} and report.order not in {"before", "earlier"}
            if halfway and self.nodes[at].roles == {"origin"}:
                return at + 1
            return at if self.nodes[at].status is Status.DONE else self._after_done()
        return 0

    def _after_done(self) -> int:
        last = max((i for i, n in enumerate(self.nodes) if n.status is Status.DONE), default=-1)
        return last + 1

    def _by_date(self, node: Node) -> int | None:
        """Where a dated stop belongs among dated ones, or None where they say nothing."""
        assert node.when is not None
        at: int | None = None
        for i, other in enumerate(self.nodes):
            start = other.when.start if other.when is not None else other.anchor
            if start is None:
                continue
            if start > node.when.end:
                if at is None:
                    at = i if node.status is Status.DONE or other.status is not Status.DONE else None
                break
        if at is not None:
            first = self.nodes[at].reports[:1]
            while at > 0 and self.nodes[at - 1].when is None and self.nodes[at - 1].reports[:1] == first:
                at -= 1
            while at > 0 and self.nodes[at - 1].tied:
                at -= 1
            return at
        if any(n.when is not None and n.when.end < node.when.start for n in self.nodes):
            return self._after_done() if node.status is Status.DONE else len(self.nodes)
        return None

    def _merge(self, known: Node, node: Node) -> None:
        report = node.reports[0]
        if node.status is Status.DENIED and known.status is not Status.DENIED:
            known.against.append(report)
            known.status = Status.DENIED if known.status in {Status.PLANNED, Status.RUMOURED} else known.status
        elif known.status is Status.DENIED and node.status is not Status.DENIED:
            known.against.extend(known.reports)
            known.status = node.status if node.status is Status.DONE else known.status
        elif _RANK[node.status] < _RANK[known.status]:
            known.status = node.status
        if known.roles == {"origin"} and node.roles != {"origin"} and node.when is not None:
            known.when, known.words = node.when, node.words
        known.roles |= node.roles
        known.assumed = known.assumed and node.assumed
        if report not in known.reports:
            known.reports.append(report)
        surer = known.when is None or (known.guessed and not node.guessed)
        if node.when is not None and (surer or (not node.guessed and known.when and _finer(node.when, known.when))):
            known.when, known.words, known.guessed = node.when, node.words, node.guessed
        known.words = known.words or node.words
        known.mode_in = node.mode_in if known.mode_in is Mode.UNKNOWN else known.mode_in
        known.mode_out = node.mode_out if known.mode_out is Mode.UNKNOWN else known.mode_out

    # the whole ----------------------------------------------------------------------------------------------
    def finish(self) -> list[Node]:
        """Settle what only the whole can settle: goals that were reached, countries that a finer stop replaces."""
        self._settle_goals()
        self._refine_areas()
        return self.nodes

    def _settle_goals(self) -> None:
        for k, node in enumerate(self.nodes):
            if not node.assumed or node.status is not Status.PLANNED:
                continue
            later = self.nodes[k + 1 :]
            if any(
                n.status is Status.DONE and n.reports[0].trigger in _CONTINUING and "origin" not in n.roles
                for n in later
            ):
                node.status = Status.DONE

    def _refine_areas(self) -> None:
        kept: list[Node] = []
        for k, node in enumerate(self.nodes):
            finer = self._finer_stop(k, node)
            if finer is None:
                kept.append(node)
                continue
            if finer.when is None and node.when is not None:
                finer.when, finer.words = node.when, node.words
            finer.reports.extend(r for r in node.reports if r not in finer.reports)
            finer.mode_in = node.mode_in if finer.mode_in is Mode.UNKNOWN else finer.mode_in
            finer.mode_out = node.mode_out if finer.mode_out is Mode.UNKNOWN else finer.mode_out
        self.nodes = kept

    def _finer_stop(self, k: int, node: Node) -> Node | None:
        if not node.place.is_area:
            return None

        def fits(other: Node) -> bool:
            return (
                contains(node.place, other.place)
                and other.place.feature_class != "H"
                and _RANK[other.status] <= _RANK[node.status]
                and _near_in_time(other, node)
            )

        first = k
        while first > 0 and fits(self.nodes[first - 1]):
            first -= 1
        if first < k:
            return self.nodes[first]
        return next((n for n in self.nodes[k + 1 : k + 3] if fits(n)), None)


def _dates_agree(a: Node, b: Node) -> bool:
    if a.when is None or b.when is None or a.guessed or b.guessed:
        return True
    return a.when.start <= b.when.end + timedelta(hours=12) and b.when.start <= a.when.end + timedelta(hours=12)


def _one_visit(known: Node, node: Node) -> bool:
    """Tell whether two dates can belong to one stay: arriving first, leaving later."""
    if _dates_agree(known, node):
        return True
    if known.when is None or node.when is None:
        return True
    if node.roles == {"origin"} and known.roles != {"origin"}:
        return node.when.start >= known.when.start
    return known.roles == {"origin"} and node.roles != {"origin"} and known.when.start >= node.when.start


def _near_in_time(a: Node, b: Node) -> bool:
    if a.when is None or b.when is None:
        return True
    return abs(a.when.start - b.when.start) <= timedelta(days=2)


def _finer(a: When, b: When) -> bool:
    return (a.end - a.start) < (b.end - b.start)


def place_of(resolution: Resolution | None) -> Place | None:
    """The resolved place, or None."""
    return resolution.resolved if resolution is not None else None
