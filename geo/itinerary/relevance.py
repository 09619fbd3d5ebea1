"""A cheap look before reading: whether a sentence, or an article, tells of movement at all."""

from collections.abc import Mapping
from functools import cache

from geo.geoparse.mention import Resolution
from geo.itinerary.lexicon import lexicon
from geo.tokens import Sentence

__all__ = ["tells_movement", "worth_reading"]


_EVERYDAY = frozenset(
    "be make take run call see meet hold set get have begin start open end finish come see follow draw lie "
    "lay live work show find play join change sign speak host load receive address attend form gather stop "
    "stay rest visit bring lead send move turn pull clear launch conclude gain complete board attack search "
    "rescue".split()
)


@cache
def _moving_words() -> frozenset[str]:
    """Words that can make a journey: movement verbs that do little else, nouns of journeys and vehicles."""
    lex = lexicon()
    verbs = {
        f for f, rows in lex.forms.items() if any(r.lemma in lex.movements and r.lemma not in _EVERYDAY for r in rows)
    }
    return frozenset(verbs | set(lex.trips) | set(lex.vehicles))


@cache
def _any_movement() -> frozenset[str]:
    """Every form of every movement verb, every vehicle and every noun of a journey."""
    lex = lexicon()
    verbs = {form for form, rows in lex.forms.items() if any(r.lemma in lex.movements for r in rows)}
    return frozenset(verbs - _EVERYDAY_FORMS | set(lex.trips) | set(lex.vehicles))


_EVERYDAY_FORMS = frozenset("is are was were be been being has have had make makes made see sees saw seen".split())


def worth_reading(sentence: Sentence, places: Mapping[int, Resolution]) -> bool:
    """Tell cheaply whether a sentence can add anything: a place, a movement, or a traveller named with a title."""
    words = _any_movement()
    titles = lexicon().sets["domains.titles"]
    for token in sentence.tokens:
        low = token.text.lower()
        if token.start in places or low in words or (token.is_capitalised and low.rstrip(".") in titles):
            return True
    return False


def tells_movement(sentence: Sentence, places: Mapping[int, Resolution]) -> bool:
    """Tell cheaply whether a sentence names a place and moves: an article without one has no journey."""
    if not any(t.start in places for t in sentence.tokens):
        return False
    words = _moving_words()
    if any(t.text.lower() in words for t in sentence.tokens):
        return True
    lows = {t.text.lower() for t in sentence.tokens}
    return bool(lows & {"visit", "visited", "visits", "board", "boarded", "taken", "took", "brought", "moved", "came"})
