import numpy as np
import shapely

from maps.provinces import sparse

LAND = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])


def _rows(west: float, number: int) -> list[shapely.LineString]:
    """Borders from one side of a country of one square degree to the other."""
    return [shapely.LineString([(west, n / (number + 1)), (west + 1, n / (number + 1))]) for n in range(1, number + 1)]


def test_provinces_are_kept_and_municipalities_left_out() -> None:
    provinces, municipalities = _rows(0, 3), _rows(1, 12)
    assert sparse([*provinces, *municipalities], LAND) == provinces


def test_a_line_at_sea_is_kept() -> None:
    far = shapely.LineString([(10, 10), (10, 11)])
    assert sparse([far], LAND) == [far]
