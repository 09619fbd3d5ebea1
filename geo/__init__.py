"""From news articles about a journey to a checked, offline map.

>>> import geo
>>> articles = geo.read_articles(["seeds"]).articles
>>> story = geo.tell(articles, geo.World.open())
>>> story.itineraries[0].title
>>> [finding.because for finding in story.findings]

`maps.write(story, "map.html")` draws it. Every name below is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.articles import Article, read_articles
    from geo.between import measure
    from geo.claims.check import check
    from geo.claims.claim import DistanceClaim, Finding
    from geo.claims.extract import find_claims
    from geo.coords import BBox, LonLat
    from geo.errors import GeoError
    from geo.gazetteer.imports import import_layer
    from geo.gazetteer.place import Place
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse.mention import Hints, Mention, Resolution
    from geo.itinerary import fuse, journeys
    from geo.itinerary.journey import Itinerary, Leg, Stop
    from geo.networks import trace
    from geo.pipeline import find_places, tell
    from geo.routes import NoRoute, Route
    from geo.story import Story
    from geo.world import World

__version__ = "0.1.0"

_HOMES = {
    "Article": "geo.articles",
    "BBox": "geo.coords",
    "DistanceClaim": "geo.claims.claim",
    "Finding": "geo.claims.claim",
    "Gazetteer": "geo.gazetteer.store",
    "GeoError": "geo.errors",
    "Hints": "geo.geoparse.mention",
    "Itinerary": "geo.itinerary.journey",
    "Leg": "geo.itinerary.journey",
    "LonLat": "geo.coords",
    "Mention": "geo.geoparse.mention",
    "NoRoute": "geo.routes",
    "Place": "geo.gazetteer.place",
    "Resolution": "geo.geoparse.mention",
    "Route": "geo.routes",
    "Stop": "geo.itinerary.journey",
    "Story": "geo.story",
    "World": "geo.world",
    "check": "geo.claims.check",
    "find_claims": "geo.claims.extract",
    "find_places": "geo.pipeline",
    "fuse": "geo.itinerary",
    "import_layer": "geo.gazetteer.imports",
    "journeys": "geo.itinerary",
    "measure": "geo.between",
    "read_articles": "geo.articles",
    "tell": "geo.pipeline",
    "trace": "geo.networks",
}

__all__ = [
    "Article",
    "BBox",
    "DistanceClaim",
    "Finding",
    "Gazetteer",
    "GeoError",
    "Hints",
    "Itinerary",
    "Leg",
    "LonLat",
    "Mention",
    "NoRoute",
    "Place",
    "Resolution",
    "Route",
    "Stop",
    "Story",
    "World",
    "check",
    "find_claims",
    "find_places",
    "fuse",
    "import_layer",
    "journeys",
    "measure",
    "read_articles",
    "tell",
    "trace",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'geo' has no attribute {name!r}; its public names are {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
