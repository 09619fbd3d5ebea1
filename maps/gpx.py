"""The map as GPX 1.1: waypoints for places, a track for each leg done, a route for each leg that is only talked of."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from geo.coords import LonLat
from geo.vocabulary import Status
from maps import when
from maps.antimeridian import cut, home
from maps.document import LegLine, MapDocument
from maps.xml import Maker, document

__all__ = ["gpx"]

NAMESPACE = "http://www.topografix.com/GPX/1/1"
_make = Maker(NAMESPACE)


def gpx(map_document: MapDocument) -> bytes:
    """Write a GPX document; places that are only mentioned are waypoints too."""
    stops = {s.stop.place.id: s for j in reversed(map_document.journeys) for s in reversed(j.stops)}
    rows = [
        _make("metadata", children=[_make("name", map_document.title), _make("desc", " ".join(map_document.summary))])
    ]
    for mark in map_document.places:
        stop = stops.get(mark.place.id)
        said = when.say(stop.stop.when) if stop and stop.stop.when else ""
        text = "; ".join(
            part
            for part in (mark.status.value if mark.status else "mentioned", said, f"{mark.mentions} mentions")
            if part
        )
        rows.append(_point("wpt", mark.place.at, mark.place.name, text))
    legs = [leg for journey in map_document.journeys for leg in journey.legs]
    rows += [_route(leg) for leg in legs if leg.leg.status is not Status.DONE]
    rows += [_track(leg) for leg in legs if leg.leg.status is Status.DONE]
    return document(
        _make("gpx", children=rows, version="1.1", creator=map_document.story.generator or "geo"), NAMESPACE
    )


def _point(tag: str, at: LonLat, name: str = "", text: str = "") -> ET.Element:
    children = [_make(key, value) for key, value in (("name", name), ("desc", text)) if value]
    return _make(tag, children=children, lat=f"{at.lat:.6f}", lon=f"{home(at.lon):.6f}")


def _about(line: LegLine) -> list[ET.Element]:
    leg = line.leg
    length = f"{line.length_km:.0f} km" if line.route else line.reason
    name = f"{leg.origin.place.name} to {leg.destination.place.name}"
    return [_make("name", name), _make("desc", f"{leg.status.value}, {length}"), _make("type", leg.mode.value)]


def _track(line: LegLine) -> ET.Element:
    segments = [_make("trkseg", children=_points("trkpt", piece)) for piece in cut(line.path)]
    return _make("trk", children=[*_about(line), *segments])


def _route(line: LegLine) -> ET.Element:
    return _make("rte", children=[*_about(line), *_points("rtept", line.path)])


def _points(tag: str, path: Sequence[LonLat]) -> Iterable[ET.Element]:
    return [_point(tag, at) for at in path]
