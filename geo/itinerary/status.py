"""How sure a report is of a movement: from tense, modality, governing words, negation and attribution."""

from geo.itinerary.lexicon import Lexicon, lexicon
from geo.itinerary.syntax import Predicate

__all__ = ["judge", "surest"]

# Surest first; what a report leaves open (``ongoing``, ``scheduled``) is settled when movements are joined.
_ORDER = ("done", "ongoing", "scheduled", "planned", "rumoured", "conditional", "denied")
_UNFULFILLED = frozenset("intend mean plan hope schedule expect want suppose book".split())
_MERE_CHANCES = frozenset("opportunity chance right ability freedom desire wish dream urge".split())
_KEEPING = frozenset("keep prevent stop deter dissuade discourage hinder ban bar block forbid".split())
_DENYING = frozenset("deny reject dismiss refute".split())
_UNREAL_NOUNS = frozenset(
    "reports rumour rumours rumor rumors speculation suggestion suggestions talk allegation allegations".split()
)


# A subject of nothing but these words: "reports said", "conflicting reports say", not "local media reports".
_HEARSAY = frozenset("some conflicting unverified unsubstantiated early initial reports report posts accounts".split())


def surest(first: str, second: str) -> str:
    """The surer of two statuses."""
    return min(first, second, key=_ORDER.index)


def weakest(first: str, second: str) -> str:
    """The less sure of two statuses."""
    return max(first, second, key=_ORDER.index)


def judge(pred: Predicate) -> tuple[str, tuple[str, ...]]:
    """Judge one verb group with everything that governs it.

    Returns
    -------
    tuple of str and tuple of str
        The status, and the reasons in words: "modal 'may'", "governed by 'refused'".
    """
    lex = lexicon()
    if pred.adjunct is not None and pred.form in {"gerund", "having"} and not _excluding(pred):
        status, why = judge(pred.adjunct) if pred.adjunct is not pred else ("done", ())
        status = "done" if status in {"ongoing", "denied"} or pred.form == "having" else status
        return status, (f"told beside '{pred.adjunct.lemma}'", *why)
    status, why = _own(pred, lex)
    step = pred
    seen = {id(pred)}
    while step.governor is not None and id(step.governor) not in seen:
        governor = step.governor
        seen.add(id(governor))
        status, reason = _governed(status, governor, step, lex)
        why += reason
        step = governor
    report = _reported(pred, step)
    if report is not None:
        status = weakest(status, report[0])
        why += report[1]
    if (pred.linker == "whether" or step.linker == "whether") and status not in {"denied"}:
        return "rumoured", (*why, "'whether'")
    if pred.if_clause and status not in {"denied"}:
        status, why = "conditional", (*why, "if-clause")
    return status, why


def _excluding(pred: Predicate) -> bool:
    return pred.linker in {"instead of", "rather than", "without"}


def _own(pred: Predicate, lex: Lexicon) -> tuple[str, tuple[str, ...]]:
    why: tuple[str, ...] = (f"{pred.form} {pred.tense}".strip(),)
    doubtful = [a for a in pred.adverbs if a in lex.sets["rumoured.adverbs"]]
    if _excluding(pred):
        return "denied", (*why, f"after '{pred.linker}'")
    if pred.modal:
        status, reason = _modal(pred, lex)
        return status, (*why, *reason)
    if pred.negated:
        return "denied", (*why, "negated")
    if doubtful:
        return "rumoured", (*why, f"adverb '{doubtful[0]}'")
    if pred.governing_noun is not None and pred.governing_noun.head in _MERE_CHANCES and pred.form == "infinitive":
        return "rumoured", (*why, f"after the noun '{pred.governing_noun.head}'")
    if pred.governing_noun is not None and pred.form == "infinitive":
        return "planned", (*why, f"after the noun '{pred.governing_noun.head}'")
    if pred.form == "infinitive" and pred.ranked and not (pred.governor is not None and pred.governor.modal):
        return "done", (*why, "'the first to'")
    if pred.form == "infinitive":
        return ("done" if pred.tense == "perfect" else "planned"), why
    if pred.progressive or (pred.form == "gerund" and not pred.linker):
        return "ongoing", (*why, "continuous")
    if pred.tense == "present" and pred.form == "finite":
        return "scheduled", (*why, "present tense")
    return "done", why


def _modal(pred: Predicate, lex: Lexicon) -> tuple[str, tuple[str, ...]]:
    modal = pred.modal
    why = (f"modal '{modal}'",)
    if pred.negated or modal in {"won't", "can't", "couldn't", "cannot", "wouldn't"}:
        return "denied", (*why, "negated")
    if pred.tense == "perfect" and modal in {"would", "should", "could"}:
        return "denied", (*why, "unreal")
    if modal in lex.sets["rumoured.modals"]:
        return "rumoured", why
    doubtful = [a for a in pred.adverbs if a in {"possibly", "perhaps", "maybe", "reportedly", "allegedly"}]
    return ("rumoured", (*why, f"adverb '{doubtful[0]}'")) if doubtful else ("planned", why)


