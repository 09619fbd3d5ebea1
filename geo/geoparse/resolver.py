"""Which place on Earth each mention means: a conditional logit over candidates, in passes that see votes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.articles.article import Article
from geo.gazetteer.place import Place
from geo.geoparse.evidence import FEATURES, Board
from geo.geoparse.groups import Group, group_mentions
from geo.geoparse.lesser import LESSER_PROBABILITY
from geo.geoparse.mention import Candidate, Hints, Mention, Resolution, Unresolved
from geo.geoparse.senses import KINDS, STATIC, SenseBook, Senses
from geo.geoparse.words_of_evidence import explain_choice, why_unresolved

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["Judgement", "Weights", "judge", "resolve_mentions", "sense_book", "shipped_weights", "tentative_places"]

Array = NDArray[Any]
_MODEL = Path(__file__).with_name("resolver.json")
_RIVALS = 4
LESSER_CONFIDENCE = 0.7  # the most that a name in a text of another language is believed
_NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned weights: one vector a pass, and the calibration of the outcome: a logistic, then a monotone curve."""

    passes: tuple[Array, ...]
    platt: Array
    curve: Array

    @classmethod
    def open(cls, path: Path = _MODEL) -> "Weights":
        """Load weights; a feature that the file does not name weighs nothing."""
        data = json.loads(path.read_text(encoding="utf-8"))
        passes = tuple(np.array([p.get(f, 0.0) for f in FEATURES]) for p in data["passes"])
        return cls(passes, np.array([data["calibration"][c] for c in CALIBRATION]), np.array(data["curve"]))


