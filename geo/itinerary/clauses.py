"""Who does what: gives every verb group of a sentence its subject, its governor and its clause.

One pass from left to right with a stack of open clauses: a relative pronoun or a subordinator opens one, its
closing comma or the next finite verb closes it. That is as much syntax as a journey needs.
"""

from collections.abc import Sequence

from geo.itinerary.clausemarks import MarkReader
from geo.itinerary.clausenonfinite import NonfiniteReader
from geo.itinerary.clausenouns import NounReader
from geo.itinerary.clauseverbs import VerbReader
from geo.itinerary.lexicon import lexicon
from geo.itinerary.openclauses import Clauses
from geo.itinerary.syntax import Item, Predicate

__all__ = ["Clauses", "analyse"]


def analyse(sequence: Sequence[Item]) -> Clauses:
    """Assign subjects, objects and governors to the predicates among a sentence's items."""
    return _Machine(sequence).run()


class _Machine(NounReader, MarkReader, VerbReader, NonfiniteReader):
    """Reads a sentence's items one after another."""

    def run(self) -> Clauses:
        """Read every item."""
        for k, item in enumerate(self.items):
            if item.kind == "np":
                self.take_noun(k, item)
            elif item.kind == "mark":
                self.take_mark(k, item)
            elif item.kind == "adv":
                self.adverbs.append(item.low)
            elif item.kind == "pred":
                assert item.pred is not None
                item.pred.at = k
                self.take_verb(k, item.pred)
        main = next((c.subject or c.pending for c in self.stack if c.subject or c.pending), None)
        for pred in self.deferred:
            if pred.subject is None:
                pred.subject = main
            pred.adjunct = pred.adjunct or self.main_finite
        return self.out

    def take_verb(self, k: int, pred: Predicate) -> None:
        """Take a verb group of any form."""
        if pred.form == "finite":
            self.take_finite(k, pred)
        elif pred.form == "infinitive":
            self.take_infinitive(k, pred)
        else:
            self.take_participle(k, pred)
        apart = pred.form == "gerund" and pred.linker in {"after", "before"} and self.comma_since()
        pred.where = None if apart else self.top.where  # "from B, where he stayed, after leaving A"
        if self.top.gap is not None and pred.subject is not None and pred.subject.place is not self.top.gap:
            pred.where = self.top.gap
        if set(self.adverbs) & {"never", "no longer"}:
            pred.negated = True
        pred.adverbs = (*pred.adverbs, *self.adverbs)
        self.adverbs = []
        if pred.form == "finite" and (self.main_finite is None or self.top.kind == "main"):
            self.main_finite = pred
        pred.if_clause = any(c.linker in {"if", "unless"} for c in self.stack)
        self._link_report(pred)
        self.out.predicates.append(pred)
        self.last_pred, self.last_object = pred, None
        self.since_pred = []
        self.comma = self.coordinated = False
        self.pending_linker = ""
        self.skip_phrase = (
            self.skip_phrase and pred.form == "finite" and pred.lemma in lexicon().sets["reporting.verbs"]
        )

    def _link_report(self, pred: Predicate) -> None:
        for clause in reversed(self.stack):
            if clause.reporter is not None and clause.reporter is not pred:
                pred.complement_of = clause.reporter
            if clause.linker.startswith("that:"):
                pred.linker = clause.linker
            if pred.complement_of is not None:
                break
        if self.top.kind == "sub" and not pred.linker and pred.form == "finite":
            pred.linker = self.top.linker
