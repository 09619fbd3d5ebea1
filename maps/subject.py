"""What a story is about: the points that its map shows first."""

import math

from geo.coords import LonLat
from geo.itinerary.journey import Itinerary
from geo.routes import NoRoute, Route
from geo.story import Story
from geo.vocabulary import Status
from maps.spots import spot_of
from maps.view import view_of

__all__ = ["is_subject", "subject"]

FEW, SHARE = 8, 0.15
"""Up to so many articles are about one thing; of more, this share must speak of a journey to be about it."""

DWARFED = 4.0
"""How many times the extent of what is done or planned the first view may grow to take in what is only talked of."""

REGION_DEG = 25.0
"""An extent within which all that a few articles name can be seen together."""


def subject(story: Story) -> list[LonLat]:
    """The points that the map shows first: the best journey, else the claims and what is named around them.

    In a pile of articles about many things, no journey is what they are about, and all that is named most is shown.
    """
    for itinerary, routes in zip(story.itineraries, story.routes, strict=True):
        if len({stop.place.at for stop in itinerary.stops}) > 1 and is_subject(itinerary, story):
            return _journey_points(itinerary, routes)
    stops = [stop.place.at for itinerary in story.itineraries for stop in itinerary.stops]
    few = story.article_count <= FEW
    if stops and few:
        return stops
    ends = [e.place.at for f in story.findings for e in (f.claim.origin, f.claim.destination) if e]
    summaries = story.places()
    spots = [s for s in summaries if not s.place.is_area] or list(summaries)
    if ends and few:
        return _with_neighbours(ends, [s.place.at for s in spots])
    most = [s for s in spots if s.mentions > 1] or spots
    return [s.place.at for s in most[:60]]


def _with_neighbours(points: list[LonLat], others: list[LonLat]) -> list[LonLat]:
    """Add what lies around, first what is named most, as long as the view stays that of a region."""
    widest = max(REGION_DEG, _extent(points))
    for at in others:
        if _extent([*points, at]) <= widest:
            points = [*points, at]
    return points


def _journey_points(itinerary: Itinerary, routes: tuple[Route | NoRoute, ...]) -> list[LonLat]:
    """What is done or planned, and of the talk what does not dwarf it: no rumour about another continent."""
    firm: list[LonLat] = []
    talk: list[list[LonLat]] = []
    for stop in itinerary.stops:
        points = [spot_of(stop, itinerary, routes)]
        for leg, route in zip(itinerary.legs, routes, strict=True):
            if leg.destination == stop and isinstance(route, Route):
                points += route.path[::20]
        if stop.status in (Status.DONE, Status.PLANNED):
            firm += points
        else:
            talk.append(points)
    if len(set(firm)) < 2:
        return firm + [at for points in talk for at in points]
    widest = DWARFED * max(3.0, _extent(firm))
    return firm + [at for points in talk if _extent(firm + points) <= widest for at in points]


def _extent(points: list[LonLat]) -> float:
    view = view_of(points)
    return max(view.north - view.south, (view.east - view.west) * math.cos(math.radians(view.middle_lat)))


def is_subject(itinerary: Itinerary, story: Story) -> bool:
    """Whether the articles are about this journey: they are few, or a fair share of them speaks of it."""
    reporting = {e.article_id for stop in itinerary.stops for e in stop.evidence}
    return story.article_count <= FEW or len(reporting) >= SHARE * story.article_count
