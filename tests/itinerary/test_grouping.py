"""Which words name one traveller, where no part of a long text names it by all of them."""

import numpy as np

from geo.articles.article import Article
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt.encoding import MODES, STATUSES, Encoded
from geo.itinerary.learnt.grouping import likeness, travellers
from geo.itinerary.learnt.network import NEVER, Opinion, Route
from geo.itinerary.learnt.reading import RuleReading
from tests.itinerary.world import world

TEXT = "The ship left Lisbon. The vessel was seen off Porto. The freighter reached Hamburg."
NAMES = ["ship", "vessel", "freighter"]


class InParts:
    """A reading in parts, each of some sentences; it takes all the words of a group for one traveller's."""

    def __init__(self, parts, groups):
        article = Article("a", "", TEXT)
        self.text = Encoded(Contexts(article, world().resolutions(article)), RuleReading({}, {}, {}, []))
        self.parts, self.groups = [set(part) for part in parts], [set(group) for group in groups]
        self.words = [self.text.words.index(name) for name in NAMES]

    def opinion(self):
        count = len(self.text.places)
        named = np.full(len(self.text.words), -9.0)
        named[self.words] = [4.0, 3.0, 2.0]
        of = np.zeros((count, len(named)), np.float32)
        of[range(count), self.words] = 1.0
        told = [int(np.flatnonzero(self.text.owner == i)[0]) for i in range(count)]
        return Opinion(list(range(count)), np.full(count, 0.9), told, named, of)

    def route(self, opinion, tokens, others=()):
        held = {int(self.text.sentence[token]) for token in tokens}
        read = set().union(*(part for part in self.parts if part & held))
        own = {self.text.words[token] for token in tokens}
        theirs = set().union(*(group for group in self.groups if group & own))
        mine = np.where([n in read for n in self.text.sentence], -5.0, NEVER)
        mine[[at for at in self.words if self.text.sentence[at] in read and self.text.words[at] in theirs]] = 5.0
        n, zero = len(opinion.stop), np.zeros
        status, mode = np.full((2 * n, len(STATUSES)), 0.25), np.full((2 * n, len(MODES)), 0.1)
        when = np.ones((2 * n, 1))
        return Route(
            opinion.stop, zero(n), status, mode, zero((2 * n, 2 * n)), zero((n, n)), opinion.told * 2, mine, when
        )

    def groupings(self):
        found = travellers(self.text, self, self.opinion(), ())
        return sorted(sorted(self.text.words[word] for word in words) for words, _ in found)


def test_a_word_found_opens_the_part_in_which_the_next_one_stands():
    reading = InParts(parts=[(0, 1), (1, 2)], groups=[NAMES])
    assert reading.groupings() == [sorted(NAMES)]


def test_words_of_others_in_further_parts_stay_theirs():
    reading = InParts(parts=[(0, 1), (1, 2)], groups=[("ship", "vessel"), ("freighter",)])
    assert reading.groupings() == [["freighter"], ["ship", "vessel"]]


def test_words_never_read_together_are_two_travellers():
    reading = InParts(parts=[(0, 1), (2,)], groups=[NAMES])
    assert reading.groupings() == [["freighter"], ["ship", "vessel"]]


def test_likeness_is_told_by_the_words_that_were_read():
    reading = InParts(parts=[(0, 1), (1, 2)], groups=[NAMES])
    ship, vessel, freighter = reading.words
    opinion = reading.opinion()

    def named(*words):
        return words, reading.route(opinion, words)

    assert likeness(named(ship), named(vessel, freighter)) == 5.0
    assert likeness(named(ship), named(freighter)) == NEVER
