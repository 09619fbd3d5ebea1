import io
import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from geo.coords import LonLat
from geo.errors import GazetteerError
from geo.gazetteer.imports import import_layer
from geo.gazetteer.layers import layer_files, remove_layer, user_folder
from geo.gazetteer.store import Gazetteer

HEADER = "id,name,lat,lon,country,population,aliases\n"
GOOD = HEADER + "1,Newtonburg,52.5,13.4,DE,1200,Neustadt am Test|Nova\n2,Farpoint,-33.1,151.2,AU,90,\n"


def geonames_row(geonameid, name, lat, lon, *, others="", feature=("P", "PPL"), country="DE", population="0"):
    cells = [str(geonameid), name, name, others, str(lat), str(lon), *feature, country, "", "01", "", "", ""]
    return "\t".join([*cells, population, "", "30", "Europe/Berlin", "2024-01-01"]) + "\n"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def put(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def layers_only():
    return Gazetteer([__import__("geo.gazetteer.layer", fromlist=["Layer"]).Layer.open(p) for p in layer_files()])


def test_a_csv_becomes_a_layer_that_look_up_sees(tmp_path):
    report = import_layer(put(tmp_path, "mine.csv", GOOD), licence="CC0")
    assert (report.layer, report.places, report.replaced) == ("mine", 2, False)
    gazetteer = Gazetteer.open()
    place = gazetteer.find_one("Newtonburg")
    assert (place.id, place.at, place.population) == ("user:mine/1", LonLat(13.4, 52.5), 1200)
    assert gazetteer.candidates("neustadt am test")[0] == place
    assert gazetteer.get(place.id) == place
    info = gazetteer.info()["layers"][1]
    assert (info["layer"], info["places"], info["licences"]) == ("mine", 2, {"mine": "CC0"})


def test_a_layer_of_the_same_name_is_replaced(tmp_path):
    import_layer(put(tmp_path, "mine.csv", GOOD))
    report = import_layer(put(tmp_path, "other.csv", HEADER + "9,Solitude,1,1,,,\n"), name="Mine")
    assert report.replaced
    assert len(layer_files()) == 1
    assert not layers_only().candidates("Newtonburg")


@pytest.mark.parametrize("zipped", [False, True])
def test_a_geonames_dump_keeps_its_ids_and_alternate_names(tmp_path, zipped):
    rows = geonames_row(1, "Testhausen", 52.1, 13.1, others="Testdorf,Тестхаузен", population="4000")
    path = put(tmp_path, "DE.txt", rows + geonames_row(2, "Test Lake", 52.2, 13.2, feature=("H", "LK")))
    if zipped:
        with zipfile.ZipFile(tmp_path / "DE.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "DE.txt")
            archive.writestr("readme.txt", "hello")
        path = tmp_path / "DE.zip"
    assert import_layer(path).places == 2
    place = layers_only().get("geonames:1")
    assert (place.admin1, place.feature, place.country) == ("01", "P.PPL", "DE")
    assert layers_only().candidates("Тестхаузен") == (place,)


def test_alternate_names_attach_to_known_places(tmp_path):
    rows = "1\t2988507\ten\tCity of Many Lights\t\t\t\t\t\t\n2\t2988507\tlink\thttps://x\t\t\t\t\t\t\n"
    rows += "3\t999999999\ten\tNowhere\t\t\t\t\t\t\n"
    assert import_layer(put(tmp_path, "alternateNamesV2.txt", rows)).places == 1
    found = Gazetteer.open().candidates("city of many lights")
    assert [p.id for p in found] == ["geonames:2988507"]


def test_a_place_in_two_layers_is_found_once(tmp_path):
    import_layer(
        put(tmp_path, "FR.txt", geonames_row(2988507, "Paris", 48.85, 2.35, country="FR", population="2000000"))
    )
    ids = [p.id for p in Gazetteer.open().candidates("Paris")]
    assert ids.count("geonames:2988507") == 1


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "name": "x", "features": list(features)})


def feature(name, coordinates, kind="Point"):
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}


def test_geojson_areas_stand_at_the_middle_of_their_box(tmp_path):
    square = [[[10, 50], [12, 50], [12, 52], [10, 52], [10, 50]]]
    path = put(tmp_path, "a.geojson", collection(feature("Spot", [7, 46]), feature("Square", square, "Polygon")))
    assert import_layer(path).places == 2
    place = layers_only().find_one("Square")
    assert place.at == LonLat(11, 51)
    assert place.bbox == (10, 50, 12, 52)