_SETTLEMENT, _SHORT = KINDS.index("settlement"), STATIC.index("short form")
_UNITS = {KINDS.index("admin1"), KINDS.index("admin2")}
_SPOTS = {KINDS.index("site"), KINDS.index("airport")}
_NEAR, _HINT = FEATURES.index("near others 120"), FEATURES.index("distance to hint")
_SEAT_KM = 120.0  # a unit's point within this of its namesake town is the same spot to a reader
# Words that name a part of something else, and no place by themselves.
PARTS = frozenset({"north", "south", "east", "west"})
CALIBRATION = (
    "constant", "belief", "recogniser", "margin", "alone", "recogniser × belief", "demonym", "country", "admin1",
    "admin2", "settlement", "named often", "with parent", "near others", "prominence", "main name", "hinted",
)  # fmt: skip


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return the weights that ship, loaded once."""
    return Weights.open()


@lru_cache(maxsize=4)
def sense_book(gazetteer: "Gazetteer") -> SenseBook:
    """Return the book of names kept for a gazetteer."""
    return SenseBook(gazetteer)


@dataclass(frozen=True, slots=True)
class Judgement:
    """All candidates of an article with the belief in each: what explanations and training read."""

    board: Board
    scores: Array
    belief: Array


def resolve_mentions(
    article: Article,
    mentions: Sequence[Mention],
    gazetteer: "Gazetteer",
    hints: Hints = _NO_HINTS,
    *,
    weights: Weights | None = None,
) -> tuple[Resolution, ...]:
    """Decide which place each mention means.

    Parameters
    ----------
    mentions : sequence of Mention
        Of this article, in text order, without overlaps.
    hints : Hints
        What is known besides the text; it leans, it does not decide.
    weights : Weights, optional
        Other weights than the shipped ones, for training.

    Returns
    -------
    tuple of Resolution
        One for each mention, in the same order; what cannot be placed carries an `Unresolved` with its reason.
    """
    if not mentions:
        return ()
    book = sense_book(gazetteer)
    groups = group_mentions(article.text, mentions, book.is_known)
    weights = weights or shipped_weights()
    judgement = judge(groups, mentions, book, hints, weights.passes)
    result: list[Resolution | None] = [None] * len(mentions)
    for g, group in enumerate(groups):
        for i, resolution in zip(group.members, _settle(judgement, g, mentions, weights), strict=True):
            result[i] = resolution
    return tuple(r for r in result if r is not None)


def tentative_places(
    text: str, mentions: Sequence[Mention], gazetteer: "Gazetteer", passes: Sequence[Array] | None = None
) -> list[tuple[Mention, Place]]:
    """Place mentions in a hurry, one a name: what recognition asks before it looks again."""
    book = sense_book(gazetteer)
    groups = group_mentions(text, mentions, book.is_known)
    judgement = judge(groups, mentions, book, _NO_HINTS, (passes or shipped_weights().passes)[:2])
    board, found = judgement.board, []
    for g, group in enumerate(groups):
        start, end = int(board.starts[g]), int(board.starts[g + 1])
        if end > start:
            best = max((mentions[i] for i in group.members), key=lambda m: m.probability)
            found.append((best, board.senses[g].places[int(judgement.belief[start:end].argmax())]))
    return found


def judge(
    groups: Sequence[Group], mentions: Sequence[Mention], book: SenseBook, hints: Hints, passes: Sequence[Array]
) -> Judgement:
    """Weigh all candidates of an article, pass after pass."""
    board = Board.lay(book, groups, hints)
    weight = np.array([max(mentions[i].probability for i in g.members) for g in groups])
    scores = board.matrix @ passes[0]
    belief = board.softmax(scores)
    for vector in passes[1:]:
        board.vote(belief, weight)
        scores = board.matrix @ vector
        belief = board.softmax(scores)
    return Judgement(board, scores, belief)


def _settle(judgement: Judgement, g: int, mentions: Sequence[Mention], weights: Weights) -> list[Resolution]:
    board = judgement.board
    group = board.groups[g]
    start, end = int(board.starts[g]), int(board.starts[g + 1])
    if start == end or group.name.lower() in PARTS:
        reason = Unresolved(why_unresolved(group))
        return [Resolution(mentions[i], reason, 0.0) for i in group.members]
    belief = _with_seats(board.senses[g], judgement.belief[start:end], group.cue)
    order = np.argsort(-belief, kind="stable")[: _RIVALS + 1]
    places = board.senses[g].places
    best = places[order[0]]
    rivals = tuple(Candidate(places[k], round(float(belief[k]), 4)) for k in order[1:] if belief[k] >= 0.001)
    rival = int(order[1]) + start if len(order) > 1 else None
    because = explain_choice(board, g, int(order[0]) + start, rival, weights.passes[-1])
    if mentions[group.members[0]].probability == LESSER_PROBABILITY:
        because = (*because, "the text is in another language than English: its names are matched, not read in context")
    resolutions = []
    for i in group.members:
        confidence = calibrated(calibration_row(board, g, belief, mentions[i].probability), weights)
        if mentions[i].probability == LESSER_PROBABILITY:
            confidence = min(confidence, LESSER_CONFIDENCE)
        resolutions.append(Resolution(mentions[i], best, confidence, rivals, because))
    return resolutions


def _with_seats(senses: Senses, belief: Array, cue: str) -> Array:
    """Give a small unit's belief to the town that it is named after: "reached Porto" means the city, not the district.

    Only where the text does not call it a province or county, and where both lie so close that no reader would tell
    them apart; a state far larger than its namesake keeps what it has.
    """
    towns = senses.kinds == _SETTLEMENT
    if cue not in ("", "settlement") or not towns.any() or towns.all():
        return belief
    moved = belief.copy()
    for k in np.flatnonzero(~towns & (belief > 0.02)):
        if senses.kinds[k] not in _UNITS and not (senses.kinds[k] in _SPOTS and senses.static[k, _SHORT]):
            continue
        same = towns & (senses.country == senses.country[k])
        km = np.arccos(np.clip(senses.unit @ senses.unit[k], -1.0, 1.0)) * 6371.0
        near = np.flatnonzero(same & (km < _SEAT_KM))
        if len(near):
            seat = near[np.argmax(senses.static[near, 0])]
            moved[seat] += moved[k]
            moved[k] = 0.0
    return moved


def calibration_row(board: Board, g: int, belief: Array, probability: float) -> Array:
    """Lay out what the confidence is computed from, in the order of `CALIBRATION`."""
    group = board.groups[g]
    ranked = np.sort(belief)[::-1]
    top, second = float(ranked[0]), float(ranked[1]) if len(ranked) > 1 else 0.0
    row = board.matrix[int(board.starts[g] + belief.argmax())]
    sure, seen = _logit(top), _logit(probability)
    kinds = row[STATIC.index("country") : STATIC.index("settlement") + 1] * (not group.demonym)
    return np.array([
        1.0, sure, seen, top - second, float(len(belief) == 1), sure * seen / 7, float(group.demonym), *kinds,
        np.log(len(group.members)), float(bool(group.parents)), row[_NEAR], row[0], row[STATIC.index("main name")],
        float(row[_HINT] != 0),
    ])  # fmt: skip


def calibrated(row: Array, weights: Weights) -> float:
    """Turn belief into a probability that holds."""
    raw = 1.0 / (1.0 + float(np.exp(-(row @ weights.platt))))
    return round(float(np.interp(raw, weights.curve[0], weights.curve[1])), 4)


STRAIGHT = np.array([[0.0, 1.0], [0.0, 1.0]])


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return float(np.log(p / (1.0 - p)))
