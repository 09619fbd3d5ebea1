from collections.abc import Callable

import pytest

from geo.articles.article import Article
from geo.coords import BBox, LonLat
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse, recognise
from geo.geoparse.mention import Resolution


def _place(place_id: str, name: str, at: tuple[float, float], feature: str, where: str, population: int = 0) -> Place:
    country, admin1, admin2 = (*where.split("."), "", "")[:3]
    lon, lat = at
    box = BBox(lon - 1, lat - 1, lon + 1, lat + 1) if feature.startswith("A") else None
    return Place(place_id, name, LonLat(lon, lat), box, country, admin1, admin2, feature, population)


PLACES = (
    _place("geonames:1", "France", (2.0, 46.0), "A.PCLI", "FR", 67_000_000),
    _place("geonames:2", "Paris", (2.35, 48.85), "P.PPLC", "FR.11", 2_100_000),
    _place("geonames:3", "Paris", (-95.56, 33.66), "P.PPL", "US.TX.277", 24_000),
    _place("geonames:4", "United States", (-98.5, 39.8), "A.PCLI", "US", 330_000_000),
    _place("geonames:5", "Texas", (-99.25, 31.25), "A.ADM1", "US.TX", 29_000_000),
    _place("geonames:6", "Dallas", (-96.8, 32.78), "P.PPLA2", "US.TX.113", 1_300_000),
    _place("geonames:7", "Lyon", (4.85, 45.75), "P.PPLA", "FR.84", 520_000),
    _place("geonames:8", "Lamar County", (-95.57, 33.66), "A.ADM2", "US.TX.277", 50_000),
    _place("geonames:9", "Springfield", (-89.64, 39.8), "P.PPLA", "US.IL", 116_000),
    _place("geonames:10", "Springfield", (-72.59, 42.1), "P.PPLA2", "US.MA", 153_000),
    _place("geonames:11", "Chicago", (-87.65, 41.85), "P.PPLA2", "US.IL", 2_700_000),
    _place("geonames:12", "Porto", (-8.61, 41.15), "P.PPLA", "PT.17", 249_000),
    _place("geonames:13", "Porto District", (-8.4, 41.2), "A.ADM1", "PT.17", 1_800_000),
    _place("curated:east-port", "East Port Cosmodrome", (128.3, 51.9), "S.CTRS", "RU"),
    _place("geonames:14", "East Port", (37.5, 55.5), "P.PPL", "RU", 9_000),
)


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
