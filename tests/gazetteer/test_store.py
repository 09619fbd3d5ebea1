import pickle
import threading

import pytest

from geo.coords import BBox, LonLat
from geo.errors import GazetteerError, PlaceNotFound
from geo.gazetteer.columns import Columns
from geo.gazetteer.place import Place
from geo.gazetteer.schema import Kind
from geo.gazetteer.store import Gazetteer

RUSSIA = Place("geonames:2017370", "Russia", LonLat(100, 60), country="RU", feature="A.PCLI", population=144_000_000)
USA = Place(
    "geonames:6252001", "United States", LonLat(-98.5, 39.76), country="US", feature="A.PCLI", population=327_000_000
)
TEXAS = Place(
    "geonames:4736286", "Texas", LonLat(-99, 31), country="US", admin1="TX", feature="A.ADM1", population=29_000_000
)
PARIS = Place(
    "geonames:2988507",
    "Paris",
    LonLat(2.3488, 48.85341),
    country="FR",
    admin1="11",
    feature="P.PPLC",
    population=2_138_551,
)
PARIS_TX = Place(
    "geonames:4717560",
    "Paris",
    LonLat(-95.5555, 33.66094),
    country="US",
    admin1="TX",
    feature="P.PPL",
    population=24_782,
)
VLAD = Place(
    "geonames:2013348",
    "Vladivostok",
    LonLat(131.87353, 43.10562),
    country="RU",
    admin1="59",
    feature="P.PPL",
    population=587_022,
)
FIJI_TOWN = Place("user:a", "Meridian Town", LonLat(179.95, -16.8), country="FJ", feature="P.PPL", population=900)
FIJI_EAST = Place("user:b", "Overline", LonLat(-179.95, -16.8), country="FJ", feature="P.PPL", population=800)
PACIFIC = Place(
    "curated:pacific", "Pacific Ocean", LonLat(-150, 0), BBox(120, -60, -70, 60), feature="H.OCN", population=0
)
PLACES = [RUSSIA, USA, TEXAS, PARIS, PARIS_TX, VLAD, FIJI_TOWN, FIJI_EAST, PACIFIC]


@pytest.fixture(scope="module")
def world():
    return Gazetteer.of(
        PLACES,
        names={USA.id: ["US", "U.S.", "America"], TEXAS.id: ["Tex.", "TX"], VLAD.id: ["Владивосток"]},
        demonyms={"Russian": RUSSIA.id, "Parisian": PARIS.id},
    )


def test_a_place_comes_back_whole(world):
    for place in PLACES:
        assert world.get(place.id) == place


def test_an_unknown_id_is_an_error_that_says_so(world):
    with pytest.raises(PlaceNotFound, match="geonames:1"):
        world.get("geonames:1")


def test_the_most_prominent_bearer_comes_first(world):
    assert world.candidates("PARIS") == (PARIS, PARIS_TX)


def test_every_script_finds_its_place(world):
    assert world.candidates("Владивосток") == (VLAD,)


def test_a_state_after_the_comma_decides(world):
    for query in ("Paris, Texas", "Paris, TX", "paris, tex.", "Paris, Texas, U.S."):
        assert world.lookup(query)[0].place == PARIS_TX


def test_a_country_narrows(world):
    assert [m.place for m in world.lookup("Paris", country="us")] == [PARIS_TX]


def test_near_beats_size(world):
    assert world.lookup("Paris", near=LonLat(-96.8, 32.8))[0].place == PARIS_TX


def test_losers_say_why(world):
    first, second = world.lookup("Paris")
    assert first.why_not == ""
    assert "24,782" in second.why_not


def test_a_typo_is_found_but_never_taken_for_granted(world):
    assert world.lookup("Vladivostk")[0].place == VLAD
    with pytest.raises(PlaceNotFound, match="did you mean Vladivostok"):
        world.find_one("Vladivostk")


def test_find_one_reads_coordinates(world):
    assert world.find_one("43.1, 131.9").at == LonLat(131.9, 43.1)


def test_people_are_not_places(world):
    assert world.candidates("Russian") == ()
    assert world.demonym("russian") == (RUSSIA,)


