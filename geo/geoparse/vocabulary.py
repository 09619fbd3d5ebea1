"""What is known of single words from how news and encyclopaedias use them: three small numbers a word.

The file is a zip archive of one text: a line for each triple of numbers, then its words in alphabetical order. It is
derived from public-domain word vectors by ``tools/train_vocabulary.py``.
"""

import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["UNKNOWN", "Usage", "vocabulary", "write_vocabulary"]

_PATH = Path(__file__).with_name("vocabulary.zip")
_MEMBER = "vocabulary.txt"


class Usage(NamedTuple):
    """How a word is used, case aside.

    Attributes
    ----------
    kind : str
        The class of words that stand in the same company: surnames, towns of one part of the world, firms …
    place : str
        How like a place's name it is used.
    rank : str
        How rare it is.
    """

    kind: str
    place: str
    rank: str


UNKNOWN = Usage("?", "?", "?")


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Usage]:
    """Return the words that are known, loaded once."""
    known: dict[str, Usage] = {}
    with zipfile.ZipFile(_PATH) as archive:
        for line in archive.read(_MEMBER).decode().splitlines():
            kind, place, rank, *words = line.split(" ")
            known |= dict.fromkeys(words, Usage(kind, place, rank))
    return known


def write_vocabulary(path: Path, known: Mapping[str, tuple[int, int, int]]) -> None:
    """Write the numbers of each word."""
    words: dict[tuple[int, int, int], list[str]] = {}
    for word in sorted(known):
        words.setdefault(known[word], []).append(word)
    text = "\n".join(" ".join([*map(str, numbers), *words[numbers]]) for numbers in sorted(words)) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo(_MEMBER, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
