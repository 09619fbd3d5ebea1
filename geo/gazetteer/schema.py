"""What the numbers in a layer file mean."""

import math
import struct
from enum import IntEnum, IntFlag
from typing import Any, NamedTuple

__all__ = [
    "CELLS", "CELLS_ROUND", "FAME", "FLAG_BITS", "MAX_POSTINGS", "RECORD", "RECORD_FIELDS", "SCALE", "WEIGHTS",
    "Kind", "NameClass", "NameFlag", "cell_of", "kind_of", "prominence_byte",
]  # fmt: skip

SCALE = 10_000_000  # coordinates are kept as ten-millionths of a degree
CELLS_ROUND = 720  # half-degree cells around the Earth
CELLS = CELLS_ROUND * 361
# One place: lon, lat, population, id number, start of its name, division, prominence, kind. What belongs to one place
# lies together, because look-ups jump about; a record past the last closes the last name.
RECORD = struct.Struct("<iiIIIIII")
RECORD_FIELDS = ("lon", "lat", "population", "number", "name", "division", "prominence", "kind")
FLAG_BITS = 4
MAX_POSTINGS = 200


class NameFlag(IntEnum):
    """By what right a place answers to a key."""

    MAIN = 0
    ALTERNATE = 1
    ABBREVIATION = 2
    HISTORICAL = 3
    DEMONYM = 4
    DERIVED = 5  # the name less a word for its kind: Kent County as Kent, London Heathrow Airport as Heathrow
    SCRIPT = 6
    METONYM = 7
    VARIANT = 8  # another name in English, reviewed by a person


# How far a place's prominence counts in the order of those that answer to one key. A city is rarely meant by a
# foreign form of its name when another town has that name as its own: Salisbury is not Harare, Cancún not Changchun.
WEIGHTS = (1.0, 0.01, 0.6, 0.06, 1.0, 0.3, 0.5, 0.5, 0.5)
# How far it counts in telling how well known a key is.
FAME = (1.0, 0.3, 0.6, 0.4, 1.0, 0.5, 0.5, 0.5, 0.5)


class Kind(IntFlag):
    """The kinds of place that a key can mean; ``MAIN`` when it is the main name of one of them."""

    COUNTRY = 1
    ADMIN1 = 2
    ADMIN2 = 4
    SETTLEMENT = 8
    WATER = 16
    RELIEF = 32
    REGION = 64
    SITE = 128
    AIRPORT = 256
    DEMONYM = 512
    OTHER = 1024
    MAIN = 2048


class NameClass(NamedTuple):
    """Cheap facts about one key, for a recogniser.

    Attributes
    ----------
    kinds : int
        A sum of `Kind` bits; 0 when nothing has the name (it may still begin a longer one).
    best : int
        The greatest prominence under this name, 0 to 255 on a logarithmic scale (see `prominence_byte`):
        10 more is a factor of e^0.87, 62 is about 200 people, 150 half a million.
    count : int
        How many places answer to it, at most 200.
    longest : int
        Words of the longest name whose first word is this key; 1 when it begins none.
    """

    kinds: int
    best: int
    count: int  # type: ignore[assignment]  # the field shadows tuple.count, which nobody wants here
    longest: int


_KINDS = {
    "ADM1": Kind.ADMIN1, "ADM1H": Kind.ADMIN1, "ADM2": Kind.ADMIN2, "ADM2H": Kind.ADMIN2,
    "TERR": Kind.COUNTRY, "ADM3": Kind.ADMIN2, "ADM4": Kind.ADMIN2, "ADMD": Kind.ADMIN2,
}  # fmt: skip
_CLASSES = {"P": Kind.SETTLEMENT, "H": Kind.WATER, "T": Kind.RELIEF, "L": Kind.REGION, "S": Kind.SITE}


def kind_of(feature: str) -> Kind:
    """The kind of a GeoNames class and code."""
    letter, _, code = feature.partition(".")
    if letter == "A":
        return Kind.COUNTRY if code.startswith("PCL") else _KINDS.get(code, Kind.REGION)
    if code in {"AIRP", "AIRF", "AIRB"}:
        return Kind.AIRPORT
    return _CLASSES.get(letter, Kind.OTHER)


def prominence_byte(prominence: float) -> int:
    """Squeeze a prominence into 0–255: 11.5 times its natural logarithm."""
    return min(255, round(11.5 * math.log(prominence + 1)))


def cell_of(lon: Any, lat: Any) -> Any:
    """The half-degree cell of a point given in ten-millionths of a degree; works on arrays as well."""
    return (lat + 90 * SCALE) // (SCALE // 2) * CELLS_ROUND + (lon + 180 * SCALE) // (SCALE // 2) % CELLS_ROUND
