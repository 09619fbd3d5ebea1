"""Train the network that reads journeys beside the rules.

    python tools/train_journeys.py           # writes geo/itinerary/learnt/network.npz
    python tools/train_journeys.py --check   # strangers in two halves, each read by networks that never saw its writers

The texts are those of ``tests/data/journeys*.jsonl``. Needs jax (``pip install --group train``); the run time does not.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from geo.articles.article import Article
from geo.itinerary import extract
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt import network
from geo.itinerary.learnt.encoding import MODES, STATUSES, Encoded
from geo.itinerary.learnt.reading import parties, rule_reading
from geo.itinerary.selection import is_journey
from geo.vocabulary import Mode, Status
from tests.itinerary import scoring
from tests.itinerary.world import DATA, world_of
from tools.journey_network import BUCKETS, MENTIONS, PLACES, train

SHIPPED = Path(network.__file__).parent / "network.npz"
NETWORKS = 3
SEVERAL = 2.0  # what a pair of stops weighs where the text tells of several journeys
Item = dict[str, Any]
Row = dict[str, np.ndarray]


def texts() -> list[Item]:
    """Every labelled text, those with the same words once."""
    found: dict[str, Item] = {}
    for path in sorted(DATA.glob("journeys*.jsonl")):
        for row in path.read_text("utf-8").splitlines():
            item = json.loads(row)
            found.setdefault(item["text"], item)
    return list(found.values())


def is_tuned(item: Item) -> bool:
    """Whether the rules were written with the text in view."""
    return isinstance(item["batch"], int)


def encoded(item: Item) -> Encoded:
    """A text as the network reads it, with what the rules made of it."""
    known = world_of(item)
    day = date.fromisoformat(item["published"]) if item["published"] else None
    article = Article(item["id"], "", item["text"], day)
    resolutions = known.resolutions(article)
    told = extract._reports(article, resolutions)
    lines = extract.lines_of(article, told, known)  # type: ignore[arg-type]
    kept = [row for row in lines if is_journey(*row, article)]
    return Encoded(Contexts(article, resolutions), rule_reading(kept, told, parties(told)))


def lesson(item: Item) -> Row:
    """What one text teaches: its numbers, padded, and what is right."""
    text = encoded(item)
    length = next((b for b in BUCKETS if len(text.tokens) <= b), BUCKETS[-1])
    count = min(len(text.tokens), length)
    tokens = np.zeros((length, text.tokens.shape[1]), np.float32)
    tokens[:count] = text.tokens[:count]
    at, owner = np.zeros(MENTIONS, np.int32), np.full(MENTIONS, -1, np.int32)
    for n, (token, place) in enumerate(zip(text.at[:MENTIONS], text.owner[:MENTIONS], strict=True)):
        if token < count and place < PLACES:
            at[n], owner[n] = token, place
    chosen = list(range(min(PLACES, len(text.places))))
    row = {
        "tokens": tokens,
        "mask": (np.arange(length) < count).astype(np.float32),
        "at": at,
        "owner": owner,
        "features": _padded(text.features(chosen), 1),
        "pairs": _padded(text.pairs(chosen), 2),
        "tuned": np.array(is_tuned(item)),
    }
    return row | _truth(item["itineraries"], {text.places[i].name: i for i in reversed(chosen)})


def _padded(rows: np.ndarray, sides: int) -> np.ndarray:
    return np.pad(rows, [(0, PLACES - len(rows))] * sides + [(0, 0)])


def _truth(golds: Sequence[Mapping[str, Any]], places: Mapping[str, int]) -> Row:
    """What is right of each place and of each pair; of places that may be named either way the first is the stop."""
    stop, known = np.zeros(PLACES, np.float32), np.zeros(PLACES, np.float32)
    known[list(places.values())] = 1.0
    status, mode = np.zeros((PLACES, len(STATUSES)), np.float32), np.zeros((PLACES, len(MODES)), np.float32)
    visits: dict[int, list[tuple[int, int]]] = {}
    for number, gold in enumerate(golds):
        for order, told in enumerate(gold["stops"]):
            named = [places[name] for name in told["place"].split("|") if name in places]
            for rank, i in enumerate(named):
                if rank or told.get("opt"):
                    known[i] *= stop[i]
                else:
                    stop[i] = known[i] = 1.0
                status[i, [STATUSES.index(Status(s)) for s in told["status"]]] = 1.0
                if order and "mode" in told:
                    mode[i, [MODES.index(Mode(m)) for m in told["mode"]]] = 1.0
                visits.setdefault(i, []).append((number, order))
    return {"stop": stop, "stop_known": known, "status": status, "mode": mode, **_pair_truth(visits)}


def _pair_truth(visits: Mapping[int, Sequence[tuple[int, int]]]) -> Row:
    count = len({number for row in visits.values() for number, _ in row})
    names = ("together", "together_known", "before", "before_known")
    found = {name: np.zeros((PLACES, PLACES), np.float32) for name in names}
    for i, one in visits.items():
        for j, two in visits.items():
            if i == j:
                continue
            mine, others = dict(reversed(one)), dict(reversed(two))
            common = mine.keys() & others.keys()
            found["together"][i, j] = bool(common)
            found["together_known"][i, j] = (len(mine) == 1 or len(others) == 1) * (1.0 if count == 1 else SEVERAL)
            once = len(mine) == len(one) and len(others) == len(two)
            if common and once and mine[min(common)] != others[min(common)]:
                found["before_known"][i, j] = 1.0
                found["before"][i, j] = mine[min(common)] < others[min(common)]
    return found


def trained(rows: Sequence[Row], count: int = NETWORKS) -> dict[str, np.ndarray]:
    """Some networks that differ in their seed, side by side."""
    nets = [train(rows, seed) for seed in range(count)]
    return {name: np.stack([net[name] for net in nets]).astype(np.float16) for name in nets[0]}


def line(score: scoring.Score) -> str:
    """A score in one line."""
    return (
        f"F1 {score.f1:.3f} (found {score.found}, missed {score.missed}, extra {score.extra}) "
        f"status {score.status_share:.3f} mode {score.mode_share:.3f} dates {score.date_share:.3f} "
        f"invented {len(score.invented)}"
    )


def check(items: Sequence[Item], rows: Sequence[Row], count: int, writers: Sequence[str]) -> None:
    """Score what some strangers wrote, read by networks that never saw a text of theirs."""
    rest = [row for item, row in zip(items, rows, strict=True) if item.get("author") not in writers]
    made = {name: value.astype(np.float32) for name, value in trained(rest, count).items()}
    network.weights = lambda: made  # type: ignore[assignment]
    for writer in writers:
        theirs = [item for item in items if item.get("author") == writer]
        print(f"{writer:10} {line(scoring.score(theirs))}", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train for shipping, or check out of batch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="score strangers by networks that never saw their texts")
    parser.add_argument("--networks", type=int, default=NETWORKS, help="how many networks read side by side")
    options = parser.parse_args(arguments)
    items = texts()
    rows = [lesson(item) for item in items]
    if options.check:
        writers = sorted({item["author"] for item in items if "author" in item})
        for half in (writers[::2], writers[1::2]):
            check(items, rows, options.networks, half)
        return
    np.savez_compressed(SHIPPED, **trained(rows, options.networks))
    print(f"{SHIPPED.name}: {SHIPPED.stat().st_size} bytes")


if __name__ == "__main__":
    main()
