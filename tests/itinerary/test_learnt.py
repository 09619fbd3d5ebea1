"""What is learnt beside the rules: opinions of the test's own, so that a new training changes nothing here."""

from datetime import date

import numpy as np
import pytest

from geo.articles.article import Article
from geo.itinerary import explain
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt import forget, joining, naming
from geo.itinerary.learnt.decoding import decoded, is_ruled_out, ordered
from geo.itinerary.learnt.encoding import MODES, PAIR_FEATURES, PLACE_FEATURES, STATUSES, Encoded
from geo.itinerary.learnt.naming import namesakes, short_names
from geo.itinerary.learnt.network import MOST, Opinion, Reading, Route
from geo.itinerary.learnt.pieces import WINDOW, pieces
from geo.itinerary.learnt.reading import RuleReading, RuleStop
from geo.itinerary.learnt.weights import reader
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world

TEXT = "The freighter left Hamburg on Monday and reached Lisbon on Friday. Its bell rang out over Porto."
NOTHING = RuleReading({}, {}, {}, [])


def encoded(text, rules=NOTHING):
    article = Article("a", "", text)
    return Encoded(Contexts(article, world().resolutions(article)), rules)


def opinion(text):
    return Reading(encoded(text)).opinion()


class Thinks:
    """A reader that thinks what a test says: travellers by their word, with the order in which they go where.

    A place may come twice in an order; the status of its second visit is that of "Lisbon again".
    """

    def __init__(self, text, journeys, status, mode, spots=(), others=(), sure=0.98, dated=(), back=0.9):
        self.sure, self.dated, self.back = sure, dict(dated), back
        self.text, self.journeys, self.status, self.mode = text, journeys, status, mode
        self.spots, self.others = [set(pair) for pair in spots], dict(others)
        self.asked = []
        self.mentions = [int(np.flatnonzero(text.owner == i)[0]) for i in range(len(text.places))]

    def opinion(self):
        names = [p.name for p in self.text.places]
        stop = np.array([0.98 if any(n in order for order in self.journeys.values()) else 0.01 for n in names])
        named = np.full(len(self.text.words), -99.0)
        for word in self.journeys:
            named[self.text.words.index(word)] = 3.0
        first = self.text.words.index(next(iter(self.journeys), self.text.words[0]))
        of = np.zeros((len(names), len(self.text.words)), np.float32)
        of[:, first] = 1.0
        return Opinion(list(range(len(names))), stop, self.mentions, named, of)

    def route(self, opinion, tokens, others=()):
        self.asked.append((tokens, others))
        marked = self.text.words[tokens[0]]
        order = self.journeys[marked]
        names = [p.name for p in self.text.places]
        visits = [[k for k, n in enumerate(order) if n == name] for name in names]
        rank = [*((one or [99])[0] for one in visits), *((one[1:] or [99])[0] for one in visits)]
        chances = np.full((2 * len(names), len(STATUSES)), 0.1)
        for i, name in enumerate([*names, *(f"{name} again" for name in names)]):
            chances[i, STATUSES.index(self.status.get(name, Status.DONE))] = 0.7
        modes = np.full((2 * len(names), len(MODES)), 0.02)
        modes[:, MODES.index(self.mode)] = 0.9
        return Route(
            np.array([self.sure if n in order else 0.01 for n in names]),
            np.array([self.back * (len(one) > 1) for one in visits]),
            chances,
            modes,
            np.array([[np.sign(b - a) * 8.0 for b in rank] for a in rank]),
            np.array([[9.0 * ({a, b} in self.spots) - 4.0 for b in names] for a in names]),
            self.mentions * 2,
            np.array([9.0 if word in self.others.get(marked, ()) else -9.0 for word in self.text.words]),
            self.when([*names, *(f"{name} again" for name in names)]),
        )

    def when(self, visits):
        written = [None, *(one.words.as_written for one in self.text.times)]
        return np.array([[0.9 * (self.dated.get(visit) == words) for words in written] for visit in visits])


@pytest.fixture
def thinks(monkeypatch):
    """Let the reader think what a test says: one journey by its stops, or several by the word of their traveller."""

    def use(journeys, status=None, mode=Mode.UNKNOWN, word="freighter", **more):
        told = journeys if isinstance(journeys, dict) else {word: journeys} if journeys else {}
        monkeypatch.setattr(joining, "Reading", lambda text: Thinks(text, told, status or {}, mode, **more))

    return use


