"""Compares ways to search the contracted railways: cold (a fresh process, one long way) and warm (random ways).

``python -m benchmarks.network_engines`` prints a table; docs/decisions keeps what was decided by it.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

ENGINES = ("hierarchy", "a_star", "scipy", "scgraph")
WAYS = 100


def main() -> None:
    """Run every engine in a process of its own."""
    for engine in ENGINES:
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", __spec__.name, engine], capture_output=True, text=True, check=True)
        print(engine, json.loads(done.stdout) | {"process_s": round(time.perf_counter() - began, 2)})


def measure(engine: str) -> dict[str, Any]:
    """Measure one engine in this process."""
    began = time.perf_counter()
    from geo.networks.network import Networks
    from geo.vocabulary import Mode

    network = Networks.open().get(Mode.RAIL)
    assert network is not None
    search = {"hierarchy": _hierarchy, "a_star": _a_star, "scipy": _scipy, "scgraph": _scgraph}[engine](network)
    ends = _ways(network)
    lengths = [search(*ends[0])]
    cold = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    times = []
    for a, b in ends[1:]:
        began = time.perf_counter()
        lengths.append(search(a, b))
        times.append((time.perf_counter() - began) * 1000)
    return {
        "cold_s": round(cold, 3),
        "cold_mb": round(megabytes),
        "warm_median_ms": round(statistics.median(times), 2),
        "warm_95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "sum_km": round(sum(lengths)),
    }


def _ways(network: Any) -> list[tuple[int, int]]:
    """Draw pairs of junctions of the largest part."""
    import numpy as np

    part = network.arrays["part"]
    inside = np.flatnonzero(part == np.bincount(part).argmax()).tolist()
    draw = random.Random(4)
    return [(draw.choice(inside), draw.choice(inside)) for _ in range(WAYS + 1)]


def _hierarchy(network: Any) -> Callable[[int, int], float]:
    from geo.networks.search import climb

    return lambda a, b: climb(network, [(a, 0.0)], [(b, 0.0)]).cost  # type: ignore[union-attr]


def _a_star(network: Any) -> Callable[[int, int], float]:
    from geo.networks.assemble import UNITS
    from geo.networks.search import explore

    def search(a: int, b: int) -> float:
        lon, lat = (network.arrays["xy"][b] / UNITS).tolist()
        way = explore(network, [(a, 0.0)], [(b, 0.0)], factor=lambda _: 1.0, toward=(lon, lat), slack_km=0.0)
        return way.cost if way else 0.0

    return search


def _scipy(network: Any) -> Callable[[int, int], float]:
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    arrays = network.arrays
    a, b, km = arrays["edge_a"], arrays["edge_b"], arrays["edge_km"].astype(float)
    order = np.lexsort((km, b, a))
    a, b, km = a[order], b[order], km[order]
    first = np.append(True, (np.diff(a) != 0) | (np.diff(b) != 0))
    count = len(arrays["xy"])
    matrix = csr_matrix((km[first], (a[first], b[first])), shape=(count, count))
    return lambda p, q: float(dijkstra(matrix, directed=False, indices=p)[q])


def _scgraph(network: Any) -> Callable[[int, int], float]:
    from scgraph import Graph

    arrays = network.arrays
    graph: list[dict[int, float]] = [{} for _ in range(len(arrays["xy"]))]
    for a, b, km in zip(*(arrays[name].tolist() for name in ("edge_a", "edge_b", "edge_km")), strict=True):
        if a != b and km < graph[a].get(b, float("inf")):
            graph[a][b] = graph[b][a] = km
    built = Graph(graph)
    return lambda a, b: float(built.bidirectional_dijkstra(a, b)["length"])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
