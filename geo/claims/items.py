"""A sentence as a row of items: words, references to places, lengths and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.tokens import Token
from geo.units import Quantity
from geo.vocabulary import Hedge, Mode

__all__ = [
    "SITES",
    "Item",
    "Located",
    "PlaceMention",
    "Ref",
    "RefKind",
    "Relation",
    "RelationKind",
    "align",
    "is_islet",
    "is_line",
    "is_spot",
    "is_wide",
    "low_at",
    "lows_from",
    "ref_at",
]


# GeoNames files them with areas
_SMALL_LAND_KM, _SMALL_LAND_PEOPLE = 100.0, 100_000
_WIDE = frozenset({"A.ADM1", "T.MTS", "T.DSRT", "T.PEN", "T.ISLS", "T.PLN", "T.UPLD"})
SITES = frozenset({"L.PRT", "L.MILB", "L.NVB", "L.CMP", "L.LCTY"})


class RefKind(StrEnum):
    """What a noun phrase refers to."""

    PLACE = "place"
    BORDER = "border"
    COAST = "coast"
    PARALLEL = "parallel"
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


@dataclass(frozen=True, slots=True)
class Located:
    """What a figure places.

    Attributes
    ----------
    first : int
        The item that the claim's words begin with.
    same : bool
        The same as the claim before.
    pronoun : str
        Named only by "it", "they" or "both".
    both : tuple of Ref or None
        Two subjects: "A and B are …".
    """

    ref: Ref | None
    first: int
    same: bool = False
    pronoun: str = ""
    both: tuple[Ref, Ref] | None = None


class RelationKind(StrEnum):
    """How many ends the words behind a figure give."""

    FROM = "from"  # one end: the figure is measured from it
    TO = "to"  # one end: the figure leads to it
    PAIR = "pair"  # both ends
    APART = "apart"  # the subject holds both ends
    AWAY = "away"  # none: the place named last
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Relation:
    """The reading of the words behind a figure.

    Attributes
    ----------
    end : int
        Index of the first item that is not part of it.
    trip, way : bool
        A noun of going ("drive") or of a built line ("railway") stood there.
    """

    kind: RelationKind
    end: int
    refs: tuple[Ref, ...] = ()
    direction: str | None = None
    mode: Mode | None = None
    mode_said: bool = False
    hedge: Hedge | None = None
    trip: bool = False
    way: bool = False


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
        if _is_road(tokens, last, resolution):
            continue
        found[first] = PlaceMention(
            first, last, mention.text, resolution.resolved, mention.kind is not MentionKind.DEMONYM
        )
    return found


def _is_road(tokens: Sequence[Token], last: int, resolution: Resolution) -> bool:
    """Tell "U.S. 79" and "Texas 71" from "Mora 60 km away": roads are numbered by countries and states."""
    place = resolution.resolved
    if place is not None and place.feature_class != "A":
        return False
    follows = last < len(tokens) and tokens[last].text.isdecimal()
    return follows and tokens[last].start - resolution.mention.end <= 1


def is_spot(ref: Ref | None) -> bool:
    """Tell whether a reference is to one town or site, which an apposition may tell more of."""
    return ref is not None and not is_wide(ref) and ref.kind in {RefKind.PLACE, RefKind.ANAPHOR}


def is_line(ref: Ref | None) -> bool:
    """Tell whether a reference is to a border, a coast or a parallel, which no figure puts anywhere."""
    lines = {RefKind.BORDER, RefKind.COAST, RefKind.PARALLEL}
    return ref is not None and (ref.kind in lines or ref.word in {"border", "coast"})


def is_wide(ref: Ref | None) -> bool:
    """Tell whether a reference is to a country, a water or a stretch of land, which a figure seldom puts anywhere."""
    place = None if ref is None else ref.place
    if place is None:
        return False
    area = place.feature_class in {"H", "L"} and place.feature not in SITES
    return area or place.is_country or place.feature in _WIDE


def is_islet(place: Place) -> bool:
    """Tell a land as small as Pitcairn, Nauru or Malta, which is spoken of as an island or a town is."""
    narrow = place.bbox is not None and place.bbox.diagonal_km < _SMALL_LAND_KM
    return place.is_country and (narrow or 0 < place.population < _SMALL_LAND_PEOPLE)


def low_at(items: Sequence[Item], at: int) -> str:
    """Return the word at an index in lower case; empty outside the row and for anything but a word."""
    return items[at].low if 0 <= at < len(items) else ""


def ref_at(items: Sequence[Item], at: int) -> Ref | None:
    """Return the reference at an index, or None."""
    return items[at].ref if 0 <= at < len(items) else None


def lows_from(items: Sequence[Item], at: int, count: int = 6) -> list[str]:
    """Return the words from an index up to the first item that is none."""
    lows: list[str] = []
    for item in items[at : at + count]:
        if not item.low:
            break
        lows.append(item.low)
    return lows
