"""What `make bench` reports of the networks: lengths against published ones, and speed, each beside a peer.

``python -m benchmarks.networks tables`` writes docs/network-lengths.md.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.network_peers import ScgraphPeer, searoute_km
from benchmarks.peak import of_command_mb
from benchmarks.published import measured, place_of, share_within, silent_errors
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.networks import Networks, measure_all
from geo.routes import Route
from geo.vocabulary import Mode

PEERS = {"rail": ("scgraph", "world_railways"), "road": ("scgraph", "world_highways"), "sea": ("searoute", "")}
PAIRS = 1000
PEER_PAIRS = 200
COLD = ("distance", "Moscow", "Vladivostok", "--by", "rail", "--format", "json")


def rows() -> list[dict[str, Any]]:
    """Collect every figure."""
    found = [_size(), *_cold()]
    for mode in PEERS:
        found += [*_lengths(mode, with_peer(mode)), *_speed(mode)]
    return found


def with_peer(mode: str) -> list[dict[str, Any]]:
    """Measure every published journey with ours and with the peer's."""
    from geo.gazetteer.store import Gazetteer

    gazetteer, peer = Gazetteer.open(user_layers=False), _peer(mode)
    lines = measured(mode)
    for line in lines:
        ends = [place_of(gazetteer, line[end], line[f"{end}_country"]).at for end in ("origin", "destination")]
        km = peer(*ends)
        line["peer_km"] = km
        line["peer_error"] = None if km is None else km / line["km"] - 1
    return lines


def _peer(mode: str) -> Callable[[LonLat, LonLat], float | None]:
    name, module = PEERS[mode]
    return ScgraphPeer(module).km if name == "scgraph" else searoute_km


def _lengths(mode: str, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for name, part in (("all", lines), ("held aside", [r for r in lines if r["held"]])):
        theirs = [r | {"error": r["peer_error"]} for r in part]
        for limit in (0.05, 0.10):
            ours, peers = share_within(part, limit), share_within(theirs, limit)
            what = f"{mode}: {len(part)} published lengths ({name}), share within {limit:.0%}"
            found.append(_row(what, ours, PEERS[mode][0], peers))
    wrong = sum(r["peer_error"] is None or abs(r["peer_error"]) > 0.25 for r in lines)
    found.append(_row(f"{mode}: wrong by over 25 % and not marked", len(silent_errors(lines)), PEERS[mode][0], wrong))
    return found


def _speed(mode: str) -> list[dict[str, Any]]:
    """Time random pairs of cities, the same for both; the peer gets fewer, since it is slower."""
    networks, pairs = Networks.open(), _pairs(PAIRS)
    ours = _times(lambda a, b: measure_all(a, b, networks, modes=(Mode(mode),)), pairs)
    peer = _peer(mode)
    theirs = _times(lambda a, b: peer(a.at, b.at), pairs[:PEER_PAIRS])
    return [
        _row(f"{mode}: median ms over {PAIRS} random city pairs, warm", statistics.median(ours), PEERS[mode][0],
             statistics.median(theirs)),
        _row(f"{mode}: 95th percentile, ms", statistics.quantiles(ours, n=20)[-1], PEERS[mode][0],
             statistics.quantiles(theirs, n=20)[-1]),
    ]  # fmt: skip


def _pairs(count: int) -> list[tuple[Place, Place]]:
    from geo.coords import BBox
    from geo.gazetteer.store import Gazetteer

    gazetteer, draw = Gazetteer.open(user_layers=False), random.Random(4)
    cities = list(gazetteer.within(BBox(-180, -90, 180, 90), min_population=100_000, limit=5000))
    return [(draw.choice(cities), draw.choice(cities)) for _ in range(count)]


def _times(run: Callable[[Place, Place], Any], pairs: Sequence[tuple[Place, Place]]) -> list[float]:
    times = []
    for a, b in pairs:
        began = time.perf_counter()
        run(a, b)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _cold() -> list[dict[str, Any]]:
    """Run the command in fresh processes: the median time, and the memory."""
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "geo", *COLD], stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - began)
    what = f"cold `geo {' '.join(COLD[:5])}`"
    return [
        {"what": f"{what}, s", "ours": statistics.median(seconds)},
        {"what": f"{what}, MB", "ours": of_command_mb("geo", COLD)},
    ]


def _size() -> dict[str, Any]:
    from geo.datasets import data_file

    size = sum(data_file(f"{mode}.net").stat().st_size for mode in PEERS) / 1e6
    return {"what": "network files together, MB", "ours": size}


def _row(what: str, ours: float, peer: str, theirs: float) -> dict[str, Any]:
    return {"what": what, "ours": ours, "peer": peer, "peers": theirs, "ratio": ours / theirs if theirs else None}


def tables() -> str:
    """Lay every row of the published lists out as Markdown."""
    parts = ["# Published lengths, measured\n`python -m benchmarks.networks tables` wrote this page."]
    for mode in PEERS:
        lines = with_peer(mode)
        parts.append(f"\n## {mode.capitalize()}: {len(lines)} lengths, beside {PEERS[mode][0]}\n")
        parts.append("| from | to | published km | ours km | error | mark | peer km | error | source | held aside |")
        parts.append("|---|---|---|---|---|---|---|---|---|---|")
        parts += [_line(row, PEERS[mode][0]) for row in lines]
    return "\n".join(parts) + "\n"


def _line(row: dict[str, Any], peer: str) -> str:
    route = row["route"]
    ours = f"{route.length_km:,.0f}" if isinstance(route, Route) else "none"
    mark = ("unreliable" if route.unreliable else "") if isinstance(route, Route) else route.reason
    theirs = "none" if row["peer_km"] is None else f"{row['peer_km']:,.0f}"
    cells = [
        row["origin"], row["destination"], f"{row['km']:,.0f}", ours, _percent(row["error"]), mark, theirs,
        _percent(row["peer_error"]), row["source"], "yes" if row["held"] else "",
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _percent(error: float | None) -> str:
    return "" if error is None else f"{error:+.1%}"


if __name__ == "__main__":
    if sys.argv[1:] == ["tables"]:
        Path("docs/network-lengths.md").write_text(tables(), encoding="utf-8")
    else:
        for row in rows():
            print(row)
