"""Published lengths along railways, roads and sea lanes, and what the networks make of them.

``python -m benchmarks.published [rail|road|sea]`` prints the score and the rows that fail. Every third row of each
list is held aside: it is scored, but nobody looked at which of its rows fail while the rules were being written.
"""

import csv
import statistics
import sys
from pathlib import Path
from typing import Any

from geo.gazetteer.place import Place
from geo.networks import Networks, measure_all
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode

LENGTHS = Path(__file__).parent / "lengths"


def published(mode: str) -> list[dict[str, Any]]:
    """Read the published lengths of a mode; ``held`` marks those held aside."""
    with (LENGTHS / f"{mode}.csv").open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return [row | {"km": float(row["km"]), "held": i % 3 == 2} for i, row in enumerate(rows)]


def place_of(gazetteer: Any, name: str, country: str) -> Place:
    """Resolve a city by its name and country alone: the most prominent settlement of that name."""
    settlements = [p for p in gazetteer.candidates(name) if p.country == country and p.feature_class == "P"]
    return settlements[0] if settlements else gazetteer.find_one(name, country=country)


def measured(mode: str) -> list[dict[str, Any]]:
    """Lay every published journey on its network."""
    from geo.gazetteer.store import Gazetteer

    gazetteer, networks = Gazetteer.open(user_layers=False), Networks.open()
    rows = []
    for row in published(mode):
        ends = [place_of(gazetteer, row[end], row[f"{end}_country"]) for end in ("origin", "destination")]
        route = measure_all(ends[0], ends[1], networks, modes=(Mode(mode),))[Mode(mode)]
        rows.append(row | {"route": route, "error": error(route, row["km"])})
    return rows


def error(route: Route | NoRoute, km: float) -> float | None:
    """Give the relative error of a length, or None where there is no route."""
    return route.length_km / km - 1 if isinstance(route, Route) else None


def share_within(rows: list[dict[str, Any]], limit: float) -> float:
    """Give the share of rows whose length is within a relative error; no route counts as wrong."""
    return sum(r["error"] is not None and abs(r["error"]) <= limit for r in rows) / len(rows)


def silent_errors(rows: list[dict[str, Any]], limit: float = 0.25) -> list[dict[str, Any]]:
    """List the rows that are wrong by more than a limit and carry no mark that says so."""
    return [r for r in rows if r["error"] is not None and abs(r["error"]) > limit and not r["route"].unreliable]


def summary(mode: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sum up the rows looked at and those held aside."""
    sets = {"looked at": [r for r in rows if not r["held"]], "held aside": [r for r in rows if r["held"]]}
    return [
        {
            "mode": mode,
            "set": name,
            "rows": len(part),
            "within_5": share_within(part, 0.05),
            "within_10": share_within(part, 0.10),
            "no_route": sum(r["error"] is None for r in part),
            "marked": sum(isinstance(r["route"], Route) and bool(r["route"].unreliable) for r in part),
            "silent_over_25": len(silent_errors(part)),
            "median_error": statistics.median(abs(r["error"]) for r in part if r["error"] is not None),
        }
        for name, part in sets.items()
        if part
    ]


def _report(mode: str) -> None:
    rows = measured(mode)
    for line in summary(mode, rows):
        print(line)
    for r in rows:
        if r["held"] or (r["error"] is not None and abs(r["error"]) <= 0.1 and not r["route"].unreliable):
            continue
        route = r["route"]
        name = f"{r['origin']}–{r['destination']} {r['km']:.0f}"
        if isinstance(route, NoRoute):
            print(f"  {name}: none ({route.reason})")
        else:
            through = ">".join(dict.fromkeys(code for code, _ in route.countries))
            print(
                f"  {name}: {route.length_km:.0f} ({r['error']:+.0%}), straight {route.great_circle_km:.0f},", end=" "
            )
            print(f"access {route.access_km:.1f}, bridged {route.bridged_km:.0f}, {through} {route.unreliable or ''}")


if __name__ == "__main__":
    for mode in sys.argv[1:] or ["rail"]:
        _report(mode)
