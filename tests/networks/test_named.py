"""Named lines and crossings: rows that fit, laid where they belong."""

import numpy as np
import pytest

from geo.errors import NetworkError
from geo.networks.graph import RawGraph
from geo.networks.named import Section, lay_named, read_sections

KM = 1 / 111.195


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_every_row_fits_the_straight_line_between_its_ends(mode: str) -> None:
    sections = read_sections(mode)
    assert sections
    assert len({(s.start, s.end) for s in sections}) == len(sections)


def test_a_row_shorter_than_the_straight_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.networks.named._section", lambda row: Section(row["name"], (0, 0), (1, 0), 50.0))
    with pytest.raises(NetworkError, match="111"):
        read_sections("rail")


def test_a_section_joins_what_is_near_its_ends_and_keeps_its_length() -> None:
    graph = RawGraph.of([(0, 0), (10 * KM, 0), (60 * KM, 0), (70 * KM, 0)], [(0, 1), (2, 3)], [10.0, 10.0])
    laid = lay_named(graph, [Section("a tunnel", (11 * KM, 0), (60 * KM, 0), 55.0)])
    assert sorted(np.round(laid.km, 1).tolist()) == [0.0, 1.0, 10.0, 10.0, 55.0]
    assert laid.bridged.sum() == 1  # the gap of a km to the section's end; the section itself is a fact


def test_sections_that_share_an_end_are_joined_there() -> None:
    graph = RawGraph.of([(50 * KM, 50 * KM), (51 * KM, 50 * KM)], [(0, 1)], [1.0])
    sections = [Section("a", (0, 0), (10 * KM, 0), 11.0), Section("b", (10 * KM, 0), (20 * KM, 0), 11.0)]
    laid = lay_named(graph, sections)
    assert len(laid.xy) == 5
    assert len(laid.ends) == 3


def test_a_bridge_gives_way_to_the_section_that_it_stood_for() -> None:
    from geo.networks.graph import with_edges

    graph = RawGraph.of([(0, 0), (10 * KM, 0), (26 * KM, 0), (40 * KM, 0)], [(0, 1), (2, 3)], [10.0, 14.0])
    bridged = with_edges(graph, [(1, 2, 16.0)])
    laid = lay_named(bridged, [Section("a strait", (10 * KM, 0), (26 * KM, 0), 16.5)])
    assert laid.bridged.sum() == 0
    assert 16.5 in laid.km.tolist()
    far = lay_named(bridged, [Section("elsewhere", (200 * KM, 0), (216 * KM, 0), 16.5)])
    assert far.bridged.sum() == 1