def _governed(status: str, governor: Predicate, step: Predicate, lex: Lexicon) -> tuple[str, tuple[str, ...]]:
    """What one governing verb does: "is expected to", "refused to", "managed to", "is believed to have"."""
    word = governor.adjective or governor.lemma
    if governor.lemma == "give" and step.governing_noun is not None and status == "planned":
        return "denied", ("gave it up",)
    why = (f"governed by '{word}'",)
    if governor.lemma == "be" and governor.adjective:
        return _adjective(governor, step)
    if governor.lemma in lex.sets["rumoured.seem"] and step.form == "infinitive" and governor.lemma != "look":
        return "rumoured", why
    if step.linker == "from" and governor.lemma in _KEEPING:
        return ("done" if governor.negated else "denied"), why
    if governor.lemma in lex.sets["denied.verbs"]:
        return ("done", (*why, "negated")) if governor.negated else ("denied", why)
    if governor.lemma in lex.sets["reporting.verbs"] and governor.passive and step.tense == "perfect":
        return ("denied" if governor.negated else "rumoured"), why
    if governor.lemma in lex.sets["rumoured.verbs"]:
        return "rumoured", why
    if governor.lemma in {"think", "dream", "talk", "speak"} and not governor.passive and step.form == "gerund":
        return "rumoured", why  # "thought of going to"
    if governor.lemma in {"believe", "think", "report", "say", "understand", "know"} and governor.passive:
        return ("planned" if step.form == "infinitive" and status == "planned" else "rumoured"), why
    own, _ = _own(governor, lex) if governor.governor is None else ("done", ())
    if governor.lemma in lex.sets["planned.verbs"] and step.form in {"infinitive", "gerund"}:
        if governor.negated:
            return "denied", (*why, "negated")
        if step.tense == "perfect" or (governor.tense == "pluperfect" and governor.lemma in _UNFULFILLED):
            return "denied", (*why, "unreal")
        if (
            governor.lemma in {"force", "oblige", "order", "tell", "invite", "set"}
            and not governor.passive
            and own == "done"
        ):
            return ("planned" if governor.lemma in {"invite", "tell", "order"} else status), why
        return ("rumoured" if own == "rumoured" else "planned"), why
    if governor.lemma in lex.sets["done.verbs"] and step.form in {"infinitive", "gerund"}:
        settled = "denied" if status == "denied" else own if own != "scheduled" else "done"
        return ("done" if settled == "done" else settled), why
    if governor.lemma in {"become", "prove"}:
        return own, why
    if status == "planned" and step.form == "infinitive":
        return "planned", (*why, "purpose")
    return status, why


def _adjective(governor: Predicate, step: Predicate) -> tuple[str, tuple[str, ...]]:
    why = (f"governed by '{governor.adjective}'",)
    if governor.negated or governor.adjective in {"unable", "unlikely"}:
        return "denied", (*why, "negated")
    if governor.adjective == "able":
        return "done", why
    past = governor.tense in {"past", "pluperfect"}
    if governor.tense == "pluperfect" or (
        governor.adjective in {"to", "due", "set", "scheduled", "supposed"} and step.tense == "perfect" and past
    ):
        return "denied", (*why, "unreal")
    return "planned", why


def _reported(pred: Predicate, top: Predicate) -> tuple[str, tuple[str, ...]] | None:
    """What the clause that reports it does: "denied that", "rumours that", "reports suggest that"."""
    linker = pred.linker if pred.linker.startswith("that:") else top.linker
    reporter = pred.complement_of or top.complement_of
    if reporter is not None and reporter.lemma in _DENYING and not reporter.negated:
        return "denied", (f"reported with '{reporter.lemma}'",)
    if linker.startswith("that:") and linker.split(":")[1] in _UNREAL_NOUNS:
        return "rumoured", (f"'{linker.split(':')[1]} that'",)
    if reporter is None:
        return None
    doubt = reporter.adjective in {"uncertain", "unclear", "possible", "doubtful", "unlikely"}
    if doubt or (reporter.negated and reporter.adjective in {"certain", "sure", "clear"}):
        return "rumoured", (f"'{reporter.adjective} that'",)
    if reporter.lemma in {"speculate", "rumour", "rumor", "allege", "suggest", "suspect", "claim"}:
        return "rumoured", (f"reported with '{reporter.lemma}'",)
    if reporter.subject is not None and set(reporter.subject.words) & {"unconfirmed", "rumours", "rumors"}:
        return "rumoured", (f"says '{' '.join(reporter.subject.words)}'",)
    words = set(reporter.subject.words) if reporter.subject is not None and not reporter.subject.det else set()
    if words and words <= _HEARSAY:
        return "rumoured", ("nobody named says so",)
    return None
