"""What a noun phrase is, as far as movement goes: a vehicle, a means of travel, an abstraction."""

from collections.abc import Set as AbstractSet

from geo.itinerary.lexicon import lexicon
from geo.itinerary.syntax import NounPhrase
from geo.vocabulary import Mode

__all__ = ["ABSTRACT", "is_abstract", "is_people", "is_route", "means", "own_means", "vehicle_mode"]

ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ture", "ics", "logy", "ure")
_FLEETS = frozenset("column convoy fleet line group number caravan pair trio string couple dozens hundreds".split())


def vehicle_mode(np: NounPhrase) -> Mode | None:
    """The mode of a noun phrase that is a vehicle, None where it is none."""
    lex = lexicon()
    if np.of is not None and np.head in _FLEETS and np.of.head in lex.vehicles:
        return lex.vehicles[np.of.head]
    pair = " ".join(np.words[-2:])
    if pair in lex.vehicles:
        return lex.vehicles[pair]
    if np.head in lex.vehicles:
        return lex.vehicles[np.head]
    numbered = np.head[:1].isdigit() and len(np.words) > 1
    if np.name and any(c.isdigit() for c in np.name):  # "the Antonov An-124", "Boeing 737"
        typed = next((lex.vehicles[w] for w in np.name.lower().split() if w in lex.vehicles), None)
        if typed is not None:
            return typed
    named = np.name.lower().split() if " " in np.name else []
    if named and named[-1] in lex.vehicles and named[-1] != "van":  # "the Jaffar Express"
        return lex.vehicles[named[-1]]
    for word in reversed(np.words) if np.name or numbered else ():
        if word in lex.vehicles:
            return lex.vehicles[word]
    return None


def is_abstract(word: str) -> bool:
    """Tell by its ending whether a noun is an abstraction: production, agreement, strength."""
    return word.endswith(ABSTRACT) and not word.endswith(("lioness", "governess", "witness", "harness"))


def is_people(np: NounPhrase) -> bool:
    """Tell whether a noun phrase is a person or people: a name, a pronoun, a noun for either."""
    lex = lexicon()
    named = bool(np.name) or np.head in lex.sets["closed.object_pronouns"]
    return named or np.head in lex.sets["person.any"] or np.head in lex.sets["group.any"]


def is_route(np: NounPhrase) -> bool:
    """Tell whether one can travel along it: a road, a river, a coast, a named place."""
    return np.place is not None or bool(np.name) or np.head in lexicon().sets["routes.any"]


def means(np: NounPhrase) -> Mode | None:
    """The mode that "by …" or "on …" names: a vehicle, or foot, sea, road, air themselves."""
    plain = {
        "foot": Mode.FOOT,
        "sea": Mode.SEA,
        "road": Mode.ROAD,
        "air": Mode.AIR,
        "rail": Mode.RAIL,
        "land": Mode.ROAD,
    }
    return vehicle_mode(np) or (plain.get(np.head) if np.det == "" else None)


def own_means(heads: AbstractSet[str]) -> Mode:
    """How those travel by themselves who are called by some nouns: wolves walk, whales swim, cyclists ride."""
    sets = lexicon().sets
    known = (Mode.AIR, Mode.ROAD, Mode.FOOT, Mode.SEA)
    return next((mode for mode in known if heads & sets[f"means.{mode.value}"]), Mode.UNKNOWN)
