"""The whole thing on one screen: articles in, a story out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

import geo
from geo import datasets
from geo.articles.article import Article
from geo.claims.check import check
from geo.claims.claim import Finding
from geo.claims.extract import find_claims
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse
from geo.geoparse.mention import Hints, Resolution
from geo.itinerary import fuse, journeys
from geo.itinerary.journey import Itinerary
from geo.networks import lay
from geo.story import Story
from geo.world import World

__all__ = ["find_places", "judge", "line_up", "name_story", "tell"]

Progress = Callable[[str], None]


def tell(
    articles: Sequence[Article],
    world: World,
    *,
    title: str | None = None,
    hints: Hints | None = None,
    via: Sequence[Place] = (),
    avoid: Collection[str] = (),
    progress: Progress = lambda _: None,
) -> Story:
    """Read articles into a story: recognise, resolve, line up, lay on networks, measure, judge.

    Parameters
    ----------
    articles : sequence of Article
        In any order; a story keeps the order given.
    world : World
        What to hold them against.
    via, avoid
        Places that every route goes through; ISO country codes and passage names that none may use.
    progress : callable
        Told the name of each stage as it begins.
    """
    resolutions = find_places(articles, world.gazetteer, hints, progress=progress)
    progress("lining up journeys")
    itineraries = line_up(articles, resolutions, world)
    progress("laying routes")
    ways = partial(lay, via=via, avoid=avoid, gazetteer=world.gazetteer, outlines=world.outlines)
    routes = tuple(ways(itinerary, world.networks) for itinerary in itineraries)
    progress("checking distances")
    findings = judge(articles, world, resolutions=resolutions)
    return Story(
        title=title or name_story(articles, itineraries),
        articles=tuple(articles),
        resolutions=tuple(r for a in articles for r in resolutions[a.id]),
        itineraries=itineraries,
        routes=routes,
        findings=findings,
        data_versions=datasets.versions(),
        made=datetime.now().astimezone().replace(microsecond=0),
        generator=f"geo {geo.__version__}",
    )


def find_places(
    articles: Sequence[Article],
    gazetteer: Gazetteer,
    hints: Hints | None = None,
    *,
    progress: Progress = lambda _: None,
) -> dict[str, tuple[Resolution, ...]]:
    """Recognise and resolve the places of every article, by article id."""
    progress("finding places")
    return {a.id: geoparse(a, gazetteer, hints or Hints()) for a in articles}


def line_up(
    articles: Sequence[Article], resolutions: Mapping[str, tuple[Resolution, ...]], world: World
) -> tuple[Itinerary, ...]:
    """Find each article's journeys and fuse those that are the same, best supported first."""
    found = [j for a in articles for j in journeys(a, resolutions[a.id], world.gazetteer)]
    return fuse(found, articles)


def judge(
    articles: Sequence[Article],
    world: World,
    *,
    hints: Hints | None = None,
    resolutions: Mapping[str, tuple[Resolution, ...]] | None = None,
) -> tuple[Finding, ...]:
    """Find every distance that the articles claim, measure it and judge it."""
    places = resolutions or find_places(articles, world.gazetteer, hints)
    claims = [c for a in articles for c in find_claims(a, places[a.id], world.gazetteer)]
    return tuple(check(claim, world) for claim in claims)


def name_story(articles: Sequence[Article], itineraries: Sequence[Itinerary]) -> str:
    """Give a story the title of its best journey, else of its only article, else a plain count."""
    if itineraries:
        return itineraries[0].title
    if len(articles) == 1:
        return articles[0].title
    return f"Places named in {len(articles)} articles"
