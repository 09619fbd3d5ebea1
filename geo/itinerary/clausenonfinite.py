"""Whose an infinitive or a participle is: controlled by the verb before it, or told beside the main verb."""

from geo.itinerary.lexicon import lexicon
from geo.itinerary.openclauses import OpenClauses
from geo.itinerary.syntax import Item, NounPhrase, Predicate

__all__ = ["NonfiniteReader"]

_SPANS = frozenset("day week month year hour minute night".split())
_RANKS = frozenset({"first", "only"})
_WATCHING = frozenset("see spot film photograph picture observe track show notice catch record hear detect".split())
_OBJECT_CONTROL = frozenset(
    "ask order force allow let tell invite urge help see permit want expect get oblige instruct compel spot "
    "film enable require find leave authorise authorize watch make prompt bar stop prevent direct advise warn "
    "request forbid lead cause persuade convince inspire encourage push enable".split()
)


class NonfiniteReader(OpenClauses):
    """Takes an infinitive or a participle: finds who does it and what governs it."""

    def take_infinitive(self, k: int, pred: Predicate) -> None:
        """Take an infinitive."""
        last = self.last_pred
        pred.clause = len(self.stack)
        if pred.continues is None and self.coordinated and last is not None and last.form == "infinitive":
            pred.continues = last
        if pred.continues is not None:
            first = pred.continues
            pred.governor, pred.governing_noun, pred.subject = first.governor, first.governing_noun, first.subject
            return
        previous = self.items[k - 1] if k else None
        if previous is not None and previous.kind == "np" and previous.np is not None and self._plans(previous.np):
            pred.governing_noun = previous.np
        pred.ranked = self._ranked(k)
        if last is None:
            pred.subject = self.top.pending
            return
        if last.lemma in {"let", "help", "make", "watch"} and last.object is not None and pred.first == pred.last:
            pred.governor, pred.subject = last, last.object
            return
        adjacent = not any(x == "comma" for x in self.since_pred)
        if adjacent:
            pred.governor = last
        objective = last.object if last.object is not None and last.lemma in _OBJECT_CONTROL else None
        if last.passive and objective is not None:
            objective = None
        pred.subject = objective or last.subject or self.top.subject

    def _ranked(self, k: int) -> bool:
        """As in "the first pontiff to set foot in", "the only ship to reach": it was done."""
        for item in reversed(self.items[max(0, k - 3) : k]):
            if item.np is None:
                return False
            if set(item.np.words) & _RANKS:
                return True
        return False

    def _plans(self, np: NounPhrase) -> bool:
        lex = lexicon()
        return (
            np.head in lex.sets["planned.nouns"]
            or np.head.rstrip("s") in lex.sets["planned.nouns"]
            or np.head
            in {
                "refusal",
                "failure",
                "attempt",
                "chance",
                "opportunity",
                "right",
                "ability",
                "freedom",
                "desire",
                "dream",
                "way",
                "threat",
                "effort",
                "attempts",
                "efforts",
                "deal",
            }
        )

    def take_participle(self, k: int, pred: Predicate) -> None:
        """Take a participle or a gerund."""
        pred.linker = self.pending_linker
        pred.clause = len(self.stack)
        previous = self.items[k - 1] if k else None
        watched = self.last_pred is not None and self.last_pred.passive and self.last_pred.lemma in _WATCHING
        if watched and self.last_pred is not None and not self.pending_linker and "comma" not in self.since_pred:
            pred.governor, pred.subject = self.last_pred, self.last_pred.subject
            return
        if self.pending_linker == "" and previous is not None and previous.kind == "np" and previous.np is not None:
            pred.subject = self._modified(previous)
            if pred.subject is not None:
                return
        if self.last_pred is not None and not self.since_pred and not self.pending_linker:
            pred.governor = self.last_pred
            pred.subject = self.last_pred.subject
            return
        if self.pending_linker not in {"of", "to", "from", "for"}:
            pred.adjunct = self._main_of_clause()
        subject = self.top.subject or (self.top.pending if self.top.fresh else None)
        if subject is None and len(self.stack) > 1:
            subject = next((c.subject or c.pending for c in reversed(self.stack) if c.subject or c.pending), None)
        pred.subject = subject
        if subject is None:
            pred.deferred = True
            self.deferred.append(pred)
        if (
            self.pending_linker
            and self.last_pred is not None
            and self.pending_linker in {"of", "to", "from", "on", "for"}
        ):
            pred.governor = self.last_pred

    def _main_of_clause(self) -> Predicate | None:
        """The finite verb that a participle is told beside: "will sail to A, calling at B"."""
        for pred in reversed(self.out.predicates):
            if pred.form == "finite" and pred.clause == len(self.stack):
                follow = self.out.predicates[self.out.predicates.index(pred) + 1 :]
                chained = [p for p in follow if p.form == "infinitive" and _governs(p.governor)]
                return chained[-1] if chained else pred
        return None

    def _modified(self, previous: Item) -> NounPhrase | None:
        """As in "Farmers marching", "spotted a convoy heading": the noun before a participle does it."""
        np = previous.np
        assert np is not None
        if np.head.rstrip("s") in _SPANS and not np.name:
            return self.top.subject or self.top.pending  # "spent several days drifting"
        if np.place is not None and np.head == (np.place.mention.text.lower()):
            return self.top.subject or self.top.pending
        if previous.prep in {"of"} and self.top.pending is not None and self.top.fresh:
            return self.top.pending
        if previous.prep in {"", "of", "with", "by", "for", "aboard", "on", "from", "after", "like"}:
            return np
        return None


def _governs(pred: Predicate | None) -> bool:
    """Whether a verb makes its infinitive the real predicate: "is expected to", "managed to"; not "came to see"."""
    if pred is None:
        return False
    lex = lexicon()
    kinds = ("planned.verbs", "denied.verbs", "done.verbs", "rumoured.seem", "reporting.verbs")
    return bool(pred.adjective) or any(pred.lemma in lex.sets[k] for k in kinds)
