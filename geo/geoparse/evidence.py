"""The evidence for each candidate of each name of one article, as a matrix with a named column for each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.groups import Group
from geo.geoparse.mention import Hints
from geo.geoparse.senses import KINDS, NOTHING, STATIC, SenseBook, Senses

__all__ = ["FEATURES", "Board"]

Array = NDArray[Any]
_sum = np.add.reduce
_EARTH_KM = 6371.0
_BLOCK = 20_000  # candidates compared at a time, so that a book needs no more memory than an article

LOCAL = (
    "in the parent named", "not in the parent named", "in the grandparent named", "parent in a list",
    "kind as said", "kind other than said", "unit without its word", "demonym of country", "one candidate",
)  # fmt: skip
HINTED = ("country of hint", "near hint 30", "near hint 100", "near hint 400", "distance to hint", "division of hint")
VOTED = (
    "country vote", "log country vote", "division vote", "log division vote", "county vote", "parent unit of others",
    "near others 30", "near others 120", "near others 500", "nearest other", "division vote × settlement",
    "country vote × settlement", "lone name × prominence", "capital among capitals", "small among capitals",
)  # fmt: skip
FEATURES = (*STATIC, *LOCAL, *HINTED, *VOTED)
_VOTE_AT = len(STATIC) + len(LOCAL) + len(HINTED)
_CAPITAL = STATIC.index("capital")
_COUNTRY, _ADMIN1, _ADMIN2, _SETTLEMENT = map(KINDS.index, ("country", "admin1", "admin2", "settlement"))


@dataclass(slots=True)
class Board:
    """All candidates of an article's groups, one row each, group after group."""

    groups: Sequence[Group]
    senses: Sequence[Senses]
    owner: Array
    starts: list[int]
    matrix: Array
    codes: Array
    unit: Array
    # For each level of units: what shares a number shares the unit, over all names and within one.
    same: Array
    own: Array
    # Where each name that has candidates begins, and the number among these of each candidate's name.
    filled: tuple[list[int], Array]

    @classmethod
    def lay(cls, book: SenseBook, groups: Sequence[Group], hints: Hints) -> "Board":
        """Lay out the candidates and all evidence that needs no other name's place."""
        senses = [book.senses(g.name, demonym=g.demonym) for g in groups]
        laid = senses or [NOTHING]
        sizes = [len(s.sketches) for s in senses]
        starts = list(accumulate(sizes, initial=0))
        owner = np.arange(len(groups)).repeat(sizes)
        codes = np.concatenate([s.codes for s in laid], axis=1)
        matrix = np.zeros((len(owner), len(FEATURES)))
        matrix[:, : len(STATIC)] = np.concatenate([s.static for s in laid])
        shifts = np.array(starts)[owner] + np.arange(3)[:, None] * len(
            owner
        )  # a name has no more units than candidates
        begins = [start for start, size in zip(starts, sizes, strict=False) if size]
        among = owner if len(begins) == len(groups) else np.arange(len(begins)).repeat([n for n in sizes if n])
        board = cls(
            groups, senses, owner, starts, matrix, codes, np.concatenate([s.unit for s in laid]),
            _numbered(codes[:3]), np.concatenate([s.alike for s in laid], axis=1) + shifts, (begins, among),
        )  # fmt: skip
        if len(owner):
            board._local(book, sizes)
            board._hinted(book, hints)
        return board

    @property
    def kinds(self) -> Array:
        """Kinds of the candidates, as in `Senses`."""
        row: Array = self.codes[3]
        return row

    @property
    def country(self) -> Array:
        """Numbers of the candidates' countries."""
        row: Array = self.codes[0]
        return row

    @property
    def division(self) -> Array:
        """Numbers of the candidates' admin-1 units."""
        row: Array = self.codes[1]
        return row

    def _local(self, book: SenseBook, sizes: list[int]) -> None:
        table = self.matrix[:, len(STATIC) : len(STATIC) + len(LOCAL)]
        table[:, 6] = self.kinds == _ADMIN2
        for g, group in enumerate(self.groups):
            rows = slice(self.starts[g], self.starts[g + 1])
            if group.demonym:
                table[rows, 7] = self.kinds[rows] == _COUNTRY
            if sizes[g] == 1:
                table[rows, 8] = 1.0
            if (group.parents or group.cue) and sizes[g]:
                _said(table[rows], book, group, self.senses[g])

    def _hinted(self, book: SenseBook, hints: Hints) -> None:
        at = len(STATIC) + len(LOCAL)
        if hints.countries:
            self.matrix[:, at] = np.isin(self.country, [book.number(c) for c in hints.countries])
        if not hints.near:
            return
        near = book.lone(hints.near)
        if not hints.countries:
            self.matrix[:, at] = np.isin(self.country, near.country)
        km = _distances(self.unit, near.unit).min(axis=1)
        for k, scale in enumerate((30.0, 100.0, 400.0), 1):
            self.matrix[:, at + k] = np.exp(-km / scale)
        self.matrix[:, at + 4] = -np.log1p(km / 20.0) / 6.0
        self.matrix[:, at + 5] = (self.division > 0) & np.isin(self.division, near.division)

    def vote(self, belief: Array, weight: Array) -> None:
        """Fill the columns that need the other names' places, from the belief in each candidate so far.

        ``belief`` sums to 1 within a group; ``weight`` says how much each group counts.
        """
        weights = weight[self.owner]
        share = belief * weights
        others = np.maximum(max(float(_sum(share)), 1e-9) - weights, 0.0)
        norm = np.maximum(others, 0.5)
        units = self._shares(share)
        logs = np.log1p(units)
        votes = np.empty((len(VOTED), len(share)))
        votes[0:4:2] = units[:2] / norm
        votes[1:5:2] = logs[:2]
        votes[4] = logs[2]
        is_country, is_settlement = self.kinds == _COUNTRY, self.kinds == _SETTLEMENT
        votes[5] = np.where(is_country, logs[0], np.where(self.kinds == _ADMIN1, logs[1], 0.0))
        self._nearness(votes, share, is_country)
        votes[10] = logs[1] * is_settlement
        votes[11] = logs[0] * is_settlement
        votes[12] = np.exp(-others) * self.matrix[:, 0]
        capital = self.matrix[:, _CAPITAL]
        courtly = share * np.maximum(capital, is_country)
        own = np.bincount(self.owner, weights=courtly)[self.owner]
        high = (_sum(courtly) - own) / norm
        votes[13] = capital * high
        votes[14] = (1.0 - capital) * ~is_country * high
        self.matrix[:, _VOTE_AT:] = votes.T

    def _shares(self, share: Array) -> Array:
        """Add up, for each level and candidate, the belief in places of the same unit under other names."""
        known = self.codes[:3] > 0
        live = (known * share).ravel()
        total, own = (np.bincount(units.ravel(), weights=live)[units] for units in (self.same, self.own))
        result: Array = known * np.maximum(total - own, 0.0)
        return result

    def _nearness(self, votes: Array, share: Array, is_country: Array) -> None:
        sources = (~is_country & (share > 0.05)).nonzero()[0]
        if len(sources) > 80:
            sources = sources[np.argsort(-share[sources])[:80]]
        if not len(sources):
            votes[6:9], votes[9] = 0.0, -1.0
            return
        mass, owners, units = share[sources], self.owner[sources], self.unit[sources]
        for start in range(0, len(share), _BLOCK):
            rows = slice(start, start + _BLOCK)
            km = _distances(self.unit[rows], units)
            foreign = self.owner[rows, None] != owners
            pull = mass * foreign
            near = np.exp(km / -120.0)
            votes[8, rows] = _sum(pull * np.exp(km / -500.0), axis=1)
            votes[7, rows] = _sum(pull * near, axis=1)
            near *= near
            near *= near  # four times the power is a quarter of the distance
            votes[6, rows] = _sum(pull * near, axis=1)
            far = np.minimum.reduce(np.where(foreign & (mass > 0.3), km, 20000.0), axis=1)
            votes[9, rows] = -np.log1p(far / 20.0) / 6.9
        np.log1p(votes[6:9], out=votes[6:9])

    def softmax(self, scores: Array) -> Array:
        """Turn scores into belief that sums to 1 within each group."""
        if not len(scores):
            return scores
        begins, filled = self.filled
        weights = np.exp(scores - np.maximum.reduceat(scores, begins)[filled])
        result: Array = weights / np.add.reduceat(weights, begins)[filled]
        return result


