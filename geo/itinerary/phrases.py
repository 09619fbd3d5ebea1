"""From units to phrases: noun phrases, verb groups, times and the marks between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.units import Unit

__all__ = ["Item", "NounPhrase", "Predicate", "items"]


@dataclass(slots=True)
class NounPhrase:
    """A noun phrase: its head word, the name or place in it, whose it is."""

    first: int
    last: int
    head: str = ""
    name: str = ""
    titles: tuple[str, ...] = ()
    place: Resolution | None = None
    owner: str = ""
    owner_place: Resolution | None = None
    offset: int = 0
    prefix: str = ""
    det: str = ""
    words: tuple[str, ...] = ()
    raw: str = ""
    demonym: Resolution | None = None
    of: "NounPhrase | None" = None
    carrying: "NounPhrase | None" = None
    beside: list["NounPhrase"] = field(default_factory=list)
    joint: list["NounPhrase"] = field(default_factory=list)


@dataclass(slots=True)
class Predicate:
    """A verb group: the verb, its time and modality, and what it means for places."""

    first: int
    last: int
    lemma: str
    form: str  # finite, gerund, having, infinitive
    tense: str = "past"
    modal: str = ""
    progressive: bool = False
    passive: bool = False
    negated: bool = False
    adverbs: tuple[str, ...] = ()
    adjective: str = ""
    movement: Movement | None = None
    ambiguous: bool = False
    subject: NounPhrase | None = None
    object: NounPhrase | None = None
    governor: "Predicate | None" = None
    governing_noun: NounPhrase | None = None
    clause: int = 0
    linker: str = ""
    where: Resolution | None = None
    if_clause: bool = False
    complement_of: "Predicate | None" = None
    deferred: bool = False
    adjunct: "Predicate | None" = None
    continues: "Predicate | None" = None
    at: int = 0


@dataclass(slots=True)
class Item:
    """One phrase of a sentence, in order; ``prep`` is the preposition that governs a noun phrase."""

    kind: str  # np, pred, mark, time, adv
    first: int
    last: int
    low: str = ""
    prep: str = ""
    np: NounPhrase | None = None
    pred: Predicate | None = None
    unit: Unit | None = None


_COMPOUND_PREPOSITIONS = (
    ("by", "way", "of"), ("as", "far", "as"), ("in", "the", "direction", "of"), ("out", "of"), ("on", "to"),
    ("in", "to"), ("back", "to"), ("up", "to"), ("down", "to"), ("close", "to"), ("ahead", "of"), ("next", "to"),
    ("instead", "of"), ("rather", "than"), ("according", "to"), ("because", "of"), ("on", "board"), ("north", "of"),
    ("south", "of"), ("east", "of"), ("west", "of"), ("northwest", "of"), ("northeast", "of"), ("southwest", "of"), ("southeast", "of"), ("on", "into"), ("back", "into"), ("over", "to"), ("bound", "for"),
    ("along", "with"), ("together", "with"), ("accompanied", "by"), ("due", "to"), ("across", "to"), ("onward", "to"), ("onwards", "to"),
    ("back", "from"), ("back", "in"), ("back", "at"), ("off", "the", "coast", "of"), ("through", "to"),
    ("just", "outside"), ("home", "to"), ("home", "from"), ("away", "from"), ("straight", "to"), ("with", "regard", "to"), ("in", "addition", "to"), ("in", "response", "to"),
    ("thanks", "to"), ("prior", "to"), ("owing", "to"), ("compared", "to"), ("with", "respect", "to"), ("in", "relation", "to"),
    ("similar", "to"), ("related", "to"), ("subject", "to"), ("access", "to"), ("directly", "to"), ("round", "to"),
)  # fmt: skip
_COMPOUNDS_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _compound in sorted(_COMPOUND_PREPOSITIONS, key=len, reverse=True):
    _COMPOUNDS_BY_FIRST.setdefault(_compound[0], []).append(_compound)
_CANONICAL = {
    "by way of": "via", "as far as": "to", "in the direction of": "towards", "on to": "to", "in to": "to",
    "back to": "back to", "up to": "to", "down to": "to", "close to": "near", "on board": "aboard", "on into": "into",
    "back into": "back to", "over to": "to", "bound for": "for", "en route to": "for", "en route for": "for",
    "en route from": "from", "across to": "to", "onward to": "to", "onwards to": "to", "back from": "from",
    "back in": "back to", "back at": "back to", "off the coast of": "off", "through to": "to",
    "just outside": "outside", "home to": "back to", "home from": "from", "straight to": "to", "directly to": "to",
    "round to": "to", "north of": "near", "south of": "near", "east of": "near", "west of": "near", "northwest of": "near", "northeast of": "near", "southwest of": "near",
    "southeast of": "near",
}  # fmt: skip
_SPLIT_SUBORDINATORS = frozenset(
    "how why whether after before when while as because since until till if unless although though whereas once where so whenever".split()
)
_NOUNLIKE_SETS = ("vehicles", "trips")


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
        return Item("time", i, i, unit.low, unit=unit)
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
        compound = _preposition(seq, i)
        if not compound or " " not in compound[0]:
            return Item("adv", i, i, unit.low)
    group = _verb_group(seq, i, before)
    if group is not None:
        return Item("pred", i, group.last, group.lemma, pred=group)
    prep = _preposition(seq, i)
    if prep is not None:
        return _prepositional(seq, i, *prep)
    if unit.low in {"who", "which", "whom", "whose"}:
        return Item("mark", i, i, "rel")
    if unit.low in {"'s", "’s"}:
        return Item("adv", i, i, "'s")
    if (
        unit.low == "as"
        and i
        and seq[i - 1].low in {"known", "described", "seen", "regarded", "cited", "named", "dubbed"}
    ):
        np = _noun_phrase(seq, i + 1) if i + 1 < len(seq) else NounPhrase(i, i)
        return Item("np", i, np.last, np.head, "as", np)
    if unit.low == "at" and i + 1 < len(seq) and seq[i + 1].low in {"anchor", "sea", "berth", "dawn"}:
        return Item("adv", i, i + 1, "at anchor")
    if unit.low == "that" and not _that_is_determiner(seq, i):
        return Item("mark", i, i, "that")
    if unit.low in lex.sets["closed.coordinators"] or unit.low in {"then"}:
        return Item("mark" if unit.low != "then" else "adv", i, i, unit.low)
    if unit.low in _SPLIT_SUBORDINATORS:
        return Item("mark", i, i, unit.low)
    if unit.low in lex.sets["closed.adverbs"] and not _adverb_in_phrase(seq, i):
        return Item("adv", i, i, unit.low)
    if unit.kind == "word" and _is_ly(unit.low):
        if not (i + 1 < len(seq) and seq[i + 1].low.endswith("ed")):
            return Item("adv", i, i, unit.low)
    np = _noun_phrase(seq, i)
    return Item("np", i, np.last, np.head, np=np)


_AS_SAID = frozenset("planned expected scheduled usual hoped feared reported announced intended promised".split())


def _noun_after(seq: Sequence[Unit], i: int) -> bool:
    return i < len(seq) and seq[i].kind == "word" and _nounish(seq[i]) and seq[i].low not in {"it", "he", "she"}


_NOT_ADVERBS = frozenset(
    "fly july italy rely apply supply reply ally rally family assembly bully early belly jelly lily holy ugly tally only "
    "friendly elderly deadly likely lovely lonely daily weekly monthly hourly yearly costly homely butterfly anomaly".split()
)


def _is_ly(word: str) -> bool:
    """Tell an adverb by its ending: "quickly", not "fly"."""
    return word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS


def _starts_determined(seq: Sequence[Unit], i: int) -> bool:
    return i > 0 and seq[i - 1].low in lexicon().sets["closed.det"]


def _adverb_in_phrase(seq: Sequence[Unit], i: int) -> bool:
    """ "about 200 pilgrims", "some trucks", "the first ship": adverb words that open a noun phrase."""
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


def _preposition(seq: Sequence[Unit], i: int) -> tuple[str, int] | None:
    """Read a preposition, compound ones first; returns it in its canonical form and its last unit."""
    for words in _COMPOUNDS_BY_FIRST.get(seq[i].low, ()):
        n = len(words)
        if tuple(u.low for u in seq[i : i + n]) == words:
            joined = " ".join(words)
            return _CANONICAL.get(joined, joined), i + n - 1
    if seq[i].kind == "word" and seq[i].low in lexicon().sets["closed.prepositions"]:
        return seq[i].low, i
    return None


def _prepositional(seq: Sequence[Unit], i: int, prep: str, last: int) -> Item:
    """A preposition with its noun phrase, or on its own where none follows."""
    j = last + 1
    if j >= len(seq) or seq[j].kind in {"mark", "time"}:
        if j < len(seq) and seq[j].kind == "mark" and seq[j].text in {"“", '"', "‘", "("} and j + 1 < len(seq):
            j += 1
        else:
            return Item("adv", i, last, prep)
    if seq[j].low in lexicon().sets["closed.relative"] or seq[j].low == "where":
        return Item("mark", i, j, f"{prep} {'where' if seq[j].low == 'where' else 'rel'}")
    if _preposition(seq, j) is not None and seq[j].low not in {"about", "around", "over", "near", "outside", "off"}:
        return Item("adv", i, last, prep)
    if seq[j].low == "there":
        return Item("np", i, j, "there", prep, NounPhrase(j, j, head="there"))
    if prep == "rather than" and any(r.tense == "base" for r in seq[j].readings):
        return Item("mark", i, last, prep)
    group = _verb_group(seq, j, [])
    if group is not None and group.form in {"gerund", "having"}:
        return Item("mark", i, last, prep)
    if group is not None and group.form == "finite":
        return Item("adv", i, last, prep)
    while j < len(seq) and seq[j].kind == "word" and seq[j].low in {"about", "around", "near", "outside", "just"}:
        j += 1
    if j >= len(seq):
        return Item("adv", i, last, prep)
    np = _noun_phrase(seq, j)
    return Item("np", i, np.last, np.head, prep, np)


def _noun_phrase(seq: Sequence[Unit], i: int) -> NounPhrase:
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
            if j == i or _is_contraction(seq, j):
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
        if unit.kind == "place":
            if noun_seen and np.name:
                if any(w in lex.vehicles for w in words) or np.titles:
                    np.name = f"{np.name} {unit.text}"
                    words.append(unit.low)
                    j += 1
                    continue
                break
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
            if np.place is not None and unit.low in {"border", "frontier"}:
                np.owner_place, np.place = np.place, None
            if np.place is not None and unit.kind == "word" and not _keeps_place(lex, unit):
                np.owner_place, np.place = np.place, None
            elif np.place is not None:
                words.append(unit.low)
                j += 1
                continue
            if np.name and unit.kind == "word" and unit.text[:1].islower():
                if unit.low not in lex.vehicles:
                    np.prefix, np.name = np.name, ""
            np.head = unit.low
            noun_seen = noun_seen or (unit.kind == "word" and _is_noun(lex, unit))
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
    """ "The Kazan", "the Hamburg": towns take no article, ships do."""
    town = np.place.resolved if np.place is not None else None
    if town is None or np.det != "the" or not town.feature.startswith("P.") or town.name.lower().startswith("the "):
        return
    if np.place is not None and words == [np.head] and np.head == np.place.mention.text.lower() and np.head != "hague":
        np.name, np.place = np.place.mention.text, None


def _opens_phrase(seq: Sequence[Unit], j: int) -> bool:
    """Tell whether a noun or an adjective comes next: "her" is then a determiner."""
    return j < len(seq) and (
        seq[j].kind in {"name", "place", "demonym"} or (seq[j].kind == "word" and _nounish(seq[j]))
    )


def _is_contraction(seq: Sequence[Unit], j: int) -> bool:
    """ "it's", "that's going": not a possessive."""
    return seq[j - 1].low in {"it", "that", "he", "she", "there", "what", "who", "let", "here"}


def _adjective_comma(seq: Sequence[Unit], j: int, noun_seen: bool) -> bool:
    return False


def _keeps_place(lex: object, unit: Unit) -> bool:
    """ "Mexico City airport", "Khasan station": the place stays a place."""
    return unit.low in lexicon().sets["placewords.any"]


def _is_noun(lex: object, unit: Unit) -> bool:
    book = lexicon()
    low = unit.low
    if low in book.vehicles or low in book.trips:
        return True
    if any(
        low in book.sets[f"{name}.any"]
        for name in ("witness", "military", "group", "person", "animal", "cargo", "never", "placewords")
    ):
        return True
    return not unit.readings and low.endswith("s") and not low.endswith(("ss", "ous"))


def _ends_phrase(seq: Sequence[Unit], j: int, start: int, noun_seen: bool) -> bool:
    lex, unit = lexicon(), seq[j]
    if j == start:
        return False
    if unit.low in lex.sets["closed.coordinators"] or unit.low in lex.sets["closed.relative"] or unit.low == "that":
        return True
    if unit.low in _SPLIT_SUBORDINATORS or unit.low in lex.sets["closed.subject_pronouns"]:
        return True
    if _preposition(seq, j) is not None or unit.low in lex.sets["closed.det"]:
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
    if _is_ly(unit.low) and unit.low not in {"italy"} and noun_seen:
        return True
    if unit.low in {"also", "now", "already", "just", "still", "ever", "soon", "even", "both", "overland", "instead"}:
        return True
    if noun_seen and unit.low in lex.sets["closed.adverbs"]:
        nxt = seq[j + 1] if j + 1 < len(seq) else None
        verb_next = nxt is not None and (bool(nxt.readings) or nxt.low in lex.sets["closed.be"])
        if unit.low not in _ADJECTIVAL_ADVERBS or verb_next:
            return True
    return _verb_here(seq, j, noun_seen=noun_seen, in_phrase=True, inside=True)


_ADJECTIVAL_ADVERBS = frozenset("early late earlier later first last next far long north south east west alone".split())


def _content_before(seq: Sequence[Unit], j: int) -> Unit | None:
    lex = lexicon()
    k = j - 1
    while k >= 0 and (
        (seq[k].low in lex.sets["closed.adverbs"] or _is_ly(seq[k].low))
        and seq[k].kind == "word"
        or seq[k].kind == "time"
    ):
        k -= 1
    return seq[k] if k >= 0 else None


def _verb_here(seq: Sequence[Unit], j: int, *, noun_seen: bool, in_phrase: bool, inside: bool = False) -> bool:
    """Tell whether the word at ``j`` is a verb here rather than a noun or an adjective."""
    lex, unit = lexicon(), seq[j]
    if (
        unit.low in lex.sets["closed.be"]
        and unit.low != "'s"
        or unit.low in lex.sets["closed.have"]
        and unit.low != "'s"
    ):
        return True
    if unit.low in lex.sets["closed.modals"] and unit.text[:1].islower():
        return True
    if unit.low in lex.sets["closed.do"] or (unit.low.endswith("n't") and unit.low in lex.sets["closed.negation"]):
        return True
    if not unit.readings:
        return False
    tenses = {r.tense for r in unit.readings}
    prev, nxt = _content_before(seq, j), seq[j + 1] if j + 1 < len(seq) else None
    direct = seq[j - 1] if j else None
    determined = direct is not None and (
        direct.low in lex.sets["closed.det"]
        or direct.low in {"'s", "’s"}
        or (direct.low in {"first", "last", "new", "next"} and j > 1 and seq[j - 2].low in lex.sets["closed.det"])
    )
    if determined and direct is not None and direct.low in {"all", "this", "that"} and "third" in tenses:
        return _verb_complement(nxt)
    if determined and direct is not None and direct.low in {"most", "many", "some", "all", "both", "several", "few"}:
        follows = nxt is not None and (nxt.low in {"to", "are", "have"} or nxt.low in lex.sets["closed.prepositions"])
        return "base" in tenses and follows and not (in_phrase and direct.low in {"all", "both"})
    if determined and not (direct is not None and direct.low in {"that"}):
        return False
    nounlike = unit.low in lex.vehicles or unit.low in lex.trips or unit.low in lex.sets["never.any"]
    nounlike = nounlike or unit.low in lex.sets["placewords.any"] or unit.low in lex.sets["group.any"]
    trip = unit.low in lex.vehicles or unit.low in lex.trips or tenses == {"gerund"}
    if trip and inside and not noun_seen and _within_determined(seq, j):
        return False
    if tenses & {"past", "participle"}:
        adjectival = (
            in_phrase
            and not noun_seen
            and nxt is not None
            and nxt.kind in {"word", "name", "demonym"}
            and (nxt.kind != "word" or _nounish(nxt))
        )
        return not adjectival
    if "gerund" in tenses and direct is not None and direct.low in _BEFORE_GERUND:
        return True
    if "gerund" in tenses:
        return not (in_phrase and not noun_seen and nxt is not None and nxt.kind in {"word", "name"} and _nounish(nxt))
    if prev is None:
        return False
    if "third" in tenses:
        return _finite_present(lex, unit, prev, nxt, nounlike, plural=False, noun_seen=noun_seen)
    if "base" in tenses:
        return _finite_present(lex, unit, prev, nxt, nounlike, plural=True, noun_seen=noun_seen)
    return False


_BEFORE_GERUND = frozenset("after before while when by without since of than upon despite".split())


def _within_determined(seq: Sequence[Unit], j: int) -> bool:
    """Whether a determiner opened the phrase at most three words back: "its 16-day run", "an emergency landing"."""
    dets = lexicon().sets["closed.det"]
    for k in range(j - 1, max(-1, j - 4), -1):
        if seq[k].low in dets or seq[k].low == "'s":
            return True
        if seq[k].kind not in {"word", "demonym", "number"} or seq[k].low in lexicon().sets["closed.prepositions"]:
            return False
    return False


def _nounish(unit: Unit) -> bool:
    lex = lexicon()
    if unit.kind == "name":
        return True
    low = unit.low
    if low in lex.sets["closed.det"] or low in lex.sets["closed.prepositions"] or low in lex.sets["closed.adverbs"]:
        return False
    if low in lex.sets["closed.pronouns"] or low in lex.sets["closed.coordinators"] or low in lex.sets["closed.be"]:
        return False
    if low in _SPLIT_SUBORDINATORS or _is_ly(low) or low in lex.sets["closed.numbers"]:
        return False
    return not unit.readings or low in lex.vehicles or low in lex.trips or low in lex.sets["group.any"]


def _finite_present(
    lex: object, unit: Unit, prev: Unit, nxt: Unit | None, nounlike: bool, *, plural: bool, noun_seen: bool
) -> bool:
    book = lexicon()
    if prev.low in book.sets["closed.prepositions"] or prev.kind in {"number", "demonym"} or prev.low == "'s":
        return False
    pronoun = prev.low in book.sets["closed.subject_pronouns"] or prev.low in book.sets["closed.relative"]
    if pronoun or prev.low == "that":
        return (prev.low in {"they", "we", "i", "you", "who", "which", "that"}) if plural else True
    if prev.low in {"and", "then", "or", "but", ","}:
        return not nounlike and _verb_complement(nxt)
    if plural:
        many = prev.kind == "word" and prev.low.endswith("s") and not prev.low.endswith("ss")
        many = many or prev.low in {"data", "media", "people", "men", "women", "children", "police", "troops"}
        return many and _verb_complement(nxt) and (not nounlike or noun_seen)
    if prev.kind == "name":
        return not nounlike or _verb_complement(nxt)
    if prev.kind == "place":
        return not nounlike and _verb_complement(nxt)
    return not nounlike and prev.kind == "word" and not prev.low.endswith("s") and _verb_complement(nxt)


def _verb_complement(nxt: Unit | None) -> bool:
    book = lexicon()
    if nxt is None or nxt.kind in {"place", "time", "name", "number"}:
        return True
    if nxt.kind == "mark":
        return nxt.text in {".", ",", ";", ":", "“", '"'}
    low = nxt.low
    return (
        low in book.sets["closed.prepositions"]
        or low in book.sets["closed.det"]
        or low in book.sets["closed.adverbs"]
        or low in book.sets["closed.object_pronouns"]
        or low in book.sets["closed.subject_pronouns"]
        or low == "that"
        or low in _SPLIT_SUBORDINATORS
    )


_ADJECTIVES_TO = frozenset(
    "uncertain unclear possible doubtful due likely set bound ready poised able unable about keen eager unlikely certain sure scheduled supposed".split()
)


def _verb_group(seq: Sequence[Unit], i: int, before: list[Item]) -> Predicate | None:
    """Read a verb group that begins at unit ``i``, or None where none does."""
    lex, unit = lexicon(), seq[i]
    if unit.kind != "word":
        return None
    if unit.low == "to":
        return _infinitive(seq, i)
    finite_aux = (
        unit.low in lex.sets["closed.be"]
        or unit.low in lex.sets["closed.have"]
        or unit.low in lex.sets["closed.do"]
        or (unit.low in lex.sets["closed.modals"] and not unit.text[:1].isupper())
        or unit.low.endswith("n't")
    )
    if unit.low == "'s" and not (i and _is_contraction(seq, i)):
        return None
    if finite_aux:
        group = _auxiliary_group(seq, i)
        ruling = _last_ruled(before) if unit.low == "be" else None
        if group is not None and ruling is not None and group.form == "finite":
            group.modal, group.tense = ruling.modal or "will", "future"
        return group
    if _continues_bare(seq, i, before):
        return _bare_group(seq, i, before)
    in_phrase = bool(before) and before[-1].last == i - 1 and before[-1].kind in {"np", "adv", "time"}
    opens = i == 0 or seq[i - 1].kind == "mark" or seq[i - 1].low in _OPENERS
    if not unit.readings or not _verb_here(seq, i, noun_seen=in_phrase or opens, in_phrase=not in_phrase and not opens):
        return None
    return _lexical_group(seq, i)


def _continues_bare(seq: Sequence[Unit], i: int, before: list[Item]) -> bool:
    """ "will sail to A and call at B", "rather than return": a base form that an earlier modal or "to" governs."""
    if not any(r.tense == "base" for r in seq[i].readings):
        return False
    if i and seq[i - 1].low == "than":
        return True
    if len(before) > 1 and before[-1].kind == "np" and not before[-1].prep and before[-2].pred is not None:
        if before[-2].pred.lemma in {"let", "help", "make", "watch"}:
            return True
    joint = next((b for b in reversed(before) if b.kind not in {"adv", "time"}), None)
    if joint is None or joint.kind != "mark" or joint.low not in {"and", "or", ",", "but"}:
        return False
    last = _last_ruled(before)
    if last is None:
        return False
    nxt = seq[i + 1] if i + 1 < len(seq) else None
    return _verb_complement(nxt) or (nxt is not None and nxt.kind == "word" and not nxt.readings)


def _last_ruled(before: list[Item]) -> Predicate | None:
    """The last verb group that stands under a modal or "to", among the last three."""
    groups = [b.pred for b in before if b.pred is not None][-3:]
    return next((g for g in reversed(groups) if g.form == "infinitive" or g.modal), None)


def _bare_group(seq: Sequence[Unit], i: int, before: list[Item]) -> Predicate:
    base = next(r for r in seq[i].readings if r.tense == "base")
    pred = Predicate(i, i, base.lemma, "finite", tense="future")
    last = _last_ruled(before)
    if before and before[-1].kind == "np":
        pred.form, pred.tense = "infinitive", "base"
    elif seq[i - 1].low == "than" or last is None:
        pred.form, pred.tense = "gerund", "base"
    elif last.form == "infinitive":
        pred.form, pred.tense, pred.continues = "infinitive", "base", last
    else:
        pred.modal, pred.tense = last.modal, last.tense
    return _with_movement(seq, pred)


_OPENERS = frozenset("and or but then who which that when while as because if although though where".split())


def _infinitive(seq: Sequence[Unit], i: int) -> Predicate | None:
    j = i + 1
    while j < len(seq) and (seq[j].low in lexicon().sets["closed.adverbs"] or _is_ly(seq[j].low)):
        j += 1
    if j >= len(seq) or seq[j].kind != "word":
        return None
    if seq[j].low == "have":
        done = _auxiliary_group(seq, j)
        if done is not None:
            done.first, done.form, done.tense = i, "infinitive", "perfect"
        return done
    if seq[j].low == "be":
        passive = _auxiliary_group(seq, j)
        if passive is not None:
            passive.first, passive.form = i, "infinitive"
        return passive
    base = next((r for r in seq[j].readings if r.tense == "base"), None)
    if base is None or seq[j].text[:1].isupper():
        return None
    pred = Predicate(i, j, base.lemma, "infinitive", tense="base")
    return _with_movement(seq, pred)


def _lexical_group(seq: Sequence[Unit], i: int) -> Predicate | None:
    reading = _best_reading(seq, i)
    form = {"gerund": "gerund"}.get(reading.tense, "finite")
    tense = {"third": "present", "base": "present"}.get(reading.tense, "past")
    pred = Predicate(i, i, reading.lemma, form, tense=tense)
    pred.ambiguous = reading.tense in {"past", "participle"} and any(
        r.tense == "participle" and r.lemma == reading.lemma for r in seq[i].readings
    )
    if reading.tense == "participle":
        pred.passive = True
        pred.ambiguous = True
    return _with_movement(seq, pred)


def _best_reading(seq: Sequence[Unit], i: int):  # type: ignore[no-untyped-def]
    order = {"past": 0, "gerund": 1, "third": 2, "participle": 3, "base": 4}
    return min(seq[i].readings, key=lambda r: (order[r.tense], r.lemma not in lexicon().movements))


def _auxiliary_group(seq: Sequence[Unit], i: int) -> Predicate | None:
    """Read auxiliaries, negation and adverbs up to the main verb: "is not expected", "had been flown"."""
    lex = lexicon()
    pred = Predicate(i, i, "be", "finite")
    chain: list[str] = []
    adverbs: list[str] = []
    j, main = i, None
    while j < len(seq):
        unit = seq[j]
        low = unit.low
        if unit.kind == "time":
            if j + 1 < len(seq) and seq[j + 1].readings and chain:
                j += 1
                continue
            break
        if unit.kind != "word":
            break
        if low in {"not", "n't", "never"} or (low.endswith("n't") and low in lex.sets["closed.negation"]):
            pred.negated = True
            if low.endswith("n't") and low != "n't":
                chain.append(
                    {"won't": "will", "can't": "can", "didn't": "did", "doesn't": "does", "don't": "do"}.get(
                        low, low[:-3]
                    )
                )
            j += 1
            continue
        if (
            low in lex.sets["closed.modals"]
            or low in lex.sets["closed.be"]
            or low in lex.sets["closed.have"]
            or low in lex.sets["closed.do"]
        ):
            pred.negated = pred.negated or low == "cannot"
            chain.append(low)
            j += 1
            continue
        if chain and (low in lex.sets["closed.adverbs"] or _is_ly(low) or low == "since") and _verb_within(seq, j):
            adverbs.append(low)
            j += 1
            continue
        if chain and unit.readings and _main_verb_fits(seq, j, chain):
            main = j
        break
    pred.adverbs = tuple(adverbs)
    if main is None:
        return _copula(seq, pred, chain, j)
    return _finish_group(seq, pred, chain, main)


def _verb_within(seq: Sequence[Unit], j: int) -> bool:
    lex = lexicon()
    k = j + 1
    while k < len(seq) and k < j + 3:
        if seq[k].readings or seq[k].low in lex.sets["closed.be"] or seq[k].low in _ADJECTIVES_TO:
            return True
        if not (seq[k].low in lex.sets["closed.adverbs"] or _is_ly(seq[k].low)):
            return False
        k += 1
    return False


def _main_verb_fits(seq: Sequence[Unit], j: int, chain: list[str]) -> bool:
    lex = lexicon()
    tenses = {r.tense for r in seq[j].readings}
    last = chain[-1]
    if last in lex.sets["closed.be"]:
        return bool(tenses & {"participle", "gerund"})
    if last in lex.sets["closed.have"]:
        return "participle" in tenses
    return "base" in tenses


def _copula(seq: Sequence[Unit], pred: Predicate, chain: list[str], j: int) -> Predicate | None:
    lex = lexicon()
    pred.lemma = (
        "be" if chain[-1] in lex.sets["closed.be"] else "have" if chain[-1] in lex.sets["closed.have"] else "do"
    )
    pred.last = j - 1
    while pred.last > pred.first and seq[pred.last].kind == "time":
        pred.last -= 1
    _tense_of(pred, chain)
    if len(chain) == 1 and pred.lemma == "have":
        pred.tense = "past" if chain[0] in {"had", "'d"} else "present"
    if chain[0] in {"being", "having"}:
        pred.form = "gerund"
    if pred.lemma == "be" and j < len(seq):
        if seq[j].low in _ADJECTIVES_TO and not (
            seq[j].low == "about" and seq[j + 1 : j + 2] and seq[j + 1].low != "to"
        ):
            pred.adjective = seq[j].low
            pred.last = j
        elif seq[j].low == "to" and _infinitive(seq, j) is not None:
            pred.adjective = "to"
    return _with_movement(seq, pred)


def _finish_group(seq: Sequence[Unit], pred: Predicate, chain: list[str], main: int) -> Predicate:
    lex = lexicon()
    want = (
        {"participle", "gerund"}
        if chain[-1] in lex.sets["closed.be"]
        else ({"participle"} if chain[-1] in lex.sets["closed.have"] else {"base"})
    )
    fitting = [r for r in seq[main].readings if r.tense in want]
    reading = min(fitting, key=lambda r: r.lemma not in lex.movements)
    pred.lemma, pred.last = reading.lemma, main
    pred.passive = reading.tense == "participle" and chain[-1] in lex.sets["closed.be"]
    pred.progressive = reading.tense == "gerund"
    _tense_of(pred, chain)
    if chain[0] == "having":
        pred.form = "having"
    elif chain[0] == "being":
        pred.form = "gerund"
    if pred.lemma in {"set"} and pred.passive and seq[main + 1 : main + 2] and seq[main + 1].low == "to":
        pred.adjective = "set"
    return _with_movement(seq, pred)


def _tense_of(pred: Predicate, chain: list[str]) -> None:
    lex = lexicon()
    first = chain[0]
    if first in lex.sets["closed.modals"]:
        pred.modal, pred.tense = first, "perfect" if len(chain) > 1 and chain[1] == "have" else "future"
    elif first in {"had", "'d"}:
        pred.tense = "pluperfect"
    elif first in {"has", "have", "'ve"}:
        pred.tense = "perfect"
    elif first in {"is", "are", "am", "does", "do", "'s", "'re", "'m"}:
        pred.tense = "present"
        if len(chain) > 1 and chain[0] == "'s" and chain[1] == "been":
            pred.tense = "perfect"


def _with_movement(seq: Sequence[Unit], pred: Predicate) -> Predicate:
    """Find which movement the verb is, by the particles that follow it."""
    rows = lexicon().movements.get(pred.lemma, ())
    if not rows:
        return pred
    follow = [u.low for u in seq[pred.last + 1 : pred.last + 4]]
    for row in rows:
        n = len(row.particles)
        if n and row.particles[-1] == "out" and follow[n : n + 1] == ["of"]:
            continue
        if tuple(follow[:n]) == row.particles:
            pred.movement = row
            if row.particles == ("as", "far", "as"):
                break
            keep = row.particles[-1] in _KEPT_AS_PREPOSITION if n else True
            pred.last += n - 1 if keep and n else n
            break
    return pred


_KEPT_AS_PREPOSITION = frozenset("into to from through at for past by".split())
