import csv
import json

import pytest

from geo.coords import BBox, LonLat
from geo.errors import GazetteerError
from geo.gazetteer.export import export
from geo.gazetteer.imports import import_layer
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer

SPOT = Place("user:x/1", "Spot", LonLat(8.5, 47.4), country="CH", feature="P.PPL", population=12)
SEA = Place("user:x/2", "Test Sea", LonLat(20, 57), BBox(10, 53, 30, 66), feature="H.SEA")


@pytest.fixture
def world():
    return Gazetteer.of([SPOT, SEA], names={SPOT.id: ["Spöt am See"]})


def test_csv_has_names_points_and_boxes(world, tmp_path):
    assert export(world, tmp_path / "out.csv") == 2
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["name"]: row for row in csv.DictReader(file)}
    assert (rows["Spot"]["lon"], rows["Spot"]["lat"], rows["Spot"]["aliases"]) == ("8.5", "47.4", "spot am see")
    assert rows["Test Sea"]["east"] == "30.0"


def test_geojson_is_points_with_properties(world, tmp_path):
    assert export(world, tmp_path / "out.geojson", country="ch") == 1
    document = json.loads((tmp_path / "out.geojson").read_text())
    (feature,) = document["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [8.5, 47.4]}
    assert feature["properties"]["name"] == "Spot"


@pytest.mark.parametrize("suffix", ["csv", "geojson"])
def test_what_was_exported_can_be_imported(world, tmp_path, monkeypatch, suffix):
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path / "home"))
    export(world, tmp_path / f"again.{suffix}")
    assert import_layer(tmp_path / f"again.{suffix}").places == 2
    assert Gazetteer.open().candidates("spot am see")[0].at == SPOT.at


def test_a_formula_is_disarmed(tmp_path):
    world = Gazetteer.of([Place("user:x/1", "=cmd()", LonLat(1, 1), feature="P.PPL")])
    export(world, tmp_path / "out.csv")
    assert "'=cmd()" in (tmp_path / "out.csv").read_text()


def test_an_unknown_suffix_or_layer_is_refused(world, tmp_path):
    with pytest.raises(GazetteerError, match="use .csv or .geojson"):
        export(world, tmp_path / "out.xlsx")
    with pytest.raises(GazetteerError, match="no layer is called 'nope'; there is memory"):
        export(world, tmp_path / "out.csv", layer="nope")
    assert list(tmp_path.iterdir()) == []
