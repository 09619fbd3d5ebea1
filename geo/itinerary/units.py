"""A sentence as the grammar sees it: places, names, times and words, each one unit."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.lexicon import Lexicon, VerbForm, lexicon
from geo.itinerary.timewords import TimeWords, read_times
from geo.tokens import Sentence, Token

__all__ = ["Unit", "Vocabulary", "is_headline", "units"]


@dataclass(slots=True)
class Unit:
    """One unit of a sentence; ``kind`` is word, name, place, demonym, time, number or mark."""

    kind: str
    start: int
    end: int
    text: str
    low: str
    place: Resolution | None = None
    time: TimeWords | None = None
    readings: tuple[VerbForm, ...] = ()
    titles: tuple[str, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the article itself teaches: words it also writes in lower case."""

    lower: frozenset[str]


_NAME_JOINERS = frozenset("bin al de van von der den el ibn da du la le ter y".split())
_CLOSED = (
    "det",
    "pronouns",
    "prepositions",
    "subordinators",
    "adverbs",
    "coordinators",
    "relative",
    "be",
    "have",
    "do",
)
_CLOSED_SETS = tuple(
    f"closed.{name}" for name in (*_CLOSED, "modals", "negation", "possessive", "quantities", "numbers")
)
_NOUN_SETS = (
    "witness.any",
    "military.any",
    "group.any",
    "person.any",
    "animal.any",
    "cargo.any",
    "trips.any",
    "never.any",
    "placewords.any",
)


def is_headline(sentence: Sentence) -> bool:
    """Tell whether a sentence is set in title case, as headlines and link lists are."""
    words = [t for t in sentence.tokens if t.text[:1].isalpha()]
    long_words = [t for t in words if len(t.text) > 3]
    if len(words) < 5 or len(long_words) < 4:
        return False
    return all(t.is_capitalised for t in long_words) and sentence.tokens[-1].text not in ".!?"


def known_word(lex: Lexicon, word: str) -> bool:
    """Tell whether a lower-case word is one of the grammar's own: a capital that opens a sentence makes it no name."""
    if any(word in lex.sets[name] for name in _CLOSED_SETS) or word in lex.forms or word in lex.vehicles:
        return True
    if any(word in lex.sets[f"{name}.adjectives"] for name in ("planned", "rumoured", "denied")):
        return True
    return any(word in lex.sets[name] for name in _NOUN_SETS) or word.endswith(("ly", "ing"))


def units(sentence: Sentence, text: str, places: Mapping[int, Resolution], vocabulary: Vocabulary) -> tuple[Unit, ...]:
    """Group a sentence's tokens into units.

    Parameters
    ----------
    places : mapping
        Resolved mentions by the offset where they start.
    """
    times = {t.first: t for t in read_times(sentence.tokens, text)}
    grouped = _group(sentence.tokens, text, places, times)
    return tuple(_with_readings(_named(grouped, text, vocabulary)))


def _group(
    tokens: tuple[Token, ...], text: str, places: Mapping[int, Resolution], times: Mapping[int, TimeWords]
) -> list[Unit]:
    lex = lexicon()
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
        made.extend(_contraction(token) or [_plain(token, lex)])
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
    low = token.text.lower().replace("’", "'")
    stem, mark, tail = low.partition("'")
    if not mark or tail not in {"ll", "ve", "re", "d", "m"} or stem not in lexicon().sets["closed.pronouns"]:
        return []
    cut = token.start + len(stem)
    return [
        Unit("word", token.start, cut, token.text[: len(stem)], stem),
        Unit("word", cut, token.end, token.text[len(stem) :], "'" + tail),
    ]


def _plain(token: Token, lex: Lexicon) -> Unit:
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


def _named(made: list[Unit], text: str, vocabulary: Vocabulary) -> list[Unit]:
    """Join runs of capitalised words into names; lower what is capitalised only by its position."""
    lex = lexicon()
    out: list[Unit] = []
    i = 0
    while i < len(made):
        unit = made[i]
        if unit.kind != "word" or not unit.text[:1].isupper():
            out.append(unit)
            i += 1
            continue
        opens = _opens_sentence(made, i)
        if (opens and _opens_participle(made, i)) or _is_just_word(
            unit, vocabulary, lex, opens=opens, alone=not _capital_follows(made, i), modifies=_modifies(made, i, lex)
        ):
            out.append(unit)
            i += 1
            continue
        j = _run_end(made, i, text)
        out.extend(_split_run(made[i:j], text, lex))
        i = j
    return out


