"""How well a name would fit the places that an article is surely about, before it is decided whether it is a place.

A word that might be a surname reads as a town when a town of that name lies near the other places of the article.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention
from geo.geoparse.runs import Run
from geo.geoparse.senses import SenseBook, Senses, kind_of_place
from geo.geoparse.words import Words

__all__ = ["Fit", "fit_of_matches"]

_BUCKETS_KM = (8.0, 25.0, 60.0, 150.0, 400.0)
_SURE = 0.5
_EARTH_KM = 6371.0
_TRIED = 40


class Fit(NamedTuple):
    """How a name would fit an article.

    Attributes
    ----------
    distance : str
        Class of the distance to the nearest site of another name, 0 near to 5 far; "-" when there is none.
    spread : str
        The same for how far the article's sites are from one another: news of the world has its places far apart.
    unit : str
        What it shares with sites of other names: d a province, c a country, x neither.
    """

    distance: str
    spread: str
    unit: str


def _bucket(cosine: float) -> str:
    km = _EARTH_KM * math.acos(min(1.0, cosine))
    return str(bisect_left(_BUCKETS_KM, km))


def _spread(units: NDArray[Any]) -> str:
    if len(units) < 2:
        return "-"
    cosines = units @ units.T
    np.fill_diagonal(cosines, -1.0)
    return _bucket(float(np.median(cosines.max(axis=1))))


class _Sites:
    """The places that the first pass is sure of."""

    def __init__(self, placed: Sequence[tuple[Mention, Place]], book: SenseBook) -> None:
        names: list[str] = []
        units: list[tuple[float, float, float]] = []
        self.divisions: dict[int, set[str]] = {}
        self.countries: dict[int, set[str]] = {}
        seen: set[tuple[str, str]] = set()
        for mention, place in placed:
            if mention.probability < _SURE:
                continue
            name = normalise(mention.text)
            if (name, place.id) in seen:
                continue
            seen.add((name, place.id))
            kind = kind_of_place(place)
            if place.country:
                self.countries.setdefault(book.number(place.country), set()).add(name)
            if place.admin1:
                self.divisions.setdefault(book.number(f"{place.country}.{place.admin1}"), set()).add(name)
            if kind not in ("country", "admin1") and not place.is_area:
                lon, lat = math.radians(place.at.lon), math.radians(place.at.lat)
                names.append(name)
                units.append((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)))
        self.names = names
        self.units = np.array(units).reshape(-1, 3)
        self.spread = _spread(self.units)

    def distances(self, sought: Sequence[tuple[str, Senses]]) -> list[str]:
        """Tell for each name the class of the distance from its nearest bearer to a site of another name."""
        if not self.names or not sought:
            return ["-"] * len(sought)
        bearers = [senses.unit[:_TRIED] for _, senses in sought]
        begins = list(accumulate(map(len, bearers), initial=0))[:-1]
        nearest = np.maximum.reduceat(np.concatenate(bearers) @ self.units.T, begins, axis=0)
        foreign = np.array([[site != name for site in self.names] for name, _ in sought])
        best = np.where(foreign, nearest, -2.0).max(axis=1).tolist()
        return [_bucket(cosine) if cosine > -1.5 else "-" for cosine in best]

    def unit(self, name: str, senses: Senses) -> str:
        """Tell what unit some bearer of the name shares with sites of other names."""
        if _shared(self.divisions, senses.division[:_TRIED].tolist(), name):
            return "d"
        return "c" if _shared(self.countries, senses.country[:_TRIED].tolist(), name) else "x"


def _shared(units: dict[int, set[str]], codes: Sequence[int], name: str) -> bool:
    here = units.keys() & codes
    here.discard(0)
    return any(units[code] != {name} for code in here)


def fit_of_matches(
    words: Words, runs: Sequence[Run], placed: Sequence[tuple[Mention, Place]], book: SenseBook
) -> dict[int, Fit]:
    """Tell for each gazetteer name of the runs, by its first word, how it would fit; not for countries and demonyms."""
    starts: dict[str, list[int]] = {}
    for run in runs:
        for match in run.matches:
            if match.fact.best[0] not in "CcDA":
                starts.setdefault(words.surface(match.start, match.end), []).append(match.start)
    sites = _Sites(placed, book)
    known = {surface: book.senses(surface) for surface in starts}
    sought = [(normalise(surface), senses) for surface, senses in known.items() if senses.sketches]
    fits = [
        Fit(distance, sites.spread, sites.unit(*pair))
        for distance, pair in zip(sites.distances(sought), sought, strict=True)
    ]
    found = iter(fits)
    fit_of = {surface: next(found) if senses.sketches else Fit("-", "-", "-") for surface, senses in known.items()}
    return {start: fit_of[surface] for surface, places in starts.items() for start in places}
