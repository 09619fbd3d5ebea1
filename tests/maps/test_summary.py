from dataclasses import replace

from geo.vocabulary import Status
from maps import map_document
from maps.document import Journey
from maps.summary import tell_journey
from tests.maps import stories


def _journey(stops: int, status: Status = Status.DONE) -> Journey:
    journey = map_document(stories.train_story()).journeys[0]
    first = journey.stops[0]
    named = [replace(first.stop, place=replace(first.stop.place, name=f"P{n}"), status=status) for n in range(stops)]
    return replace(journey, traveller="", title="", stops=tuple(replace(first, stop=stop) for stop in named))


def test_a_short_way_is_told_stop_by_stop() -> None:
    assert tell_journey(_journey(4)) == "P0 → P1 → P2 → P3 is reported as done."


def test_a_long_way_is_told_by_how_it_begins_and_ends() -> None:
    assert tell_journey(_journey(20)) == "P0 → P1 → P2 → 14 more → P17 → P18 → P19 is reported as done."


def test_many_plans_are_told_by_the_first_of_them() -> None:
    told = tell_journey(_journey(10, Status.PLANNED))
    assert told == "Nothing is reported as done; P0, P1, P2, P3 and 6 more are planned."


def test_a_visit_called_off_is_not_told_as_a_denial() -> None:
    assert tell_journey(_journey(1, Status.DENIED)).endswith("P0 is denied or called off.")
