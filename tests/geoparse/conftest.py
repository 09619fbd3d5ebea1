from collections.abc import Callable

import pytest

from geo.articles.article import Article
from geo.coords import BBox, LonLat
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse, recognise
from geo.geoparse.mention import Resolution

PLACES = (
    Place("geonames:1", "France", LonLat(2.0, 46.0), BBox(-5, 41, 10, 51), "FR", feature="A.PCLI", population=67_000_000),
    Place("geonames:2", "Paris", LonLat(2.35, 48.85), None, "FR", "11", feature="P.PPLC", population=2_100_000),
    Place("geonames:3", "Paris", LonLat(-95.56, 33.66), None, "US", "TX", "277", "P.PPL", 24_000),
    Place("geonames:4", "United States", LonLat(-98.5, 39.8), BBox(-125, 24, -66, 49), "US", feature="A.PCLI", population=330_000_000),
    Place("geonames:5", "Texas", LonLat(-99.25, 31.25), BBox(-107, 25, -93, 37), "US", "TX", feature="A.ADM1", population=29_000_000),
    Place("geonames:6", "Dallas", LonLat(-96.8, 32.78), None, "US", "TX", "113", "P.PPLA2", 1_300_000),
    Place("geonames:7", "Lyon", LonLat(4.85, 45.75), None, "FR", "84", feature="P.PPLA", population=520_000),
    Place("geonames:8", "Lamar County", LonLat(-95.57, 33.66), BBox(-96, 33.3, -95.1, 34), "US", "TX", "277", "A.ADM2", 50_000),
    Place("geonames:9", "Springfield", LonLat(-89.64, 39.8), None, "US", "IL", feature="P.PPLA", population=116_000),
    Place("geonames:10", "Springfield", LonLat(-72.59, 42.1), None, "US", "MA", feature="P.PPLA2", population=153_000),
    Place("geonames:11", "Chicago", LonLat(-87.65, 41.85), None, "US", "IL", feature="P.PPLA2", population=2_700_000),
    Place("geonames:12", "Porto", LonLat(-8.61, 41.15), None, "PT", "17", feature="P.PPLA", population=249_000),
    Place("geonames:13", "Porto District", LonLat(-8.4, 41.2), None, "PT", "17", feature="A.ADM1", population=1_800_000),
    Place("curated:east-port", "East Port Cosmodrome", LonLat(128.3, 51.9), None, "RU", feature="S.CTRS"),
    Place("geonames:14", "East Port", LonLat(37.5, 55.5), None, "RU", feature="P.PPL", population=9_000),
)  # fmt: skip


@pytest.fixture(scope="session")
def small_world() -> Gazetteer:
    return Gazetteer.of(
        PLACES,
        names={"curated:east-port": ["East Port spaceport"], "geonames:3": ["City of Paris"]},
        demonyms={"French": "geonames:1", "Texan": "geonames:5"},
    )


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    return Gazetteer.open(user_layers=False)


@pytest.fixture(scope="session")
def names(world: Gazetteer) -> Callable[[str], list[str]]:
    """What the recogniser finds in a text, as strings."""
    return lambda text: [m.text for m in recognise(Article("a", "", text), world)]


@pytest.fixture(scope="session")
def placed(world: Gazetteer) -> Callable[..., dict[str, Resolution]]:
    """The resolutions of a text by the mention's text; the last of a name counts."""

    def parse(text: str, **more: object) -> dict[str, Resolution]:
        return {r.mention.text: r for r in geoparse(Article("a", "", text), world, **more)}  # type: ignore[arg-type]

    return parse
