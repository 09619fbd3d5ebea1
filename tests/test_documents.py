"""The JSON documents that other programs read keep their shapes."""

from geo.articles.article import Article
from geo.coords import LonLat
from geo.documents import (
    check_document,
    distance_document,
    line_geometry,
    place_features,
    place_json,
    places_document,
    route_document,
    when_json,
)
from geo.itinerary.journey import Leg, Stop
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode, Status
from tests.test_story import BERGEN, OSLO, a_story

PLACE_KEYS = {"id", "name", "lon", "lat", "country", "admin1", "feature", "population"}


def test_a_place_has_the_agreed_keys():
    assert set(place_json(OSLO)) == PLACE_KEYS
    assert (place_json(OSLO)["lon"], place_json(OSLO)["lat"]) == (10.75, 59.91)


def test_places_carry_mentions_reasons_and_sections():
    story = a_story()
    document = places_document(story.articles, story.resolutions, story.places())
    assert document["schema"] == "geo.places/1"
    oslo, bergen, late = document["articles"][0]["mentions"]
    assert set(oslo) == {"start", "end", "text", "kind", "confidence", "place"}
    assert (bergen["place"], bergen["reason"]) == (None, "no such place")
    assert late["section"] == "after-matter"
    assert document["places"][0]["mentions"] == 1
    assert document["articles"][0]["published"] == "2024-05-01"


def test_place_features_are_geojson_points():
    (feature,) = place_features(a_story().places())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.75, 59.91]}
    assert feature["properties"]["mentions"] == 1


def test_a_route_joins_stops_by_index_and_says_why_there_is_no_line():
    (itinerary,) = route_document(a_story())["itineraries"]
    rail, sea = itinerary["legs"]
    assert (rail["from"], rail["to"], rail["mode"], rail["length_km"]) == (0, 1, "rail", 496.0)
    assert rail["geometry"]["type"] == "LineString"
    assert (sea["from"], sea["to"], sea["geometry"], sea["reason"]) == (1, 0, None, "no sea")
    assert sea["length_km"] is None
    assert itinerary["stops"][0]["when"]["start"] == "2024-04-30"
    assert itinerary["stops"][0]["evidence"][0]["says"] == "police"


def test_times_finer_than_a_day_keep_their_hours():
    from datetime import datetime

    from geo.itinerary.journey import Precision, When

    afternoon = When(datetime(2023, 9, 10, 12), datetime(2023, 9, 10, 18), Precision.PART_OF_DAY, "Sunday afternoon")
    assert when_json(afternoon)["start"] == "2023-09-10T12:00"
    assert when_json(None) is None


def test_checks_count_their_verdicts():
    document = check_document(a_story().findings)
    (claim,) = document["claims"]
    assert claim["measured"] == {"straight_km": 305.3, "rail_km": 496.0}
    assert (claim["from"]["name"], claim["to"]["name"], claim["mode"]) == ("Oslo", "Bergen", "straight")
    assert document["summary"] == {"agree": 1, "close": 0, "disagree": 0, "uncheckable": 0}


def test_a_distance_lists_lines_or_reasons():
    leg = Leg(Stop(OSLO, None, Status.DONE), Stop(BERGEN, None, Status.DONE), Mode.RAIL, Status.DONE)
    routes = {
        Mode.RAIL: Route(leg, (OSLO.at, BERGEN.at), 496.0, 305.3, unreliable="gaps"),
        Mode.SEA: NoRoute(leg, "inland"),
    }
    document = distance_document(OSLO, BERGEN, routes)
    assert document["routes"]["sea"] == {"reason": "inland"}
    assert document["routes"]["rail"]["unreliable"] == "gaps"
    assert (round(document["straight_km"]), document["compass"]) == (306, "west")


def test_a_line_over_the_antimeridian_is_cut_there():
    geometry = line_geometry([LonLat(170, 10), LonLat(-170, 20)])
    assert geometry["type"] == "MultiLineString"
    assert geometry["coordinates"] == [[[170, 10], [180, 15]], [[-180, 15], [-170, 20]]]


def test_an_article_without_mentions_still_stands_in_the_list():
    document = places_document([Article("b", "Empty", "Nothing here")], (), ())
    assert document["articles"] == [{"id": "b", "title": "Empty", "published": None, "mentions": []}]
