"""How well a figure fits two places, in a word."""

import pytest

from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.fit import FITTING, bearing, fit_of, straight_km
from geo.claims.namings import Reading
from geo.coords import LonLat, geodesic_km, initial_bearing_deg
from geo.gazetteer.place import Place
from tests.claims.test_namings import readings

KYIV = Endpoint(Place("k", "Kyiv", LonLat(30.52, 50.45), country="UA", feature="P.PPLC"))
LVIV = Endpoint(Place("l", "Lviv", LonLat(24.02, 49.84), country="UA", feature="P.PPL"))


def reading(figure: str) -> Reading:
    return readings(f"Kyiv is {figure} from Lviv.")[0]


@pytest.mark.parametrize(
    ("figure", "fit"),
    [
        ("470 km", "exact"),
        ("500 km", "near"),
        ("600 km", "winding"),
        ("320 km", "under"),
        ("3,000 km", "far over"),
        ("400 to 480 km", "exact"),
        ("seven hours", "any at ease"),
        ("20 minutes", "too fast"),
    ],
)
def test_a_figure_fits_as_a_way_may(figure: str, fit: str) -> None:
    assert fit_of(reading(figure), LVIV, KYIV) == fit


def test_a_border_fits_nothing_in_particular() -> None:
    border = Endpoint(LVIV.place, EndpointKind.BORDER)
    assert fit_of(reading("470 km"), border, KYIV) == "line"
    assert "line" not in FITTING


def test_the_quick_measures_are_near_the_true_ones() -> None:
    a, b = KYIV.place.at, LVIV.place.at
    assert straight_km(a, b) == pytest.approx(geodesic_km(a, b), rel=0.006)
    assert bearing(a, b) == pytest.approx(initial_bearing_deg(a, b), abs=0.5)
