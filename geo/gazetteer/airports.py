"""Airports of the shipped gazetteer."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from geo.coords import LonLat, geodesic_km
from geo.gazetteer.gather import Draft, Gathered
from geo.gazetteer.names import GENERIC, normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["add_airports"]


_PLAIN = GENERIC | {
    "international",
    "domestic",
    "national",
    "regional",
    "state",
    "central",
    "north",
    "south",
    "east",
    "west",
}
_SERVES_KM = 60.0  # an airport farther than this from the city that its source names is not called the city's


def add_airports(world: Gathered) -> None:
    """Add airports that have an IATA code, under their names, codes, and names less the city's."""
    import airportsdata

    known = [row for row in airportsdata.load("IATA").values() if row["iata"] and row["name"]]
    serving = Counter(_city_of(row) for row in known)
    for airport in known:
        country = airport["country"]
        city = world.city(country, airport["city"])
        served = city.place.population if city is not None else 0
        international = "international" in airport["name"].lower()
        place = Place(
            id=f"airport:{airport['iata']}", name=airport["name"], at=LonLat.checked(airport["lon"], airport["lat"]),
            country=country, admin1=city.place.admin1 if city else "", feature="S.AIRP", source="airportsdata",
        )  # fmt: skip
        draft = world.add(place, min(5_000 + served * 0.02 + 10_000 * international, 250_000))
        draft.call(airport["iata"], NameFlag.ABBREVIATION)
        _call_airport(draft, airport["city"])
        near = city is not None and geodesic_km(city.place.at, place.at) < _SERVES_KM
        if near and serving[_city_of(airport)] == 1:  # "Long Beach Airport", of whatever name; Chicago has two
            draft.call_key(f"{normalise(airport['city'])} airport", NameFlag.DERIVED)


def _city_of(airport: Mapping[str, Any]) -> tuple[str, str]:
    """The country and the name of the city that an airport serves."""
    return airport["country"], normalise(airport["city"])


def _call_airport(draft: Draft, city: str) -> None:
    key, city_key = normalise(draft.place.name), normalise(city)
    bare = key
    for tail in (" airport", " airfield", " international", " regional", " municipal"):
        bare = bare.removesuffix(tail)
        draft.call_key(bare + " airport", NameFlag.ALTERNATE)
    draft.call_key(key.removeprefix(city_key + " "), NameFlag.DERIVED)
    short = bare.removeprefix(city_key + " ")
    if short != bare and not set(short.split(" ")) <= _PLAIN:
        draft.call_key(short, NameFlag.DERIVED)
        draft.call_key(short + " airport", NameFlag.DERIVED)
