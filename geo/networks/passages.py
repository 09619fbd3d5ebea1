"""Straits, canals and capes that sea lanes pass: each a gate, drawn across the water, in ``passages.csv``."""

import csv
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from geo.coords import LonLat

__all__ = ["Passage", "closed_names", "crosses", "find_passage", "passage_names", "passages"]


class Passage(NamedTuple):
    """A narrow water and the gate across it.

    ``closed`` ones carry no ordinary shipping (ice): no lane takes them unless there is no other way.
    """

    name: str
    aliases: tuple[str, ...]
    gate: tuple[LonLat, LonLat]
    closed: bool


@cache
def passages() -> tuple[Passage, ...]:
    """Read the passages, in the order of the file."""
    with (Path(__file__).parent / "passages.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_passage(row) for row in csv.DictReader(file))


def _passage(row: dict[str, str]) -> Passage:
    gate = (LonLat(float(row["lon1"]), float(row["lat1"])), LonLat(float(row["lon2"]), float(row["lat2"])))
    return Passage(row["name"], tuple(row["aliases"].split("|")), gate, row["closed"] == "yes")


def passage_names() -> tuple[str, ...]:
    """List the names of the passages."""
    return tuple(p.name for p in passages())


def closed_names() -> frozenset[str]:
    """List the names of the passages that ice closes to ordinary shipping."""
    return frozenset(p.name for p in passages() if p.closed)


def find_passage(word: str) -> str | None:
    """Name the passage that a word means, in any case and with or without "canal" or "strait"; None for none."""
    return _by_word().get(_folded(word))


@cache
def _by_word() -> dict[str, str]:
    return {_folded(word): p.name for p in passages() for word in (p.name, *p.aliases) if word}


def _folded(word: str) -> str:
    kept = word.casefold().replace("-", " ").replace("'", "")
    return " ".join(w for w in kept.split() if w not in {"the", "canal", "strait", "straits", "of"})


def crosses(a: Any, b: Any, gate: tuple[LonLat, LonLat]) -> Any:
    """Tell which of many short steps, from the points ``a`` to the points ``b`` (arrays, degrees), cross a gate."""
    p, q = gate
    bx, by = a[:, 0] + (b[:, 0] - a[:, 0] + 180.0) % 360.0 - 180.0, b[:, 1]
    ax, ay = a[:, 0], a[:, 1]
    side_a = (q.lon - p.lon) * (ay - p.lat) - (q.lat - p.lat) * (ax - p.lon)
    side_b = (q.lon - p.lon) * (by - p.lat) - (q.lat - p.lat) * (bx - p.lon)
    side_p = (bx - ax) * (p.lat - ay) - (by - ay) * (p.lon - ax)
    side_q = (bx - ax) * (q.lat - ay) - (by - ay) * (q.lon - ax)
    return (side_a * side_b < 0) & (side_p * side_q < 0)
