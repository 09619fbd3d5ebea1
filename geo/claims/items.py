"""A sentence as a row of items: words, references to places, lengths and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.tokens import Token
from geo.units import Quantity

__all__ = ["Item", "PlaceMention", "Ref", "RefKind", "align"]


class RefKind(StrEnum):
    """What a noun phrase refers to."""

    PLACE = "place"
    BORDER = "border"
    COAST = "coast"
    ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A resolved toponym as a half-open span of tokens."""

    first: int
    last: int
    text: str
    place: Place | None
    is_name: bool


@dataclass(frozen=True, slots=True)
class Ref:
    """A noun phrase that means a place, a border, a coast, or something named before.

    Attributes
    ----------
    first, last : int
        Half-open span of tokens.
    name : str
        The head's words, for messages.
    place, neighbour : Place or None
        Whose border or coast; None with ``kind`` PLACE means that the name could not be resolved.
    word : str
        The noun of an anaphor: city, capital, border; "there".
    near : bool
        Pointed at with "this": where the reporter stands.
    owner : Place or None
        The settlement in "Antananarivo's port, Toamasina": spoken of as well.
    """

    kind: RefKind
    first: int
    last: int
    name: str
    place: Place | None = None
    neighbour: Place | None = None
    word: str = ""
    near: bool = False
    owner: Place | None = None

    @property
    def is_place(self) -> bool:
        """Whether it names a place outright."""
        return self.kind is RefKind.PLACE


@dataclass(frozen=True, slots=True)
class Item:
    """One word, reference, length or time; ``low`` is the word in lower case, empty for the others."""

    first: int
    last: int
    low: str = ""
    text: str = ""
    ref: Ref | None = None
    length: Quantity | None = None
    time: Quantity | None = None


def align(tokens: Sequence[Token], resolutions: Sequence[Resolution]) -> dict[int, PlaceMention]:
    """Lay mentions on tokens: index of the first token to the mention."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    found: dict[int, PlaceMention] = {}
    for resolution in resolutions:
        mention = resolution.mention
        first, last = starts.get(mention.start), ends.get(mention.end)
        if first is None:
            first = next((i for i, t in enumerate(tokens) if t.end > mention.start), None)
        if first is None:
            continue
        if last is None or last <= first:
            last = next((i for i, t in enumerate(tokens) if t.end >= mention.end), first) + 1
        if last < len(tokens) and tokens[last].text.isdecimal() and tokens[last].start - mention.end <= 1:
            continue  # "U.S. 79" is a road
        found[first] = PlaceMention(
            first, last, mention.text, resolution.resolved, mention.kind is not MentionKind.DEMONYM
        )
    return found
