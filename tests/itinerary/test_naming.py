"""Who a traveller is, from the words that name it."""

import pytest

from geo.articles.article import Article
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.naming import called, is_named_by, own_names, rename
from geo.itinerary.learnt.reading import RuleReading
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode
from tests.itinerary.world import world


def text_of(words):
    article = Article("a", "", words)
    return Encoded(Contexts(article, world().resolutions(article)), RuleReading({}, {}, {}, []))


def named(words, *heads):
    text = text_of(words)
    return called(text, [text.words.index(head) for head in heads])


@pytest.mark.parametrize(
    ("words", "heads", "display"),
    [
        ("Anna Lund flew to Rome.", ["Lund"], "Anna Lund"),
        ("President Anna Lund flew to Rome.", ["Lund"], "Anna Lund"),
        ("Vasco da Gama sailed to Lisbon.", ["Gama"], "Vasco da Gama"),
        ("Jean-Claude Petit walked to Rome.", ["Petit"], "Jean-Claude Petit"),
        ("The freighter reached Lisbon.", ["freighter"], "the freighter"),
        ("Retired postman Lin Chun-hsiung cycled to Rome.", ["Chun", "hsiung"], "Lin Chun-hsiung"),
        ("The Russian Marco Boldi flew to Rome.", ["Boldi"], "Marco Boldi"),
        ("Two lorries set off. One reached Rome, another Lisbon.", ["One"], "one"),
        ("Two lorries set off. One reached Rome, another Lisbon.", ["another"], "another"),
        ("The envoy, Anna Lund, flew to Rome.", ["envoy", "Lund"], "Anna Lund"),
        ("Then Lund flew to Rome, where Anna Lund was born.", ["Lund"], "Lund"),
    ],
)
def test_the_longest_name_is_shown_without_titles(words, heads, display):
    assert named(words, *heads).display == display


@pytest.mark.parametrize(
    ("words", "head", "kind", "mode"),
    [
        ("The freighter reached Lisbon.", "freighter", "vehicle", Mode.SEA),
        ("Anna Lund flew to Rome.", "Lund", "person", Mode.UNKNOWN),
        ("The statue reached Rome.", "statue", "thing", Mode.UNKNOWN),
        ("The minister flew to Rome.", "minister", "person", Mode.UNKNOWN),
    ],
)
def test_what_travels_says_how_where_it_can(words, head, kind, mode):
    found = named(words, head)
    assert (found.kind, found.mode) == (kind, mode)


def test_all_words_are_kept_as_other_names():
    found = named("The envoy, Anna Lund, flew to Rome.", "envoy", "Lund")
    assert found.names == {"Anna Lund"}
    assert found.heads == {"envoy"}


@pytest.mark.parametrize(
    ("words", "right"),
    [(["Lund"], True), (["lund"], True), (["envoy"], True), (["Anna"], False), (["Berg"], False), ([], False)],
)
def test_a_traveller_is_named_by_the_end_of_a_name_or_by_a_noun(words, right):
    traveller = Traveller("person", "Anna Lund", names={"Anna Lund"}, heads={"envoy"})
    assert is_named_by(traveller, words) is right


def test_own_names_are_no_titles_no_nouns_and_no_words_that_open_a_sentence():
    text = text_of("Villagers saw the Kwila. President Anna Lund boarded the ship in Rome.")
    words = [text.words.index(word) for word in ("Villagers", "Kwila", "President", "Lund", "ship")]
    assert own_names(text, words) == {"Kwila", "Lund"}


def test_a_traveller_of_the_rules_goes_by_no_word_that_names_another():
    text = text_of(
        "A yacht linked to the magnate Oleg Zimin left Lisbon. The vessel reached Rome. Mr Zimin flew to Hamburg."
    )
    one = Traveller("vehicle", "Oleg Zimin", names={"Oleg Zimin"}, heads={"mr", "yacht", "vessel"})
    rename(text, one, [text.words.index(word) for word in ("yacht", "vessel")])
    assert (one.display, one.names, one.heads) == ("the yacht", set(), {"yacht", "vessel"})


def test_a_fuller_name_and_what_a_hyphen_ties_are_shown():
    text = text_of("The vice-president, Rumen Todorov, flew to Rome. Todorov left.")
    one = Traveller("person", "Todorov", names={"Todorov"})
    rename(text, one, [text.words.index("president"), text.words.index("Todorov")])
    assert one.display == "Rumen Todorov"
    assert one.heads == {"vice-president"}


@pytest.mark.parametrize(
    ("words", "traveller"),
    [
        ("Italy's prime minister travelled by train from Rome to Lisbon.", "Italy's prime minister"),
        ("Her opponent travelled by train from Rome to Lisbon.", "her opponent"),
        ("Russian soldiers travelled by train from Rome to Lisbon.", "Russian soldiers"),
        ("Three soldiers travelled by train from Rome to Lisbon.", "three soldiers"),
    ],
)
def test_a_phrase_that_opens_a_sentence_keeps_but_the_capital_of_a_name(words, traveller):
    assert [journey.traveller for journey in world().journeys(words)] == [traveller]
