"""What a map shows, worked out once from a Story and drawn by every format alike. No drawing library here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.claims.claim import Finding
from geo.coords import LonLat, geodesic_km, geodesic_path
from geo.gazetteer.place import Place
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Stop
from geo.routes import NoRoute, Route
from geo.story import Story
from geo.vocabulary import Status, Verdict
from maps.quotes import Quote, Quotes
from maps.spots import spot_of
from maps.subject import is_subject, subject
from maps.summary import tell_checks, tell_journey, tell_pile
from maps.view import View, continuous, unwrap, view_of

__all__ = [
    "ClaimMark",
    "Dispute",
    "Journey",
    "LegLine",
    "MapDocument",
    "PlaceMark",
    "StopMark",
    "View",
    "map_document",
    "unwrap",
]


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place that the articles name, with how often and where; ``status`` is its surest on any journey, or None."""

    id: str
    place: Place
    at: LonLat
    mentions: int
    article_ids: tuple[str, ...]
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class StopMark:
    """A stop of a journey, its number in it from 1, and its excerpts; ``sign`` is what its mark is labelled with."""

    id: str
    number: int
    sign: str
    stop: Stop
    at: LonLat
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LegLine:
    """A leg as drawn: where no network carries it, ``path`` is the geodesic and ``reason`` says so."""

    id: str
    leg: Leg
    origin_id: str
    destination_id: str
    path: tuple[LonLat, ...]
    great_circle_km: float
    route: Route | None
    reason: str
    quotes: tuple[Quote, ...]

    @property
    def length_km(self) -> float:
        """Along the network, as `geo route` gives it; the geodesic where there is no line."""
        return self.route.length_km if self.route else self.great_circle_km


@dataclass(frozen=True, slots=True)
class Dispute:
    """Reports that contradict each other, side by side."""

    about: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """One traveller's way."""

    id: str
    title: str
    traveller: str
    stops: tuple[StopMark, ...]
    legs: tuple[LegLine, ...]
    disputes: tuple[Dispute, ...]
    remarks: tuple[str, ...]

    def arrival(self, stop: StopMark) -> LegLine | None:
        """The leg that ends at a stop."""
        return next((leg for leg in self.legs if leg.destination_id == stop.id), None)

    @property
    def is_one_stop(self) -> bool:
        """Whether nothing moves: somebody is reported to be somewhere."""
        return not self.legs

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes that the legs done lead through, in travel order."""
        codes: dict[str, None] = {}
        for line in self.legs:
            if line.leg.status is not Status.DONE:
                continue
            through = [code for code, _ in line.route.countries] if line.route else []
            ends = (line.leg.origin.place.country, *through, line.leg.destination.place.country)
            codes |= dict.fromkeys(code for code in ends if code)
        return tuple(codes)


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim and its verdict; the ends are None where the text leaves them open."""

    id: str
    finding: Finding
    origin: LonLat | None
    destination: LonLat | None
    quote: Quote | None

    @property
    def rank(self) -> int:
        """Where it stands among the checks: what disagrees first, what cannot be checked last."""
        order = (Verdict.DISAGREE, Verdict.CLOSE, Verdict.AGREE, Verdict.UNCHECKABLE)
        return order.index(self.finding.verdict)


@dataclass(frozen=True, slots=True)
class MapDocument:
    """Everything that a map of a story shows."""

    title: str
    story: Story
    view: View
    journeys: tuple[Journey, ...] = field(default=())
    claims: tuple[ClaimMark, ...] = field(default=())
    places: tuple[PlaceMark, ...] = field(default=())

    @property
    def main(self) -> Journey | None:
        """The journey that the articles are about, or None in a pile about many things."""
        pairs = zip(self.journeys, self.story.itineraries, strict=True)
        return next((journey for journey, plain in pairs if is_subject(plain, self.story)), None)

    @property
    def summary(self) -> tuple[str, ...]:
        """The answer in a few sentences: what is done, what is talk, which figures hold."""
        first = tell_journey(self.main) if self.main else tell_pile(self.journeys, self.places)
        return tuple(s for s in (first, tell_checks(self.claims)) if s)

    def line(self) -> tuple[LonLat, ...]:
        """Points of every journey and claim, which the map is about."""
        paths = [at for j in self.journeys for leg in j.legs for at in leg.path]
        stops = [s.at for j in self.journeys for s in j.stops]
        ends = [at for c in self.claims for at in (c.origin, c.destination) if at is not None]
        return (*stops, *paths, *ends)


