"""The map as KML 2.2, in folders, coloured by status as on the page."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from geo.coords import LonLat
from maps import when
from maps.antimeridian import cut, home
from maps.document import ClaimMark, Journey, LegLine, MapDocument, PlaceMark, StopMark
from maps.style import MENTIONED, STATUSES, VERDICTS, Look
from maps.xml import Maker, document

__all__ = ["kml"]

NAMESPACE = "http://www.opengis.net/kml/2.2"
_make = Maker(NAMESPACE)


def kml(map_document: MapDocument) -> bytes:
    """Write a KML document: a folder a journey, then places and claims."""
    looks = [(s.value, look) for s, look in STATUSES.items()] + [(v.value, look) for v, look in VERDICTS.items()]
    body = [_make("name", map_document.title), _make("description", " ".join(map_document.summary))]
    body += [_style(name, look) for name, look in (*looks, ("mentioned", MENTIONED))]
    body += [_journey(journey) for journey in map_document.journeys]
    body.append(_folder("Places", (_place(mark) for mark in map_document.places)))
    if map_document.claims:
        body.append(_folder("Claims", (row for claim in map_document.claims for row in _claim(claim))))
    return document(_make("kml", children=[_make("Document", children=body)]), NAMESPACE)


def _style(name: str, look: Look) -> ET.Element:
    red, green, blue = look.light[1:3], look.light[3:5], look.light[5:7]
    colour = f"ff{blue}{green}{red}"
    line = _make("LineStyle", children=[_make("color", colour), _make("width", look.width)])
    return _make("Style", children=[_make("IconStyle", children=[_make("color", colour)]), line], id=name)


def _folder(name: str, rows: Iterable[ET.Element]) -> ET.Element:
    return _make("Folder", children=[_make("name", name), *rows])


def _placemark(name: str, text: str, style: str, *shapes: ET.Element) -> ET.Element:
    parts = [_make("name", name), _make("description", text), _make("styleUrl", f"#{style}")]
    return _make("Placemark", children=[*parts, *shapes])


def _point(at: LonLat) -> ET.Element:
    return _make("Point", children=[_make("coordinates", _pair(at))])


def _pair(at: LonLat) -> str:
    return f"{home(at.lon):.6f},{at.lat:.6f}"


def _line(path: Sequence[LonLat]) -> ET.Element:
    lines = [
        _make("LineString", children=[_make("tessellate", 1), _make("coordinates", " ".join(map(_pair, line)))])
        for line in cut(path) or (tuple(path),)
    ]
    return lines[0] if len(lines) == 1 else _make("MultiGeometry", children=lines)


def _journey(journey: Journey) -> ET.Element:
    rows = [_stop(stop) for stop in journey.stops] + [_leg(leg) for leg in journey.legs]
    return _folder(journey.title or journey.traveller or "Journey", rows)


def _stop(mark: StopMark) -> ET.Element:
    stop = mark.stop
    said = when.say(stop.when) if stop.when else "no date reported"
    quotes = " / ".join(e.text for e in stop.evidence[:3])
    return _placemark(
        f"{mark.sign} {stop.place.name}",
        f"{stop.status.value}; {said}. {quotes}",
        stop.status.value,
        _point(stop.place.at),
    )


def _leg(line: LegLine) -> ET.Element:
    leg = line.leg
    name = f"{leg.origin.place.name} to {leg.destination.place.name}"
    length = f"{line.length_km:.0f} km" if line.route else f"{line.great_circle_km:.0f} km straight; {line.reason}"
    return _placemark(name, f"{leg.status.value}, {leg.mode.value}, {length}", leg.status.value, _line(line.path))


def _place(mark: PlaceMark) -> ET.Element:
    style = mark.status.value if mark.status else "mentioned"
    return _placemark(
        mark.place.name, f"{mark.mentions} mentions in {len(mark.article_ids)} articles", style, _point(mark.place.at)
    )


def _claim(mark: ClaimMark) -> Iterable[ET.Element]:
    if mark.origin and mark.destination:
        finding = mark.finding
        yield _placemark(
            finding.claim.as_written, finding.because, finding.verdict.value, _line((mark.origin, mark.destination))
        )
