"""The whole result of reading some articles, and its JSON both ways."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from geo.articles.article import Article
from geo.claims.claim import Finding
from geo.codec import decode, encode
from geo.errors import UsageError
from geo.gazetteer.place import Place
from geo.geoparse.mention import Resolution, Unresolved
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.routes import NoRoute, Route

__all__ = ["PlaceSummary", "Story"]

SCHEMA = "geo.story/1"


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A place that articles name: how often, and in which."""

    place: Place
    mentions: int
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that is known of a pile of articles.

    Attributes
    ----------
    resolutions : tuple of Resolution
        Of all articles, body and after-matter, in the order of articles and text.
    routes : tuple of tuples
        One tuple an itinerary, aligned with its legs.
    data_versions : mapping
        The packages that the shipped data were derived from, and their versions.
    tallies : mapping
        Place id to mentions, where a resolution stands for many (a corpus told in digest); empty otherwise.
    articles_read : int
        How many articles stand behind the counts where not all are shown (a corpus told in digest); 0 otherwise.
    """

    title: str
    articles: tuple[Article, ...]
    resolutions: tuple[Resolution, ...] = ()
    itineraries: tuple[Itinerary, ...] = ()
    routes: tuple[tuple[Route | NoRoute, ...], ...] = ()
    findings: tuple[Finding, ...] = ()
    data_versions: Mapping[str, str] = field(default_factory=dict)
    made: datetime | None = None
    generator: str = ""
    tallies: Mapping[str, int] = field(default_factory=dict)
    articles_read: int = 0

    @property
    def article_count(self) -> int:
        """How many articles it tells of, shown or not."""
        return self.articles_read or len(self.articles)

    def article(self, article_id: str) -> Article:
        """The article with that id."""
        return next(a for a in self.articles if a.id == article_id)

    def places(self) -> tuple[PlaceSummary, ...]:
        """The places named in the bodies of the articles, most mentioned first."""
        bodies = {a.id: a for a in self.articles}
        counts: Counter[str] = Counter()
        articles: defaultdict[str, dict[str, None]] = defaultdict(dict)
        places: dict[str, Place] = {}
        for resolution in self.resolutions:
            place, mention = resolution.resolved, resolution.mention
            if place is None or not bodies[mention.article_id].in_body(mention.start):
                continue
            places[place.id] = place
            counts[place.id] += 1
            articles[place.id][mention.article_id] = None
        counts.update({key: self.tallies.get(key, n) - n for key, n in counts.items()})
        return tuple(PlaceSummary(places[key], n, tuple(articles[key])) for key, n in counts.most_common())

    def _repr_html_(self) -> str:
        """The map itself, where a notebook shows the story."""
        from maps.notebook import framed

        return framed(self)

    def to_json(self) -> dict[str, Any]:
        """The story as plain values; each place stands once, under ``places``."""
        places: dict[str, Any] = {}

        def keep(place: Place) -> str:
            places.setdefault(place.id, encode(place))
            return place.id

        special: dict[type, Any] = {Place: keep, Unresolved: lambda u: {"reason": u.reason}}
        journeys = [
            _encode_itinerary(itinerary, routes, special)
            for itinerary, routes in zip(self.itineraries, self.routes, strict=True)
        ]
        rest = encode(replace(self, itineraries=(), routes=()), special)
        return {"schema": SCHEMA, **rest, "itineraries": journeys, "places": places}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Story":
        """Read what `to_json` wrote.

        Raises
        ------
        UsageError
            When it is not a story of this schema.
        """
        if plain.get("schema") != SCHEMA:
            raise UsageError(f"this is not a {SCHEMA} document: its schema is {plain.get('schema')!r}")
        places = {key: decode(Place, item) for key, item in plain["places"].items()}
        special = {
            Place: places.__getitem__,
            Place | Unresolved: lambda p: places[p] if isinstance(p, str) else Unresolved(p["reason"]),
        }
        rest = {k: v for k, v in plain.items() if k not in ("schema", "places", "itineraries")}
        journeys = [_decode_itinerary(item, special) for item in plain["itineraries"]]
        story: Story = decode(cls, rest, special)
        return replace(
            story,
            itineraries=tuple(itinerary for itinerary, _ in journeys),
            routes=tuple(routes for _, routes in journeys),
        )


def _encode_itinerary(itinerary: Itinerary, routes: tuple[Route | NoRoute, ...], special: Any) -> dict[str, Any]:
    plain: dict[str, Any] = encode(replace(itinerary, legs=()), special)
    plain["legs"] = []
    for leg, route in zip(itinerary.legs, routes, strict=True):
        ends = {"from": itinerary.stops.index(leg.origin), "to": itinerary.stops.index(leg.destination)}
        how = {"mode": leg.mode.value, "status": leg.status.value, "evidence": encode(leg.evidence, special)}
        laid = encode(route, special | {Leg: lambda _: None})
        laid.pop("leg")
        plain["legs"].append(ends | how | {"route": laid})
    return plain


def _decode_itinerary(plain: Mapping[str, Any], special: Any) -> tuple[Itinerary, tuple[Route | NoRoute, ...]]:
    bare: Itinerary = decode(Itinerary, {k: v for k, v in plain.items() if k != "legs"} | {"legs": []}, special)
    legs: list[Leg] = []
    routes: list[Route | NoRoute] = []
    for item in plain["legs"]:
        own = {k: v for k, v in item.items() if k not in ("from", "to", "route")}
        ends = {"origin": bare.stops[item["from"]], "destination": bare.stops[item["to"]]}
        legs.append(decode(Leg, own | ends, special | {Stop: lambda stop: stop}))
        kind = Route if "path" in item["route"] else NoRoute
        routes.append(decode(kind, item["route"] | {"leg": legs[-1]}, special | {Leg: lambda joined: joined}))
    return replace(bare, legs=tuple(legs)), tuple(routes)
