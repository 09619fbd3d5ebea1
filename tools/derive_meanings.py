"""Derive geo/gazetteer/curated/meanings.csv: whom news of journeys means by a name where a namesake is larger.

Source: the places that the labelled journeys of ``tests/data`` name, in texts that are not set aside; written for this
project by people and programs that saw no gazetteer. Horta is the harbour of the Azores in all of 63 texts, and no
suburb of Barcelona. Usage: ``python tools/derive_meanings.py``; it empties the table first and then fills it.
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.coords import LonLat, geodesic_km  # noqa: E402
from geo.gazetteer.build import gather  # noqa: E402
from geo.gazetteer.curated import FOLDER  # noqa: E402
from geo.gazetteer.gather import Draft  # noqa: E402
from geo.gazetteer.names import normalise  # noqa: E402
from geo.gazetteer.place import Place  # noqa: E402
from geo.gazetteer.schema import WEIGHTS, NameFlag  # noqa: E402
from tests.itinerary.world import labelled_texts  # noqa: E402

OUT = FOLDER / "meanings.csv"
COLUMNS = ("name", "target", "prominence")
# How far a bearer may lie from where the label puts the place, by the class of its feature.
_KM, _KM_ELSE = {"P": 25.0, "S": 25.0, "A": 200.0, "H": 200.0}, 80.0
_LEAST, _SHARE = 3, 0.8  # texts that mean it, and their share of all that have the name
# What size says counts as two texts do; a bearer of ten times the people is meant five times as often.
_PRIOR, _POWER = 2.0, 0.7
_MOST = 2.0  # times the weight of the weightiest bearer

Bearers = list[tuple[Draft, float]]


def main() -> None:
    """Write the table."""
    _write([])
    bearers, rows = _bearers(), []
    for key, meant in _meant(bearers).items():
        raised = _raised(bearers[key], meant)
        if raised is not None:
            draft, weight = raised
            share = max(WEIGHTS[draft.keys[key]], WEIGHTS[NameFlag.VARIANT])
            rows.append((key, draft.place.id, f"{weight / share:.0f}"))
    _write(sorted(rows))
    print(f"{len(rows)} rows")


def _write(rows: list[tuple[str, str, str]]) -> None:
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def _bearers() -> dict[str, Bearers]:
    """The drafts that answer to each key, with how much each weighs among them."""
    world, _ = gather(print)
    found: dict[str, Bearers] = defaultdict(list)
    for draft in world:
        for key, flag in draft.keys.items():
            found[key].append((draft, max(1.0, draft.prominence * WEIGHTS[flag])))
    return found


def _meant(bearers: dict[str, Bearers]) -> dict[str, Counter[str]]:
    """How many texts mean which place by a key."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in labelled_texts():
        if text.get("aside"):
            continue
        seen = set()
        for name, label in text.get("table", {}).items():
            key = normalise(name)
            draft = None if label.get("demonym") else _labelled(bearers.get(key, []), label)
            if draft is not None:
                seen.add((key, draft.place.id))
        for key, place_id in seen:
            found[key][place_id] += 1
    return found


def _labelled(bearers: Bearers, label: dict[str, Any]) -> Draft | None:
    """The bearer that a label means: of its kind, and the nearest to its point."""
    feature, at = label["feature"], LonLat(label["lon"], label["lat"])
    if feature.startswith("A.PCL"):
        return next((d for d, _ in bearers if d.place.is_country and d.place.country == label["country"]), None)
    near = [
        (geodesic_km(at, draft.place.at), draft.place.id, draft)
        for draft, _ in bearers
        if draft.place.feature_class == feature[0] and not draft.place.is_country
    ]
    km, _, draft = min(near, key=lambda row: row[:2], default=(0.0, "", None))
    return draft if km <= _KM.get(feature[0], _KM_ELSE) else None


def _raised(bearers: Bearers, meant: Counter[str]) -> tuple[Draft, float] | None:
    """The bearer that nearly all texts mean, where its weight does not say so, with the weight that says it."""
    [(place_id, count)], total = meant.most_common(1), meant.total()
    first, most = max(bearers, key=lambda bearer: bearer[1])
    draft, weight = next(bearer for bearer in bearers if bearer[0].place.id == place_id)
    said_by_few = count < _LEAST or count < _SHARE * total
    if said_by_few or draft is first or draft.place.is_country or _holds(first.place, draft.place):
        return None
    share = weight**_POWER / sum(other**_POWER for _, other in bearers)
    said = (count + _PRIOR * share) / (total + _PRIOR)
    wanted = min(most * _MOST, weight * (said / share) ** (1.0 / _POWER))
    return (draft, wanted) if wanted > weight else None


def _holds(unit: Place, place: Place) -> bool:
    """Tell whether the weightiest bearer is the unit around the town: which of the two is meant, the text says."""
    same = unit.country == place.country and (unit.is_country or unit.admin1 == place.admin1)
    return same and unit.feature_class == "A" and place.feature_class == "P"


if __name__ == "__main__":
    main()
