"""Ends for the figures that the grammar leaves without, and other ends where those it reads are unlikely.

The grammar reads first. What is learnt (``ranker.py``) then looks at every figure that may be that of a way: it adds
the ends that are likely enough, and overrules the grammar where others are likelier. It must be surer where the figure
does not fit the ends, since such a claim accuses a writer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.claims.again import Ends
from geo.claims.claim import DistanceClaim, Endpoint, EndpointKind
from geo.claims.fit import FITTING, fit_of
from geo.claims.going import mode_near
from geo.claims.items import Item, RelationKind, low_at, ref_at
from geo.claims.namings import Naming, Reading, Rows
from geo.claims.pairs import pair_before
from geo.claims.ranker import Choice, choose, ways_of, weights
from geo.claims.sentence import SentenceReader
from geo.claims.subject import is_unknown_name
from geo.claims.times import is_off_schedule, is_rate, speaks_of_going

__all__ = ["Text", "may_be_way", "supplement"]

# how likely ends must be that the figure fits, that it does not fit, and others than those that the grammar reads
_LIKELY, _SURE = 0.37, 0.6
_LIKELIER, _MOST_LIKELY = 0.5, 0.7
_AREAS = frozenset("AHLT")
_TIED = frozenset({RelationKind.FROM, RelationKind.TO, RelationKind.PAIR})
_ABSURD = frozenset({"far under", "far over", "too slow"})
_NEARBY = 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the grammar read it.

    Attributes
    ----------
    readers : dict
        The reader of each sentence of the body.
    names : dict
        Place id to the words that named it.
    """

    rows: Rows
    readers: dict[int, SentenceReader]
    readings: list[Reading]
    names: dict[str, str]


def supplement(text: Text) -> list[Reading]:
    """Give every figure of a text the ends that are likeliest, the grammar's unless others are."""
    readings = list(text.readings)
    for k, reading in enumerate(readings):
        whole = list(_ends(reading))
        if len(whole) < 2 and may_be_way(text.rows.rows[reading.row], reading):
            readings[k] = _reconsidered(text, reading, known_around(readings, k), whole[0] if whole else None)
    return readings


def known_around(readings: Sequence[Reading], k: int) -> list[tuple[int, Endpoint, Endpoint]]:
    """List the ends of the other figures nearby: their sentence and ends."""
    near = readings[max(0, k - _NEARBY) : k + _NEARBY + 1]
    return [(r.row, *ends) for r in near if r is not readings[k] for ends in _ends(r)]


def may_be_way(row: Sequence[Item], reading: Reading) -> bool:
    """Tell whether a figure may be that of a way at all: a time needs a word of going, and is no rate."""
    figure = reading.figure
    if not figure.is_time:
        return True
    if is_rate(row, figure) or is_off_schedule(row, figure):
        return False
    apposed = low_at(row, figure.first - 1) == "," and ref_at(row, figure.first - 2) is not None
    tied = reading.relation.kind in _TIED or (reading.relation.kind is RelationKind.AWAY and apposed)
    return tied or speaks_of_going(row, figure)


def _ends(reading: Reading) -> Iterator[tuple[Endpoint, Endpoint]]:
    for claim in reading.claims:
        if claim.origin is not None and claim.destination is not None:
            yield claim.origin, claim.destination


def _reconsidered(
    text: Text,
    reading: Reading,
    known: Sequence[tuple[int, Endpoint, Endpoint]],
    read: tuple[Endpoint, Endpoint] | None,
) -> Reading:
    """Return a figure with the ends that are likely, or as it was read.

    Parameters
    ----------
    read : tuple of Endpoint or None
        Both ends, where the grammar reads them.
    """
    blank = reading._replace(claims=()) if read else reading
    ways = ways_of(text.rows, blank, known, read)
    directed = reading.relation.direction is not None
    choices = choose(ways, weights(), directed=directed)
    if not choices or choices[0].share < _least(reading, choices[0]):
        return reading
    row = text.rows.rows[reading.row]
    if read is not None and (
        choices[0].is_way(read, directed=directed) or not _is_better(row, reading, choices[0], read)
    ):
        return reading
    if _tells_of_unknown(row, reading):
        return reading
    claim = _claim(text, reading, choices[0])
    return reading if claim is None else reading._replace(claims=(claim,))


