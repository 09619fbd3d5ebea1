from xml.etree import ElementTree as ET

import pytest

from geo.datasets import DATA_DIR
from maps import map_document
from maps.image import png, svg
from tests.maps import stories

pytestmark = pytest.mark.skipif(not (DATA_DIR / "basemap.json").exists(), reason="the basemap has not been built")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawing_is_sound_xml_with_marks_lines_and_names(theme: str) -> None:
    root = ET.fromstring(svg(map_document(stories.train_story()), theme=theme))
    space = "{http://www.w3.org/2000/svg}"
    texts = [t.text for t in root.iter(f"{space}text")]
    assert "Vladivostok" in texts
    assert "Kim Jong Un’s train to Russia" in texts
    assert [p.get("data-leg-id") for p in root.iter(f"{space}path") if p.get("data-leg-id")] != []
    assert len([c for c in root.iter() if c.get("data-place-id")]) >= 10


def test_hostile_words_stay_text() -> None:
    drawn = svg(map_document(stories.hostile_story(500)))
    tags = {element.tag.split("}")[1] for element in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "clipPath", "circle", "text"}
    assert not [key for element in ET.fromstring(drawn).iter() for key in element.attrib if key.startswith("on")]


def test_a_drawing_is_small() -> None:
    assert len(svg(map_document(stories.train_story())).encode()) < 500_000


def test_a_png_is_a_png_of_twice_the_size() -> None:
    pytest.importorskip("resvg_py")
    drawn = png(map_document(stories.train_story()), size=(400, 300))
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20], "big") == 800
    assert int.from_bytes(drawn[20:24], "big") == 600
