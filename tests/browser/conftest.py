"""A real Chromium with no network, and pages drawn once a session. Skips loudly where there is no Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import maps
from geo.datasets import DATA_DIR
from geo.story import Story
from tests.maps import stories

CANDIDATES = (os.environ.get("GEO_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = next((found for name in CANDIDATES if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("NO CHROMIUM: the page is not tested in a browser; install chromium or set GEO_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: the page is not tested in a browser")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Draw a story once a session: `drawn(name, story)` gives the page's path."""
    if not (DATA_DIR / "basemap.json").exists():
        pytest.skip("the basemap has not been built; run `python -m geo.datasets build basemap`")
    folder, made = tmp_path_factory.mktemp("pages"), {}

    def draw(name: str, story: Callable[[], Story], **options: Any) -> Path:
        if name not in made:
            made[name] = maps.write(story(), folder / f"{name}.html", **options)
        return made[name]

    return draw


@dataclass
class Opened:
    """A page, and everything it did that it should not have."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.page, name)


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Open a file in a fresh context without network; wait until it is usable."""
    contexts: list[Any] = []

    def go(path: Path, fragment: str = "", *, ready: bool = True, **options: Any) -> Opened:
        context = browser.new_context(**({"viewport": {"width": 1360, "height": 860}, "offline": True} | options))
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda r: opened.requests.append(r.url))
        opened.page.on("pageerror", lambda e: opened.errors.append(str(e)))
        opened.page.on("console", lambda m: m.type in ("error", "warning") and opened.errors.append(m.text))
        opened.page.goto(path.as_uri() + fragment)
        if ready:
            opened.page.wait_for_selector("html[data-ready=true]", timeout=30_000)
        return opened

    yield go
    for context in contexts:
        context.close()


@pytest.fixture
def train(drawn: Callable[..., Path]) -> Path:
    return drawn("train", stories.train_story)
