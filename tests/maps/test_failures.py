"""What drawing says when something that it needs is not there, and what it leaves behind."""

import os
import sys
from importlib import resources
from pathlib import Path

import pytest

import maps
from geo.errors import GeoError, RenderError
from maps import claim_ways, html, image, rails, tiles
from tests.maps import stories


def test_a_missing_part_of_the_page_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(html, "HERE", tmp_path)
    html._own.cache_clear()
    with pytest.raises(RenderError, match=r"map\.css is missing .* install the package again"):
        html._own("map.css")


def test_a_missing_leaflet_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    html._leaflet.cache_clear()
    with pytest.raises(RenderError, match=r"leaflet\.js is missing; pip install"):
        html._leaflet("leaflet.js")


def test_a_png_without_its_renderer_offers_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(RenderError, match=r"write an \.svg"):
        image.png(maps.map_document(stories.train_story()))


def test_tiles_without_their_catalogue_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xyzservices.providers", None)
    with pytest.raises(RenderError, match="pip install xyzservices"):
        tiles.tiles_named("OpenStreetMap.Mapnik")


def test_tiles_that_travel_in_the_open_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import xyzservices

    plain = xyzservices.TileProvider(name="Plain", url="http://tiles.example/{z}/{x}/{y}.png", attribution="nobody")
    monkeypatch.setattr("xyzservices.providers", xyzservices.Bunch(Plain=plain))
    with pytest.raises(RenderError, match="not served over https"):
        tiles.tiles_named("Plain")


def test_a_folder_closed_to_writing_is_refused_before_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RenderError, match="cannot be written to; choose another folder"):
        maps.check_target(tmp_path / "map.html")


@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.replace"])
def test_a_full_disk_is_told_in_one_line_and_leaves_no_half_written_file(
    step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "map.csv").write_text("the map of yesterday")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, full)
    with pytest.raises(RenderError, match="No space left on device; choose another"):
        maps.write(stories.train_story(), tmp_path / "map.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["map.csv"]
    assert (tmp_path / "map.csv").read_text() == "the map of yesterday"


def test_a_map_is_drawn_without_the_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise GeoError("rail.net is missing")

    monkeypatch.setattr("geo.networks.network.Networks.open", missing)
    assert rails._shipped() is None
    assert claim_ways.claim_ways(stories.train_story().findings) == {}
