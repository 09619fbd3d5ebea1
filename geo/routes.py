"""A leg laid on a real network, or the reason why it cannot be."""

from dataclasses import dataclass, field

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg

__all__ = ["Crossing", "NoRoute", "Route"]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A border that a route crosses: from one country into another, where, and how far along in km."""

    from_country: str
    to_country: str
    at: LonLat
    at_km: float


@dataclass(frozen=True, slots=True)
class Route:
    """The line that a leg takes.

    Attributes
    ----------
    path : tuple of LonLat
        From origin to destination, in travel order.
    length_km : float
        Along the network, without access.
    great_circle_km : float
        The geodesic between the two places.
    access_km : float
        Straight gaps from each place to where the network was entered, summed.
    network : str
        What it lies on: ``rail``, ``road``, ``sea``, or ``geodesic``.
    bridged_km : float
        Length of gaps in the network's data that were healed on the way.
    passes : tuple of (Place, float)
        Places within a few km of the line, in order, with km from the start.
    countries : tuple of (str, float)
        ISO codes in travel order with the km in each.
    unreliable : str or None
        Why the length must not be printed as fact.
    """

    leg: Leg
    path: tuple[LonLat, ...]
    length_km: float
    great_circle_km: float
    access_km: float = 0.0
    network: str = "geodesic"
    bridged_km: float = 0.0
    passes: tuple[tuple[Place, float], ...] = field(default=())
    countries: tuple[tuple[str, float], ...] = field(default=())
    crossings: tuple[Crossing, ...] = field(default=())
    passages: tuple[str, ...] = field(default=())
    unreliable: str | None = None


@dataclass(frozen=True, slots=True)
class NoRoute:
    """A leg that no network carries, and why."""

    leg: Leg
    reason: str
