"""Words that point to a place named before: "here", "there", "the island"."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from geo.itinerary.contexts import Contexts, Spot
from geo.itinerary.dateline import DASHES

__all__ = ["Pointer", "pointers"]

_TOWN, _LAND, _PART = ("P.",), ("A.PCL",), ("A.ADM", "L.")
_KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("city town village resort hamlet township metropolis".split(), _TOWN),
    **dict.fromkeys("port harbour harbor anchorage".split(), ("P.", "L.PRT", "S.", "H.HBR")),
    "capital": ("P.PPLC", "P.PPLA"),
    **dict.fromkeys("island islands isle atoll archipelago".split(), ("T.ISL", "T.ATOL", "A.", "P.")),
    **dict.fromkeys("country kingdom republic emirate sultanate".split(), _LAND),
    **dict.fromkeys("region province state county district territory".split(), _PART),
    **dict.fromkeys("airport airfield airstrip base".split(), ("S.", "P.")),
    **dict.fromkeys("camp station monastery mine prison".split(), ("S.", "P.")),
    **dict.fromkeys("strait canal channel sea lake river gulf bay fjord".split(), ("H.",)),
    **dict.fromkeys("mountain peak summit pass glacier valley peninsula cape desert".split(), ("T.", "H.GLCR")),
    **dict.fromkeys("border frontier crossing".split(), ("S.PSTB", "P.")),
}
_DEFINITE = frozenset("the this that".split())
_BE = frozenset("is are was were be been has have had will would may might can could no seems".split())
_DATELINE = 20  # tokens
_NAMED, _MEANT = 3, 2  # so many places before "there" may be meant, so many of its kind by "the island"
_MOST = 40  # pairs of a word and a place in a text


class Pointer(NamedTuple):
    """A word and a place that it may mean: its token through the text, and the spot that names the place."""

    token: int
    spot: int


def pointers(contexts: Contexts, starts: Sequence[int]) -> list[Pointer]:
    """Every word of a text that may mean a place named before it, with each such place, the nearest first.

    Parameters
    ----------
    contexts : Contexts
    starts : sequence of int
        The first token of each sentence, counted through the text.
    """
    return list(islice(_pointers(contexts, starts), _MOST))


def _pointers(contexts: Contexts, starts: Sequence[int]) -> Iterator[Pointer]:
    named = [k for k, spot in enumerate(contexts.spots) if spot.is_name]
    at = [starts[contexts.spots[k].sentence] + contexts.spots[k].first for k in named]
    home = _dateline(contexts)
    for number, sentence in enumerate(contexts.sentences):
        tokens, marked = sentence.tokens, contexts.marked[number]
        for i, token in enumerate(tokens):
            word = token.text.lower()
            behind = tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""
            if i in marked or not _points(word, behind, [token.text.lower() for token in tokens[max(0, i - 2) : i]]):
                continue
            here = starts[number] + i
            before = [named[n] for n in range(bisect_left(at, here) - 1, -1, -1)]
            land = marked[i - 1].resolved if i - 1 in marked else None
            for k in _meant(contexts.spots, word, before, home):
                if land is None or contexts.spots[k].place.country == land.country:
                    yield Pointer(here, k)


def _points(word: str, behind: str, left: Sequence[str]) -> bool:
    """Not as in "there is no track", "the island of Gotland"."""
    if word in {"here", "there"}:
        return behind not in _BE
    return word in _KINDS and behind != "of" and not _DEFINITE.isdisjoint(left)


def _meant(spots: Sequence[Spot], word: str, before: Sequence[int], home: Sequence[int]) -> list[int]:
    if word == "here":
        return list(home) or _apart(spots, before, 1)
    if word == "there":
        return _apart(spots, before, _NAMED)
    return _apart(spots, [k for k in before if spots[k].place.feature.startswith(_KINDS[word])], _MEANT)


def _apart(spots: Sequence[Spot], which: Sequence[int], most: int) -> list[int]:
    """The first few that name different places."""
    found: dict[str, int] = {}
    for k in which:
        found.setdefault(spots[k].place.id, k)
    return list(found.values())[:most]


def _dateline(contexts: Contexts) -> list[int]:
    """The spots of a dateline: those before the dash that ends it."""
    tokens = contexts.sentences[0].tokens[:_DATELINE] if contexts.sentences else ()
    end = next((i for i, token in enumerate(tokens) if token.text in DASHES), 0)
    own = [k for k, s in enumerate(contexts.spots) if s.sentence == 0 and s.is_name and s.last < end]
    return own[:1]
