"""Railways near a journey, as hairlines that let a reader see which line the train could have taken."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from geo.coords import LonLat
from maps.deltas import pack

__all__ = ["SCALE", "rails_near"]

SCALE = 250
"""Steps a degree: about 450 m, enough for a hairline."""

CELL = 0.5
"""Degrees of the squares around the line within which railways are drawn, with their neighbours."""

BUDGET = 24_000
"""Bytes of railways that a page carries."""


def rails_near(line: Iterable[LonLat], network: Any = None, *, budget: int = BUDGET) -> list[str]:
    """Pick the tracks near a line, nearest squares first in travel order, as strings of `maps.deltas`.

    Parameters
    ----------
    network : Network, optional
        The railway; the shipped one unless given. Without any, nothing is drawn.
    """
    import numpy as np

    network = network or _shipped()
    if network is None:
        return []
    wanted = _squares(line)
    xy = network.arrays["xy"] / 1000.0
    columns = np.floor((xy[:, 0] + 180) / CELL).astype(np.int64)
    rows = np.floor((xy[:, 1] + 90) / CELL).astype(np.int64)
    stride = round(180 / CELL)
    inside = np.isin(columns * stride + rows, np.fromiter((c * stride + r for c, r in wanted), np.int64, len(wanted)))
    edges = np.flatnonzero(inside[network.arrays["edge_a"]] | inside[network.arrays["edge_b"]])
    longest_first = edges[np.argsort(-network.arrays["edge_km"][edges], kind="stable")]
    longest_first = longest_first[(network.arrays["edge_flags"][longest_first] & 1) == 0]  # bridged: not a real track
    points, first = network.lines(longest_first)
    kept: list[str] = []
    spent = 0
    for start, end in pairwise(first.tolist()):
        row = pack(points[start:end].tolist(), SCALE)
        spent += len(row) + 3
        if spent > budget:
            break
        kept.append(row)
    return kept


def _squares(line: Iterable[LonLat]) -> set[tuple[int, int]]:
    columns = round(360 / CELL)
    own = {(int(((at.lon + 180) % 360) / CELL), int((at.lat + 90) / CELL)) for at in line}
    return {((c + dc) % columns, r + dr) for c, r in own for dc in (-1, 0, 1) for dr in (-1, 0, 1)}


def _shipped() -> Any:
    from geo.errors import GeoError
    from geo.networks.network import Networks
    from geo.vocabulary import Mode

    try:
        return Networks.open().get(Mode.RAIL)
    except GeoError:
        return None
