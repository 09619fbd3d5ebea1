"""The entrances: each takes bytes, makes an input of them, and lets nothing but the package's own errors through."""

import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from geo.articles.article import Article
from geo.articles.formats import READERS, Draft
from geo.articles.read import article_of, read_articles
from geo.claims.check import check
from geo.claims.extract import find_claims
from geo.errors import GeoError
from geo.gazetteer.imports import import_layer
from geo.itinerary import fuse, journeys
from geo.pipeline import find_places
from geo.world import World

__all__ = ["ENTRANCES", "words_of"]

WORDS = (*(Path(__file__).parent / "words.txt").read_text("utf-8").split("\n"), "\n", "\n\n")
"""One byte is one of these, so that a fuzzer that knows no English still writes sentences."""


def words_of(data: bytes) -> str:
    """A text of words, a byte each; past the list, letters as they are."""
    return " ".join(WORDS[b] if b < len(WORDS) else chr(b * 37 % 0x2FFF) for b in data)


@cache
def _world() -> World:
    return World.open()


@cache
def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="geo-fuzz-"))
    os.environ["GEO_DATA_HOME"] = str(folder / "home")
    return folder


def _file(data: bytes, suffixes: tuple[str, ...]) -> Path:
    path = _scratch() / f"input{suffixes[data[0] % len(suffixes)] if data else suffixes[0]}"
    path.write_bytes(data[1:])
    return path


def _article(data: bytes) -> Article:
    return article_of(Draft(words_of(data) or "x", "fuzz"), id="fuzz")


def articles(data: bytes) -> None:
    """Read a file whose first byte picks its suffix."""
    for article in read_articles([_file(data, tuple(READERS))]).articles:
        article.text.encode("utf-8")
        assert article.sections[-1].end == len(article.text)


def claims(data: bytes) -> None:
    """Find and judge the claims of a text."""
    article, world = _article(data), _world()
    found = find_places([article], world.gazetteer)[article.id]
    for claim in find_claims(article, found, world.gazetteer):
        assert 0 <= claim.start < claim.end <= len(article.text)
        assert check(claim, world).because


def itineraries(data: bytes) -> None:
    """Find and fuse the journeys of a text."""
    article, world = _article(data), _world()
    found = find_places([article], world.gazetteer)[article.id]
    for itinerary in fuse(journeys(article, found, world.gazetteer), [article]):
        assert all(leg.origin in itinerary.stops and leg.destination in itinerary.stops for leg in itinerary.legs)


def layers(data: bytes) -> None:
    """Import a layer from a file whose first byte picks its suffix."""
    path = _file(data, (".csv", ".tsv", ".geojson", ".txt", ".zip", ".gpkg", ".geojsonl"))
    import_layer(path, name="fuzz")


def _forgiving(entrance: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def enter(data: bytes) -> None:
        try:
            entrance(data)
        except GeoError as error:
            assert str(error)  # noqa: PT017

    return enter


ENTRANCES = {
    "articles": _forgiving(articles),
    "claims": _forgiving(claims),
    "journeys": _forgiving(itineraries),
    "layers": _forgiving(layers),
}
"""Name, which is also the folder of its finds, and what takes the bytes."""
