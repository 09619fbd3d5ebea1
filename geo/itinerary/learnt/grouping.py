"""Which words of a text name one traveller: the likeliest is asked first, and all that is read for it decides."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.learnt.naming import last_words, namesakes, own_names, short_names
from geo.itinerary.learnt.network import NEVER, Opinion, Reading, Route
from geo.itinerary.lexicon import lexicon
from geo.itinerary.traveller import Traveller

__all__ = ["Named", "likeness", "travellers"]

_NAMED = -2.5  # log odds above which a word may name a traveller
_ASKED = 0.4  # a place as probable as this asks who stops there
_MINE = 0.0  # log odds above which a word names the traveller whose word is marked
_TWO_NAMES = 2.0  # the same of a name, where the marked word is part of another name
_WORDS, _TRAVELLERS = 24, 8  # no more are looked at, of the words in each part that is read
Unit = tuple[int, ...]  # words that surely name one traveller
Named = tuple[Unit, Route]  # a traveller by its words


def travellers(text: Encoded, reading: Reading, opinion: Opinion, known: Sequence[Traveller]) -> list[Named]:
    """The likeliest travellers, each by all words that name it, with its route.

    The likeliest word is marked and the text read with it, then once more with all that this reading takes for the
    same traveller; of the words that are left the likeliest names the next.
    """
    of = opinion.of.argmax(axis=1).tolist()
    asked = {word for word, chance in zip(of, opinion.stop, strict=True) if chance > _ASKED}
    named = {int(word) for word in np.flatnonzero(opinion.named > _NAMED)}
    words = sorted(asked | named, key=lambda word: (-opinion.named[word], word))[: _WORDS * len(text.windows)]
    told = {word: sum(c for w, c in zip(of, opinion.stop, strict=True) if w == word) for word in words}
    left = _units(text, [word for word in words if opinion.named[word] > NEVER], known)
    left.sort(key=lambda unit: max((told[w] + 2.0 / (1.0 + np.exp(-opinion.named[w])), -w) for w in unit), reverse=True)
    names = {unit: own_names(text, unit) for unit in left}
    found: list[Named] = []
    while left and len(found) < _TRAVELLERS:
        own, route = _grown(reading, opinion, left, names)
        left = [unit for unit in left if unit not in own]
        found.append((tuple(sorted(word for unit in own for word in unit)), route))
    return _merged(text, reading, opinion, found)


def _grown(
    reading: Reading, opinion: Opinion, units: Sequence[Unit], names: Mapping[Unit, set[str]]
) -> tuple[list[Unit], Route]:
    """The first of some words and all that name the same traveller, with its route.

    A long text is read in parts, and only those that name the traveller: each word found may open further parts.
    """
    own, asked = [units[0]], {units[0]}
    while True:
        route = reading.route(opinion, sorted(word for unit in own for word in unit))
        met = [unit for unit in units if unit not in asked and _read(route, unit)]
        asked |= set(met)
        more = [unit for unit in met if _is_same(route, unit, names[units[0]], names[unit])]
        if not more:
            return own, route
        own += more


def _read(route: Route, words: Iterable[int]) -> list[float]:
    """Log odds that words name a route's traveller, of those that stand in what was read for it."""
    return [float(route.mine[word]) for word in words if route.mine[word] > NEVER]


def _is_same(route: Route, words: Sequence[int], names: set[str], others: set[str]) -> bool:
    """Whether words, among them other names, name the traveller of a route, who has names; two are seldom one's."""
    odds = _read(route, words)
    if names and others and not names & others:
        return float(np.mean(odds)) > _TWO_NAMES
    return max(odds) > _MINE


def _units(text: Encoded, words: Sequence[int], known: Sequence[Traveller]) -> list[Unit]:
    """Words that surely name one: a name as often as it is written, with the vehicle that is that person's."""
    owners = {noun: _last_name(one) for one in known if one.names and one.kind == "person" for noun in _vehicles(one)}
    inner = last_words(text, words)
    ends = [word for word in words if word not in inner]
    owners |= short_names(text, ends)
    whole = namesakes(text, ends)
    found: dict[str, list[int]] = {}
    for word in ends:
        written = text.words[word]
        alone = written if written[:1].isupper() else str(word)
        found.setdefault(whole.get(word, owners.get(written, alone)), []).append(word)
    return [tuple(sorted(unit)) for unit in found.values()]


def _last_name(one: Traveller) -> str:
    return min(one.names, key=lambda name: (-len(name), name)).split()[-1]


def _vehicles(one: Traveller) -> set[str]:
    return one.heads & lexicon().vehicles.keys()


def _merged(text: Encoded, reading: Reading, opinion: Opinion, found: list[Named]) -> list[Named]:
    """Travellers that are one by what the readings of both say of the other's words; two names are seldom one's."""
    names = [own_names(text, words) for words, _ in found]
    pairs = []
    for n, one in enumerate(found):
        for m, two in enumerate(found[:n]):
            are_two = names[n] and names[m] and not names[n] & names[m]
            pairs.append((likeness(one, two) - (_TWO_NAMES if are_two else _MINE), n, m))
    best, n, m = max(pairs, default=(NEVER, 0, 0))
    if best < 0.0:
        return found
    words = tuple(sorted(found[m][0] + found[n][0]))
    rest = [one for k, one in enumerate(found) if k not in {n, m}]
    return _merged(text, reading, opinion, [*rest, (words, reading.route(opinion, words))])


def likeness(one: Named, two: Named) -> float:
    """Log odds that two travellers are one."""
    odds = [row for row in (_read(one[1], two[0]), _read(two[1], one[0])) if row]
    return float(np.mean([np.mean(row) for row in odds])) if odds else NEVER
