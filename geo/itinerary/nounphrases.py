"""Noun phrases: determiner, modifiers, head, and the name, place or owner in them."""

from collections.abc import Sequence

from geo.itinerary.lexicon import lexicon
from geo.itinerary.prepositions import preposition
from geo.itinerary.syntax import NounPhrase
from geo.itinerary.unit import Unit
from geo.itinerary.wordclass import SPLIT_SUBORDINATORS, is_contraction, is_ly, is_noun, nounish, verb_here
from geo.vocabulary import Mode

__all__ = ["noun_phrase"]


def noun_phrase(seq: Sequence[Unit], i: int) -> NounPhrase:
    """Read a noun phrase from unit ``i``; always takes at least that unit."""
    lex = lexicon()
    np = NounPhrase(i, i, offset=seq[i].start)
    words: list[str] = []
    j, noun_seen = i, False
    if seq[j].low in lex.sets["closed.pronouns"] and not (seq[j].low == "her" and _opens_phrase(seq, j + 1)):
        np.head = seq[j].low
        return np
    if seq[j].low in lex.sets["closed.det"]:
        np.det = seq[j].low
        if seq[j].low in lex.sets["closed.possessive"]:
            np.owner = seq[j].low
        j += 1
    while j < len(seq):
        unit = seq[j]
        if unit.kind in {"mark", "time"} and not (unit.text == "," and _adjective_comma(seq, j, noun_seen)):
            break
        if unit.kind == "mark":
            j += 1
            continue
        if unit.low in {"'s", "’s"}:
            if j == i or is_contraction(seq, j):
                break
            np.owner = np.name or np.head
            np.owner_place = np.place
            np.name, np.head, np.place, np.titles, noun_seen = "", "", None, (), False
            words = []
            j += 1
            continue
        if unit.text in {"'", "’"}:
            j += 1
            continue
        if unit.kind == "word" and _ends_phrase(seq, j, i, noun_seen):
            break
        if np.place is not None and unit.low in _ADJECTIVAL_ADVERBS and np.head == np.place.mention.text.lower():
            break
        if unit.kind == "place":
            if noun_seen and np.name:
                if any(w in lex.vehicles for w in words) or np.titles:
                    np.name = f"{np.name} {unit.text}"
                    words.append(unit.low)
                    j += 1
                    continue
                break
            if words and lex.vehicles.get(words[-1]) is Mode.SEA:  # "the cruiser Moskva": a ship, not the town
                np.name, np.head = unit.text, unit.low
            else:
                np.place, np.head = unit.place, unit.low
            noun_seen = True
        elif unit.kind == "demonym":
            np.demonym, np.head = unit.place, unit.low
        elif unit.kind == "name":
            np.name, np.titles, np.head = unit.text, unit.titles, unit.low
            if np.place is not None and words:
                np.place = None
            noun_seen = True
        else:
            after = seq[j + 1].low if j + 1 < len(seq) else ""
            if np.place is not None and unit.low in {"border", "frontier"} and after not in _BORDER_POSTS:
                np.owner_place, np.place = np.place, None
            if np.place is not None and unit.kind == "word" and not _keeps_place(lex, unit):
                np.owner_place, np.place = np.place, None
            elif np.place is not None:
                words.append(unit.low)
                j += 1
                continue
            if np.name and unit.kind == "word" and unit.text[:1].islower() and unit.low not in lex.vehicles:
                np.prefix, np.name = np.name, ""
            np.head = unit.low
            noun_seen = noun_seen or (unit.kind == "word" and is_noun(lex, unit))
        words.append(unit.low)
        j += 1
        if unit.kind == "name" and j < len(seq) and seq[j].kind == "word" and seq[j].low not in {"'s", "’s"}:
            continue
    _ship_named_after_town(np, words)
    np.last = max(i, j - 1)
    np.raw = " ".join(u.text for u in seq[i : np.last + 1]).replace(" 's", "'s").replace(" ’s", "’s")
    np.words = tuple(words)
    if not np.head:
        np.head = seq[i].low
    return np


def _ship_named_after_town(np: NounPhrase, words: list[str]) -> None:
    """As in "The Kazan", "the Hamburg": towns take no article, ships do."""
    town = np.place.resolved if np.place is not None else None
    if town is None or np.det != "the" or not town.feature.startswith("P.") or town.name.lower().startswith("the "):
        return
    if np.place is not None and words == [np.head] and np.head == np.place.mention.text.lower() and np.head != "hague":
        np.name, np.place = np.place.mention.text, None


def _adjective_comma(seq: Sequence[Unit], j: int, noun_seen: bool) -> bool:
    return False


def _keeps_place(lex: object, unit: Unit) -> bool:
    """As in "Mexico City airport", "Khasan station": the place stays a place."""
    return unit.low in lexicon().sets["placewords.any"]


def _ends_phrase(seq: Sequence[Unit], j: int, start: int, noun_seen: bool) -> bool:
    lex, unit = lexicon(), seq[j]
    if j == start:
        return False
    if unit.low in lex.sets["closed.coordinators"] or unit.low in lex.sets["closed.relative"] or unit.low == "that":
        return True
    if unit.low in SPLIT_SUBORDINATORS or unit.low in lex.sets["closed.subject_pronouns"]:
        return True
    if preposition(seq, j) is not None or unit.low in lex.sets["closed.det"]:
        return True
    if unit.low in {
        "not",
        "n't",
        "never",
        "away",
        "back",
        "home",
        "there",
        "here",
        "then",
        "again",
        "later",
        "together",
    }:
        return True
    if is_ly(unit.low) and unit.low not in {"italy"} and noun_seen:
        return True
    if unit.low in {"also", "now", "already", "just", "still", "ever", "soon", "even", "both", "overland", "instead"}:
        return True
    if noun_seen and unit.low in lex.sets["closed.adverbs"]:
        nxt = seq[j + 1] if j + 1 < len(seq) else None
        verb_next = nxt is not None and (bool(nxt.readings) or nxt.low in lex.sets["closed.be"])
        if unit.low not in _ADJECTIVAL_ADVERBS or verb_next:
            return True
    return verb_here(seq, j, noun_seen=noun_seen, in_phrase=True, inside=True)


_BORDER_POSTS = frozenset("post crossing point gate station town checkpoint bridge village".split())
_ADJECTIVAL_ADVERBS = frozenset("early late earlier later first last next far long north south east west alone".split())


def _opens_phrase(seq: Sequence[Unit], j: int) -> bool:
    """Tell whether a noun or an adjective comes next: "her" is then a determiner."""
    return j < len(seq) and (seq[j].kind in {"name", "place", "demonym"} or (seq[j].kind == "word" and nounish(seq[j])))
