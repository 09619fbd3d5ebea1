"""What the words themselves decide after the model: newspapers and people are no places, two places are not one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.geoparse.facts import Fact, FactBook
from geo.geoparse.lexicon import COMMON_WORDS, WORD_CLASS
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.people import is_full_name, relatives, surnames
from geo.geoparse.words import Words

__all__ = ["settle_spans"]

# Only titles that hardly ever follow a place in another sense ("Boston Press Club", "Bristol Sun Lounge").
_PAPERS = frozenset(
    "times post herald tribune journal gazette chronicle globe inquirer telegraph dispatch courier examiner sentinel "
    "observer advertiser argus mercury bulletin".split()
)
_BETWEEN = frozenset("daily morning evening sunday weekly free business jewish news".split())
_PAPERS_OF = frozenset("times voice voz voix star journal diario gazette tribune".split())
_PARTICLES = frozenset("al el la le los las abu ibn bin ben von ter".split())
_NOT_PAPERS = frozenset({"square", "office", "road", "street", "avenue"})
_BODIES = frozenset(
    "university college academy institute hospital clinic church cathedral mosque synagogue school museum library "
    "council committee commission department ministry police party association bank company corporation club".split()
)
_CODE = "f"  # an airport by an alternate name alone, mostly its code: Mba
_HYPHENS = (["-"], ["‐"], ["‑"])
_PARTIES = frozenset({"united", "forza"})  # United Russia, Forza Italia
_UNITED = frozenset({"states", "kingdom", "nations", "arab"})
# How large a town must be to be meant by its name in capitals, by their number; see `geo.gazetteer.rank`.
_KNOWN_IN_CAPITALS = {2: 6, 3: 6, 4: 5, 5: 4}
_LITTLE = frozenset("PBTSO")
_MEDIA = frozenset("newspaper newspapers tabloid magazine broadcaster".split())
_WATERS = frozenset("channel strait straits canal bay gulf lagoon sound dam reservoir glacier".split())
_QUOTES = frozenset("\"“‘'")
_DASHES = ("-", "–", "—", "/")
_OWNS = ("'s ", "’s ")
_GREAT = 6  # how large a place must be to be an owner, by its number; see `geo.gazetteer.rank`


def settle_spans(words: Words, mentions: Iterable[Mention], book: FactBook) -> Iterator[Mention]:
    """Drop newspapers, split pairs, and pass everything else on, in order."""
    people, kin = surnames(words), relatives(words)
    for mention in mentions:
        fact = book.fact(mention.text)
        # A country, state or people keeps its name though a person bears it, unless that person speaks.
        great = fact is not None and fact.best[0] in "CAD"
        if mention.text in (people.sure if great else people.all):
            continue
        if (fact is None and is_full_name(mention.text)) or not any(c.isalpha() for c in mention.text):
            continue
        first, last = bisect_left(words.starts, mention.start), bisect_left(words.ends, mention.end)
        if _is_newspaper(words, last + 1) or _is_part(words, first, last, book) or _is_called(words, first):
            continue
        if (fact is None or fact.best[0] not in "CD") and _is_listed_newspaper(words, first):
            continue
        if fact is not None and _are_initials(words, first, last, fact):
            continue
        if first == last and first in kin and (kin[first] or not great):
            continue
        for part in _parted(mention, book):
            place = _without_body(_with_water(words, part, last) if part is mention else part, book)
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


def _is_listed_newspaper(words: Words, first: int) -> bool:
    """As in "Haaretz, the Jerusalem Post and Al-Quds": what is named with a newspaper is one."""
    joined = first >= 3 and words.lower[first - 1] in ("and", "or") and words.capital[first - 2]
    return joined and words.lower[first - 2] in _PAPERS and words.capital[first - 3]


def _is_called(words: Words, first: int) -> bool:
    """Tell whether a mention is what a vessel or a paper is called: "the freighter Happy River"."""
    before = first - 1 if first and words.words[first - 1] not in _QUOTES else first - 2
    if before <= 0 or words.capital[before]:
        return False
    return WORD_CLASS.get(words.lower[before]) == "ship" or words.lower[before] in _MEDIA


def _are_initials(words: Words, first: int, last: int, fact: Fact) -> bool:
    """Tell whether capitals in running text stand for a body or a word rather than for a little town: NATO, U.N."""
    text = words.words[first].replace(".", "")
    if first != last or not text.isupper() or not text.isalpha():
        return False
    if text == words.words[first] and (words.loud[first] or words.opens[first]):
        return False
    least = _KNOWN_IN_CAPITALS.get(len(text))
    return least is not None and set(fact.kinds) <= _LITTLE and int(fact.best[1:]) < least


def _is_part(words: Words, first: int, last: int, book: FactBook) -> bool:
    """Tell whether a mention is but a piece of a name: "Times of Malta", "Al Kambar", "Léon-Mba"."""
    lower, capital, texts = words.lower, words.capital, words.words
    if first >= 2 and lower[first - 1] in ("of", "de") and capital[first - 2] and lower[first - 2] in _PAPERS_OF:
        return True
    if first == last and lower[first] in _PARTICLES and texts[last + 1 : last + 2] in _HYPHENS:
        return True
    if first >= 1 and capital[first - 1] and lower[first - 1] in _PARTIES and lower[first] not in _UNITED:
        return True
    if first >= 1 and capital[first - 1] and lower[first - 1] in _PARTICLES:
        return words.starts[first] - words.ends[first - 1] == 1
    compound = last + 2 < len(words) and texts[last + 1] == "-" and capital[last + 2]
    compound = compound and words.starts[last + 2] == words.ends[last] + 1 and words.loud[last] == 0
    other = book.fact(" ".join(texts[last + 2 : last + 4])) or book.fact(texts[last + 2]) if compound else None
    return compound and (other is None or other.best[0] == _CODE)


def _parted(mention: Mention, book: FactBook) -> Iterator[Mention]:
    """Split "Russia-North Korea" where both halves are names and the whole is none."""
    for dash in _DASHES:
        if dash in mention.text and book.fact(mention.text) is None:
            halves = mention.text.split(dash)
            facts = [book.fact(half.strip()) for half in halves]
            if all(facts):
                yield from _halves(mention, halves, facts)
                return
    yield from _owner_and_owned(mention, book)


def _owner_and_owned(mention: Mention, book: FactBook) -> Iterator[Mention]:
    """Split "Osaka's Kansai" where the owner is a great place and the whole is none: not "Nelson's Dockyard"."""
    for mark in _OWNS:
        owner, found, rest = mention.text.partition(mark)
        fact = book.fact(owner) if found and rest and book.fact(mention.text) is None else None
        if fact is not None and int(fact.best[1:]) >= _GREAT:
            begin = mention.end - len(rest)
            yield replace(mention, end=mention.start + len(owner), text=owner)
            yield replace(mention, start=begin, text=rest)
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


def _with_water(words: Words, mention: Mention, last: int) -> Mention:
    """Widen "Catalina" to "Catalina Channel": the water is not the town that it is called after."""
    after = last + 1
    if mention.kind is MentionKind.DEMONYM or after >= len(words) or not words.capital[after] or words.loud[after]:
        return mention
    if words.lower[after] not in _WATERS or words.opens[after] or words.starts[after] != words.ends[last] + 1:
        return mention
    end = words.ends[after]
    return replace(mention, end=end, text=words.text[mention.start : end])


def _without_body(mention: Mention, book: FactBook) -> Mention | None:
    """Cut an unknown name down to the known place that it begins with: "Lancaster University", "Russia Summit".

    None when a body's name holds no place, and when two names that are both towns make a person's ("Mari Yamaguchi").
    """
    words = mention.text.split(" ")
    if len(words) < 2 or book.fact(mention.text) is not None:
        return mention
    if WORD_CLASS.get(words[-1].lower()) in ("place", "road", "compass") or not words[-1].isalpha():
        return mention
    if WORD_CLASS.get(words[0].lower()) == "compass":
        return mention
    last = words[-1].lower()
    ordinary = last in WORD_CLASS or last in COMMON_WORDS
    for count in range(len(words) - 1, 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        fact = book.fact(head)
        if fact is None:
            continue
        if ordinary or fact.best[0] in "CA":
            return replace(mention, end=mention.start + len(head), text=head)
        return mention if book.fact(rest) is None else None
    return None if last in _BODIES else mention


def _of_right_kind(mention: Mention, book: FactBook) -> Mention:
    """Let the gazetteer say whether a word that is only a place, or only a people, is the one or the other."""
    fact = book.fact(mention.text)
    if fact is None or ("D" in fact.kinds and fact.kinds != "D"):
        return mention
    kind = MentionKind.DEMONYM if fact.kinds == "D" else MentionKind.NAME
    return mention if kind is mention.kind else replace(mention, kind=kind)
