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
