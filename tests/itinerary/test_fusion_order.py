"""The order in which the stops of several articles come to stand."""

from dataclasses import replace

from geo.itinerary import fuse
from geo.vocabulary import Mode, Status
from tests.itinerary.fusing import articles, fused_line, leg_to, told


def test_dated_stops_stand_by_their_dates_whichever_article_tells_them():
    first = told("a", "Ada Brook", "Aster 1 > Clover 3 > Elder 5")
    second = told("b", "Ada Brook", "Borage 2 > Clover > Dill 4")
    assert fused_line(first, second) == "Aster > Borage > Clover > Dill > Elder"


def test_an_origin_told_only_later_comes_first():
    first = told("a", "the Heron", "Clover 11 > Dill 13", "Heron")
    second = told("b", "the Heron", "Aster in 1 > Dill in 1 > Elder 16", "Heron")
    assert fused_line(first, second, known=articles(a=14, b=17)) == "Aster > Clover > Dill > Elder"


def test_undated_stops_stand_beside_the_neighbours_they_have_in_their_article():
    first = told("a", "Ada Brook", "Aster 1 > Heath 9")
    second = told("b", "Ada Brook", "Aster > Dill > Borage > Heath")
    assert fused_line(first, second) == "Aster > Dill > Borage > Heath"


def test_of_two_ways_between_the_same_ends_the_shorter_weaving_is_chosen():
    first = told("a", "Ada Brook", "Aster > Clover > Elder > Gorse")
    second = told("b", "Ada Brook", "Aster > Borage > Dill > Fennel > Gorse")
    assert fused_line(first, second) == "Aster > Borage > Clover > Dill > Elder > Fennel > Gorse"


def test_a_date_outweighs_the_order_in_which_an_article_tells():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2 > Clover 3")
    second = told("b", "Ada Brook", "Clover > Dill > Aster > Borage")
    assert fused_line(first, second) == "Aster > Borage > Clover > Dill"


def test_what_one_sentence_joins_holds_against_what_merely_follows():
    first = told("a", "Ada Brook", "Aster > Borage > Clover")
    second = told("b", "Ada Brook", "Borage in 1 > Aster in 1")
    third = told("c", "Ada Brook", "Borage in 1 > Aster in 1")
    (one,) = fuse([first, second, third])
    names = [s.place.name for s in one.stops]
    assert names.index("Borage") < len(names) - 1 - names[::-1].index("Aster")


def test_a_return_to_the_start_stays_a_visit_of_its_own():
    first = told("a", "Ada Brook", "Aster 1 > Clover 3")
    second = told("b", "Ada Brook", "Clover > Aster?")
    assert fused_line(first, second, known=articles(a=3, b=5)) == "Aster > Clover > Aster?"


def test_there_and_back_told_by_two_articles_are_two_visits_of_the_start():
    out = told("a", "Ada Brook", "Aster in 1 > Clover in 1")
    back = told("b", "Ada Brook", "Clover in 1 > Aster in 1")
    assert fused_line(out, back) in {"Aster > Clover > Aster", "Clover > Aster > Clover"}


def test_one_place_on_two_days_with_a_stop_between_is_visited_twice():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2 > Aster 4")
    second = told("b", "Ada Brook", "Borage 2 > Aster 4 > Clover 6")
    assert fused_line(first, second) == "Aster > Borage > Aster > Clover"


def test_the_day_of_coming_and_the_day_of_leaving_make_one_stay():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2")
    second = told("b", "Ada Brook", "Borage 5 > Clover 6")
    (one,) = fuse([first, second])
    (stay,) = [s for s in one.stops if s.place.name == "Borage"]
    assert stay.when is not None
    assert (stay.when.start.day, stay.when.end.day) == (2, 5)
    assert stay.when.as_written == "on 2 May – on 5 May"
    assert not one.contradictions


def test_a_plan_that_was_overtaken_stands_where_it_would_have_come():
    first = told("a", "Ada Brook", "Aster 1 > Borage? > Clover?")
    second = told("b", "Ada Brook", "Aster > Clover 4 > Dill 6")
    (one,) = fuse([first, second], articles(a=1, b=7))
    assert [s.place.name for s in one.stops] == ["Aster", "Borage", "Clover", "Dill"]
    assert [s.status for s in one.stops] == [Status.DONE, Status.PLANNED, Status.DONE, Status.DONE]
    assert leg_to(one, "Clover").origin.place.name == "Aster"
    assert leg_to(one, "Borage").status is Status.PLANNED


def test_open_ends_stand_behind_what_is_done_surest_first():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2 > Heath~ > Gorse?")
    second = told("b", "Ada Brook", "Borage 2 > Clover 3 > Gorse? > Iris!")
    assert fused_line(first, second) == "Aster > Borage > Clover > Gorse? > Heath~ > Iris!"


def test_the_leg_told_with_a_mode_gives_it_to_the_other():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2")
    second = told("b", "Ada Brook", "Aster > Borage by rail")
    (one,) = fuse([first, second])
    assert leg_to(one, "Borage").mode is Mode.RAIL


def test_neighbours_that_merging_makes_take_the_mode_of_the_stretch():
    first = told("a", "Ada Brook", "Aster 1 > Dill 4 by rail")
    second = told("b", "Ada Brook", "Aster > Borage > Clover > Dill > Elder")
    (one,) = fuse([first, second])
    assert [leg.mode for leg in one.legs] == [Mode.RAIL, Mode.RAIL, Mode.RAIL, Mode.UNKNOWN]


def test_the_mode_of_a_branch_is_not_that_of_the_way_on():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2 > Heath? by air")
    second = told("b", "Ada Brook", "Borage 2 > Heath! > Clover? 5")
    (one,) = fuse([first, second], articles(a=2, b=3))
    assert leg_to(one, "Clover").mode is Mode.UNKNOWN


def test_a_digest_does_not_outrank_an_outlet():
    digest = told("a", "Ada Brook", "Aster > Clover > Borage")
    outlet = told("b", "Ada Brook", "Aster > Borage > Clover")
    known = [replace(article, digest=article.id == "a") for article in articles(a=3, b=3)]
    assert fused_line(digest, outlet, known=known) == "Aster > Borage > Clover"


def test_an_arrival_with_no_leg_before_it_is_no_departure():
    first = told("a", "Ada Brook", "Aster 1 > Borage 3")
    docked = told("b", "Ada Brook", "Borage 4 > Clover 6")
    docked = replace(docked, stops=(replace(docked.stops[0], because=("verb 'dock'",)), *docked.stops[1:]), legs=())
    (one,) = fuse([first, docked])
    assert [c.about for c in one.contradictions] == ["when the journey is at Borage"]


def test_a_branch_does_not_take_the_mode_of_the_way_past_it():
    first = told("a", "Ada Brook", "Aster 1 > Borage 3 by air")
    second = told("b", "Ada Brook", "Aster 1 > Lynx!")
    third = told("c", "Ada Brook", "Aster 1 > Borage 3 > Clover 5 by air")
    (one,) = fuse([first, second, third])
    assert leg_to(one, "Lynx").mode is Mode.UNKNOWN


def test_a_departure_that_was_only_announced_may_come_days_later():
    announced = told("a", "Ada Brook", "Aster > Borage?")
    left = told("b", "Ada Brook", "Aster 5 > Borage 6")
    assert fused_line(announced, left, known=articles(a=3, b=7)) == "Aster > Borage"
