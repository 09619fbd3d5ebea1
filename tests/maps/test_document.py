from dataclasses import replace

import pytest

from geo.story import Story
from geo.vocabulary import Status
from maps import map_document
from tests.maps import stories


def test_the_answer_says_what_is_done_what_is_talk_and_which_figures_hold() -> None:
    answer = " ".join(map_document(stories.train_story()).summary)
    assert "Pyongyang → Khasan is reported as done" in answer
    assert "Vladivostok is planned" in answer
    assert "Vostochny Cosmodrome is only rumoured" in answer
    assert "Of 4 distances claimed, 2 agree, 1 disagrees, 1 cannot be checked." in answer


def test_every_stop_leg_claim_and_place_is_marked_once() -> None:
    story = stories.train_story()
    document = map_document(story)
    assert [len(j.stops) for j in document.journeys] == [4, 2]
    assert [len(j.legs) for j in document.journeys] == [3, 1]
    assert len(document.claims) == 4
    ids = [mark.place.id for mark in document.places]
    assert len(ids) == len(set(ids)) == 12
    assert {s.place.id for s in story.places()} <= set(ids)


def test_a_leg_without_a_route_keeps_its_reason_and_is_drawn_straight() -> None:
    leg = map_document(stories.train_story()).journeys[0].legs[2]
    assert leg.route is None
    assert "no railway" in leg.reason
    assert leg.path[0] == pytest.approx(stories.KHASAN.at)
    assert leg.path[-1] == pytest.approx(stories.VOSTOCHNY.at)
    assert leg.length_km == pytest.approx(leg.great_circle_km)


def test_the_first_view_is_of_the_best_journey() -> None:
    view = map_document(stories.train_story()).view
    assert view.west > 110
    assert view.south < 39
    assert view.north > 51


def test_a_place_of_several_journeys_is_as_sure_as_its_surest() -> None:
    marks = {m.place.id: m.status for m in map_document(stories.train_story()).places}
    assert marks[stories.VLADIVOSTOK.id] is Status.DONE
    assert marks[stories.VOSTOCHNY.id] is Status.RUMOURED
    assert marks[stories.TOKYO.id] is None


def test_later_journeys_carry_letters() -> None:
    journeys = map_document(stories.train_story()).journeys
    assert [s.sign for s in journeys[0].stops] == ["1", "2", "3", "4"]
    assert [s.sign for s in journeys[1].stops] == ["B1", "B2"]


def test_an_empty_story_is_a_map_of_the_world() -> None:
    document = map_document(Story("Nothing", ()))
    assert document.places == ()
    assert document.view.east - document.view.west > 300
    assert document.summary == ("The articles claim no distance.",)


def test_the_title_can_be_given() -> None:
    assert map_document(stories.train_story(), title="Another").title == "Another"


def test_stops_that_are_equal_but_not_the_same_are_still_joined() -> None:
    story = stories.train_story()
    itinerary = story.itineraries[0]
    copied = replace(itinerary, stops=tuple(replace(s) for s in itinerary.stops))
    document = map_document(replace(story, itineraries=(copied, *story.itineraries[1:])))
    assert [leg.origin_id for leg in document.journeys[0].legs] == ["stop-0-0", "stop-0-1", "stop-0-1"]


def test_a_pile_about_many_things_shows_all_of_it() -> None:
    document = map_document(stories.pile(40))
    assert document.main is None
    assert document.view.east - document.view.west > 100
    assert document.summary[0].startswith("Named most: ")


def test_a_journey_that_many_of_the_articles_report_is_what_they_are_about() -> None:
    assert map_document(stories.train_story()).main is not None


def test_what_disagrees_comes_first_among_the_checks() -> None:
    claims = sorted(map_document(stories.train_story()).claims, key=lambda c: c.rank)
    assert [c.finding.verdict.value for c in claims] == ["disagree", "agree", "agree", "uncheckable"]


def test_a_rumour_about_another_continent_does_not_dwarf_the_journey() -> None:
    story = stories.train_story()
    itinerary = story.itineraries[0]
    far = replace(itinerary.stops[3], place=stories.MOSCOW)
    leg = replace(itinerary.legs[2], destination=far)
    changed = replace(itinerary, stops=(*itinerary.stops[:3], far), legs=(*itinerary.legs[:2], leg))
    routes = (*story.routes[0][:2], replace(story.routes[0][2], leg=leg))
    document = map_document(replace(story, itineraries=(changed,), routes=(routes,), findings=()))
    assert document.view.west > 120
    assert document.view.north < 46
