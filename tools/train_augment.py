"""Copies of training texts with their settlements exchanged for others of like size, so that names are not learnt by heart."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

from geo.coords import BBox
from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import fact_book
from tools.train_data import Sample, Toponym

__all__ = ["Swapper", "swapped_copies"]

_WORLD = BBox(-180.0, -90.0, 180.0, 90.0)


class Swapper:
    """Exchanges names of settlements.

    Parameters
    ----------
    share : float
        How likely each name of a text is exchanged; a name is exchanged throughout a text.
    """

    def __init__(self, gazetteer: Gazetteer, share: float = 0.6) -> None:
        self._gazetteer = gazetteer
        self._fact = fact_book(gazetteer).fact
        self._share = share
        self._pools: dict[tuple[str, int], list[str]] = {}
        for place in gazetteer.within(_WORLD, min_population=500, limit=150_000):
            if place.feature_class == "P" and place.name.replace("-", " ").replace(" ", "").isalpha():
                size = _size(place.population)
                self._pools.setdefault((place.country, size), []).append(place.name)
                self._pools.setdefault(("", size), []).append(place.name)

    def swapped(self, sample: Sample, seed: int) -> Sample:
        """Return a copy with exchanged names; the sample itself stays."""
        rng = random.Random(f"{sample.id}/{seed}")
        chosen: dict[str, str] = {}
        for t in sample.toponyms:
            name = sample.text[t.start : t.end]
            if name not in chosen:
                chosen[name] = self._other(name, t, rng) if rng.random() < self._share else name
        return _rewritten(sample, chosen, seed)

    def _other(self, name: str, toponym: Toponym, rng: random.Random) -> str:
        fact = self._fact(name)
        if toponym.demonym or fact is None or fact.best[0] not in "Pp" or "C" in fact.kinds or "A" in fact.kinds:
            return name
        place = self._gazetteer.candidates(name)[0]
        size = _size(place.population)
        pool = self._pools.get((place.country if rng.random() < 0.6 else "", size))
        if not pool:
            return name
        other = rng.choice(pool)
        return other.upper() if name.isupper() else other


def _size(population: int) -> int:
    return int(math.log10(max(population, 300)) * 2)


def _rewritten(sample: Sample, chosen: dict[str, str], seed: int) -> Sample:
    parts: list[str] = []
    toponyms: list[Toponym] = []
    at = length = 0
    for t in sorted(sample.toponyms, key=lambda t: t.start):
        if t.start < at:
            continue
        before, name = sample.text[at : t.start], chosen[sample.text[t.start : t.end]]
        parts += [before, name]
        start = length + len(before)
        length = start + len(name)
        toponyms.append(replace(t, start=start, end=length))
        at = t.end
    parts.append(sample.text[at:])
    return Sample(f"{sample.id}~{seed}", sample.corpus, sample.group, "".join(parts), tuple(toponyms))


def swapped_copies(samples: Sequence[Sample], swapper: Swapper, seed: int) -> list[Sample]:
    """Return one exchanged copy of each sample."""
    return [swapper.swapped(s, seed) for s in samples]
