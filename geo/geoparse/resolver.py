"""Which place on Earth each mention means: a conditional logit over candidates, in passes that see votes."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.articles.article import Article
from geo.gazetteer.names import normalise
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
    """Learned weights: one vector a pass, and the calibration of the outcome: a logistic, then a monotone curve.

    ``travelling`` is the last pass of a text that tells of a journey, where the weights know of one.
    """

    passes: tuple[Array, ...]
    platt: Array
    curve: Array
    travelling: Array | None = None

    @classmethod
    def open(cls, path: Path = _MODEL) -> "Weights":
        """Load weights; a feature that the file does not name weighs nothing."""
        data = json.loads(path.read_text(encoding="utf-8"))
        *passes, travelling = (
            np.array([p.get(f, 0.0) for f in FEATURES]) for p in (*data["passes"], data["travelling"])
        )
        platt = np.array([data["calibration"][c] for c in CALIBRATION])
        return cls(tuple(passes), platt, np.array(data["curve"]), travelling)

    def of_journeys(self) -> "Weights":
        """The same for texts that tell of a journey."""
        if self.travelling is None:
            return self
        return replace(self, passes=(*self.passes[:-1], self.travelling))


_SETTLEMENT, _SHORT = KINDS.index("settlement"), STATIC.index("short form")
_UNITS = {KINDS.index("admin1"), KINDS.index("admin2")}
_SPOTS = {KINDS.index("site"), KINDS.index("airport")}
_MAIN = STATIC.index("main name")
_NEAR, _HINT = FEATURES.index("near others 120"), FEATURES.index("distance to hint")
_MANY = 8  # a seat holds an eighth of its unit's people, or else bears its name: Chiapa de Corzo is not Chiapas
_SEAT_KM = 120.0  # a unit's point within this of its namesake town is the same spot to a reader
_FAR_SEAT_KM, _HEART = 400.0, 5  # a seat with a fifth of its unit's people is what the name means from afar too
_BORDER = "S.PSTB"  # a border post is called after its town
# Words that name a part of something else, and no place by themselves.
PARTS = frozenset({"north", "south", "east", "west"})
CALIBRATION = (
    "constant", "belief", "recogniser", "margin", "alone", "recogniser × belief", "demonym", "country", "admin1",
    "admin2", "settlement", "named often", "with parent", "near others", "prominence", "main name", "hinted",
)  # fmt: skip
_BELIEF, _RECOGNISER, _CROSSED = map(CALIBRATION.index, ("belief", "recogniser", "recogniser × belief"))
_NOWHERE = [0.0] * len(CALIBRATION)
_KINDS_OF_ROW = range(STATIC.index("country"), STATIC.index("settlement") + 1)


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
    choices = [_choose(judgement, g, mentions, weights) for g in range(len(groups))]
    owners = {i: choice for group, choice in zip(groups, choices, strict=True) for i in group.members}
    rows = [_believed(owners[i].outline, mention.probability) for i, mention in enumerate(mentions)]
    sure = calibrated(np.array(rows), weights).tolist()
    return tuple(
        Resolution(mention, choice.place, _confidence(choice, mention, raw), choice.rivals, choice.because)
        for mention, choice, raw in zip(mentions, map(owners.__getitem__, range(len(mentions))), sure, strict=True)
    )


def tentative_places(
    text: str, mentions: Sequence[Mention], gazetteer: "Gazetteer", passes: Sequence[Array] | None = None
) -> list[tuple[Mention, Place]]:
    """Place mentions in a hurry, one a name: what recognition asks before it looks again."""
    book = sense_book(gazetteer)
    groups = group_mentions(text, mentions, book.is_known)
    judgement = judge(groups, mentions, book, _NO_HINTS, (passes or shipped_weights().passes)[:2])
    board, found = judgement.board, []
    for g, group in enumerate(groups):
        start, end = board.starts[g], board.starts[g + 1]
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


class _Choice(NamedTuple):
    """What was decided for a group; ``outline`` is its row of `CALIBRATION`, the recogniser's part left open."""

    place: Place | Unresolved
    rivals: tuple[Candidate, ...]
    because: tuple[str, ...]
    outline: list[float]


def _choose(judgement: Judgement, g: int, mentions: Sequence[Mention], weights: Weights) -> _Choice:
    board = judgement.board
    group = board.groups[g]
    start, end = board.starts[g], board.starts[g + 1]
    if start == end or group.name.lower() in PARTS:
        return _Choice(Unresolved(why_unresolved(group)), (), (), _NOWHERE)
    belief = _with_seats(board.senses[g], judgement.belief[start:end], group, board.groups)
    shares = belief.tolist()
    order = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)[: _RIVALS + 1]
    places = board.senses[g].places
    rivals = tuple([Candidate(places[k], round(shares[k], 4)) for k in order[1:] if shares[k] >= 0.001])
    rival = order[1] + start if len(order) > 1 else None
    because = explain_choice(board, g, order[0] + start, rival, weights.passes[-1])
    if mentions[group.members[0]].probability == LESSER_PROBABILITY:
        because = (*because, "the text is in another language than English: its names are matched, not read in context")
    return _Choice(places[order[0]], rivals, because, _outline(board, g, shares))


