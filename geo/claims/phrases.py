"""The reviewed words of ``phrases.toml``, loaded once and indexed for matching over tokens."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from geo.tokens import tokenise
from geo.vocabulary import Hedge, Mode

__all__ = ["CALENDAR", "CARDINALS", "Phrases", "compose_direction", "load_phrases", "longest", "read_mode"]

CARDINALS = {
    "n": "north",
    "nne": "north-north-east",
    "ne": "north-east",
    "ene": "east-north-east",
    "e": "east",
    "ese": "east-south-east",
    "se": "south-east",
    "sse": "south-south-east",
    "s": "south",
    "ssw": "south-south-west",
    "sw": "south-west",
    "wsw": "west-south-west",
    "w": "west",
    "wnw": "west-north-west",
    "nw": "north-west",
    "nnw": "north-north-west",
}
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december easter christmas ramadan".split()
)
# "on the line" is where a town lies, and no way that is gone
_DRIVEN_ON = frozenset("motorway highway expressway freeway autobahn".split())
_LETTERS = {name: letters for letters, name in CARDINALS.items()}

WordMap = Mapping[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The tables of ``phrases.toml``; multi-word phrases are keyed by their words."""

    hedges: WordMap
    hedges_after: WordMap
    fillers: WordMap
    directions: Mapping[str, str]
    modes: WordMap
    straight: frozenset[tuple[str, ...]]
    trips: Mapping[str, Mode | None]
    trip_adjectives: Mapping[str, Mode]
    ways: Mapping[str, Mode | None]
    motion: Mapping[str, Mode | None]
    carriers: Mapping[str, Mode | None]
    located: frozenset[str]
    coordinators: frozenset[str]
    border: frozenset[str]
    not_border_before: frozenset[str]
    territory: frozenset[str]
    coast: frozenset[str]
    adjectives: frozenset[str]
    classes: Mapping[str, tuple[str, int, int]]
    parallels: WordMap
    continents: Mapping[str, tuple[str, ...]]
    capital_kinds: frozenset[str]
    dimensions: frozenset[str]
    range_words: frozenset[str]
    modals: frozenset[str]
    feats: frozenset[str]
    weapons: frozenset[str]
    contests: frozenset[str]
    cuts: frozenset[str]
    off_schedule: frozenset[str]
    pronouns: frozenset[str]


@cache
def load_phrases() -> Phrases:
    """Read the table beside this module."""
    raw = tomllib.loads(resources.files("geo.claims").joinpath("phrases.toml").read_text("utf-8"))
    return Phrases(
        hedges=_by_words({k: Hedge(v) for k, v in raw["hedges"].items()}),
        hedges_after=_by_words({k: Hedge(v) for k, v in raw["hedges_after"].items()}),
        fillers=_by_words(dict.fromkeys(raw["fillers"]["words"], "")),
        directions=raw["directions"],
        modes=_by_words({k: Mode(v) for k, v in raw["modes"].items()}),
        straight=frozenset(tuple(p.split()) for p in raw["straight"]["phrases"]),
        trips=_modes(raw["trips"]),
        trip_adjectives={k: Mode(v) for k, v in raw["trip_adjectives"].items()},
        ways=_modes(raw["ways"]),
        motion=_modes(raw["motion"]),
        carriers=_modes(raw["carriers"]),
        located=frozenset(raw["located"]["words"]),
        coordinators=frozenset(raw["coordinators"]["words"]),
        border=frozenset(raw["border"]["words"]),
        not_border_before=frozenset(raw["border"]["not_before"]),
        territory=frozenset(raw["border"]["territory"]),
        coast=frozenset(raw["coast"]["words"]),
        adjectives=frozenset(raw["coast"]["adjectives"]),
        classes={k: (v[0], v[1], v[2]) for k, v in raw["classes"].items()},
        parallels=_by_words({k: str(v) for k, v in raw["parallels"].items()}),
        continents={name: tuple(codes.split()) for name, codes in raw["continents"].items()},
        capital_kinds=frozenset(raw["capital_kinds"]["words"]),
        dimensions=frozenset(raw["dimensions"]["words"]),
        range_words=frozenset(raw["ranges"]["words"]),
        modals=frozenset(raw["ranges"]["modals"]),
        feats=frozenset(raw["ranges"]["feats"]),
        contests=frozenset(raw["contests"]["words"]),
        cuts=frozenset(raw["cuts"]["words"]),
        off_schedule=frozenset(raw["off_schedule"]["words"]),
        weapons=frozenset(raw["weapons"]["words"]),
        pronouns=frozenset(raw["pronouns"]["words"]),
    )


def _by_words(table: Mapping[str, str]) -> WordMap:
    return {tuple(token.text for token in tokenise(phrase)): value for phrase, value in table.items()}


def _modes(table: Mapping[str, Any]) -> dict[str, Mode | None]:
    return {word: Mode(value) if value else None for word, value in table.items()}


def longest(table: WordMap | frozenset[tuple[str, ...]], words: Sequence[str], *, at_end: bool = False) -> int:
    """Say how many words at the head (or the end) of a row make the longest phrase of a table; 0 when none does."""
    for length in range(min(6, len(words)), 0, -1):
        part = tuple(words[-length:] if at_end else words[:length])
        if part in table:
            return length
    return 0


def read_mode(words: Sequence[str]) -> tuple[Mode, bool, int] | None:
    """Read "by train", "by fast boat", "as the crow flies" at the head of a row.

    Returns
    -------
    tuple of (Mode, bool, int) or None
        The way of going, whether a vehicle is named (and not just the straight line), and how many words say so.
    """
    phrases = load_phrases()
    size = longest(phrases.modes, words)
    if size:
        said = tuple(words[:size])
        return Mode(phrases.modes[said]), said not in phrases.straight, size
    if len(words) > 2 and words[0] == "by" and words[1].isalpha():
        mode = phrases.modes.get(("by", words[2]))
        if mode is not None and words[1] not in {"the", "a", "an", "which"}:
            return Mode(mode), True, 3
    return _along(words)


def _along(words: Sequence[str]) -> tuple[Mode, bool, int] | None:
    """Read "by the southern highway", "along the coast road", "on the new motorway": the way that is taken."""
    if words[:1] not in (["by"], ["along"], ["via"], ["on"]) or words[1:2] not in (["the"], ["a"]):
        return None
    for k, word in enumerate(words[2:6], 2):
        mode = load_phrases().ways.get(word)
        if mode is not None and (words[0] != "on" or word in _DRIVEN_ON):
            return mode, True, k + 1
        if not word.isalpha():
            return None
    return None


def compose_direction(words: Sequence[str]) -> str | None:
    """Join compass words: ``south``, ``south-west`` make ``south-south-west``; None when they make no direction."""
    letters = "".join(_LETTERS[word] for word in words)
    return CARDINALS.get(letters)