def map_document(story: Story, *, title: str | None = None) -> MapDocument:
    """Work out what the map of a story shows.

    Parameters
    ----------
    title : str, optional
        Instead of the story's own.
    """
    quotes = Quotes(story)
    view = view_of(subject(story))
    journeys = tuple(
        _journey(number, itinerary, routes, view, quotes)
        for number, (itinerary, routes) in enumerate(zip(story.itineraries, story.routes, strict=True))
    )
    claims = tuple(_claim(number, finding, view, quotes) for number, finding in enumerate(story.findings))
    return MapDocument(title or story.title, story, view, journeys, claims, _places(story, view))


def _journey(
    number: int, itinerary: Itinerary, routes: Sequence[Route | NoRoute], view: View, quotes: Quotes
) -> Journey:
    spots = [spot_of(stop, itinerary, routes) for stop in itinerary.stops]
    stops = tuple(
        StopMark(f"stop-{number}-{n}", n + 1, _sign(number, n + 1), stop, view.here(spot), quotes.all(stop.evidence))
        for n, (stop, spot) in enumerate(zip(itinerary.stops, spots, strict=True))
    )
    ids = {id(mark.stop): mark.id for mark in stops}
    legs = tuple(
        _leg(
            f"leg-{number}-{n}",
            leg,
            route,
            (_stop_id(leg.origin, stops, ids), _stop_id(leg.destination, stops, ids)),
            (spot_of(leg.origin, itinerary, routes), spot_of(leg.destination, itinerary, routes)),
            view,
            quotes,
        )
        for n, (leg, route) in enumerate(zip(itinerary.legs, routes, strict=True))
    )
    disputes = tuple(_dispute(item, quotes) for item in itinerary.contradictions)
    return Journey(f"journey-{number}", itinerary.title, itinerary.traveller, stops, legs, disputes, itinerary.remarks)


def _sign(journey: int, stop: int) -> str:
    """``1``, ``2`` … on the first journey, ``B1``, ``B2`` … on the second, without letters beyond Z."""
    return f"{chr(ord('A') + journey)}{stop}" if 0 < journey < 26 else str(stop)


def _stop_id(stop: Stop, marks: Sequence[StopMark], ids: dict[int, str]) -> str:
    return ids.get(id(stop)) or next((mark.id for mark in marks if mark.stop == stop), "")


def _leg(
    leg_id: str,
    leg: Leg,
    route: Route | NoRoute,
    ends: tuple[str, str],
    spots: tuple[LonLat, LonLat],
    view: View,
    quotes: Quotes,
) -> LegLine:
    found = route if isinstance(route, Route) and len(route.path) > 1 else None
    straight = geodesic_path(*spots)
    path = continuous(found.path if found else straight, view)
    reason = route.reason if isinstance(route, NoRoute) else ""
    great_circle_km = found.great_circle_km if found else _length_km(straight)
    return LegLine(leg_id, leg, *ends, path, great_circle_km, found, reason, quotes.all(leg.evidence))


def _length_km(path: Sequence[LonLat]) -> float:
    return geodesic_km(path[0], path[-1])


def _dispute(item: Contradiction, quotes: Quotes) -> Dispute:
    return Dispute(item.about, quotes.all(item.evidence))


def _claim(number: int, finding: Finding, view: View, quotes: Quotes) -> ClaimMark:
    claim = finding.claim
    origin = view.here(claim.origin.place.at) if claim.origin else None
    destination = view.here(claim.destination.place.at) if claim.destination else None
    if origin and destination:
        destination = LonLat(unwrap(destination.lon, origin.lon), destination.lat)
    quote = quotes.of(claim.article_id, claim.start, claim.end)
    return ClaimMark(f"claim-{number}", finding, origin, destination, quote)


_SUREST = {status: rank for rank, status in enumerate(Status)}


def _places(story: Story, view: View) -> tuple[PlaceMark, ...]:
    status: dict[str, Status] = {}
    extra: dict[str, Place] = {}
    for itinerary in story.itineraries:
        for stop in itinerary.stops:
            known = status.get(stop.place.id)
            if known is None or _SUREST[stop.status] < _SUREST[known]:
                status[stop.place.id] = stop.status
            extra[stop.place.id] = stop.place
    for finding in story.findings:
        for end in (finding.claim.origin, finding.claim.destination):
            if end is not None:
                extra[end.place.id] = end.place
    marks = [
        PlaceMark("", s.place, view.here(s.place.at), s.mentions, s.article_ids, status.get(s.place.id))
        for s in story.places()
    ]
    named = {mark.place.id for mark in marks}
    marks += [
        PlaceMark("", place, view.here(place.at), 0, (), status.get(key))
        for key, place in extra.items()
        if key not in named
    ]
    return tuple(
        PlaceMark(f"place-{n}", m.place, m.at, m.mentions, m.article_ids, m.status) for n, m in enumerate(marks)
    )
