"""Which borders of provinces a map can carry: those of municipalities would only darken it."""

from typing import Any

__all__ = ["MUCH", "sparse"]

MUCH = 6.0
"""Degrees of border in a square degree of a country: Switzerland's cantons have 5, Slovenia's municipalities 17."""


def sparse(lines: list[Any], countries: Any) -> list[Any]:
    """Leave out the lines within countries that are cut up too finely.

    Parameters
    ----------
    lines : list of LineString
        In degrees, each within one country.
    countries : array of polygons
        In degrees.
    """
    import shapely

    home = shapely.STRtree(countries)
    middles = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    line, country = home.query(middles, predicate="within")
    total = dict.fromkeys(country.tolist(), 0.0)
    for i, inside in zip(line.tolist(), country.tolist(), strict=True):
        total[inside] += lines[i].length
    crowded = {inside for inside, length in total.items() if length > MUCH * countries[inside].area}
    dropped = {i for i, inside in zip(line.tolist(), country.tolist(), strict=True) if inside in crowded}
    return [at for i, at in enumerate(lines) if i not in dropped]
