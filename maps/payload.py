"""What the page's scripts draw from: the map document as compact plain values, beside the story's own JSON."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from geo.itinerary.journey import When
from geo.routes import Crossing
from geo.story import Story
from geo.vocabulary import Mode, Status
from maps import basemap, when
from maps.claim_ways import claim_ways
from maps.deltas import pack
from maps.document import ClaimMark, Journey, LegLine, MapDocument, PlaceMark, StopMark
from maps.rails import SCALE, rails_near
from maps.style import MENTIONED, MODES, PAPER, STATUSES, VERDICTS, Look
from maps.view import continuous

__all__ = ["PATH_SCALE", "embed", "payload", "rounded", "thin"]

PATH_SCALE = 2000
"""Steps a degree of a drawn route: about 55 m."""

MANY_RESOLUTIONS = 3000
"""Above this a page keeps each mention's place and confidence, and leaves rivals and reasons to `geo places`."""


def payload(document: MapDocument) -> dict[str, Any]:
    """Everything that is drawn, by number where the page or the story holds the words."""
    numbers = {article.id: n for n, article in enumerate(document.story.articles)}
    places = {mark.place.id: n for n, mark in enumerate(document.places)}
    view = document.view
    return {
        "schema": "geo.map/1",
        "view": [view.west, view.south, view.east, view.north, view.middle_lon],
        "pathScale": PATH_SCALE,
        "places": [_place(mark, numbers) for mark in document.places],
        "journeys": [_journey(journey, places, numbers) for journey in document.journeys],
        "claims": _claims(document, places, numbers),
        "style": _style(),
        "basemap": _basemap(document),
    }


def _basemap(document: MapDocument) -> basemap.Basemap:
    chosen = basemap.select(document.line(), also=[mark.at for mark in document.places])
    legs = [
        leg for journey in document.journeys for leg in journey.legs if leg.route and leg.route.network == Mode.RAIL
    ]
    if not legs:
        return chosen
    legs = [leg for leg in legs if leg.leg.status in (Status.DONE, Status.PLANNED)] or legs
    return chosen | {"rail": {"scale": SCALE, "lines": rails_near(at for leg in legs for at in leg.path)}}


def thin(story: Story) -> Story:
    """Leave rivals and reasons out of a big story's page."""
    if len(story.resolutions) <= MANY_RESOLUTIONS:
        return story
    return replace(story, resolutions=tuple(replace(r, rivals=(), because=()) for r in story.resolutions))


def rounded(value: Any) -> Any:
    """The same plain value with numbers cut to five decimals: a metre on the Earth, and a third of the letters."""
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value


def embed(value: Any) -> str:
    """Write JSON that cannot end the script element it stands in, nor break a line in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _place(mark: PlaceMark, numbers: dict[str, int]) -> dict[str, Any]:
    place = mark.place
    return {
        "id": place.id,
        "name": place.name,
        "at": _at(*mark.at),
        "country": place.country,
        "area": place.is_area,
        "n": mark.mentions,
        "in": [numbers[a] for a in mark.article_ids if a in numbers],
        "status": mark.status.value if mark.status else None,
    }


def _at(lon: float, lat: float) -> list[float]:
    return [round(lon, 5), round(lat, 5)]


def _journey(journey: Journey, places: dict[str, int], numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "id": journey.id,
        "title": journey.title,
        "traveller": journey.traveller,
        "stops": [_stop(stop, places, numbers) for stop in journey.stops],
        "legs": [_leg(leg, numbers) for leg in journey.legs],
    }


def _stop(mark: StopMark, places: dict[str, int], numbers: dict[str, int]) -> dict[str, Any]:
    stop = mark.stop
    return {
        "id": mark.id,
        "n": mark.sign,
        "place": places[stop.place.id],
        "at": _at(*mark.at),
        "status": stop.status.value,
        "when": _when(stop.when) if stop.when else None,
        "in": sorted({numbers[e.article_id] for e in stop.evidence if e.article_id in numbers}),
    }


def _when(span: When) -> list[Any]:
    return [_stamp(span.start), _stamp(span.end), when.say(span)]


def _stamp(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="minutes")


def _leg(line: LegLine, numbers: dict[str, int]) -> dict[str, Any]:
    route = line.route
    plain: dict[str, Any] = {
        "id": line.id,
        "from": line.origin_id,
        "to": line.destination_id,
        "mode": line.leg.mode.value,
        "status": line.leg.status.value,
        "km": round(line.length_km, 1),
        "straight": round(line.great_circle_km, 1),
        "network": route.network if route else None,
        "reason": line.reason,
        "path": pack(line.path, PATH_SCALE),
        "in": sorted({numbers[e.article_id] for e in line.leg.evidence if e.article_id in numbers}),
    }
    if route and route.crossings:
        plain["crossings"] = [_crossing(c) for c in route.crossings]
    return plain


def _crossing(crossing: Crossing) -> list[Any]:
    return [crossing.from_country, crossing.to_country, *_at(*crossing.at), round(crossing.at_km, 1)]


def _claims(document: MapDocument, places: dict[str, int], numbers: dict[str, int]) -> list[dict[str, Any]]:
    plain = [_claim(mark, places, numbers) for mark in document.claims]
    for number, (mode, length_km, route) in claim_ways(document.story.findings).items():
        path = pack(continuous(route.path, document.view), PATH_SCALE)
        plain[number]["way"] = {"mode": mode.value, "km": round(length_km, 1), "path": path}
    return plain


def _claim(mark: ClaimMark, places: dict[str, int], numbers: dict[str, int]) -> dict[str, Any]:
    finding, claim = mark.finding, mark.finding.claim
    measured = finding.measured
    return {
        "id": mark.id,
        "article": numbers.get(claim.article_id),
        "from": places[claim.origin.place.id] if claim.origin else None,
        "to": places[claim.destination.place.id] if claim.destination else None,
        "ends": [_at(*mark.origin), _at(*mark.destination)] if mark.origin and mark.destination else None,
        "km": claim.km,
        "written": claim.as_written,
        "mode": claim.mode.value if claim.mode else None,
        "straight": round(measured.straight_km, 1) if measured else None,
        "verdict": finding.verdict.value,
        "direction": claim.direction,
        "bearing": finding.bearing_deg,
    }


def _style() -> dict[str, Any]:
    def look(of: Look) -> dict[str, Any]:
        return asdict(of)

    return {
        "status": {key.value: look(value) for key, value in STATUSES.items()},
        "mentioned": look(MENTIONED),
        "verdict": {key.value: look(value) for key, value in VERDICTS.items()},
        "mode": {key.value: value for key, value in MODES.items()},
        "paper": {key: asdict(value) for key, value in PAPER.items()},
    }
