"""What may be an end of a figure: the names, nouns and datelines around it."""

from geo.articles.article import Article
from geo.claims.extract import read_text
from geo.claims.namings import Naming, Reading, namings_for
from geo.claims.supplement import Text
from tests.claims.items import gazetteer_of, resolutions_of
from tests.claims.test_told import item_of


def text_of(words: str) -> Text:
    item = item_of(words)
    found = read_text(Article("t", "", words), resolutions_of(item), gazetteer_of([item]))  # type: ignore[arg-type]
    assert found is not None
    return found


def readings(words: str) -> list[Reading]:
    return text_of(words).readings


def namings(words: str) -> list[Naming]:
    text = text_of(words)
    return namings_for(text.rows, text.readings[-1])


def test_every_figure_is_read_and_its_sentence_numbered() -> None:
    found = readings("Kyiv is 470 km from Lviv. It is calm. The wall is 30 km wide.")
    assert [(r.row, r.verdict, len(r.claims)) for r in found] == [(0, "way", 1), (2, "size", 0)]


def test_names_of_the_sentence_and_of_those_before_it_may_be_meant() -> None:
    found = namings("Lviv was calm. Rivne was not. The road is 210 km long.")
    assert [n.end.place.name for n in found] == ["Lviv", "Rivne"]


def test_a_noun_may_stand_for_what_it_usually_does_not() -> None:
    found = namings("Lviv was calm. Rivne was not. The town is 310 km west of Kyiv.")
    assert ("Rivne", "noun") in {(n.end.place.name, n.how) for n in found}
    assert ("Lviv", "maybe") in {(n.end.place.name, n.how) for n in found}


def test_the_dateline_may_be_meant_once() -> None:
    found = namings("LVIV (AP) — The mayor of Rivne is angry. It is 210 km away.".replace("LVIV", "Lviv"))
    assert [n.how for n in found if n.end.place.name == "Lviv"].count("dateline") == 1


def test_whose_a_thing_is_may_be_meant() -> None:
    found = namings("Rivne's new airport has one runway. Kyiv is 310 km away.")
    assert ("Rivne", "owner") in {(n.end.place.name, n.how) for n in found}
