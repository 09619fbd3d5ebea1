"""Who a traveller is, from the words that name it; which of the rules' travellers are two."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from geo.itinerary.learnt.encoding import Encoded
from geo.itinerary.lexicon import lexicon
from geo.itinerary.traveller import Traveller, which
from geo.vocabulary import Mode

__all__ = [
    "are_two", "called", "is_named_by", "known_as_well", "last_words", "namesakes", "own_names", "rename",
    "short_names",
]  # fmt: skip

_INSIDE = frozenset("- ' ’ al el bin ibn de da del der den van von la le di du dos".split())  # within a name
_LONGEST = 6  # words
_PLACE = slice(8, 10)  # of a token's signs, whether it is part of a place's name


def is_named_by(traveller: Traveller, words: Sequence[str]) -> bool:
    """Whether one of some words is a traveller's name, the end of it, or a noun for it."""
    names = {part.lower() for name in (*traveller.names, traveller.display) for part in name.split()[-1:]}
    known = names | {head.lower() for head in traveller.heads}
    return any(word.lower() in known for word in words)


def own_names(text: Encoded, words: Sequence[int]) -> set[str]:
    """Those of some words that are names of somebody or something, and no titles or words that open a sentence."""
    opens = {0, *(n + 1 for n, (a, b) in enumerate(pairwise(text.sentence.tolist())) if a != b)}
    written = {text.words[word] for word in words if _is_name(text, word) and word not in opens}
    return {word for word in written if word.lower() not in _outside() and word.lower() not in lexicon().vehicles}


def last_words(text: Encoded, words: Sequence[int]) -> dict[int, int]:
    """Of each of some words that stand within a name the last of them that the name has: "Jong" of "Kim Jong Un"."""
    found: dict[int, int] = {}
    for word in sorted(words, reverse=True):
        if _is_name(text, word) and word not in found:
            found |= {inner: word for inner in range(_first(text, word), word) if inner in words}
    return found


def short_names(text: Encoded, words: Sequence[int]) -> dict[str, str]:
    """By the first word of a name, where it stands alone, the last: "Kim" of "Kim Jong Un", unless two share it."""
    phrases = {_phrase(text, word) for word in words if _is_name(text, word)}
    full: dict[str, set[str]] = {}
    for parts in map(str.split, phrases):
        if len(parts) > 1:
            full.setdefault(parts[0], set()).add(parts[-1])
    return {first: last.pop() for first, last in full.items() if len(last) == 1 and first in phrases}


def namesakes(text: Encoded, words: Sequence[int]) -> dict[int, str]:
    """Of each of some words its whole name, where two that differ end alike: "Ana Diaz" and "Luis Diaz" of one text."""
    found: dict[str, dict[int, str]] = {}
    for word in words:
        if _is_name(text, word):
            found.setdefault(text.words[word], {})[word] = _untitled(_phrase(text, word))
    return {word: name for rows in found.values() if _differ(set(rows.values())) for word, name in rows.items()}


def _untitled(name: str) -> str:
    parts, titles = name.split(), lexicon().sets["domains.titles"]
    while len(parts) > 1 and parts[0].lower().rstrip(".") in titles:
        del parts[0]
    return " ".join(parts)


def _differ(names: set[str]) -> bool:
    """Whether two of some names that end alike begin otherwise, and neither is the end of the other."""
    longer = [name for name in names if " " in name]
    pairs = [(one, two) for one in longer for two in longer if one < two]
    return any(
        one.split()[0] != two.split()[0] and not one.endswith(f" {two}") and not two.endswith(f" {one}")
        for one, two in pairs
    )


def are_two(one: Traveller, two: Traveller) -> bool:
    """Two of a kind with names of their own, or with numbers, are two, whatever speaks for one journey."""
    if one.kind != two.kind:
        return False
    if one.names and two.names:
        return one.names.isdisjoint(two.names)
    first, second = (which(t.display) for t in (one, two))
    return bool(one.heads & two.heads and (first or second)) and first != second


def known_as_well(lead: Traveller, other: Traveller) -> None:
    """The lead is also known by the other's descriptions."""
    lead.heads |= other.heads
    if lead.names and not (lead.kind == other.kind == "person"):
        lead.names |= other.names


def called(text: Encoded, words: Sequence[int]) -> Traveller:
    """A traveller that a text names by some words, each the last of a phrase: by a name if there is one."""
    titles = lexicon().sets["domains.titles"]
    phrases = {word: _phrase(text, word) for word in words if _ends_name(text, word)}
    names = {phrase for phrase in phrases.values() if phrase.lower() not in titles}
    names -= {name for name in names if any(other.startswith(f"{name}-") for other in names)}
    heads = [_noun(text, word) for word in words if word not in phrases]
    heads += [phrase.lower() for phrase in phrases.values() if phrase.lower() in titles]
    display = max(names, key=lambda name: (len(name), name)) if names else _shown(heads[0])
    kind, mode = _kind(sorted(names), heads)
    return Traveller(kind, display, names=names, heads=set(heads), mode=mode)


