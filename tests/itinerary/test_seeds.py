"""The first users' case: Kim Jong Un's train, in the digests and, where they are present, the real articles."""

from pathlib import Path

import pytest

from geo.articles import read_articles
from geo.datasets import data_file
from geo.errors import GeoError
from geo.itinerary import fuse, journeys
from geo.vocabulary import Mode, Status

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "seeds"


def fused(folder):
    from geo.gazetteer.store import Gazetteer
    from geo.geoparse import geoparse

    try:
        data_file("gazetteer.geo")
    except GeoError as error:
        pytest.skip(f"no gazetteer built: {error}")
    gazetteer = Gazetteer.open(user_layers=False)
    reading = read_articles([str(folder)])
    read = [one for a in reading.articles for one in journeys(a, geoparse(a, gazetteer), gazetteer)]
    return fuse(read, reading.articles)


@pytest.fixture(scope="module", params=["digests", "articles"])
def itineraries(request):
    folder = ROOT / "seeds" if request.param == "digests" else REAL
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not here")
    return fused(folder)


def test_kims_journey_comes_first_and_goes_from_pyongyang_to_khasan_by_rail(itineraries):
    kim = itineraries[0]
    done = [s.place.name for s in kim.stops if s.status is Status.DONE]
    assert "Kim" in kim.traveller
    assert done == ["Pyongyang", "Khasan"]
    (leg,) = [leg for leg in kim.legs if leg.status is Status.DONE]
    assert leg.mode is Mode.RAIL


def test_vladivostok_and_vostochny_are_branches_of_their_own(itineraries):
    kim = itineraries[0]
    status = {s.place.name: s.status for s in kim.stops}
    (vostochny,) = [name for name in status if name.startswith("Vostochn")]
    assert status["Vladivostok"] is Status.PLANNED
    assert status[vostochny] is Status.RUMOURED
    origins = {leg.destination.place.name: leg.origin.place.name for leg in kim.legs}
    assert origins["Vladivostok"] == origins[vostochny] == "Khasan"


def test_the_reports_against_vladivostok_are_shown(itineraries):
    (clash,) = [c for c in itineraries[0].contradictions if "Vladivostok" in c.about]
    assert any("away from" in quote.text for quote in clash.evidence)


def test_putin_in_vladivostok_is_another_travellers_journey(itineraries):
    (putin,) = [one for one in itineraries if "Putin" in one.traveller]
    assert putin.stops[0].place.name == "Vladivostok"
    assert putin.stops[0].status is Status.DONE


def test_digests_are_dated_from_their_publication():
    kim = fused(ROOT / "seeds")[0]
    days = {s.place.name: s.when.start.date().isoformat() for s in kim.stops if s.when is not None}
    assert days["Pyongyang"] == "2023-09-10"
    assert days["Khasan"] == "2023-09-12"


def test_no_comment_and_no_contributor_makes_a_stop(itineraries):
    places = {s.place.name for one in itineraries for s in one.stops}
    assert not places & {"Tallinn", "Dubai", "Tokyo", "Washington", "Fangchuan", "New York"}
