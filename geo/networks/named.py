"""Lays named lines and crossings that the source lacks: facts about infrastructure, in rows that a person can review.

``crossings.csv`` holds bridges, tunnels, canals and ferries of every mode; ``lines.csv`` railways in service where the
source has a hole.
Each row is one section, with its published length.
"""

import csv
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from geo.errors import NetworkError
from geo.networks.graph import RawGraph, great_circle_km, on_sphere, with_edges

__all__ = ["Section", "lay_named", "read_sections"]

_SAME_KM = 0.5
_DOUBLE_KM = 5.0


class Section(NamedTuple):
    """One section of a named line: its two ends in degrees, and the length between them."""

    name: str
    start: tuple[float, float]
    end: tuple[float, float]
    km: float


def read_sections(mode: str) -> list[Section]:
    """Read the sections of one mode, refusing one whose length does not fit its two ends.

    Raises
    ------
    NetworkError
        With the row and both lengths.
    """
    rows: list[dict[str, str]] = []
    for file in ("crossings.csv", "lines.csv"):
        with (Path(__file__).parent / file).open(encoding="utf-8", newline="") as lines:
            rows += [row for row in csv.DictReader(lines) if row.get("mode", "rail") == mode]
    sections = [_section(row) for row in rows]
    for section in sections:
        straight = float(great_circle_km(section.start, section.end))
        if not straight * 0.98 <= section.km <= 2.5 * straight + 5:
            raise NetworkError(f"{section.name}: {section.km} km between points {straight:.1f} km apart")
    return sections


def _section(row: dict[str, str]) -> Section:
    start, end = ((float(row[f"{side}_lon"]), float(row[f"{side}_lat"])) for side in ("from", "to"))
    return Section(f"{row['name']}: {row['from']}–{row['to']}", start, end, float(row["km"]))


def lay_named(graph: RawGraph, sections: list[Section], reach_km: float = 10.0) -> RawGraph:
    """Add sections to a graph, each end joined to the nearest point of what was there, where that is near.

    A bridge that the rules laid where a section lies gives way to it.
    """
    from scipy.spatial import cKDTree

    if not sections:
        return graph
    graph = _without_doubles(graph, sections)
    ends = np.array([end for s in sections for end in (s.start, s.end)])
    names, number = np.unique(np.rint(ends * 1000).astype(int), axis=0, return_inverse=True)
    first = len(graph.xy)
    wider = RawGraph(
        np.vstack([graph.xy, names / 1000]),
        graph.ends,
        graph.km,
        graph.bridged,
        graph.passage,
        np.append(graph.drawn, np.ones(len(names), bool)),
    )
    pairs = (first + number.reshape(-1, 2)).tolist()
    laid = with_edges(wider, [(a, b, s.km) for (a, b), s in zip(pairs, sections, strict=True)], bridged=False)
    gaps, nearest = cKDTree(on_sphere(graph.xy)).query(on_sphere(names / 1000))
    reached = np.flatnonzero(gaps <= reach_km).tolist()
    joins = [(first + i, int(nearest[i]), max(float(gaps[i]), 0.01)) for i in reached]
    laid = with_edges(laid, [j for j in joins if j[2] <= _SAME_KM], bridged=False)
    return with_edges(laid, [j for j in joins if j[2] > _SAME_KM])


def _without_doubles(graph: RawGraph, sections: list[Section]) -> RawGraph:
    """Drop the bridges whose two ends lie near the two ends of a section."""
    bridges = np.flatnonzero(graph.bridged)
    if not len(bridges):
        return graph
    ends = on_sphere(graph.xy[graph.ends[bridges]].reshape(-1, 2)).reshape(-1, 2, 3)
    doubled = np.zeros(len(bridges), bool)
    for section in sections:
        marks = on_sphere(np.array([section.start, section.end]))
        for there in (marks, marks[::-1]):
            doubled |= (np.linalg.norm(ends - there, axis=2) < _DOUBLE_KM).all(axis=1)
    keep = np.ones(len(graph.ends), bool)
    keep[bridges[doubled]] = False
    return replace(
        graph, ends=graph.ends[keep], km=graph.km[keep], bridged=graph.bridged[keep], passage=graph.passage[keep]
    )
