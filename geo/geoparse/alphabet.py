"""Features by number: a table for each family of features, from what the family looks at to its number.

A feature is written as its family and what was seen, parted by tabs: ``p1<tab>near``, ``p21<tab>the<tab>city``.
"""

from collections.abc import Callable, Iterable

__all__ = ["Alphabet", "Finder", "Key", "LearningAlphabet"]

Key = str | tuple[str, ...]
Finder = Callable[[Key, int], int]


class Alphabet:
    """The features that a model knows; 0 is any other."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = ["", *names]
        self._tables: dict[str, dict[Key, int]] = {}
        for number, name in enumerate(self.names):
            family, *seen = name.split("\t")
            self._tables.setdefault(family, {})[_key(seen)] = number

    def finder(self, family: str) -> Finder:
        """Return what looks up a family: a function of what was seen and of the number for what is not known."""
        return self._tables.get(family, {}).get


class LearningAlphabet(Alphabet):
    """Gives every feature that it is asked for a number, so that ``names`` fills up: for training."""

    def finder(self, family: str) -> Finder:
        """Return what looks up a family and learns what it does not know."""
        table = self._tables.setdefault(family, {})

        def find(key: Key, _: int) -> int:
            number = table.get(key)
            if number is None:
                number = table[key] = len(self.names)
                self.names.append("\t".join([family, *([key] if isinstance(key, str) else key)]))
            return number

        return find


def _key(seen: list[str]) -> Key:
    return seen[0] if len(seen) == 1 else tuple(seen)
