"""Scores of pairs of ends as shares of one, and the weights that are shipped."""

from importlib import resources

import pytest

from geo.claims.claim import Endpoint
from geo.claims.items import Ref, RefKind
from geo.claims.namings import Naming
from geo.claims.ranker import Ways, choose, weights
from geo.coords import LonLat
from geo.gazetteer.place import Place

A, B, C = (Place(n, n, LonLat(i, 50), country="UA", feature="P.PPL") for i, n in enumerate("abc"))


def naming(place: Place, at: int) -> Naming:
    return Naming(Endpoint(place), 0, at, "named", Ref(RefKind.PLACE, at, at + 1, place.name, place))


def ways() -> Ways:
    pairs = [(0, 1), (1, 0), (0, 2), (2, 0)]
    names = [naming(A, 0), naming(B, 2), naming(C, 4)]
    return Ways(["f km"], names, [["a 0"], ["a 1"], ["a 2"]], [["b 0"], ["b 1"], ["b 2"]], pairs, lambda i, j: [])


def test_no_claim_weighs_nothing_and_takes_its_share() -> None:
    shares = [c.share for c in choose(ways(), {}, directed=True)]
    assert shares == pytest.approx([0.2] * 4)


def test_both_orders_are_one_way_where_no_direction_is_told() -> None:
    best, other = choose(ways(), {"a 0": 1.0, "b 1": 1.0}, directed=False)
    assert (best.start.end.place, best.goal.end.place) == (A, B)
    assert best.share > other.share
    assert best.is_way((Endpoint(B), Endpoint(A)), directed=False)
    assert not best.is_way((Endpoint(B), Endpoint(A)), directed=True)


def test_what_speaks_against_every_way_leaves_no_claim() -> None:
    assert sum(c.share for c in choose(ways(), {"f km": -30.0}, directed=False)) < 1e-9


def test_the_shipped_weights_are_readable_and_small() -> None:
    file = resources.files("geo.claims").joinpath("learned.json")
    assert len(file.read_bytes()) <= 200_000
    assert all(name[:2] in {"f ", "a ", "b ", "p "} for name in weights())
    assert weights()["p km fit exact"] > weights()["p km fit far over"]
