from dataclasses import replace

from geo.geoparse.mention import Mention, Resolution
from geo.story import Story
from maps.subject import subject
from tests.maps import stories


def _without_journeys(*named: object) -> Story:
    story = stories.train_story()
    first = story.findings[0]
    mentions = [
        Resolution(Mention(story.articles[0].id, 10 * n, 10 * n + 3, place.name, "name"), place, 0.9, (), ())  # type: ignore[attr-defined, arg-type]
        for n, place in enumerate(named)
    ]
    return replace(story, itineraries=(), routes=(), findings=(first,), resolutions=tuple(mentions))


def test_without_a_journey_what_is_named_around_the_claims_is_shown_with_them() -> None:
    shown = subject(_without_journeys(stories.SEOUL, stories.TOKYO, stories.BEIJING))
    assert {stories.SEOUL.at, stories.TOKYO.at, stories.BEIJING.at} <= set(shown)


def test_a_place_on_the_far_side_of_the_earth_does_not_shrink_the_claims() -> None:
    shown = subject(_without_journeys(stories.SEOUL, stories.CAIRO))
    assert stories.SEOUL.at in shown
    assert stories.CAIRO.at not in shown
