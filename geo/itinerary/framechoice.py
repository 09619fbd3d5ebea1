"""Which frame a verb has where it stands: what its object and its voice make of a verb that has several."""

from geo.itinerary.arguments import Arguments
from geo.itinerary.lexicon import Movement, lexicon
from geo.itinerary.nounkinds import is_abstract, vehicle_mode
from geo.itinerary.syntax import NounPhrase, Predicate
from geo.vocabulary import Mode

__all__ = ["AWAITED", "STIRRING", "frame_of", "unknown_verb"]

# What moves or carries people only in a manner of speaking.
STIRRING = frozenset("match game final victory win goal film book song speech story concert show idea news".split())
_WELCOMES = frozenset("welcome reception ovation send-off greeting".split())
_STEERING = frozenset("sail steer navigate pilot skipper motor steam helm guide direct manoeuvre maneuver".split())
_HAULING = frozenset("deliver transport haul ship".split())
_SPELLS = frozenset("summer winter spring autumn night nights days weeks months evening weekend holidays".split())
_STRUCK = frozenset("stick hit strike torpedo damage bomb ram hijack".split())
AWAITED = frozenset("expect due await see find spot sight photograph film detect schedule tip".split())


def frame_of(pred: Predicate, args: Arguments) -> Movement | None:
    """Choose the frame: what the object and the voice make of a verb that has several."""
    rows = lexicon().movements.get(pred.lemma, ())
    move = pred.movement
    obj = args.object
    if pred.lemma in _STRUCK and pred.passive and pred.subject is not None:
        craft = pred.lemma == "stick" or vehicle_mode(pred.subject) is not None or pred.subject.head == "it"
        return Movement(pred.lemma, (), "halt", Mode.UNKNOWN) if craft else None
    seen = pred.lemma in AWAITED and pred.passive and pred.subject is not None and (move is None or pred.lemma == "see")
    if seen or (move is None and not rows):
        if pred.lemma in AWAITED and pred.passive and pred.subject is not None:
            return Movement(
                pred.lemma,
                (),
                "arrive" if pred.lemma in {"expect", "await", "schedule", "tip"} else "meet",
                Mode.UNKNOWN,
            )
        return None
    if pred.lemma in {"give", "receive", "get"} and obj is not None and obj.head in _WELCOMES:
        return Movement(pred.lemma, (), "meet", Mode.UNKNOWN)
    if pred.lemma == "carry" and pred.form == "gerund" and pred.subject is not None and vehicle_mode(pred.subject):
        return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
    if pred.lemma == "leave" and pred.passive and not pred.ambiguous:
        return Movement(pred.lemma, (), "halt", Mode.UNKNOWN)  # "the horses were left near Qurayyat"
    laden = (pred.lemma == "carry" and pred.progressive) or pred.lemma in _HAULING
    laden = laden or (pred.lemma in {"take", "bring"} and obj is not None and _is_goods(obj) and _goes_to(args))
    laden = laden and not pred.passive and obj is not None
    laden = laden and obj is not None and not (obj.name if pred.progressive else _can_be_carried(obj))
    if laden and pred.subject is not None and vehicle_mode(pred.subject):
        return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
    if pred.lemma == "board" and (pred.passive or _seizes(pred, obj)):
        return Movement(pred.lemma, (), "halt", Mode.UNKNOWN)
    if pred.lemma in _STEERING and not pred.passive and obj is not None and obj.head in {"it", "her", "them"}:
        return Movement(pred.lemma, (), "carry", move.mode if move is not None else Mode.UNKNOWN)
    carry = next((r for r in rows if r.frame == "carry" and (not r.particles or r is move)), None)
    halt = next((r for r in rows if r.frame == "halt" and not r.particles), None)
    if halt is not None and not (move and move.particles) and carry is None:
        stopped = pred.passive or (obj is not None and (_can_be_carried(obj) or vehicle_mode(obj) is not None))
        others = [r for r in rows if r.frame != "halt" and not r.particles]
        return halt if stopped or not others else others[0]
    if pred.lemma == "pass" and obj is not None and obj.head in _SPELLS:
        return Movement(pred.lemma, (), "stop", Mode.UNKNOWN)  # "passed the summer in"
    if pred.lemma in {"take", "catch", "ride", "charter", "hire", "board"} and obj is not None and vehicle_mode(obj):
        return Movement(pred.lemma, (), "board" if pred.lemma == "board" else "go", Mode.UNKNOWN)
    if pred.lemma == "take" and not pred.passive and move is not None and not move.particles and obj is None:
        return Movement(pred.lemma, (), "go", Mode.UNKNOWN)  # "took the Brenner pass to Ancona"
    if carry is not None and not (move and move.particles):
        if pred.passive:
            return carry
        by_trip = pred.subject is not None and pred.subject.head in lexicon().trips
        if by_trip and obj is not None and obj.det == "the" and vehicle_mode(obj) is not None:
            return carry  # "the next cruise will take the ship to"
        person = obj is not None and (_can_be_carried(obj) or (_only_carries(pred) and _is_load(obj)))
        if person:
            return carry
        others = [r for r in rows if r.frame != "carry" and not r.particles]
        if pred.lemma == "carry" and obj is not None:
            return Movement(pred.lemma, (), "go", Mode.UNKNOWN)
        return others[0] if others else None
    return move


def _is_goods(np: NounPhrase) -> bool:
    """As in "The trucks will take flour and water to": no person, no abstraction, no time."""
    plain = np.place is None and not np.name and np.head not in lexicon().sets["closed.pronouns"]
    counted = any(w[:1].isdigit() or w in lexicon().sets["closed.numbers"] for w in np.words) or np.head.endswith("ed")
    return plain and not _can_be_carried(np) and vehicle_mode(np) is None and not np.det and not counted


def _goes_to(args: Arguments) -> bool:
    return any(cat == "to" for cat, _ in args.found)


def _seizes(pred: Predicate, obj: NounPhrase | None) -> bool:
    """As in "The coast guard boarded the tanker off Muscat": the tanker is held there."""
    if obj is None or pred.subject is None or vehicle_mode(obj) is None:
        return False
    words = {pred.subject.head, *pred.subject.words, *pred.subject.name.lower().split()}
    return bool(words & lexicon().sets["seizers.any"])


def unknown_verb(pred: Predicate) -> bool:
    """A verb that no list knows: with "to" or "into" and a place after it, it most likely moves."""
    return pred.lemma.endswith("ed") and pred.lemma not in lexicon().forms


def _only_carries(pred: Predicate) -> bool:
    rows = [r for r in lexicon().movements.get(pred.lemma, ()) if not r.particles]
    return all(r.frame == "carry" for r in rows) and pred.lemma not in {
        "take",
        "bring",
        "lead",
        "send",
        "deliver",
        "convey",
        "transfer",
        "move",
        "dispatch",
    }


def _is_load(np: NounPhrase) -> bool:
    lex = lexicon()
    abstract = np.head in lex.sets["never.any"] or np.head in lex.trips or is_abstract(np.head)
    return np.place is None and not abstract


def _can_be_carried(np: NounPhrase) -> bool:
    lex = lexicon()
    if np.head in lex.sets["closed.object_pronouns"] or (np.name and np.place is None):
        return True
    if vehicle_mode(np) is not None and np.head not in {"train"}:
        return False
    kinds = ("group.any", "person.any", "animal.any", "cargo.any")
    heads = {np.head, np.head.rstrip("s"), *(np.words[-1:])}
    if np.of is not None:
        heads |= {np.of.head, np.of.head.rstrip("s")}
    return any(h in lex.sets[k] for h in heads for k in kinds)
