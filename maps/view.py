"""What part of the Earth a map shows, and which copy of it: longitudes run on over ±180 instead of wrapping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.coords import LonLat

__all__ = ["View", "continuous", "unwrap", "view_of"]


@dataclass(frozen=True, slots=True)
class View:
    """A box in degrees around ``middle_lon``; its longitudes may pass ±180 so that it never wraps."""

    west: float
    south: float
    east: float
    north: float
    middle_lon: float

    @property
    def middle_lat(self) -> float:
        """The latitude halfway between the south and the north edge."""
        return (self.south + self.north) / 2

    def here(self, at: LonLat) -> LonLat:
        """The copy of a point nearest to the middle meridian."""
        return LonLat(unwrap(at.lon, self.middle_lon), at.lat)


def unwrap(lon: float, middle: float) -> float:
    """The copy of a longitude within half a turn of the middle."""
    return lon + 360.0 * round((middle - lon) / 360.0)


def view_of(points: Sequence[LonLat]) -> View:
    """The narrowest box around all points, with room; most of the world when there are none."""
    if not points:
        return View(-170.0, -50.0, 170.0, 72.0, 0.0)
    west, width = _narrowest([at.lon for at in points])
    middle = unwrap(west + width / 2, 0.0)
    south, north = min(at.lat for at in points), max(at.lat for at in points)
    room = max(1.2, 0.08 * max(width, north - south))
    return View(
        middle - width / 2 - room, max(-85.0, south - room), middle + width / 2 + room, min(85.0, north + room), middle
    )


def _narrowest(longitudes: Iterable[float]) -> tuple[float, float]:
    """The west edge and width of the smallest arc that holds all longitudes."""
    turned = sorted(lon % 360.0 for lon in set(longitudes))
    gaps = [(b - a) % 360.0 for a, b in zip(turned, turned[1:] + turned[:1], strict=True)]
    if len(turned) == 1:
        return turned[0], 0.0
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    return turned[(widest + 1) % len(turned)], 360.0 - gaps[widest]


def continuous(path: Sequence[LonLat], view: View) -> tuple[LonLat, ...]:
    """The same line without jumps at the antimeridian, on the copy of the Earth that the view shows."""
    first = view.here(path[0])
    line, lon = [first], first.lon
    for at in path[1:]:
        lon = unwrap(at.lon, lon)
        line.append(LonLat(lon, at.lat))
    middle = (min(p.lon for p in line) + max(p.lon for p in line)) / 2
    shift = 360.0 * round((view.middle_lon - middle) / 360.0)
    return tuple(LonLat(p.lon + shift, p.lat) for p in line) if shift else tuple(line)
