"""What each mode, status and verdict looks like: colour, dash, icon and word, in light and in dark.

Hues are Okabe and Ito's (2008), darkened on light and lightened on dark until they stand 3:1 against the basemap.
Nothing is told by colour alone: each status has its own dash and mark, each verdict its own sign and word.
"""

from dataclasses import dataclass

from geo.vocabulary import Mode, Status, Verdict

__all__ = ["MENTIONED", "MODES", "PAPER", "STATUSES", "VERDICTS", "Look", "Paper"]


@dataclass(frozen=True, slots=True)
class Look:
    """How something is marked: ``dash`` in pixels as SVG writes it (empty is solid), ``icon`` a single character."""

    word: str
    light: str
    dark: str
    icon: str
    dash: str = ""
    width: float = 3.0
    means: str = ""


STATUSES: dict[Status, Look] = {
    Status.DONE: Look("done", "#0060a0", "#62b8f0", "●", "", 3.5, "reported as having happened"),
    Status.PLANNED: Look("planned", "#b94a00", "#ff9a52", "◯", "12 7", 3.0, "announced or expected"),
    Status.RUMOURED: Look("rumoured", "#983f7b", "#e7a3cd", "◌", "1 7", 3.5, "speculated, not confirmed"),
    Status.DENIED: Look("denied", "#595959", "#b5b5b5", "⊗", "", 1.5, "denied by who would know, or called off"),
}
MENTIONED = Look("mentioned", "#4d5560", "#aab4c0", "▪", "", 1.0, "named in the articles, not on the journey")

VERDICTS: dict[Verdict, Look] = {
    Verdict.AGREE: Look("agrees", "#00694e", "#4fd1a8", "✓", "", 2.0, "the figure holds"),
    Verdict.CLOSE: Look("close", "#7d5a00", "#f0c04a", "≈", "", 2.0, "roughly right, outside its own rounding"),
    Verdict.DISAGREE: Look("disagrees", "#b03a00", "#ff8f6b", "✗", "", 2.0, "the figure does not hold"),
    Verdict.UNCHECKABLE: Look("cannot be checked", "#555b63", "#aeb6c0", "?", "", 2.0, "an end or a figure is missing"),
}

MODES: dict[Mode, tuple[str, str]] = {
    Mode.RAIL: (
        "by rail",
        "M6 3h8a2 2 0 0 1 2 2v7a2.5 2.5 0 0 1-2.5 2.5h-7A2.5 2.5 0 0 1 4 12V5a2 2 0 0 1 2-2zM4 9h"
        "12M10 3v6M7 12h.01M13 12h.01M7 14.500L5 18M13 14.500l2 3.500",
    ),
    Mode.ROAD: ("by road", "M3 13v-3l2-5h10l2 5v3zM3 10h14M4.500 13v2.500M15.500 13v2.500M6 11.500h.01M14 11.500h.01"),
    Mode.SEA: (
        "by sea",
        "M3 12l1.500 4h11l1.500-4-7-2.500zM10 9.500V3M6 10.800V6h8v4.800M2 18c1.500 0 1.500-1 3-1"
        "s1.500 1 3 1 1.500-1 3-1 1.500 1 3 1 1.500-1 3-1",
    ),
    Mode.AIR: (
        "by air",
        "M10 2c.8 0 1.200 1 1.200 2v4l6.300 4v1.800l-6.300-2v3.700l2 1.500v1.200L10 17.500l-3.200"
        ".7V17l2-1.500v-3.700l-6.300 2V12l6.300-4V4c0-1 .4-2 1.200-2z",
    ),
    Mode.FOOT: (
        "on foot",
        "M11 4.500a1.500 1.500 0 1 0-.01 0M10 7l-1 5 3 2.500 1 4M9 12l-2.500 6M10 7l-3 2v3M10.500 7l2 2.500 2.500.8",
    ),
    Mode.UNKNOWN: ("by unreported means", "M3 10h13M11 5l5 5-5 5"),
}
"""The words, and the line drawing of an icon in a box of 20 by 20."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The basemap's own colours, kept quiet so that the story stands out."""

    sea: str
    land: str
    coast: str
    border: str
    province: str
    water: str
    river: str
    rail: str
    text: str
    sea_text: str
    halo: str


PAPER: dict[str, Paper] = {
    "light": Paper(
        sea="#d3e1ea",
        land="#f6f3ec",
        coast="#9fb4c1",
        border="#a59c8c",
        province="#ddd6c8",
        water="#d3e1ea",
        river="#b6cfdd",
        rail="#b3a99a",
        text="#5a564e",
        sea_text="#54748a",
        halo="#f6f3ec",
    ),
    "dark": Paper(
        sea="#131b24",
        land="#232c36",
        coast="#42566a",
        border="#5f6c7a",
        province="#34404c",
        water="#131b24",
        river="#2b4156",
        rail="#5a6470",
        text="#aeb8c2",
        sea_text="#7f9fb8",
        halo="#1b232c",
    ),
}
