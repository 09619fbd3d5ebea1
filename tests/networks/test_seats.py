"""A journey to an area that is named as its town ends in the town."""

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.networks.seats import seat_of

STATE = Place("t:1", "Quebec", LonLat(-71.5, 53.0), country="CA", admin1="10", feature="A.ADM1")
CITY = Place("t:2", "Quebec", LonLat(-71.2, 46.8), country="CA", admin1="10", feature="P.PPLA", population=500_000)
NAMESAKE = Place("t:3", "Quebec", LonLat(-120.0, 50.0), country="CA", admin1="02", feature="P.PPL", population=900_000)
LAND = Place("t:4", "Djibouti", LonLat(42.5, 11.8), country="DJ", feature="A.PCLI")
CAPITAL = Place("t:5", "Djibouti", LonLat(43.1, 11.6), country="DJ", feature="P.PPLC", population=600_000)
BASRA = Place("t:6", "Basra Governorate", LonLat(47.6, 30.4), country="IQ", admin1="02", feature="A.ADM1")
PORT = Place("t:7", "Basra", LonLat(47.8, 30.5), country="IQ", admin1="02", feature="P.PPLA", population=1_000_000)
ONTARIO = Place("t:8", "Ontario", LonLat(-86.0, 50.0), country="CA", admin1="08", feature="A.ADM1")
WORLD = Gazetteer.of([STATE, CITY, NAMESAKE, LAND, CAPITAL, BASRA, PORT, ONTARIO])


def test_a_province_is_entered_at_the_town_of_its_name_within_it() -> None:
    assert seat_of(STATE, WORLD) == CITY
    assert seat_of(BASRA, WORLD) == PORT


def test_a_country_named_as_its_capital_is_entered_there() -> None:
    assert seat_of(LAND, WORLD) == CAPITAL


def test_other_places_stay_what_they_are() -> None:
    assert seat_of(ONTARIO, WORLD) == ONTARIO
    assert seat_of(CITY, WORLD) == CITY
    assert seat_of(STATE, None) == STATE
