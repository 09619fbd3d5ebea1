"""Movement phrases, dates and status, joined into stops, legs and itineraries."""

from geo.itinerary.explain import explain
from geo.itinerary.extract import journeys
from geo.itinerary.fuse import fuse
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Precision, Stop, When

__all__ = ["Contradiction", "Itinerary", "Leg", "Precision", "Stop", "When", "explain", "fuse", "journeys"]
