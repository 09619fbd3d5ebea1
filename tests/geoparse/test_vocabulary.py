from pathlib import Path

from geo.geoparse.vocabulary import UNKNOWN, Usage, vocabulary, write_vocabulary


def test_towns_are_used_more_like_places_than_people_and_firms() -> None:
    known = vocabulary()
    towns = [int(known[word].place) for word in ("springfield", "lancaster", "donetsk", "valparaiso")]
    others = [int(known[word].place) for word in ("putin", "microsoft", "cowboys", "wednesday")]
    assert min(towns) > max(others)


def test_words_in_the_same_company_are_of_one_kind() -> None:
    known = vocabulary()
    assert known["yankees"].kind == known["dodgers"].kind != known["river"].kind


def test_rarer_words_have_higher_ranks() -> None:
    known = vocabulary()
    assert int(known["the"].rank) < int(known["paris"].rank) < int(known["valparaiso"].rank)


def test_a_word_that_nobody_knows_has_numbers_too() -> None:
    assert vocabulary().get("qwertia", UNKNOWN) == Usage("?", "?", "?")


def test_what_is_written_is_plain_text_and_the_same_each_time(tmp_path: Path) -> None:
    words = {"b": (1, 2, 3), "a": (1, 2, 3), "c": (0, 5, 6)}
    write_vocabulary(tmp_path / "one.zip", words)
    write_vocabulary(tmp_path / "two.zip", dict(reversed(words.items())))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
