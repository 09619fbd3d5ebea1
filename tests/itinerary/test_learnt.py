"""What is learnt beside the rules: opinions of the test's own, so that a new training changes nothing here."""

import numpy as np
import pytest

from geo.articles.article import Article
from geo.itinerary import explain
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt import joining, network
from geo.itinerary.learnt.decoding import ordered
from geo.itinerary.learnt.encoding import MODES, PAIR_FEATURES, PLACE_FEATURES, STATUSES, WINDOW, Encoded
from geo.itinerary.learnt.network import MOST, Opinion, opinion, weights
from geo.itinerary.learnt.reading import RuleReading
from geo.itinerary.learnt.words import vectors
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world

TEXT = "The freighter left Hamburg on Monday and reached Lisbon on Friday. Its bell rang out over Porto."
NOTHING = RuleReading({}, {}, {}, [])


def encoded(text):
    article = Article("a", "", text)
    return Encoded(Contexts(article, world().resolutions(article)), NOTHING)


@pytest.fixture
def thinks(monkeypatch):
    """Let the network think of the places of a text what a test says: a place's number in the order of travel."""

    def use(order, status=None, mode=Mode.UNKNOWN, apart=()):
        def think(text):
            names = [p.name for p in text.places]
            rank = [order.index(n) if n in order else 99 for n in names]
            count = len(names)
            chances = np.full((count, len(STATUSES)), 0.1)
            for i, name in enumerate(names):
                chances[i, STATUSES.index((status or {}).get(name, Status.DONE))] = 0.7
            modes = np.full((count, len(MODES)), 0.02)
            modes[:, MODES.index(mode)] = 0.9
            one = np.array([[(a in apart) == (b in apart) for b in names] for a in names])
            return Opinion(
                list(range(count)),
                np.array([0.95 if n in order else 0.01 for n in names]),
                chances,
                modes,
                np.where(one, 4.0, -4.0),
                np.array([[np.sign(b - a) * 8.0 for b in rank] for a in rank]),
                [int(np.flatnonzero(text.owner == i)[0]) for i in range(count)],
            )

        monkeypatch.setattr(joining, "opinion", think)

    return use


def read(text, **more):
    return [[stop.place.name for stop in one.stops] for one in world().journeys(text, **more)]


def test_a_place_that_the_rules_pass_over_is_added_where_the_network_puts_it(thinks):
    thinks(["Hamburg", "Porto", "Lisbon"])
    assert read(TEXT) == [["Hamburg", "Porto", "Lisbon"]]


def test_an_added_stop_says_that_no_rule_named_it(thinks):
    thinks(["Hamburg", "Porto", "Lisbon"])
    (one,) = world().journeys(TEXT)
    line = next(line for line in explain(one) if "Porto: done" in line)
    assert "no rule names it" in line
    assert "95%" in line


def test_a_stop_that_the_network_rules_out_goes(thinks):
    thinks(["Hamburg", "Lisbon"])
    assert read("The freighter sailed from Hamburg to Porto and on to Lisbon.") == [["Hamburg", "Lisbon"]]


def test_where_the_network_sees_no_journey_there_is_none(thinks):
    thinks([])
    assert read(TEXT) == []


def test_the_words_beside_an_added_stop_date_it(thinks):
    thinks(["Hamburg", "Lisbon", "Porto"], status={"Porto": Status.PLANNED})
    story = TEXT.replace("Its bell rang out over Porto.", "Its bell will ring over Porto on 3 May.")
    (one,) = world().journeys(story, published="2024-04-20")
    (porto,) = [stop for stop in one.stops if stop.place.name == "Porto"]
    assert porto.status is Status.PLANNED
    assert porto.when is not None
    assert porto.when.start.date().isoformat() == "2024-05-03"


def test_stops_that_the_network_holds_apart_are_two_journeys(thinks):
    thinks(["Hamburg", "Lisbon", "Rome", "Vienna"], apart={"Rome", "Vienna"})
    story = "Anna Lund flew from Hamburg to Lisbon. Peter Brandt flew from Rome to Vienna."
    assert sorted(read(story)) == [["Hamburg", "Lisbon"], ["Rome", "Vienna"]]


def test_what_the_rules_read_of_a_second_visit_stays(thinks):
    thinks(["Hamburg", "Lisbon"])
    assert read("The freighter sailed from Hamburg to Lisbon and returned to Hamburg on Friday.") == [
        ["Hamburg", "Lisbon", "Hamburg"]
    ]


