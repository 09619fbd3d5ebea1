"""The JSON documents that other programs read: one function each, shapes as docs/reference fixes them."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo.articles.article import Article, Evidence, SectionKind
from geo.claims.claim import Endpoint, Finding
from geo.coords import LonLat, compass_word, geodesic_km, initial_bearing_deg
from geo.gazetteer.place import Place
from geo.geoparse.mention import Resolution, Unresolved
from geo.itinerary.journey import Itinerary, When
from geo.routes import NoRoute, Route
from geo.story import PlaceSummary, Story
from geo.vocabulary import Mode, Verdict

__all__ = [
    "check_document",
    "distance_document",
    "line_geometry",
    "lookup_document",
    "place_features",
    "place_json",
    "places_document",
    "route_document",
    "when_json",
]

COORDINATE_DIGITS = 5
KM_DIGITS = 1


def place_json(place: Place) -> dict[str, Any]:
    """A place as every document writes it."""
    return {
        "id": place.id,
        "name": place.name,
        "lon": round(place.at.lon, COORDINATE_DIGITS),
        "lat": round(place.at.lat, COORDINATE_DIGITS),
        "country": place.country,
        "admin1": place.admin1,
        "feature": place.feature,
        "population": place.population,
    }


def km_json(value: float | None) -> float | None:
    """A length in km, rounded to what it is good for."""
    return None if value is None else round(value, KM_DIGITS)


def when_json(when: When | None) -> dict[str, str] | None:
    """A span of time: dates for a day or coarser, local minutes for anything finer."""
    if when is None:
        return None
    fine = when.precision in ("part of day", "minute")
    start, end = ((t.isoformat(timespec="minutes") if fine else t.date().isoformat()) for t in (when.start, when.end))
    return {"start": start, "end": end, "precision": when.precision.value, "as_written": when.as_written}


def places_document(
    articles: Iterable[Article], resolutions: Iterable[Resolution], summaries: Iterable[PlaceSummary]
) -> dict[str, Any]:
    """Every mention of every article, and the places that the bodies name: ``geo.places/1``."""
    by_article: dict[str, list[Resolution]] = {}
    for resolution in resolutions:
        by_article.setdefault(resolution.mention.article_id, []).append(resolution)
    return {
        "schema": "geo.places/1",
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "published": article.published.isoformat() if article.published else None,
                "mentions": [_mention_json(r, article) for r in by_article.get(article.id, ())],
            }
            for article in articles
        ],
        "places": [place_json(s.place) | {"mentions": s.mentions, "articles": list(s.article_ids)} for s in summaries],
    }


def place_features(summaries: Iterable[PlaceSummary]) -> dict[str, Any]:
    """The places that articles name as a GeoJSON FeatureCollection of points."""
    features = []
    for summary in summaries:
        facts = place_json(summary.place)
        point = {"type": "Point", "coordinates": [facts.pop("lon"), facts.pop("lat")]}
        facts |= {"mentions": summary.mentions, "articles": list(summary.article_ids)}
        features.append({"type": "Feature", "geometry": point, "properties": facts})
    return {"type": "FeatureCollection", "features": features}


def _mention_json(resolution: Resolution, article: Article) -> dict[str, Any]:
    mention = resolution.mention
    plain: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind": mention.kind.value,
        "confidence": round(resolution.confidence, 3),
        "place": place_json(resolution.resolved) if resolution.resolved else None,
    }
    if isinstance(resolution.place, Unresolved):
        plain["reason"] = resolution.place.reason
    if article.section_at(mention.start) is not SectionKind.BODY:
        plain["section"] = article.section_at(mention.start).value
    return plain


def route_document(story: Story) -> dict[str, Any]:
    """The itineraries with their lines, best supported first: ``geo.route/1``."""
    pairs = zip(story.itineraries, story.routes, strict=True)
    return {"schema": "geo.route/1", "itineraries": [_itinerary_json(i, routes) for i, routes in pairs]}


def _itinerary_json(itinerary: Itinerary, routes: Iterable[Route | NoRoute]) -> dict[str, Any]:
    return {
        "title": itinerary.title,
        "traveller": itinerary.traveller,
        "stops": [
            {
                "place": place_json(stop.place),
                "when": when_json(stop.when),
                "status": stop.status.value,
                "evidence": [evidence_json(e) for e in stop.evidence],
            }
            for stop in itinerary.stops
        ],
        "legs": [
            {
                "from": itinerary.stops.index(leg.origin),
                "to": itinerary.stops.index(leg.destination),
                "mode": leg.mode.value,
                "status": leg.status.value,
                **line_json(route),
                "evidence": [evidence_json(e) for e in leg.evidence],
            }
            for leg, route in zip(itinerary.legs, routes, strict=True)
        ],
        "contradictions": [
            {"about": c.about, "evidence": [evidence_json(e) for e in c.evidence]} for c in itinerary.contradictions
        ],
        "remarks": list(itinerary.remarks),
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """The words behind a statement, and who is quoted as saying so."""
    plain: dict[str, Any] = {
        "article": evidence.article_id,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
    }
    return plain | ({"says": evidence.says} if evidence.says else {})


def line_json(route: Route | NoRoute) -> dict[str, Any]:
    """A route's lengths, what it passes and its line; or the reason why there is none."""
    if isinstance(route, NoRoute):
        empty = dict.fromkeys(("length_km", "great_circle_km", "access_km", "bridged_km", "network"))
        straight = geodesic_km(route.leg.origin.place.at, route.leg.destination.place.at)
        return empty | {"great_circle_km": km_json(straight), "reason": route.reason, "geometry": None}
    plain: dict[str, Any] = {
        "length_km": km_json(route.length_km),
        "great_circle_km": km_json(route.great_circle_km),
        "access_km": km_json(route.access_km),
        "bridged_km": km_json(route.bridged_km),
        "network": route.network,
        "countries": [{"country": code, "km": km_json(km)} for code, km in route.countries],
        "passes": [{"place": place_json(place), "at_km": km_json(km)} for place, km in route.passes],
        "crossings": [
            {"from": c.from_country, "to": c.to_country, "at_km": km_json(c.at_km), "lon": c.at.lon, "lat": c.at.lat}
            for c in route.crossings
        ],
        "passages": list(route.passages),
        "geometry": line_geometry(route.path),
    }
    return plain | ({"unreliable": route.unreliable} if route.unreliable else {})


