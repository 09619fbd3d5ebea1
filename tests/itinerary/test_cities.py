"""Journeys lead to cities where a name may mean the province or the country as well."""

import pytest

from geo.articles.article import Article
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.geoparse.mention import Mention, MentionKind, Resolution
from geo.itinerary.cities import with_cities

PROVINCE = Place("p", "Mendoza", LonLat(-68.5, -34.5), country="AR", admin1="13", feature="A.ADM1")
CITY = Place("c", "Mendoza", LonLat(-68.8, -32.9), country="AR", admin1="13", feature="P.PPLA", population=115_000)
COUNTRY = Place("d", "Djibouti", LonLat(42.5, 11.5), country="DJ", feature="A.PCLI")
CAPITAL = Place("e", "Djibouti", LonLat(43.1, 11.6), country="DJ", feature="P.PPLC", population=620_000)
MEXICO = Place("m", "Mexico", LonLat(-102.0, 23.0), country="MX", feature="A.PCLI")
MEXICO_CITY = Place("n", "Mexico City", LonLat(-99.1, 19.4), country="MX", feature="P.PPLC", population=9_000_000)


class Names:
    """A gazetteer of three names."""

    def candidates(self, name: str) -> tuple[Place, ...]:
        places = {"Mendoza": (PROVINCE, CITY), "Djibouti": (COUNTRY, CAPITAL), "Mexico": (MEXICO, MEXICO_CITY)}
        return places.get(name, ())


def settled(text: str, place: Place, kind: MentionKind = MentionKind.NAME) -> Place | None:
    start = text.index(place.name)
    found = Resolution(Mention("a", start, start + len(place.name), place.name, kind), place, 0.8)
    (made,) = with_cities(Article("a", "", text), [found], Names())  # type: ignore[arg-type]
    return made.resolved


@pytest.mark.parametrize(
    ("text", "place", "city"),
    [
        ("He took the bus to Mendoza on Friday.", PROVINCE, CITY),
        ("The car was recovered in Mendoza.", PROVINCE, CITY),
        ("She called at Muscat, Djibouti and Mombasa.", COUNTRY, CAPITAL),
    ],
)
def test_the_city_of_the_name_is_meant(text: str, place: Place, city: Place) -> None:
    assert settled(text, place) is city


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("He was seen in Mendoza province.", PROVINCE),
        ("He was seen in the province of Mendoza.", PROVINCE),
        ("They crossed into Mendoza at noon.", PROVINCE),
        ("The column entered Djibouti.", COUNTRY),
        ("They flew to Mexico.", MEXICO),
    ],
)
def test_the_area_stays_where_the_words_speak_of_one(text: str, place: Place) -> None:
    assert settled(text, place) is place


def test_a_people_has_no_city() -> None:
    assert settled("A Djibouti officer came.", COUNTRY, MentionKind.DEMONYM) is COUNTRY
