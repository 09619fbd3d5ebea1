"""Where names go on a drawn map: the story's own first, then countries, seas and towns where nothing is in the way.

The page does the same in `page/js/labels.js`; widths here are estimates, since no font is at hand.
"""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geo.coords import LonLat

__all__ = ["FACES", "Anchor", "Face", "Label", "place_labels", "text_width"]

Box = tuple[float, float, float, float]
Project = Callable[[LonLat], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Face:
    """How one kind of name is set: size in pixels, weight, letter spacing."""

    size: float
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    capitals: bool = False


FACES = {
    "stop": Face(15, 600),
    "place": Face(13, 500),
    "country": Face(12, 600, spacing=1.8, capitals=True),
    "sea": Face(13, italic=True, spacing=0.4),
    "capital": Face(12, 600),
    "town": Face(12),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark of the story that a name belongs beside."""

    text: str
    kind: str
    at: LonLat
    radius: float
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, centred at pixels x and y; ``dot`` is where the town itself is."""

    text: str
    kind: str
    x: float
    y: float
    ink: str = ""
    dot: tuple[float, float] | None = None


class _Room:
    """The rectangles taken so far, in squares of 64 pixels."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._taken: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        self._soft: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def _squares(self, box: Box) -> Iterable[tuple[int, int]]:
        for x in range(int(box[0] // 64), int(box[2] // 64) + 1):
            for y in range(int(box[1] // 64), int(box[3] // 64) + 1):
                yield x, y

    def free(self, box: Box) -> bool:
        if box[0] < 2 or box[1] < 2 or box[2] > self.width - 2 or box[3] > self.height - 2:
            return False
        others = (other for square in self._squares(box) for other in self._taken[square])
        return not any(box[0] < o[2] and box[2] > o[0] and box[1] < o[3] and box[3] > o[1] for o in others)

    def soften(self, lines: Iterable[Sequence[tuple[float, float]]]) -> None:
        """Mark what names keep off where they can."""
        for line in lines:
            for (ax, ay), (bx, by) in pairwise(line):
                steps = min(400, max(1, round(math.hypot(bx - ax, by - ay) / 8)))
                for i in range(steps):
                    x, y = ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps
                    self._soft[int(x // 64), int(y // 64)].append((x, y))

    def clear(self, box: Box) -> bool:
        """Whether no line of the story runs through a box."""
        spots = (spot for square in self._squares(box) for spot in self._soft[square])
        return not any(box[0] - 3 < x < box[2] + 3 and box[1] - 3 < y < box[3] + 3 for x, y in spots)

    def take(self, box: Box) -> None:
        for square in self._squares(box):
            self._taken[square].append(box)


def text_width(text: str, face: Face) -> float:
    """Estimate the width of a text in pixels: wide scripts a full em, capitals more than small letters."""
    shown = text.upper() if face.capitals else text
    ems = 0.0
    for letter in shown:
        if unicodedata.combining(letter):
            continue
        if unicodedata.east_asian_width(letter) in "WF":
            ems += 1.0
        elif letter.isupper():
            ems += 0.7
        else:
            ems += 0.34 if letter in "iljtf.,’' -" else 0.57
    return ems * face.size * (1.06 if face.weight >= 600 else 1.0) + face.spacing * len(shown)


_SIDES = ((1, 0.0), (-1, 0.0), (0, -1.0), (0, 1.0), (1, -0.9), (1, 0.9), (-1, -0.9), (-1, 0.9))


def place_labels(
    anchors: Sequence[Anchor],
    names: dict[str, Any],
    project: Project,
    size: tuple[float, float],
    zoom: float,
    *,
    taken: Sequence[Box] = (),
    lines: Sequence[Sequence[tuple[float, float]]] = (),
) -> tuple[Label, ...]:
    """Place what fits; nothing overlaps.

    Parameters
    ----------
    anchors : sequence of Anchor
        The most important first.
    names : mapping
        ``countries``, ``seas`` and ``towns`` of the basemap.
    size : pair of float
        Width and height in pixels.
    taken : sequence of boxes
        Rectangles (left, top, right, bottom) that must stay free.
    lines : sequence of lines
        Pixels of the story's lines, which names keep off where they can.
    """
    room = _Room(*size)
    room.soften(lines)
    for box in taken:
        room.take(box)
    for anchor in anchors:
        x, y = project(anchor.at)
        room.take((x - anchor.radius, y - anchor.radius, x + anchor.radius, y + anchor.radius))
    labels: list[Label] = []
    for anchor in anchors:
        if anchor.text and (
            label := _beside(room, anchor.text, anchor.kind, project(anchor.at), anchor.radius + 3, anchor.ink)
        ):
            labels.append(label)
    known = {label.text for label in labels}
    labels += _countries(room, names, project, zoom, known)
    labels += _seas(room, names, project, zoom, size[0])
    labels += _towns(room, names, project, zoom, known)
    return tuple(labels)


def _beside(room: _Room, text: str, kind: str, at: tuple[float, float], gap: float, ink: str = "") -> Label | None:
    face, (x, y) = FACES[kind], at
    if not (0 <= x <= room.width and 0 <= y <= room.height):
        return None
    width, height = text_width(text, face), face.size * 1.2
    second: tuple[Box, float, float] | None = None
    for dx, dy in _SIDES:
        cx = x + dx * (gap + width / 2)
        cy = y + dy * (height * 0.7 if dx else gap + height / 2)
        box = (cx - width / 2 - 1, cy - height / 2, cx + width / 2 + 1, cy + height / 2)
        if not room.free(box):
            continue
        if room.clear(box):
            room.take(box)
            return Label(text, kind, cx, cy, ink)
        if kind == "stop":
            second = second or (box, cx, cy)
    if second is None:
        return None
    room.take(second[0])
    return Label(text, kind, second[1], second[2], ink)


def _centred(room: _Room, text: str, kind: str, at: tuple[float, float]) -> Label | None:
    face, (x, y) = FACES[kind], at
    width, height = text_width(text, face) / 2 + 4, face.size * 0.6 + 2
    box = (x - width, y - height, x + width, y + height)
    if not room.free(box) or not room.clear(box):
        return None
    room.take(box)
    return Label(text, kind, x, y)


def _countries(room: _Room, names: dict[str, Any], project: Project, zoom: float, known: set[str]) -> Iterable[Label]:
    for text, least, spots in names["countries"]:
        if zoom + 0.6 < least or zoom > 7.5 or text in known:
            continue
        home, *others = (project(LonLat(lon, lat)) for lon, lat in spots)
        inside = 0 < home[0] < room.width and 0 < home[1] < room.height
        others.sort(key=lambda at: math.hypot(at[0] - room.width / 2, at[1] - room.height / 2))
        tried = (_centred(room, text, "country", at) for at in ([home] if inside or zoom < 3.5 else others))
        label = next((found for found in tried if found), None)
        if label:
            yield label


def _seas(room: _Room, names: dict[str, Any], project: Project, zoom: float, width: float) -> Iterable[Label]:
    for text, lon, lat, importance, degrees in names["seas"]:
        pixels = degrees * 256 * 2**zoom / 360
        if text_width(text, FACES["sea"]) * 0.75 <= pixels < width * 12 and zoom + importance >= 6:
            label = _centred(room, text, "sea", project(LonLat(lon, lat)))
            if label:
                yield label


def _towns(room: _Room, names: dict[str, Any], project: Project, zoom: float, known: set[str]) -> Iterable[Label]:
    least = 1e9 if zoom < 3.4 else 6000 if zoom < 4.2 else 60000 / 2.6 ** (zoom - 3)
    for text, lon, lat, thousands, capital in names["towns"]:
        if thousands < least / (6 if capital else 1) or text in known:
            continue
        x, y = project(LonLat(lon, lat))
        dot = (x - 3, y - 3, x + 3, y + 3)
        if not room.free(dot):
            continue
        label = _beside(room, text, "capital" if capital else "town", (x, y), 5)
        if label:
            room.take(dot)
            yield Label(label.text, label.kind, label.x, label.y, dot=(x, y))