def line_geometry(path: Iterable[LonLat]) -> dict[str, Any]:
    """A path as GeoJSON, cut where it crosses the antimeridian (RFC 7946, section 3.1.9)."""
    parts: list[list[LonLat]] = [[]]
    for point in path:
        before = parts[-1][-1] if parts[-1] else point
        if abs(point.lon - before.lon) > 180.0:
            edge, cut = _antimeridian_cut(before, point)
            parts[-1].append(edge)
            parts.append([cut])
        parts[-1].append(point)
    lines = [[[round(p.lon, COORDINATE_DIGITS), round(p.lat, COORDINATE_DIGITS)] for p in part] for part in parts]
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}


def _antimeridian_cut(a: LonLat, b: LonLat) -> tuple[LonLat, LonLat]:
    side = 180.0 if a.lon > 0 else -180.0
    to_edge, beyond = side - a.lon, b.lon + side
    share = to_edge / (to_edge + beyond) if to_edge + beyond else 0.5
    lat = a.lat + (b.lat - a.lat) * share
    return LonLat(side, lat), LonLat(-side, lat)


def check_document(findings: Iterable[Finding]) -> dict[str, Any]:
    """Every distance claim with its verdict: ``geo.check/1``."""
    findings = list(findings)
    return {
        "schema": "geo.check/1",
        "claims": [finding_json(f) for f in findings],
        "summary": {v.value: sum(f.verdict is v for f in findings) for v in Verdict},
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One claim and what measuring says of it."""
    claim, measured = finding.claim, finding.measured
    lengths: dict[str, Any] = {"straight_km": km_json(measured.straight_km)} if measured else {}
    for name in ("rail_km", "road_km", "sea_km"):
        if measured is not None and getattr(measured, name) is not None:
            lengths[name] = km_json(getattr(measured, name))
    return {
        "article": claim.article_id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "from": _end_json(claim.origin),
        "to": _end_json(claim.destination),
        "km": None if claim.km is None else round(claim.km, 2),
        "as_written": claim.as_written,
        "mode": claim.mode.value if claim.mode else "straight",
        "hedge": claim.hedge.value,
        "hours": claim.hours,
        "measured": lengths,
        "difference_km": km_json(finding.difference_km),
        "tolerance_km": km_json(finding.tolerance_km),
        "verdict": finding.verdict.value,
        "direction": _direction_json(finding),
        "because": finding.because,
    }


def _end_json(end: Endpoint | None) -> dict[str, Any] | None:
    if end is None:
        return None
    plain = place_json(end.place)
    if end.kind != "point":
        plain["part"] = end.kind.value
        if end.neighbour is not None:
            plain["neighbour"] = place_json(end.neighbour)
    return plain


def _direction_json(finding: Finding) -> dict[str, Any] | None:
    if finding.claim.direction is None or finding.direction_verdict is None or finding.bearing_deg is None:
        return None
    return {
        "claimed": finding.claim.direction,
        "measured_deg": round(finding.bearing_deg, 1),
        "measured": finding.compass or compass_word(finding.bearing_deg),
        "verdict": finding.direction_verdict.value,
    }


def distance_document(
    origin: Place, destination: Place, routes: Mapping[Mode, Route | NoRoute], finding: Finding | None = None
) -> dict[str, Any]:
    """What lies between two places: ``geo.distance/1``."""
    bearing = initial_bearing_deg(origin.at, destination.at)
    plain: dict[str, Any] = {
        "schema": "geo.distance/1",
        "from": place_json(origin),
        "to": place_json(destination),
        "straight_km": km_json(geodesic_km(origin.at, destination.at)),
        "bearing_deg": round(bearing, 1),
        "compass": compass_word(bearing),
        "routes": {
            mode.value: {"reason": route.reason} if isinstance(route, NoRoute) else line_json(route)
            for mode, route in routes.items()
        },
    }
    return plain | ({"claim": finding_json(finding)} if finding else {})


def lookup_document(query: str, matches: Iterable[Any]) -> dict[str, Any]:
    """What the gazetteer finds for a name, best first: ``geo.lookup/1``."""
    return {
        "schema": "geo.lookup/1",
        "query": query,
        "places": [
            place_json(m.place) | {"score": round(m.score, 3), "matched": m.matched, "how": str(m.how)} for m in matches
        ],
    }
