"""Prepositions, simple and compound, in the form that the grammar knows them by."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from geo.itinerary.lexicon import lexicon
from geo.itinerary.unit import Unit

__all__ = ["category", "preposition"]

Compound = tuple[tuple[str, ...], str]


@cache
def _table() -> dict[str, Any]:
    path = resources.files(__package__).joinpath("words", "prepositions.toml")
    return tomllib.loads(path.read_text("utf-8"))


@cache
def _families() -> dict[str, str]:
    return {prep: family for family, words in _table()["families"].items() for prep in words}


def category(prep: str) -> str:
    """The role family of a preposition: from, to, for, at, via, by, along, over, between or empty."""
    return _families().get(prep, "")


@cache
def _compounds() -> dict[str, tuple[Compound, ...]]:
    """Compound prepositions by their first word, longest first, each with its canonical form."""
    table: dict[str, list[str]] = _table()["compound"]
    rows = [(tuple(words.split(" ")), simple) for simple, group in table.items() for words in group]
    found: dict[str, list[Compound]] = {}
    for words, simple in sorted(rows, key=lambda row: -len(row[0])):
        found.setdefault(words[0], []).append((words, simple))
    return {first: tuple(group) for first, group in found.items()}


_AFTER_UP = frozenset({"off", "at", "from", "in", "near", "on", "outside"})  # "picked them up off Zuwara"


def preposition(seq: Sequence[Unit], i: int) -> tuple[str, int] | None:
    """Read a preposition at unit ``i``; returns its canonical form and its last unit, or None."""
    for words, simple in _compounds().get(seq[i].low, ()):
        n = len(words)
        if simple == "near" and i and seq[i - 1].low == "the":
            continue  # "across the south of France"
        if tuple(u.low for u in seq[i : i + n]) == words:
            return simple, i + n - 1
    if seq[i].low == "up" and i + 1 < len(seq) and seq[i + 1].low in _AFTER_UP:
        return seq[i + 1].low, i + 1
    if seq[i].kind == "word" and seq[i].low in lexicon().sets["closed.prepositions"]:
        return seq[i].low, i
    return None
