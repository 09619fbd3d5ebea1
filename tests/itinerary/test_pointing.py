"""Words that may mean a place named before, each with the places that it may mean."""

from datetime import date

import pytest

from geo.articles.article import Article
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.pointing import pointers
from geo.itinerary.learnt.reading import rule_reading
from tests.itinerary.world import world


def contexts(text):
    article = Article("a", "", text, date(2024, 3, 10))
    return Contexts(article, world().resolutions(article))


def meant(text):
    told = contexts(text)
    starts, words = [0], []
    for sentence in told.sentences:
        words += [token.text for token in sentence.tokens]
        starts.append(len(words))
    return [(words[one.token], told.spots[one.spot].place.name) for one in pointers(told, starts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rome - Anna Lund flew from Cairo and arrived here on Monday.", [("here", "Rome")]),
        ("Anna Lund flew from Cairo. She is here.", [("here", "Cairo")]),
        ("Anna Lund left Rome for Cairo. From there she goes on.", [("there", "Cairo"), ("there", "Rome")]),
        ("Anna Lund left Rome for Cairo. There is no flight on Monday.", []),
        ("She left Italy for Cairo and reached the city on Monday.", [("city", "Cairo")]),
        ("She flew to Cairo and saw the city of Rome.", []),
        ("She flew to Cairo. A city is large.", []),
        ("She flew from Hamburg to Cairo and reached the German city again.", [("city", "Hamburg")]),
    ],
)
def test_a_word_may_mean_places_named_before_it(text, found):
    assert meant(text) == found


def test_a_pointer_is_read_with_the_name_that_it_stands_for():
    told = contexts("Rome - Anna Lund arrived here on Monday.")
    text = Encoded(told, rule_reading([], [], {}))
    rows = [(text.words[a], text.words[b]) for a, b in zip(text.at, text.last, strict=True)]
    assert rows == [("Rome", "Rome"), ("here", "Rome")]
    assert text.features([0])[0, 2] == 0.25  # one naming; a pointer is none