def read(text, **more):
    return [[stop.place.name for stop in one.stops] for one in world().journeys(text, **more)]


def test_a_place_that_the_rules_pass_over_is_added_where_the_reader_puts_it(thinks):
    thinks(["Hamburg", "Porto", "Lisbon"])
    assert read(TEXT) == [["Hamburg", "Porto", "Lisbon"]]


def test_whoever_was_at_a_place_may_be_back_where_the_rules_read_only_others(thinks):
    thinks({"freighter": ["Hamburg", "Lisbon", "Hamburg"], "soldiers": ["Porto", "Hamburg"]}, back=0.7)
    told = (
        "Who was aboard the freighter in Hamburg saw much. Off Lisbon the captain heard of a storm. "
        "The soldiers sailed from Porto on Sunday and arrived in Hamburg on Monday."
    )
    assert read(told) == [["Hamburg", "Lisbon", "Hamburg"], ["Porto", "Hamburg"]]


def test_an_added_stop_says_that_no_rule_named_it(thinks):
    thinks(["Hamburg", "Porto", "Lisbon"])
    (one,) = world().journeys(TEXT)
    line = next(line for line in explain(one) if "Porto: done" in line)
    assert "no rule names it" in line
    assert "98%" in line


def test_a_stop_that_the_reader_rules_out_goes(thinks):
    thinks(["Hamburg", "Lisbon"])
    assert read("The freighter sailed from Hamburg to Porto and on to Lisbon.") == [["Hamburg", "Lisbon"]]


def test_where_the_reader_sees_no_journey_there_is_none(thinks):
    thinks([])
    assert read(TEXT) == []


def test_a_time_that_tells_of_an_added_stop_dates_it(thinks):
    thinks(["Hamburg", "Lisbon", "Porto"], status={"Porto": Status.PLANNED}, dated={"Porto": "on 3 May"})
    story = TEXT.replace("Its bell rang out over Porto.", "Its bell will ring over Porto on 3 May.")
    (one,) = world().journeys(story, published="2024-04-20")
    (porto,) = [stop for stop in one.stops if stop.place.name == "Porto"]
    assert porto.status is Status.PLANNED
    assert porto.when is not None
    assert porto.when.start.date().isoformat() == "2024-05-03"


def days_of(text, **more):
    (one,) = world().journeys(text, published="2024-04-20", **more)
    return {stop.place.name: stop.when and stop.when.start.date().isoformat() for stop in one.stops}


def test_a_stop_that_no_time_tells_of_is_not_dated(thinks):
    thinks(["Hamburg", "Lisbon", "Porto"])
    assert days_of(TEXT.replace("Porto.", "Porto on 3 May."))["Porto"] is None


def test_what_is_told_of_one_yet_to_come_is_a_day_to_come(thinks):
    story = TEXT.replace("Its bell rang out over Porto.", "Porto on Tuesday.")
    for status, day in ((Status.DONE, "2024-04-16"), (Status.PLANNED, "2024-04-23")):
        thinks(["Hamburg", "Lisbon", "Porto"], status={"Porto": status}, dated={"Porto": "on Tuesday"})
        assert days_of(story)["Porto"] == day


def test_a_time_that_surely_tells_of_a_stop_goes_before_the_one_that_a_rule_gave(thinks):
    story = "The freighter left Hamburg on Monday. On Friday it lay in Lisbon, where it had come on Thursday."
    thinks(["Hamburg", "Lisbon"], dated={"Hamburg": "on Monday", "Lisbon": "on Thursday"})
    assert days_of(story) == {"Hamburg": "2024-04-15", "Lisbon": "2024-04-18"}


def test_two_travellers_have_a_journey_each_and_share_a_stop(thinks):
    thinks({"Lund": ["Hamburg", "Lisbon"], "Brandt": ["Rome", "Lisbon"]})
    story = "Anna Lund flew from Hamburg to Lisbon. Peter Brandt flew from Rome to Lisbon."
    found = {one.traveller: [stop.place.name for stop in one.stops] for one in world().journeys(story)}
    assert found == {"Anna Lund": ["Hamburg", "Lisbon"], "Peter Brandt": ["Rome", "Lisbon"]}


