"""Derive two tables of geo/gazetteer/curated: by which name news knows a town, and whom it means by a name.

``english.csv``: Seville is Sevilla in GeoNames, Kufra is Al Jawf. ``meanings.csv``: Horta is the harbour of the Azores
in all of 63 texts, and no suburb of Barcelona, which is larger. Source of both: the places that the labelled journeys
of ``tests/data`` name, in texts that are not set aside; written for this project by people and programs that saw no
gazetteer. Usage: ``python tools/derive_meanings.py``; it empties the tables first and then fills them.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
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

MEANINGS, MEANING_COLUMNS = FOLDER / "meanings.csv", ("name", "target", "prominence")
ENGLISH, ENGLISH_COLUMNS = FOLDER / "english.csv", ("target", "name")
# How far a bearer may lie from where the label puts the place, by the class of its feature.
_KM, _KM_ELSE = {"P": 25.0, "S": 25.0, "A": 200.0, "H": 200.0}, 80.0
_NEAR_KM = 60.0  # within which two towns are not of one name
_LEAST, _SHARE = 3, 0.8  # texts that mean it, and their share of all that have the name
# What size says counts as two texts do; a bearer of ten times the people is meant five times as often.
_PRIOR, _POWER = 2.0, 0.7
_MOST = 2.0  # times the weight of the weightiest bearer
# The share of a town's namings in which it has another name than the gazetteer's, or the same without its marks.
_RENAMED, _UNMARKED = 0.6, 0.75
# What many write though the country has changed it, or though it is the province's.
_REFUSED = frozenset("Stepanakert Martuni Torez Nelspruit Jalal-Abad Penang Kocaeli".split())

Bearers = list[tuple[Draft, float]]


def main() -> None:
    """Write both tables; the second is counted where the first already holds."""
    _write(ENGLISH, ENGLISH_COLUMNS, [])
    _write(MEANINGS, MEANING_COLUMNS, [])
    bearers = _bearers()
    _write(ENGLISH, ENGLISH_COLUMNS, _english(bearers, _named(bearers)))
    bearers, rows = _bearers(), []
    for key, meant in _meant(_named(bearers)).items():
        raised = _raised(bearers[key], meant)
        if raised is not None:
            draft, weight = raised
            share = max(WEIGHTS[draft.keys[key]], WEIGHTS[NameFlag.VARIANT])
            rows.append((key, draft.place.id, f"{weight / share:.0f}"))
    _write(MEANINGS, MEANING_COLUMNS, rows)


def _write(path: Path, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows))
    print(f"{path.name}: {len(rows)} rows")


def _bearers() -> dict[str, Bearers]:
    """The drafts that answer to each key, with how much each weighs among them."""
    world, _ = gather(print)
    found: dict[str, Bearers] = defaultdict(list)
    for draft in world:
        for key, flag in draft.keys.items():
            found[key].append((draft, max(1.0, draft.prominence * WEIGHTS[flag])))
    return found


def _named(bearers: dict[str, Bearers]) -> list[tuple[int, str, Draft]]:
    """Every name in the table of a text, with the number of the text and the place that it means."""
    found = []
    for number, text in enumerate(labelled_texts()):
        table = {} if text.get("aside") else text.get("table", {})
        for name, label in table.items():
            draft = None if label.get("demonym") else _labelled(bearers.get(normalise(name), []), label)
            if draft is not None:
                found.append((number, name, draft))
    return found


def _meant(named: Sequence[tuple[int, str, Draft]]) -> dict[str, Counter[str]]:
    """How many texts mean which place by a key, in capitals or not."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for _, key, place_id in {(number, normalise(name), draft.place.id) for number, name, draft in named}:
        found[key][place_id] += 1
    return found


def _english(bearers: dict[str, Bearers], named: Sequence[tuple[int, str, Draft]]) -> list[tuple[str, str]]:
    """The towns that most texts call by another name, which is neither a part of it nor another's."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    drafts = {draft.place.id: draft for _, _, draft in named if _is_town_of_geonames(draft.place)}
    for _, name, draft in named:
        written[draft.place.id][name] += 1
    rows = []
    for place_id, draft in drafts.items():
        [(name, count)], total = written[place_id].most_common(1), written[place_id].total()
        ours, theirs = normalise(draft.place.name), normalise(name)
        share = _UNMARKED if ours == theirs else _RENAMED
        odd = name.isupper() or name in _REFUSED or (ours != theirs and set(theirs.split()) <= set(ours.split()))
        known = name == draft.place.name or any(_is_rival(other, draft, theirs) for other, _ in bearers[theirs])
        if count >= max(_LEAST, share * total) and not odd and not known:
            rows.append((place_id, name))
    return rows


def _is_town_of_geonames(place: Place) -> bool:
    return place.feature_class == "P" and place.id.startswith("geonames:")


def _is_rival(other: Draft, draft: Draft, key: str) -> bool:
    """Tell whether a name is the own one of a town near by, as Veria is not Vergina."""
    own = other.keys[key] is NameFlag.MAIN and _is_town_of_geonames(other.place)
    apart = normalise(draft.place.name) not in (key, *other.keys)
    return own and apart and geodesic_km(other.place.at, draft.place.at) < _NEAR_KM


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
