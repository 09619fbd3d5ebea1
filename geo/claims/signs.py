"""What speaks for a figure being the length of the way between two places: readable features, each a short name."""

import math
from collections.abc import Iterator, Sequence

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.figures import Figure
from geo.claims.fit import FITTING, bearing, fit_of
from geo.claims.items import Item, RefKind, ref_at
from geo.claims.judge import judge_direction
from geo.claims.namings import Naming, Reading, Rows
from geo.claims.phrases import load_phrases
from geo.claims.subject import is_unknown_name

__all__ = ["figure_signs", "naming_signs", "pair_signs"]

_STEPS = ((0, "0"), (1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (14, "9-14"))
_FAR, _NEAR = "15+", 3
_BREAKS = frozenset({";", ":", "“", "”", "–", "—"})
_THEY = frozenset("it its which that they there he she who we us i".split())


def _bucket(count: int) -> str:
    return next((name for most, name in _STEPS if count <= most), _FAR)


def figure_signs(rows: Rows, reading: Reading) -> Iterator[str]:
    """Say what the figure looks like, whatever its ends."""
    row, figure, relation = rows.rows[reading.row], reading.figure, reading.relation
    kind = "h" if figure.is_time else "km"
    yield f"{kind}"
    yield f"{kind} read as {reading.verdict}"
    yield f"{kind} relation {relation.kind.value}"
    yield f"{kind} size {_size(figure)}"
    for name in ("trip", "way", "mode_said"):
        if getattr(relation, name):
            yield f"{kind} {name}"
    if relation.direction:
        yield f"{kind} direction"
    yield f"{kind} written {_written(figure)}"
    if figure.quantity.attributive:
        yield f"{kind} attributive"
    before, after = _word(row, figure.first - 1), _word(row, figure.at + 1)
    yield f"{kind} behind {before}"
    yield f"{kind} behind {_word(row, figure.first - 2)} {before}"
    yield f"{kind} before {after}"
    yield f"{kind} before {after} {_word(row, figure.at + 2)}"
    yield from (f"{kind} near {word}" for word in sorted(_groups(row, figure)))
    yield f"{kind} places {min(4, len({n.end.place.id for n in rows.named[reading.row]}))}"


def _written(figure: Figure) -> str:
    """The shape of a figure: "# hours", "a day", "half an hour"."""
    words = figure.quantity.as_written.lower().split()
    return f"{words[0]} {words[-1]}" if words[0] in {"a", "an", "half", "the"} else "#"


def _size(figure: Figure) -> str:
    amount = figure.quantity.amount
    return str(min(4, max(-2, round(math.log(max(amount, 1e-3), 4)))))


def _word(row: Sequence[Item], at: int) -> str:
    """The word at an item; a reference, an amount and the sentence's ends by what they are."""
    if not 0 <= at < len(row):
        return "|"
    item = row[at]
    if item.ref is not None:
        return "PLACE" if item.ref.kind is not RefKind.ANAPHOR else f"the {item.ref.word}"
    if item.length is not None:
        return "KM"
    return "TIME" if item.time is not None else item.low


def _groups(row: Sequence[Item], figure: Figure) -> set[str]:
    """Which kinds of words stand in the figure's clause: of going, carriers, ways, sizes, weapons."""
    phrases = load_phrases()
    lows = {item.low for item in row[max(0, figure.first - 10) : figure.at + 8]} - {""}
    tables = {
        "trips": phrases.trips.keys(), "motion": phrases.motion.keys(), "carriers": phrases.carriers.keys(),
        "ways": phrases.ways.keys(), "sizes": phrases.dimensions, "ranges": phrases.range_words,
        "weapons": phrases.weapons, "schedule": phrases.off_schedule, "modals": phrases.modals,
    }  # fmt: skip
    found = {f"{name}" for name, words in tables.items() if lows & words}
    return found | {f"“{low}”" for low in lows if low.isalpha() and len(low) > 1}


def naming_signs(rows: Rows, reading: Reading, naming: Naming) -> Iterator[str]:
    """Say how a naming stands to the figure."""
    yield f"is {_kind(naming)}"
    yield f"is {_kind(naming)} {naming.how}"
    yield f"is {naming.end.place.feature}"
    if naming.end.place.id == rows.topic:
        yield "is topic"
    yield f"is named {min(3, rows.counts.get(naming.end.place.id, 0))}"
    yield from _stated(reading, naming)
    if naming.row != reading.row or naming.at < 0:
        yield from _elsewhere(rows, reading, naming)
    else:
        yield from _beside(rows.rows[reading.row], reading, naming)


def _kind(naming: Naming) -> str:
    place = naming.end.place
    if naming.end.kind is not EndpointKind.POINT:
        return naming.end.kind.value
    return "country" if place.is_country else (place.feature_class or "P")


def _stated(reading: Reading, naming: Naming) -> Iterator[str]:
    """Say whether the grammar left one end open and has this as the other."""
    for claim in reading.claims:
        if claim.origin is not None and claim.origin.is_same(naming.end):
            yield "read as origin"
        if claim.destination is not None and claim.destination.is_same(naming.end):
            yield "read as destination"
        yield "other end read" if claim.origin is None else "start read"


def _elsewhere(rows: Rows, reading: Reading, naming: Naming) -> Iterator[str]:
    if naming.at < 0:
        yield "dateline"
        return
    where = f"{min(3, reading.row - naming.row)} back" if naming.row < reading.row else "ahead"
    yield where
    points = [n for n in rows.named[naming.row] if n.end.kind is EndpointKind.POINT and not n.end.place.is_country]
    if points and points[0].at == naming.at:
        yield f"{where} first"
    if points and points[-1].at == naming.at:
        yield f"{where} last"
    row = rows.rows[naming.row]
    yield f"{where} behind {_word(row, naming.at - 1)}"
    yield f"{where} opens {naming.at <= 1}"
    here = rows.rows[reading.row]
    spoken = {item.low for item in here} & _THEY
    noun = any(item.ref is not None and item.ref.kind is RefKind.ANAPHOR for item in here)
    yield f"{where} pronoun {bool(spoken)} noun {noun}"
    yield f"{where} {_subject(here)}"
    yield f"{_subject(here)} {naming.end.place.feature}"
    yield f"{where} recency {_recency(rows, reading.row, naming)} {_subject(here)}"
    yield f"recency {_recency(rows, reading.row, naming)}"


def _subject(row: Sequence[Item]) -> str:
    """How a sentence opens: with a place, a noun that stands for one, or else."""
    for item in row[:4]:
        if item.ref is not None:
            return "opens with noun" if item.ref.kind is RefKind.ANAPHOR else "opens with place"
    words = [item.low for item in row[:4] if item.low.isalpha()]
    return f"opens with {' '.join(words[: 1 + (words[:1] == ['the'])])}"


def _recency(rows: Rows, number: int, naming: Naming) -> str:
    """How many other places are named between a naming and the sentence of the figure."""
    if naming.row > number:
        return "ahead"
    if number - naming.row > _NEAR:
        return "3"
    later = {
        n.end.place.id
        for row in rows.named[naming.row : number]
        for n in row
        if n.end.kind is EndpointKind.POINT and not n.end.place.is_country and (n.row, n.at) > (naming.row, naming.at)
    }
    return str(min(3, len(later - {naming.end.place.id})))


def _beside(row: Sequence[Item], reading: Reading, naming: Naming) -> Iterator[str]:
    figure, at = reading.figure, naming.at
    ahead = at > figure.at
    side = "after" if ahead else "before"
    low, high = (figure.at + 1, at) if ahead else (at + 1, figure.first)
    between = row[low:high]
    refs = sum(item.ref is not None for item in between)
    lows = [item.low for item in between]
    back, behind = _word(row, at - 1), _word(row, at + 1)
    yield f"{side} gap {_bucket(len(between))}"
    yield f"{side} others {min(3, refs)}"
    yield f"{side} behind {back}"
    yield f"{side} behind {_word(row, at - 2)} {back}"
    yield f"{side} then {behind}"
    yield f"{side} others {min(3, refs)} behind {back}"
    yield f"{side} {reading.relation.kind.value} others {min(3, refs)}"
    yield f"{side} {reading.relation.kind.value} behind {back}"
    if naming.how != "named":
        yield f"{side} {naming.how} others {min(2, refs)}"
        yield f"{side} the {naming.ref.word} {naming.how}"
    if len(between) <= 4:
        yield f"{side} path {' '.join(_word(row, i) for i in range(low, high))}"
    yield f"{side} commas {min(3, lows.count(','))}"
    yield from (f"{side} over {mark}" for mark in sorted(_BREAKS & set(lows)))
    if load_phrases().coordinators & set(lows):
        yield f"{side} over clause"
    if load_phrases().located & set(lows):
        yield f"{side} over verb of place"
    if load_phrases().motion.keys() & set(lows):
        yield f"{side} over verb of going"
    if {"km", "h"} & {"km" if i.length else "h" if i.time else "" for i in between}:
        yield f"{side} over figure"
    inner = next((r for k in range(at - 1, max(-1, at - 7), -1) if (r := ref_at(row, k)) is not None), None)
    if inner is not None and inner.place is not None and inner.place.country == naming.end.place.country:
        yield f"{side} {_kind(naming)} closely behind {'noun' if inner.word else inner.place.feature_class or 'P'}"
    if not any(ref_at(row, k) for k in range(at)):
        yield f"{side} first place"
    if at <= 1:
        yield f"{side} opens"
    if naming.ref in reading.relation.refs:
        yield f"operand {reading.relation.kind.value}"
    if any(is_unknown_name(row, k) for k in range(low, high)):
        yield f"{side} over unknown name"


def pair_signs(
    rows: Rows,
    reading: Reading,
    pair: tuple[Naming, Naming],
    known: Sequence[tuple[int, Endpoint, Endpoint]],
    fitting: int,
) -> Iterator[str]:
    """Say how the two ends stand to one another and to the figure.

    Parameters
    ----------
    known : sequence of (int, Endpoint, Endpoint)
        The other figures of the text whose ends are known: their sentence and ends.
    fitting : int
        How many pairs of the places around fit the figure.
    """
    start, goal = pair
    fit = fit_of(reading, start.end, goal.end)
    kind = "h" if reading.figure.is_time else "km"
    sides = f"{_side(reading, start)}>{_side(reading, goal)}"
    yield f"{kind} fit {fit}"
    yield f"{kind} fit {fit} relation {reading.relation.kind.value}"
    yield f"{kind} fit {fit} {reading.verdict}"
    if fit in FITTING:
        yield f"{kind} fit {fit} of {min(4, fitting)}"
        yield f"{kind} fitting of {min(4, fitting)} {reading.verdict}"
    else:
        yield f"{kind} fit {fit} while others {fitting > 0}"
    yield f"sides {sides}"
    yield f"sides {sides} {kind} relation {reading.relation.kind.value}"
    yield f"sides {sides} fit {fit}"
    a, b = start.end.place.country, goal.end.place.country
    yield f"one land {a == b}"
    yield f"kinds {_kind(start)} {_kind(goal)}"
    direction = reading.relation.direction
    if direction and fit != "line":
        yield f"direction {judge_direction(direction, bearing(start.end.place.at, goal.end.place.at)).value}"
    if start.row == goal.row and start.at >= 0 and goal.at >= 0:
        row = rows.rows[start.row]
        yield f"words {_word(row, start.at - 1)} A {_word(row, goal.at - 1)} B"
        yield f"apart {_bucket(abs(start.at - goal.at) - 1)} fit {fit}"
        if abs(start.at - goal.at) <= 3:
            yield f"together {kind}"
    for sign in sorted(_again(reading, pair, known)):
        yield sign
        yield f"{kind} {sign} {reading.verdict}"
        yield f"{kind} {sign} fit {fit}"


def _side(reading: Reading, naming: Naming) -> str:
    if naming.at < 0:
        return "dateline"
    if naming.row != reading.row:
        return "earlier" if naming.row < reading.row else "later"
    return "after" if naming.at > reading.figure.at else "before"


def _again(reading: Reading, pair: tuple[Naming, Naming], known: Sequence[tuple[int, Endpoint, Endpoint]]) -> set[str]:
    """Say whether other figures are told of these ends, or of one of them."""
    start, goal = pair[0].end, pair[1].end
    said: set[str] = set()
    for row, origin, destination in known:
        where = "here" if row == reading.row else "near" if abs(row - reading.row) == 1 else "far"
        if (origin.is_same(start) and destination.is_same(goal)) or (
            origin.is_same(goal) and destination.is_same(start)
        ):
            said.add(f"same way {where}")
        else:
            said.add(f"other way {where}")
            if destination.is_same(goal):
                said.add(f"same goal {where}")
            if origin.is_same(start):
                said.add(f"same start {where}")
            if destination.is_same(start):
                said.add(f"goes on {where}")
    return said
