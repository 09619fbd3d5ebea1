"""Where a reported stop belongs among those known: dated, told back, told on.

The rules stand in `Order._where` in the order in which they are asked.
"""

from geo.itinerary.flashbacks import Flashbacks
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Reported
from geo.itinerary.node import Node
from geo.vocabulary import Status

__all__ = ["Order"]

_PART_OF_LONGER = frozenset({"stop", "pass", "visit", "go", "halt", "meet"})


class Order(Flashbacks):
    """Finds the place of new stops among those known."""

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

    def _where(self, report: Reported, new: list[Node], matched: list["Node | None"]) -> int:
        """Find where new stops go: the first rule that has an answer gives it."""
        known = next((m for m in matched if m is not None), None)
        if known is not None:
            return self.nodes.index(known)
        for rule in (
            self._opens_the_trip,
            self._between,
            self._by_its_date,
            self._passed_on_the_way,
            self._came_from,
            self._planned_start,
            self._under_way,
            self._set_out_again,
            self._told_in_one_breath,
            self._before_its_day,
            self._in_the_flashback,
            self._told_back,
            self._told_on,
        ):
            at = rule(report, new)
            if at is not None:
                return at
        return self._after_done()

    def _opens_the_trip(self, report: Reported, new: list[Node]) -> int | None:
        """As in "The trip began with a flight to B": the start, wherever it is told."""
        begins = report.of_trip and report.trigger in {"begin", "start"} and new[0].status is Status.DONE
        done = any(n.status is Status.DONE for n in self.nodes)
        return 0 if begins and done and not report.order else None

    def _by_its_date(self, report: Reported, new: list[Node]) -> int | None:
        dated = next((n for n in new if n.when is not None), None)
        if dated is not None:
            return self._by_date(dated)
        if self.soft is not None and self.soft[0] == report.sentence:
            return self._by_date(Node(new[0].place, new[0].status, self.soft[1]))
        return None

    def _passed_on_the_way(self, report: Reported, new: list[Node]) -> int | None:
        """As in "reached B. They passed through C": what was passed lies before where they got."""
        here = self._here
        passed = report.frame in {"pass", "go"} and all(n.roles == {"via"} for n in new)
        if here is None or not passed or new[0].status is not Status.DONE or report.onward or report.order:
            return None
        at, told = self.nodes.index(here), here.reports[-1].sentence
        close = here.when is not None or report.sentence == told + 1
        return at if at > 0 and here.roles == {"reached"} and told < report.sentence and close else None

    def _came_from(self, report: Reported, new: list[Node]) -> int | None:
        """As in "landed in B. He had come from A": where an arrival came from stands right before it."""
        here = self._here
        comes = report.frame in {"go", "arrive", "return"} and new[0].roles == {"origin"}
        comes = comes and all(n.roles <= {"origin", "via"} for n in new)
        told_apart = report.pluperfect or report.onward or bool(report.order)
        if here is None or not comes or new[0].status is not Status.DONE or told_apart:
            return None
        if not here.roles & {"reached", "there"}:
            return None
        for node in new:
            node.tied = True
        return self.nodes.index(here)

    def _planned_start(self, report: Reported, new: list[Node]) -> int | None:
        starts = new[0].roles == {"origin"} and new[0].status is Status.PLANNED
        return 0 if starts and not any(n.status is Status.DONE for n in self.nodes) else None

    def _under_way(self, report: Reported, new: list[Node]) -> int | None:
        """As in "derailed near C. It was heading from A to B": the start lies before what happened on the way."""
        here = self._here
        if report.status != "ongoing" or new[0].roles != {"origin"} or here is None:
            return None
        happened = here.status is Status.DONE and bool(here.roles & {"reached", "there"})
        return self._before_story(report) if happened else None

    def _told_back(self, report: Reported, new: list[Node]) -> int | None:
        """What "had left", "after leaving" or a bare "left A" tells lies before the story so far."""
        if report.order == "before" and new[0].status is Status.PLANNED and self.nodes:
            return len(self.nodes)
        here = self._here
        told_by_trip = report.cargo_of is not None and report.cargo_of.head in lexicon().trips
        if told_by_trip and here is not None and here.roles == {"origin"} and self._same_breath(report):
            return self.nodes.index(here) + 1
        if report.order in {"before", "earlier"}:
            return self._before_story(report)
        left = report.frame in {"depart", "board"} and new[0].roles == {"origin"} and len(new) == 1
        sailed = report.frame in {"go", "carry"} and new[0].roles == {"origin"} and len(new) == 1
        sailed = sailed and len(self.nodes) > 1 and self.nodes[0].roles != {"origin"}
        back = report.pluperfect or ((left or sailed) and not report.onward)
        return self._before_story(report) if back and new[0].status is Status.DONE else None

    def _told_on(self, report: Reported, new: list[Node]) -> int | None:
        """The story goes on from the stop told last."""
        here, same, status = self._here, self._same_breath(report), new[0].status
        if status is Status.DONE:
            return self._done_on(report, here, new) if here is not None and (same or not report.onward) else None
        if here is not None and same and here.status is status:
            return self.nodes.index(here) + 1
        if (
            here is not None
            and new[0].assumed
            and here.status is Status.DONE
            and self._retold(self.nodes.index(here) + 1, report)
        ):
            return self.nodes.index(here) + 1
        return len(self.nodes) if status is Status.PLANNED else None

    def _set_out_again(self, report: Reported, new: list[Node]) -> int | None:
        """As in "was arrested in D. He left A for B and lived in C": what follows a departure lies before the lead."""
        here, first = self._here, new[0]
        goal = here is not None and here.assumed and "goal" in here.roles
        if here is None or not goal or first.status is not Status.DONE or first.roles == {"origin"} or report.order:
            return None
        told = here.reports[-1]
        starts = [i for i, n in enumerate(self.nodes) if n.status is Status.DONE and told in n.reports]
        starts = starts or [self.nodes.index(here)]
        later = [n for n in self.nodes[starts[-1] + 1 :] if n.status is Status.DONE] if starts else []
        return starts[-1] + 1 if later and all(n.reports[0].sentence < told.sentence for n in later) else None

    def _done_on(self, report: Reported, here: Node, new: list[Node]) -> int | None:
        if here.status is not Status.DONE:
            return None
        told = here.reports[-1]
        if self._starts_elsewhere(report, here, new):
            return self.nodes.index(here)
        if self._ends_the_story(here) and told.sentence < report.sentence and not report.onward and not report.order:
            return self.nodes.index(here)
        if told.sentence == report.sentence and (told.pluperfect or told.order == "before"):
            return 1 + max(i for i, n in enumerate(self.nodes) if told.sentence in {r.sentence for r in n.reports})
        return self.nodes.index(here) + 1

    def _retold(self, at: int, report: Reported) -> bool:
        """Whether the story is being told from its start again, behind a lead that gave its end away."""
        here = self._here
        later = [n for n in self.nodes[at:] if n.status is Status.DONE]
        now = "present" in "".join(report.because[1:2])
        if here is None or not later or now or self.nodes.index(here) + 1 != at:
            return False
        return all(n.reports[0].sentence < here.reports[-1].sentence for n in later)

    @staticmethod
    def _starts_elsewhere(report: Reported, here: Node, new: list[Node]) -> bool:
        """As in "reached C on Sunday. From A she flew to B": the way to C is told after C."""
        told = here.reports[-1]
        lead = here.roles == {"reached"} and told.sentence < report.sentence and len(here.reports) == 1
        moves = len(new) > 1 and new[0].roles == {"origin"} and new[0].place.id != here.place.id
        return lead and moves and not report.onward and not report.order and not report.returning

    @staticmethod
    def _ends_the_story(here: Node) -> bool:
        """As in "has come home to C. It spent the winter in A": what the perfect tells is where it is by now."""
        first = here.reports[0]
        return len(here.reports) == 1 and first.sentence == 0 and "finite perfect" in first.because[1:2]

    def _before_goal(self, report: Reported, cursor: Node, new: list[Node]) -> bool:
        """As in "set off for D … to halt at B before reaching C": what is told on still lies before D."""
        goal = self.nodes[-1]
        last = goal.assumed and "goal" in goal.roles and self.nodes.index(cursor) == len(self.nodes) - 2
        planned = cursor.status is Status.PLANNED and new[0].status is Status.PLANNED
        return last and planned and self._same_breath(report)

    def _between(self, report: Reported, new: list[Node]) -> int | None:
        """Where a stop belongs that is told as part of a longer movement: before that movement's end."""
        cursor = self.cursor
        if cursor is None or cursor not in self.nodes:
            return None
        if self._before_goal(report, cursor, new):
            return self.nodes.index(cursor) + 1
        if report.frame not in _PART_OF_LONGER:
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
            longer = len(told.points) > 1 or told.trigger == "way" or (report.of_trip and self._goes_back_over(report))
            longer = longer or (told.frame in {"go", "carry"} and report.frame == "stop" and same)
            return at if cursor.roles & {"reached", "goal"} and longer else None
        planned = report.status in {"planned", "scheduled"} and report.frame in {"stop", "pass"} and not report.onward
        changes = report.trigger == "change" and report.status in {"planned", "scheduled"}
        vias = report.status == "planned" and all(n.roles == {"via"} for n in new) and not report.onward
        planned = (planned or changes or vias) and report.order != "before"
        called = planned and report.frame == "stop" and cursor.status is Status.DONE and new[0].when is None
        if called and (end := self._end_given_away()) is not None:
            return end  # "is expected in D … is due to call at C"
        if planned and self.nodes[-1].assumed and "goal" in self.nodes[-1].roles:
            return len(self.nodes) - 1
        if planned and cursor is self.nodes[-1] and cursor.status is Status.PLANNED and len(told.points) > 1:
            in_turn = told.frame == "stop" or (told.frame == "arrive" and same)  # "will enter at B, spend a night in C"
            return at if cursor.roles & {"reached", "goal"} and not in_turn else None
        return None

    def _goes_back_over(self, report: Reported) -> bool:
        """As in "reached D on Thursday, 106 days after they left A. Their route led through B": the way just ended."""
        here = self._here
        at = self.nodes.index(here) if here is not None else 0
        ended = here is not None and here.reports[-1].sentence < report.sentence and here.roles == {"reached"}
        return at > 0 and ended and self.nodes[at - 1].roles == {"origin"}

    def _end_given_away(self) -> int | None:
        """Where the stop stands that the first sentence says is expected."""
        told = ((i, n) for i, n in enumerate(self.nodes) if n.status is Status.PLANNED)
        return next((i for i, n in told if n.reports[0].frame == "arrive" and n.reports[0].sentence == 0), None)

    def _past_coarse(self, at: int, node: Node) -> int:
        """As in "turned back at C last month … left A on December 2": a start stands before what its month tells."""
        while node.roles == {"origin"} and at > 0:
            told = self.nodes[at - 1].when
            if told is None or node.when is None or not told.start <= node.when.start < node.when.end < told.end:
                break
            at -= 1
        return at

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
            at = self._past_coarse(at, node)
            first = self.nodes[at].reports[:1]
            while at > 0 and self.nodes[at - 1].when is None and self.nodes[at - 1].reports[:1] == first:
                at -= 1
            while at > 0 and self.nodes[at - 1].tied:
                at -= 1
            return at
        if any(n.when is not None and n.when.end < node.when.start for n in self.nodes):
            return self._after_done() if node.status is Status.DONE else len(self.nodes)
        return None
