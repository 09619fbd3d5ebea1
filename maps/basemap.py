"""The offline basemap for one map: the whole world in short, and finer cells where the story is.

Cells are taken nearest to the story first until a budget of bytes is spent, so that a story of one valley gets its
valley and a story of the whole world stays small.
"""

import json
import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from geo.coords import LonLat
from geo.datasets import data_file
from maps.deltas import unpack

__all__ = ["BUDGET", "Basemap", "select"]

Basemap = dict[str, Any]
BUDGET = {"region": 170_000, "near": 130_000}
"""Bytes of cells of each fineness that a page carries."""

REACH = {"region": 14.0, "near": 2.2}
"""Degrees around the story within which cells of each fineness are of use."""

MANY_TOWNS = 700


@cache
def _world() -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(data_file("basemap.json").read_text(encoding="utf-8"))
    return plain


def select(line: Sequence[LonLat], *, also: Iterable[LonLat] = (), budget: dict[str, int] | None = None) -> Basemap:
    """Pick what a map of these points needs.

    Parameters
    ----------
    line : sequence of LonLat
        Points of the journey, for which the finest cells are.
    also : iterable of LonLat
        Other places that the map shows.
    budget : mapping, optional
        Bytes for ``region`` and ``near``; `BUDGET` unless given.

    Raises
    ------
    GeoError
        When the basemap has not been built.
    """
    world, budget = _world(), budget or BUDGET
    fine = _thinned(line)
    around = fine + [p for p in _thinned(also) if not fine] if fine else _thinned(also)
    levels = {
        "world": world["levels"]["world"],
        "region": _near(world["levels"]["region"], around, REACH["region"], budget["region"]),
        "near": _near(world["levels"]["near"], fine or around[:12], REACH["near"], budget["near"]),
    }
    labels = {
        "countries": world["labels"]["countries"],
        "seas": world["labels"]["seas"],
        "towns": _towns(world["labels"]["towns"], around),
    }
    return {"levels": levels, "labels": labels}


def _thinned(points: Iterable[LonLat], step: float = 0.5) -> list[LonLat]:
    seen: dict[tuple[int, int], LonLat] = {}
    for at in points:
        seen.setdefault((round(at.lon / step), round(at.lat / step)), at)
    return list(seen.values())


def _distance(west: float, south: float, size: float, points: Sequence[LonLat]) -> float:
    """Degrees from a square to the nearest point, with longitudes shortened towards the poles; 0 inside."""
    best = math.inf
    for at in points:
        dx = abs((at.lon - west - size / 2 + 180) % 360 - 180) - size / 2
        dy = abs(at.lat - south - size / 2) - size / 2
        best = min(best, math.hypot(max(dx, 0.0) * math.cos(math.radians(at.lat)), max(dy, 0.0)))
    return best


def _near(level: dict[str, Any], points: Sequence[LonLat], reach: float, budget: int) -> dict[str, Any]:
    size = level["size"]
    ranked = []
    for key in level["cells"] if points else ():
        column, row = map(int, key.split(","))
        gap = _distance(column * size - 180, row * size - 90, size, points)
        if gap <= reach:
            ranked.append((gap, key))
    kept, spent = {}, 0
    for _, key in sorted(ranked):
        spent += sum(map(len, level["cells"][key].values())) + 20
        if spent > budget:
            break
        kept[key] = level["cells"][key]
    return {"scale": level["scale"], "size": size, "cells": kept}


def _towns(towns: Sequence[Sequence[Any]], points: Sequence[LonLat]) -> list[Sequence[Any]]:
    """World cities, and towns near the story, most populous first."""
    world = [town for town in towns if town[3] >= 1500 or (town[4] and town[3] >= 100)]
    near = [
        town for town in towns
        if points and (gap := _distance(town[1], town[2], 0.0, points)) <= 12 and (town[3] >= 80 or gap < 2.5)
    ]  # fmt: skip
    chosen = {(town[0], town[1]): town for town in [*world, *near[:MANY_TOWNS]]}
    return sorted(chosen.values(), key=lambda town: (-town[4], -town[3]))


def rings(basemap: Basemap, level: str, layer: str, cells: Collection[str] | None = None) -> list[tuple[Any, ...]]:
    """The lines of one layer of one level as tuples of (lon, lat)."""
    content = basemap["levels"][level]
    wanted = content["cells"] if cells is None else cells
    packed = [row for key in wanted for row in content["cells"][key].get(layer, "").split(".") if row]
    return [unpack(row, content["scale"]) for row in packed]
