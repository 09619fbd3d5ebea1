from dataclasses import replace

from geo.story import Story
from geo.vocabulary import Status
from maps import map_document
from maps.document import Journey
from maps.totals import totals
from tests.maps import stories


def _journey(story: Story, number: int = 0, **legs: Status) -> Journey:
    """A journey of a story, its legs (``l0``, ``l1`` …) with other statuses."""
    journey = map_document(story).journeys[number]
    lines = [
        replace(line, leg=replace(line.leg, status=legs[f"l{n}"])) if f"l{n}" in legs else line
        for n, line in enumerate(journey.legs)
    ]
    return replace(journey, legs=tuple(lines))


def test_what_lies_on_a_railway_is_told_along_the_line_and_straight() -> None:
    along, straight = totals(_journey(stories.train_story()))[:2]
    assert along.words == "Travelled, along the line"
    assert straight.words == "The same, straight"
    assert along.km > straight.km


def test_a_flight_is_told_straight() -> None:
    assert [t.words for t in totals(_journey(stories.train_story(), 1, l0=Status.DONE))] == [
        "Travelled, in straight lines"
    ]


def test_a_journey_with_a_line_for_a_part_of_it_says_so() -> None:
    journey = _journey(stories.train_story())
    legs = (journey.legs[0], replace(journey.legs[0], route=None))
    assert totals(replace(journey, legs=legs))[0].words == "Travelled, along the line where one is known"


def test_a_journey_that_is_only_planned_has_its_length_too() -> None:
    journey = _journey(stories.train_story(), l0=Status.PLANNED, l1=Status.PLANNED, l2=Status.RUMOURED)
    planned = totals(journey)
    assert [t.words.split(",")[0] for t in planned] == ["Planned"]
    assert planned[0].km == sum(leg.length_km for leg in journey.legs[:2])


def test_plans_that_exclude_each_other_are_not_added_up() -> None:
    journey = _journey(stories.train_story(), l1=Status.PLANNED, l2=Status.PLANNED)
    forked = (journey.legs[1], replace(journey.legs[2], origin_id=journey.legs[1].origin_id))
    assert totals(replace(journey, legs=forked)) == ()
