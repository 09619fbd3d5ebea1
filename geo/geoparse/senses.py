"""The places that a name can mean, with what the resolver computes on laid out as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import Kind
from geo.gazetteer.store import Hit
from geo.geoparse.facts import fact_book
from geo.geoparse.lesser import nominative

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["KINDS", "SenseBook", "Senses", "kind_of_place"]

KINDS = ("country", "admin1", "admin2", "settlement", "water", "relief", "region", "site", "airport")
Array = NDArray[Any]


def kind_of_place(place: Place) -> str:
    """Name the kind of a place in one of `KINDS`."""
    return KINDS[_KIND_OF[place.feature] if place.feature in _KIND_OF else _learn_feature(place)]


@dataclass(frozen=True, eq=False)
class Senses:
    """Candidates of one name, in the gazetteer's order.

    Attributes
    ----------
    unit : array (n, 3)
        Unit vectors on the sphere.
    codes : int array (4, n)
        Numbers of the country, the admin-1 and the admin-2 unit, 0 where none is known, and of the kind in `KINDS`.
    alike : int array (3, n)
        The same units, numbered by this name's own count: what shares a number shares the unit.
    static : array (n, k)
        The features that hold in any document (see `STATIC`). Neither this nor ``alike`` is made before it is asked
        for: of most names only the position is.
    """

    hits: "Sequence[Hit]"
    places: tuple[Place, ...]
    unit: Array
    codes: Array

    @cached_property
    def alike(self) -> Array:
        """Number the units of each level from 0 on, in the order in which they come."""
        if len(self.places) == 1:
            return _ALONE
        levels = []
        for level in self.codes[:3].tolist():
            numbers = {code: number for number, code in enumerate(dict.fromkeys(level))}
            levels.append([numbers[code] for code in level])
        return np.array(levels, dtype=np.intp).reshape(3, len(self.places))

    @cached_property
    def static(self) -> Array:
        """Lay out the evidence that holds in any document."""
        return _static(self.hits, self.codes[3].tolist())

    @property
    def country(self) -> Array:
        """Numbers of the countries."""
        row: Array = self.codes[0]
        return row

    @property
    def division(self) -> Array:
        """Numbers of the admin-1 units."""
        row: Array = self.codes[1]
        return row

    @property
    def county(self) -> Array:
        """Numbers of the admin-2 units."""
        row: Array = self.codes[2]
        return row

    @property
    def kinds(self) -> Array:
        """Kinds by their place in `KINDS`."""
        row: Array = self.codes[3]
        return row


STATIC = (
    "prominence", "first", "behind", "main name", "alternate", "abbreviation", "historical", "short form", "metonym",
    *KINDS, "capital", "seat", "tiny", "first country", "small unit",
)  # fmt: skip
_HOW = {"exact": 0, "alternate": 1, "abbreviation": 2, "historical": 3, "short form": 4, "metonym": 5}
_KIND_AT = STATIC.index("country")
_REST_AT = STATIC.index("capital")
_COUNTRY, _SETTLEMENT = KINDS.index("country"), KINDS.index("settlement")
# Of each feature code that was met: its kind, and what it says in any document.
_KIND_OF: dict[str, int] = {}
_ROW_OF: dict[str, Array] = {}


class SenseBook:
    """Looks names up once and keeps their candidates, up to a limit.

    Parameters
    ----------
    limit : int
        How many names are kept; the book is emptied when it is full.
    """

    def __init__(self, gazetteer: "Gazetteer", limit: int = 20_000) -> None:
        self.gazetteer = gazetteer
        self._limit = limit
        self._kept: dict[tuple[str, bool], Senses] = {}
        self._numbers: dict[str, int] = {"": 0}
        self._units: dict[tuple[str, str, str], tuple[int, int, int]] = {}

    def number(self, code: str) -> int:
        """Return the number that stands for an administrative code."""
        return self._numbers.setdefault(code, len(self._numbers))

    def senses(self, name: str, *, demonym: bool = False) -> Senses:
        """Return the candidates of a name, or of a demonym."""
        key = (name, demonym)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= self._limit:
                self._kept.clear()
            kept = self._kept[key] = self.lay_out(self._hits(name, demonym))
        return kept

    def is_known(self, name: str) -> bool:
        """Tell whether something has just this name."""
        known = self.gazetteer.name_class(normalise(name))
        return known is not None and known.kinds & ~Kind.MAIN & ~Kind.DEMONYM != 0

    def _hits(self, name: str, demonym: bool) -> "Sequence[Hit]":
        if not demonym:
            found = self.gazetteer.hits(normalise(name))
            if found or name.isascii():
                return found
            ended = nominative(name, fact_book(self.gazetteer))
            return self.gazetteer.hits(normalise(ended)) if ended else found
        return self.lone_hits(self.gazetteer.demonym(name))

    def lone_hits(self, places: Iterable[Place]) -> "Sequence[Hit]":
        """Take places as they are, each under its own name."""
        return [Hit(place, "exact", self.gazetteer.prominence(place)) for place in places]

    def lay_out(self, hits: "Sequence[Hit]") -> Senses:
        """Turn candidates into arrays."""
        if not hits:
            return _NOTHING
        places = tuple([hit.place for hit in hits])
        points = np.radians(np.array([degrees for p in places for degrees in p.at])).reshape(-1, 2)
        lon, lat = points[:, 0], points[:, 1]
        unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        kept, kinds = self._units, _KIND_OF
        codes = []
        for p in places:
            where = (p.country, p.admin1, p.admin2)
            kind = kinds[p.feature] if p.feature in kinds else _learn_feature(p)
            codes.append((*(kept.get(where) or self._unit(where)), kind))
        return Senses(hits, places, unit, np.array(codes).T.copy())

    def _unit(self, where: tuple[str, str, str]) -> tuple[int, int, int]:
        country, admin1, admin2 = where
        division = self.number(f"{country}.{admin1}" if admin1 else "")
        county = self.number(f"{country}.{admin1}.{admin2}" if admin2 else "")
        found = self._units[where] = (self.number(country), division, county)
        return found


def _learn_feature(place: Place) -> int:
    """Lay down the kind of a feature code, and the row of static evidence that all places of it share."""
    feature = place.feature
    letter, _, code = feature.partition(".")
    if place.is_country:
        kind = "country"
    elif letter == "A":
        kind = "admin1" if code.startswith("ADM1") else "admin2"
    elif code in ("AIRP", "AIRF", "AIRB"):
        kind = "airport"
    else:
        kind = {"P": "settlement", "H": "water", "T": "relief", "L": "region"}.get(letter, "site")
    row = np.zeros(len(STATIC))
    row[_KIND_AT + KINDS.index(kind)] = 1.0
    row[_REST_AT] = code == "PPLC"
    row[_REST_AT + 1] = code in ("PPLA", "PPLA2")
    row[_REST_AT + 4] = kind == "admin2" and code != "ADM2"
    _ROW_OF[feature] = row
    _KIND_OF[feature] = KINDS.index(kind)
    return KINDS.index(kind)


def _static(hits: "Sequence[Hit]", kinds: Sequence[int]) -> Array:
    if not hits:
        return np.zeros((0, len(STATIC)))
    table = np.array([_ROW_OF[hit.place.feature] for hit in hits])
    prominence = np.log1p(np.array([hit.weight for hit in hits]))
    table[:, 0] = prominence / 10.0
    table[0, 1] = 1.0
    table[:, 2] = (prominence - prominence.max()) / 10.0
    for row, hit, kind in zip(table, hits, kinds, strict=True):
        row[3 + _HOW.get(hit.how, 0)] = 1.0
        if kind == _SETTLEMENT and hit.place.population < 1000:
            row[_REST_AT + 2] = 1.0
    table[0, _REST_AT + 3] = kinds[0] == _COUNTRY
    return table


_NOTHING = Senses((), (), np.zeros((0, 3)), np.zeros((4, 0), dtype=np.intp))
_ALONE = np.zeros((3, 1), dtype=np.intp)
