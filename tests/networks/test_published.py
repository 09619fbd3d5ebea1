"""Lengths from general knowledge (railway operators, road signs, port tables), drawn up after the rules stood.

None of them was looked at while a rule was written, but for the two constants of `geo.networks.relief`, which were
fitted on the roads here and on those of ``benchmarks/lengths`` together; docs/networks.md says how each predicts the
other.
"""

import csv
import statistics
from pathlib import Path

import pytest

from geo.coords import LonLat
from geo.datasets import DATA_DIR
from geo.gazetteer.place import Place
from geo.networks import Networks, measure_all
from geo.routes import NoRoute
from geo.vocabulary import Mode

pytestmark = pytest.mark.skipif(
    not all((DATA_DIR / f"{mode}.net").exists() for mode in ("rail", "road", "sea")), reason="networks are not built"
)


def _end(row: dict[str, str], end: str) -> Place:
    at = LonLat(float(row[f"{end}_lon"]), float(row[f"{end}_lat"]))
    return Place(f"test:{row[end]}", row[end], at, country=row[f"{end}_country"], feature="P.PPL")


def _errors(mode: str) -> dict[str, float | None]:
    """The relative error of every journey, None of one without a line; one that is marked as doubtful is left out."""
    networks, by = Networks.open(), Mode(mode)
    errors: dict[str, float | None] = {}
    with (Path(__file__).parent / "published" / f"{mode}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            route = measure_all(_end(row, "origin"), _end(row, "destination"), networks, modes=(by,))[by]
            if isinstance(route, NoRoute):
                errors[f"{row['origin']}-{row['destination']}"] = None
            elif not route.unreliable:
                errors[f"{row['origin']}-{row['destination']}"] = route.length_km / float(row["km"]) - 1
    return errors


@pytest.mark.parametrize(("mode", "share", "bias"), [("rail", 0.88, 0.03), ("road", 0.75, 0.03), ("sea", 0.9, 0.03)])
def test_most_published_lengths_are_met_within_a_tenth_and_without_a_bias(mode: str, share: float, bias: float) -> None:
    errors = _errors(mode)
    found = [error for error in errors.values() if error is not None]
    assert sum(abs(error) <= 0.1 for error in found) / len(errors) >= share
    assert abs(statistics.median(found)) <= bias


@pytest.mark.parametrize("mode", ["rail", "road", "sea"])
def test_hardly_a_length_is_wrong_by_more_than_a_quarter_without_a_mark(mode: str) -> None:
    assert len([pair for pair, error in _errors(mode).items() if error is not None and abs(error) > 0.25]) <= 1