def _confidence(choice: _Choice, mention: Mention, confidence: float) -> float:
    if isinstance(choice.place, Unresolved):
        return 0.0
    if mention.probability == LESSER_PROBABILITY:
        return min(round(confidence, 4), LESSER_CONFIDENCE)
    return round(confidence, 4)


def _with_seats(senses: Senses, belief: Array, group: Group, groups: Sequence[Group]) -> Array:
    """Give a small unit's belief to the town that it is named after: "reached Porto" means the city, not the district.

    Only where the text does not call it a province or county, and where both lie so close that no reader would tell
    them apart, or where the town is the heart of the unit and the text says of no place that it lies in the unit, as in
    "Albany, New York"; a state far larger than its namesake keeps what it has. A border post gives way to its town as
    well.
    """
    kinds = senses.kinds.tolist()
    if group.cue not in ("", "settlement") or not 0 < kinds.count(_SETTLEMENT) < len(kinds):
        return belief
    towns = senses.kinds == _SETTLEMENT
    moved = belief.copy()
    for k in np.flatnonzero(~towns & (belief > 0.02)).tolist():
        spot = kinds[k] in _SPOTS and (senses.static[k, _SHORT] or senses.sketches[k].feature == _BORDER)
        if kinds[k] not in _UNITS and not spot:
            continue
        same = towns & (senses.country == senses.country[k])
        km = np.arccos(np.clip(senses.unit @ senses.unit[k], -1.0, 1.0)) * 6371.0
        people = senses.sketches[k].population
        near = [t for t in np.flatnonzero(same & (km < _SEAT_KM)).tolist() if _may_stand_for(senses, t, people)]
        near = near or [
            t
            for t in np.flatnonzero(same & (km < _FAR_SEAT_KM)).tolist()
            if _is_heart(senses.places[t], senses.places[k], normalise(group.name))
            and not any(group.name in one.parents for one in groups)
        ]
        if near:
            seat = near[int(np.argmax(senses.static[near, 0]))]
            moved[seat] += moved[k]
            moved[k] = 0.0
    return moved


def _may_stand_for(senses: Senses, town: int, people: int) -> bool:
    """Tell a town that bears the name outright, or holds much of the unit's people, from one with a variant like it."""
    return bool(senses.static[town, _MAIN]) or senses.sketches[town].population * _MANY >= people


def _is_heart(town: Place, unit: Place, name: str) -> bool:
    """Tell a town with its unit's very name and a good part of its people: Neuquén, New York City, not Chihuahua."""
    outright = normalise(town.name) in {name, f"{name} city"}
    return outright and 0 < unit.population <= town.population * _HEART


def calibration_row(board: Board, g: int, belief: Array, probability: float) -> list[float]:
    """Lay out what the confidence is computed from, in the order of `CALIBRATION`."""
    return _believed(_outline(board, g, belief.tolist()), probability)


def _outline(board: Board, g: int, shares: list[float]) -> list[float]:
    group = board.groups[g]
    ranked = sorted(shares, reverse=True)
    top, second = ranked[0], ranked[1] if len(ranked) > 1 else 0.0
    row = board.matrix[board.starts[g] + shares.index(top)].tolist()
    kinds = [0.0] * len(_KINDS_OF_ROW) if group.demonym else [row[k] for k in _KINDS_OF_ROW]
    return [
        1.0, _logit(top), 0.0, top - second, float(len(shares) == 1), 0.0, float(group.demonym), *kinds,
        math.log(len(group.members)), float(bool(group.parents)), row[_NEAR], row[0], row[_MAIN],
        float(row[_HINT] != 0),
    ]  # fmt: skip


def _believed(outline: list[float], probability: float) -> list[float]:
    """Put what the recogniser thinks of one mention into its group's row."""
    seen = _logit(probability)
    row = outline.copy()
    row[_RECOGNISER], row[_CROSSED] = seen, row[_BELIEF] * seen / 7
    return row


def calibrated(rows: Array, weights: Weights) -> Array:
    """Turn belief into a probability that holds."""
    raw = 1.0 / (1.0 + np.exp(-(rows @ weights.platt)))
    result: Array = np.interp(raw, weights.curve[0], weights.curve[1])
    return result


STRAIGHT = np.array([[0.0, 1.0], [0.0, 1.0]])


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1.0 - p))
