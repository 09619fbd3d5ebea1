"""Builds the network files: railways and roads of the world, and sea lanes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from geo.networks.assemble import assemble
from geo.networks.graph import RawGraph, with_edges
from geo.networks.heal import dead_end_bridges, facing_bridges, part_bridges
from geo.networks.merge import merge_knots
from geo.networks.passages import crosses, passages
from geo.networks.source import read_scgraph, read_searoute
from geo.networks.store import write_arrays
from geo.outlines import Outlines

__all__ = ["build", "heal"]

_STEP_KM = 5.0
_SEA_STEP_KM = 50.0
_KNOT_KM = 1.0

Report = Callable[[str], None]


def build(folder: Path, report: Report) -> None:
    """Write ``rail.net``, ``road.net`` and ``sea.net`` into a folder."""
    outlines = Outlines.open()
    report("  rail:")
    railways = heal(read_scgraph("world_railways"), outlines, report)
    _write(folder, "rail", assemble(railways, outlines.countries_at, facts={"name": "rail"}), report)
    report("  road:")
    roads = heal(merge_knots(read_scgraph("world_highways"), _KNOT_KM), outlines, report)
    _write(folder, "road", assemble(roads, outlines.countries_at, facts={"name": "road"}), report)
    report("  sea:")
    _write(folder, "sea", _sea(report), report)


def heal(graph: RawGraph, outlines: Outlines, report: Report) -> RawGraph:
    """Lay points on long edges and close the gaps, by the rules of `geo.networks.heal`."""
    graph = graph.densified(_STEP_KM)
    for rule in (dead_end_bridges, part_bridges):
        graph = _bridged(graph, rule.__name__, rule(graph), report)
    codes = outlines.countries_at(graph.xy)
    names = sorted({c for c in codes if c})
    country = [names.index(c) if c else -1 for c in codes]
    return _bridged(graph, "facing_bridges", facing_bridges(graph, country), report)


def _bridged(graph: RawGraph, rule: str, bridges: list[tuple[int, int, float]], report: Report) -> RawGraph:
    report(f"    {rule}: {len(bridges)}, {sum(km for _, _, km in bridges):.0f} km")
    return with_edges(graph, bridges)


def _sea(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    graph = read_searoute().densified(_SEA_STEP_KM)
    known = passages()
    number = np.zeros(len(graph.ends), np.uint8)
    for i, passage in enumerate(known, start=1):
        through = crosses(graph.xy[graph.ends[:, 0]], graph.xy[graph.ends[:, 1]], passage.gate)
        number[through] = i
        if not through.any():
            report(f"    no sea lane passes {passage.name}")
    closed = [i for i, passage in enumerate(known, start=1) if passage.closed]
    facts = {"name": "sea", "passages": [p.name for p in known], "closed": closed}
    return assemble(replace(graph, passage=number), lambda xy: [None] * len(xy), closed=closed, facts=facts)


def _write(folder: Path, name: str, made: tuple[dict[str, Any], dict[str, Any]], report: Report) -> None:
    arrays, facts = made
    write_arrays(folder / f"{name}.net", arrays, facts)
    size = (folder / f"{name}.net").stat().st_size / 1e6
    report(f"    {len(arrays['xy'])} junctions, {len(arrays['edge_a'])} edges, {size:.1f} MB")
    report("    " + ", ".join(f"{k} {np.asarray(v).nbytes / 1e6:.1f}" for k, v in arrays.items()))
