from dataclasses import replace

from geo.coords import LonLat
from geo.networks.network import Network, Networks
from geo.vocabulary import Mode
from maps.claim_ways import MOST, claim_ways
from tests.maps import stories


def small() -> Networks:
    points = [stories.PYONGYANG.at, LonLat(129.7, 41.3), stories.VLADIVOSTOK.at]
    return Networks.of(Network.of("rail", points, [(0, 1, 700.0), (1, 2, 455.0)]))


def test_the_railway_of_a_claim_is_laid_when_it_is_the_one_that_was_judged() -> None:
    finding = stories.train_story().findings[0]
    mode, km, route = claim_ways([finding], small())[0]
    assert mode is Mode.RAIL
    assert km == 1155.0
    assert len(route.path) >= 3


def test_a_way_of_another_length_is_not_shown() -> None:
    finding = stories.train_story().findings[0]
    assert finding.measured is not None
    other = replace(finding, measured=replace(finding.measured, rail_km=900.0))
    assert claim_ways([other], small()) == {}


def test_claims_without_a_networks_length_or_an_end_are_left_alone() -> None:
    findings = stories.train_story().findings[1:]
    assert claim_ways(findings, small()) == {}


def test_a_pile_lays_only_so_many() -> None:
    finding = stories.train_story().findings[0]
    assert len(claim_ways([finding] * 40, small())) == MOST
