"""Writes a map to a file in the format that its suffix names, beside the target first, so that no half file is left."""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.errors import RenderError
from geo.story import Story
from maps.document import MapDocument, map_document

__all__ = ["SUFFIXES", "as_text", "check_target", "write"]


def _html(document: MapDocument, **options: Any) -> bytes:
    from maps.html import page

    return page(document, **options).encode("utf-8")


def _geojson(document: MapDocument) -> bytes:
    from maps.geojson import geojson

    return (json.dumps(geojson(document), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _kml(document: MapDocument) -> bytes:
    from maps.kml import kml

    return kml(document)


def _gpx(document: MapDocument) -> bytes:
    from maps.gpx import gpx

    return gpx(document)


def _csv(document: MapDocument) -> bytes:
    from maps.table import table

    return table(document).encode("utf-8")


def _svg(document: MapDocument) -> bytes:
    from maps.image import svg

    return svg(document).encode("utf-8")


def _png(document: MapDocument) -> bytes:
    from maps.image import png

    return png(document)


def _json(document: MapDocument) -> bytes:
    return (json.dumps(document.story.to_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


_WRITERS: dict[str, Callable[..., bytes]] = {
    ".html": _html,
    ".geojson": _geojson,
    ".kml": _kml,
    ".gpx": _gpx,
    ".csv": _csv,
    ".svg": _svg,
    ".png": _png,
    ".json": _json,
}
SUFFIXES = tuple(_WRITERS)


def check_target(path: str | Path) -> None:
    """Refuse a target that cannot be written, before the work of reading articles is done.

    Raises
    ------
    RenderError
        When its suffix is none of `SUFFIXES`, it is a folder, or its folder is missing or closed to writing.
    """
    path = Path(path)
    if path.is_dir():
        raise RenderError(f"{path}: this is a folder; name a file in it, such as {path / 'map.html'}")
    if path.suffix.lower() not in _WRITERS:
        raise RenderError(f"{path.name}: cannot tell the format; end the name in one of {', '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise RenderError(f"{path}: there is no folder {path.parent}; make it, or choose another")
    if not os.access(path.parent, os.W_OK):
        raise RenderError(f"{path}: {path.parent} cannot be written to; choose another folder")


def as_text(story: Story, form: str) -> str:
    """Draw a story in one of the text formats, by its suffix without the dot: geojson, kml, gpx, csv, svg, json."""
    return _WRITERS[f".{form}"](map_document(story)).decode("utf-8")


def write(
    story: Story, path: str | Path, *, title: str | None = None, excerpts_only: bool = False, tiles: str | None = None
) -> Path:
    """Draw a story and write it, in the format that the path's suffix names.

    Parameters
    ----------
    title : str, optional
        Instead of the story's own.
    excerpts_only : bool
        Keep of the articles only the sentences around what is marked.
    tiles : str, optional
        HTML only: the xyzservices name of online tiles to offer over the offline basemap; the page says so.

    Raises
    ------
    RenderError
        When the suffix is none of `SUFFIXES`, an option does not fit it, or the file cannot be written.
    """
    path = Path(path)
    check_target(path)
    writer = _WRITERS[path.suffix.lower()]
    if tiles and writer is not _html:
        raise RenderError(f"{path.name}: tiles are for .html only; leave --tiles out, or write a page")
    if excerpts_only:
        from maps.excerpts import excerpted

        story = excerpted(story)
    options = {"tiles": tiles, "excerpts_only": excerpts_only} if writer is _html else {}
    _replace(path, writer(map_document(story, title=title), **options))
    return path


def _replace(path: Path, content: bytes) -> None:
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise RenderError(f"{path}: cannot be written: {error.strerror}; choose another folder") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise RenderError(f"{path}: cannot be written: {error.strerror}; choose another path") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
