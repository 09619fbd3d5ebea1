"""The map as a picture without a browser: SVG of our own writing, and PNG drawn from it by resvg."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from geo.coords import LonLat
from geo.errors import RenderError
from geo.vocabulary import Status
from maps import basemap
from maps.basemap import Basemap
from maps.document import LegLine, MapDocument, View, unwrap
from maps.labelling import FACES, Anchor, Label, place_labels
from maps.quotes import clip
from maps.style import MENTIONED, PAPER, STATUSES, Look, Paper
from maps.xml import clean

__all__ = ["SIZE", "png", "svg"]

SIZE = (1600, 1000)
"""Pixels of the drawing; `png` doubles them."""

MARGIN, HEAD, FOOT = 70, 74, 34
FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"


class Frame:
    """The Mercator projection that fits a view into a picture."""

    def __init__(self, view: View, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self.middle = view.middle_lon
        left, top = mercator(LonLat(view.west, view.north))
        right, bottom = mercator(LonLat(view.east, view.south))
        room = (self.width - 2 * MARGIN, self.height - HEAD - FOOT - 2 * MARGIN)
        self.scale = min(room[0] / max(right - left, 1e-9), room[1] / max(bottom - top, 1e-9), 256 * 2.0**9)
        self.x = self.width / 2 - (left + right) / 2 * self.scale
        self.y = (self.height + HEAD - FOOT) / 2 - (top + bottom) / 2 * self.scale
        self.zoom = math.log2(self.scale / 256)

    def at(self, point: LonLat) -> tuple[float, float]:
        """Pixels of a point, on the copy of the Earth nearest to the middle."""
        return self.exactly(LonLat(unwrap(point.lon, self.middle), point.lat))

    def exactly(self, point: LonLat) -> tuple[float, float]:
        """Pixels of a point, its longitude taken as it stands."""
        x, y = mercator(point)
        return x * self.scale + self.x, y * self.scale + self.y

    def shows(self, line: Sequence[tuple[float, float]]) -> bool:
        """Whether any of a line of pixels can be in the picture."""
        xs, ys = [x for x, _ in line], [y for _, y in line]
        return max(xs) > 0 and min(xs) < self.width and max(ys) > 0 and min(ys) < self.height

    @property
    def turns(self) -> range:
        """How many whole Earths east or west the picture shows, as multiples of 360 degrees."""
        return range(math.floor(-self.x / self.scale), math.floor((self.width - self.x) / self.scale) + 1)


def mercator(at: LonLat) -> tuple[float, float]:
    """Web Mercator, 0 to 1 from 180° W and from the north edge."""
    sine = math.sin(math.radians(max(-85.05, min(85.05, at.lat))))
    return at.lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def svg(document: MapDocument, *, size: tuple[int, int] = SIZE, theme: str = "light") -> str:
    """Draw the map as an SVG document of its own."""
    frame, paper = Frame(document.view, size), PAPER[theme]
    chosen = basemap.select(document.line(), also=[mark.at for mark in document.places], budget={"region": 500_000, "near": 200_000})
    anchors = _anchors(document, theme)
    ways = [[frame.exactly(at) for at in leg.path] for journey in document.journeys for leg in journey.legs]
    taken = [(0, 0, size[0], HEAD), (0, size[1] - FOOT, size[0], size[1])]
    labels = place_labels(anchors, chosen["labels"], frame.at, size, frame.zoom, taken=taken, lines=ways)
    width, height = size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{FONTS}">',
        f"<title>{_text(document.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{paper.sea}"/>',
        *_base(chosen, frame, paper),
        *(part for journey in document.journeys for leg in journey.legs for part in _leg(leg, frame, paper, theme)),
        *_marks(document, frame, paper, theme),
        *(_label(label, paper) for label in labels),
        *_titles(document, size, paper, theme),
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


def _text(text: str) -> str:
    return escape(clean(text))


def _path(lines: Iterable[Sequence[tuple[float, float]]], **attributes: object) -> str:
    d = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) for line in lines if line)
    if not d:
        return ""
    told = "".join(f" {key.replace('_', '-')}={quoteattr(str(value))}" for key, value in attributes.items())
    return f'<path d="{d}"{told}/>'


def _fewer(line: Sequence[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """Leave out points closer than a pixel to the one before, and most of those far outside the picture."""
    kept = [line[0]]
    for x, y in line[1:-1]:
        outside = not (-60 < x < frame.width + 60 and -60 < y < frame.height + 60)
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= (40.0 if outside else 1.0):
            kept.append((x, y))
    return [*kept, line[-1]]


def _base(chosen: Basemap, frame: Frame, paper: Paper) -> Iterable[str]:
    levels = ["world"] + ["region"] * (frame.zoom >= 3.5) + ["near"] * (frame.zoom >= 6)
    for turn in frame.turns:
        for name in levels:
            if chosen["levels"][name]["cells"]:
                yield from _level(chosen, name, frame, paper, turn)


def _level(chosen: Basemap, name: str, frame: Frame, paper: Paper, turn: int) -> Iterable[str]:
    size, clip_id = chosen["levels"][name]["size"], f"{name}{turn}"
    cells = [key for key in chosen["levels"][name]["cells"] if not size or _seen(key, size, frame, turn)]
    if not cells:
        return
    if size:
        boxes = [_cell(key, size, frame, turn) for key in cells]
        rects = "".join(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>' for x, y, w, h in boxes)
        yield f'<clipPath id="{clip_id}">{rects}</clipPath><g clip-path="url(#{clip_id})"><g fill="{paper.sea}">{rects}</g>'
    scale = chosen["levels"][name]["scale"]

    def pixels(lines: Iterable[Sequence[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
        drawn = ([frame.exactly(LonLat(lon + 360 * turn, lat)) for lon, lat in line] for line in lines)
        return [_fewer(line, frame) for line in drawn if frame.shows(line)]

    def lines(layer: str) -> list[list[tuple[float, float]]]:
        return pixels(basemap.rings(chosen, name, layer, cells))

    def strokes(layer: str) -> list[list[tuple[float, float]]]:
        rings = basemap.rings(chosen, name, layer, cells)
        return pixels(piece for ring in rings for piece in _shore(ring, size, scale))

    def stroke(layer: str, colour: str, width: float, dash: str = "none") -> str:
        return _path(strokes(layer), fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash, stroke_linejoin="round")

    yield _path(lines("l"), fill=paper.land)
    if frame.zoom >= 4.5:
        yield stroke("a", paper.province, 1)
    if frame.zoom >= 3:
        yield stroke("r", paper.river, 1)
    yield _path(lines("k"), fill=paper.water, fill_rule="evenodd")
    yield stroke("l", paper.coast, 0.9)
    yield stroke("b", paper.border, 1.3)
    yield stroke("d", paper.border, 1.3, "4 3")
    if size:
        yield "</g>"


def _cell(key: str, size: int, frame: Frame, turn: int) -> tuple[int, int, int, int]:
    column, row = map(int, key.split(","))
    west, south = column * size - 180 + 360 * turn, row * size - 90
    left, top = frame.exactly(LonLat(west, min(85, south + size)))
    right, bottom = frame.exactly(LonLat(west + size, max(-85, south)))
    return round(left), round(top), round(right) - round(left), round(bottom) - round(top)


def _seen(key: str, size: int, frame: Frame, turn: int) -> bool:
    x, y, width, height = _cell(key, size, frame, turn)
    return x < frame.width and y < frame.height and x + width > 0 and y + height > 0


def _shore(ring: Sequence[tuple[float, float]], size: int, scale: int) -> Iterable[list[tuple[float, float]]]:
    """The parts of a ring that are not the edge of a cell or of the world."""

    def drawn(a: tuple[float, float], b: tuple[float, float]) -> bool:
        if size:
            on_x = a[0] == b[0] and abs((a[0] + 180) / size - round((a[0] + 180) / size)) < 0.5 / scale
            on_y = a[1] == b[1] and abs((a[1] + 90) / size - round((a[1] + 90) / size)) < 0.5 / scale
        else:
            on_x, on_y = a[0] == b[0] and abs(a[0]) >= 179.95, False
        return not (on_x or on_y or (a[1] == b[1] and abs(a[1]) >= 84.9))

    for keep, steps in groupby(zip(ring, ring[1:], strict=False), key=lambda step: drawn(*step)):
        if keep:
            pairs = list(steps)
            yield [pairs[0][0], *(b for _, b in pairs)]


def _ink(look: Look, theme: str) -> str:
    return look.dark if theme == "dark" else look.light


def _leg(line: LegLine, frame: Frame, paper: Paper, theme: str) -> Iterable[str]:
    look = STATUSES[line.leg.status]
    points = [[frame.exactly(at) for at in line.path]]
    cap = "round" if line.leg.status is Status.RUMOURED else "butt"
    yield _path(points, fill="none", stroke=paper.halo, stroke_width=look.width + 3.5, stroke_opacity=0.85)
    yield _path(
        points, fill="none", stroke=_ink(look, theme), stroke_width=look.width + 0.5, stroke_dasharray=look.dash or "none",
        stroke_linecap=cap, stroke_linejoin="round", data_leg_id=line.id,
    )  # fmt: skip


def _anchors(document: MapDocument, theme: str) -> list[Anchor]:
    anchors: dict[str, Anchor] = {}
    for journey in document.journeys:
        for stop in journey.stops:
            place = stop.stop.place
            anchors.setdefault(place.id, Anchor(clip(place.name, 42), "stop", stop.at, 13, _ink(STATUSES[stop.stop.status], theme)))
    for mark in document.places:
        if mark.mentions:
            anchors.setdefault(mark.place.id, Anchor(clip(mark.place.name, 42), "place", mark.at, _radius(mark.mentions)))
    return list(anchors.values())[:160]


def _radius(mentions: int) -> float:
    return max(3.5, min(9.0, 3 + 1.1 * math.sqrt(mentions)))


def _marks(document: MapDocument, frame: Frame, paper: Paper, theme: str) -> Iterable[str]:
    stops = {stop.stop.place.id: stop for journey in reversed(document.journeys) for stop in reversed(journey.stops)}
    for mark in reversed(document.places):
        if mark.place.id not in stops and mark.mentions:
            (x, y), r = frame.exactly(mark.at), _radius(mark.mentions)
            fill = "none" if mark.place.is_area else _ink(MENTIONED, theme)
            yield f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:.1f}" height="{2 * r:.1f}" fill="{fill}" stroke="{_ink(MENTIONED, theme) if mark.place.is_area else paper.halo}" stroke-width="1.5" data-place-id={quoteattr(clean(mark.place.id))}/>'
    for stop in reversed(stops.values()):
        x, y = frame.exactly(stop.at)
        status = stop.stop.status
        ink, done = _ink(STATUSES[status], theme), status is Status.DONE
        ring = f'fill="{ink if done else paper.halo}" stroke="{paper.halo if done else ink}"'
        dash = ' stroke-dasharray="4.5 3.2"' if status is Status.RUMOURED else ""
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="{paper.halo}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="10.5" stroke-width="2.6" {ring}{dash} data-place-id={quoteattr(clean(stop.stop.place.id))}/>'
        yield f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle" font-size="12.5" font-weight="700" fill="{paper.halo if done else ink}">{stop.sign}</text>'


def _label(label: Label, paper: Paper) -> str:
    face = FACES[label.kind]
    sea = label.kind == "sea"
    fill = label.ink or (paper.sea_text if sea else paper.text)
    dot = f'<circle cx="{label.dot[0]:.1f}" cy="{label.dot[1]:.1f}" r="2.2" fill="{paper.text}"/>' if label.dot else ""
    text = _text(label.text.upper() if face.capitals else label.text)
    shape = f'font-size="{face.size}" font-weight="{face.weight}"' + (' font-style="italic"' if face.italic else "")
    spacing = f' letter-spacing="{face.spacing}"' if face.spacing else ""
    place = f'x="{label.x:.1f}" y="{label.y + face.size * 0.35:.1f}" text-anchor="middle"'
    halo = f'stroke="{paper.sea if sea else paper.halo}" stroke-width="3.5" stroke-linejoin="round" fill="none"'
    return f'{dot}<text {place} {shape}{spacing} {halo}>{text}</text><text {place} {shape}{spacing} fill="{fill}">{text}</text>'


def _titles(document: MapDocument, size: tuple[int, int], paper: Paper, theme: str) -> Iterable[str]:
    width, height = size
    ink = "#1c2229" if theme == "light" else "#e8ebee"
    yield f'<rect width="{width}" height="{HEAD}" fill="{paper.land}"/><path d="M0 {HEAD}H{width}" stroke="{paper.coast}"/>'
    yield f'<text x="24" y="34" font-size="24" font-weight="700" fill="{ink}">{_text(clip(document.title, 90))}</text>'
    yield f'<text x="24" y="59" font-size="14" fill="{paper.text}">{_text(clip(" ".join(document.summary), 200))}</text>'
    yield f'<rect y="{height - FOOT}" width="{width}" height="{FOOT}" fill="{paper.land}"/>'
    x = 24.0
    for status in dict.fromkeys(stop.stop.status for journey in document.journeys for stop in journey.stops):
        look = STATUSES[status]
        cap = "round" if status is Status.RUMOURED else "butt"
        yield f'<path d="M{x} {height - 17}h40" stroke="{_ink(look, theme)}" stroke-width="{look.width}" stroke-dasharray="{look.dash or "none"}" stroke-linecap="{cap}"/><text x="{x + 50}" y="{height - 12}" font-size="13" fill="{ink}">{look.word}</text>'
        x += 70 + 8 * len(look.word)
    credit = "GeoNames CC BY 4.0 · © OpenStreetMap contributors, ODbL · Natural Earth"
    yield f'<text x="{width - 24}" y="{height - 12}" font-size="12" text-anchor="end" fill="{paper.text}">{credit}</text>'
