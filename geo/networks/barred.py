"""Reads what a journey is to avoid: countries by code, passages by name."""

from collections.abc import Collection
from dataclasses import dataclass

from geo.errors import UsageError
from geo.networks.passages import find_passage, passage_names

__all__ = ["Barred"]

_WRITTEN = {"UK": "GB", "EL": "GR"}
"""Codes that people write, and ISO's."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Countries and passages that a journey may not use."""

    countries: frozenset[str] = frozenset()
    passages: frozenset[str] = frozenset()

    @classmethod
    def read(cls, words: Collection[str]) -> "Barred":
        """Read ISO 3166-1 alpha-2 codes and names of passages.

        Raises
        ------
        UsageError
            When a word is neither, with the passages that are known.
        """
        countries, passages = set(), set()
        for word in words:
            passage = find_passage(word)
            if passage:
                passages.add(passage)
            elif len(word) == 2 and word.isalpha():
                countries.add(_WRITTEN.get(word.upper(), word.upper()))
            else:
                known = ", ".join(passage_names())
                raise UsageError(f"cannot avoid {word!r}: give a two-letter country code, or one of {known}")
        return cls(frozenset(countries), frozenset(passages))

    def __bool__(self) -> bool:
        return bool(self.countries or self.passages)

    @property
    def words(self) -> list[str]:
        """What is avoided, for a message."""
        return sorted(self.countries | self.passages)
