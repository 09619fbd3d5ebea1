"""Measuring between two named places, in a world of a few."""

import pytest

import geo
from geo.errors import PlaceNotFound, UsageError
from geo.vocabulary import Mode, Verdict


@pytest.fixture(scope="module")
def world() -> geo.World:
    return geo.World.open()


def test_the_straight_line_alone_asks_no_network(world: geo.World) -> None:
    found = geo.measure("Pyongyang", "Vladivostok", world=world)
    assert (found.routes, found.finding, found.found) == ({}, None, False)
    assert [place.name for place in found.ends] == ["Pyongyang", "Vladivostok"]


def test_two_names_for_one_place_are_asked_for_more(world: geo.World) -> None:
    with pytest.raises(PlaceNotFound, match=r"'Bombay' and 'Mumbai' are both Mumbai .* name them more fully"):
        geo.measure("Bombay", "Mumbai", world=world)


def test_one_name_twice_is_no_mistake_and_no_way(world: geo.World) -> None:
    assert geo.measure("Mumbai", "Mumbai", world=world).to_json()["straight_km"] == 0


def test_all_ways_stand_in_the_geojson_each_with_its_own_line(world: geo.World) -> None:
    found = geo.measure("Pyongyang", "Vladivostok", by="all", world=world)
    features = found.to_geojson()["features"]
    kinds = [f["properties"].get("by") or f["geometry"]["type"] for f in features]
    assert kinds == ["Point", "Point", "straight", "rail", "road", "sea"]
    assert found.found


def test_a_claim_is_held_against_the_way_that_was_asked_for(world: geo.World) -> None:
    by_rail = geo.measure("Pyongyang", "Vladivostok", by="rail", claim="684 km", world=world).finding
    straight = geo.measure("Pyongyang", "Vladivostok", claim="684 km", world=world).finding
    assert by_rail is not None
    assert straight is not None
    assert (by_rail.claim.mode, by_rail.verdict) == (Mode.RAIL, Verdict.DISAGREE)
    assert straight.verdict is Verdict.AGREE


def test_a_claim_without_a_figure_says_what_to_write(world: geo.World) -> None:
    with pytest.raises(UsageError, match="write a figure and a unit"):
        geo.measure("Pyongyang", "Vladivostok", claim="far", world=world)
