"""Passages are gates across the water, known by several names."""

import numpy as np
import pytest

from geo.coords import LonLat
from geo.errors import UsageError
from geo.networks.barred import Barred
from geo.networks.passages import closed_names, crosses, find_passage, passages


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("suez", "Suez"),
        ("Suez Canal", "Suez"),
        ("the Strait of Hormuz", "Hormuz"),
        ("BOSPHORUS", "Bosporus"),
        ("bab al-mandab", "Bab el-Mandeb"),
        ("panama", "Panama"),
        ("Malacca Strait", "Malacca"),
        ("Kiel Canal", "Kiel"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_passage_answers_to_its_names(word: str, name: str | None) -> None:
    assert find_passage(word) == name


def test_no_name_means_two_passages() -> None:
    words = [w.casefold() for p in passages() for w in {p.name, *p.aliases}]
    assert len({p.name for p in passages()}) == len(passages())
    for word in words:
        assert find_passage(word) is not None


def test_only_ice_closes_a_passage() -> None:
    assert closed_names() == {"Northwest Passage", "Northern Sea Route"}


def test_a_step_through_the_gate_is_told_from_one_beside_it() -> None:
    gate = (LonLat(0.0, -1.0), LonLat(0.0, 1.0))
    a = np.array([[-0.5, 0.0], [-0.5, 2.0], [0.5, 0.0], [-0.9, 0.0]])
    b = np.array([[0.5, 0.0], [0.5, 2.0], [-0.5, 0.5], [-0.1, 0.0]])
    assert crosses(a, b, gate).tolist() == [True, False, True, False]


def test_a_step_over_the_antimeridian_crosses_no_gate_on_the_other_side_of_the_earth() -> None:
    gate = (LonLat(0.0, -1.0), LonLat(0.0, 1.0))
    assert not crosses(np.array([[179.5, 0.0]]), np.array([[-179.5, 0.0]]), gate).any()


def test_countries_and_passages_are_told_apart() -> None:
    barred = Barred.read(["cn", "suez canal"])
    assert barred.countries == {"CN"}
    assert barred.passages == {"Suez"}
    assert Barred.read(["UK"]).countries == {"GB"}
    assert not Barred.read([])
    with pytest.raises(UsageError, match="Panama"):
        Barred.read(["Mars"])