def test_geojson_may_stand_line_by_line(tmp_path):
    lines = "\n".join(json.dumps(feature(f"Town {i}", [i / 10, 50])) for i in range(500))
    assert import_layer(put(tmp_path, "a.geojsonl", lines)).places == 500


def test_words_for_coordinates_are_a_fault_of_their_row(tmp_path):
    path = put(tmp_path, "a.geojson", collection(feature("Spot", [7, 46]), feature("Words", ["east", "north"])))
    with pytest.raises(GazetteerError, match="row 2: has a geometry that is not GeoJSON"):
        import_layer(path)


def test_geojson_nested_without_end_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="nested too deeply|not a GeoJSON"):
        import_layer(put(tmp_path, "a.geojson", '{"type": "FeatureCollection", "features": [' + "[" * 200_000))


def test_geojson_that_is_cut_short_is_refused(tmp_path):
    text = collection(*(feature(f"Town {i}", [i / 10, 50]) for i in range(500)))
    with pytest.raises(GazetteerError, match="cut short"):
        import_layer(put(tmp_path, "a.geojson", text[: len(text) // 2]))
    assert layer_files() == []


def geopackage(path, srs_id=4326):
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)")
    database.execute("INSERT INTO gpkg_geometry_columns VALUES ('places', 'geom', ?)", (srs_id,))
    database.execute("CREATE TABLE places (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)")
    point = struct.pack("<2sBBi", b"GP", 0, 1, srs_id) + struct.pack("<BIdd", 1, 1, 8.5, 47.4)
    database.execute("INSERT INTO places VALUES (1, ?, 'Testwil')", (point,))
    box = struct.pack("<2sBBi4d", b"GP", 0, 3, srs_id, 8.0, 9.0, 47.0, 48.0) + b"\1"
    database.execute("INSERT INTO places VALUES (2, ?, 'Testsee')", (box,))
    database.commit()
    database.close()
    return path


def test_a_geopackage_is_read(tmp_path):
    assert import_layer(geopackage(tmp_path / "a.gpkg")).places == 2
    assert layers_only().find_one("Testwil").at == LonLat(8.5, 47.4)
    assert layers_only().find_one("Testsee").bbox == (8, 47, 9, 48)


def test_a_geopackage_in_another_system_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="2056.*WGS84"):
        import_layer(geopackage(tmp_path / "a.gpkg", 2056))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("3,Swapped,131.9,43.1,,,", "row 4: latitude 131.9 is outside ±90; are lon and lat swapped"),
        ("3,Gone,52,,,,", "row 4: has no longitude"),
        ("3,Zero,0,0,,,", "row 4: coordinates 0, 0 look like missing ones"),
        ("3,Words,north,east,,,", "row 4: coordinates 'east', 'north' are not numbers"),
        ("3,,50,8,,,", "row 4: has no name"),
        ("3,---,50,8,,,", "row 4: name '---' has no letter"),
        ("3,Where,50,8,Germany,,", "row 4: country 'Germany' is not a code"),
        ("3,Crowd,50,8,DE,many,", "row 4: population 'many' is not a number"),
        ("3,Short,50", "row 4: has 3 cells; the header has 7"),
        ("1,Twice,50,8,,,", "row 4: has the id user:mine/1 of row 2"),
        ("3,Endless,nan,8,,,", "row 4: latitude nan is not a number"),
        ("3,Quietly swapped,2.35,48.85,FR,,", "row 4: lies outside FR, but in it if lon and lat change places"),
    ],
)
def test_a_faulty_row_is_told_with_its_number_and_nothing_is_imported(tmp_path, row, message):
    with pytest.raises(GazetteerError) as told:
        import_layer(put(tmp_path, "mine.csv", GOOD + row + "\n"))
    assert message in str(told.value)
    assert "nothing was imported" in str(told.value)
    assert layer_files() == []


def test_all_faults_are_told_together(tmp_path):
    rows = "".join(f"{i},Bad {i},99,8,,,\n" for i in range(30))
    with pytest.raises(GazetteerError) as told:
        import_layer(put(tmp_path, "mine.csv", HEADER + rows))
    assert str(told.value).startswith("30 faulty rows")
    assert "row 2:" in str(told.value)
    assert "and 10 more" in str(told.value)


def test_faulty_rows_may_be_left_out(tmp_path):
    report = import_layer(put(tmp_path, "mine.csv", GOOD + "3,Bad,99,8,,,\n"), skip_faulty=True)
    assert (report.places, report.skipped) == (2, 1)
    assert "row 4" in report.faults[0]