def test_a_traveller_of_whom_no_rule_reads_is_named_by_the_words_of_the_text(thinks):
    thinks({"freighter": ["Hamburg", "Lisbon"], "Brandt": ["Rome", "Lisbon"]}, sure=0.85)
    story = "The freighter left Hamburg for Lisbon. For Captain Peter Brandt that was it: Rome first, Lisbon, a desk."
    found = {one.traveller: [stop.place.name for stop in one.stops] for one in world().journeys(story)}
    assert found["Peter Brandt"] == ["Rome"]  # the rules read Lisbon of the freighter


def test_a_name_does_not_reach_over_the_dash_of_a_dateline(thinks):
    thinks({"Pirela": ["Hamburg", "Rome"]}, sure=0.995)
    story = "Lisbon - Ana Pirela, 29, flew in from Hamburg to Rome."
    (found,) = world().journeys(story)
    assert (found.traveller, found.aliases) == ("Ana Pirela", ())


def test_a_stop_that_is_sure_is_its_travellers_whomever_the_rules_tell_it_of(thinks):
    thinks({"freighter": ["Hamburg", "Lisbon"], "Brandt": ["Rome", "Lisbon"]})
    story = "The freighter left Hamburg for Lisbon. For Captain Peter Brandt that was it: Rome first, Lisbon, a desk."
    found = {one.traveller: [stop.place.name for stop in one.stops] for one in world().journeys(story)}
    assert found["Peter Brandt"] == ["Rome", "Lisbon"]


def test_a_name_that_is_hardly_the_place_makes_no_stop_by_itself(thinks, monkeypatch):
    thinks(["Hamburg", "Porto", "Lisbon"])
    monkeypatch.setattr(joining, "_SURE", 1.1)
    assert read(TEXT) == [["Hamburg", "Lisbon"]]


def test_a_denial_that_no_rule_reads_must_be_likelier_than_all_else():
    chances = dict(zip(STATUSES, (0.02, 0.26, 0.3, 0.42), strict=True))
    assert STATUSES[joining._likeliest(np.array(list(chances.values())), 1.0)] is Status.RUMOURED
    assert STATUSES[joining._likeliest(np.array([0.0, 0.1, 0.1, 0.8]), 0.95)] is Status.DENIED
    assert STATUSES[joining._likeliest(np.array([0.0, 0.05, 0.15, 0.8]), 0.7)] is Status.RUMOURED


def test_words_that_name_one_traveller_are_read_together():
    text, same = encoded("The freighter left Hamburg. The vessel reached Lisbon."), ["Hamburg", "Lisbon"]

    def words(**more):
        thought = Thinks(text, {"freighter": same, "vessel": same}, {}, Mode.UNKNOWN, (), **more)
        return [[text.words[word] for word in one.words] for one in decoded(text, thought, thought.opinion())]

    assert words(others={"freighter": ["vessel"]}) == [["freighter", "vessel"]]
    assert words() == [["freighter"], ["vessel"]]


def test_once_all_are_found_each_is_read_with_the_words_of_the_others():
    text = encoded("Anna Lund flew from Hamburg to Lisbon. Peter Brandt flew from Rome to Porto.")
    thought = Thinks(text, {"Lund": ["Hamburg", "Lisbon"], "Brandt": ["Rome", "Porto"]}, {}, Mode.UNKNOWN, ())
    decoded(text, thought, thought.opinion())
    asked = {(text.words[own[0]], *(text.words[word] for word in others)) for own, others in thought.asked}
    assert asked == {("Lund",), ("Brandt",), ("Lund", "Brandt"), ("Brandt", "Lund")}


def test_two_names_of_one_stop_make_one_where_they_lie_together(thinks):
    order = ["Hamburg", "Heathrow", "London"]
    story = "Anna Lund flew from Hamburg to Heathrow, London."
    thinks(order, word="Lund", spots=[("Heathrow", "London")])
    assert read(story) == [["Hamburg", "Heathrow"]]
    thinks(order, word="Lund", spots=[("Hamburg", "London")])
    assert read(story) == [order]


