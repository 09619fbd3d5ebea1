"""What a story is about: the points that its map shows first."""

from geo.coords import LonLat
from geo.itinerary.journey import Itinerary
from geo.routes import Route
from geo.story import Story
from maps.spots import spot_of

__all__ = ["is_subject", "subject"]

FEW, SHARE = 8, 0.15
"""Up to so many articles are about one thing; of more, this share must speak of a journey to be about it."""


def subject(story: Story) -> list[LonLat]:
    """The points that the map shows first: the best journey, else the claims, else what is named most.

    In a pile of articles about many things, no journey is what they are about, and all that is named most is shown.
    """
    for itinerary, routes in zip(story.itineraries, story.routes, strict=True):
        if len({stop.place.at for stop in itinerary.stops}) > 1 and is_subject(itinerary, story):
            paths = [at for route in routes if isinstance(route, Route) for at in route.path[::20]]
            return [spot_of(stop, itinerary, routes) for stop in itinerary.stops] + paths
    stops = [stop.place.at for itinerary in story.itineraries for stop in itinerary.stops]
    if stops and len(story.articles) <= FEW:
        return stops
    ends = [e.place.at for f in story.findings for e in (f.claim.origin, f.claim.destination) if e]
    if ends and len(story.articles) <= FEW:
        return ends
    summaries = story.places()
    spots = [s for s in summaries if not s.place.is_area] or list(summaries)
    most = [s for s in spots if s.mentions > 1] or spots
    return [s.place.at for s in most[:60]]


def is_subject(itinerary: Itinerary, story: Story) -> bool:
    """Whether the articles are about this journey: they are few, or a fair share of them speaks of it."""
    reporting = {e.article_id for stop in itinerary.stops for e in stop.evidence}
    return len(story.articles) <= FEW or len(reporting) >= SHARE * len(story.articles)
