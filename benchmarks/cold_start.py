"""Whole processes, from nothing to an answer, as multiples of bare Python or of importing a library; and their memory.

Times are of the processor (user and system), which other work on the machine disturbs least.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.peak import of_command_mb

RUNS = 7
RENDER_LIMIT_MB = 250


def _median_s(arguments: list[str]) -> float:
    """The median processor time of a command over some runs, after one that warms the file cache."""
    times = []
    for _ in range(RUNS + 1):
        before = _children_s()
        subprocess.run(arguments, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(_children_s() - before)
    return statistics.median(times[1:])


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rows() -> list[dict[str, Any]]:
    """One row of time for each command, and one of memory."""
    python = sys.executable
    peers = {
        "bare python": _median_s([python, "-c", "pass"]),
        "import folium": _median_s([python, "-c", "import folium"]),
    }
    measure = ["distance", "Pyongyang", "Vladivostok"]
    with tempfile.TemporaryDirectory() as folder:
        render = ["render", "seeds", "-o", str(Path(folder) / "map.html")]
        commands = (
            ("geo --help", ["--help"], "bare python"),
            ("geo lookup", ["lookup", "Vladivostok"], "bare python"),
            ("geo distance", measure, "bare python"),
            ("geo distance --by rail", [*measure, "--by", "rail"], "bare python"),
            ("geo check seeds", ["check", "seeds"], "bare python"),
            ("geo render seeds", render, "import folium"),
        )
        times = [_time_row(what, given, peer, peers[peer]) for what, given, peer in commands]
        return [*times, *(_memory_row(what, given) for what, given, _ in commands)]


def _time_row(what: str, given: list[str], peer: str, peer_s: float) -> dict[str, Any]:
    ours = _median_s([sys.executable, "-m", "geo", *given])
    return {"what": f"{what}, processor s", "ours": ours, "peer": peer, "peers": peer_s, "ratio": ours / peer_s}


def _memory_row(what: str, given: list[str]) -> dict[str, Any]:
    row = {"what": f"{what}, peak MB", "ours": of_command_mb("geo", given)}
    if given[0] != "render":
        return row
    return row | {"peer": "limit", "peers": RENDER_LIMIT_MB, "ratio": row["ours"] / RENDER_LIMIT_MB}


if __name__ == "__main__":
    for row in rows():
        print(row)