def test_a_traveller_without_a_name_takes_the_one_that_the_reader_sees(thinks):
    thinks({"Diaz": ["Hamburg", "Lisbon"]}, word="Diaz")
    (one,) = world().journeys("Ana Diaz, 34, who left Hamburg on Monday, reached Lisbon on Friday.")
    assert one.traveller == "Ana Diaz"


def test_a_traveller_may_be_named_by_a_people(thinks):
    thinks({"Briton": ["Vienna", "Rome"], "Lund": ["Hamburg", "Lisbon"]})
    found = world().journeys("Anna Lund flew from Hamburg to Lisbon. The Briton went from Vienna to Rome.")
    assert {one.traveller for one in found} == {"Anna Lund", "the Briton"}


def test_memory_that_was_given_back_is_taken_again():
    before = reader()
    forget()
    assert reader() is not before
    assert reader().pieces == before.pieces


def test_a_journey_that_comes_back_ends_where_it_began(thinks):
    thinks(["Hamburg", "Lisbon", "Hamburg"])
    assert read("The freighter left Hamburg, saw Lisbon and was home for Christmas.") == [
        ["Hamburg", "Lisbon", "Hamburg"]
    ]


def test_a_journey_may_come_back_to_a_stop_on_its_way(thinks):
    thinks(["Hamburg", "Lisbon", "Porto", "Lisbon", "Rome"], word="Lund")
    story = "Anna Lund flew from Hamburg to Lisbon, spent a day in Porto, and then took a plane to Rome."
    assert read(story) == [["Hamburg", "Lisbon", "Porto", "Lisbon", "Rome"]]


def test_a_second_visit_has_a_status_of_its_own(thinks):
    plans = {"Porto": Status.PLANNED, "Lisbon again": Status.PLANNED, "Rome": Status.PLANNED}
    thinks(["Hamburg", "Lisbon", "Porto", "Lisbon", "Rome"], plans, word="Lund")
    (one,) = world().journeys("Anna Lund flew from Hamburg to Lisbon. Porto and Rome are next.")
    told = [(stop.place.name, stop.status) for stop in one.stops]
    assert told[1:4] == [("Lisbon", Status.DONE), ("Porto", Status.PLANNED), ("Lisbon", Status.PLANNED)]


def test_what_the_rules_read_of_a_return_is_told_of_the_second_visit(thinks):
    thinks(["Hamburg", "Lisbon", "Hamburg"])
    (one,) = world().journeys("Home was Hamburg. The freighter saw Lisbon and returned to Hamburg on 5 May 2024.")
    assert [stop.place.name for stop in one.stops] == ["Hamburg", "Lisbon", "Hamburg"]
    assert [stop.when is not None for stop in one.stops] == [False, False, True]


def test_the_first_word_of_a_name_alone_is_its_bearers():
    text = encoded("Anna Lund left Hamburg for Lisbon. Later Anna saw Rome.")
    alone = len(text.words) - 1 - text.words[::-1].index("Anna")
    assert short_names(text, [text.words.index("Lund"), alone]) == {"Anna": "Lund"}


def test_two_whose_last_names_are_alike_are_two_names():
    text = encoded("Ana Diaz left Lyon. Luis Diaz left Rome. Diaz, as Maria Lund said, was late. Ms Lund and Lund met.")
    named = [n for n, word in enumerate(text.words) if word in {"Diaz", "Lund"}]
    assert list(namesakes(text, named).values()) == ["Ana Diaz", "Luis Diaz", "Diaz"]


def test_a_first_word_that_two_names_share_is_nobodys():
    text = encoded("Anna Lund left Hamburg with Anna Berg. Later Anna saw Rome.")
    alone = len(text.words) - 1 - text.words[::-1].index("Anna")
    assert short_names(text, [text.words.index("Lund"), text.words.index("Berg"), alone]) == {}


def test_what_the_rules_read_of_a_second_visit_stays(thinks):
    thinks(["Hamburg", "Lisbon"])
    assert read("The freighter sailed from Hamburg to Lisbon and returned to Hamburg on Friday.") == [
        ["Hamburg", "Lisbon", "Hamburg"]
    ]


