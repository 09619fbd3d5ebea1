"""Where a text names, or may mean, the places that a figure can be measured between."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.claims.claim import DistanceClaim, Endpoint, EndpointKind
from geo.claims.context import Context
from geo.claims.figures import Figure
from geo.claims.items import Item, Ref, RefKind, Relation
from geo.claims.phrases import load_phrases
from geo.gazetteer.place import Place

__all__ = ["Naming", "Reading", "Rows", "namings_for"]

_BACK, _AHEAD = 3, 1
_SEATS = {"capital": {"P.PPLC"}, "minor capital": {"P.PPLC", "P.PPLA"}}
_MOST_MEANT = 6


class Reading(NamedTuple):
    """A figure of the text as the grammar read it.

    Attributes
    ----------
    row : int
        The sentence.
    verdict : str
        What the grammar says of the figure: a ``size``, a ``time`` that is of no trip, or ``way``.
    """

    row: int
    figure: Figure
    relation: Relation
    verdict: str
    claims: tuple[DistanceClaim, ...]

    @property
    def inland(self) -> bool:
        """Whether the words behind it say only "inland": from a coast that they do not name."""
        return any(ref.word == "coast" and ref.last - ref.first == 1 for ref in self.relation.refs)


class Naming(NamedTuple):
    """A place that may be an end of a figure, and the words that name it.

    Attributes
    ----------
    row, at : int
        The sentence and the item in it; ``at`` is -1 where the text says that it was written there.
    how : str
        ``named``; as whose the thing named is (``owner``); by a noun that stands for it (``noun``), or that may
        (``maybe``); or ``dateline``.
    """

    end: Endpoint
    row: int
    at: int
    how: str
    ref: Ref


class Rows:
    """The sentences of a text, and which places each names."""

    def __init__(self, rows: Sequence[Sequence[Item]], context: Context):
        self.rows, self.context = rows, context
        self.named: list[list[Naming]] = [list(self._named(i, row)) for i, row in enumerate(rows)]
        every = [n for row in self.named for n in row if n.how == "named"]
        self.first = next((n for n in every if not n.end.place.is_country), None)
        self.topic = self.first.end.place.id if self.first else ""
        self.counts: dict[str, int] = {}
        for naming in every:
            self.counts[naming.end.place.id] = self.counts.get(naming.end.place.id, 0) + 1
        self.at_home: Naming | None = None
        if context.dateline is not None:
            home = Ref(RefKind.PLACE, 0, 0, context.dateline.name, context.dateline)
            self.at_home = Naming(Endpoint(context.dateline), 0, -1, "dateline", home)

    def _named(self, number: int, row: Sequence[Item]) -> Iterator[Naming]:
        for at, item in enumerate(row):
            if item.ref is None:
                continue
            end = self.context.endpoint(item.ref)
            if isinstance(end, Endpoint):
                how = "noun" if item.ref.kind is RefKind.ANAPHOR else "named"
                yield Naming(end, number, at, how, item.ref)
            owner = item.ref.place if item.ref.kind is RefKind.ANAPHOR else item.ref.owner
            if owner is not None and not owner.is_country:
                yield Naming(Endpoint(owner), number, at, "owner", item.ref)


def namings_for(rows: Rows, reading: Reading) -> list[Naming]:
    """List what may be an end of a figure: what its sentence and those around it name or mean."""
    first, last = max(0, reading.row - _BACK), min(len(rows.rows), reading.row + _AHEAD + 1)
    found = [n for number in range(first, last) for n in rows.named[number] if number == reading.row or _is_apart(n)]
    found += _meant(rows, reading.row)
    found += _told(rows, reading)
    if rows.at_home is not None:
        found.append(rows.at_home)
    if rows.first is not None and rows.first.row < first:
        found.append(rows.first)
    return found


def _told(rows: Rows, reading: Reading) -> Iterator[Naming]:
    """List what the words behind a figure make of a name: "off Somalia" is off its coast."""
    at_first = {item.ref.first: at for at, item in enumerate(rows.rows[reading.row]) if item.ref is not None}
    for ref in reading.relation.refs:
        at = at_first.get(ref.first)
        if at is not None and rows.rows[reading.row][at].ref != ref:
            end = rows.context.endpoint(ref)
            if isinstance(end, Endpoint):
                yield Naming(end, reading.row, at, "named", ref)


def _is_apart(naming: Naming) -> bool:
    """Tell whether a naming stands for itself in another sentence: a town or a site by its name."""
    return (
        naming.end.kind is EndpointKind.POINT and naming.how in {"named", "owner"} and not naming.end.place.is_country
    )


def _meant(rows: Rows, number: int) -> Iterator[Naming]:
    """List what the nouns of a sentence may stand for besides what they usually do."""
    earlier = list(_lately(rows, number))
    for at, item in enumerate(rows.rows[number]):
        ref = item.ref
        if ref is None or ref.kind is not RefKind.ANAPHOR or ref.word in {"border", "coast"}:
            continue
        usual = rows.context.endpoint(ref)
        taken = usual.place.id if isinstance(usual, Endpoint) else ""
        fitting = [p for p in earlier if p.id != taken and _may_be(ref, p)]
        for place in fitting[:_MOST_MEANT]:
            yield Naming(Endpoint(place), number, at, "maybe", ref)


def _lately(rows: Rows, number: int) -> Iterator[Place]:
    """List the places named in a sentence and those before it, the last first, each once."""
    seen: set[str] = set()
    for row in reversed(rows.named[max(0, number - _BACK) : number + 1]):
        for naming in reversed(row):
            place = naming.end.place
            if _is_apart(naming) and place.id not in seen:
                seen.add(place.id)
                yield place


def _may_be(ref: Ref, place: Place) -> bool:
    if ref.word in _SEATS:
        return place.feature in _SEATS[ref.word]
    features = load_phrases().classes.get(ref.word, ("PSLT", 0, 0))[0]
    owned = ref.place is None or not ref.place.country or place.country in {"", ref.place.country}
    return owned and (not place.feature or place.feature_class in features)
