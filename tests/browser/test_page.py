"""The page as a reader meets it: offline, by mouse, by keyboard, on a phone, with scripts off."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.maps import stories

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


def outside(requests: list[str]) -> list[str]:
    return [url for url in requests if not url.startswith(("file:", "data:", "blob:"))]


def test_asks_nothing_of_the_network_and_reports_no_error(visit: Visit, train: Path) -> None:
    opened = visit(train)
    for tab in ("checks", "places", "sources", "story"):
        opened.click(f"#tab-{tab}")
    opened.click("#tool-layers")
    opened.click("#tool-take")
    assert outside(opened.requests) == []
    assert len(opened.requests) == 1
    assert opened.errors == []


def test_shows_title_answer_line_and_marks(visit: Visit, train: Path) -> None:
    opened = visit(train)
    assert opened.inner_text("h1") == "Kim Jong Un’s train to Russia"
    assert "Vostochny Cosmodrome is only rumoured" in opened.inner_text("#card-overview")
    assert opened.locator("path[data-leg-id]").count() == 4
    assert opened.locator(".stop-mark[data-place-id='geonames:1871859']").is_visible()
    assert "Pyongyang" in opened.locator(".map-name.stop").all_inner_texts()


def test_the_basemap_is_drawn_in_both_themes(visit: Visit, train: Path) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        opened = visit(train, color_scheme=scheme)
        colours[scheme] = opened.evaluate(
            """() => { const c = document.querySelector("canvas.paper");
            const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            const seen = new Set();
            for (let i = 0; i < d.length; i += 4000) seen.add([d[i], d[i + 1], d[i + 2]].join());
            return [...seen]; }"""
        )
        assert len(colours[scheme]) >= 2
    assert not set(colours["light"]) & set(colours["dark"])


def test_story_json_is_in_the_page(visit: Visit, train: Path) -> None:
    opened = visit(train)
    plain = json.loads(opened.evaluate("() => document.getElementById('geo-story').textContent"))
    assert plain["title"] == "Kim Jong Un’s train to Russia"
    assert [a["id"] for a in plain["articles"]] == ["digest-1", "digest-2", "digest-3"]


def test_a_card_moves_the_map_and_a_mark_moves_the_cards(visit: Visit, train: Path) -> None:
    opened = visit(train)
    before = opened.evaluate("() => location.hash")
    opened.click("#stop-0-2 button.go")
    opened.wait_for_function("before => location.hash !== before", arg=before)
    opened.wait_for_selector("#stop-0-2.current")
    opened.click("#tool-whole")
    opened.wait_for_timeout(400)
    opened.locator(".stop-mark[data-place-id='geonames:1871859']").click()
    opened.wait_for_selector("#stop-0-0.current")


def test_an_excerpt_leads_to_its_words_in_the_article(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#stop-0-0 figcaption a")
    assert opened.locator("#article-0 .evidence").all_inner_texts() == [
        "left ",
        "Pyongyang",
        " by armoured train on Sunday afternoon",
    ]
    assert opened.locator("#tab-sources").get_attribute("aria-selected") == "true"


def test_offsets_hold_after_an_astral_character(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tab-sources")
    opened.click("#article-2 summary")
    opened.wait_for_selector("#article-2 mark.place")
    marked = opened.locator("#article-2 mark[data-place-id='geonames:360630']").all_inner_texts()
    assert marked == ["القاهرة"]


def test_comments_are_kept_apart_from_the_article(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tab-sources")
    opened.click("#article-1 summary")
    opened.wait_for_selector("#article-1 .after-note")
    assert "Boston Bob" in "".join(opened.locator("#article-1 .after").all_inner_texts())
    assert opened.locator("#article-0 .after-note").count() == 0


def test_a_claim_draws_its_line_ring_and_figure(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tab-checks")
    opened.click("#claim-0 button.go")
    opened.wait_for_selector("path[data-claim-id='claim-0']")
    assert "425 miles (680 kilometres)" in opened.inner_text(".claim-figure")
    assert opened.locator("#claim-0 .chip").inner_text().split() == ["✓", "agrees"]
    assert opened.locator(".leaflet-claims-pane path").count() >= 4


def test_names_keep_off_the_figure_of_a_claim(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tab-checks")
    opened.click("#claim-0 button.go")
    opened.wait_for_selector(".claim-figure span")
    opened.wait_for_timeout(900)
    boxes = "(query) => [...document.querySelectorAll(query)].map((node) => node.getBoundingClientRect().toJSON())"
    names, figures = opened.evaluate(boxes, ".map-name"), opened.evaluate(boxes, ".claim-figure span")
    assert names
    assert figures
    assert not [(a, b) for a in names for b in figures if _overlap(a, b)]


def _overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    across = min(a["right"], b["right"]) - max(a["left"], b["left"])
    return across > 2 and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 4


def test_miles_and_kilometres_switch_everywhere(visit: Visit, train: Path) -> None:
    opened = visit(train)
    assert "km" in opened.inner_text("#scale")
    opened.click("#tool-units")
    assert opened.locator("data.km").first.inner_text().endswith("mi")
    assert "mi" in opened.inner_text("#scale")


def test_layers_hide_what_is_only_rumoured_and_the_link_remembers(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tool-layers")
    opened.uncheck("[data-layer='status:rumoured']")
    assert opened.locator(".stop-mark.rumoured").count() == 0
    assert opened.locator("path.leg-line.rumoured").count() == 0
    opened.wait_for_function("() => location.hash.includes('status:rumoured')")
    again = visit(train, opened.evaluate("() => location.hash"))
    assert again.locator(".stop-mark.rumoured").count() == 0


def test_a_deep_link_restores_card_map_and_tab(visit: Visit, train: Path) -> None:
    opened = visit(train, "#card=claim-0&map=6.50/41.2000/128.5000&tab=checks&unit=mi")
    assert "current" in opened.get_attribute("#claim-0", "class")
    assert opened.get_attribute("#tab-checks", "aria-selected") == "true"
    opened.wait_for_function("() => location.hash.includes('map=6.50/41.2')")
    assert opened.inner_text("#tool-units") == "mi"


def test_a_mangled_link_still_opens(visit: Visit, train: Path) -> None:
    opened = visit(train, "#card=<script>&map=x/y/z&hide=%E0%A4%A&tab=nowhere&=&article-99")
    assert opened.errors == []
    assert opened.locator("#card-overview.current").count() == 1


def test_play_moves_the_train_along_its_line(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#time-play")
    opened.wait_for_selector(".traveller-mark")
    first = opened.locator(".traveller-mark").bounding_box()
    opened.wait_for_function(
        "v => Number(document.getElementById('time').value) > v + 40", arg=int(opened.input_value("#time"))
    )
    assert opened.locator(".traveller-mark").bounding_box() != first
    opened.click("#time-play")
    assert opened.get_attribute("#time-play", "aria-label") == "Play the journey"


def test_reduced_motion_hops_instead_of_moving(visit: Visit, train: Path) -> None:
    opened = visit(train, reduced_motion="reduce")
    opened.click("#time-play")
    opened.wait_for_timeout(600)
    assert opened.input_value("#time") == "0"
    assert opened.evaluate("() => document.getAnimations().length") == 0
    opened.wait_for_function("() => Number(document.getElementById('time').value) > 0", timeout=5000)


def test_measuring_between_two_places_gives_the_geodesic(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tool-measure")
    opened.fill("#measure-from", "Pyongyang")
    opened.fill("#measure-to", "vladivostok")
    opened.press("#measure-to", "Enter")
    assert opened.inner_text(".measured") == "684.5 km"
    opened.keyboard.press("Escape")
    assert opened.evaluate("() => document.activeElement.id") == "tool-measure"


def test_search_finds_a_place_without_its_accents(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.click("#tab-places")
    opened.fill("#place-search", "VLADI")
    assert opened.locator("#places li:visible .place-name").all_inner_texts() == ["Vladivostok"]
    opened.press("#place-search", "Enter")
    assert opened.locator("#places li.current .seen a").count() >= 3
    assert "93 % confidence: the only place of that name here." in opened.inner_text("#places li.current .trust")


def test_a_slash_leads_to_the_search(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.keyboard.press("/")
    assert opened.evaluate("() => document.activeElement.id") == "place-search"


def test_every_download_comes_out_of_the_page(visit: Visit, train: Path, tmp_path: Path) -> None:
    opened = visit(train, accept_downloads=True)
    opened.click("#tool-take")
    names = {"geojson": "GeoJSON", "json": "Story JSON"}
    for kind in ("geojson", "kml", "gpx", "csv", "json", "svg", "png"):
        with opened.expect_download() as waiting:
            opened.get_by_role("button", name=names.get(kind, kind.upper()), exact=True).click()
        assert waiting.value.suggested_filename.endswith(f".{kind}")
        saved = tmp_path / f"x.{kind}"
        waiting.value.save_as(saved)
        assert saved.stat().st_size > 500, kind
        if kind in ("geojson", "kml", "gpx"):
            read_back(saved, kind)
    assert opened.errors == []


def read_back(path: Path, kind: str) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    layer = {"kml": "Stops", "gpx": "waypoints"}.get(kind)
    bounds = pyogrio.read_info(path, layer=layer, force_total_bounds=True)["total_bounds"]
    assert bounds[0] > 20
    assert bounds[1] > 20
    assert bounds[2] < 145
    assert bounds[3] < 70


@pytest.mark.parametrize("width", [390, 1360])
def test_every_card_is_reachable_and_nothing_sticks_out(visit: Visit, train: Path, width: int) -> None:
    opened = visit(train, viewport={"width": width, "height": 844})
    assert opened.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for tab, cards in (("story", ".card[data-card=stop]"), ("checks", ".card.claim"), ("sources", ".card.source")):
        opened.click(f"#tab-{tab}")
        for card in opened.locator(cards).all():
            card.scroll_into_view_if_needed()
            box = card.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width + 0.5


def test_touch_targets_are_at_least_24_pixels(visit: Visit, train: Path) -> None:
    opened = visit(train, viewport={"width": 390, "height": 844})
    small = opened.evaluate(
        """() => [...document.querySelectorAll("button, summary, input, select, .leaflet-marker-icon[role=button]")]
        .filter((e) => e.offsetParent && !e.closest("[hidden]"))
        .map((e) => [e.id || e.className, e.getBoundingClientRect()])
        .filter(([, b]) => b.width && (b.height < 23.5 || b.width < 23.5)).map(([n]) => n)"""
    )
    assert small == []


def test_readable_with_scripts_off(visit: Visit, train: Path) -> None:
    opened = visit(train, ready=False, java_script_enabled=False)
    text = opened.inner_text("body")
    for words in (
        "Kim Jong Un’s train",
        "Khasan",
        "agrees",
        "Sources differ",
        "The moving map needs scripts",
        "Vladimir Putin flew from Moscow",
    ):
        assert words in text


def test_print_carries_the_map_and_every_view(visit: Visit, train: Path) -> None:
    opened = visit(train)
    opened.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    opened.emulate_media(media="print")
    assert opened.locator("#print-map svg").is_visible()
    assert opened.locator("#claim-0").is_visible()
    assert opened.locator("#article-0 .article-text").is_visible()
    assert not opened.locator(".stage").is_visible()
    assert len(opened.pdf(format="A4")) > 20_000


def test_a_journey_over_the_pacific_is_one_line(visit: Visit, drawn: Callable[..., Path]) -> None:
    opened = visit(drawn("pacific", stories.pacific_story))
    marks = [m.bounding_box() for m in opened.locator(".stop-mark").all()]
    assert len(marks) == 3
    frame = opened.locator("#map").bounding_box()
    assert all(frame["x"] < m["x"] < frame["x"] + frame["width"] for m in marks)
    wide = opened.locator("path[data-leg-id='leg-0-0']").bounding_box()
    assert wide["width"] < frame["width"] * 0.8


def test_a_number_of_gathered_places_stays_inside_its_mark(visit: Visit, drawn: Callable[..., Path]) -> None:
    opened = visit(drawn("pile", lambda: stories.pile(60)))
    marks = opened.locator(".cluster")
    many = [mark for mark in marks.all() if len(mark.inner_text()) > 1]
    assert many
    assert all(
        mark.evaluate("m => m.scrollHeight <= m.clientHeight && m.scrollWidth <= m.clientWidth") for mark in many
    )


def test_excerpts_only_keeps_no_whole_article(visit: Visit, drawn: Callable[..., Path]) -> None:
    opened = visit(drawn("excerpts", stories.train_story, excerpts_only=True))
    opened.click("#stop-0-3 figcaption a")
    text = opened.inner_text("#article-1 .article-text")
    assert "Vostochny Cosmodrome" in text
    assert (
        "".join(opened.locator("#article-1 .evidence").all_inner_texts()) == "could be held at the Vostochny Cosmodrome"
    )


def test_online_tiles_wait_to_be_switched_on_and_failing_leave_the_page_whole(
    visit: Visit, drawn: Callable[..., Path]
) -> None:
    pytest.importorskip("xyzservices")
    opened = visit(drawn("tiles", stories.train_story, tiles="OpenStreetMap.Mapnik"))
    assert outside(opened.requests) == []
    assert "openstreetmap.org" in opened.inner_text("#colophon")
    opened.click("#tool-tiles")
    opened.wait_for_timeout(300)
    assert outside(opened.requests)
    assert opened.locator("canvas.paper").is_visible()
