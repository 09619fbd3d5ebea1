"""The phrases of a sentence as values: noun phrases, verb groups, items."""

from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.lexicon import Movement
from geo.itinerary.unit import Unit

__all__ = ["Item", "NounPhrase", "Predicate"]


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
    ranked: bool = False  # "the first to": an infinitive that happened
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
