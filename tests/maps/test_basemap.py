import pytest

from geo.coords import LonLat
from geo.datasets import DATA_DIR
from maps import basemap

pytestmark = pytest.mark.skipif(not (DATA_DIR / "basemap.json").exists(), reason="the basemap has not been built")

KHASAN, PARIS, SUVA = LonLat(130.6, 42.4), LonLat(2.35, 48.86), LonLat(178.44, -18.14)


def covers(chosen: basemap.Basemap, level: str, at: LonLat) -> bool:
    size = chosen["levels"][level]["size"]
    return f"{int((at.lon + 180) // size)},{int((at.lat + 90) // size)}" in chosen["levels"][level]["cells"]


@pytest.mark.parametrize("at", [KHASAN, PARIS, SUVA])
def test_the_finest_cells_are_where_the_story_is(at: LonLat) -> None:
    chosen = basemap.select([at])
    assert covers(chosen, "near", at)
    assert covers(chosen, "region", at)
    assert not covers(chosen, "near", LonLat(-60, 0))


def test_the_budget_holds_however_wide_the_story() -> None:
    world = [LonLat(lon, lat) for lon in range(-175, 180, 10) for lat in range(-60, 71, 10)]
    chosen = basemap.select([], also=world)
    for level, budget in basemap.BUDGET.items():
        spent = sum(len(text) for cell in chosen["levels"][level]["cells"].values() for text in cell.values())
        assert spent <= budget


def test_a_cell_over_the_antimeridian_is_found_from_both_sides() -> None:
    chosen = basemap.select([LonLat(179.9, -17)])
    columns = {int(key.split(",")[0]) for key in chosen["levels"]["region"]["cells"]}
    assert 0 in columns
    assert 71 in columns


def inside(at: LonLat, rings: list[tuple[tuple[float, float], ...]]) -> bool:
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
            if (ay > at.lat) != (by > at.lat) and at.lon < ax + (at.lat - ay) * (bx - ax) / (by - ay):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("level", ["world", "region", "near"])
@pytest.mark.parametrize(
    ("at", "land"), [(PARIS, True), (LonLat(131.9, 44.5), True), (LonLat(135, 40), False), (LonLat(51, 41.5), False)]
)
def test_land_is_land_and_sea_is_sea(level: str, at: LonLat, land: bool) -> None:
    chosen = basemap.select([at])
    assert inside(at, basemap.rings(chosen, level, "l")) is land


def test_disputed_borders_are_kept_apart_from_settled_ones() -> None:
    chosen = basemap.select([LonLat(74.5, 34.5)])
    assert basemap.rings(chosen, "near", "d")
    france = basemap.select([LonLat(6.0, 46.5)])
    near = [ring for ring in basemap.rings(france, "near", "d") if any(4 < x < 8 and 45 < y < 48 for x, y in ring)]
    assert near == []


def test_country_names_are_those_readers_know() -> None:
    names = [row[0] for row in basemap.select([PARIS])["labels"]["countries"]]
    assert {"China", "North Korea", "South Korea", "France", "United States"} <= set(names)


def test_a_country_gives_its_name_to_none_of_its_outlying_territories() -> None:
    names = [row[0] for row in basemap.select([PARIS])["labels"]["countries"]]
    assert "Coral Sea Islands" in names
    assert [name for name in set(names) if names.count(name) > 1] == []