def test_a_faulty_file_leaves_the_old_layer(tmp_path):
    import_layer(put(tmp_path, "mine.csv", GOOD))
    with pytest.raises(GazetteerError):
        import_layer(put(tmp_path, "mine.csv", GOOD + "3,Bad,99,8,,,\n"))
    assert layers_only().find_one("Newtonburg")


def test_missing_columns_are_named(tmp_path):
    with pytest.raises(GazetteerError, match=r"no column for lat, lon; the header reads 'id, name, place'"):
        import_layer(put(tmp_path, "mine.csv", "id,name,place\n1,a,b\n"))


def test_another_encoding_is_told_with_the_row(tmp_path):
    with pytest.raises(GazetteerError, match=r"row 2: is not UTF-8 \(byte 0xfc at|row 2: is not UTF-8 \(byte 0xfc\)"):
        import_layer(put(tmp_path, "mine.csv", (HEADER + "1,Zürich,47.4,8.5,CH,,\n").encode("latin-1")))
    with pytest.raises(GazetteerError, match="UTF-16"):
        import_layer(put(tmp_path, "mine.csv", GOOD.encode("utf-16")))


def test_a_byte_order_mark_and_semicolons_are_fine(tmp_path):
    text = "\ufeffname;latitude;longitude\nKleinstadt;50,1;8\n".replace("50,1", "50.1")
    assert import_layer(put(tmp_path, "mine.csv", text)).places == 1


def test_a_quoted_cell_may_hold_a_line_break(tmp_path):
    text = 'name,lat,lon\n"Two\nLines",50,8\nBad,99,8\n'
    with pytest.raises(GazetteerError, match="row 4: latitude 99"):
        import_layer(put(tmp_path, "mine.csv", text))


@pytest.mark.parametrize("content", ["", "name,lat,lon\n"])
def test_an_empty_file_is_refused(tmp_path, content):
    with pytest.raises(GazetteerError, match="empty|no place"):
        import_layer(put(tmp_path, "mine.csv", content))


def test_a_picture_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="not a text file"):
        import_layer(put(tmp_path, "mine.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.txt", "w") as member:
        for _ in range(80):
            member.write(b"0" * (1 << 20))
    with pytest.raises(GazetteerError, match="zip bomb"):
        import_layer(put(tmp_path, "bomb.zip", packed.getvalue()))


def test_a_zip_cut_short_is_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mine.csv", GOOD)
    with pytest.raises(GazetteerError, match="damaged or cut short"):
        import_layer(put(tmp_path, "mine.zip", packed.getvalue()[:-30]))


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mine.csv", GOOD)
    data = bytearray(packed.getvalue())
    data[data.index(b"Newtonburg")] ^= 1
    with pytest.raises(GazetteerError, match="damaged or cut short"):
        import_layer(put(tmp_path, "mine.zip", bytes(data)))
    assert layer_files() == []


def test_progress_reaches_the_end(tmp_path):
    seen = []
    path = put(tmp_path, "mine.csv", GOOD)
    import_layer(path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_killed_import_leaves_the_old_layer_and_no_litter(tmp_path, home):
    import_layer(put(tmp_path, "mine.csv", GOOD))
    rows = "".join(f"{i},Place {i},{i % 80},{i % 170},,,\n" for i in range(1, 400_000))
    big = put(tmp_path, "big.csv", HEADER + rows)
    code = "import sys; from pathlib import Path; from geo.gazetteer.imports import import_layer; "
    code += "import_layer(Path(sys.argv[1]), name='mine', progress=lambda d, t: print(d, flush=True))"
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(big)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2], env=os.environ
    )
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(0.2)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert [p.name for p in layer_files()] == ["mine.geo"]
    assert layers_only().find_one("Newtonburg")
    import_layer(put(tmp_path, "next.csv", GOOD))
    assert [p.name for p in user_folder().iterdir() if p.name.startswith(".")] == []


def test_a_layer_can_be_removed(tmp_path):
    import_layer(put(tmp_path, "mine.csv", GOOD))
    remove_layer("mine")
    assert layer_files() == []
    with pytest.raises(GazetteerError, match="no layer is called 'mine'"):
        remove_layer("mine")


def test_an_unwritable_home_says_what_to_set(tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_DATA_HOME", str(put(tmp_path, "file", "")))
    with pytest.raises(GazetteerError, match="GEO_DATA_HOME"):
        import_layer(put(tmp_path, "mine.csv", GOOD))
