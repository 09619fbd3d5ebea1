"""What the gazetteer knows of a string of words, boiled down to what recognition needs."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.names import normalise
from geo.gazetteer.schema import Kind, NameClass

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["Fact", "FactBook", "fact_book"]

# Kinds in the order in which one speaks for a name that has several.
_LETTERS = (
    (Kind.COUNTRY, "C"), (Kind.DEMONYM, "D"), (Kind.ADMIN1, "A"), (Kind.REGION, "L"), (Kind.SETTLEMENT, "P"),
    (Kind.WATER, "H"), (Kind.ADMIN2, "B"), (Kind.RELIEF, "T"), (Kind.AIRPORT, "F"), (Kind.SITE, "S"), (Kind.OTHER, "O"),
)  # fmt: skip
# How prominent a place must be for an alternate name of it to count (see `geo.gazetteer.schema.prominence_byte`;
# 112 is some 17,000): a name of several words is hardly ever anything else, a short word often is.
_PROMINENT_SHORT, _PROMINENT_LONG, _LONG = 112, 95, 7
_BUCKET = 24


class Fact(NamedTuple):
    """What a name can mean.

    Attributes
    ----------
    best : str
        A letter for the weightiest kind (C country, D demonym, A state or province, L region, P settlement,
        H water, B county, T relief, F airport, S site), in lower case where only an alternate name says so, and a
        figure for size.
    kinds : str
        The letters of all kinds that it can mean.
    many : int
        0–3: one, a few, several, many meanings.
    """

    best: str
    kinds: str
    many: int


class FactBook(dict[str, Fact | None]):
    """Looks up strings of words and keeps what it found, up to a limit: what it keeps costs no call."""

    __slots__ = ("_class", "_limit", "_longest", "fact")

    def __init__(self, gazetteer: "Gazetteer", limit: int = 60_000) -> None:
        super().__init__()
        self._class = gazetteer.name_class
        self._limit = limit
        self._longest: dict[str, int] = {}
        # What a string of words can mean, or None when it is no known name.
        self.fact: Callable[[str], Fact | None] = self.__getitem__

    def __missing__(self, surface: str) -> Fact | None:
        if len(self) >= self._limit:
            self.clear()
        key = normalise(surface)
        known = self._class(key) if len(key) > 1 else None
        fact = self[surface] = _boil_down(known, key) if known is not None else None
        return fact

    def longest(self, word: str) -> int:
        """Count the words of the longest name that begins with a word; 0 when none does."""
        found = self._longest.get(word)
        if found is None:
            if len(self._longest) >= self._limit:
                self._longest.clear()
            known = self._class(normalise(word))
            found = self._longest[word] = known.longest if known is not None else 0
        return found


@lru_cache(maxsize=4096)
def _letters(bits: int) -> tuple[str, bool]:
    """Return the letters of a name's kinds, and whether it is the main name of any."""
    kinds = Kind(bits)
    return "".join(letter for kind, letter in _LETTERS if kinds & kind), bool(kinds & Kind.MAIN)


def _boil_down(known: NameClass, key: str) -> Fact | None:
    kinds, main = _letters(int(known.kinds))
    if not kinds:
        return None
    needed = _PROMINENT_LONG if len(key) >= _LONG else _PROMINENT_SHORT
    if not main and kinds[0] in "PSTFO" and " " not in key and known.best < needed:
        return None
    count = known.count
    many = 0 if count <= 1 else 1 if count < 4 else 2 if count < 12 else 3
    return Fact((kinds[0] if main or kinds[0] == "D" else kinds[0].lower()) + str(known.best // _BUCKET), kinds, many)


@lru_cache(maxsize=4)
def fact_book(gazetteer: "Gazetteer") -> FactBook:
    """Return the book of facts kept for a gazetteer."""
    return FactBook(gazetteer)
