"""Where a flashback puts its stops: what "had left", "after leaving" and "before that" tell lies before the story."""

from datetime import date

from geo.itinerary.lexicon import lexicon
from geo.itinerary.matching import KnownStops
from geo.itinerary.movement import Reported
from geo.itinerary.node import Node
from geo.vocabulary import Status

__all__ = ["Flashbacks"]


class Flashbacks(KnownStops):
    """Finds the place of stops that are told back."""

    day: tuple[int, date] | None = None  # a sentence and the day of its main movement

    @property
    def _here(self) -> Node | None:
        """The stop told last, while it still stands."""
        return self.cursor if self.cursor is not None and self.cursor in self.nodes else None

    def _same_breath(self, report: Reported) -> bool:
        return self.cursor is not None and self.cursor.reports[-1].sentence == report.sentence

    def _told_in_one_breath(self, report: Reported, new: list[Node]) -> int | None:
        """Verbs that follow each other in one flashback, one "having …" or one "after …" keep their order."""
        here = self._here
        if here is None or new[0].roles == {"origin"} or not self._same_breath(report):
            return None
        flashback = report.pluperfect and not report.told_pluperfect and not report.order
        if here.status is Status.DONE and flashback:
            return self.nodes.index(here) + 1
        last = report.order == "before" or (
            report.pluperfect and not report.order
        )  # "had landed in C after a stop at B"
        return self.nodes.index(here) + 1 if last and here.reports[-1].order == "before" else None

    def _in_the_flashback(self, report: Reported, new: list[Node]) -> int | None:
        """As in "landed in B. It had left A for D. It was over C when": where it was then lies between."""
        here, before = self._here, report.sentence - 1
        if here is None or report.trigger != "be" or report.times or new[0].status is not Status.DONE:
            return None
        told = [n for n in self.nodes if n.reports[-1].sentence == before and n.reports[-1].told_pluperfect]
        left = [n for n in told if n.roles == {"origin"} and n.status is Status.DONE]
        goes_on = here.status is not Status.DONE and here.reports[-1].sentence == before
        return self.nodes.index(left[-1]) + 1 if left and (goes_on or here in left) else None

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
            whole = at + 1 < len(self.nodes) and self.nodes[at].reports[0] is self.nodes[at + 1].reports[0]
            whole = whole and self.nodes[at].reports[0].trigger not in lexicon().trips
            halfway = halfway and not (whole and any(p.role == "reached" for p in report.points))
            if halfway and self.nodes[at].roles == {"origin"}:
                return at + 1
            return at if self.nodes[at].status is Status.DONE else self._after_done()
        return 0

    def _after_done(self) -> int:
        last = max((i for i, n in enumerate(self.nodes) if n.status is Status.DONE), default=-1)
        if last < 0 and self.nodes and self.nodes[0].roles == {"origin"}:
            return 1
        return last + 1

    def _before_its_day(self, report: Reported, new: list[Node]) -> int | None:
        """As in "On Sunday he was received in C, having come from B": B lies after what is dated before that Sunday."""
        told = self.day is not None and self.day[0] == report.sentence
        if self.day is None or not told or report.order != "before" or new[0].status is not Status.DONE:
            return None
        dated = [(i, n.when) for i, n in enumerate(self.nodes) if n.when is not None and n.status is Status.DONE]
        earlier = [i for i, when in dated if when.end.date() < self.day[1]]
        later = [i for i, when in dated if when.start.date() >= self.day[1]]
        if not earlier or any(n.when is not None for n in new):
            return None
        return later[0] if later else max(earlier[-1] + 1, self._after_done())

    def _tie(self, report: Reported, placed: list[Node]) -> None:
        """Where an arrival came from, told in the same sentence, keeps its place right before it."""
        at = self.nodes.index(placed[0])
        before = self.nodes[at - 1] if at else None
        if report.frame == "arrive" and before is not None and before.roles == {"origin"} and before.when is None:
            left = before.reports[0].frame in {"depart", "board"} and before.reports[0].told_pluperfect
            before.tied = not left and any(r.sentence == report.sentence for r in before.reports)
        passed = before is not None and before.when is None and before.reports[0].order == "before"
        if report.frame == "arrive" and before is not None and passed and before.roles <= {"via", "there"}:
            before.tied = before.reports[0].sentence == report.sentence  # "arrived after passing through C"

    def _bring_along(self, report: Reported, placed: list[Node]) -> None:
        """As in "crossed at B and reached C on 21 March": where C's date puts C, B stands before it."""
        at = self.nodes.index(placed[0])
        beside = [
            n
            for n in self.nodes[at + len(placed) :]
            if n.when is None
            and n.status is Status.DONE
            and len(n.reports) == 1
            and self._told_before(n.reports[0], report)
        ]
        if placed[0].when is None or not beside or report.order:
            return
        for node in beside:
            self.nodes.remove(node)
        self.nodes[at:at] = beside

    @staticmethod
    def _told_before(earlier: Reported, report: Reported) -> bool:
        same = earlier.sentence == report.sentence and earlier.at < report.at and not earlier.order
        return same and not earlier.pluperfect and not report.pluperfect and earlier is not report
