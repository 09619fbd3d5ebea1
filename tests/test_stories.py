"""Journeys in other parts of the world, by sea, air, rail and road and on foot, from article to story."""

import unicodedata
from pathlib import Path

import pytest

from geo.articles import read_articles
from geo.pipeline import tell
from geo.vocabulary import Mode, Status, Verdict
from geo.world import World

STORIES = Path(__file__).parent / "data" / "stories"


@pytest.fixture(scope="module")
def world():
    return World.open()


def story_of(name, world):
    reading = read_articles([STORIES / name])
    assert reading.faults == ()
    return tell(reading.articles, world)


def stops_of(itinerary):
    return [(plain(s.place.name), s.status) for s in itinerary.stops]


def plain(name):
    """A name without accents and apostrophes: gazetteers transliterate more finely than the news."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if c.isascii() and (c.isalnum() or c == " "))


def test_a_ship_is_followed_through_its_ports(world):
    story = story_of("ship.md", world)
    stops = dict(stops_of(story.itineraries[0]))
    names = [name for name, status in stops_of(story.itineraries[0]) if status is Status.DONE]
    assert names[0] == "Chornomorsk"
    assert names[-1] == "Mombasa"
    assert "Djibouti" in names
    assert stops["Dar es Salaam"] is Status.PLANNED
    assert stops["Beira"] is Status.RUMOURED
    assert stops["Mogadishu"] is Status.DENIED
    assert not {"Chicago", "Paris"} & set(stops)
    assert {leg.mode for leg in story.itineraries[0].legs} == {Mode.SEA}
    (finding,) = story.findings
    assert finding.verdict is Verdict.AGREE


def test_a_president_flies_there_on_and_home(world):
    story = story_of("flight.md", world)
    boric = story.itineraries[0]
    assert stops_of(boric) == [
        ("Santiago", Status.DONE),
        ("Lima", Status.DONE),
        ("Bogota", Status.PLANNED),
        ("Santiago", Status.PLANNED),
    ] or ("Cusco", Status.DENIED) in stops_of(boric)
    assert "Valparaiso" not in dict(stops_of(boric))
    assert boric.stops[0].when.start.date().isoformat() == "2024-11-14"
    assert boric.legs[0].mode is Mode.AIR
    verdicts = {f.claim.as_written: f.verdict for f in story.findings}
    assert verdicts["2,450 km"] is Verdict.AGREE
    assert len(verdicts) == 2


def test_marchers_walk_and_a_wrong_figure_is_caught(world):
    story = story_of("march.md", world)
    march = story.itineraries[0]
    names = [name for name, _ in stops_of(march)]
    assert names.index("Gwalior") < names.index("Agra") < names.index("Mathura")
    assert {leg.mode for leg in march.legs} == {Mode.FOOT}
    assert "Chandigarh" not in names
    wrong = [f for f in story.findings if f.verdict is Verdict.DISAGREE]
    assert [f.claim.km for f in wrong] == [500.0]


def test_two_reports_of_one_trip_are_one_journey_by_air_road_and_rail(world):
    story = story_of("minister", world)
    (trip,) = story.itineraries
    assert [name for name, status in stops_of(trip) if status is Status.DONE] == [
        "Ottawa",
        "Rzeszow",
        "Przemysl",
        "Kyiv",
        "Odesa",
    ]
    assert [leg.mode for leg in trip.legs[:4]] == [Mode.AIR, Mode.ROAD, Mode.RAIL, Mode.RAIL]
    rail = story.routes[0][2]
    assert [code for code, _ in rail.countries] == ["PL", "UA"]


def test_right_lengths_of_mountain_roads_are_not_called_wrong(world):
    verdicts = {f.claim.as_written: f.verdict for f in story_of("passes.md", world).findings}
    assert len(verdicts) == 5
    assert set(verdicts.values()) <= {Verdict.AGREE, Verdict.CLOSE}
