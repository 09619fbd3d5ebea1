"""Lengthens roads by the relief that they cross, which the source's smoothed lines leave out.

The source of the roads draws a mountain road with a fraction of its bends and measures what it draws: against
published lengths a motorway over a plain is right, and a road over the Andes a quarter short. The heights of the
world's airfields (`airportsdata`, MIT) tell plain from mountain: the relief at a spot is the spread of the heights of
the airfields around it. How much longer a road is than its drawing follows from it alike on two lists of published
lengths, each fitted on the other; docs/networks.md has the figures.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from geo.networks.graph import RawGraph, on_sphere

__all__ = ["lengthened", "reliefs_km"]

BENDS = 0.02
"""How much longer than its drawing any road is, as a logarithm."""

BENDS_PER_KM = 0.20
"""How much longer again for each km of relief, as a logarithm."""

_AIRFIELDS = 8
_NEAR_KM = 10.0
_KM_PER_FOOT = 0.0003048


def lengthened(graph: RawGraph, airfields: Any = None) -> RawGraph:
    """Return roads with the bends that their drawing lacks.

    Parameters
    ----------
    airfields : array (n, 3), optional
        Longitude and latitude in degrees and height in km; those of the world when left out.
    """
    a, b = graph.ends.T
    middle = graph.xy[a].copy()
    middle[:, 0] += ((graph.xy[b, 0] - graph.xy[a, 0] + 180.0) % 360.0 - 180.0) / 2
    middle[:, 1] = (graph.xy[a, 1] + graph.xy[b, 1]) / 2
    relief = reliefs_km(middle, _airfields() if airfields is None else airfields)
    return replace(graph, km=graph.km * np.exp(BENDS + BENDS_PER_KM * relief))


def reliefs_km(xy: Any, airfields: Any) -> Any:
    """Measure the spread of the heights of the airfields around each point, the nearer ones counting more."""
    from scipy.spatial import cKDTree

    heights = airfields[:, 2]
    away, near = cKDTree(on_sphere(airfields[:, :2])).query(on_sphere(xy), k=_AIRFIELDS)
    weight = 1.0 / (away + _NEAR_KM)
    weight /= weight.sum(axis=1, keepdims=True)
    mean = (weight * heights[near]).sum(axis=1, keepdims=True)
    return np.sqrt((weight * (heights[near] - mean) ** 2).sum(axis=1))


def _airfields() -> Any:
    import airportsdata

    known = airportsdata.load("ICAO").values()
    return np.array([(port["lon"], port["lat"], port["elevation"] * _KM_PER_FOOT) for port in known])
