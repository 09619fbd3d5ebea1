"""Which known stop a report restates: the same place on one visit, or the coarser word for it."""

from geo.coords import geodesic_km
from geo.itinerary.containment import contains, qualifies
from geo.itinerary.journey import When
from geo.itinerary.movement import Reported
from geo.itinerary.node import Node, near_in_time, one_visit
from geo.vocabulary import Status

__all__ = ["KnownStops"]

_ONE_PORT_KM = 80.0


def _visited_land(known: Node, node: Node) -> bool:
    """As in "a tour that will take him to Ghana … will be in Accra": the land that a tour names is that town."""
    ahead = known.status is node.status is Status.PLANNED and known.place.is_country
    named = [p.place.resolved for p in known.reports[0].points if p.place is not None]
    toured = sum(p is not None and p.is_country for p in named) > 1
    return (
        ahead
        and toured
        and len(known.reports) == 1
        and "origin" not in known.roles | node.roles
        and not node.place.is_country
    )


class KnownStops:
    """The stops in travel order, and the pointers that telling moves along them."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.cursor: Node | None = None
        self.flashback: Node | None = None
        self.soft: tuple[int, When] | None = None

    def keep_in_order(self, matched: list["Node | None"]) -> None:
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

    def set_later(self, new: list[Node], matched: list["Node | None"]) -> None:
        """As in "was in C until last week. He left A on 11 July … and flew to C on 18 July": C moves behind A."""
        for node, known in zip(new, matched, strict=True):
            if known is None or known.when is not None or node.when is None or node.status is not known.status:
                continue
            start = node.when.start
            before = [n for n in self.nodes if n.when is not None and n.when.end < start and n.status is node.status]
            if before and self.nodes.index(before[-1]) > self.nodes.index(known):
                self.nodes.remove(known)
                at = self.nodes.index(before[-1]) + 1
                told = before[-1].reports[-1].sentence
                while (
                    at < len(self.nodes) and self.nodes[at].when is None and self.nodes[at].reports[0].sentence == told
                ):
                    at += 1
                self.nodes.insert(at, known)

    def match(self, node: Node, report: Reported, new: list[Node], k: int) -> Node | None:
        """Find the stop that this one restates, or None when it is a visit of its own."""
        if report.frame in {"meet", "stop", "visit"} and node.status is Status.PLANNED and not report.returning:
            done = [n for n in self.nodes if n.status is Status.DONE]
            if done and done[-1].place.id == node.place.id and self.nodes[-1] is done[-1]:
                return done[-1]  # "landed in Beirut on Sunday … is to say Mass there on Tuesday": one stay
        same = [n for n in self.nodes if n.place.id == node.place.id and one_visit(n, node)]
        if not same:
            return self._coarser(node)
        role = next(iter(node.roles))
        later = [n.when for n in new[k + 1 :] if n.when is not None]
        if role == "origin" and later:
            same = [n for n in same if n.when is None or n.roles == {"origin"} or n.when.start <= later[0].end]
            if not same:
                return None
        if role == "reached" and k == 0 and not report.pluperfect and not report.order:
            left = [n for n in same if n.roles == {"origin"} and n.status is Status.DONE and node.status is Status.DONE]
            earlier = [n for n in left if n.when and node.when and node.when.end < n.when.start]
            if left and len(left) == len(same) and not earlier and left[-1] is not self.nodes[-1]:
                return None
        if node.status is Status.PLANNED and role != "origin" and self._is_left(same):
            return None  # "flew from Helsinki to Kyiv … is expected in Helsinki on Wednesday"
        if report.returning and role in {"reached", "goal"}:
            after = [n for n in same if n is self.nodes[-1]] if self.nodes else []
            planned = [n for n in same if n.status is not Status.DONE and n.reports[0].returning]
            known = planned or (after if after and after[0] is not self.cursor else [])
            return known[-1] if known else None
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
            known = open_ends or done
            return known[-1] if known else None
        return same[-1]

    def _is_left(self, same: list[Node]) -> bool:
        """Whether a place is only one that the journey has left, with stops since."""
        since = any(n.status is Status.DONE for n in self.nodes[self.nodes.index(same[-1]) + 1 :])
        return since and all(n.roles == {"origin"} and n.status is Status.DONE for n in same)

    def _coarser(self, node: Node) -> Node | None:
        """As in "fled Sri Lanka" and "took off from Colombo" are one departure: the finer place takes over."""
        for known, nxt in zip(self.nodes, [*self.nodes[1:], None], strict=False):
            entered = nxt is not None and nxt.reports[0] is known.reports[0] and not nxt.place.is_area
            if entered and contains(known.place, node.place):
                continue  # "crossed into Kazakhstan at Khorgos": the next town there is another stop
            alike = (
                known.roles == node.roles and known.status is node.status and not known.place.feature.startswith("H.")
            )
            town = alike and known.place.feature_class == "P" and node.place.feature_class in {"S", "R"}
            rides = any(r.frame == "go" and r.vehicle is not None for r in node.reports)
            if town and qualifies(known.place, node.place) and not rides:
                return known  # but "took a shuttle to Union Station" goes somewhere else in town
            start = alike and node.roles == {"origin"} and known is self.nodes[0] and len(known.reports) == 1
            if start and geodesic_km(known.place.at, node.place.at) < _ONE_PORT_KM and node.place.feature_class != "A":
                known.place = node.place
                return known  # "a voyage from Shanghai … left its yard on Changxing Island"
            alike = alike or _visited_land(known, node)
            if alike and node.roles != {"via"} and contains(known.place, node.place) and near_in_time(known, node):
                known.place = node.place
                return known
        return None
