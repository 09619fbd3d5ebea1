"""Places by position: rings of half-degree cells around a point, or the cells of a box."""

import math
from collections.abc import Iterator, Sequence

from geo.coords import BBox, LonLat
from geo.gazetteer.layer import Layer
from geo.gazetteer.place import Place
from geo.gazetteer.schema import CELLS_ROUND, SCALE

__all__ = ["nearest", "within"]

_LINES = 361
_KM_PER_CELL = 55.6


def nearest(
    layers: Sequence[Layer], at: LonLat, *, limit: int, radius_km: float, min_population: int
) -> tuple[Place, ...]:
    """The settlements nearest to a point, nearest first."""
    found = [
        (km, i, row)
        for i, layer in enumerate(layers)
        for km, row in _nearest_rows(layer, at, limit, radius_km, min_population)
    ]
    found.sort()
    return tuple(layers[i].place(row) for _, i, row in found[:limit])


def _nearest_rows(
    layer: Layer, at: LonLat, limit: int, radius_km: float, min_population: int
) -> list[tuple[float, int]]:
    column, line = _cell(at)
    # How far the point is from its own cell's edges bounds what an unvisited ring can still hold.
    margin = min((at.lat + 90) * 2 % 1, 1 - (at.lat + 90) * 2 % 1) * _KM_PER_CELL
    found: list[tuple[float, int]] = []
    reach = 0
    while True:
        for ring_column, ring_line in _ring(column, line, reach, at.lat):
            rows = layer.cell(ring_column, ring_line)
            if rows:
                found += layer.settlements_within_km(rows, at, radius_km, min_population)
        found = sorted(found)[:limit]
        safe_km = reach * _KM_PER_CELL + margin
        if safe_km >= radius_km or reach > _LINES or (len(found) == limit and found[-1][0] <= safe_km * 0.99):
            return found
        reach += 1


def _cell(at: LonLat) -> tuple[int, int]:
    return int((at.lon + 180) * 2) % CELLS_ROUND, int((at.lat + 90) * 2)


def _ring(column: int, line: int, reach: int, lat: float) -> Iterator[tuple[int, int]]:
    """Cells of the ring of lines ``reach`` away, widened as meridians converge, less the ring before."""
    outer, inner = _width(reach, lat), _width(reach - 1, lat) if reach else -1
    for ln in range(line - reach, line + reach + 1):
        if not 0 <= ln < _LINES:
            continue
        old = abs(ln - line) < reach
        if outer * 2 + 1 >= CELLS_ROUND:
            columns: Iterator[int] = (
                iter(range(CELLS_ROUND)) if not (old and inner * 2 + 1 >= CELLS_ROUND) else iter(())
            )
            if old:
                columns = (c for c in columns if _apart(c, column) > inner)
        else:
            columns = (column + d for d in range(-outer, outer + 1) if not (old and abs(d) <= inner))
        for c in columns:
            yield c, ln


def _apart(a: int, b: int) -> int:
    gap = abs(a - b) % CELLS_ROUND
    return min(gap, CELLS_ROUND - gap)


def _width(reach: int, lat: float) -> int:
    shrink = math.cos(math.radians(min(89.9, abs(lat) + 0.5 * (reach + 1))))
    return min(CELLS_ROUND, math.ceil((reach + 1) / max(shrink, 0.002)))


def within(layers: Sequence[Layer], box: BBox, *, min_population: int, limit: int) -> tuple[Place, ...]:
    """Places in a box, most prominent first."""
    found: list[tuple[int, int, int]] = []
    for i, layer in enumerate(layers):
        for rows in _cells_of(layer, box):
            for spot in layer.spots(rows):
                wanted = spot.is_settlement and spot.population >= min_population if min_population else True
                if wanted and box.contains(LonLat(spot.lon / SCALE, spot.lat / SCALE)):
                    found.append((-spot.prominence, i, spot.row))
    found.sort()
    return tuple(layers[i].place(row) for _, i, row in found[:limit])


def _cells_of(layer: Layer, box: BBox) -> Iterator[range]:
    west, south = _cell(LonLat(box.west, box.south))
    east, north = _cell(LonLat(box.east, box.north))
    wraps = box.west > box.east
    whole = (box.east + 180) * 2 >= CELLS_ROUND  # a hair west of the antimeridian rounds to it
    if whole:
        east = CELLS_ROUND - 1
    columns = [*range(west, CELLS_ROUND), *range(east + 1)] if wraps else [*range(west, east + 1)]
    if whole:
        columns.append(0)  # where a point on the antimeridian itself is kept
    for line in range(south, north + 1):
        for column in dict.fromkeys(columns):
            rows = layer.cell(column, line)
            if rows:
                yield rows
