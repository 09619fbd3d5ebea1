"""The evidence for each candidate of each name of one article, as a matrix with a named column for each kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.geoparse.groups import Group
from geo.geoparse.mention import Hints
from geo.geoparse.senses import KINDS, NOTHING, STATIC, SenseBook, Senses

__all__ = ["FEATURES", "Board"]

Array = NDArray[Any]
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
    starts: Array
    matrix: Array
    codes: Array
    unit: Array
    # For each level of units: what shares a number shares the unit, over all names and within one.
    same: Array
    own: Array
    # Where each name that has candidates begins, and the number among these of each candidate's name.
    filled: tuple[Array, Array]

    @classmethod
    def lay(cls, book: SenseBook, groups: Sequence[Group], hints: Hints) -> "Board":
        """Lay out the candidates and all evidence that needs no other name's place."""
        senses = [book.senses(g.name, demonym=g.demonym) for g in groups]
        laid = senses or [NOTHING]
        sizes = np.array([len(s.sketches) for s in senses], dtype=np.intp)
        starts = np.concatenate(([0], np.cumsum(sizes)))
        owner = np.repeat(np.arange(len(groups)), sizes)
        codes = np.concatenate([s.codes for s in laid], axis=1)
        matrix = np.zeros((len(owner), len(FEATURES)))
        matrix[:, : len(STATIC)] = np.concatenate([s.static for s in laid])
        board = cls(
            groups, senses, owner, starts, matrix, codes, np.concatenate([s.unit for s in laid]),
            _numbered(codes[:3]), np.concatenate([s.alike for s in laid], axis=1) + _apart(starts[owner]),
            (starts[:-1][sizes > 0], np.repeat(np.arange(np.count_nonzero(sizes)), sizes[sizes > 0])),
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

    def _local(self, book: SenseBook, sizes: Array) -> None:
        table = self.matrix[:, len(STATIC) : len(STATIC) + len(LOCAL)]
        table[:, 6] = self.kinds == _ADMIN2
        table[:, 7] = np.array([g.demonym for g in self.groups])[self.owner] & (self.kinds == _COUNTRY)
        table[:, 8] = (sizes == 1)[self.owner]
        for g, group in enumerate(self.groups):
            if (group.parents or group.cue) and sizes[g]:
                rows = slice(int(self.starts[g]), int(self.starts[g + 1]))
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
        share = belief * weight[self.owner]
        votes = self.matrix[:, _VOTE_AT:]
        votes[:] = 0.0
        total = max(float(share.sum()), 1e-9)
        others = np.maximum(total - weight[self.owner], 0.0)
        country, division, county = self._shares(share)
        norm = np.maximum(others, 0.5)
        votes[:, 0] = country / norm
        votes[:, 1] = np.log1p(country)
        votes[:, 2] = division / norm
        votes[:, 3] = np.log1p(division)
        votes[:, 4] = np.log1p(county)
        votes[:, 5] = np.where(self.kinds == _COUNTRY, votes[:, 1], np.where(self.kinds == _ADMIN1, votes[:, 3], 0.0))
        self._nearness(votes, share)
        settlement = self.kinds == _SETTLEMENT
        votes[:, 10] = votes[:, 3] * settlement
        votes[:, 11] = votes[:, 1] * settlement
        votes[:, 12] = np.exp(-others) * self.matrix[:, 0]
        capital = self.matrix[:, _CAPITAL]
        courtly = share * np.maximum(capital, self.kinds == _COUNTRY)
        own = np.bincount(self.owner, weights=courtly, minlength=len(self.groups))[self.owner]
        high = (courtly.sum() - own) / norm
        votes[:, 13] = capital * high
        votes[:, 14] = (1.0 - capital) * (self.kinds != _COUNTRY) * high

    def _shares(self, share: Array) -> Array:
        """Add up, for each level and candidate, the belief in places of the same unit under other names."""
        live = np.where(self.codes[:3] > 0, share, 0.0).ravel()
        total, own = (np.bincount(units.ravel(), weights=live)[units] for units in (self.same, self.own))
        result: Array = np.where(self.codes[:3] > 0, np.maximum(total - own, 0.0), 0.0)
        return result

    def _nearness(self, votes: Array, share: Array) -> None:
        point_like = (self.kinds != _COUNTRY) & (share > 0.05)
        sources = np.flatnonzero(point_like)
        if len(sources) > 80:
            sources = sources[np.argsort(-share[sources])[:80]]
        if not len(sources):
            votes[:, 9] = -1.0
            return
        for start in range(0, len(share), _BLOCK):
            rows = slice(start, start + _BLOCK)
            km = _distances(self.unit[rows], self.unit[sources])
            foreign = self.owner[rows, None] != self.owner[sources]
            pull = share[sources] * foreign
            near = np.exp(km / -120.0)
            votes[rows, 8] = (pull * np.exp(km / -500.0)).sum(axis=1)
            votes[rows, 7] = (pull * near).sum(axis=1)
            near *= near
            near *= near  # four times the power is a quarter of the distance
            votes[rows, 6] = (pull * near).sum(axis=1)
            far = np.where(foreign & (share[sources] > 0.3), km, 20000.0).min(axis=1)
            votes[rows, 9] = -np.log1p(far / 20.0) / 6.9
        np.log1p(votes[:, 6:9], out=votes[:, 6:9])

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
    numbered: Array = np.unique(units, return_inverse=True)[1].reshape(units.shape)
    return numbered


def _apart(starts: Array) -> Array:
    """Return what keeps the numbers of each name and level apart: a name has no more units than candidates."""
    shifts: Array = starts + np.arange(3)[:, None] * len(starts)
    return shifts


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
