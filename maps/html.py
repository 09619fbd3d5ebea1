"""The page: one file that opens anywhere, asks nothing of the network, and runs no word of any article.

Text reaches the page in two ways only: through Jinja's autoescaping, and as JSON whose ``<`` is escaped and whose
strings the scripts put in with ``textContent``. The content security policy names the sha256 of each of our own
scripts and styles, so that nothing else runs even if one of these were to fail.
"""

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import folium
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from geo.errors import RenderError
from maps import when, words
from maps.bars import bars
from maps.countries import country_name
from maps.document import MapDocument
from maps.image import svg
from maps.payload import embed, payload, rounded, thin
from maps.quotes import clip
from maps.style import MENTIONED, MODES, PAPER, STATUSES, VERDICTS, Look
from maps.tiles import Tiles, tiles_named
from maps.totals import totals

__all__ = ["SCRIPTS", "STYLES", "StoryMap", "page"]

HERE = Path(__file__).resolve().parent / "page"
STYLES = ("page", "cards", "map", "print")
SCRIPTS = (
    "deltas",
    "data",
    "dom",
    "words",
    "sphere",
    "theme",
    "basemap",
    "labels",
    "stage",
    "lines",
    "marks",
    "selection",
    "cards",
    "tabs",
    "places",
    "sources",
    "timeline",
    "travel",
    "layers",
    "measure",
    "picture",
    "exports",
    "tiles",
    "take",
    "link",
    "units",
    "print",
    "main",
)
STILL = (860, 520)
"""Pixels of the drawing for readers without scripts."""

SERVER_TEXT_LIMIT = 60_000
"""Characters of all articles together up to which their text stands in the page for readers without scripts too."""


class StoryMap(folium.Map):
    """A folium map whose scripts and styles are all our own files, and which fetches none."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(self, document: MapDocument) -> None:
        view = document.view
        super().__init__(
            location=((view.south + view.north) / 2, view.middle_lon),
            tiles=None,
            control_scale=False,
            zoom_control=False,
        )
        self._id = "story"

    def render(self, **_: Any) -> str:
        """The map's own markup: legend, tools and the element that Leaflet fills."""
        return _templates().get_template("map.html").render(statuses=STATUSES, mentioned=MENTIONED)

    @staticmethod
    def style_sheets() -> tuple[str, ...]:
        """Leaflet's style sheet without its pictures, the colours of `maps.style`, and ours."""
        leaflet = re.sub(r"[^{};]*:\s*url\([^)]*\);?", "", _leaflet("leaflet.css"))
        return (leaflet, _colours() + "".join(_bare(_own(f"css/{name}.css")) for name in STYLES))

    @staticmethod
    def scripts() -> tuple[str, ...]:
        """Leaflet, and our modules in their order inside one strict function."""
        leaflet = re.sub(r"//# sourceMappingURL=\S+\s*$", "", _leaflet("leaflet.js"))
        ours = "\n".join(_bare(_own(f"js/{name}.js")) for name in SCRIPTS)
        return (leaflet, f'(() => {{\n"use strict";\n{ours}\n}})();')


def page(document: MapDocument, *, excerpts_only: bool = False, tiles: str | None = None) -> str:
    """Draw the page.

    Parameters
    ----------
    excerpts_only : bool
        Say that the texts are excerpts (`maps.excerpts` makes them so).
    tiles : str, optional
        Name of online tiles to offer; widens the policy to their host, and says so in the page.

    Raises
    ------
    RenderError
        When no such tiles are known, or a part of the page is missing from the installation.
    """
    offered = tiles_named(tiles) if tiles else None
    story = document.story
    frame = StoryMap(document)
    articles = {article.id: article for article in story.articles}
    text_length = sum(len(a.text) for a in story.articles)
    data = payload(document) | {"tiles": offered.plain() if offered else None, "excerptsOnly": excerpts_only}
    html = (
        _templates()
        .get_template("page.html")
        .render(
            document=document,
            articles=articles,
            numbers={a: n for n, a in enumerate(articles)},
            lang="en",
            statuses={k.value: v for k, v in STATUSES.items()},
            verdicts={k.value: v for k, v in VERDICTS.items()},
            modes=MODES,
            digests=sum(a.digest for a in story.articles),
            published=words.published(story.articles),
            made=words.made_on(story.made),
            excerpts_only=excerpts_only,
            server_texts=text_length <= SERVER_TEXT_LIMIT,
            tiles=offered,
            leaflet=_leaflet_version(),
            csp_mark=_CSP_MARK,
            body=Markup(frame.render()),
            still=Markup(svg(document, size=STILL, banner=False, detail=36_000)),
            header=_styles(frame),
            script=_scripts(frame),
            story_json=Markup(embed(rounded(thin(story).to_json()))),
            map_json=Markup(embed(data)),
        )
    )
    return html.replace(_CSP_MARK, _policy(frame, offered), 1)


_CSP_MARK = "policy-stands-here"


def _policy(frame: StoryMap, tiles: Tiles | None) -> str:
    hosts = f" {tiles.origin}" if tiles else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, frame.scripts())),
            "style-src " + " ".join(map(_hash, frame.style_sheets())),
            f"img-src data: blob:{hosts}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _styles(frame: StoryMap) -> Markup:
    return Markup("\n".join(f"<style>{text}</style>" for text in frame.style_sheets()))


def _scripts(frame: StoryMap) -> Markup:
    return Markup("\n".join(f"<script>{text}</script>" for text in frame.scripts()))


@cache
def _own(name: str) -> str:
    try:
        return (HERE / name).read_text(encoding="utf-8")
    except OSError as error:
        raise RenderError(f"the page's {name} is missing from {HERE}; install the package again") from error


def _bare(text: str) -> str:
    """Leave out indentation and lines that are only a comment: a tenth of the page's own code, and nothing it does."""
    kept = re.sub(r"(?m)^[ \t]*(?://.*|/\*\*?[^*]*\*/)?[ \t]*\n", "", text)
    return re.sub(r"(?m)^[ \t]+", "", kept)


@cache
def _leaflet(name: str) -> str:
    folder = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise RenderError(f"Leaflet's {name} is missing; pip install django-js-lib-leaflet") from error


def _leaflet_version() -> str:
    found = re.search(r"Leaflet (\d+(?:\.\d+)*)", _leaflet("leaflet.js")[:300])
    return found.group(1) if found else ""


@cache
def _colours() -> str:
    """Custom properties for both themes; dark stands twice, for the reader's system and for the page's own switch."""
    light = _properties("light")
    dark = _properties("dark")
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme: dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f"@media print{{:root,:root[data-theme]{{{light}}}}}\n"
    )


def _properties(theme: str) -> str:
    def ink(look: Look) -> str:
        return look.dark if theme == "dark" else look.light

    rows = {f"ink-{key.value}": ink(look) for key, look in STATUSES.items()}
    rows |= {f"ink-{key.value}": ink(look) for key, look in VERDICTS.items()}
    paper = PAPER[theme]
    rows |= {
        "ink-mentioned": ink(MENTIONED),
        "sea": paper.sea,
        "land": paper.land,
        "border": paper.border,
        "map-text": paper.text,
        "sea-text": paper.sea_text,
        "halo": paper.halo,
    }
    return "".join(f"--{name}:{value};" for name, value in rows.items())


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "bars": bars,
        "byline": words.byline,
        "cite": words.cite,
        "clip": clip,
        "count": words.count,
        "country": country_name,
        "km": words.say_km,
        "language": words.language,
        "largest": words.largest,
        "safe_url": words.safe_url,
        "say": when.say,
        "totals": totals,
    }
    return environment
