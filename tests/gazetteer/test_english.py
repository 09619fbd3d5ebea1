"""Towns are shown by the names that English-language news has for them, and answer to their others."""

import csv

import pytest

from geo.gazetteer.curated import FOLDER
from geo.gazetteer.english import plain_name
from geo.gazetteer.store import Gazetteer

with (FOLDER / "english.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("name", "country", "plain"),
    [
        ("Jalālābād", "AF", "Jalalabad"),
        ("Ryazan’", "RU", "Ryazan"),
        ("Xi’an", "CN", "Xi'an"),
        ("‘Afrīn", "SY", "Afrin"),
        ("Ḩamāh", "SY", "Hamah"),
        ("Hŭich'ŏn", "KP", "Huichon"),
        ("Lárisa", "GR", "Larisa"),
        ("Reykjavík", "IS", "Reykjavík"),
        ("Liepāja", "LV", "Liepāja"),
        ("Łódź", "PL", "Łódź"),
        ("دمشق", "SY", "دمشق"),
    ],
)
def test_marks_of_a_transliteration_go_and_those_of_a_language_stay(name, country, plain):
    assert plain_name(name, country) == plain


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("Makkah", "Mecca"),
        ("Sevilla", "Seville"),
        ("Brugge", "Bruges"),
        ("Al Jawf, Libya", "Kufra"),
        ("Köln", "Cologne"),
    ],
)
def test_a_town_is_shown_by_its_english_name_whichever_is_asked_for(shipped, asked, shown):
    assert shipped.lookup(asked)[0].place.name == shown


def test_every_row_names_its_town(shipped):
    named = {row["target"]: row["name"] for row in ROWS}
    assert len(named) == len(ROWS) > 250
    assert [name for target, name in named.items() if shipped.get(target).name != name] == []


def test_no_row_takes_the_name_of_a_province_or_of_a_former_time():
    assert {row["name"] for row in ROWS}.isdisjoint({"Penang", "Kocaeli", "Stepanakert"})
