"""Where a network enters a country: for journeys that are reported only as "into Russia" or "out of Chad"."""

import numpy as np

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.networks.assemble import UNITS
from geo.networks.network import Network
from geo.networks.snap import Access

__all__ = ["entries", "is_only_a_country"]

_SMALL_KM = 150.0
"""A country smaller across than this is as good as a spot: Singapore, Luxembourg."""


def is_only_a_country(place: Place) -> bool:
    """Tell whether a place is a country too large for its point to stand for where a journey ended."""
    return place.is_country and (place.bbox is None or place.bbox.diagonal_km > _SMALL_KM)


def entries(network: Network, country: str) -> list[Access]:
    """List the junctions where edges of a country meet edges of its neighbours."""
    codes = network.facts["countries"]
    if country not in codes:
        return []
    inside = network.arrays["edge_country"] == codes.index(country) + 1
    outside = ~inside & (network.arrays["edge_country"] > 0)
    first, last = network.arrays["edge_a"], network.arrays["edge_b"]
    abroad = np.union1d(first[outside], last[outside])
    found: list[Access] = []
    for side, ends in ((0.0, first), (1.0, last)):
        for edge in np.flatnonzero(inside & np.isin(ends, abroad)).tolist():
            junction = int(ends[edge])
            lon, lat = (float(c) / UNITS for c in network.arrays["xy"][junction])
            found.append(Access(edge, side, 0.0, LonLat(lon, lat), int(network.view("part")[junction])))
    return found
