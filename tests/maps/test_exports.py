"""The exports open in other people's tools, with the coordinates the right way round."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import maps
from geo.coords import LonLat
from maps.antimeridian import cut, home
from tests.maps import stories

PYONGYANG = pytest.approx((125.754, 39.034), abs=0.01)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exports")
    for suffix in ("geojson", "kml", "gpx", "csv"):
        maps.write(stories.train_story(), made / f"train.{suffix}")
        maps.write(stories.pacific_story(), made / f"ship.{suffix}")
        maps.write(stories.hostile_story(2000), made / f"hostile.{suffix}")
    return made


def test_gdal_reads_the_geojson(folder: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    info = pyogrio.read_info(folder / "train.geojson")
    assert info["features"] == 6 + 4 + 12 + 3
    west, south, east, north = info["total_bounds"]
    assert 20 < west < 40
    assert 25 < south < 40
    assert 130 < east < 145
    assert 51 < north < 70


@pytest.mark.parametrize("name", ["train", "ship", "hostile"])
@pytest.mark.parametrize("suffix", ["geojson", "kml", "gpx"])
def test_gdal_opens_every_layer(folder: Path, name: str, suffix: str) -> None:
    pyogrio = pytest.importorskip("pyogrio")
    path = folder / f"{name}.{suffix}"
    layers = [row[0] for row in pyogrio.list_layers(path)]
    assert layers
    assert sum(pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"] for layer in layers) > 3


def test_geojson_puts_longitude_first_and_stays_on_the_earth(folder: Path) -> None:
    features = json.loads((folder / "train.geojson").read_text("utf-8"))["features"]
    first = next(f for f in features if f["properties"]["kind"] == "stop")
    assert tuple(first["geometry"]["coordinates"]) == PYONGYANG
    assert first["properties"]["when"] == "Sun 10 Sep 2023, afternoon"
    assert {f["properties"]["kind"] for f in features} == {"stop", "leg", "place", "claim"}


def test_a_line_over_the_antimeridian_is_cut_there(folder: Path) -> None:
    features = json.loads((folder / "ship.geojson").read_text("utf-8"))["features"]
    leg = next(f for f in features if f["properties"]["kind"] == "leg")
    assert leg["geometry"]["type"] == "MultiLineString"
    for line in leg["geometry"]["coordinates"]:
        assert all(-180 <= lon <= 180 for lon, _ in line)
        assert all(abs(b[0] - a[0]) < 180 for a, b in zip(line, line[1:], strict=False))
    assert leg["geometry"]["coordinates"][0][-1][0] == 180
    assert leg["geometry"]["coordinates"][1][0][0] == -180


def test_fastkml_reads_folders_styles_and_coordinates(folder: Path) -> None:
    fastkml = pytest.importorskip("fastkml")
    document = next(iter(fastkml.KML.parse(folder / "train.kml").features))
    assert document.name == "Kim Jong Un’s train to Russia"
    assert [f.name for f in document.features] == ["Kim Jong Un’s train", "Vladimir Putin’s flight", "Places", "Claims"]
    first = next(iter(next(iter(document.features)).features))
    assert first.name == "1 Pyongyang"
    assert (first.geometry.x, first.geometry.y) == PYONGYANG
    assert {s.id for s in document.styles} >= {"done", "planned", "rumoured", "denied", "mentioned"}


def test_gpxpy_reads_tracks_routes_and_waypoints(folder: Path) -> None:
    gpxpy = pytest.importorskip("gpxpy")
    read = gpxpy.parse((folder / "train.gpx").read_text("utf-8"))
    assert [t.name for t in read.tracks] == ["Pyongyang to Khasan", "Moscow to Vladivostok"]
    assert [r.name for r in read.routes] == ["Khasan to Vladivostok", "Khasan to Vostochny Cosmodrome"]
    start = read.tracks[0].segments[0].points[0]
    assert (start.longitude, start.latitude) == PYONGYANG
    assert len(read.waypoints) == 12


def test_control_characters_never_break_the_xml(folder: Path) -> None:
    for suffix in ("kml", "gpx"):
        text = (folder / f"hostile.{suffix}").read_text("utf-8")
        ET.fromstring(text)
        assert "\x00" not in text
        assert "<script>" not in text


def test_a_spreadsheet_runs_none_of_the_cells(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / "train.csv").read_text("utf-8"))))
    assert rows[0]["name"] == "Vladivostok"
    assert float(rows[0]["lon"]) == pytest.approx(131.87, abs=0.01)
    hostile = list(csv.reader(io.StringIO((folder / "hostile.csv").read_text("utf-8"))))
    assert not [c for row in hostile[1:] for c in row if c.startswith(("=", "@", "+"))]


@pytest.mark.parametrize(("lon", "expected"), [(190, -170), (-190, 170), (180, 180), (-180, -180), (540, -180)])
def test_longitudes_come_home(lon: float, expected: float) -> None:
    assert home(lon) == expected


def test_a_line_that_does_not_cross_stays_whole() -> None:
    path = (LonLat(1, 2), LonLat(3, 4))
    assert cut(path) == (path,)
