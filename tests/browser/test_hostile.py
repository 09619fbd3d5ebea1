"""Articles that attack the page: nothing of theirs runs, with the policy and without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.maps import stories

pytestmark = pytest.mark.browser


@pytest.fixture(params=["with the policy", "without the policy"])
def hostile(request: pytest.FixtureRequest, drawn: Callable[..., Path], visit: Callable[..., Any]) -> Any:
    path = drawn("hostile", lambda: stories.hostile_story(20_000))
    if request.param == "without the policy":
        bare = path.with_name("hostile-bare.html")
        text = path.read_text(encoding="utf-8")
        start = text.index('<meta http-equiv="Content-Security-Policy"')
        bare.write_text(text[:start] + text[text.index(">", start) + 1 :], encoding="utf-8")
        path = bare
    return visit(path)


def test_nothing_of_theirs_runs_wherever_one_looks(hostile: Any) -> None:
    hostile.on("dialog", lambda d: pytest.fail(f"a dialog opened: {d.message}"))
    for tab in ("checks", "places", "sources", "story"):
        hostile.click(f"#tab-{tab}")
    for n in range(3):
        hostile.click("#tab-story")
        hostile.click(f"#stop-0-{n} figcaption a >> nth=0")
    hostile.evaluate("() => document.querySelectorAll('.source details').forEach((d) => { d.open = true; })")
    hostile.click("#tool-layers")
    hostile.click("#tool-take")
    hostile.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert hostile.evaluate("() => window.owned") is None
    assert hostile.errors == []
    assert [url for url in hostile.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def test_no_element_is_made_of_their_words(hostile: Any) -> None:
    assert hostile.locator("img:not(.leaflet-tile)").count() == 0
    assert (
        hostile.evaluate(
            """() => [...document.querySelectorAll("*")]
            .filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length"""
        )
        == 0
    )
    assert hostile.locator("a[href^='javascript']").count() == 0
    assert hostile.locator("body > script").count() == 4
    assert stories.HOSTILE[0] in hostile.inner_text("#view-sources") or hostile.locator("#view-sources").is_hidden()


def test_every_attack_is_shown_as_the_text_it_is(hostile: Any) -> None:
    shown = hostile.evaluate("() => document.getElementById('view-sources').textContent")
    for attack in (
        "<script>window.owned=1</script>",
        "</script><script>window.owned=1</script>",
        "{{7*7}}{% raw %}{# x #}",
        "\\1 \\u003cscript\\u003e",
        "${window.owned=1}`${alert(1)}`",
    ):
        assert attack in shown


def test_a_word_of_a_megabyte_neither_widens_nor_stops_the_page(
    drawn: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    opened = visit(drawn("megabyte", stories.hostile_story))
    opened.click("#tab-sources")
    opened.click(".source:last-child summary")
    opened.wait_for_selector(".source:last-child [data-at]")
    assert opened.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    opened.click("#tab-story")
    assert opened.errors == []


def test_the_policy_stops_what_gets_in(drawn: Callable[..., Path], visit: Callable[..., Any], train: Path) -> None:
    opened = visit(train)
    opened.evaluate(
        """() => { const d = document.createElement("div"); d.innerHTML = "<img src=x onerror='window.owned=1'>";
        document.body.append(d);
        const s = document.createElement("script"); s.textContent = "window.owned=2";
        document.body.append(s); }"""
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("() => window.owned") is None
