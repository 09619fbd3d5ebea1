"""Whole processes, from nothing to an answer, as multiples of bare Python or of importing a library."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 5


def _median_s(arguments: list[str]) -> float:
    """The median wall time of a command over some runs, after one that warms the file cache."""
    times = []
    for i in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(arguments, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if i:
            times.append(time.perf_counter() - began)
    return statistics.median(times)


def rows() -> list[dict[str, Any]]:
    """One row a command."""
    python = sys.executable
    geo = [python, "-m", "geo"]
    bare = _median_s([python, "-c", "pass"])
    folium = _median_s([python, "-c", "import folium"])
    commands = (
        ("geo lookup", [*geo, "lookup", "Vladivostok"], "bare python", bare),
        ("geo distance", [*geo, "distance", "Pyongyang", "Vladivostok"], "bare python", bare),
        ("geo distance --by rail", [*geo, "distance", "Pyongyang", "Vladivostok", "--by", "rail"], "bare python", bare),
        ("geo check seeds", [*geo, "check", "seeds"], "bare python", bare),
        (
            "geo render seeds",
            [*geo, "render", "seeds", "-o", str(Path(tempfile.gettempdir()) / "geo-benchmark.html")],
            "import folium",
            folium,
        ),
    )
    found = []
    for what, command, peer, peers in commands:
        ours = _median_s(command)
        found.append({"what": f"{what}, s", "ours": ours, "peer": f"{peer}, s", "peers": peers, "ratio": ours / peers})
    return found
