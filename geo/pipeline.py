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
from geo.geoparse import geoparse, resolve
from geo.geoparse.mention import Hints, Resolution
from geo.itinerary import fuse, journeys
from geo.itinerary.journey import Itinerary
from geo.networks import lay
from geo.story import Story
from geo.world import World

__all__ = ["find_places", "judge", "line_up", "name_story", "read_journeys", "tell"]

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
    resolutions, itineraries = line_up(articles, resolutions, world, hints)
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
    articles: Sequence[Article],
    resolutions: Mapping[str, tuple[Resolution, ...]],
    world: World,
    hints: Hints | None = None,
) -> tuple[dict[str, tuple[Resolution, ...]], tuple[Itinerary, ...]]:
    """Find each article's journeys and fuse those that are the same, best supported first.

    Returns
    -------
    resolutions : dict of str to tuple of Resolution
        By article id, as `read_journeys` leaves them.
    itineraries : tuple of Itinerary
    """
    read = {a.id: read_journeys(a, resolutions[a.id], world.gazetteer, hints) for a in articles}
    placed = {name: places for name, (places, _) in read.items()}
    return placed, fuse([one for _, own in read.values() for one in own], articles)


def read_journeys(
    article: Article, resolutions: tuple[Resolution, ...], gazetteer: Gazetteer, hints: Hints | None = None
) -> tuple[tuple[Resolution, ...], tuple[Itinerary, ...]]:
    """Read an article's journeys; where it tells of one, with its names placed as such a text means them.

    Returns
    -------
    resolutions : tuple of Resolution
        Those given, or others in their stead where the article tells of a journey.
    journeys : tuple of Itinerary
        As told with these places, best supported first.
    """
    found = journeys(article, resolutions, gazetteer)
    placed = _as_travelling(article, resolutions, gazetteer, hints) if found else resolutions
    return placed, found if placed is resolutions else journeys(article, placed, gazetteer)


def _as_travelling(
    article: Article, resolutions: tuple[Resolution, ...], gazetteer: Gazetteer, hints: Hints | None
) -> tuple[Resolution, ...]:
    """Place an article's names as one means them that tells of a journey; what is given where that changes no place."""
    placed = resolve(article, [r.mention for r in resolutions], gazetteer, hints or Hints(), travelling=True)
    return placed if any(a.place != b.place for a, b in zip(resolutions, placed, strict=True)) else resolutions


def judge(
    articles: Sequence[Article],
    world: World,
    *,
    hints: Hints | None = None,
    resolutions: Mapping[str, tuple[Resolution, ...]] | None = None,
) -> tuple[Finding, ...]:
    """Find every distance that the articles claim, measure it and judge it."""
    places = resolutions or {a.id: _settled(a, world.gazetteer, hints) for a in articles}
    claims = [c for a in articles for c in find_claims(a, places[a.id], world.gazetteer)]
    return tuple(check(claim, world) for claim in claims)


def _settled(article: Article, gazetteer: Gazetteer, hints: Hints | None) -> tuple[Resolution, ...]:
    """The places of an article as `read_journeys` leaves them; journeys are read only where that may matter."""
    found = geoparse(article, gazetteer, hints or Hints())
    placed = _as_travelling(article, found, gazetteer, hints)
    return found if placed is found or not journeys(article, found, gazetteer) else placed


def name_story(articles: Sequence[Article], itineraries: Sequence[Itinerary]) -> str:
    """Give a story the title of its best journey, else of its only article, else a plain count."""
    if itineraries:
        return itineraries[0].title
    if len(articles) == 1:
        return articles[0].title
    return f"Places named in {len(articles)} articles"