def _shown(noun: str) -> str:
    """A noun as a traveller is called by it: "the convoy", but "another"."""
    sets = lexicon().sets
    return noun if noun in sets["closed.det"] | sets["closed.numbers"] | sets["closed.pronouns"] else f"the {noun}"


def rename(text: Encoded, traveller: Traveller, words: Sequence[int]) -> None:
    """Call a traveller of the rules by none but the words that name it, as in "Ana Diaz, 34, who came on a yacht"."""
    own = called(text, words)
    mine = {text.words[word].lower() for word in words}
    kept = {name for name in traveller.names if name.split()[-1].lower() in mine}
    traveller.names = kept | own.names
    if traveller.display.split()[-1].lower() not in mine or (own.names and not kept):
        traveller.display = own.display
    elif traveller.display in traveller.names:
        fuller = [name for name in traveller.names if name.split()[-1:] == traveller.display.split()[-1:]]
        traveller.display = max(fuller, key=lambda name: (len(name), name))
    traveller.heads = {head for head in traveller.heads if head.split()[-1] in mine} | own.heads


def _is_name(text: Encoded, word: int) -> bool:
    """Whether a word is written as a name; "the Dane" is none."""
    return text.words[word][:1].isupper() and not text.demonyms[word]


def _ends_name(text: Encoded, word: int) -> bool:
    """Whether a name ends with a word, be it tied to it by a hyphen as in "Kim Yo-jong"; "One" that opens is none."""
    tied = word > 1 and text.words[word - 1] == "-" and text.begins[word - 2 : word] == _joined(text, word)
    if tied and _is_name(text, word - 2) and len(text.words[word - 2]) > 1:
        return True
    sets = lexicon().sets
    return _is_name(text, word) and text.words[word].lower() not in sets["closed.det"] | sets["closed.pronouns"]


def _noun(text: Encoded, word: int) -> str:
    """A noun with what a hyphen ties to it, as in "vice-president"; "the Dane" keeps its capital."""
    first = word
    while first > 1 and text.words[first - 1] == "-" and text.begins[first - 2 : first] == _joined(text, first):
        first -= 2
    noun = "".join(text.words[first : word + 1])
    return noun if text.demonyms[word] else noun.lower()


def _joined(text: Encoded, word: int) -> list[int]:
    """Where the two words before one would begin if no space parted them from it."""
    hyphen = text.begins[word] - 1
    return [hyphen - len(text.words[word - 2]), hyphen]


def _phrase(text: Encoded, word: int) -> str:
    """The name that ends with a word, without titles."""
    joined = " ".join(text.words[_first(text, word) : word + 1])
    return joined.replace(" - ", "-").replace(" ' ", "'").replace(" ’ ", "’")


def _first(text: Encoded, word: int) -> int:
    """Where the name that ends with a word begins; in a headline, which capitals make a name is told by other lines."""
    first, titled = word, int(text.sentence[word]) in text.headlines
    while first and word - first < _LONGEST and text.sentence[first - 1] == text.sentence[word]:
        before = text.words[first - 1]
        if not (before[:1].isupper() or before in _INSIDE) or before.lower() in _outside():
            break
        if titled and (before, text.words[first]) not in text.running:
            break  # "Kim Jong Un Meets Putin in Russia"
        if text.demonyms[first - 1] and first < word:
            break  # "the Slovene Janez Jansa"
        if before == "-" and first > 1 and text.signs[first - 2, _PLACE].any():
            break  # a dateline, "MIRAMAR, Panama - Ana Diaz"
        first -= 1
    while first < word and not text.words[first][:1].isupper():
        first += 1
    return first


@cache
def _outside() -> frozenset[str]:
    """Words that stand before a name and are none of it: titles, and what may open a sentence."""
    sets = lexicon().sets
    closed = frozenset().union(*(words for name, words in sets.items() if name.startswith("closed.")))
    return (closed | sets["person.any"]) - _INSIDE


def _kind(names: Sequence[str], heads: Sequence[str]) -> tuple[str, Mode]:
    known = lexicon()
    for word in (*heads, *(part.lower() for name in names for part in name.split())):
        if word in known.vehicles:
            return "vehicle", known.vehicles[word]
    for kind in ("person", "group", "animal"):
        if any(head in known.sets.get(f"{kind}.any", ()) for head in heads):
            return kind, Mode.UNKNOWN
    return ("person" if names else "thing"), Mode.UNKNOWN
