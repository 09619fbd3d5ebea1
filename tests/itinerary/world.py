"""A world for journey tests: the places of ``tests/data/journeys_places.csv``, found in a text by string search."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geo.articles.article import Article
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention, MentionKind, Resolution
from geo.itinerary import Itinerary, journeys

DATA = Path(__file__).parents[1] / "data"
# Clubs that carry a town's name: a recogniser leaves them alone.
_NO_PLACES = ("Real Madrid", "Manchester City", "Bayern Munich", "Manchester Crown Court")
_CAPITALS = {
    "AT": "Vienna", "BR": "Brasilia", "CN": "Beijing", "DE": "Berlin", "EG": "Cairo", "ES": "Madrid", "FR": "Paris",
    "GB": "London", "HU": "Budapest", "ID": "Jakarta", "IT": "Rome", "JP": "Tokyo", "KP": "Pyongyang", "LT": "Vilnius",
    "MV": "Male", "MX": "Mexico City", "PG": "Port Moresby", "PK": "Islamabad", "PL": "Warsaw", "RU": "Moscow",
    "TR": "Ankara", "UA": "Kyiv", "US": "Washington", "ZM": "Lusaka",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """Names and demonyms with their places, and what journeys ask of a gazetteer: every name is settled by hand."""

    names: Mapping[str, Place]
    demonyms: Mapping[str, Place]
    pattern: re.Pattern[str]

    def capital(self, code: str) -> Place | None:
        seats = [p for p in self.names.values() if p.country == code and p.feature == "P.PPLC"]
        return self.names.get(_CAPITALS.get(code, "")) or (seats[0] if seats else None)

    def candidates(self, name: str) -> tuple[Place, ...]:
        return ()

    def resolutions(self, article: Article) -> tuple[Resolution, ...]:
        """Every known name and demonym in an article, resolved, longest first."""
        return tuple(self._found(article))

    def _found(self, article: Article) -> Iterator[Resolution]:
        for match in self.pattern.finditer(article.text):
            around = article.text[max(0, match.start() - 5) : match.end() + 15]
            if any(name in around for name in _NO_PLACES):
                continue
            word = match.group()
            kind = MentionKind.DEMONYM if word in self.demonyms else MentionKind.NAME
            place = self.demonyms.get(word) or self.names[word]
            yield Resolution(Mention(article.id, match.start(), match.end(), word, kind), place, 0.9)

    def journeys(self, text: str, *, published: str | None = None, name: str = "a") -> tuple[Itinerary, ...]:
        """Read the journeys of a text."""
        article = Article(name, "", text, date.fromisoformat(published) if published else None)
        return journeys(article, self.resolutions(article), self)  # type: ignore[arg-type]


@cache
def world() -> World:
    """Load the places once."""
    names: dict[str, Place] = {}
    demonyms: dict[str, Place] = {}
    with (DATA / "journeys_places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Place(
                id=f"test:{row['place']}",
                name=row["place"],
                at=LonLat(float(row["lon"]), float(row["lat"])),
                country=row["country"],
                admin1=row["admin1"],
                feature=row["feature"],
            )
            (names if row["kind"] == "name" else demonyms)[row["name"]] = place
    return _world(names, demonyms)


def _world(names: dict[str, Place], demonyms: dict[str, Place]) -> World:
    longest = sorted([*names, *demonyms], key=len, reverse=True)
    return World(names, demonyms, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"))


def world_of(item: Mapping[str, Any]) -> World:
    """The world of one text: the places of its own table, where it brings one."""
    if "table" not in item:
        return world()
    names: dict[str, Place] = {}
    demonyms: dict[str, Place] = {}
    for written, row in item["table"].items():
        place = Place(
            id=f"test:{row['name']}",
            name=row["name"],
            at=LonLat(row["lon"], row["lat"]),
            country=row["country"],
            admin1=row["admin1"],
            feature=row["feature"],
        )
        (demonyms if row.get("demonym") else names)[written] = place
    return _world(names, demonyms)


@cache
def items() -> tuple[dict[str, Any], ...]:
    """The journeys and the texts that must yield none, as written."""
    lines = (DATA / "journeys.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def labelled_texts() -> list[dict[str, Any]]:
    """Every labelled text, those with the same words once; what says ``aside`` is never learnt from."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(DATA.glob("journeys*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            found.setdefault(item["text"], item)
    return list(found.values())


_READ: dict[tuple[str, str], tuple[Itinerary, ...]] = {}


def journeys_of(item: Mapping[str, Any]) -> tuple[Itinerary, ...]:
    """The journeys read from one text among its places; read once in a run, since several tests ask for them."""
    key = (item["id"], item["text"])
    if key not in _READ:
        _READ[key] = world_of(item).journeys(item["text"], published=item.get("published"), name=item["id"])
    return _READ[key]


def strangers_texts() -> Iterator[dict[str, Any]]:
    """The texts of strangers to the code, most of which the reader was trained on."""
    for path in sorted(DATA.glob("journeys_blind*.jsonl")):
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def examinations() -> Iterator[dict[str, Any]]:
    """The texts set aside of examiners, who knew what is asked of a reader of journeys and nothing of the code."""
    with (DATA / "journeys_examiners.jsonl").open(encoding="utf-8") as file:
        yield from (item for item in map(json.loads, file) if item["aside"])


def ordinary_news() -> Iterator[dict[str, Any]]:
    """The texts set aside of writers of ordinary news, in most of which nobody travels."""
    with (DATA / "journeys_news.jsonl").open(encoding="utf-8") as file:
        yield from (item for item in map(json.loads, file) if item["aside"])


def long_articles() -> Iterator[dict[str, Any]]:
    """The texts set aside of writers of long articles, of 550 to 950 words."""
    with (DATA / "journeys_long.jsonl").open(encoding="utf-8") as file:
        yield from (item for item in map(json.loads, file) if item["aside"])