def test_a_leg_that_no_word_tells_takes_the_learnt_mode_and_others_keep_theirs(thinks):
    thinks(["Hamburg", "Vienna", "Rome"], mode=Mode.ROAD)
    (one,) = world().journeys("Anna Lund went from Hamburg to Vienna.")
    assert [leg.mode for leg in one.legs] == [Mode.ROAD]
    assert any("no word says how" in line for line in explain(one))


def test_a_country_gives_way_to_the_stop_in_it(thinks):
    thinks(["Portugal", "Hamburg", "Lisbon"])
    assert read(TEXT.replace("over Porto", "over all Portugal")) == [["Hamburg", "Lisbon"]]


def test_an_order_that_makes_no_long_way_is_preferred_where_the_words_say_little():
    km = np.array([[0.0, 100.0, 900.0], [100.0, 0.0, 800.0], [900.0, 800.0, 0.0]])
    assert ordered(np.zeros((3, 3)), km, [0, 2, 1]) in ([0, 1, 2], [2, 1, 0])
    before = np.array([[0.0, 9.0, 9.0], [-9.0, 0.0, -9.0], [-9.0, 9.0, 0.0]])
    assert ordered(before, km, [0, 1, 2]) == [0, 2, 1]


def test_no_name_reaches_the_network():
    one, two = (
        encoded(f"The freighter left {a} and reached {b}.") for a, b in (("Hamburg", "Barcelona"), ("Milan", "Antwerp"))
    )
    assert np.array_equal(one.tokens, two.tokens)


def test_a_text_is_laid_out_as_promised():
    text = encoded(TEXT)
    assert text.tokens.shape[1] == vectors().rows.shape[1] + 23
    assert text.features([0, 2]).shape == (2, PLACE_FEATURES)
    pairs = text.pairs([0, 1, 2])
    assert pairs.shape == (3, 3, PAIR_FEATURES)
    assert not pairs[range(3), range(3)].any()


def test_a_long_text_is_read_in_windows_that_end_with_a_sentence():
    text = encoded(f"{TEXT} " * 60)
    assert len(text.windows) > 2
    assert text.windows[0][0] == 0
    assert text.windows[-1][1] == len(text.tokens)
    assert all(end == first for (_, end), (first, _) in zip(text.windows, text.windows[1:], strict=False))
    assert all(end - first <= WINDOW for first, end in text.windows)


def test_a_sentence_longer_than_a_window_is_cut():
    text = encoded(f"{TEXT} ".replace(".", " and") * 60)
    assert len(text.windows) > 2
    assert all(0 < end - first <= WINDOW for first, end in text.windows)


def test_what_is_read_at_once_changes_nothing(monkeypatch):
    text = encoded(f"{TEXT} " * 60)
    whole = opinion(text)
    monkeypatch.setattr(network, "TOGETHER", 1)
    parts = opinion(text)
    assert whole is not None
    assert parts is not None
    assert np.allclose(whole.stop, parts.stop, atol=1e-5)
    assert np.allclose(whole.before, parts.before, atol=1e-4)


def test_the_shipped_networks_give_probabilities():
    thought = opinion(encoded(TEXT))
    assert thought is not None
    assert ((thought.stop >= 0) & (thought.stop <= 1)).all()
    assert np.allclose(thought.status.sum(axis=1), 1)
    assert np.allclose(thought.mode.sum(axis=1), 1)
    assert np.allclose(thought.before, -thought.before.T, atol=1e-4)
    assert np.allclose(thought.together, thought.together.T, atol=1e-4)


def test_only_the_likeliest_places_of_a_gazetteer_of_a_text_are_looked_at_in_pairs():
    names = list(dict.fromkeys(p.name for p in world().names.values()))[: 2 * MOST]
    thought = opinion(encoded("She has been to " + ", ".join(names) + "."))
    assert thought is not None
    assert len(thought.chosen) <= MOST


def test_the_shipped_weights_are_whole_and_small():
    assert all(np.isfinite(w).all() for w in weights().values())
    assert sum(w.size for w in weights().values()) < 1_500_000
    assert len(vectors().row) == len(vectors().rows) - 1


def test_a_text_without_places_has_no_opinion():
    assert opinion(encoded("Nobody went anywhere.")) is None
