"""The map as a picture without a browser: SVG of our own writing, and PNG drawn from it by resvg."""

import math
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from geo.errors import RenderError
from geo.vocabulary import Status
from maps import basemap
from maps.document import LegLine, MapDocument, PlaceMark, StopMark
from maps.drawing import FOOT, HEAD, Frame, base, fewer, path, tag
from maps.labelling import FACES, Anchor, Label, place_labels
from maps.quotes import clip
from maps.style import MENTIONED, PAPER, STATUSES, Look, Paper
from maps.xml import clean

__all__ = ["SIZE", "png", "svg"]

SIZE = (1600, 1000)
"""Pixels of the drawing; `png` doubles them."""

FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"


def svg(
    document: MapDocument,
    *,
    size: tuple[int, int] = SIZE,
    theme: str = "light",
    banner: bool = True,
    detail: int = 500_000,
) -> str:
    """Draw the map as an SVG document of its own.

    Parameters
    ----------
    banner : bool
        Whether title, legend and credits frame it.
    detail : int
        Bytes of basemap cells to draw from at most, before what is smaller than a pixel is left out.
    """
    head, foot = (HEAD, FOOT) if banner else (0, 0)
    frame, paper = Frame(document.view, size, head=head, foot=foot), PAPER[theme]
    budget = {"region": detail, "near": detail // 3}
    chosen = basemap.select(document.line(), also=[mark.at for mark in document.places], budget=budget)
    legs = [leg for journey in reversed(document.journeys) for leg in reversed(journey.legs)]
    ways = [[frame.exactly(at) for at in leg.path] for leg in legs]
    width, height = size
    taken = [(0, 0, width, head), (0, height - foot, width, height)]
    labels = place_labels(
        _anchors(document, theme), chosen["labels"], frame.at, size, frame.zoom, taken=taken, lines=ways
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONTS}">',
        f"<title>{escape(clean(document.title))}</title>",
        f'<rect width="{width}" height="{height}" fill="{paper.sea}"/>',
        *base(chosen, frame, paper),
        *(part for leg in legs for part in _leg(leg, frame, paper, theme)),
        *_marks(document, frame, paper, theme),
        *(part for label in labels for part in _label(label, paper)),
        *(_titles(document, size, paper, theme) if banner else ()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def png(document: MapDocument, *, size: tuple[int, int] = SIZE, theme: str = "light") -> bytes:
    """Draw the map as PNG at twice the size, with the fonts of this machine.

    Raises
    ------
    RenderError
        When resvg is not installed.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise RenderError("a PNG needs resvg_py; pip install resvg_py, or write an .svg instead") from error
    drawn = resvg_py.svg_to_bytes(svg_string=svg(document, size=size, theme=theme), zoom=2, skip_system_fonts=False)
    return bytes(drawn)


def _ink(look: Look, theme: str) -> str:
    return look.dark if theme == "dark" else look.light


def _leg(line: LegLine, frame: Frame, paper: Paper, theme: str) -> Iterable[str]:
    look = STATUSES[line.leg.status]
    points = [fewer([frame.exactly(at) for at in line.path], frame)]
    cap = "round" if line.leg.status is Status.RUMOURED else "butt"
    yield path(points, fill="none", stroke=paper.halo, stroke_width=look.width + 3.5, stroke_opacity=0.85)
    yield path(
        points,
        fill="none",
        stroke=_ink(look, theme),
        stroke_width=look.width + 0.5,
        stroke_dasharray=look.dash or "none",
        stroke_linecap=cap,
        stroke_linejoin="round",
        data_leg_id=line.id,
    )


def _anchors(document: MapDocument, theme: str) -> list[Anchor]:
    anchors: dict[str, Anchor] = {}
    for journey in document.journeys:
        for stop in journey.stops:
            place = stop.stop.place
            anchors.setdefault(
                place.id, Anchor(clip(place.name, 42), "stop", stop.at, 13, _ink(STATUSES[stop.stop.status], theme))
            )
    for mark in document.places:
        if mark.mentions:
            anchors.setdefault(
                mark.place.id, Anchor(clip(mark.place.name, 42), "place", mark.at, _radius(mark.mentions))
            )
    return list(anchors.values())[:160]


def _radius(mentions: int) -> float:
    return max(3.5, min(9.0, 3 + 1.1 * math.sqrt(mentions)))


def _marks(document: MapDocument, frame: Frame, paper: Paper, theme: str) -> Iterable[str]:
    stops = {s.stop.place.id: s for journey in reversed(document.journeys) for s in reversed(journey.stops)}
    for mark in reversed(document.places):
        if mark.place.id not in stops and mark.mentions:
            yield _square(mark, frame, paper, theme)
    for stop in reversed(stops.values()):
        yield from _stop(stop, frame, paper, theme)


def _square(mark: PlaceMark, frame: Frame, paper: Paper, theme: str) -> str:
    (x, y), r, ink = frame.exactly(mark.at), _radius(mark.mentions), _ink(MENTIONED, theme)
    fill, stroke = ("none", ink) if mark.place.is_area else (ink, paper.halo)
    return tag(
        "rect", x=x - r, y=y - r, width=2 * r, height=2 * r, fill=fill, stroke=stroke, stroke_width=1.5,
        data_place_id=mark.place.id,
    )  # fmt: skip


def _stop(mark: StopMark, frame: Frame, paper: Paper, theme: str) -> Iterable[str]:
    x, y = frame.exactly(mark.at)
    status = mark.stop.status
    ink, done = _ink(STATUSES[status], theme), status is Status.DONE
    yield tag("circle", cx=x, cy=y, r=13, fill=paper.halo)
    yield tag(
        "circle", cx=x, cy=y, r=10.5, stroke_width="2.6",
        fill=ink if done else paper.halo, stroke=paper.halo if done else ink,
        stroke_dasharray="4.5 3.2" if status is Status.RUMOURED else None, data_place_id=mark.stop.place.id,
    )  # fmt: skip
    paint: dict[str, Any] = {
        "fill": paper.halo if done else ink,
        "text_anchor": "middle",
        "font_size": "12.5",
        "font_weight": 700,
    }
    yield tag("text", mark.sign, x=x, y=y + 4.5, **paint)


def _label(label: Label, paper: Paper) -> Iterable[str]:
    face = FACES[label.kind]
    sea = label.kind == "sea"
    if label.dot:
        yield tag("circle", cx=label.dot[0], cy=label.dot[1], r="2.2", fill=paper.text)
    text = label.text.upper() if face.capitals else label.text
    shape: dict[str, Any] = {
        "x": label.x, "y": label.y + face.size * 0.35, "text_anchor": "middle", "font_size": face.size,
        "font_weight": face.weight,
        "font_style": "italic" if face.italic else None, "letter_spacing": face.spacing or None,
    }  # fmt: skip
    halo = paper.sea if sea else paper.halo
    yield tag("text", text, **shape, stroke=halo, stroke_width="3.5", stroke_linejoin="round", fill="none")
    yield tag("text", text, **shape, fill=label.ink or (paper.sea_text if sea else paper.text))


def _titles(document: MapDocument, size: tuple[int, int], paper: Paper, theme: str) -> Iterable[str]:
    width, height = size
    ink = "#1c2229" if theme == "light" else "#e8ebee"
    yield tag("rect", width=width, height=HEAD, fill=paper.land)
    yield tag("path", d=f"M0 {HEAD}H{width}", stroke=paper.coast)
    yield tag("text", clip(document.title, width // 17), x=24, y=34, font_size=24, font_weight=700, fill=ink)
    yield tag("text", clip(" ".join(document.summary), width // 8), x=24, y=59, font_size=14, fill=paper.text)
    yield tag("rect", y=height - FOOT, width=width, height=FOOT, fill=paper.land)
    x = 24
    for status in dict.fromkeys(stop.stop.status for journey in document.journeys for stop in journey.stops):
        look = STATUSES[status]
        line: dict[str, Any] = {
            "stroke": _ink(look, theme),
            "stroke_width": look.width,
            "stroke_dasharray": look.dash or None,
        }
        cap = "round" if status is Status.RUMOURED else "butt"
        yield tag("path", d=f"M{x} {height - 17}h40", stroke_linecap=cap, **line)
        yield tag("text", look.word, x=x + 50, y=height - 12, font_size=13, fill=ink)
        x += 70 + 8 * len(look.word)
    credit = "GeoNames CC BY 4.0 · © OpenStreetMap contributors, ODbL · Natural Earth"
    yield tag("text", credit, x=width - 24, y=height - 12, font_size=12, text_anchor="end", fill=paper.text)
