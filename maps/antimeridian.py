"""Lines over the antimeridian: cut there for formats whose longitudes stay within ±180 (RFC 7946, section 3.1.9)."""

from collections.abc import Sequence

from geo.coords import LonLat

__all__ = ["cut", "home"]


def home(lon: float) -> float:
    """The same longitude within ±180."""
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0


def cut(path: Sequence[LonLat]) -> tuple[tuple[LonLat, ...], ...]:
    """Split a line into pieces that each stay on one side; a line that does not cross comes back whole."""
    lines: list[list[LonLat]] = []
    before: LonLat | None = None
    for at in path:
        here = LonLat(home(at.lon), at.lat)
        if before is None:
            lines.append([here])
        elif abs(here.lon - before.lon) > 180.0:
            edge = 180.0 if before.lon > 0 else -180.0
            there = here.lon + (360.0 if edge > 0 else -360.0)
            share = (edge - before.lon) / (there - before.lon) if there != before.lon else 0.0
            lat = before.lat + share * (here.lat - before.lat)
            lines[-1].append(LonLat(edge, lat))
            lines.append([LonLat(-edge, lat), here])
        else:
            lines[-1].append(here)
        before = here
    return tuple(tuple(dict.fromkeys(line)) if len(set(line)) > 1 else tuple(line) for line in lines if len(line) > 1)