def test_a_visit_that_somebody_denies_leaves_the_place_where_the_reader_has_it(thinks):
    thinks(["Hamburg", "Vienna", "Rome"], word="Lund")
    story = "Anna Lund flew from Vienna to Rome after leaving Hamburg. Her lawyer denied that she had been in Hamburg."
    (one,) = world().journeys(story)
    told = [(stop.place.name, stop.status) for stop in one.stops]
    assert [name for name, _ in told[:3]] == ["Hamburg", "Vienna", "Rome"]
    assert told[3:] in ([], [("Hamburg", Status.DENIED)])


def test_the_capital_of_a_people_is_the_city_that_is_named_elsewhere():
    text = encoded("She left Luxembourg. The Luxembourg capital was quiet, and so was Vienna, the German capital.")
    (city,) = [i for i, place in enumerate(text.places) if place.name == "Luxembourg"]
    told = [
        " ".join(text.words[a : b + 1])
        for a, b, i in zip(text.at, text.last, text.owner, strict=True)
        if i == city and a <= b
    ]
    assert told == ["Luxembourg", "Luxembourg", "Luxembourg capital"]


def test_a_leg_that_no_word_tells_takes_the_learnt_mode_and_others_keep_theirs(thinks):
    thinks(["Hamburg", "Vienna", "Rome"], mode=Mode.ROAD, word="Lund")
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


def test_days_that_the_rules_know_order_places_and_undated_ones_are_left_alone():
    places = encoded(TEXT).places
    days = dict(zip(places, (date(2024, 5, 7), date(2024, 5, 3), None), strict=True))
    stops = {p.id: RuleStop(0, 0, Status.DONE, Mode.UNKNOWN, day) for p, day in days.items()}
    order = encoded(TEXT, RuleReading(stops, {}, {}, [])).day_order([0, 1, 2])
    assert order.tolist() == [[0, -1, 0], [1, 0, 0], [0, 0, 0]]


def test_an_airport_and_its_town_on_different_days_are_two_stops(thinks):
    thinks(["Heathrow", "Hamburg", "London"], word="Lund", spots=[("Heathrow", "London")])
    story = "Anna Lund left Heathrow on 3 May, was in Hamburg on 5 May and returned to London on 9 May."
    assert read(story, published="2024-05-20") == [["Heathrow", "Hamburg", "London"]]


def test_no_name_is_among_the_signs():
    one, two = (
        encoded(f"The freighter left {a} and reached {b}.") for a, b in (("Hamburg", "Barcelona"), ("Milan", "Antwerp"))
    )
    assert np.array_equal(one.signs[:, :-PLACE_FEATURES], two.signs[:, :-PLACE_FEATURES])


def test_a_text_is_laid_out_as_promised():
    text = encoded(TEXT)
    assert text.signs.shape == (len(text.words), 23 + PLACE_FEATURES)
    assert [text.words[i] for i in text.at] == ["Hamburg", "Lisbon", "Porto"]
    assert text.features([0, 2]).shape == (2, PLACE_FEATURES)
    pairs = text.pairs([0, 1, 2])
    assert pairs.shape == (3, 3, PAIR_FEATURES)
    assert not pairs[range(3), range(3)].any()


def test_a_long_text_is_read_in_windows_that_end_with_a_sentence():
    text = encoded(f"{TEXT} " * 60)
    first, *further = text.windows
    assert len(further) > 1
    assert (first.first, further[-1].end) == (0, len(text.words))
    assert all(a.end == b.first for a, b in zip(text.windows, further, strict=False))
    assert all(sum(len(text.pieces[token]) for token in one.read()) <= WINDOW for one in text.windows)


def test_further_windows_are_read_with_the_opening_and_with_what_stands_before_them():
    text = encoded(f"{TEXT} " * 60)
    for one in text.windows[1:]:
        assert 0 < one.lead <= one.back < one.first
        assert one.read().tolist() == [*range(one.lead), *range(one.back, one.end)]
        assert one.holds(0)
        assert one.holds(one.first - 1)
        assert not one.holds(one.end)


def test_a_sentence_longer_than_a_window_is_cut():
    text = encoded(f"{TEXT} ".replace(".", " and") * 60)
    assert len(text.windows) > 2
    assert all(0 < sum(len(text.pieces[token]) for token in one.read()) <= WINDOW for one in text.windows)
    assert all(one.lead <= one.back <= one.first for one in text.windows)


