"""The page beside vanilla folium with the same marks: weight, what is seen without a network, and time in Chromium.

Both pages are opened from a file in one headless Chromium whose network is refused, as on a plane or behind a
newsroom's firewall. Times are medians of several runs; a page is usable once its marks answer.
"""

import gzip
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import maps
from geo.story import Story
from maps import map_document
from tests.maps import stories

RUNS = 5
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAN = """async () => {
  const box = document.getElementById("map").getBoundingClientRect(), frames = [];
  let last = performance.now(), on = true;
  const frame = (now) => { frames.push(now - last); last = now; if (on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  const send = (type, x, y) => (type === "mousedown" ? document.getElementById("map") : document)
    .dispatchEvent(new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, button: 0 }));
  for (let round = 0; round < 4; round++) {
    let x = box.left + 400, y = box.top + 400;
    send("mousedown", x, y);
    for (let i = 0; i < 25; i++) {
      x += 6; y += 3;
      send("mousemove", x, y);
      await new Promise((done) => requestAnimationFrame(done));
    }
    send("mouseup", x, y);
    await new Promise((done) => setTimeout(done, 300));
  }
  on = false;
  return Math.max(...frames.slice(2));
}"""


def rows() -> list[dict[str, Any]]:
    """One journey with a handful of articles, then 1,000 articles with 20,000 mentions."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, story in (("one journey", stories.train_story()), ("1,000 articles", stories.pile(1000))):
            ours, peer = Path(folder, "ours.html"), Path(folder, "folium.html")
            drawing = _seconds(lambda story=story, ours=ours: maps.write(story, ours))
            drawing_peer = _seconds(lambda story=story, peer=peer: vanilla(story, peer))
            found += _weights(name, ours, peer)
            found.append(_row(f"{name}: drawn by Python, s", drawing, drawing_peer))
            found += _in_browser(name, browser, ours, peer)
        browser.close()
    return found


def vanilla(story: Story, path: Path) -> None:
    """The same places, lines and excerpts as anyone would draw them with folium."""
    import folium
    from markupsafe import escape

    document = map_document(story)
    view = document.view
    drawn = folium.Map(location=((view.south + view.north) / 2, view.middle_lon), zoom_start=5)
    texts = {a.id: a.text for a in story.articles}
    for mark in document.places:
        excerpt = texts[mark.article_ids[0]][:200] if mark.article_ids else ""
        folium.Marker(mark.at.latlon, tooltip=mark.place.name, popup=str(escape(excerpt))).add_to(drawn)
    for journey in document.journeys:
        for leg in journey.legs:
            folium.PolyLine([at.latlon for at in leg.path], tooltip=leg.leg.status.value).add_to(drawn)
    drawn.save(str(path))


def _seconds(run: Callable[[], object]) -> float:
    run()
    times = []
    for _ in range(3):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _row(what: str, ours: float, peers: float | None, peer: str = "folium") -> dict[str, Any]:
    ratio = ours / peers if peers else None
    return {"what": what, "ours": ours, "peer": peer if peers is not None else "", "peers": peers, "ratio": ratio}


def _weights(name: str, ours: Path, peer: Path) -> list[dict[str, Any]]:
    """Ours holds map, articles and library; folium's fetches library, icons and tiles besides what is counted here."""
    sizes = [(p.stat().st_size / 1000, len(gzip.compress(p.read_bytes())) / 1000) for p in (ours, peer)]
    return [
        _row(f"{name}: file, kB (all inside; folium's is without library, map and articles)", sizes[0][0], sizes[1][0]),
        _row(f"{name}: file gzipped, kB", sizes[0][1], sizes[1][1]),
    ]


def _in_browser(name: str, browser: Any, ours: Path, peer: Path) -> list[dict[str, Any]]:
    mine = [_open(browser, ours, "html[data-ready=true]") for _ in range(RUNS)]
    theirs = [_open(browser, peer, None) for _ in range(2)]

    def middle(key: str, runs: list[dict[str, float]]) -> float:
        return statistics.median(run[key] for run in runs)

    return [
        _row(f"{name}: requests to the network", middle("requests", mine), middle("requests", theirs)),
        _row(f"{name}: marks seen offline", middle("marks", mine), middle("marks", theirs)),
        _row(f"{name}: first paint, s", middle("paint", mine), middle("paint", theirs)),
        _row(f"{name}: usable, s (folium's never is, offline)", middle("usable", mine), None),
        _row(f"{name}: longest frame while panning, ms", middle("frame", mine), None),
    ]


def _open(browser: Any, path: Path, ready: str | None) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url) if r.url.startswith("http") else None)
    page.goto(path.as_uri(), wait_until="commit" if ready else "load")
    if ready:
        page.wait_for_selector(ready, timeout=60_000)
    usable = page.evaluate("() => performance.now()") / 1000
    paint = page.evaluate("() => performance.getEntriesByName('first-paint')[0]?.startTime ?? 0") / 1000
    marks = page.locator(".leaflet-marker-icon").count()
    frame = page.evaluate(PAN) if ready else 0.0
    context.close()
    return {"requests": len(requests), "usable": usable, "paint": paint, "marks": marks, "frame": frame}
