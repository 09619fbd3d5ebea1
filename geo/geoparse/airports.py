"""Airports that bear a person's name: the model takes "Imam Khomeini" for one, the words behind it say otherwise."""

from collections.abc import Iterable, Iterator, Sequence

from geo.geoparse.facts import FactBook
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.runs import Run
from geo.geoparse.words import Words

__all__ = ["with_airports"]

_HEADS = (("airport",), ("international", "airport"), ("airfield",), ("airbase",), ("air", "base"))
_LAST = frozenset(head[-1] for head in _HEADS)
_PLAIN = frozenset("international regional domestic municipal national county city".split())
_SITES = frozenset("FS")
_PROBABILITY = 0.9


def with_airports(
    words: Words, runs: Sequence[Run], mentions: Iterable[Mention], article: str, book: FactBook
) -> Iterator[Mention]:
    """Mentions in text order, with the known names before "airport" and "air base" that no mention has.

    Parameters
    ----------
    article : str
        The id of the article that the words are of.
    """
    waiting = [found for run in runs if (found := _airport(words, run, article, book)) is not None]
    for mention in mentions:
        while waiting and waiting[0].start < mention.end:
            found = waiting.pop(0)
            if found.end <= mention.start:
                yield found
        yield mention
    yield from waiting


def _airport(words: Words, run: Run, article: str, book: FactBook) -> Mention | None:
    """The name of an airport at the end of a run: the longest one."""
    if _LAST.isdisjoint(words.lower[max(run.start, run.end - 2) : run.end + 2]):
        return None
    for head in _HEADS:
        end = next((e for e in (run.end, run.end - len(head)) if words.lower[e : e + len(head)] == list(head)), 0)
        for first in range(run.start, end):
            name = words.text[words.starts[first] : words.ends[end - 1]]
            fact = book.fact(f"{name} {' '.join(head)}")
            if fact is not None and _SITES & set(fact.kinds) and name.lower() not in _PLAIN:
                start, stop = words.starts[first], words.ends[end - 1]
                return Mention(article, start, stop, name, MentionKind.NAME, _PROBABILITY)
    return None
