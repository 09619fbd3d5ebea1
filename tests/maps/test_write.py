import json
from pathlib import Path

import pytest

import maps
from geo.errors import RenderError
from geo.story import Story
from tests.maps import stories


def test_json_is_the_story_both_ways(tmp_path: Path) -> None:
    story = stories.train_story()
    plain = json.loads(maps.write(story, tmp_path / "x.json").read_text("utf-8"))
    assert Story.from_json(plain).to_json() == story.to_json()


def test_an_unknown_suffix_says_which_are_known(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"\.html"):
        maps.write(stories.train_story(), tmp_path / "x.docx")


def test_an_unwritable_target_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="cannot|folder"):
        maps.write(stories.train_story(), tmp_path / "no" / "x.json")
    (tmp_path / "taken.json").mkdir()
    with pytest.raises(RenderError):
        maps.write(stories.train_story(), tmp_path / "taken.json")
    assert [p.name for p in tmp_path.iterdir()] == ["taken.json"]


def test_writing_again_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    maps.write(stories.train_story(), path)
    maps.write(stories.pacific_story(), path)
    assert "Honolulu" in path.read_text("utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_tiles_are_for_pages_only(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="tiles"):
        maps.write(stories.train_story(), tmp_path / "x.kml", tiles="OpenStreetMap.Mapnik")
