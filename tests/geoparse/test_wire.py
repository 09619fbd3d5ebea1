"""Ten wire-style articles of our own, marked by hand: [[place]], {{demonym}}."""

import re
from pathlib import Path

import pytest

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse
from geo.geoparse.mention import Resolution

WIRE = sorted((Path(__file__).parent.parent / "data" / "wire").glob("*.txt"))
MARK = re.compile(r"\[\[(.+?)\]\]|\{\{(.+?)\}\}")


def unmark(marked: str) -> tuple[str, set[tuple[int, int]]]:
    spans, at, text = set(), 0, ""
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        name = mark.group(1) or mark.group(2)
        spans.add((len(text), len(text) + len(name)))
        text += name
        at = mark.end()
    return text + marked[at:], spans


@pytest.fixture(scope="module")
def parsed(world: Gazetteer) -> list[tuple[str, set[tuple[int, int]], tuple[Resolution, ...]]]:
    articles = [(path.stem, *unmark(path.read_text(encoding="utf-8"))) for path in WIRE]
    return [(text, gold, geoparse(Article(stem, "", text), world)) for stem, text, gold in articles]


def test_there_are_ten_articles() -> None:
    assert len(WIRE) >= 10


def test_few_places_are_missed(parsed: list[tuple[str, set[tuple[int, int]], tuple[Resolution, ...]]]) -> None:
    there = sum(len(gold) for _, gold, _ in parsed)
    missed = sum(len(gold - {(r.mention.start, r.mention.end) for r in found}) for _, gold, found in parsed)
    assert missed <= 0.03 * there


def test_hardly_any_place_is_false(parsed: list[tuple[str, set[tuple[int, int]], tuple[Resolution, ...]]]) -> None:
    false = [
        r.mention.text for _, gold, found in parsed for r in found
        if r.resolved and not any(s < r.mention.end and r.mention.start < e for s, e in gold)
    ]  # fmt: skip
    assert len(false) <= 1, false


def test_ships_newspapers_and_namesakes_are_no_places(
    parsed: list[tuple[str, set[tuple[int, int]], tuple[Resolution, ...]]],
) -> None:
    said = {r.mention.text for _, _, found in parsed for r in found}
    assert not said & {
        "Florian",
        "Eagle S",
        "Raju",
        "INS Sumedha",
        "Al Kambar",
        "Haaretz",
        "El Deber",
        "Chelsea",
        "Katz",
        "Happy River",
        "Victoria",
    }
