"""Builds the network files: railways and roads of the world, and sea lanes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from geo.networks.assemble import assemble, country_numbers
from geo.networks.graph import RawGraph, with_edges
from geo.networks.heal import REACH_KM, ahead_bridges, beside_bridges, dead_end_bridges, facing_bridges, part_bridges
from geo.networks.merge import merge_knots
from geo.networks.named import lay_named, read_sections
from geo.networks.passages import crosses, passages
from geo.networks.relief import lengthened
from geo.networks.source import read_scgraph, read_searoute
from geo.networks.store import write_arrays
from geo.outlines import Outlines

__all__ = ["build", "heal"]

_STEP_KM = 5.0
_SEA_STEP_KM = 50.0
_SHORE_KM = 3.0
_ATTACH_KM = 10.0
_SEA_ATTACH_KM = 80.0
_ROAD_REACH_KM = 2.5
_RAIL_KNOT_KM = 0.2
_ROAD_KNOT_KM = 1.5

Report = Callable[[str], None]
Made = tuple[dict[str, Any], dict[str, Any]]


def build(folder: Path, report: Report) -> None:
    """Write ``rail.net``, ``road.net`` and ``sea.net`` into a folder."""
    outlines = Outlines.open()
    for name, make in (("rail", rail), ("road", road), ("sea", sea)):
        report(f"  {name}:")
        _write(folder, name, make(outlines, report), report)


def rail(outlines: Outlines, report: Report) -> Made:
    """Make the railways of the world: what the source has, its gaps healed, then the named lines that it lacks."""
    graph = heal(merge_knots(read_scgraph("world_railways"), _RAIL_KNOT_KM), outlines, report)
    beside = beside_bridges(graph, country_numbers(graph, outlines.countries_at)[0])
    graph = _bridged(graph, "beside_bridges", beside, report)
    return assemble(_named("rail", graph, _ATTACH_KM, report), outlines.countries_at, facts={"name": "rail"})


def road(outlines: Outlines, report: Report) -> Made:
    """Make the highways of the world."""
    roads = merge_knots(read_scgraph("world_highways"), _ROAD_KNOT_KM)
    graph = lengthened(heal(roads, outlines, report, reach_km=_ROAD_REACH_KM))
    return assemble(_named("road", graph, _ATTACH_KM, report), outlines.countries_at, facts={"name": "road"})


def _named(mode: str, graph: RawGraph, reach_km: float, report: Report) -> RawGraph:
    sections = read_sections(mode)
    report(f"    named lines and crossings: {len(sections)}, {sum(s.km for s in sections):.0f} km")
    return lay_named(graph, sections, reach_km).densified(_STEP_KM if mode != "sea" else _SEA_STEP_KM)


def sea(outlines: Outlines, report: Report) -> Made:
    """Make the sea lanes of the world, with the passages that they lie in."""
    graph = _named("sea", read_searoute().densified(_SEA_STEP_KM), _SEA_ATTACH_KM, report)
    known = passages()
    number = np.zeros(len(graph.ends), np.uint8)
    for i, passage in enumerate(known, start=1):
        through = crosses(graph.xy[graph.ends[:, 0]], graph.xy[graph.ends[:, 1]], passage.gate)
        number[through] = i
        if not through.any():
            report(f"    no sea lane passes {passage.name}")
    closed = [i for i, passage in enumerate(known, start=1) if passage.closed]
    facts = {"name": "sea", "passages": [p.name for p in known]}
    return assemble(replace(graph, passage=number), lambda xy: [None] * len(xy), closed=closed, facts=facts)


def heal(graph: RawGraph, outlines: Outlines, report: Report, *, reach_km: float = REACH_KM) -> RawGraph:
    """Lay points on long edges and close the gaps, by the rules of `geo.networks.heal`."""
    graph = graph.densified(_STEP_KM)
    graph = _bridged(graph, "dead_end_bridges", dead_end_bridges(graph, reach_km), report)
    country = country_numbers(graph, outlines.countries_at)[0]
    graph = _bridged(graph, "part_bridges", part_bridges(graph, country), report)
    facing = facing_bridges(graph, country, lambda xy: None not in outlines.countries_at(xy, within_km=_SHORE_KM))
    graph = _bridged(graph, "facing_bridges", facing, report)
    return _bridged(graph, "ahead_bridges", ahead_bridges(graph, country), report)


def _bridged(graph: RawGraph, rule: str, bridges: list[tuple[int, int, float]], report: Report) -> RawGraph:
    report(f"    {rule}: {len(bridges)}, {sum(km for _, _, km in bridges):.0f} km")
    return with_edges(graph, bridges)


def _write(folder: Path, name: str, made: Made, report: Report) -> None:
    arrays, facts = made
    write_arrays(folder / f"{name}.net", arrays, facts)
    size = (folder / f"{name}.net").stat().st_size / 1e6
    report(f"    {len(arrays['xy'])} junctions, {len(arrays['edge_a'])} edges, {size:.1f} MB")
    report("    " + ", ".join(f"{k} {np.asarray(v).nbytes / 1e6:.1f}" for k, v in arrays.items()))
