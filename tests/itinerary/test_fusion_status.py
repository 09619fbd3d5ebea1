"""What becomes of plans, talk and denials when several articles tell of one visit."""

from geo.itinerary import fuse
from geo.vocabulary import Status
from tests.itinerary.fusing import articles, fused_line, leg_to, told


def test_what_was_planned_and_is_now_reported_is_done():
    plan = told("a", "Ada Brook", "Aster 1 > Borage? 4")
    news = told("b", "Ada Brook", "Aster > Borage 4")
    assert fused_line(plan, news, known=articles(a=2, b=5)) == "Aster > Borage"


def test_a_later_day_than_planned_is_the_day_and_no_contradiction():
    plan = told("a", "Ada Brook", "Aster 1 > Borage? 4 > Clover? 6")
    news = told("b", "Ada Brook", "Aster 1 > Borage 7")
    (one,) = fuse([plan, news], articles(a=2, b=8))
    assert [s.place.name for s in one.stops] == ["Aster", "Borage", "Clover"] or len(one.stops) == 3
    assert next(s for s in one.stops if s.place.name == "Borage").when.start.day == 7
    assert not one.contradictions


def test_a_planned_start_is_not_the_return_there():
    plan = told("a", "Ada Brook", "Aster? 3 > Borage? 4 > Clover? 5")
    news = told("b", "Ada Brook", "Borage 4 > Clover 6 > Aster 7")
    assert fused_line(plan, news, known=articles(a=2, b=8)) == "Aster? > Borage > Clover > Aster"


def test_a_visit_done_but_dated_by_no_report_keeps_the_day_it_was_planned_for():
    plan = told("a", "Ada Brook", "Aster? 3 > Borage? 4")
    news = told("b", "Ada Brook", "Aster > Borage 4")
    (one,) = fuse([plan, news], articles(a=2, b=5))
    assert one.stops[0].when is not None
    assert (one.stops[0].status, one.stops[0].when.start.day) == (Status.DONE, 3)


def test_a_planned_day_that_the_dates_around_it_rule_out_is_dropped():
    plan = told("a", "Ada Brook", "Aster? 3 > Borage? 4 > Clover? 5")
    news = told("b", "Ada Brook", "Aster 3 > Borage 6 > Clover > Dill 9")
    (one,) = fuse([plan, news], articles(a=2, b=10))
    assert [s.place.name for s in one.stops] == ["Aster", "Borage", "Clover", "Dill"]
    assert one.stops[2].when is None


def test_a_cancelled_plan_is_denied_with_both_sides():
    plan = told("a", "Ada Brook", "Aster 1 > Borage? 4")
    news = told("b", "Ada Brook", "Aster > Borage! > Clover 6")
    (one,) = fuse([plan, news], articles(a=2, b=7))
    assert {s.place.name: s.status for s in one.stops}["Borage"] is Status.DENIED
    (clash,) = one.contradictions
    assert {e.article_id for e in clash.evidence} == {"a", "b"}


def test_a_plan_taken_up_again_after_a_denial_is_a_plan_with_both_sides():
    no = told("a", "Ada Brook", "Aster 1 > Borage!")
    yes = told("b", "Ada Brook", "Aster > Borage? 9")
    (one,) = fuse([no, yes], articles(a=2, b=5))
    assert {s.place.name: s.status for s in one.stops}["Borage"] is Status.PLANNED
    assert one.contradictions


def test_a_denial_alone_does_not_undo_what_another_reports():
    report = told("a", "Ada Brook", "Aster 1 > Borage 4 > Clover 5")
    denial = told("b", "Ada Brook", "Clover 5 > Borage!")
    (one,) = fuse([report, denial], articles(a=5, b=6))
    assert [s.place.name for s in one.stops] == ["Aster", "Borage", "Clover"]
    assert one.stops[1].status is Status.DONE
    assert "Borage" in one.contradictions[0].about