def _numbered(units: Array) -> Array:
    """Number units anew, from 0 on without a gap; no unit of one level has the number of another's but none at all."""
    codes = units.ravel().tolist()
    numbers = {code: number for number, code in enumerate(dict.fromkeys(codes))}
    return np.array([numbers[code] for code in codes], dtype=np.intp).reshape(units.shape)


def _said(table: Array, book: SenseBook, group: Group, senses: Senses) -> None:
    """Fill in what the words around a name say of its place: the unit that it lies in, and its kind."""
    if group.parents:
        inside = _inside(senses, book.senses(group.parents[0]))
        if inside.any():
            table[:, 3 if group.listed else 0] = inside
            table[:, 1] = ~inside & (not group.listed)
        if len(group.parents) > 1:
            table[:, 2] = _inside(senses, book.senses(group.parents[1]))
    if group.cue:
        same = senses.kinds == KINDS.index(group.cue)
        table[:, 4] = same
        table[:, 5] = ~same & same.any()
        table[:, 6] = 0.0


def _distances(a: Array, b: Array) -> Array:
    cosines = a @ b.T
    np.minimum(cosines, 1.0, out=cosines)
    np.maximum(cosines, -1.0, out=cosines)
    np.arccos(cosines, out=cosines)
    cosines *= _EARTH_KM
    result: Array = cosines
    return result


def _inside(senses: Senses, parent: Senses) -> Array:
    """Tell which candidates lie in some sense of a country, a state or a county."""
    inside = np.zeros(len(senses.sketches), dtype=bool)
    for p, kind in enumerate(parent.kinds):
        if kind == _COUNTRY:
            inside |= (senses.country == parent.country[p]) & (senses.kinds != _COUNTRY)
        elif kind == _ADMIN1 and parent.division[p]:
            inside |= (senses.division == parent.division[p]) & (senses.kinds != _ADMIN1)
        elif parent.county[p] and kind == _ADMIN2:
            inside |= (senses.county == parent.county[p]) & (senses.kinds == _SETTLEMENT)
    return inside
