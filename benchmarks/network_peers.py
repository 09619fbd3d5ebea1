"""The peers: scgraph on the very graph that the railways and roads are built from, and searoute."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.coords import LonLat

__all__ = ["ScgraphPeer", "searoute_km"]


class ScgraphPeer:
    """scgraph's search over scgraph_data's graph as shipped: nothing healed, no country rules."""

    def __init__(self, module: str) -> None:
        from scgraph import GeoGraph

        spec = find_spec("scgraph_data")
        assert spec is not None
        assert spec.submodule_search_locations is not None
        text = (Path(next(iter(spec.submodule_search_locations))) / f"{module}.py").read_text()
        parts = dict(re.findall(r"^(graph|nodes)=(\[.*\])$", text, re.MULTILINE))
        arcs = json.loads(re.sub(r"(\d+):", r'"\1":', parts["graph"]))
        graph = [{int(to): km for to, km in around.items()} for around in arcs]
        self._graph = GeoGraph(graph=graph, nodes=json.loads(parts["nodes"]))

    def km(self, origin: LonLat, destination: LonLat) -> float | None:
        """Measure along the graph, or None where the search fails."""
        ends = [{"latitude": at.lat, "longitude": at.lon} for at in (origin, destination)]
        try:
            answer: dict[str, Any] = self._graph.get_shortest_path(ends[0], ends[1], length_only=True, silent=True)
        except Exception:
            return None
        return float(answer["length"])


def searoute_km(origin: LonLat, destination: LonLat) -> float | None:
    """Measure with searoute, or None where it fails."""
    import searoute

    try:
        return float(searoute.searoute(list(origin), list(destination), units="km").properties["length"])
    except Exception:
        return None
