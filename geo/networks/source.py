"""Reads the packages that the networks come from: as data, never by importing their code.

`scgraph_data` 2.0.0 (OpenStreetMap, ODbL) imports a module that its own dependency has dropped, and `searoute` 1.6.0
keeps a graph that callers can alter; both carry plain lists and GeoJSON, which are read here.
"""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import NetworkError
from geo.networks.graph import RawGraph, great_circle_km

__all__ = ["read_scgraph", "read_searoute"]


def read_scgraph(module: str) -> RawGraph:
    """Read one graph of ``scgraph_data``: ``world_railways`` or ``world_highways``.

    Raises
    ------
    NetworkError
        When the file no longer has the two lists that it is read for.
    """
    path = _package("scgraph_data") / f"{module}.py"
    parts = dict(re.findall(r"^(graph|nodes)=(\[.*\])$", path.read_text(), re.MULTILINE))
    if parts.keys() != {"graph", "nodes"}:
        raise NetworkError(f"{path.name} has no lists `graph` and `nodes`; is scgraph_data still 2.0.0?")
    latlon = np.array(json.loads(parts["nodes"]))
    arcs = json.loads(re.sub(r"(\d+):", r'"\1":', parts["graph"]))
    ends = [(a, int(b)) for a, around in enumerate(arcs) for b in around]
    km = [km for around in arcs for km in around.values()]
    return RawGraph.of(latlon[:, ::-1], ends, km)


def read_searoute() -> RawGraph:
    """Read searoute's sea lanes; its own few names of passages are left, since `geo.networks.passages` has more."""
    lanes = json.loads((_package("searoute") / "data" / "marnet_searoute.geojson").read_text())
    points: dict[tuple[float, float], int] = {}
    ends: list[tuple[int, int]] = []
    for feature in lanes["features"]:
        for line in _lines(feature["geometry"]):
            at = [points.setdefault(_wrapped(*xy[:2]), len(points)) for xy in line]
            ends += zip(at, at[1:], strict=False)
    xy, pairs = np.array(list(points)), np.array(ends)
    return RawGraph.of(xy, pairs, great_circle_km(xy[pairs[:, 0]], xy[pairs[:, 1]]))


def _lines(geometry: dict[str, Any]) -> list[list[list[float]]]:
    single = geometry["type"] == "LineString"
    return [geometry["coordinates"]] if single else geometry["coordinates"]


def _wrapped(lon: float, lat: float) -> tuple[float, float]:
    """Bring a longitude into -180 to 180, so that both sides of the antimeridian are one point."""
    lon = round((lon + 180.0) % 360.0 - 180.0, 5)
    return (180.0 if lon == -180.0 else lon, round(lat, 5))


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise NetworkError(f"the package {name} is not installed; the networks are built from it")
    return Path(next(iter(spec.submodule_search_locations)))
