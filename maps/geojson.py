"""The map as a GeoJSON FeatureCollection (RFC 7946): longitude first, lines cut at the antimeridian."""

from collections.abc import Iterable, Sequence
from typing import Any

from geo.coords import LonLat
from maps import when
from maps.antimeridian import cut, home
from maps.document import ClaimMark, Journey, LegLine, MapDocument, PlaceMark, StopMark

__all__ = ["geojson", "line_geometry", "point_geometry"]


def geojson(document: MapDocument) -> dict[str, Any]:
    """Turn a map into features; the property ``kind`` is ``stop``, ``leg``, ``place`` or ``claim``."""
    features: list[dict[str, Any]] = []
    for journey in document.journeys:
        features += [_stop(stop, journey) for stop in journey.stops]
        features += [_leg(leg, journey) for leg in journey.legs]
    features += [_place(mark) for mark in document.places]
    features += [feature for claim in document.claims for feature in _claim(claim)]
    return {"type": "FeatureCollection", "name": document.title, "features": features}


def point_geometry(at: LonLat) -> dict[str, Any]:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": _pair(at)}


def line_geometry(path: Sequence[LonLat]) -> dict[str, Any]:
    """A GeoJSON line, or several where it crosses the antimeridian."""
    lines = [[_pair(at) for at in line] for line in cut(path)] or [[_pair(path[0]), _pair(path[-1])]]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _pair(at: LonLat) -> list[float]:
    return [round(home(at.lon), 6), round(at.lat, 6)]


def _feature(geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _stop(mark: StopMark, journey: Journey) -> dict[str, Any]:
    stop = mark.stop
    return _feature(
        point_geometry(stop.place.at),
        kind="stop",
        id=mark.id,
        name=stop.place.name,
        place_id=stop.place.id,
        journey=journey.title,
        traveller=journey.traveller,
        number=mark.number,
        status=stop.status.value,
        when=when.say(stop.when) if stop.when else None,
        start=stop.when.start.isoformat() if stop.when else None,
        end=stop.when.end.isoformat() if stop.when else None,
        articles=_articles(e.article_id for e in stop.evidence),
    )


def _leg(line: LegLine, journey: Journey) -> dict[str, Any]:
    leg, route = line.leg, line.route
    return _feature(
        line_geometry(line.path),
        kind="leg",
        id=line.id,
        name=f"{leg.origin.place.name} to {leg.destination.place.name}",
        journey=journey.title,
        traveller=journey.traveller,
        mode=leg.mode.value,
        status=leg.status.value,
        length_km=round(line.length_km, 1) if route else None,
        great_circle_km=round(line.great_circle_km, 1),
        network=route.network if route else None,
        reason=line.reason or None,
        articles=_articles(e.article_id for e in leg.evidence),
    )


def _place(mark: PlaceMark) -> dict[str, Any]:
    place = mark.place
    return _feature(
        point_geometry(place.at),
        kind="place",
        id=place.id,
        name=place.name,
        country=place.country,
        feature=place.feature,
        population=place.population,
        mentions=mark.mentions,
        status=mark.status.value if mark.status else None,
        articles=_articles(mark.article_ids),
    )


def _claim(mark: ClaimMark) -> Iterable[dict[str, Any]]:
    if mark.origin is None or mark.destination is None:
        return
    finding, claim = mark.finding, mark.finding.claim
    yield _feature(
        line_geometry((mark.origin, mark.destination)),
        kind="claim",
        id=mark.id,
        name=claim.as_written,
        as_written=claim.as_written,
        claimed_km=claim.km,
        straight_km=round(finding.measured.straight_km, 1) if finding.measured else None,
        verdict=finding.verdict.value,
        because=finding.because,
        articles=claim.article_id,
    )


def _articles(ids: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(ids))
