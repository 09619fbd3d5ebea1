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
    return _PhraseReader(seq, i).run()


class _PhraseReader:
    """Reads one noun phrase unit by unit."""

    def __init__(self, seq: Sequence[Unit], i: int) -> None:
        self.seq, self.first, self.at = seq, i, i
        self.np = NounPhrase(i, i, offset=seq[i].start)
        self.words: list[str] = []
        self.noun_seen = False

    def run(self) -> NounPhrase:
        lex, np, first = lexicon(), self.np, self.seq[self.first]
        if first.low in lex.sets["closed.pronouns"] and not (
            first.low == "her" and _opens_phrase(self.seq, self.first + 1)
        ):
            np.head = first.low
            return np
        if first.low in lex.sets["closed.det"]:
            np.det = first.low
            np.owner = first.low if first.low in lex.sets["closed.possessive"] else ""
            self.at += 1
        while self.at < len(self.seq) and self._take(self.seq[self.at]):
            self.at += 1
        _ship_named_after_town(np, self.words)
        np.last = max(self.first, self.at - 1)
        raw = " ".join(u.text for u in self.seq[self.first : np.last + 1])
        np.raw = raw.replace(" 's", "'s").replace(" ’s", "’s")
        np.words = tuple(self.words)
        np.head = np.head or first.low
        return np

    def _take(self, unit: Unit) -> bool:
        """Take one unit into the phrase; False where the phrase ends before it."""
        np = self.np
        if unit.kind == "time" and self._dated_noun(unit):
            return True
        if unit.kind in {"mark", "time"}:
            return False
        if unit.low in {"'s", "’s"}:
            return self._possessive()
        if unit.text in {"'", "’"}:
            before, after = self.seq[self.at - 1], self.seq[self.at + 1] if self.at + 1 < len(self.seq) else None
            owns = self.at > self.first and before.end == unit.start and before.low.endswith("s")
            return self._possessive() if owns and after is not None and after.kind != "mark" else True
        if unit.kind == "word" and _ends_phrase(self.seq, self.at, self.first, self.noun_seen):
            return False
        if np.place is not None and unit.low in _ADJECTIVAL_ADVERBS and np.head == np.place.mention.text.lower():
            return False
        if unit.kind == "place":
            if not self._place(unit):
                return False
        elif unit.kind == "demonym":
            np.demonym, np.head = unit.place, unit.low
        elif unit.kind == "name" and np.place is not None and self.words and _names_building(np, unit):
            np.head = np.place.mention.text.lower()  # "Nakuru Central Police Station"
        elif unit.kind == "name":
            np.name, np.titles, np.head = unit.text, unit.titles, unit.low
            np.place = None if self.words else np.place
            self.noun_seen = True
        else:
            self._word(unit)
        self.words.append(unit.low)
        return True

    def _dated_noun(self, unit: Unit) -> bool:
        """As in "Their Saturday flight", "its Monday call at": the day stands inside the phrase."""
        after = self.seq[self.at + 1] if self.at + 1 < len(self.seq) else None
        trip = after is not None and (after.low in lexicon().trips or after.low in lexicon().vehicles)
        return bool(self.np.det) and self.at == self.first + 1 and trip and " " not in unit.text

    def _possessive(self) -> bool:
        """What came before owns what comes now."""
        np = self.np
        if self.at == self.first or is_contraction(self.seq, self.at):
            return False
        np.owner, np.owner_place = np.name or np.head, np.place
        np.name, np.head, np.place, np.titles = "", "", None, ()
        self.noun_seen, self.words = False, []
        return True

    def _place(self, unit: Unit) -> bool:
        lex, np = lexicon(), self.np
        if self.noun_seen and np.name:
            if not (any(w in lex.vehicles for w in self.words) or np.titles):
                return False
            np.name = f"{np.name} {unit.text}"
            return True
        if self.words and lex.vehicles.get(self.words[-1]) is Mode.SEA:  # "the cruiser Moskva": a ship, not the town
            np.name, np.head = unit.text, unit.low
        else:
            np.place, np.head = unit.place, unit.low
        self.noun_seen = True
        return True

    def _word(self, unit: Unit) -> None:
        lex, np = lexicon(), self.np
        after = self.seq[self.at + 1].low if self.at + 1 < len(self.seq) else ""
        if np.place is not None:
            named_next = (
                after == "of" and (np.det in {"the", "a", "an"} or bool(np.owner)) and unit.low in _KINDS_OF_PLACE
            )
            border = named_next or unit.low in {"border", "frontier"} and after not in _BORDER_POSTS
            if not border and (unit.kind != "word" or _keeps_place(unit)):
                return
            np.owner_place, np.place = np.place, None
        if np.name and unit.kind == "word" and unit.text[:1].islower() and unit.low not in lex.vehicles:
            np.prefix, np.name = np.name, ""
        np.head = unit.low
        self.noun_seen = self.noun_seen or (unit.kind == "word" and is_noun(unit))


def _ship_named_after_town(np: NounPhrase, words: list[str]) -> None:
    """As in "The Kazan", "the Hamburg": towns take no article, ships do."""
    town = np.place.resolved if np.place is not None else None
    if town is None or np.det != "the" or not town.feature.startswith("P.") or town.name.lower().startswith("the "):
        return
    if np.place is not None and words == [np.head] and np.head == np.place.mention.text.lower() and np.head != "hague":
        np.name, np.place = np.place.mention.text, None


def _names_building(np: NounPhrase, unit: Unit) -> bool:
    """As in "Nakuru Central Police Station": a building of that town."""
    town = np.place.resolved if np.place is not None else None
    if town is None or town.feature_class != "P":
        return False
    return " " in unit.low and unit.low.split()[-1] in lexicon().sets["placewords.any"]


def _keeps_place(unit: Unit) -> bool:
    """As in "Mexico City airport", "Khasan station": the place stays a place."""
    return unit.low in lexicon().sets["placewords.any"]


def _ends_phrase(seq: Sequence[Unit], j: int, start: int, noun_seen: bool) -> bool:
    lex, unit = lexicon(), seq[j]
    if j == start:
        return False
    if unit.low in lex.sets["closed.coordinators"] or unit.low in lex.sets["closed.relative"] or unit.low == "that":
        return True
    if unit.low in {"himself", "herself", "itself", "themselves"}:
        return True
    if unit.low in SPLIT_SUBORDINATORS or unit.low in lex.sets["closed.subject_pronouns"]:
        return True
    counts = j == start + 1 and unit.low in _COUNTING and seq[start].low in lex.sets["closed.det"]  # "a few hundred"
    if preposition(seq, j) is not None or (unit.low in lex.sets["closed.det"] and not counts):
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


_COUNTING = frozenset("few many other several some both most another".split())
# "the Black Sea port of Novorossiysk": the place before the noun only says where the one after it is
_KINDS_OF_PLACE = frozenset("resort port town city village island suburb district harbour harbor province".split())
_BORDER_POSTS = frozenset("post crossing point gate station town checkpoint bridge village".split())
_ADJECTIVAL_ADVERBS = frozenset("early late earlier later first last next far long north south east west alone".split())


def _opens_phrase(seq: Sequence[Unit], j: int) -> bool:
    """Tell whether a noun or an adjective comes next: "her" is then a determiner."""
    return j < len(seq) and (seq[j].kind in {"name", "place", "demonym"} or (seq[j].kind == "word" and nounish(seq[j])))
