"""Movement phrases, dates and status, joined into stops, legs and itineraries."""

from typing import TYPE_CHECKING, Any

from geo.itinerary.journey import Contradiction, Itinerary, Leg, Precision, Stop, When

if TYPE_CHECKING:
    from geo.itinerary.explanation import explain
    from geo.itinerary.extract import journeys
    from geo.itinerary.fusion import fuse

__all__ = ["Contradiction", "Itinerary", "Leg", "Precision", "Stop", "When", "explain", "fuse", "journeys"]

_HOMES = {"explain": "explanation", "journeys": "extract", "fuse": "fusion"}


def __getattr__(name: str) -> Any:
    """Import a stage when it is first used: routes and the map need only the values."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
