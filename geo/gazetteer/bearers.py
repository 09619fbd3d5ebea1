"""Who answers to a name, over all layers: rows in order, made into places no sooner than they are looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, overload

from geo.gazetteer.layer import Layer
from geo.gazetteer.names import generic_class, query_variants
from geo.gazetteer.place import Place
from geo.gazetteer.schema import MAX_POSTINGS, WEIGHTS, NameFlag

__all__ = ["Bearers", "Hit", "Sketch", "bearers_of", "hits_on", "sketches_on"]

# What `Hit.how` says, by the number of a `NameFlag`.
_HOW = ("exact", "alternate", "abbreviation", "historical", "demonym", "short form", "alternate", "metonym", "variant")
_DEMONYM = int(NameFlag.DEMONYM)
_tuple: Callable[..., Any] = tuple.__new__
_FITTING = 20  # a unit of the kind that the query names ("Aleppo province") counts so many times

Answer = tuple[Layer, int, int]  # a row of a layer and the `NameFlag` under which it answers


class Hit(NamedTuple):
    """A place under one of its names: by what right (`how`), and how strongly (`weight`, population-like)."""

    place: Place
    how: str
    weight: float


class Sketch(NamedTuple):
    """What tells a place under one of its names from its namesakes; `Hit` and `Place` say what the fields mean."""

    lon: float
    lat: float
    country: str
    admin1: str
    admin2: str
    feature: str
    population: int
    how: str
    weight: float

    @classmethod
    def of(cls, place: Place, how: str, weight: float) -> "Sketch":
        """Sketch a place that is there already."""
        where = (place.country, place.admin1, place.admin2)
        return cls(*place.at, *where, place.feature, place.population, how, weight)


class Bearers(Sequence[Place]):
    """The places that bear a name; compares with tuples and is hashed as one.

    A common name has many bearers and its asker mostly wants the first, so each is read when it is asked for.
    """

    __slots__ = ("_make", "_rows")

    def __init__(self, make: Callable[[int], Place], rows: Sequence[int]) -> None:
        self._make = make
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Place: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Place, ...]: ...

    def __getitem__(self, at: int | slice) -> Place | tuple[Place, ...]:
        if isinstance(at, slice):
            return tuple(map(self._make, self._rows[at]))
        return self._make(self._rows[at])

    def __iter__(self) -> Iterator[Place]:
        return map(self._make, self._rows)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Bearers | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def bearers_of(layers: Sequence[Layer], key: str) -> Bearers:
    """Places that answer to a key, likeliest first."""
    if len(layers) == 1 and (rows := layers[0].bearers(key)) and key[0] != "#":
        return Bearers(layers[0].place, rows)
    return _made_of(_answers(layers, key))


def _made_of(answers: Sequence[Answer]) -> Bearers:
    def make(at: int) -> Place:
        layer, row, _ = answers[at]
        return layer.place(row)

    return Bearers(make, range(len(answers)))


def hits_on(layers: Sequence[Layer], key: str, most: int | None = None) -> tuple[Hit, ...]:
    """The first places that answer to a key with their right to it and their weight, likeliest first."""
    wanted = generic_class(key)
    found = []
    for layer, row, flag in _answers(layers, key)[:most]:
        place, prominence = layer.weighed(row)
        weight = (prominence + 1) * WEIGHTS[flag]
        found.append(Hit(place, _HOW[flag], weight * _FITTING if place.feature[:1] == wanted else weight))
    return tuple(found)


def sketches_on(layers: Sequence[Layer], key: str) -> tuple[tuple[Sketch, ...], Bearers]:
    """Sketch the places that `hits_on` gives, and return with them what makes them."""
    answers = _answers(layers, key)
    wanted = generic_class(key) if answers else ""
    found = []
    for layer, row, flag in answers:
        what, prominence = layer.sketch(row)
        weight = (prominence + 1) * WEIGHTS[flag]
        fitting = what[5][:1] == wanted
        found.append(_tuple(Sketch, (*what, _HOW[flag], weight * _FITTING if fitting else weight)))
    return tuple(found), _made_of(answers)


def _answers(layers: Sequence[Layer], key: str) -> list[Answer]:
    found = _exact(layers, key)
    for other in () if found else query_variants(key):
        found = _exact(layers, other)
        if found:
            wanted = generic_class(key)
            if wanted:  # "Aleppo province" is the governorate before the city
                found.sort(key=lambda answer: answer[0].feature(answer[1])[:1] != wanted)
            break
    return found


def _exact(layers: Sequence[Layer], key: str) -> list[Answer]:
    if key.startswith("#"):
        return []
    found = [(layer, row, flag) for layer in layers for row, flag in layer.postings(key) if flag != _DEMONYM]
    if len(layers) == 1 or len({id(layer) for layer, _, _ in found}) < 2:
        return found
    found.sort(key=lambda answer: -answer[0].weight(answer[1], answer[2]))
    unique: dict[str, Answer] = {}
    for answer in found:
        unique.setdefault(answer[0].id_of(answer[1]), answer)
    return list(unique.values())[:MAX_POSTINGS]
