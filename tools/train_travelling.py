"""Train what the resolver's last pass weighs in texts that tell of a journey.

    python tools/train_travelling.py            # cross-validated
    python tools/train_travelling.py --ship     # writes "travelling" in geo/geoparse/resolver.json

News of one town and the report of a journey lean differently: whoever sails from Halifax to Panama City means the great
ports, whatever lies nearer to the other names. The texts are the examiners' journeys in ``tests/data`` that are not set
aside, with the names and places of their tables; the passes before the last stay as they are. Needs scipy.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from geo.coords import LonLat
from geo.gazetteer.store import Gazetteer
from geo.geoparse import resolver as runtime
from geo.geoparse.evidence import FEATURES, HINTED
from geo.geoparse.mention import Hints
from geo.geoparse.senses import KINDS, SenseBook, Senses
from tests.itinerary.world import labelled_texts
from tools.train_data import sample_of
from tools.train_resolver import Case, fit_one, gold_mentions, km_to, named

_CLOSE = 1.0  # what holds the weights at those of the last pass
_FOLDS = 5
_SPOT_KM, _UNIT_KM = 30.0, 400.0  # so near a candidate is the town meant, the province, river or range meant


def case_of(item: dict[str, Any], book: SenseBook, passes: Sequence[Any]) -> Case:
    """A labelled journey with what its table says of each name, its votes as the last pass finds them."""
    sample = sample_of(item, item["id"])
    case = Case(sample, gold_mentions(sample), book, Hints())
    case.board = board = runtime.judge(case.groups, case.mentions, book, case.hints, passes).board
    case.share[:] = 0.0
    for g, group in enumerate(case.groups):
        rows = slice(board.starts[g], board.starts[g + 1])
        meant = item["table"].get(case.mentions[group.members[0]].text)
        if meant is None or rows.start == rows.stop:
            continue
        right = right_of(board.senses[g], meant, book)
        for k in np.flatnonzero(~right).tolist():
            seat = runtime._with_seats(board.senses[g], np.eye(len(right))[k], group, case.groups)
            right[k] = right[int(seat.argmax())]  # a unit that gives way to its seat is as right
        case.right[rows] = right
        case.share[g] = right.any() * (1.0 + np.log(len(group.members)))
    return case


def right_of(senses: Senses, meant: dict[str, Any], book: SenseBook) -> Any:
    """Which candidates are the place that a table means: a country by its code, all else by its kind and nearness."""
    is_country = senses.kinds == KINDS.index("country")
    same = senses.country == book.number(meant["country"])
    if meant["feature"].startswith(("A.PCL", "A.TERR")):
        return is_country & same
    km = km_to(senses.unit, LonLat(meant["lon"], meant["lat"]))
    is_unit = np.isin(senses.kinds, (KINDS.index("admin1"), KINDS.index("admin2")))
    if meant["feature"].startswith("A."):
        return is_unit & same & (km < _UNIT_KM)
    is_town = senses.kinds == KINDS.index("settlement")
    if meant["feature"].startswith(("P", "S")):
        return ~is_country & ~is_unit & (km < _SPOT_KM)
    return ~is_country & ~is_unit & ~is_town & (km < _UNIT_KM)


def fit(cases: Sequence[Case], last: Any) -> Any:
    """Fit the last pass to journeys, from the one that fits news; what hints weigh stays."""
    return fit_one(cases, np.array([f not in HINTED for f in FEATURES]), last, _CLOSE)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ship", action="store_true", help="write the weights")
    options = parser.parse_args()
    book = SenseBook(Gazetteer.open(user_layers=False))
    *before, last = runtime.shipped_weights().passes
    theirs = [item for item in labelled_texts() if item["kind"] == "examination" and not item["aside"]]
    cases = [case_of(item, book, (*before, last)) for item in theirs if item["itineraries"]]
    if options.ship:
        known = json.loads(runtime._MODEL.read_text(encoding="utf-8"))
        known["travelling"] = named(fit(cases, last))
        runtime._MODEL.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        return
    for name, vectors in (("as news", [last] * _FOLDS), ("travelling", _others_fitted(cases, last))):
        right = [_right_groups(case, vectors[n % _FOLDS]) for n, case in enumerate(cases)]
        print(f"{name:10s} right {sum(map(sum, right))} of {sum(map(len, right))} names with a right candidate")


def _others_fitted(cases: Sequence[Case], last: Any) -> list[Any]:
    """The last pass for each fold, fitted to the others."""
    return [fit([case for n, case in enumerate(cases) if n % _FOLDS != k], last) for k in range(_FOLDS)]


def _right_groups(case: Case, vector: Any) -> list[bool]:
    """Of each name that has a right candidate, whether a last pass chooses one."""
    scores, starts = case.board.matrix @ vector, case.board.starts
    asked = np.flatnonzero(case.share)
    return [bool(case.right[starts[g] + int(scores[starts[g] : starts[g + 1]].argmax())]) for g in asked]


if __name__ == "__main__":
    main()
