"""Verb, noun or adverb: what a word is where it stands, judged by its neighbours."""

from collections.abc import Sequence

from geo.itinerary.lexicon import lexicon
from geo.itinerary.unit import Unit

__all__ = ["is_contraction", "SPLIT_SUBORDINATORS", "is_ly", "is_noun", "nounish", "verb_complement", "verb_here"]
SPLIT_SUBORDINATORS = frozenset(
    "how why what whatever whoever whether after before when while as because since until till if unless although "
    "though whereas once where so whenever".split()
)


_NOT_ADVERBS = frozenset(
    "fly july italy rely apply supply reply ally rally family assembly bully early belly jelly lily holy ugly "
    "tally only friendly elderly deadly likely lovely lonely daily weekly monthly hourly yearly costly homely "
    "butterfly anomaly".split()
)


def is_ly(word: str) -> bool:
    """Tell an adverb by its ending: "quickly", not "fly"."""
    return word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS


def is_noun(unit: Unit) -> bool:
    """Tell whether a word is a noun that the lists know, or looks like a plural."""
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


def _content_before(seq: Sequence[Unit], j: int) -> Unit | None:
    lex = lexicon()
    k = j - 1
    while k >= 0 and (
        (seq[k].low in lex.sets["closed.adverbs"] or is_ly(seq[k].low))
        and seq[k].kind == "word"
        or seq[k].kind == "time"
    ):
        k -= 1
    return seq[k] if k >= 0 else None


def verb_here(seq: Sequence[Unit], j: int, *, noun_seen: bool, in_phrase: bool, inside: bool = False) -> bool:
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
        return verb_complement(nxt)
    if determined and direct is not None and direct.low in {"most", "many", "some", "all", "both", "several", "few"}:
        follows = nxt is not None and (nxt.low in {"to", "are", "have"} or nxt.low in lex.sets["closed.prepositions"])
        return "base" in tenses and follows and not (in_phrase and direct.low in {"all", "both"})
    if unit.low in {"reports", "rumours", "rumors"} and direct is not None and direct.low in _PRESS:
        return False
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
            and (nxt.kind != "word" or nounish(nxt))
        )
        return not adjectival
    if tenses == {"gerund"} and nxt is not None and nxt.low in lex.vehicles:
        return False  # "by fishing boat"
    if "gerund" in tenses and direct is not None and direct.low in _BEFORE_GERUND:
        return True
    named_crossing = j > 1 and seq[j - 1].kind == "place" and seq[j - 2].low in lex.sets["closed.det"]
    if "gerund" in tenses and named_crossing and unit.low in lex.sets["placewords.any"]:
        return False
    if "gerund" in tenses:
        return not (in_phrase and not noun_seen and nxt is not None and nxt.kind in {"word", "name"} and nounish(nxt))
    if prev is None:
        return False
    state = nxt is not None and any(r.tense in {"participle", "gerund"} for r in nxt.readings)
    if "third" in tenses and state and {r.lemma for r in unit.readings} & {"remain", "stay", "lie", "sit", "stand"}:
        return True  # "remains tied up in"
    if "third" in tenses:
        return _finite_present(prev, nxt, nounlike, plural=False, noun_seen=noun_seen)
    if "base" in tenses:
        return _finite_present(prev, nxt, nounlike, plural=True, noun_seen=noun_seen)
    return False


_PRESS = frozenset({"media", "press", "newspaper", "news", "intelligence"})
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


def nounish(unit: Unit) -> bool:
    """Tell whether a word can be a noun or an adjective before one."""
    lex = lexicon()
    if unit.kind == "name":
        return True
    low = unit.low
    if low in lex.sets["closed.det"] or low in lex.sets["closed.prepositions"] or low in lex.sets["closed.adverbs"]:
        return False
    if low in lex.sets["closed.pronouns"] or low in lex.sets["closed.coordinators"] or low in lex.sets["closed.be"]:
        return False
    if low in SPLIT_SUBORDINATORS or is_ly(low) or low in lex.sets["closed.numbers"]:
        return False
    return not unit.readings or low in lex.vehicles or low in lex.trips or low in lex.sets["group.any"]


def _finite_present(prev: Unit, nxt: Unit | None, nounlike: bool, *, plural: bool, noun_seen: bool) -> bool:
    book = lexicon()
    if prev.low in book.sets["closed.prepositions"] or prev.kind in {"number", "demonym"} or prev.low == "'s":
        return False
    if not plural and prev.low in {"after", "before", "since", "until", "during", "following"}:
        return False
    if nxt is not None and nxt.low == "of" and prev.kind == "word" and prev.low not in book.sets["closed.pronouns"]:
        return False  # "a customs delay of four hours"
    pronoun = prev.low in book.sets["closed.subject_pronouns"] or prev.low in book.sets["closed.relative"]
    if pronoun or prev.low == "that":
        return (prev.low in {"they", "we", "i", "you", "who", "which", "that"}) if plural else True
    if prev.low in {"and", "then", "or", "but", ","}:
        return not nounlike and verb_complement(nxt)
    if plural:
        many = prev.kind == "word" and prev.low.endswith("s") and not prev.low.endswith("ss")
        many = many and prev.low not in {"sports", "customs", "savings", "sales", "arms", "goods", "news", "series"}
        many = many or prev.low in {"data", "media", "people", "men", "women", "children", "police", "troops"}
        return many and verb_complement(nxt) and (not nounlike or noun_seen)
    if prev.kind == "name":
        return not nounlike or verb_complement(nxt)
    if prev.kind == "place":
        return not nounlike and verb_complement(nxt)
    singular = not prev.low.endswith("s") or prev.low.endswith(("ss", "us", "is"))  # "the circus moves on"
    return not nounlike and prev.kind == "word" and singular and verb_complement(nxt)


def verb_complement(nxt: Unit | None) -> bool:
    """Tell whether what follows a word fits a verb: a preposition, an object, a mark."""
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
        or low in SPLIT_SUBORDINATORS
    )


def is_contraction(seq: Sequence[Unit], j: int) -> bool:
    """As in "it's", "that's going": not a possessive."""
    return seq[j - 1].low in {"it", "that", "he", "she", "there", "what", "who", "let", "here"}
