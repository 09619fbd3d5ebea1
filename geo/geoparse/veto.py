"""What the words themselves decide after the model: newspapers are no places, and two places are not one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.geoparse.facts import Fact, FactBook
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
_BODIES = frozenset(
    "university college academy institute hospital clinic church cathedral mosque synagogue school museum library "
    "council committee commission department ministry police party association bank company corporation club".split()
)
_DASHES = ("-", "–", "—", "/")


def settle_spans(words: Words, mentions: Iterable[Mention], book: FactBook) -> Iterator[Mention]:
    """Drop newspapers, split pairs, and pass everything else on, in order."""
    ends = {end: i for i, end in enumerate(words.ends)}
    for mention in mentions:
        if not any(c.isalpha() for c in mention.text) or _is_newspaper(words, ends[mention.end] + 1):
            continue
        for part in _parted(mention, book):
            place = _without_body(part, book)
            if place is not None:
                yield _of_right_kind(place, book)


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


def _halves(mention: Mention, halves: list[str], facts: Sequence[Fact | None]) -> Iterator[Mention]:
    at = mention.start
    for half, fact in zip(halves, facts, strict=True):
        name = half.strip()
        start = at + half.index(name)
        kind = MentionKind.DEMONYM if fact is not None and fact.best[0] == "D" else MentionKind.NAME
        yield replace(mention, start=start, end=start + len(name), text=name, kind=kind)
        at += len(half) + 1


def _without_body(mention: Mention, book: FactBook) -> Mention | None:
    """Cut "Lancaster University" down to its place; None when the body's name holds none."""
    words = mention.text.split(" ")
    if len(words) < 2 or words[-1].lower() not in _BODIES or book.fact(mention.text) is not None:
        return mention
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if book.fact(head) is not None:
            return replace(mention, end=mention.start + len(head), text=head)
    return None


def _of_right_kind(mention: Mention, book: FactBook) -> Mention:
    """Let the gazetteer say whether a word that is only a place, or only a people, is the one or the other."""
    fact = book.fact(mention.text)
    if fact is None or ("D" in fact.kinds and fact.kinds != "D"):
        return mention
    kind = MentionKind.DEMONYM if fact.kinds == "D" else MentionKind.NAME
    return mention if kind is mention.kind else replace(mention, kind=kind)
