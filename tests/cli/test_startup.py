"""A command loads only what it needs: what decides how soon it answers."""

import subprocess
import sys

import pytest

PROBE = """
import sys
from geo.cli import main
try: main()
except SystemExit: pass
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def modules_of(*words):
    ran = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True)
    assert ran.stdout
    return set(ran.stderr.split())


@pytest.mark.parametrize(
    "words",
    [("--version",), ("lookup", "Vladivostok"), ("distance", "Pyongyang", "Vladivostok"), ("gazetteer", "info")],
    ids=" ".join,
)
def test_a_small_question_loads_no_large_library(words):
    loaded = modules_of(*words)
    assert loaded.isdisjoint({"numpy", "shapely", "folium", "trafilatura", "importlib.metadata", "geo.articles.read"})
    assert loaded.isdisjoint(
        {"geo.networks.network", "geo.outlines", "geo.geoparse.recogniser", "geo.claims.check", "geo.story"}
    )


def test_a_way_along_a_railway_needs_no_outlines_of_countries():
    assert "shapely" not in modules_of("distance", "Pyongyang", "Vladivostok", "--by", "rail")
