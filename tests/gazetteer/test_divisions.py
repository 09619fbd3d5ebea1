import pytest

from geo.gazetteer.divisions import add_divisions, display_name
from geo.gazetteer.gather import Gathered
from geo.gazetteer.packages import Division


@pytest.mark.parametrize(
    ("name", "aliases", "shown"),
    [
        ("Yaroslavskaya oblast'", ("Yaroslavl Oblast", "Ярославль"), "Yaroslavl Oblast"),
        ("Tatarstan, Respublika", ("Tatarstan Republic",), "Tatarstan Republic"),
        ("Phyeongannamto", ("South Pyongan",), "South Pyongan"),
        ("Fārs", ("Fars Province", "The 7th Province"), "Fars Province"),
        ("Nimba", (), "Nimba"),
        ("Kent County", ("Kent Province",), "Kent County"),
    ],
)
def test_a_unit_is_shown_by_its_english_name(name, aliases, shown):
    assert display_name(Division(name, "XX.1", 1, "", aliases)) == shown


def test_states_of_the_usa_are_shown_plainly():
    assert display_name(Division("Washington State", "US.WA", 1, "", ())) == "Washington"


def city(geonameid, name, population, lon, *, admin1="62", others=()):
    return {
        "geonameid": geonameid, "name": name, "alternatenames": list(others), "countrycode": "RU", "admin1code": admin1,
        "population": population, "longitude": lon, "latitude": 54.0,
    }  # fmt: skip


CITIES = {
    str(row["geonameid"]): row
    for row in (
        city(1, "Shatsk", 6_000, 41.7), city(2, "Shatsk", 9_000, 50.0, admin1="01"), city(3, "Petrovka", 900, 40.0),
        city(4, "Petrovo", 1_000, 44.0), city(5, "Mikhaylov", 12_000, 39.0, others=("Mihailov",)),
    )
}  # fmt: skip


def seated(name, *aliases, code="RU.62.1"):
    world = Gathered()
    missing = add_divisions(world, CITIES, {7: Division(name, code, 700, "", aliases)}, {})
    assert len(world) == 1 - missing
    draft = world.get("geonames:700")
    return draft.place if draft else None


def test_a_unit_without_settlements_lies_at_the_seat_that_it_is_named_after():
    place = seated("Mihailov Rayon")
    assert (place.at.lon, place.admin2, place.population) == (39.0, "1", 0)
    assert place.bbox.contains(place.at)


def test_an_adjective_is_that_of_a_seat_in_the_same_province():
    assert seated("Shatskiy Rayon", "Шацкий район").at.lon == 41.7


def test_a_unit_with_two_seats_of_a_size_or_none_is_left_out():
    assert seated("Petrovskiy Rayon") is None
    assert seated("Zvenigorodskiy Rayon") is None
    assert seated("Shatskiy Rayon", code="RU.62") is None
