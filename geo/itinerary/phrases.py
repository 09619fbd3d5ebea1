"""From units to phrases: noun phrases, verb groups, times and the marks between them."""

from collections.abc import Sequence

from geo.itinerary.lexicon import lexicon
from geo.itinerary.nounphrases import noun_phrase
from geo.itinerary.prepositions import preposition
from geo.itinerary.syntax import Item, NounPhrase
from geo.itinerary.unit import Unit
from geo.itinerary.verbgroups import verb_group
from geo.itinerary.wordclass import SPLIT_SUBORDINATORS, is_ly, nounish

__all__ = ["items"]


def items(sequence: Sequence[Unit]) -> list[Item]:
    """Parse a sentence's units into phrases, left to right, covering all that matters."""
    made: list[Item] = []
    i = 0
    while i < len(sequence):
        item = _item_at(sequence, i, made)
        made.append(item)
        i = item.last + 1
    return made


def _item_at(seq: Sequence[Unit], i: int, before: list[Item]) -> Item:
    lex, unit = lexicon(), seq[i]
    if unit.kind == "time":
        return _owned_by_a_day(seq, i) or Item("time", i, i, unit.low, unit=unit)
    if unit.kind == "mark":
        return Item("mark", i, i, unit.low, unit=unit)
    if unit.low == "as" and i + 1 < len(seq) and seq[i + 1].low in _AS_SAID:
        return Item("adv", i, i + 1, "as said")
    if (
        unit.low in {"before", "after"}
        and i + 1 < len(seq)
        and seq[i + 1].low == "that"
        and not _noun_after(seq, i + 2)
    ):
        return Item("adv", i, i + 1, f"{unit.low} that")
    if unit.low == "home" and not _starts_determined(seq, i):
        compound = preposition(seq, i)
        if not compound or " " not in compound[0]:
            return Item("adv", i, i, unit.low)
    group = verb_group(seq, i, before)
    if group is not None:
        return Item("pred", i, group.last, group.lemma, pred=group)
    prep = preposition(seq, i)
    if prep is not None:
        return _prepositional(seq, i, *prep)
    if unit.low in {"who", "which", "whom", "whose"}:
        return Item("mark", i, i, "rel", unit=unit)
    if unit.low in {"'s", "’s"}:
        return Item("adv", i, i, "'s")
    if (
        unit.low == "as"
        and i
        and seq[i - 1].low in {"known", "described", "seen", "regarded", "cited", "named", "dubbed"}
    ):
        np = noun_phrase(seq, i + 1) if i + 1 < len(seq) else NounPhrase(i, i)
        return Item("np", i, np.last, np.head, "as", np)
    if unit.low == "at" and i + 1 < len(seq) and seq[i + 1].low in {"anchor", "sea", "berth", "dawn"}:
        return Item("adv", i, i + 1, "at anchor")
    if unit.low == "that" and not _that_is_determiner(seq, i):
        return Item("mark", i, i, "that")
    if unit.low in lex.sets["closed.coordinators"] or unit.low in {"then"}:
        return Item("mark" if unit.low != "then" else "adv", i, i, unit.low)
    left = _what_is_left(seq, i)
    if left is not None:
        return left
    if unit.low in SPLIT_SUBORDINATORS:
        return Item("mark", i, i, unit.low)
    if unit.low in lex.sets["closed.adverbs"] and not _adverb_in_phrase(seq, i):
        return Item("adv", i, i, unit.low, unit=unit)
    if unit.kind == "word" and is_ly(unit.low) and not (i + 1 < len(seq) and seq[i + 1].low.endswith("ed")):
        return Item("adv", i, i, unit.low)
    if unit.low == "likely" and i + 1 < len(seq) and seq[i + 1].low != "to" and preposition(seq, i + 1) is not None:
        return Item("adv", i, i, unit.low)
    np = noun_phrase(seq, i)
    return Item("np", i, np.last, np.head, np=np)


def _owned_by_a_day(seq: Sequence[Unit], i: int, prep: str = "") -> Item | None:
    """As in "the victims of Friday's earthquake": the day is part of the phrase, unless it dates a trip."""
    if i + 2 >= len(seq) or seq[i].kind != "time" or seq[i + 1].low not in {"'s", "’s"}:
        return None
    lex, np = lexicon(), noun_phrase(seq, i + 2)
    first = seq[i].low.split()[0]
    if np.head in lex.trips or np.head in lex.vehicles or np.place is not None:
        return None
    prep = prep or (first if first in lex.sets["closed.prepositions"] else "")
    return Item("np", i, np.last, np.head, prep, np)