def test_not_there_but_here_makes_rivals_that_no_leg_joins():
    early = told("a", "the Heron", "Borage 11 > Clover 13", "Heron")
    late = told("b", "the Heron", "Aster in 1 > Clover > Borage! in 1", "Heron")
    (one,) = fuse([early, late], articles(a=14, b=20))
    assert {s.place.name: s.status for s in one.stops} == {
        "Aster": Status.DONE,
        "Borage": Status.DENIED,
        "Clover": Status.DONE,
    }
    assert leg_to(one, "Clover").origin.place.name == "Aster"
    assert all(leg.destination.place.name != "Borage" for leg in one.legs)
    assert one.contradictions


def test_rivals_of_one_day_both_stand_and_are_not_joined():
    early = told("a", "the Heron", "Borage > Clover", "Heron")
    late = told("b", "the Heron", "Aster in 1 > Clover > Borage! in 1", "Heron")
    (one,) = fuse([early, late])
    assert [s.place.name for s in one.stops if s.status is Status.DONE][-1] == "Clover"
    assert not any({leg.origin.place.name, leg.destination.place.name} == {"Aster", "Borage"} for leg in one.legs)


def test_a_place_that_an_article_itself_disputes_is_one_stop():
    first = told("a", "Ada Brook", "Aster 1 > Borage 2 > Clover 3 > Borage!", disputed=["Borage"])
    second = told("b", "Ada Brook", "Aster 1 > Borage 2")
    assert fused_line(first, second) == "Aster > Borage > Clover"


def test_arrivals_on_days_that_do_not_meet_are_a_contradiction():
    first = told("a", "Ada Brook", "Aster 1 > Borage 3")
    second = told("b", "Ada Brook", "Aster 1 > Borage 4")
    (one,) = fuse([first, second])
    assert [c.about for c in one.contradictions] == ["when the journey is at Borage"]


def test_a_finer_place_stands_for_its_country():
    first = told("a", "Ada Brook", "Lynx 1 > Flora 3")
    second = told("b", "Ada Brook", "Dill 3 > Elder 5")
    assert fused_line(first, second) == "Lynx > Dill > Elder"


def test_a_week_ago_and_the_day_itself_are_one_departure():
    first = told("a", "Ada Brook", "Aster 2 > Borage 5")
    second = told("b", "Ada Brook", "Aster 1-3 > Borage > Clover 12")
    assert fused_line(first, second) == "Aster > Borage > Clover"


def test_a_denial_may_name_a_strait_by_its_island():
    plan = told("a", "the Heron", "Aster 1 > Dill Strait? > Elder? 5", "Heron")
    news = told("b", "the Heron", "Aster > Elder 5 > Dill!", "Heron")
    assert fused_line(plan, news, known=articles(a=2, b=6)) == "Aster > Dill Strait! > Elder"


def test_an_article_that_has_not_heard_yet_plans_no_second_visit():
    stale = told("a", "Ada Brook", "Aster 1 > Borage? > Clover?")
    news = told("b", "Ada Brook", "Aster 1 > Borage 2")
    assert fused_line(stale, news, known=articles(a=3, b=3)) == "Aster > Borage > Clover?"


def test_one_that_plans_to_go_back_does():
    back = told("a", "Ada Brook", "Clover 3 > Aster?")
    out = told("b", "Ada Brook", "Aster 2 > Clover 3")
    assert fused_line(back, out, known=articles(a=3, b=3)) == "Aster > Clover > Aster?"


def test_one_plan_with_two_days_is_one_stop_and_a_contradiction():
    first = told("a", "Ada Brook", "Aster 1 > Borage? 4")
    second = told("b", "Ada Brook", "Aster 1 > Borage? 7")
    (one,) = fuse([first, second], articles(a=2, b=2))
    assert [s.place.name for s in one.stops] == ["Aster", "Borage"]
    assert [c.about for c in one.contradictions] == ["when the journey is at Borage"]


def test_those_who_say_what_the_stop_says_are_quoted_first():
    plan = told("a", "Ada Brook", "Aster? 3 > Borage? 4")
    news = told("b", "Ada Brook", "Aster 3 > Borage 4")
    (one,) = fuse([plan, news], articles(a=2, b=5))
    assert [e.article_id for e in one.stops[0].evidence] == ["b", "a"]
