"""Measuring between two named places: what `geo distance` answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import PlaceNotFound
from geo.gazetteer.place import Place
from geo.vocabulary import Mode

# The straight line needs the gazetteer alone: routes, claims and documents, 100 ms together, load when asked for.
if TYPE_CHECKING:
    from geo.claims.claim import Finding
    from geo.routes import NoRoute, Route
    from geo.world import World

__all__ = ["Distance", "measure"]

NETWORK_MODES = (Mode.RAIL, Mode.ROAD, Mode.SEA)


@dataclass(frozen=True, slots=True)
class Distance:
    """What lies between two places, and what that says of a claim."""

    origin: Place
    destination: Place
    routes: "dict[Mode, Route | NoRoute]"
    finding: "Finding | None" = None

    @property
    def found(self) -> bool:
        """Whether any of the lines asked for exists."""
        from geo.routes import Route

        return any(isinstance(route, Route) for route in self.routes.values())

    def to_json(self) -> dict[str, Any]:
        """The ``geo.distance/1`` document."""
        from geo.documents import distance_document

        return distance_document(self.origin, self.destination, self.routes, self.finding)

    def to_geojson(self) -> dict[str, Any]:
        """The two places and every line as a GeoJSON FeatureCollection."""
        from geo.coords import geodesic_path
        from geo.documents import line_geometry, line_json, place_json

        ends = [_feature({"type": "Point", "coordinates": list(p.at)}, place_json(p)) for p in self.ends]
        straight = line_geometry(geodesic_path(self.origin.at, self.destination.at))
        lines = [_feature(straight, {"by": "straight"})]
        for mode, route in self.routes.items():
            facts = line_json(route)
            lines.append(_feature(facts.pop("geometry"), {"by": mode.value} | facts))
        return {"type": "FeatureCollection", "features": ends + lines}

    @property
    def ends(self) -> tuple[Place, Place]:
        """Origin and destination."""
        return self.origin, self.destination


def _feature(geometry: dict[str, Any] | None, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def measure(
    origin: str,
    destination: str,
    *,
    by: str | None = None,
    via: Sequence[str] = (),
    avoid: Sequence[str] = (),
    claim: str | None = None,
    world: "World | None" = None,
) -> Distance:
    """Find two places and measure between them.

    Parameters
    ----------
    origin, destination : str
        Names as `geo lookup` takes them, or ``lat,lon``.
    by : str, optional
        ``rail``, ``road``, ``sea``, ``air`` or ``all``; without it only the straight line.
    via, avoid : sequences of str
        Places to go through; ISO country codes and passage names to avoid.
    claim : str, optional
        A distance to check: ``about 425 miles (680 kilometres) north``.

    Raises
    ------
    PlaceNotFound
        When a name fits no place, with what may have been meant.
    UsageError
        When ``claim`` holds no distance.
    """
    from geo.gazetteer.store import Gazetteer
    from geo.networks.seats import seat_of

    gazetteer = world.gazetteer if world else Gazetteer.open()
    start, end = (seat_of(gazetteer.find_one(name), gazetteer) for name in (origin, destination))
    if start.id == end.id and origin != destination:
        raise PlaceNotFound(f"{origin!r} and {destination!r} are both {start.name} ({start.id}); name them more fully")
    through = [gazetteer.find_one(name) for name in via]
    if by is None and claim is None:
        return Distance(start, end, {})
    from geo.world import World

    world = world or World.open(gazetteer)
    routes = _routes(start, end, world, by, via=through, avoid=avoid) if by else {}
    return Distance(start, end, routes, None if claim is None else _finding(start, end, world, by, claim))


def _routes(
    start: Place, end: Place, world: "World", by: str, **options: Sequence[Any]
) -> "dict[Mode, Route | NoRoute]":
    from geo.networks import measure_all

    modes = NETWORK_MODES if by == "all" else (Mode(by),)
    laid = measure_all(
        start, end, world.networks, modes=modes, gazetteer=world.gazetteer, outlines=world.outlines, **options
    )
    return dict(laid)


def _finding(start: Place, end: Place, world: "World", by: str | None, claim: str) -> "Finding":
    from geo.claims.check import check_quantity

    return check_quantity(start, end, claim, world, mode=Mode(by) if by in set(NETWORK_MODES) else None)
