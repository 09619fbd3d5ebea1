"""Circles of latitude that distances are told from: "300 km north of the Arctic Circle", "the 38th parallel"."""

from collections.abc import Sequence

from geo.claims.phrases import load_phrases, longest
from geo.coords import LonLat
from geo.gazetteer.place import Place

__all__ = ["read_parallel"]

_ORDINAL = frozenset({"st", "nd", "rd", "th"})


def read_parallel(lows: Sequence[str]) -> tuple[Place, int] | None:
    """Read a circle of latitude at the head of a row of words: a place that stands for it, and how many words.

    A numbered parallel is taken as northern, as in "the 38th parallel"; "south" behind it makes it southern.
    """
    skip = 1 if lows[:1] == ["the"] else 0
    names = load_phrases().parallels
    size = longest(names, lows[skip:])
    if size:
        words = tuple(lows[skip : skip + size])
        return _circle(" ".join(words), float(names[words])), skip + size
    number, ending, noun, side = (*lows[skip : skip + 4], "", "", "", "")[:4]
    if not number.isdecimal() or ending not in _ORDINAL or noun != "parallel" or int(number) > 90:
        return None
    south = side == "south"
    return _circle(f"{number}{ending} parallel", -float(number) if south else float(number)), skip + 3 + south


def _circle(name: str, latitude: float) -> Place:
    title = name.title().replace(" Of ", " of ") if name[:1].isalpha() and name != "equator" else name
    return Place(f"parallel:{latitude:g}", title, LonLat(0.0, latitude), feature="L.RGN", source="curated")
