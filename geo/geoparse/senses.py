"""The places that a name can mean, with what the resolver computes on laid out as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import Kind
from geo.gazetteer.store import Sketch
from geo.geoparse.facts import fact_book
from geo.geoparse.lesser import nominative

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["KINDS", "NOTHING", "SenseBook", "Senses", "kind_of_place"]

KINDS = ("country", "admin1", "admin2", "settlement", "water", "relief", "region", "site", "airport")
Array = NDArray[Any]


def kind_of_place(place: Place) -> str:
    """Name the kind of a place in one of `KINDS`."""
    return KINDS[_kind(place.feature)]


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

    sketches: Sequence[Sketch]
    places: Sequence[Place]
    unit: Array
    codes: Array

    @cached_property
    def alike(self) -> Array:
        """Number the units of each level from 0 on, in the order in which they come."""
        if len(self.sketches) == 1:
            return _ALONE
        levels = []
        for level in self.codes[:3].tolist():
            numbers = {code: number for number, code in enumerate(dict.fromkeys(level))}
            levels.append([numbers[code] for code in level])
        return np.array(levels, dtype=np.intp).reshape(3, len(self.sketches))

    @cached_property
    def static(self) -> Array:
        """Lay out the evidence that holds in any document."""
        return _static(self.sketches, self.codes[3].tolist())

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
_HOW_AT, _KIND_AT = STATIC.index("main name"), STATIC.index("country")
_REST_AT = STATIC.index("capital")
_COUNTRY, _SETTLEMENT = KINDS.index("country"), KINDS.index("settlement")
_TINY = 1000


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
            kept = self._kept[key] = self._found(name, demonym)
        return kept

    def is_known(self, name: str) -> bool:
        """Tell whether something has just this name."""
        known = self.gazetteer.name_class(normalise(name))
        return known is not None and known.kinds & ~Kind.MAIN & ~Kind.DEMONYM != 0

    def _found(self, name: str, demonym: bool) -> Senses:
        if demonym:
            return self.lone(self.gazetteer.demonym(name))
        found = self.gazetteer.sketches(normalise(name))
        if not found[0] and not name.isascii():
            ended = nominative(name, fact_book(self.gazetteer))
            found = self.gazetteer.sketches(normalise(ended)) if ended else found
        return self._lay_out(*found)

    def lone(self, places: Sequence[Place]) -> Senses:
        """Take places as they are, each under its own name."""
        return self._lay_out([Sketch.of(p, "exact", self.gazetteer.prominence(p)) for p in places], places)

    def _lay_out(self, sketches: Sequence[Sketch], places: Sequence[Place]) -> Senses:
        """Turn candidates into arrays."""
        if not sketches:
            return NOTHING
        kept = self._units
        units, codes = [], []
        for lon, lat, country, admin1, admin2, feature, _, _, _ in sketches:
            x, y = radians(lon), radians(lat)
            across = cos(y)
            units.append((across * cos(x), across * sin(x), sin(y)))
            where = (country, admin1, admin2)
            codes.append((*(kept.get(where) or self._unit(where)), _kind(feature)))
        return Senses(sketches, places, np.array(units), np.array(list(zip(*codes, strict=True))))

    def _unit(self, where: tuple[str, str, str]) -> tuple[int, int, int]:
        country, admin1, admin2 = where
        division = self.number(f"{country}.{admin1}" if admin1 else "")
        county = self.number(f"{country}.{admin1}.{admin2}" if admin2 else "")
        found = self._units[where] = (self.number(country), division, county)
        return found


@cache
def _kind(feature: str) -> int:
    """Return the kind of a feature code by its place in `KINDS`."""
    letter, _, code = feature.partition(".")
    if feature.startswith("A.PCL") or feature == "A.TERR":
        return _COUNTRY
    if letter == "A":
        return KINDS.index("admin1" if code.startswith("ADM1") else "admin2")
    if code in ("AIRP", "AIRF", "AIRB"):
        return KINDS.index("airport")
    return KINDS.index({"P": "settlement", "H": "water", "T": "relief", "L": "region"}.get(letter, "site"))


@cache
def _row(feature: str, how: str, tiny: bool) -> tuple[float, ...]:
    """Return the static evidence that all places share that have a feature code and a right to their name."""
    kind, code = _kind(feature), feature.partition(".")[2]
    row = [0.0] * len(STATIC)
    row[_HOW_AT + _HOW.get(how, 0)] = row[_KIND_AT + kind] = 1.0
    row[_REST_AT] = float(code == "PPLC")
    row[_REST_AT + 1] = float(code in ("PPLA", "PPLA2"))
    row[_REST_AT + 2] = float(tiny and kind == _SETTLEMENT)
    row[_REST_AT + 4] = float(KINDS[kind] == "admin2" and code != "ADM2")
    return tuple(row)


def _static(sketches: Sequence[Sketch], kinds: Sequence[int]) -> Array:
    if not sketches:
        return np.zeros((0, len(STATIC)))
    table = np.array([_row(one.feature, one.how, one.population < _TINY) for one in sketches])
    prominence = np.log1p(np.array([one.weight for one in sketches]))
    table[:, 0] = prominence / 10.0
    table[0, 1] = 1.0
    table[:, 2] = (prominence - prominence.max()) / 10.0
    table[0, _REST_AT + 3] = kinds[0] == _COUNTRY
    return table


NOTHING = Senses((), (), np.zeros((0, 3)), np.zeros((4, 0), dtype=np.intp))
_ALONE = np.zeros((3, 1), dtype=np.intp)
