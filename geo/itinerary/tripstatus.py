"""How sure a trip is that a noun tells: from the verb that governs the noun and the words around it."""

from collections.abc import Sequence

from geo.itinerary.clauses import Clauses
from geo.itinerary.lexicon import lexicon
from geo.itinerary.status import judge
from geo.itinerary.syntax import Item, NounPhrase, Predicate

__all__ = ["governor_of", "status_by_verb", "trip_status"]

_LIGHT = frozenset(
    "make take begin start complete finish end undertake embark pay continue resume break interrupt conclude wrap "
    "return come be kick cap round cut extend lead run go set leave arrive fly travel board launch mark".split()
)
_CALLED_OFF = frozenset(
    "cancel drop scrap postpone abandon skip call_off shelve abort axe remove strike delete omit miss forgo rule "
    "suspend delay call avoid refuse decline reject deny".split()
)
_AHEAD = frozenset(
    "list pencil plan announce schedule propose expect prepare arrange promise discuss confirm await intend "
    "seek".split()
)
_UNSURE = frozenset("consider mull rumour rumor speculate suggest contemplate weigh".split())
_STATED = frozenset({"with", "after", "before", "ahead of", "during", "for", "on", "from", "following"})


def governor_of(seq: Sequence[Item], k: int, item: Item, clauses: Clauses) -> tuple[Predicate | None, str]:
    """The verb that the trip is subject or object of, and how: subject, object, or the preposition before it."""
    np = item.np
    assert np is not None
    before = [p for p in clauses.predicates if p.at < k]
    after = [p for p in clauses.predicates if p.at > k]
    told = any(p.subject is np and p.at > k for p in clauses.predicates)
    for pred in clauses.predicates:
        if pred.object is np and not (told and pred.lemma in lexicon().sets["reporting.verbs"]):
            return pred, "object"
    ruling = [p for p in after if p.subject is np or (p.subject is not None and np in p.subject.beside)]
    told_after = bool(k) and seq[k - 1].kind == "mark" and seq[k - 1].low == "after"
    if ruling and not (told_after and before):
        return next((p for p in ruling if p.lemma in _CALLED_OFF or p.negated), ruling[-1]), "subject"
    if k and seq[k - 1].kind == "mark" and seq[k - 1].low in {"after", "before"}:
        near = after or before
        return (near[0] if near else None), seq[k - 1].low
    if before:
        return before[-1], item.prep or "object"
    return (after[0] if after else None), item.prep or "aside"


def trip_status(np: NounPhrase, item: Item, governor: Predicate | None, place: str) -> tuple[str, tuple[str, ...]]:
    """Judge a trip by its adjectives, its governing verb and its preposition; "none" where it is no report."""
    lex = lexicon()
    words = set(np.words)
    if words & lex.sets["denied.adjectives"]:
        return "denied", ("called off",)
    if words & lex.sets["rumoured.adjectives"]:
        return "rumoured", ("unconfirmed",)
    told = status_by_verb(governor, place)
    if told[0] == "denied":
        return told
    if words & lex.sets["planned.adjectives"]:
        return "planned", ("planned",)
    if place == "stage":
        return "ongoing", ("a stage of it",)
    if place == "of":
        return "none", ()
    if told[0] == "done" and governor is not None and _sets_out(np, governor, place):
        return "ongoing", (*told[1], "set out on it")
    if place in {"after", "from", "following", "upon"} or (place == "on" and np.head in {"arrival", "landing"}):
        return "done", (f"'{place}' it",)
    if place == "for" and governor is not None and governor.lemma in {"board", "catch", "take"}:
        return "ongoing", ("'for' it",)
    if place in {"ahead of", "before"} or (item.prep == "for" and told[0] != "done"):
        return "planned", (f"'{place}' it",)
    return told


def _sets_out(np: NounPhrase, governor: Predicate, place: str) -> bool:
    """As in "set off on a ride to Cape Town", "began a journey to": it has not got there yet."""
    leaves = governor.movement is not None and governor.movement.frame in {"depart", "head", "board"}
    begins = governor.lemma in {"begin", "start", "launch", "embark", "undertake"}
    if governor.subject is not None and governor.subject.head in lexicon().trips:
        return False  # "The trip began with a flight to B and a pilgrimage to C"
    stays = np.head in {"visit", "tour", "stop", "stopover", "stay", "call"}
    return not stays and ((leaves and place in {"on", "for"}) or (begins and place in {"object", "on"}))


def status_by_verb(governor: Predicate | None, place: str) -> tuple[str, tuple[str, ...]]:
    """Judge a trip by the verb that it is subject or object of: "cancelled the visit", "the visit was announced"."""
    if governor is None:
        return "none", ()
    if (
        governor.movement is not None
        and place == "object"
        and governor.lemma in {"take", "catch", "ride", "charter", "board"}
    ):
        return "none", ()
    status, why = judge(governor)
    lemma = governor.lemma
    why = (f"with '{lemma}'", *why)
    left_out = governor.movement is not None and governor.movement.frame == "skip"
    if (lemma in _CALLED_OFF or left_out) and (place == "object" or (place == "subject" and governor.passive)):
        return ("planned" if governor.negated or status == "denied" else "denied"), why
    if place == "subject":
        if (
            lemma in {"take", "happen", "materialise", "materialize", "go", "proceed", "occur", "come"}
            and governor.negated
        ):
            return "denied", why
        if lemma == "take" and status in {"planned", "scheduled"} and governor.object is not None:
            timetable = {"minutes", "minute", "less", "longer", "more"} & {*governor.object.words, governor.object.head}
            if timetable and (governor.subject is None or not governor.subject.owner):
                return "none", why
        if governor.passive and lemma in _AHEAD and governor.negated:
            return "denied", why
        if governor.passive and lemma in _AHEAD:
            return "planned", why
        if governor.passive and lemma in _UNSURE:
            return "rumoured", why
        return ("scheduled" if status in {"scheduled", "done"} else status), why
    if lemma in _AHEAD:
        return "planned", why
    if lemma in _UNSURE:
        return "rumoured", why
    if lemma in _LIGHT or (place in _STATED and lemma not in lexicon().sets["reporting.verbs"] and lemma != "comment"):
        return (
            "scheduled"
            if status == "scheduled" and lemma not in {"be"}
            else "done"
            if status == "scheduled"
            else status
        ), why
    return "none", why
