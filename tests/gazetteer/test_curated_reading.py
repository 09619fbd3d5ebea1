"""How curated files are read; what stands in them is tested elsewhere."""

import pytest

from geo.coords import BBox, LonLat
from geo.errors import GazetteerError
from geo.gazetteer.curated import add_curated
from geo.gazetteer.gather import Gathered
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

HEADER = "id,name,aliases,feature,country,lon,lat,west,south,east,north,importance,note,source\n"
SEA = "test-sea,Test Sea,Mare Probum|Тестовое море,H.SEA,,20,57,10,53,30,66,3,,known\n"


@pytest.fixture
def world():
    made = Gathered()
    made.countries["FR"] = made.add(Place("geonames:1", "France", LonLat(2, 46), country="FR", feature="A.PCLI"), 1e9)
    made.add(Place("geonames:2", "Paris", LonLat(2.3, 48.9), country="FR", feature="P.PPL", population=9), 9)
    return made


def put(tmp_path, **files):
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return tmp_path


def test_a_row_becomes_a_place_with_its_names(world, tmp_path):
    assert add_curated(world, put(tmp_path, seas=HEADER + SEA)) == {"seas.csv": 1}
    draft = world.get("curated:test-sea")
    assert draft.place.bbox == BBox(10, 53, 30, 66)
    assert draft.keys["mare probum"] == NameFlag.VARIANT
    assert draft.keys["тестовое море"] == NameFlag.SCRIPT


def test_aliases_and_demonyms_may_mean_rows_of_later_files(world, tmp_path):
    files = put(
        tmp_path,
        aliases="alias,target,kind,note\nLutetia,city:FR:Paris,historical,\nT.S.,curated:test-sea,abbreviation,\n",
        demonyms="word,target,note\nFrench,country:FR,\n",
        seas=HEADER + SEA,
    )
    add_curated(world, files)
    assert world.get("geonames:2").keys["lutetia"] == NameFlag.HISTORICAL
    assert world.get("curated:test-sea").keys["ts"] == NameFlag.ABBREVIATION


def test_all_faults_of_all_files_come_together_with_their_rows(world, tmp_path):
    files = put(
        tmp_path,
        aliases="alias,target,kind,note\nX,country:ZZ,variant,\nY,country:FR,nickname,\n",
        seas=HEADER + SEA + SEA + "b,B,,H.SEA,ZZ,1,1,,,,,3,,\nc,C,,H.SEA,,1,91,,,,,3,,\nd,D,,H.SEA,,1,1,,,,,9,,\n",
        broken="id,name\n1,x\n",
    )
    with pytest.raises(GazetteerError) as told:
        add_curated(world, files)
    for words in (
        "aliases.csv, row 2: no place answers to country:ZZ",
        "aliases.csv, row 3: kind 'nickname'",
        "seas.csv, row 3: two places have the id curated:test-sea",
        "seas.csv, row 4: 'ZZ' is not a country code",
        "seas.csv, row 5: latitude 91",
        "seas.csv, row 6: importance '9'",
        "broken.csv: the columns are id,name",
    ):
        assert words in str(told.value)


def test_a_capital_is_crowned_from_the_country_row(world, tmp_path):
    row = "FR,France,2,46,-5,41,10,51,Paris,Hexagon\n"
    add_curated(world, put(tmp_path, countries="code,name,lon,lat,west,south,east,north,capital,aliases\n" + row))
    assert world.capitals == {"FR": "geonames:2"}
    assert world.get("geonames:2").place.feature == "P.PPLC"


def test_a_meaning_raises_a_place_and_files_its_name(world, tmp_path):
    rows = "name,target,prominence\nlutetia,geonames:2,500\nparis,geonames:2,300\n"
    add_curated(world, put(tmp_path, meanings=rows))
    draft = world.get("geonames:2")
    assert (draft.prominence, draft.keys["lutetia"], draft.keys["paris"]) == (500, NameFlag.VARIANT, NameFlag.MAIN)
