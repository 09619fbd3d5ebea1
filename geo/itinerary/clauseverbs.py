"""Whose a verb is: the subject of a finite verb, and what it takes over from the verb before it."""

from geo.itinerary.lexicon import lexicon
from geo.itinerary.openclauses import MEASURES, OpenClause, OpenClauses
from geo.itinerary.syntax import NounPhrase, Predicate

__all__ = ["VerbReader"]

_LOADING = frozenset("put load place bundle pack".split())
_TIMES = frozenset("before after while until".split())
_CONDITIONS = frozenset("if unless when once after before as while because since until".split())


class VerbReader(OpenClauses):
    """Takes a finite verb: gives it its subject and closes the clauses that it ends."""

    def _is_aside(self, k: int, pred: Predicate) -> bool:
        """As in "…, the palace said, and …": who says so stands beside the clause and is not its subject."""
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        told = self.top.subject is not None and self.top.pending is not None and not self.top.fresh
        return told and pred.lemma in lexicon().sets["reporting.verbs"] and nxt is not None and nxt.low == ","

    def _speaker_behind(self, k: int, pred: Predicate) -> NounPhrase | None:
        """As in "“I have my children,” says Hala, a dentist": the speaker stands behind the verb."""
        if pred.lemma not in lexicon().sets["reporting.verbs"] or pred.passive or pred.negated:
            return None
        before = self.items[k - 1] if k else None
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        after = self.items[k + 2] if k + 2 < len(self.items) else None
        quoted = before is not None and before.kind == "mark" and before.low in {"”", '"', "’"}
        if not quoted or nxt is None or nxt.np is None or nxt.prep or (after is not None and after.kind == "pred"):
            return None
        return nxt.np if nxt.np.name or nxt.np.det else None

    def _inherit(self, pred: Predicate) -> None:
        """As in "will be flown to A and taken to B": the second participle shares the auxiliaries of the first."""
        last = self.last_pred
        if last is None or not pred.ambiguous or (pred.movement is None and pred.lemma not in _LOADING):
            return
        if last.form == "having":
            pred.form, pred.linker, pred.adjunct = "having", last.linker, last.adjunct
        if last.passive and last.form == "finite" and not last.ambiguous:
            pred.passive, pred.modal, pred.tense, pred.governor = True, last.modal, last.tense, last.governor
        elif last.passive and last.form == "infinitive":
            pred.passive, pred.form, pred.tense, pred.governor = True, "infinitive", last.tense, last.governor
            pred.governing_noun = last.governing_noun
        elif last.modal and last.tense == "perfect":
            pred.modal, pred.tense = last.modal, last.tense
        elif last.tense == "perfect" and last.form == "infinitive":
            pred.form, pred.tense, pred.governor = "infinitive", "perfect", last.governor

    def take_finite(self, k: int, pred: Predicate) -> None:
        """Take a finite verb."""
        speaker = self._speaker_behind(k, pred)
        if speaker is not None:
            pred.subject, self.skip_phrase, pred.clause = speaker, True, len(self.stack)
            return
        if self._is_aside(k, pred):
            pred.subject, self.top.pending = self.top.pending, None
            return
        coordinated = (self.coordinated or self.comma) and self.top.pending is None
        depth = len(self.stack)
        subject = self._finite_subject()
        subject = self._inverted(k, pred) or subject
        pred.subject = subject
        if coordinated and len(self.stack) >= depth:
            self._inherit(pred)
        if subject is not None:
            self.top.subject = subject
        self.top.fresh = False
        self.top.pending = None
        pred.clause = len(self.stack)
        for waiting in self.deferred:
            if waiting.subject is None:
                waiting.subject = subject
            waiting.adjunct = waiting.adjunct or pred
        self.deferred = [pred] if pred.form == "having" and subject is None else []

    def _inverted(self, k: int, pred: Predicate) -> NounPhrase | None:
        """As in "From Lagos came a convoy of trucks": after a place alone the subject stands behind the verb."""
        if pred.movement is None or pred.passive or self.top.pending is not None or not self.top.fresh:
            return None
        before = []
        for item in reversed(self.items[:k]):
            if item.kind == "pred" or (item.kind == "mark" and item.low not in {",", "and"}):
                break
            before.append(item)
        placed = any(i.np is not None and i.prep and i.np.place is not None for i in before)
        if not placed or any(i.np is not None and not i.prep for i in before):
            return None
        nxt = next((i for i in self.items[k + 1 :] if i.kind not in {"adv", "time"}), None)
        return nxt.np if nxt is not None and not nxt.prep and nxt.np is not None and nxt.np.place is None else None

    def _finite_subject(self) -> NounPhrase | None:
        top = self.top
        if top.pending is not None:
            return top.pending
        if top.kind == "rel" and top.fresh:
            return top.subject
        if self.last_object is not None and not self.coordinated and not self.comma and self._may_be_subject():
            return self._zero_that(self.last_object)
        closing = self._closing_clause()
        if closing is not None:
            return closing
        if self._reduced():
            return self.top.subject
        return self.top.subject or self.main_before

    def _may_be_subject(self) -> bool:
        """Whether an object can turn out to be the next verb's subject: not a distance, seldom in a relative clause."""
        here = self.last_object
        if here is None or here.head in MEASURES:
            return False
        reports = self.last_pred is not None and self.last_pred.lemma in lexicon().sets["reporting.verbs"]
        return reports or self.top.kind != "rel"

    def _zero_that(self, np: NounPhrase) -> NounPhrase:
        """As in "The military assessed the train crossed": the object turns out to be a subject."""
        reporter = self.last_pred
        if reporter is not None:
            reporter.object = None
        reports = reporter is not None and reporter.lemma in lexicon().sets["reporting.verbs"]
        if self.top.kind == "sub" and self.top.linker in _CONDITIONS and not reports and len(self.stack) > 1:
            self.stack.pop()
            return np
        self.stack.append(OpenClause("sub", "that", subject=np))
        self.top.reporter = reporter
        return np

    def _closing_clause(self) -> NounPhrase | None:
        """A comma before a verb closes a relative clause that a comma opened; a second verb closes any."""
        while len(self.stack) > 1 and self.top.kind in {"rel", "sub", "participial"}:
            top, outer = self.top, self.stack[-2]
            waiting = outer.pending if outer.fresh else None
            if self.coordinated and not (self.comma or self.comma_since()):
                return None
            if top.kind == "rel" and self.comma_since() and top.by_comma:
                self.stack.pop()
                if waiting is not None or outer.subject is not None:
                    return waiting or outer.subject
                continue
            if top.kind == "rel" and self.comma_since() and outer.kind == "rel" and outer.by_comma:
                self.stack.pop()
                continue
            if waiting is not None:
                self.stack.pop()
                return waiting
            if top.kind == "sub" and top.by_comma and self.comma_since() and (self.coordinated or top.linker == "if"):
                self.stack.pop()
                return outer.subject
            if top.kind == "sub" and top.linker in _TIMES and self.comma_since() and self._told(outer):
                self.stack.pop()
                return outer.subject
            return None
        return None

    @staticmethod
    def _told(outer: OpenClause) -> bool:
        """As in "slipped out hours before a judge ordered it, crossed the border": the main clause goes on."""
        return outer.subject is not None and not outer.fresh

    def _reduced(self) -> bool:
        """As in "The plane forced to land took off": the first verb was a participle after all."""
        last = self.last_pred
        if last is not None and last.ambiguous and not self.coordinated and not self.comma and last.form == "finite":
            last.passive = True
            return True
        return False
