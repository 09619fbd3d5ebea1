"""Runs of capitalised words: names with their titles, told from words that only open a sentence."""

from geo.itinerary.lexicon import Lexicon, lexicon
from geo.itinerary.unit import Unit, Vocabulary

__all__ = ["named"]


_NAME_JOINERS = frozenset("bin al de van von der den el ibn da du la le ter y".split())
_NAMES_IN_ED = frozenset("ahmed hamed majed saeed khaled walied alfred wilfred manfred jared mohammed mohamed".split())
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


def _known_word(lex: Lexicon, word: str) -> bool:
    """Tell whether a lower-case word is one of the grammar's own: a capital that opens a sentence makes it no name."""
    if any(word in lex.sets[name] for name in _CLOSED_SETS) or word in lex.forms or word in lex.vehicles:
        return True
    if any(word in lex.sets[f"{name}.adjectives"] for name in ("planned", "rumoured", "denied")):
        return True
    return any(word in lex.sets[name] for name in _NOUN_SETS) or word.endswith(("ly", "ing"))


def named(made: list[Unit], text: str, vocabulary: Vocabulary) -> list[Unit]:
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
        flight = unit.low == "flight" and i + 1 < len(made) and made[i + 1].kind == "number"
        if not flight and (
            (opens and _opens_participle(made, i))
            or _is_just_word(
                unit,
                vocabulary,
                lex,
                opens=opens,
                alone=not _capital_follows(made, i),
                modifies=_modifies(made, i, lex),
                plural=i + 1 < len(made) and made[i + 1].low in {"were", "are", "have"},
            )
        ):
            out.append(unit)
            i += 1
            continue
        j = _run_end(made, i, text)
        craft = bool(out) and _names_a_craft(out[-1], unit, lex)
        out.extend([_whole_name(made[i:j], text)] if craft and j - i > 1 else _split_run(made[i:j], text, lex))
        i = j
    return out


def _opens_sentence(made: list[Unit], i: int) -> bool:
    return (
        i == 0
        or all(u.kind == "mark" for u in made[max(0, i - 1) : i] if u.text not in {",", ")", "-"})
        and (made[i - 1].text in {"“", '"', "‘", ":", "—", "–", "•", "-", "."})
    )


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
    unit: Unit, vocabulary: Vocabulary, lex: Lexicon, *, opens: bool, alone: bool, modifies: bool, plural: bool
) -> bool:
    if "-" in unit.text and unit.text.rsplit("-", 1)[1][:1].islower():
        return True
    closed = any(unit.low in lex.sets[name] for name in _CLOSED_SETS) and (alone or unit.low != "ever")
    if closed and (opens or (len(unit.text) > 1 and alone)):
        return unit.low not in {"may", "will"} or opens
    if opens and alone and unit.low.endswith("s") and plural:
        return True  # "Ballots were delivered"
    if not opens:
        return unit.low in lex.sets["domains.titles"] and alone and len(unit.low) > 3
    return alone and (unit.low in vocabulary.lower or _known_word(lex, unit.low) or modifies)


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


def _names_a_craft(before: Unit, first: Unit, lex: Lexicon) -> bool:
    """As in "the tanker Prince Khaled", "the Queen Mary": a title after "the" or a craft belongs to its name."""
    return before.low in lex.vehicles or (before.low == "the" and first.low in lex.sets["domains.ship_titles"])


def _whole_name(run: list[Unit], text: str) -> Unit:
    start, end = run[0].start, run[-1].end
    return Unit("name", start, end, text[start:end], text[start:end].lower())


def _split_run(run: list[Unit], text: str, lex: Lexicon) -> list[Unit]:
    """Cut titles off the front of a name: President | Joe Biden."""
    titles = lex.sets["domains.titles"]
    cut = 0
    ship = run[0].text.isupper() and run[0].low in lex.sets["domains.ship_prefixes"]  # "MV Queen Andrea"
    for k, unit in enumerate(() if ship and len(run) > 1 else run[:4]):
        if unit.low.rstrip(".") in titles or (unit.low in lex.sets["person.any"] and k == cut):
            cut = k + 1
    if cut == len(run) and run[0].low.rstrip(".") not in titles:
        cut = 0
    heads = [Unit("word", u.start, u.end, u.text, u.low) for u in run[:cut]]
    rest = run[cut:]
    if not rest:
        return heads
    name = _whole_name(rest, text)
    name.titles = tuple(u.low.rstrip(".") for u in heads)
    return [*heads, name]
