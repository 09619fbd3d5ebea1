"""axe-core finds nothing to complain of, in any state."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def card(page: Any) -> None:
    page.click("#tab-story")
    page.click("#stop-0-1 button.go")


def claim(page: Any) -> None:
    page.click("#tab-checks")
    page.click("#claim-0 button.go")
    page.click("#claim-0 .more summary")


def source(page: Any) -> None:
    page.click("#tab-story")
    page.click("#stop-0-0 figcaption a")


def place(page: Any) -> None:
    page.click("#tab-places")
    page.click("#places li:nth-child(2) button")


def layers(page: Any) -> None:
    page.click("#tool-layers")


def take(page: Any) -> None:
    page.click("#tool-take")


def measure(page: Any) -> None:
    page.click("#tool-measure")


def legend(page: Any) -> None:
    page.click("#legend summary")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_in_any_state(visit: Callable[..., Any], train: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = visit(train, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    found = {"first": violations(axe, opened)}
    for state in (card, claim, source, place, layers, take, measure, legend):
        state(opened.page)
        opened.wait_for_timeout(200)
        found[state.__name__] = violations(axe, opened)
    assert found == dict.fromkeys(found, [])


def violations(axe: Any, opened: Any) -> list[Any]:
    return [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in axe.run(opened.page).response["violations"]]


def test_no_violation_on_a_phone(visit: Callable[..., Any], train: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened = visit(train, bypass_csp=True, viewport={"width": 390, "height": 844})
    assert violations(axe, opened) == []
