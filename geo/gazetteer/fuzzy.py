"""Misspelt and unfinished names.

One slip of the pen leaves either the beginning or the end of a name whole, so candidates are the keys that share the
first letters or the last letters with the query and differ little in length; rapidfuzz ranks them.
"""

from collections.abc import Sequence

from geo.gazetteer.layer import Layer
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["completions", "similar_keys"]

_KEPT = 60


def similar_keys(layers: Sequence[Layer], key: str) -> list[tuple[str, float]]:
    """Keys that ``key`` may be a misspelling of, likeliest first, with similarity 0 to 1."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(key) < 3 or key.startswith("#"):
        return []
    cutoff = 0.6 if len(key) < 6 else 0.7
    scored: dict[str, float] = {}
    for layer in layers:
        keys = _neighbours(layer, key)
        for found, score, _ in process.extract(
            key, keys, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=_KEPT
        ):
            best = layer.name_class(found)
            if best.kinds:
                scored[found] = max(scored.get(found, 0.0), score + best.best / 255 * 0.25)
    ranked = sorted(scored.items(), key=lambda s: (-s[1], s[0]))
    return [(found, OSA.normalized_similarity(key, found)) for found, _ in ranked]


def _neighbours(layer: Layer, key: str) -> list[str]:
    slack = 1 if len(key) < 6 else 2
    lengths = range(len(key) - slack, len(key) + slack + 1)
    kept = 1 if len(key) < 5 else 2 if len(key) < 8 else 3
    keys = set(layer.keys_with_prefix(key[:kept], lengths))
    keys.update(layer.keys_with_suffix(key[-kept:], lengths))
    keys.discard(key)
    return list(keys)


def completions(layers: Sequence[Layer], prefix: str, limit: int) -> tuple[Place, ...]:
    """The most prominent places with a name that begins with a prefix."""
    key = normalise(prefix)
    if not key:
        return ()
    found: list[tuple[float, int, int]] = []
    for i, layer in enumerate(layers):
        keys = [k for k in layer.keys_with_prefix(key, range(len(key), 60)) if not k.startswith("#")]
        best = sorted(((layer.name_class(k).best, k) for k in keys), reverse=True)[: 4 * limit]
        found += [
            (layer.weight(row, flag), i, row)
            for _, k in best
            for row, flag in layer.postings(k)[:3]
            if flag != NameFlag.DEMONYM
        ]
    unique = dict.fromkeys((i, row) for _, i, row in sorted(found, reverse=True))
    return tuple(layers[i].place(row) for i, row in list(unique)[:limit])
