"""Cheap facts about keys over all layers, and the longest name that a run of words spells."""

from collections.abc import Callable, Sequence

from geo.gazetteer.layer import Layer
from geo.gazetteer.schema import NameClass

__all__ = ["longest_name", "merged_class"]


def merged_class(layers: Sequence[Layer], key: str) -> NameClass | None:
    """Facts about a key from every layer that has it, or None."""
    if len(layers) == 1:
        facts = layers[0].name_class(key)
        return facts if facts.longest and not key.startswith("#") else None
    found = [facts for layer in layers if (facts := layer.name_class(key)).longest]
    if not found or key.startswith("#"):
        return None
    if len(found) == 1:
        return found[0]
    kinds = 0
    for one in found:
        kinds |= one.kinds
    return NameClass(kinds, max(c.best for c in found), sum(c.count for c in found), max(c.longest for c in found))


def longest_name(
    name_class: Callable[[str], NameClass | None], words: Sequence[str], start: int
) -> tuple[int, NameClass] | None:
    """The longest name that words from ``start`` on spell; see `Gazetteer.longest_name`."""
    first = name_class(words[start]) if words[start] else None
    if first is None:
        return None
    spelt, ends = [words[start]], [start + 1]
    for i in range(start + 1, len(words)):
        if len(spelt) >= first.longest:
            break
        if words[i]:
            spelt.append(words[i])
            ends.append(i + 1)
    for count in range(len(spelt), 1, -1):
        facts = name_class(" ".join(spelt[:count]))
        if facts is not None and facts.kinds:
            return ends[count - 1], facts
    return (start + 1, first) if first.kinds else None
