"""The places that a name can mean, with what the resolver computes on laid out as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    letter, _, code = place.feature.partition(".")
    if place.is_country:
        return "country"
    if letter == "A":
        return "admin1" if code.startswith("ADM1") else "admin2"
    if code in ("AIRP", "AIRF", "AIRB"):
        return "airport"
    return {"P": "settlement", "H": "water", "T": "relief", "L": "region"}.get(letter, "site")


@dataclass(frozen=True, slots=True)
class Senses:
    """Candidates of one name, in the gazetteer's order.

    Attributes
    ----------
    unit : array (n, 3)
        Unit vectors on the sphere.
    country, division, county : int arrays
        Numbers of the country, the admin-1 and the admin-2 unit; 0 where none is known.
    static : array (n, k)
        The features that hold in any document (see `STATIC`).
    """

    places: tuple[Place, ...]
    kinds: Array
    unit: Array
    country: Array
    division: Array
    county: Array
    static: Array


STATIC = (
    "prominence", "first", "behind", "main name", "alternate", "abbreviation", "historical", "short form", "metonym",
    *KINDS, "capital", "seat", "tiny", "first country", "small unit",
)  # fmt: skip
_HOW = {"exact": 0, "alternate": 1, "abbreviation": 2, "historical": 3, "short form": 4, "metonym": 5}
_KIND_AT = STATIC.index("country")
_REST_AT = STATIC.index("capital")


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
        places = tuple(hit.place for hit in hits)
        prominence = np.log1p(np.array([hit.weight for hit in hits]))
        kinds = [kind_of_place(p) for p in places]
        points = np.radians(np.array([p.at for p in places], dtype=float).reshape(len(places), 2))
        lon, lat = points[:, 0], points[:, 1]
        unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
        number = self.number
        return Senses(
            places,
            np.array([KINDS.index(k) for k in kinds], dtype=np.intp),
            unit,
            np.array([number(p.country) for p in places], dtype=np.intp),
            np.array([number(f"{p.country}.{p.admin1}" if p.admin1 else "") for p in places], dtype=np.intp),
            np.array([number(f"{p.country}.{p.admin1}.{p.admin2}" if p.admin2 else "") for p in places], dtype=np.intp),
            _static(hits, kinds, prominence),
        )


def _static(hits: "Sequence[Hit]", kinds: Sequence[str], prominence: Array) -> Array:
    table = np.zeros((len(hits), len(STATIC)))
    top = prominence.max() if len(hits) else 0.0
    for i, (hit, kind) in enumerate(zip(hits, kinds, strict=True)):
        row, place = table[i], hit.place
        code = place.feature[2:]
        row[0] = prominence[i] / 10.0
        row[1] = i == 0
        row[2] = (prominence[i] - top) / 10.0
        row[3 + _HOW.get(hit.how, 0)] = 1.0
        row[_KIND_AT + KINDS.index(kind)] = 1.0
        row[_REST_AT] = code == "PPLC"
        row[_REST_AT + 1] = code in ("PPLA", "PPLA2")
        row[_REST_AT + 2] = kind == "settlement" and place.population < 1000
        row[_REST_AT + 3] = kind == "country" and i == 0
        row[_REST_AT + 4] = kind == "admin2" and code != "ADM2"
    return table
