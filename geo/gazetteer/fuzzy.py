"""Misspelt and unfinished names.

One slip of the pen leaves either the first or the second half of a name whole, so candidates are the keys that share
the first letters or the last letters with the query and differ little in length; rapidfuzz ranks them. Where more keys
share them than can be read in a millisecond, as in a layer of all the world's brooks and schools, all that one slip can
make of the query is looked up instead.
"""

import string
from collections.abc import Iterator, Sequence

from geo.gazetteer.layer import Layer
from geo.gazetteer.names import is_latin, normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["completions", "similar_keys"]

_KEPT = 60
# Bytes of keys that are read at either end of a name: in the shipped layer, and in a user's, which may be of any size.
_READ_SHIPPED, _READ_USERS = 300_000, 24_000
_COMPLETED = 2_400_000


def similar_keys(layers: Sequence[Layer], key: str) -> list[tuple[str, float]]:
    """Keys that ``key`` may be a misspelling of, likeliest first, with similarity 0 to 1."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(key) < 3 or key.startswith("#"):
        return []
    cutoff = 0.6 if len(key) < 6 else 0.7
    scored: dict[str, float] = {}
    for i, layer in enumerate(layers):
        keys = _neighbours(layer, key, _READ_USERS if i else _READ_SHIPPED)
        for found, score, _ in process.extract(
            key, keys, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_KEPT
        ):
            best = layer.name_class(found)
            if best.kinds:
                scored[found] = max(scored.get(found, 0.0), score + best.best / 255 * 0.25)
    ranked = sorted(scored.items(), key=lambda s: (-s[1], s[0]))
    return [(found, OSA.normalized_similarity(key, found)) for found, _ in ranked]


def _neighbours(layer: Layer, key: str, most: int) -> list[str]:
    slack = 1 if len(key) < 6 else 2
    lengths = range(len(key) - slack, len(key) + slack + 1)
    least = 1 if len(key) < 5 else 2 if len(key) < 8 else 3
    half = max(least, (len(key) - 1) // 2)
    found: list[str] = []
    for kept in dict.fromkeys((least, half)):
        begun = layer.keys_with_prefix(key[:kept], lengths, most)
        ended = layer.keys_with_suffix(key[-kept:], lengths, most)
        found += [*(begun or ()), *(ended or ())]
        if begun is not None and ended is not None:
            break
    else:
        found += layer.known_of(_slips(key))
    unique = dict.fromkeys(found)
    unique.pop(key, None)
    return list(unique)


def _slips(key: str) -> Iterator[str]:
    """All that one letter left out, put in, changed or swapped with the next makes of a key."""
    letters = string.ascii_lowercase + " " if is_latin(key) else "".join(dict.fromkeys(key))
    for i in range(len(key) + 1):
        head, tail = key[:i], key[i:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            yield head + letter + tail[1:]


def completions(layers: Sequence[Layer], prefix: str, limit: int) -> tuple[Place, ...]:
    """The most prominent places with a name that begins with a prefix."""
    key = normalise(prefix)
    if not key:
        return ()
    found: list[tuple[float, int, int]] = []
    for i, layer in enumerate(layers):
        keys = [k for k in layer.keys_with_prefix(key, range(len(key), 60), _COMPLETED) or () if not k.startswith("#")]
        best = sorted(((layer.name_class(k).best, k) for k in keys), reverse=True)[: 4 * limit]
        found += [
            (layer.weight(row, flag), i, row)
            for _, k in best
            for row, flag in layer.postings(k)[:3]
            if flag != NameFlag.DEMONYM
        ]
    unique = dict.fromkeys((i, row) for _, i, row in sorted(found, reverse=True))
    return tuple(layers[i].place(row) for i, row in list(unique)[:limit])