def test_who_travels_is_known_where_a_window_names_only_places():
    told = "The train is late and nobody here knows why. " * 40
    text = encoded(f"Jane Doe left Hamburg by train on Monday. {told}On Friday she went on to Lisbon.")
    assert len(text.windows) > 1
    reading = Reading(text)
    route = reading.route(reading.opinion(), [text.words.index("Doe")])
    lisbon = [place.name for place in text.places].index("Lisbon")
    assert route.stop[lisbon] > 0.2  # zero where the window is not read for her


def test_the_shipped_reader_gives_probabilities():
    text = encoded(TEXT)
    reading = Reading(text)
    thought = reading.opinion()
    assert ((thought.stop >= 0) & (thought.stop <= 1)).all()
    assert len(thought.named) == len(text.words)
    word = text.words.index("freighter")
    route = reading.route(thought, [word])
    assert ((route.stop >= 0) & (route.stop <= 1)).all()
    assert np.allclose(route.status.sum(axis=1), 1)
    assert np.allclose(route.mode.sum(axis=1), 1)
    assert np.allclose(route.before, -route.before.T, atol=1e-4)
    assert np.allclose(route.spot, route.spot.T, atol=1e-4)
    assert ((route.again >= 0) & (route.again <= 1)).all()
    assert route.before.shape == (len(route.mode), len(route.mode)) == (2 * len(route.stop), 2 * len(route.stop))
    assert len(route.mine) == len(text.words)
    assert route.when.shape == (2 * len(route.stop), 1 + len(text.times))
    assert np.allclose(route.when.sum(axis=1), 1)


def test_the_capitals_of_a_headline_make_no_name_of_it():
    text = encoded("Kim Jong Un Meets Putin in Hamburg with Growing Fears\n\nLeader Kim Jong Un came to Hamburg.")
    assert naming.called(text, [text.words.index("Putin")]).names == {"Putin"}
    assert naming.called(text, [text.words.index("Un")]).names == {"Kim Jong Un"}


def test_the_second_reading_knows_what_the_first_made_of_the_text(monkeypatch):
    reading = Reading(encoded(TEXT))
    word = reading.text.words.index("freighter")
    told = reading.route(reading.opinion(), [word])
    monkeypatch.setattr(reading, "_first", [np.zeros_like(states) for states in reading._first])
    untold = reading.route(Reading(reading.text).opinion(), [word])
    assert not np.allclose(told.stop, untold.stop, atol=1e-3)


def test_the_shipped_reader_knows_who_goes_where():
    text = encoded(TEXT)
    thought = Reading(text).opinion()
    stops = {text.places[i].name for i, chance in zip(thought.chosen, thought.stop, strict=True) if chance > 0.5}
    assert stops >= {"Hamburg", "Lisbon"}
    assert text.words[int(thought.named.argmax())] == "freighter"


def test_only_the_likeliest_places_of_a_gazetteer_of_a_text_are_looked_at_in_pairs():
    names = list(dict.fromkeys(p.name for p in world().names.values()))[: 2 * MOST]
    thought = opinion("She has been to " + ", ".join(names) + ".")
    assert len(thought.chosen) <= MOST


def test_words_are_cut_into_known_pieces_whatever_their_case_and_accents():
    assert pieces("Sailed") == pieces("sailed")
    assert pieces("São") == pieces("sao")
    assert len(pieces("sailed")) == 1
    assert len(pieces("Wladyslawowo")) > 1
    assert len(pieces("mid-air")) == 3
    assert pieces("\u2603\u2603")
    assert pieces("")
    assert pieces("x" * 10_000) == pieces("y" * 10_000)


def test_the_shipped_weights_are_whole():
    assert all(np.isfinite(w).all() for w in reader().arrays.values())


@pytest.mark.parametrize(
    ("stop", "anybody", "denied", "out"),
    [(0.3, 0.4, 0.95, True), (0.1, 0.4, 0.95, False), (0.3, 0.1, 0.95, False), (0.3, 0.4, 0.5, False)],
)
def test_what_is_surely_denied_needs_to_be_a_stop_less_surely(stop, anybody, denied, out):
    chances = np.full(len(STATUSES), (1 - denied) / (len(STATUSES) - 1))
    chances[STATUSES.index(Status.DENIED)] = denied
    assert is_ruled_out(stop, chances, anybody) is out
