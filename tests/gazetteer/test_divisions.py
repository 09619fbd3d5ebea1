import pytest

from geo.gazetteer.divisions import display_name
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
