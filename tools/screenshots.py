"""Takes the pictures of docs/page.md from a rendered page, small: 128 colours, 900 pixels wide.

Run: ``python tools/screenshots.py [PAGE.html]`` with playwright, Pillow and Chromium. Without a page it draws the
tests' own story and piles, whose words are ours.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import maps
from tests.maps import stories

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDE = {"viewport": {"width": 1360, "height": 850}}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5}
Act = Callable[[Any], None]


def press(*selectors: str) -> Act:
    """Click each in turn, leaving the page time to settle."""

    def act(page: Any) -> None:
        for selector in selectors:
            page.click(selector)
            page.wait_for_timeout(450)

    return act


def claim(page: Any) -> None:
    """Open the first claim."""
    press("#tab-checks", "#claim-0 button.go")(page)


def play(page: Any) -> None:
    """Stop in the middle of the first leg."""
    page.click("#time-play")
    page.wait_for_timeout(2600)
    page.click("#time-play")


def printed(page: Any) -> None:
    """As on paper, the top of the first sheet."""
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


SHOTS: dict[str, tuple[dict[str, Any], str, Act]] = {
    "page-wide": (WIDE, "", press()),
    "page-dark": (WIDE | {"color_scheme": "dark"}, "", press("#stop-0-1 button.go")),
    "page-claim": (WIDE, "", claim),
    "page-playing": (WIDE, "", play),
    "page-coast": (WIDE, "#map=8.5/41.6/129.6", press()),
    "page-world": (WIDE | {"color_scheme": "dark"}, "#map=2.5/30/90", press()),
    "page-phone": (PHONE, "", press()),
    "page-print": ({"viewport": {"width": 794, "height": 1123}}, "", printed),
    "page-noscript": (
        {"viewport": {"width": 900, "height": 1000}, "java_script_enabled": False},
        "",
        lambda page: None,
    ),
}


def main(given: str | None) -> None:
    """Take every picture."""
    TARGET.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(given).resolve() if given else maps.write(stories.train_story(), Path(folder, "train.html"))
        pile = maps.write(stories.pile(200), Path(folder, "pile.html"))
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (options, fragment, act) in SHOTS.items():
            take(browser, page, name, options, fragment, act)
        take(browser, pile, "page-pile", WIDE, "", press())
        browser.close()


def take(browser: Any, path: Path, name: str, options: dict[str, Any], fragment: str, act: Act) -> None:
    """Open, act, photograph, shrink."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    page.goto(path.as_uri() + fragment)
    page.wait_for_timeout(700)
    act(page)
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    width = 900 if picture.width > 900 else picture.width
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    small.quantize(128, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE).save(
        TARGET / f"{name}.png", optimize=True
    )
    context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
