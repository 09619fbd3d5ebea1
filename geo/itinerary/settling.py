"""What only the whole journey settles: stops told twice, goals that were reached, countries with a finer stop."""

from geo.itinerary.containment import contains
from geo.itinerary.node import Node, finer, near_in_time, one_visit
from geo.vocabulary import Mode, Status

__all__ = ["merge", "settled"]

_CONTINUING = frozenset("continue proceed go move push press carry fly sail travel drive return".split())
_RANK = {Status.DONE: 0, Status.PLANNED: 1, Status.RUMOURED: 2, Status.DENIED: 3}


def settled(nodes: list[Node]) -> list[Node]:
    """Settle goals and areas, and put what is done before what is planned, rumoured and denied."""
    _settle_goals(nodes)
    ordered = sorted(_without_areas(nodes), key=lambda n: _RANK[n.status])
    return _without_repeats(ordered)


def _without_repeats(nodes: list[Node]) -> list[Node]:
    """One stop for a place that is told twice in a row with one status."""
    kept: list[Node] = []
    for node in nodes:
        last = kept[-1] if kept else None
        left = last is not None and "origin" in last.roles and "reached" in node.roles
        left = left or (last is not None and not one_visit(last, node))
        if last is None or left or last.place.id != node.place.id or last.status is not node.status:
            kept.append(node)
            continue
        last.reports.extend(r for r in node.reports if r not in last.reports)
        last.against.extend(node.against)
        if last.when is None:
            last.when, last.words = node.when, node.words
        last.mode_out = node.mode_out if node.mode_out is not Mode.UNKNOWN else last.mode_out
    return kept


def _settle_goals(nodes: list[Node]) -> None:
    """A goal set out for was reached where the journey goes on behind it."""
    for k, node in enumerate(nodes):
        if not node.assumed or node.hoped or node.status is not Status.PLANNED:
            continue
        later = nodes[k + 1 :]
        if any(
            n.status is Status.DONE and n.reports[0].trigger in _CONTINUING and "origin" not in n.roles for n in later
        ):
            node.status = Status.DONE


def _without_areas(nodes: list[Node]) -> list[Node]:
    """Let a finer stop stand for its country, and take over its date."""
    kept: list[Node] = []
    for k, node in enumerate(nodes):
        finer = _finer_stop(nodes, k)
        if finer is None:
            kept.append(node)
            continue
        if finer.when is None and node.when is not None:
            finer.when, finer.words = node.when, node.words
        finer.reports.extend(r for r in node.reports if r not in finer.reports)
        finer.mode_in = node.mode_in if finer.mode_in is Mode.UNKNOWN else finer.mode_in
        finer.mode_out = node.mode_out if finer.mode_out is Mode.UNKNOWN else finer.mode_out
    return kept


def _finer_stop(nodes: list[Node], k: int) -> Node | None:
    node = nodes[k]
    if not node.place.is_area or node.place.feature in {"H.CNL", "H.STRT"}:
        return None

    def fits(other: Node) -> bool:
        return (
            contains(node.place, other.place)
            and other.place.feature_class != "H"
            and _RANK[other.status] <= _RANK[node.status]
            and near_in_time(other, node)
        )

    before = nodes[k - 1] if k else None
    leaves = node.roles == {"origin"} and before is not None and before.status is Status.DONE
    if before is not None and leaves and contains(node.place, before.place) and before.place.feature_class != "H":
        return before  # "came ashore in Honiara … will be flown home from Solomon Islands"
    first = k
    for at in range(k - 1, -1, -1):
        if fits(nodes[at]):
            first = at
        elif nodes[at].status not in {Status.RUMOURED, Status.DENIED}:
            break
    if first < k:
        return nodes[first]
    return next((n for n in nodes[k + 1 :] if fits(n)), None)


def merge(known: Node, node: Node) -> None:
    """Add what a further report says of a known stop: the surest status, the finest date, both sides."""
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
    if node.when is not None and (surer or (not node.guessed and known.when and finer(node.when, known.when))):
        known.when, known.words, known.guessed = node.when, node.words, node.guessed
    known.words = known.words or node.words
    known.mode_in = node.mode_in if known.mode_in is Mode.UNKNOWN else known.mode_in
    known.mode_out = node.mode_out if known.mode_out is Mode.UNKNOWN else known.mode_out
