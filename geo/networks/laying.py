"""Lays a whole itinerary: each leg on its network, going on from where the one before met a country's border."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.coords import LonLat
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.networks.network import Networks
from geo.networks.tracing import trace
from geo.routes import NoRoute, Route

if TYPE_CHECKING:
    from geo.gazetteer.place import Place
    from geo.gazetteer.store import Gazetteer
    from geo.outlines import Outlines

__all__ = ["lay"]


def lay(
    itinerary: Itinerary,
    networks: Networks,
    *,
    via: "Sequence[Place]" = (),
    avoid: Collection[str] = (),
    gazetteer: "Gazetteer | None" = None,
    outlines: "Outlines | None" = None,
) -> tuple[Route | NoRoute, ...]:
    """Lay every leg; options as for `trace`.

    Returns
    -------
    tuple of Route or NoRoute
        Aligned with the itinerary's legs. A leg out of a country that an earlier leg entered begins where that one
        met the border.
    """
    borders: list[tuple[Stop, LonLat]] = []
    laid: list[Route | NoRoute] = []
    for leg in itinerary.legs:
        known = next((at for stop, at in borders if stop == leg.origin), None)
        route = trace(
            _from_border(leg, known) if known else leg,
            networks,
            via=via,
            avoid=avoid,
            gazetteer=gazetteer,
            outlines=outlines,
        )
        laid.append(replace(route, leg=leg))
        if isinstance(route, Route) and route.network != "geodesic" and leg.destination.place.is_country:
            borders.append((leg.destination, route.path[-1]))
    return tuple(laid)


def _from_border(leg: Leg, at: LonLat) -> Leg:
    """Begin a leg at a border instead of at the middle of the country behind it."""
    place = replace(leg.origin.place, at=at, bbox=None, feature="L.BDRY", name=f"the border of {leg.origin.place.name}")
    return replace(leg, origin=replace(leg.origin, place=place))
