"""Whose itineraries are one journey, and whose are not."""

import pytest

from geo.itinerary import fuse
from geo.itinerary.assemble import title_of
from tests.itinerary.fusing import articles, renamed, told


def count(*itineraries, **days):
    return len(fuse(itineraries, articles(**days)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Brook", "Brook"), ("Ada Brook", "Ada"), ("Ada Brook", "Ada J. Brook"), ("the Heron", "MV Heron")],
)
def test_a_name_and_its_short_form_are_one_traveller(one, other):
    assert count(told("a", one, "Aster 1 > Borage 2"), told("b", other, "Borage 2 > Clover 3")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Brook", "Ben Cole"), ("Ada Brook", "Ben Brook"), ("the Heron", "crew of the Heron")],
)
def test_two_names_are_two_travellers_wherever_they_go(one, other):
    assert count(told("a", one, "Aster 1 > Borage 2"), told("b", other, "Aster 1 > Borage 2", "Brook")) == 2


def test_a_ship_and_a_person_of_one_name_are_two():
    ship = told("a", "Prince Ilan", "Aster 1 > Borage 2", "tanker", "ship")
    person = told("b", "Prince Ilan", "Aster 1 > Borage 2", "prince", "leader")
    assert len(fuse([ship, person])) == 2


def test_reports_of_a_long_trip_are_one_when_a_plan_of_the_first_comes_true():
    start = told("a", "Ada Brook", "Aster 1 > Borage? by road > Iris? by road")
    end = told("b", "Ada Brook", "Heath > Iris 40 by road")
    assert count(start, end, a=1, b=41) == 1
    flown = told("b", "Ada Brook", "Heath > Iris 40 by air")
    assert count(start, flown, a=1, b=41) == 2


def test_two_trips_of_one_name_weeks_apart_from_the_same_town_are_two():
    assert count(told("a", "Ada Brook", "Aster > Borage 2"), told("b", "Ada Brook", "Aster > Iris 29"), a=2, b=30) == 2


def test_a_trip_goes_on_where_it_was_left_abroad():
    out = told("a", "Ada Brook", "Aster 1 > Fauna 3")
    assert count(out, told("b", "Brook", "Lynx 12 > Borage 14"), a=4, b=15) == 1
    assert count(out, told("b", "Brook", "Clover 12 > Borage 14"), a=4, b=15) == 2
    home = told("a", "Ada Brook", "Aster 1 > Fauna 3 > Borage 4")
    assert count(home, told("b", "Brook", "Elder 12 > Lynx 14"), a=5, b=15) == 2


@pytest.mark.parametrize("noun", ["a convoy", "migrants", "a ship", "the train", "officials"])
def test_the_noun_alone_joins_nothing(noun):
    assert count(told("a", noun, "Aster 1 > Borage 2"), told("b", noun, "Gorse 1 > Heath 2"), a=2, b=2) == 2
    assert count(told("a", noun, "Aster 1 > Borage 2"), told("b", noun, "Borage 20 > Heath 21"), a=2, b=21) == 2


def test_the_nameless_are_one_by_their_places_and_dates():
    first = told("a", "2,000 migrants", "Aster 1 > Borage 3 > Clover?", "migrants")
    second = told("b", "the caravan", "Aster > Borage > Clover 6", "caravan")
    assert count(first, second, a=3, b=7) == 1


def test_the_nameless_of_another_kind_are_another():
    first = told("a", "a train", "Aster 1 > Borage 3", "train")
    second = told("b", "a yacht", "Aster 1 > Borage 3", "yacht")
    assert count(first, second, a=3, b=3) == 2


def test_a_ship_is_known_by_what_it_is_where_and_when():
    first = told("a", "Heron", "Aster 1 > Borage 3", "tanker")
    second = told("b", "the tanker", "Borage 3 > Clover 5", "tanker")
    assert count(first, second, a=4, b=6) == 1


def test_travellers_that_one_article_tells_apart_are_not_joined_by_another():
    riders, wagons = told("a", "the riders", "Aster 1 > Borage 3"), told("a", "a wagon train", "Aster 1 > Borage 3")
    assert count(riders, wagons, a=3) == 2


def test_what_one_article_calls_by_the_others_name_is_one():
    goods = told("a", "the containers", "Borage > Clover 9", "containers", "train")
    train = told("a", "a train", "Aster 1 > Clover 9", "train")
    assert count(goods, train, a=9) == 1


def test_countries_alone_do_not_join_the_nameless():
    first = told("a", "migrants", "Fauna 1 > Flora 3", "migrants")
    assert count(first, renamed(first, "b"), a=3, b=4) == 2


def test_the_fullest_name_is_the_one_shown():
    (one,) = fuse([told("a", "Brook", "Aster 1 > Borage 2"), told("b", "Ada Brook", "Borage 2 > Clover 3")])
    assert (one.traveller, one.aliases) == ("Ada Brook", ("Brook",))


def test_a_title_names_the_ends_and_of_a_round_trip_the_farthest_stop():
    straight = fuse([told("a", "Ada Brook", "Aster 1 > Borage 2 > Clover 3"), told("b", "Brook", "Clover 3 > Dill 4")])
    assert straight[0].title == "Ada Brook: Aster to Dill"
    way = "Aster 1 > Borage 2 > Elder 3 > Clover 4"
    round_trip = fuse([told("a", "Ada Brook", way), told("b", "Brook", "Clover 4 > Aster 6")])
    assert round_trip[0].title == "Ada Brook: Aster – Elder – Aster"


def test_a_surname_alone_on_both_sides_needs_a_place_in_common():
    assert count(told("a", "Brook", "Aster > Borage"), told("b", "Brook", "Gorse > Heath"), a=3, b=3) == 2
    assert count(told("a", "Ada Brook", "Aster > Borage"), told("b", "Brook", "Gorse > Heath"), a=3, b=3) == 1


def test_the_nameless_are_one_where_a_report_corrects_another_at_once():
    first = told("a", "a convoy", "Borage 3 > Clover 4", "convoy")
    second = told("b", "drivers", "Aster in 1 > Dill 6 > Borage! in 1", "convoy")
    assert count(first, second, a=4, b=6) == 1
    late = told("b", "drivers", "Aster in 1 > Dill 29 > Borage! in 1", "convoy")
    assert count(first, late, a=4, b=30) == 2


def test_what_is_only_denied_or_rumoured_does_not_join_the_nameless():
    first = told("a", "two men", "Aster 3 > Borage! > Clover 4")
    second = told("b", "the passengers", "Clover 4 > Borage?", "passengers")
    assert count(first, second, a=4, b=4) == 2


def test_a_description_of_two_words_and_a_town_join_within_days():
    first = told("a", "a humpback whale", "Aster 1 > Borage", "whale")
    second = told("b", "the humpback whale", "Borage > Clover 4", "whale")
    assert count(first, second, a=2, b=5) == 1
    assert count(first, told("b", "the whale", "Borage > Clover 4", "whale"), a=2, b=5) == 2


def test_a_title_needs_no_stops():
    assert title_of("the train", ()) == "The train: "


def test_a_ship_that_plies_between_two_ports_makes_a_new_trip_each_time():
    first = told("a", "the Heron", "Aster 3 > Borage 5", "Heron")
    second = told("b", "the Heron", "Aster > Borage", "Heron")
    assert count(first, second, a=5, b=6) == 1
    assert count(first, second, a=5, b=25) == 2