def test_name_class_tells_kinds_and_longer_names(world):
    facts = world.name_class("paris")
    assert facts.kinds == Kind.SETTLEMENT | Kind.MAIN
    assert facts.count == 2
    assert world.name_class("united").longest == 2
    assert world.name_class("united").kinds == 0
    assert world.name_class("nowhere") is None


def test_the_longest_name_wins_over_hyphens(world):
    end, facts = world.longest_name(["united", "", "states", "of"])
    assert end == 3
    assert facts.kinds & Kind.COUNTRY


def test_codes_find_countries_and_states(world):
    assert world.country("us") == USA
    assert world.admin1("US", "TX") == TEXAS
    assert world.capital("FR") == PARIS
    assert world.country("ZZ") is None


def test_nearest_sees_over_the_antimeridian(world):
    found = world.nearest(LonLat(179.99, -16.8), limit=2, radius_km=60)
    assert found == (FIJI_TOWN, FIJI_EAST)


def test_within_a_box_over_the_antimeridian(world):
    assert set(world.within(BBox(179, -18, -179, -15))) == {FIJI_TOWN, FIJI_EAST}


def test_completions_go_by_prominence(world):
    assert world.completions("par")[:2] == (PARIS, PARIS_TX)


def test_threads_share_one_gazetteer(world):
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(world.candidates("Paris"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [(PARIS, PARIS_TX)] * 8


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "x.geo"
    path.write_bytes(b"not a gazetteer at all")
    with pytest.raises(GazetteerError, match=r"x\.geo"):
        Gazetteer.open(path, user_layers=False)
    path.write_bytes(b"")
    with pytest.raises(GazetteerError, match="empty"):
        Columns.open(path)


def test_places_travel_to_other_processes(world):
    assert pickle.loads(pickle.dumps(world.get(PARIS.id))) == PARIS


def test_every_parent_after_a_comma_counts():
    places = [
        Place(
            "geonames:1", "Springfield", LonLat(-93.3, 37.2), country="US", admin1="MO", feature="P.PPL", population=9
        ),
        Place(
            "geonames:2", "Springfield", LonLat(-89.6, 39.8), country="US", admin1="IL", feature="P.PPL", population=5
        ),
        Place("geonames:3", "Illinois", LonLat(-89, 40), country="US", admin1="IL", feature="A.ADM1", population=99),
        USA,
    ]
    small = Gazetteer.of(places, names={USA.id: ["USA"]})
    for query in ("Springfield, Illinois, USA", "Springfield (Illinois)", "Springfield, Illinois"):
        assert small.lookup(query)[0].place.id == "geonames:2"


def test_a_word_for_a_kind_of_unit_asks_for_that_kind():
    city = Place("geonames:1", "Aleppo", LonLat(37.2, 36.2), country="SY", feature="P.PPL", population=2_000_000)
    unit = Place("geonames:2", "Aleppo Governorate", LonLat(37.4, 36.3), country="SY", feature="A.ADM1", population=9)
    small = Gazetteer.of([city, unit])
    assert small.candidates("Aleppo")[0] == city
    assert small.candidates("Aleppo province")[0] == unit
    assert small.candidates("northern Aleppo")[0] == city


def test_a_dot_makes_an_abbreviation():
    from geo.gazetteer.compile import Compiler
    from geo.gazetteer.layer import Layer
    from geo.gazetteer.schema import NameFlag

    compiler = Compiler()
    for place_id, name, key, flag, size in (
        ("a:1", "Man", "man", NameFlag.MAIN, 300_000), ("a:2", "Manitoba", "man", NameFlag.ABBREVIATION, 200_000)
    ):  # fmt: skip
        place = Place(place_id, name, LonLat(1, 1), feature="P.PPL", population=size)
        compiler.add_name(compiler.add_place(place), key, flag)
    import io

    made = io.BytesIO()
    compiler.write(made, {"layer": "memory"})
    small = Gazetteer([Layer(Columns(made.getvalue()))])
    assert small.lookup("Man")[0].place.name == "Man"
    assert small.lookup("Man.")[0].place.name == "Manitoba"
