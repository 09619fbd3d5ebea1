"""Projecting and drawing the basemap as SVG elements."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from geo.coords import LonLat
from maps import basemap
from maps.basemap import Basemap
from maps.style import Paper
from maps.view import View, unwrap
from maps.xml import clean

__all__ = ["FOOT", "HEAD", "Frame", "base", "fewer", "mercator", "path", "tag"]

MARGIN = 70
HEAD = 74
FOOT = 34


class Frame:
    """The Mercator projection that fits a view into a picture."""

    def __init__(self, view: View, size: tuple[float, float], *, head: float = HEAD, foot: float = FOOT) -> None:
        self.width, self.height = size
        self.middle = view.middle_lon
        left, top = mercator(LonLat(view.west, view.north))
        right, bottom = mercator(LonLat(view.east, view.south))
        margin = min(MARGIN, self.width / 10)
        room = (self.width - 2 * margin, self.height - head - foot - 2 * margin)
        self.scale = min(room[0] / max(right - left, 1e-9), room[1] / max(bottom - top, 1e-9), 256 * 2.0**9)
        self.x = self.width / 2 - (left + right) / 2 * self.scale
        self.y = (self.height + head - foot) / 2 - (top + bottom) / 2 * self.scale
        self.zoom = math.log2(self.scale / 256)

    def at(self, point: LonLat) -> tuple[float, float]:
        """Pixels of a point, on the copy of the Earth nearest to the middle."""
        return self.exactly(LonLat(unwrap(point.lon, self.middle), point.lat))

    def exactly(self, point: LonLat) -> tuple[float, float]:
        """Pixels of a point, its longitude taken as it stands."""
        x, y = mercator(point)
        return x * self.scale + self.x, y * self.scale + self.y

    def shows(self, line: Sequence[tuple[float, float]], turn: int) -> bool:
        """Whether any of a line of degrees can be in the picture, on the copy of the Earth ``turn`` to the east."""
        west, east = -self.x / self.scale, (self.width - self.x) / self.scale
        lons, lats = [lon for lon, _ in line], [lat for _, lat in line]
        if max(lons) / 360 + 0.5 + turn < west or min(lons) / 360 + 0.5 + turn > east:
            return False
        top, bottom = (self.exactly(LonLat(0.0, lat))[1] for lat in (max(lats), min(lats)))
        return bottom > 0 and top < self.height

    def pixels(self, line: Sequence[tuple[float, float]], turn: int) -> list[tuple[float, float]]:
        """Project a line of degrees."""
        across, down, left, top = self.scale / 360, self.scale / (4 * math.pi), self.x, self.y + self.scale / 2
        left += (0.5 + turn) * self.scale
        out = []
        for lon, lat in line:
            sine = math.sin(math.radians(lat))
            out.append((lon * across + left, top - math.log((1 + sine) / (1 - sine)) * down))
        return out

    @property
    def turns(self) -> range:
        """How many whole Earths east or west the picture shows, as multiples of 360 degrees."""
        return range(math.floor(-self.x / self.scale), math.floor((self.width - self.x) / self.scale) + 1)


def mercator(at: LonLat) -> tuple[float, float]:
    """Web Mercator, 0 to 1 from 180° W and from the north edge."""
    sine = math.sin(math.radians(max(-85.05, min(85.05, at.lat))))
    return at.lon / 360 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def tag(name: str, text: str | None = None, /, **attributes: object) -> str:
    """One element; ``_`` in an attribute's name stands for ``-``, and None leaves the attribute out."""
    told = "".join(
        f" {key.replace('_', '-')}={quoteattr(clean(f'{value:.1f}' if isinstance(value, float) else value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}/>" if text is None else f"<{name}{told}>{escape(clean(text))}</{name}>"


def path(lines: Iterable[Sequence[tuple[float, float]]], **attributes: object) -> str:
    """One path of several lines of pixels, or nothing when there are none."""
    d = "".join(_steps(line) for line in lines if line)
    return tag("path", d=d, **attributes) if d else ""


def _steps(line: Sequence[tuple[float, float]]) -> str:
    """A start and relative steps in tenths of a pixel, without drift: half the letters of absolute points."""
    x, y = round(line[0][0] * 10), round(line[0][1] * 10)
    parts = [f"M{_tenths(x)} {_tenths(y)}l"]
    for to_x, to_y in ((round(a * 10), round(b * 10)) for a, b in line[1:]):
        if (to_x, to_y) != (x, y):
            second = _tenths(to_y - y)
            parts.append(f"{_tenths(to_x - x)}{second}" if second[0] == "-" else f"{_tenths(to_x - x)} {second}")
            parts.append(" ")
            x, y = to_x, to_y
    return "".join(parts).rstrip(" l")


def _tenths(value: int) -> str:
    whole = f"{value / 10:.1f}".removesuffix(".0")
    return whole.replace("0.", ".", 1) if whole.startswith(("0.", "-0.")) else whole


def fewer(line: Sequence[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """Leave out points closer than a pixel to the one before, and most of those far outside the picture."""
    kept, step = [line[0]], max(1.0, 1100 / frame.width)
    for x, y in line[1:-1]:
        outside = not (-60 < x < frame.width + 60 and -60 < y < frame.height + 60)
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= (40.0 if outside else step):
            kept.append((x, y))
    return [*kept, line[-1]]


def base(chosen: Basemap, frame: Frame, paper: Paper) -> Iterable[str]:
    """Land, water and borders, coarse first, finer cells over them."""
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
        rects = "".join(tag("rect", x=x, y=y, width=w, height=h) for x, y, w, h in boxes)
        yield f'<clipPath id="{clip_id}">{rects}</clipPath>'
        yield f'<g clip-path="url(#{clip_id})"><g fill="{paper.sea}">{rects}</g>'
    scale = chosen["levels"][name]["scale"]

    def pixels(lines: Iterable[Sequence[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
        return [fewer(frame.pixels(line, turn), frame) for line in lines if frame.shows(line, turn)]

    def lines(layer: str) -> list[list[tuple[float, float]]]:
        return pixels(basemap.rings(chosen, name, layer, cells))

    def strokes(layer: str) -> list[list[tuple[float, float]]]:
        rings = basemap.rings(chosen, name, layer, cells)
        return pixels(piece for ring in rings for piece in _shore(ring, size, scale))

    def stroke(layer: str, colour: str, width: float, dash: str = "none") -> str:
        return path(
            strokes(layer),
            fill="none",
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=dash,
            stroke_linejoin="round",
        )

    yield path(lines("l"), fill=paper.land, stroke=paper.land, stroke_width=0.8 if size else 0)
    if frame.zoom >= 4.5:
        yield stroke("a", paper.province, 1)
    if frame.zoom >= 3:
        yield stroke("r", paper.river, 1)
    yield path(lines("k"), fill=paper.water, fill_rule="evenodd")
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
