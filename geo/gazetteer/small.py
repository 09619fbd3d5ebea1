"""A small world in memory, for tests and for trying things out."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from geo.gazetteer.columns import Columns
from geo.gazetteer.compile import Compiler
from geo.gazetteer.layer import Layer
from geo.gazetteer.names import normalise, strip_generic
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["small_layer"]


def small_layer(places: Iterable[Place], names: Mapping[str, Iterable[str]], demonyms: Mapping[str, str]) -> Layer:
    """Make a layer of places, their further names by id, and words for their people; see `Gazetteer.of`."""
    places = list(places)
    compiler = Compiler()
    rows: dict[str, int] = {}
    for place in places:
        prominence = 10.0 * max(place.population, 10**6) if place.is_country else None
        row = rows[place.id] = compiler.add_place(place, prominence)
        compiler.add_name(row, key := normalise(place.name), NameFlag.MAIN)
        if place.feature_class == "A" and strip_generic(key) != key:
            compiler.add_name(row, strip_generic(key), NameFlag.DERIVED)
    for place_id, others in names.items():
        for name in others:
            compiler.add_name(rows[place_id], normalise(name), NameFlag.VARIANT)
    for word, place_id in demonyms.items():
        compiler.add_name(rows[place_id], normalise(word), NameFlag.DEMONYM)
    made = BytesIO()
    compiler.write(made, _meta(places))
    return Layer(Columns(made.getvalue()))


def _meta(places: Sequence[Place]) -> dict[str, Any]:
    return {
        "layer": "memory",
        "countries": {p.country: p.id for p in places if p.is_country and p.country},
        "admin1": {f"{p.country}.{p.admin1}": p.id for p in places if p.feature == "A.ADM1"},
        "admin2": {f"{p.country}.{p.admin1}.{p.admin2}": p.id for p in places if p.feature == "A.ADM2"},
        "capitals": {p.country: p.id for p in places if p.feature == "P.PPLC"},
    }
