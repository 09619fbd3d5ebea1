"""What the words themselves decide after the model: newspapers are no places, and two places are not one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo.geoparse.facts import FactBook
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.words import Words

__all__ = ["settle_spans"]

# Only titles that hardly ever follow a place in another sense ("Boston Press Club", "Bristol Sun Lounge").
_PAPERS = frozenset(
    "times post herald tribune journal gazette chronicle globe inquirer telegraph dispatch courier examiner sentinel "
    "observer advertiser argus mercury bulletin".split()
)
_BETWEEN = frozenset("daily morning evening sunday weekly free business jewish news".split())
_NOT_PAPERS = frozenset({"square", "office", "road", "street", "avenue"})
_DASHES = ("-", "–", "—", "/")


def settle_spans(words: Words, mentions: Iterable[Mention], book: FactBook) -> Iterator[Mention]:
    """Drop newspapers, split pairs, and pass everything else on, in order."""
    ends = {end: i for i, end in enumerate(words.ends)}
    for mention in mentions:
        if not any(c.isalpha() for c in mention.text) or _is_newspaper(words, ends[mention.end] + 1):
            continue
        yield from _parted(mention, book)


def _is_newspaper(words: Words, i: int) -> bool:
    """Tell whether the words from ``i`` on make a place's name that of a newspaper: "Times", "Daily News"."""
    lower, capital = words.lower, words.capital
    last = min(len(words), i + 3)
    seen_between = False
    while i < last and capital[i] and words.starts[i] - words.ends[i - 1] == 1:
        if lower[i] in _PAPERS or (seen_between and lower[i] in ("news", "mail", "press", "star")):
            return i + 1 >= len(words) or lower[i + 1] not in _NOT_PAPERS
        if lower[i] not in _BETWEEN:
            return False
        seen_between = True
        i += 1
    return False


def _parted(mention: Mention, book: FactBook) -> Iterator[Mention]:
    """Split "Russia-North Korea" where both halves are names and the whole is none."""
    for dash in _DASHES:
        if dash in mention.text and book.fact(mention.text) is None:
            halves = mention.text.split(dash)
            facts = [book.fact(half.strip()) for half in halves]
            if all(facts):
                yield from _halves(mention, halves, facts)
                return
    yield mention


def _halves(mention: Mention, halves: list[str], facts: list[object]) -> Iterator[Mention]:
    at = mention.start
    for half, fact in zip(halves, facts, strict=True):
        name = half.strip()
        start = at + half.index(name)
        kind = MentionKind.DEMONYM if getattr(fact, "best", "")[:1] == "D" else MentionKind.NAME
        yield replace(mention, start=start, end=start + len(name), text=name, kind=kind)
        at += len(half) + 1