_AS_SAID = frozenset("planned expected scheduled usual hoped feared reported announced intended promised".split())


def _what_is_left(seq: Sequence[Unit], i: int) -> Item | None:
    """As in "What remains of the caravan arrived in": the caravan."""
    j = i + 2 if i + 2 < len(seq) and seq[i + 1].low in {"remains", "remained"} else i + 3
    if seq[i].low != "what" or j + 1 >= len(seq) or seq[j].low != "of":
        return None
    if j == i + 3 and not (seq[i + 1].low in {"is", "was"} and seq[i + 2].low == "left"):
        return None
    np = noun_phrase(seq, j + 1)
    return Item("np", i, np.last, np.head, np=np)


def _noun_after(seq: Sequence[Unit], i: int) -> bool:
    return i < len(seq) and seq[i].kind == "word" and nounish(seq[i]) and seq[i].low not in {"it", "he", "she"}


def _starts_determined(seq: Sequence[Unit], i: int) -> bool:
    return i > 0 and seq[i - 1].low in lexicon().sets["closed.det"]


def _adverb_in_phrase(seq: Sequence[Unit], i: int) -> bool:
    """As in "about 200 pilgrims", "some trucks", "the first ship": adverb words that open a noun phrase."""
    return seq[i].low in {
        "about",
        "some",
        "almost",
        "nearly",
        "around",
        "roughly",
        "north",
        "south",
        "east",
        "west",
        "only",
        "first",
        "last",
        "next",
        "just",
    } and (
        i + 1 < len(seq)
        and (
            seq[i + 1].kind in {"number", "demonym"}
            or (
                seq[i].low in {"some", "first", "last", "next"}
                and seq[i + 1].kind == "word"
                and not seq[i + 1].readings
            )
        )
    )


def _that_is_determiner(seq: Sequence[Unit], i: int) -> bool:
    prev = seq[i - 1].low if i else ""
    opens = (i == 0 or prev in {".", "“", '"'}) and i + 1 < len(seq) and seq[i + 1].low in lexicon().vehicles
    return opens or prev in lexicon().sets["closed.prepositions"]


def _prepositional(seq: Sequence[Unit], i: int, prep: str, last: int) -> Item:
    """A preposition with its noun phrase, or on its own where none follows."""
    j = last + 1
    owned = _owned_by_a_day(seq, j, prep)
    if owned is not None:
        return Item("np", i, owned.last, owned.low, prep, owned.np)
    if j >= len(seq) or seq[j].kind in {"mark", "time"}:
        if j < len(seq) and seq[j].kind == "mark" and seq[j].text in {"“", '"', "‘", "("} and j + 1 < len(seq):
            j += 1
        else:
            return Item("adv", i, last, prep)
    if seq[j].low in lexicon().sets["closed.coordinators"]:
        return Item("adv", i, last, prep)
    if seq[j].low in lexicon().sets["closed.relative"] or seq[j].low == "where":
        return Item("mark", i, j, f"{prep} {'where' if seq[j].low == 'where' else 'rel'}")
    if preposition(seq, j) is not None and seq[j].low not in {"about", "around", "over", "near", "outside", "off"}:
        return Item("adv", i, last, prep)
    if seq[j].low == "there" and prep == "near":
        return Item("adv", i, j, prep)  # "east of there"
    if seq[j].low == "there":
        return Item("np", i, j, "there", prep, NounPhrase(j, j, head="there", offset=seq[j].start))
    if prep == "rather than" and any(r.tense == "base" for r in seq[j].readings):
        return Item("mark", i, last, prep)
    group = verb_group(seq, j, [])
    if group is not None and group.form in {"gerund", "having"}:
        return Item("mark", i, last, prep)
    if group is not None and group.form == "finite":
        return Item("adv", i, last, prep)
    while j < len(seq) and seq[j].kind == "word" and seq[j].low in {"about", "around", "near", "outside", "just"}:
        j += 1
    if j >= len(seq):
        return Item("adv", i, last, prep)
    np = noun_phrase(seq, j)
    return Item("np", i, np.last, np.head, prep, np)
