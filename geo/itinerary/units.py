"""A sentence as the grammar sees it: places, names, times and words, each one unit."""

from collections.abc import Mapping

from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.capitals import named
from geo.itinerary.lexicon import VerbForm, lexicon
from geo.itinerary.timewords import TimeWords, read_times
from geo.itinerary.unit import Unit, Vocabulary
from geo.tokens import Sentence, Token

__all__ = ["is_headline", "units"]


def is_headline(sentence: Sentence) -> bool:
    """Tell whether a sentence is set in title case, as headlines and link lists are; "with" needs no capital."""
    words = [t for t in sentence.tokens if t.text[:1].isalpha()]
    small = lexicon().sets["closed.prepositions"]
    long_words = [t for t in words if len(t.text) > 3 and t.text not in small]
    if len(words) < 5 or len(long_words) < 4:
        return False
    return all(t.is_capitalised for t in long_words) and sentence.tokens[-1].text not in ".!?"


def units(sentence: Sentence, text: str, places: Mapping[int, Resolution], vocabulary: Vocabulary) -> tuple[Unit, ...]:
    """Group a sentence's tokens into units.

    Parameters
    ----------
    places : mapping
        Resolved mentions by the offset where they start.
    """
    times = {t.first: t for t in read_times(sentence.tokens, text)}
    grouped = _group(sentence.tokens, text, places, times)
    return tuple(_with_readings(named(grouped, text, vocabulary)))


def _group(
    tokens: tuple[Token, ...], text: str, places: Mapping[int, Resolution], times: Mapping[int, TimeWords]
) -> list[Unit]:
    made: list[Unit] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = places.get(token.start)
        if found is not None:
            end = found.mention.end
            kind = "demonym" if found.mention.kind is MentionKind.DEMONYM else "place"
            made.append(Unit(kind, token.start, end, text[token.start : end], text[token.start : end].lower(), found))
            i += 1
            while i < len(tokens) and tokens[i].start < end:
                i += 1
            continue
        spec = times.get(i)
        if spec is not None and not any(t.start in places for t in tokens[spec.first : spec.last + 1]):
            start, end = token.start, tokens[spec.last].end
            made.append(Unit("time", start, end, text[start:end], text[start:end].lower(), time=spec))
            i = spec.last + 1
            continue
        made.extend(_contraction(token) or [_plain(token)])
        i += 1
    return _hyphenated(_without_hedges(made), text)


_HEDGES = (
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("at", "least"),
    ("up", "to"),
    ("no", "fewer", "than"),
    ("as", "many", "as"),
    ("close", "to"),
    ("just", "over"),
    ("well", "over"),
)


_HEDGE_WORDS = frozenset(h[0] for h in _HEDGES)
_ROUGHLY = frozenset("about around nearly almost roughly some over approximately only exactly".split())


def _without_hedges(made: list[Unit]) -> list[Unit]:
    """Drop "more than", "at least" before a number: they hedge the count and say nothing of the journey."""
    lex = lexicon()
    out: list[Unit] = []
    i = 0
    while i < len(made):
        n = 0
        if made[i].low in _HEDGE_WORDS:
            n = next((len(h) for h in _HEDGES if tuple(u.low for u in made[i : i + len(h)]) == h), 0)
        if not n and made[i].low in _ROUGHLY:
            n = 1
        after = made[i + n] if n and i + n < len(made) else None
        counts = after is not None and (
            after.kind == "number" or after.low in lex.sets["closed.numbers"] or (after.low in {"a", "half"} and n > 1)
        )
        i += n if counts else 0
        out.append(made[i])
        i += 1
    return out


def _contraction(token: Token) -> list[Unit]:
    """Split "we'll" and "they've" into pronoun and auxiliary."""
    if len(token.text) < 3 or not ("'" in token.text or "’" in token.text):
        return []
    low = token.text.lower().replace("’", "'")
    stem, mark, tail = low.partition("'")
    if not mark or tail not in {"ll", "ve", "re", "d", "m"} or stem not in lexicon().sets["closed.pronouns"]:
        return []
    cut = token.start + len(stem)
    return [
        Unit("word", token.start, cut, token.text[: len(stem)], stem),
        Unit("word", cut, token.end, token.text[len(stem) :], "'" + tail),
    ]


def _plain(token: Token) -> Unit:
    low = token.text.lower().replace("’", "'")
    if token.text[:1].isdigit():
        return Unit("number", token.start, token.end, token.text, low)
    if token.text in {"€", "$", "£", "¥", "%", "#", "°"}:
        return Unit("number", token.start, token.end, token.text, low)
    if token.text[:1].isalpha() or low.startswith("'"):
        return Unit("word", token.start, token.end, token.text, low)
    return Unit("mark", token.start, token.end, token.text, low)


def _hyphenated(made: list[Unit], text: str) -> list[Unit]:
    """Join what hyphens join: ``two-week``, ``Tokyo-based``, ``Rolls-Royce``."""
    joined: list[Unit] = []
    i = 0
    while i < len(made):
        unit = made[i]
        follows = i + 2 < len(made) and made[i + 1].text in {"-", "‐", "‑"} and made[i + 1].start == unit.end
        if follows and made[i + 2].start == made[i + 1].end and joined_kind(unit, made[i + 2]):
            last = made[i + 2]
            kind = "word"
            merged = Unit(kind, unit.start, last.end, text[unit.start : last.end], text[unit.start : last.end].lower())
            made[i + 2] = merged
            i += 2
            continue
        joined.append(unit)
        i += 1
    return joined


def joined_kind(before: Unit, after: Unit) -> bool:
    """Tell whether two units on either side of a hyphen make one word."""
    return before.kind != "mark" and after.kind in {"word", "number", "demonym", "place"} and after.kind != "time"


_NO_VERBS = frozenset(
    "indeed hundred sacred naked wicked rugged ragged crooked beloved agreed speed freed breed bleed greed "
    "steed tweed misdeed seabed roadbed unprecedented infrared kindred hatred shared restrained".split()
)


_NO_GERUNDS = frozenset(
    "building evening morning wedding ceiling nothing something anything everything sibling siblings sterling "
    "darling viking shilling during according lightning pudding earring offspring underling warning".split()
)


def _unknown_gerund(word: str) -> bool:
    """As in "Shuttling": an -ing word that no list knows is most likely a verb."""
    return word.endswith("ing") and len(word) > 6 and word not in _NO_GERUNDS and "-" not in word


def _with_readings(made: list[Unit]) -> list[Unit]:
    forms = lexicon().forms
    for unit in made:
        if unit.kind == "word":
            unit.readings = forms.get(unit.low, ())
            if (
                not unit.readings
                and unit.low.endswith("ed")
                and len(unit.low) > 4
                and not unit.low.startswith("un")
                and unit.low not in _NO_VERBS
                and "-" not in unit.low
            ):
                unit.readings = (VerbForm(unit.low, "past"), VerbForm(unit.low, "participle"))
            elif not unit.readings and _unknown_gerund(unit.low):
                unit.readings = (VerbForm(unit.low, "gerund"),)
    return made
