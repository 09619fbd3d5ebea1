"""The whole story by keyboard alone, with focus always visible and given back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FOCUS = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const s = getComputedStyle(e);
  const inner = e.closest("#time") ? true : s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
  const text = e.getAttribute("aria-label") || e.textContent || "";
  return { id: e.id, shown: inner, text: text.trim().slice(0, 40) }; }"""


def test_tab_reaches_everything_and_focus_is_always_visible(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    seen = []
    for _ in range(90):
        opened.keyboard.press("Tab")
        focus = opened.evaluate(FOCUS)
        if focus is None:
            break
        seen.append(focus)
    assert [f for f in seen if not f["shown"]] == []
    names = {f["id"] for f in seen} | {f["text"] for f in seen}
    for wanted in ("tab-story", "map", "tool-layers", "tool-take", "time", "time-play", "Skip to the story"):
        assert wanted in names, wanted
    assert any("Khasan" in f["text"] for f in seen)
    assert any("stop 1" in f["text"] for f in seen)


def test_arrow_keys_walk_the_cards_and_the_map_follows(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    for expected in ("stop-0-0", "stop-0-1", "stop-0-2", "stop-0-3"):
        opened.keyboard.press("ArrowRight")
        assert "current" in opened.get_attribute(f"#{expected}", "class")
        assert opened.evaluate("() => document.activeElement.closest('.card').id") == expected
        opened.wait_for_function("card => location.hash.includes(`card=${card}&`)", arg=expected)
    opened.keyboard.press("ArrowLeft")
    assert "current" in opened.get_attribute("#stop-0-2", "class")


def test_tabs_follow_the_usual_pattern(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    opened.focus("#tab-story")
    opened.keyboard.press("ArrowRight")
    assert opened.get_attribute("#tab-checks", "aria-selected") == "true"
    assert opened.evaluate("() => document.activeElement.id") == "tab-checks"
    opened.keyboard.press("End")
    assert opened.locator("#view-sources").is_visible()
    opened.keyboard.press("ArrowRight")
    assert opened.locator("#view-story").is_visible()


def test_the_slider_steps_by_stop(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    opened.focus("#time")
    opened.keyboard.press("ArrowRight")
    assert "Khasan" in opened.get_attribute("#time", "aria-valuetext")
    assert "current" in opened.get_attribute("#stop-0-1", "class")


def test_a_panel_takes_focus_and_escape_gives_it_back(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    for tool in ("layers", "measure", "take"):
        opened.focus(f"#tool-{tool}")
        opened.keyboard.press("Enter")
        assert opened.evaluate("() => Boolean(document.activeElement.closest('#map-panel'))"), tool
        opened.keyboard.press("Escape")
        assert opened.evaluate("() => document.activeElement.id") == f"tool-{tool}"


def test_a_mark_answers_to_enter(visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    opened.focus(".stop-mark[data-place-id='curated:khasan']")
    opened.keyboard.press("Enter")
    assert "current" in opened.get_attribute("#stop-0-1", "class")
