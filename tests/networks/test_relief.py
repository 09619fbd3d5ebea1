import numpy as np
import pytest

from geo.networks.graph import RawGraph
from geo.networks.relief import BENDS, BENDS_PER_KM, lengthened, reliefs_km


def _airfields(height_km: float) -> np.ndarray:
    """Eight airfields around 10° E 50° N, every second one on a height."""
    return np.array([(10 + dx / 10, 50 + dy / 10, height_km * (n % 2)) for n, (dx, dy) in enumerate(_RING)])


_RING = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]


def _road() -> RawGraph:
    return RawGraph.of([(9.95, 50.0), (10.05, 50.0)], [(0, 1)], [8.0])


def test_a_plain_has_no_relief_whatever_its_height() -> None:
    flat = _airfields(0.0) + np.array([0.0, 0.0, 3.6])
    assert reliefs_km(np.array([(10.0, 50.0)]), flat)[0] == pytest.approx(0.0, abs=1e-9)


def test_relief_is_the_spread_of_the_heights_around() -> None:
    assert reliefs_km(np.array([(10.0, 50.0)]), _airfields(2.0))[0] == pytest.approx(1.0, rel=0.05)


def test_a_mountain_road_is_longer_than_a_road_over_a_plain() -> None:
    plain, mountain = (lengthened(_road(), _airfields(h)).km[0] for h in (0.0, 2.0))
    assert plain == pytest.approx(8.0 * np.exp(BENDS))
    assert mountain == pytest.approx(plain * np.exp(BENDS_PER_KM), rel=0.02)


def test_a_road_over_the_antimeridian_has_its_middle_there() -> None:
    turned = _airfields(2.0) + np.array([170.0, 0.0, 0.0])
    turned[:, 0] = (turned[:, 0] + 180) % 360 - 180
    road = RawGraph.of([(179.95, 50.0), (-179.95, 50.0)], [(0, 1)], [8.0])
    assert lengthened(road, turned).km[0] == pytest.approx(lengthened(_road(), _airfields(2.0)).km[0], rel=0.01)
