"""What is learnt beside the rules: with weights of the test's own, so that a new training changes nothing here."""

import json
import math
from importlib import resources

import pytest

from geo.itinerary import explain, linear
from geo.itinerary.linear import Linear
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world

NOTHING = Linear(-30.0, {})
SILENT = {
    "roles": NOTHING,
    "groups": NOTHING,
    "alone": Linear(0.0, {}),
    "owners": Linear(0.0, {}),
    "places": Linear(0.0, {}),
    "statuses": Linear(0.0, {"done": 1.0}),
    "modes": Linear(0.0, {"unknown": 1.0}),
}
FILLER = "It rained. Nobody was hurt. The talks were short. The band played on."
TEXT = f"The freighter left Hamburg on Monday and reached Lisbon on Friday. Its bell rang out over Porto. {FILLER}"


@pytest.fixture
def learnt(monkeypatch):
    def use(**models):
        monkeypatch.setattr(linear, "models", lambda: SILENT | models)

    use()
    return use


def read(text):
    return [[stop.place.name for stop in one.stops] for one in world().journeys(text)]


def test_a_model_adds_up_each_feature_once_and_knows_no_others():
    model = Linear(1.0, {"a": 2.0, "b": -0.5})
    assert model.score(["a", "a", "b", "c"]) == 2.5
    assert model.probability(["a"]) == pytest.approx(1 / (1 + math.exp(-3)))
    assert model.best([["b"], ["a"], ["a", "c"]]) == 1


def test_without_weights_the_rules_stand(learnt):
    assert read(TEXT) == [["Hamburg", "Lisbon"]]


def test_a_place_that_the_rules_pass_over_is_added_where_the_weights_put_it(learnt):
    learnt(roles=Linear(-5.0, {"1<over": 10.0}), places=Linear(0.0, {"told before: ahead 1": 5.0}))
    assert read(TEXT) == [["Hamburg", "Porto", "Lisbon"]]


def test_an_added_stop_says_that_no_rule_named_it(learnt):
    learnt(roles=Linear(-5.0, {"1<over": 10.0}))
    (one,) = world().journeys(TEXT)
    line = next(line for line in explain(one) if "Porto: done" in line)
    assert "no rule names it" in line
    assert "99%" in line


def test_a_short_text_is_left_to_the_rules(learnt):
    learnt(roles=Linear(-5.0, {"1<over": 10.0}))
    assert read(TEXT.removesuffix(FILLER)) == [["Hamburg", "Lisbon"]]


def test_the_words_give_an_added_stop_its_status_and_its_day(learnt):
    learnt(roles=Linear(-5.0, {"2<call": 10.0}), statuses=Linear(0.0, {"planned: in to": 5.0, "done": 1.0}))
    story = TEXT.replace("Its bell rang out over Porto.", "To call at Porto on 3 May is no small thing.")
    (one,) = world().journeys(story, published="2024-04-20")
    (porto,) = [stop for stop in one.stops if stop.place.name == "Porto"]
    assert porto.status is Status.PLANNED
    assert porto.when is not None
    assert porto.when.start.date().isoformat() == "2024-05-03"


def test_countries_and_what_only_says_where_a_stop_is_are_not_added(learnt):
    learnt(roles=Linear(9.0, {}))
    story = TEXT.replace("over Porto", "over all Portugal")
    assert read(story) == [["Hamburg", "Lisbon"]]


def test_travellers_that_are_one_share_their_stops(learnt):
    story = (
        f"The ponies were driven from Hamburg to Lisbon on Monday. {FILLER} A lorry reached Porto on Friday, he said."
    )
    assert len(read(story)) == 2
    learnt(groups=Linear(9.0, {}))
    assert read(story) == [["Hamburg", "Lisbon", "Porto"]]


def test_two_people_with_names_stay_two(learnt):
    learnt(groups=Linear(9.0, {}))
    story = f"Anna Lund flew from Hamburg to Lisbon. {FILLER} Peter Brandt flew from Rome to Vienna."
    assert read(story) == [["Hamburg", "Lisbon"], ["Rome", "Vienna"]]


def test_a_journey_whose_places_are_improbable_by_their_words_is_dropped(learnt):
    learnt(alone=Linear(-3.0, {}))
    assert read(TEXT) == []


def test_a_stop_is_moved_only_where_much_speaks_for_it(learnt):
    story = f"The freighter left Hamburg, called at Porto and reached Lisbon. {FILLER}"
    learnt(places=Linear(0.0, {"end": 1.0}))
    assert read(story) == [["Hamburg", "Porto", "Lisbon"]]
    learnt(places=Linear(0.0, {"told before: ahead 0": 4.0, "start": 1.0}))
    assert read(story) != [["Hamburg", "Porto", "Lisbon"]]


def test_a_leg_that_no_word_dates_takes_the_learnt_mode_and_others_keep_theirs(learnt):
    learnt(modes=Linear(0.0, {"road": 1.0}))
    (one,) = world().journeys(f"Anna Lund went from Hamburg to Vienna and flew to Rome. {FILLER}")
    assert [leg.mode for leg in one.legs] == [Mode.ROAD, Mode.AIR]
    assert any("no word says how" in line for line in explain(one))


def test_the_shipped_weights_are_whole_and_small():
    text = resources.files("geo.itinerary").joinpath("words", "learned.json").read_text("utf-8")
    assert len(text) < 400_000
    rows = json.loads(text)
    assert rows.keys() == SILENT.keys()
    assert all(math.isfinite(w) for row in rows.values() for w in row["weights"].values())
