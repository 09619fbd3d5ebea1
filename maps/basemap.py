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
BUDGET = {"region": 110_000, "near": 76_000}
"""Bytes of cells of each fineness that a page carries."""

REACH = {"region": 14.0, "near": 2.2}
"""Degrees around the story within which cells of each fineness are of use."""

MANY_TOWNS = 450


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


def _gaps(points: Sequence[LonLat], size: float, reach: float) -> dict[tuple[int, int], tuple[float, int]]:
    """Squares within reach of the points: degrees to the nearest (0 inside), and minus how many points lie inside.

    Degrees of longitude are shortened towards the poles. Columns count from 180° W, rows from 90° S.
    """
    found: dict[tuple[int, int], tuple[float, int]] = {}
    columns = round(360 / size)
    for at in points:
        shrink = max(0.15, math.cos(math.radians(at.lat)))
        x, y = (at.lon + 180) % 360 / size, (at.lat + 90) / size
        wide, high = math.ceil(min(180.0, reach / shrink) / size), math.ceil(reach / size)
        for column in range(int(x) - wide, int(x) + wide + 1):
            dx = max(column - x, x - column - 1, 0.0) * size * shrink
            for row in range(int(y) - high, int(y) + high + 1):
                gap = math.hypot(dx, max(row - y, y - row - 1, 0.0) * size)
                if gap <= reach:
                    key = column % columns, row
                    best, count = found.get(key, (gap, 0))
                    found[key] = min(best, gap), count - (gap == 0.0)
    return found


def _near(level: dict[str, Any], points: Sequence[LonLat], reach: float, budget: int) -> dict[str, Any]:
    cells, size = level["cells"], level["size"]
    gaps = _gaps(points, size, reach)
    kept, spent = {}, 0
    for column, row in sorted(gaps, key=lambda cell: (gaps[cell], cell)):
        key = f"{column},{row}"
        if key not in cells:
            continue
        spent += sum(map(len, cells[key].values())) + 20
        if spent > budget:
            break
        kept[key] = cells[key]
    return {"scale": level["scale"], "size": size, "cells": kept}


def _towns(towns: Sequence[Sequence[Any]], points: Sequence[LonLat]) -> list[Sequence[Any]]:
    """World cities, and towns near the story, most populous first."""
    gaps = _gaps(_thinned(points, 4.0 if len(points) > 80 else 2.0), 2.0, 12.0)
    chosen, near = [], 0
    for town in towns:
        _, lon, lat, thousands, capital = town
        if thousands >= 1500 or (capital and thousands >= 100):
            chosen.append(town)
        elif near < MANY_TOWNS and (gap := gaps.get((int((lon + 180) / 2), int((lat + 90) / 2)))):
            if thousands >= 80 or gap[0] < 2.5:
                chosen.append(town)
                near += 1
        elif thousands < 80 and near >= MANY_TOWNS:
            break
    return sorted(chosen, key=lambda town: (-town[4], -town[3]))


def rings(basemap: Basemap, level: str, layer: str, cells: Collection[str] | None = None) -> list[tuple[Any, ...]]:
    """The lines of one layer of one level as tuples of (lon, lat)."""
    content = basemap["levels"][level]
    wanted = content["cells"] if cells is None else cells
    packed = [row for key in wanted for row in content["cells"][key].get(layer, "").split(".") if row]
    return [unpack(row, content["scale"]) for row in packed]