def _tells_of_unknown(row: Sequence[Item], reading: Reading) -> bool:
    """Tell whether a name that no gazetteer knows is told from, or stands right before a figure: what that places."""
    first = reading.figure.first
    before = range(max(0, first - 3), first)
    refs = (*reading.relation.refs, *(ref_at(row, k) for k in before))
    return any(k and is_unknown_name(row, k) for k in before) or any(
        ref is not None and ref.is_place and ref.place is None for ref in refs
    )


def _least(reading: Reading, best: Choice) -> float:
    """Say how likely ends must be; a bare number, and a time that no grammar takes for one of a way, must fit."""
    fit = fit_of(reading, best.start.end, best.goal.end)
    if fit in FITTING or (fit == "line" and reading.verdict == "way"):
        return _LIKELY
    return _SURE if reading.verdict == "way" and fit not in _ABSURD else 1.0


def _is_better(row: Sequence[Item], reading: Reading, best: Choice, read: tuple[Endpoint, Endpoint]) -> bool:
    """Tell whether likelier ends than those that the grammar reads are to be taken.

    Not those that leave out what the figure is told from or to, nor ones that it does not fit, unless the grammar's
    are a desert or a sea and they are most likely: where a writer is to be doubted, it is by what the words say. They
    must be as likely to be a border or a coast, whose nearness is not measured here, or to stand against a pair right
    before the figure, or from another sentence against two ends that this one names. No desert or sea stands in for a
    spot.
    """
    if _is_area(best.start.end) + _is_area(best.goal.end) > sum(map(_is_area, read)):
        return False
    tied = reading.relation.kind in _TIED and not reading.inland
    told = {ref.first for ref in reading.relation.refs} if tied else set()
    here = {n.ref.first for n in (best.start, best.goal) if n.row == reading.row and n.at >= 0}
    if told and not told & here:
        return False
    fit = fit_of(reading, best.start.end, best.goal.end)
    if fit not in FITTING | {"line"} and not any(map(_is_area, read)):
        return False
    named = {item.ref.place.id for item in row if item.ref is not None and item.ref.is_place and item.ref.place}
    whole = tied and len(here) < 2 and named >= {end.place.id for end in read}
    firm = whole or fit not in FITTING or pair_before(row, reading.figure.first) is not None
    return best.share >= (_MOST_LIKELY if firm else _LIKELIER)


def _is_area(end: Endpoint) -> bool:
    return end.kind is EndpointKind.POINT and end.place.feature_class in _AREAS


def _claim(text: Text, reading: Reading, choice: Choice) -> DistanceClaim | None:
    """Make a claim of a figure and its likeliest ends."""
    reader, relation, context = text.readers[reading.row], reading.relation, text.rows.context
    if relation.mode is None and relation.kind is RelationKind.NONE:
        mode = mode_near(reader.items, reading.figure)
        relation = replace(relation, mode=mode, mode_said=mode is not None)
    start, goal = choice.start, choice.goal
    if relation.direction is None and _is_left(text.rows, goal) and not _is_left(text.rows, start):
        start, goal = goal, start
    origin = context.endpoint(start.ref, goal.end) if start.how == "named" else start.end
    destination = context.endpoint(goal.ref, start.end) if goal.how == "named" else goal.end
    told = [n.at for n in (start, goal) if n.row == reading.row and n.at >= 0]
    first, last = min([*told, reading.figure.first]), max([*told, reading.figure.at])
    claim = reader.claim(reading.figure, relation, Ends(origin, destination, first, last + 1))
    return None if claim is None else replace(claim, likelihood=round(choice.share, 2))


def _is_left(rows: Rows, naming: Naming) -> bool:
    """Tell whether "from" stands before a naming: where one sets out, which the order of likely ends does not say."""
    return naming.at > 0 and low_at(rows.rows[naming.row], naming.at - 1) == "from"
