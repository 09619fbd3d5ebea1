import pytest

from geo.coords import LonLat
from geo.errors import PlaceNotFound
from geo.gazetteer.place import Place
from geo.gazetteer.rank import fits_as_written
from geo.gazetteer.store import Gazetteer


def town(number, name, population, country="PH", feature="P.PPL"):
    return Place(f"geonames:{number}", name, LonLat(number, number), country=country, feature=feature,
                 population=population)  # fmt: skip


NATO, OSLO, UN, CHAD, CERN, GAO = (
    town(1, "Nato", 5_583), town(2, "Oslo", 700_000, "NO"), town(3, "Un", 30_000, "IN"),
    town(4, "Chad", 19_000_000, "TD", "A.PCLI"), town(5, "CERN", 0, "CH", "S.FCL"), town(6, "Gao", 86_000, "ML"),
)  # fmt: skip
PHILIPPINES, UNION = town(7, "Philippines", 10**8, "PH", "A.PCLI"), town(8, "Union", 900, "US")


@pytest.fixture(scope="module")
def world():
    return Gazetteer.of([NATO, OSLO, UN, CHAD, CERN, GAO, PHILIPPINES, UNION], names={UNION.id: ["UNI"]})


@pytest.mark.parametrize("query", ["NATO", "UN", "U.N.", " NATO "])
def test_initials_of_an_organisation_are_no_small_town(world, query):
    first = world.lookup(query)[0]
    assert first.how == "fuzzy"
    with pytest.raises(PlaceNotFound, match="did you mean (Nato|Un) "):
        world.find_one(query)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("Nato", NATO), ("nato", NATO), ("NATO, Philippines", NATO), ("OSLO", OSLO), ("GAO", GAO), ("CHAD", CHAD),
        ("CERN", CERN), ("UNI", UNION), ("UNION", None),
    ],
)  # fmt: skip
def test_capitals_are_a_name_where_the_place_is_known_so_or_large(world, query, place):
    found = world.lookup(query)[0]
    assert (found.place == place and found.how != "fuzzy") or (place is None and found.how == "fuzzy")


def test_a_country_asked_for_makes_capitals_a_name(world):
    assert world.find_one("NATO", country="PH") == NATO


def test_capitals_are_judged_for_any_hit(world):
    hit = world.hits("nato")[0]
    assert not fits_as_written(world, "NATO", hit)
    assert fits_as_written(world, "Nato", hit)
    assert fits_as_written(world, "NATO CITY", hit)


def test_the_loser_in_capitals_says_so():
    small, large = town(1, "Gao", 900, "US"), town(2, "Gao", 86_000, "ML")
    _, loser = Gazetteer.of([small, large]).lookup("GAO")
    assert loser.place == small
    assert loser.why_not == "not as it is written"


def test_an_airports_code_is_written_in_letters_of_one_case():
    from geo.gazetteer.bearers import Hit

    airport = Hit(town(1, "Dos Lagunas Airport", 0, "GT", "S.AIRP"), "abbreviation", 5_000.0)
    assert [fits_as_written(Gazetteer.of([]), text, airport) for text in ("DON", "don", "Don")] == [True, True, False]


def test_the_key_that_answered_is_told():
    world = Gazetteer.of([town(1, "Tuapse", 64_000, "RU")])
    assert [m.matched for m in world.lookup("Tuapse refinery")] == ["tuapse"]
    assert [m.matched for m in world.lookup("TUAPSE")] == ["tuapse"]
