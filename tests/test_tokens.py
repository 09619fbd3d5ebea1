"""Where sentences end, and where a clock's abbreviation only looks like their end."""

import pytest

from geo.tokens import sentences, tokenise


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The 4:10 p.m. Pacific Surfliner was full.",
        "His 6 a.m. Sunday flight was late.",
        "It opened at 10 a.m. PDT on Main Street.",
        "Polls close at 8 p.m. Eastern time.",
        "At 9 a.m. Monday the gates opened.",
    ],
)
def test_a_time_of_day_goes_on_to_its_zone_its_day_or_the_noun_that_it_tells(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_an_ordinal_is_no_saint() -> None:
    assert [token.text for token in tokenise("On the 1st. St. John's")] == [
        "On",
        "the",
        "1",
        "st",
        ".",
        "St.",
        "John",
        "'s",
    ]
    assert split("She left on the 1st. he said so.") == ["She left on the 1st. he said so."]
    assert split("She left on the 1st. He came.") == ["She left on the 1st.", "He came."]


def test_a_time_of_day_ends_a_sentence_before_another() -> None:
    assert split("It left at 3 p.m. The next one was late.") == ["It left at 3 p.m.", "The next one was late."]
    assert split("They met at 7 p.m. Pacific nations sent envoys.") == [
        "They met at 7 p.m.",
        "Pacific nations sent envoys.",
    ]