def _opens_sentence(made: list[Unit], i: int) -> bool:
    return (
        i == 0
        or all(u.kind == "mark" for u in made[max(0, i - 1) : i] if u.text not in {",", ")", "-"})
        and (made[i - 1].text in {"“", '"', "‘", ":", "—", "–", "•", "-", "."})
    )


_NAMES_IN_ED = frozenset("ahmed hamed majed saeed khaled walied alfred wilfred manfred jared mohammed mohamed".split())


def _opens_participle(made: list[Unit], i: int) -> bool:
    """As in "Pelted with mud, he …": a capital that opens the sentence makes no name of a participle."""
    nxt = made[i + 1].low if i + 1 < len(made) else ""
    low = made[i].low
    return low.endswith("ed") and len(low) > 4 and low not in _NAMES_IN_ED and nxt in {"with", "by", "in", "from", "at"}


def _capital_follows(made: list[Unit], i: int) -> bool:
    return i + 1 < len(made) and made[i + 1].kind == "word" and made[i + 1].text[:1].isupper()


def _modifies(made: list[Unit], i: int, lex: Lexicon) -> bool:
    """As in "Supply trucks left": an unknown capitalised word before a plain noun opens a phrase, it is no name."""
    if i + 1 >= len(made) or made[i + 1].kind != "word" or not made[i + 1].text[:1].islower():
        return False
    low = made[i + 1].low
    return low in lex.vehicles or low in lex.sets["group.any"] or low in lex.sets["person.any"]


def _is_just_word(
    unit: Unit, vocabulary: Vocabulary, lex: Lexicon, *, opens: bool, alone: bool, modifies: bool
) -> bool:
    if "-" in unit.text and unit.text.rsplit("-", 1)[1][:1].islower():
        return True
    closed = any(unit.low in lex.sets[name] for name in _CLOSED_SETS) and (alone or unit.low != "ever")
    if closed and (opens or (len(unit.text) > 1 and alone)):
        return unit.low not in {"may", "will"} or opens
    if not opens:
        return unit.low in lex.sets["domains.titles"] and alone and len(unit.low) > 3
    return alone and (unit.low in vocabulary.lower or known_word(lex, unit.low) or modifies)


def _run_end(made: list[Unit], i: int, text: str) -> int:
    j = i + 1
    while j < len(made):
        unit = made[j]
        if (
            unit.kind == "word"
            and unit.text[:1].isupper()
            and unit.low not in {"'s", "i"}
            or "-" in unit.text
            and unit.low.split("-")[0] in _NAME_JOINERS
            and not unit.text.islower()
            or (
                unit.kind == "number"
                and j == i + len(made[i:j])
                and text[unit.start - 1 : unit.start] == " "
                and (j + 1 == len(made) or made[j + 1].low not in {"people", "percent", "men"})
                and len(unit.text) <= 4
                and made[j - 1].kind == "word"
            )
        ):
            j += 1
        elif (
            unit.low in _NAME_JOINERS
            and j + 1 < len(made)
            and made[j + 1].kind == "word"
            and (made[j + 1].text[:1].isupper() or made[j + 1].low in _NAME_JOINERS)
        ):
            j += 2 if made[j + 1].text[:1].isupper() else 1
        else:
            break
    return j


def _split_run(run: list[Unit], text: str, lex: Lexicon) -> list[Unit]:
    """Cut titles off the front of a name: President | Joe Biden."""
    titles = lex.sets["domains.titles"]
    cut = 0
    for k, unit in enumerate(run[:4]):
        if unit.low.rstrip(".") in titles or (unit.low in lex.sets["person.any"] and k == cut):
            cut = k + 1
    if cut == len(run) and run[0].low.rstrip(".") not in titles:
        cut = 0
    heads = [Unit("word", u.start, u.end, u.text, u.low) for u in run[:cut]]
    rest = run[cut:]
    if not rest:
        return heads
    start, end = rest[0].start, rest[-1].end
    name = Unit("name", start, end, text[start:end], text[start:end].lower())
    name.titles = tuple(u.low.rstrip(".") for u in heads)
    return [*heads, name]


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
