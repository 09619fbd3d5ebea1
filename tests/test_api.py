"""What `import geo` offers: the names, how little they cost, and the five lines that need no more."""

import inspect
import pkgutil
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import geo
from geo.errors import GeoError
from tests.maps.stories import train_story

SEEDS = "seeds"


def test_the_public_names_are_these():
    assert geo.__all__ == sorted(geo.__all__, key=lambda n: (not n[0].isupper(), n))
    assert set(geo.__all__) == {
        *"Article BBox DistanceClaim Finding Gazetteer GeoError Hints Itinerary Leg LonLat Mention NoRoute".split(),
        *"Place Resolution Route Stop Story World".split(),
        *"check find_claims find_places fuse import_layer journeys measure read_articles tell trace".split(),
    }


@pytest.mark.parametrize("name", geo.__all__)
def test_a_public_name_is_there_and_documented(name):
    value = getattr(geo, name)
    assert value.__name__ == name
    assert inspect.getdoc(value)
    assert name in dir(geo)


def test_no_public_name_is_hidden_by_a_module_of_that_name():
    assert not set(geo.__all__) & {module.name for module in pkgutil.iter_modules(geo.__path__)}


def test_an_unknown_name_is_refused_with_those_that_there_are():
    with pytest.raises(AttributeError, match="no attribute 'tel'.*read_articles"):
        _ = geo.tel


def test_importing_geo_loads_none_of_its_parts():
    loaded = "import sys, geo; print([m for m in sys.modules if m.startswith(('geo.', 'maps', 'numpy', 'folium'))])"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_every_error_of_the_package_is_a_geo_error():
    from geo import errors

    assert geo.GeoError is GeoError
    assert all(issubclass(getattr(errors, name), geo.GeoError) for name in errors.__all__)


class _Frame(HTMLParser):
    def handle_starttag(self, tag, attrs):
        self.tag, self.attributes = tag, dict(attrs)


def test_a_notebook_shows_a_story_as_its_page_in_a_closed_frame():
    shown = _Frame()
    shown.feed(train_story()._repr_html_())
    assert shown.tag == "iframe"
    assert shown.attributes["srcdoc"].lstrip().lower().startswith("<!doctype html>")
    assert 'id="geo-story"' in shown.attributes["srcdoc"]
    assert "allow-same-origin" not in shown.attributes["sandbox"]
