import pytest

from geo.errors import RenderError
from maps.tiles import tiles_named

pytest.importorskip("xyzservices")


def test_known_tiles_have_an_address_a_host_and_a_credit() -> None:
    tiles = tiles_named("OpenStreetMap.Mapnik")
    assert tiles.url.startswith("https://")
    assert "{z}" in tiles.url
    assert tiles.host.endswith("openstreetmap.org")
    assert tiles.origin.startswith("https://")
    assert "OpenStreetMap" in tiles.attribution


def test_unknown_tiles_suggest_others() -> None:
    with pytest.raises(RenderError, match="did you mean"):
        tiles_named("OpenStretMap.Mapnick")


def test_tiles_that_need_a_key_are_refused() -> None:
    with pytest.raises(RenderError, match="key"):
        tiles_named("MapBox")
