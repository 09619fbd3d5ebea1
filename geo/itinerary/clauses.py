"""Who does what: gives every verb group of a sentence its subject, its governor and its clause.

One pass from left to right with a stack of open clauses: a relative pronoun or a subordinator opens one, its
closing comma or the next finite verb closes it. That is as much syntax as a journey needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.lexicon import lexicon
from geo.itinerary.syntax import Item, NounPhrase, Predicate

__all__ = ["Clauses", "analyse"]


@dataclass(slots=True)
class _Clause:
    kind: str
    linker: str = ""
    pending: NounPhrase | None = None
    subject: NounPhrase | None = None
    by_comma: bool = False
    fresh: bool = True
    where: Resolution | None = None
    reporter: Predicate | None = None
    gap: Resolution | None = None


@dataclass(slots=True)
class Clauses:
    """A sentence's predicates in order, with who reports what."""

    predicates: list[Predicate] = field(default_factory=list)
    according_to: list[NounPhrase] = field(default_factory=list)


_COMPLEMENT_NOUNS = frozenset(
    "report reports rumour rumours rumor rumors speculation claim claims suggestion suggestions news belief "
    "hope hopes fear fears fact statement evidence allegation allegations talk sign signs indication "
    "indications word doubt".split()
)
_OBJECT_CONTROL = frozenset(
    "ask order force allow let tell invite urge help see permit want expect get oblige instruct compel spot "
    "film enable require find leave authorise authorize watch make prompt bar stop prevent direct advise warn "
    "request forbid".split()
)


def analyse(sequence: Sequence[Item]) -> Clauses:
    """Assign subjects, objects and governors to the predicates among a sentence's items."""
    return _Machine(sequence).run()


class _Machine:
    def __init__(self, sequence: Sequence[Item]) -> None:
        self.items = sequence
        self.stack = [_Clause("main")]
        self.out = Clauses()
        self.last_pred: Predicate | None = None
        self.last_object: NounPhrase | None = None
        self.last_np: NounPhrase | None = None
        self.comma = False
        self.coordinated = False
        self.since_pred: list[str] = []
        self.deferred: list[Predicate] = []
        self.adverbs: list[str] = []
        self.main_finite: Predicate | None = None

    @property
    def top(self) -> _Clause:
        return self.stack[-1]

    def run(self) -> Clauses:
        for k, item in enumerate(self.items):
            if item.kind == "np":
                self._noun(k, item)
            elif item.kind == "mark":
                self._mark(k, item)
            elif item.kind == "adv":
                self.adverbs.append(item.low)
            elif item.kind == "pred":
                assert item.pred is not None
                item.pred.at = k
                self._predicate(k, item.pred)
        main = next((c.subject or c.pending for c in self.stack if c.subject or c.pending), None)
        for pred in self.deferred:
            if pred.subject is None:
                pred.subject = main
            pred.adjunct = pred.adjunct or self.main_finite
        return self.out

    # nouns ------------------------------------------------------------------------------------------------
    def _noun(self, k: int, item: Item) -> None:
        np = item.np
        assert np is not None
        if item.prep or self._skip_phrase:
            self._skip_phrase = False
            self._governed_noun(item, np)
            self.adverbs = []
            self.since_pred.append("pp")
            self.last_np = np
            return
        if self._describes_place(np) or (np.head.rstrip("s") in _TIME_UNITS and not np.name):
            return
        outer = self.stack[-2] if len(self.stack) > 1 else None
        resumed = self.comma and np.name and self.top.kind == "sub" and not self.top.fresh and not self.coordinated
        if resumed and outer is not None and outer.fresh and outer.pending is not None and not self.top.by_comma:
            self.stack.pop()
            outer.pending.beside.append(np)
            self.last_np, self.comma = np, False
            self.since_pred.append("np")
            return
        if self._is_object(k):
            assert self.last_pred is not None
            if self.last_pred.object is None:
                self.last_pred.object = np
            self.last_object = np
        elif self.top.pending is not None and self.comma and not self.coordinated and self._adjoins(k):
            self.top.pending.beside.append(np)
        elif self.top.pending is not None and self.coordinated:
            self.top.pending.joint.append(np)
        elif self._may_open(k):
            self.top.pending = np
        self.since_pred.append("np")
        self.last_np = np
        self.comma = False

    def _adjoins(self, k: int) -> bool:
        return self.last_np is not None

    def _may_open(self, k: int) -> bool:
        """After a finite verb, a bare noun phrase is a subject only if a finite verb of its own follows."""
        here = self.items[k].np
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        if (
            self.comma
            and nxt is not None
            and nxt.pred is not None
            and nxt.pred.lemma in lexicon().sets["reporting.verbs"]
        ):
            return True
        if self.last_np is not None and self.last_np.place is not None and here is not None and here.place is not None:
            return False
        if self.top.fresh and self.top.kind != "rel":
            return True
        for item in self.items[k + 1 :]:
            if item.kind == "pred":
                return item.pred is not None and item.pred.form == "finite"
            if item.kind == "mark" and item.low not in {",", "rel", "(", ")"}:
                return False
            if item.kind == "mark" and item.low == "rel":
                return True
            if item.kind == "np" and not item.prep and here is not None and here.place is not None:
                return False
        return False

    def _describes_place(self, np: NounPhrase) -> bool:
        """As in "At Khasan, the first station on the Russian side": an apposition to a place is no subject."""
        last = self.last_np
        after_place = self.comma and last is not None and last.place is not None and not self.coordinated
        return after_place and np.head in lexicon().sets["placewords.any"] and np.place is None

    def _governed_noun(self, item: Item, np: NounPhrase) -> None:
        if item.prep == "of" and self.last_np is not None:
            self.last_np.of = np
            self.measured = self.last_np if np.head in _MEASURES else None
        if np.place is not None and self.last_np is not None and self.last_np.head in lexicon().trips:
            self.routed = (self.last_np, np)
        if item.prep == "according to":
            self.out.according_to.append(np)
        if item.prep in {"by", "in", "from"} and self.out.according_to and self.out.according_to[-1] is self.last_np:
            self.out.according_to[-1] = np
        if (
            item.prep == "by"
            and self.last_pred is not None
            and self.last_pred.passive
            and self.last_pred.object is None
        ):
            self.last_pred.object = np
        self.comma = False

    def _is_object(self, k: int) -> bool:
        """A bare noun phrase straight after a verb is its object."""
        pred = self.last_pred
        if pred is None or self.comma or self.coordinated:
            return False
        return not any(x in {"np", "pp", "mark"} for x in self.since_pred)

    # marks ------------------------------------------------------------------------------------------------
    def _mark(self, k: int, item: Item) -> None:
        low = item.low
        if low == ",":
            self.comma = True
            self.since_pred.append("comma")
            if self.top.kind == "participial":
                self.stack.pop()
                self.top.pending = None if not self.top.subject else self.top.pending
            elif self.top.kind == "sub" and not self.top.fresh:
                pass
            return
        if low in {";", ":", "—", "–"}:
            keep = self.stack[0].subject or self.stack[0].pending
            if low in {"—", "–"} and self.stack[0].pending is not None and self.stack[0].fresh:
                self.comma = True
                return
            self.stack = [_Clause("main")]
            if low != ";":
                self.stack[0].subject = None
            self.stack[0].reporter = None
            self._boundary()
            self.last_pred = None if low == ";" else self.last_pred
            self.last_np = None if low == ";" else self.last_np
            self.main_before = keep
            return
        if low in {".", "!", "?"} and self._quote_opens(k):
            self.stack = [_Clause("main")]
            self._boundary()
            self.last_pred = None
            return
        if low in {"“", "”", '"', "‘", "’", "(", ")", ".", "!", "?", "…", "-", "'"}:
            return
        if low in {"and", "or", "but", "nor", "yet", "plus"}:
            self.coordinated = True
            self.since_pred.append("mark")
            return
        if low.endswith(" rel"):
            place = self.last_np.place if self.last_np is not None else None
            self._open("sub", f"{low.split(' ')[0]} where")
            self.top.where = place
            return
        if low == "rel":
            place = self.last_np.place if self.last_np is not None else None
            whole = self.items[k - 1].prep == "with" and self.top.fresh and self.top.pending is not None
            antecedent = self.top.pending if whole else self._described()
            self._open("rel", low)
            self.top.subject, self.top.gap = antecedent, None if whole else place
            return
        if low == "that":
            self._that(k)
            return
        where = self._last_place(k) if low.endswith("where") else None
        if self._gerund_follows(k):
            self.since_pred.append("mark")
            self.pending_linker = low
            return
        as_role = (
            low == "as" and self.last_pred is not None and self.last_pred.lemma in _AS_ROLE and not self.since_pred
        )
        if as_role or (low in _PREPOSITION_LIKE and not self._finite_follows(k)):
            self.since_pred.append("mark")
            self._skip_phrase = True
            return
        self._open("sub", low)
        self.top.where = where
        if low in {"how", "why", "whether"}:
            self.top.reporter = self.last_pred

    def _quote_opens(self, k: int) -> bool:
        """As in "… to Minsk. “He is in Sochi,” …": a full stop before a quotation ends what was told."""
        nxt = self.items[k + 1] if k + 2 < len(self.items) else None
        return nxt is not None and nxt.low in {"“", '"', "‘"}

    pending_linker = ""
    main_before: NounPhrase | None = None
    measured: NounPhrase | None = None
    routed: tuple[NounPhrase, NounPhrase] | None = None
    _skip_phrase = False

    def _boundary(self) -> None:
        self.comma = self.coordinated = False
        self.since_pred = ["mark"]
        self.last_object = None

    def _open(self, kind: str, linker: str) -> None:
        self.stack.append(_Clause(kind, linker, by_comma=self.comma))
        self._boundary()

    def _that(self, k: int) -> None:
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        last = self.last_pred
        reporting = lexicon().sets["reporting.verbs"]
        after_noun = self.items[k - 1].kind == "np" if k else False
        complement_noun = after_noun and self.last_np is not None and self.last_np.head in _COMPLEMENT_NOUNS
        told = last is not None and last.lemma in reporting and nxt is not None and nxt.kind != "pred"
        restricts = after_noun and not complement_noun and nxt is not None and nxt.kind in {"pred", "adv"}
        if restricts and not told:
            whole = self.items[k - 1].prep == "with" and self.top.fresh and self.top.pending is not None
            antecedent = self.top.pending if whole else self._described()
            self._open("rel", "that")
            self.top.subject = antecedent
            return
        self._open("sub", "that")
        self.top.reporter = last
        about = self.stack[-2].subject if len(self.stack) > 1 else None
        if complement_noun:
            self.top.linker = f"that:{self.last_np.head}" if self.last_np else "that"
        elif about is not None and about.head in _COMPLEMENT_NOUNS and last is not None and last.object is None:
            self.top.linker = f"that:{about.head}"

    def _described(self) -> NounPhrase | None:
        """As in "Ever Given, the ship that ran aground": what is said of an apposition is said of the name."""
        named, last = self.top.pending, self.last_np
        if self.measured is not None and self.measured.of is last:
            return self.measured
        if self.routed is not None and self.routed[1] is last and not self.comma:
            return self.routed[0]
        apposed = named is not None and named.name and named.place is None and any(b is last for b in named.beside)
        return named if apposed and last is not None and not last.name else last

    def _last_place(self, k: int) -> Resolution | None:
        for item in reversed(self.items[:k]):
            if item.np is not None:
                if item.np.place is not None:
                    return item.np.place
                if item.np.head not in lexicon().sets["placewords.any"]:
                    return None
            elif item.kind == "pred":
                return None
        return None

    def _gerund_follows(self, k: int) -> bool:
        for item in self.items[k + 1 : k + 3]:
            if item.kind == "pred":
                return item.pred is not None and item.pred.form in {"gerund", "having"}
            if item.kind != "adv":
                return False
        return False

    def _finite_follows(self, k: int) -> bool:
        """Look ahead to the next comma or mark for a finite verb with something before it."""
        bare = 0
        for item in self.items[k + 1 :]:
            if item.kind == "pred":
                return item.pred is not None and item.pred.form == "finite" and bare < 2
            if item.kind == "np" and not item.prep:
                bare += 1
            if item.kind == "mark" and item.low not in {"and", "or"}:
                return False
        return False

    # verbs ------------------------------------------------------------------------------------------------
    def _predicate(self, k: int, pred: Predicate) -> None:
        if pred.form == "finite":
            self._finite(k, pred)
        elif pred.form == "infinitive":
            self._infinitive(k, pred)
        else:
            self._participle(k, pred)
        pred.where = self.top.where
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
        self._skip_phrase = False

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

    def _finite(self, k: int, pred: Predicate) -> None:
        if self._is_aside(k, pred):
            pred.subject, self.top.pending = self.top.pending, None
            return
        coordinated = (self.coordinated or self.comma) and self.top.pending is None
        subject = self._finite_subject(k, pred)
        pred.subject = subject
        if coordinated:
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

    def _is_aside(self, k: int, pred: Predicate) -> bool:
        """As in "…, the palace said, and …": who says so stands beside the clause and is not its subject."""
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        told = self.top.subject is not None and self.top.pending is not None and not self.top.fresh
        return told and pred.lemma in lexicon().sets["reporting.verbs"] and nxt is not None and nxt.low == ","

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

    def _finite_subject(self, k: int, pred: Predicate) -> NounPhrase | None:
        top = self.top
        if top.pending is not None:
            return top.pending
        if top.kind == "rel" and top.fresh:
            return top.subject
        if self.last_object is not None and not self.coordinated and not self.comma and self._may_be_subject():
            return self._zero_that(self.last_object)
        closing = self._closing_clause(k)
        if closing is not None:
            return closing
        if self._reduced(k):
            return self.top.subject
        return self.top.subject or self.main_before

    def _may_be_subject(self) -> bool:
        """Whether an object can turn out to be the next verb's subject: not a distance, seldom in a relative clause."""
        here = self.last_object
        if here is None or here.head in _MEASURES:
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
        self.stack.append(_Clause("sub", "that", subject=np))
        self.top.reporter = reporter
        return np

    def _closing_clause(self, k: int) -> NounPhrase | None:
        """A comma before a verb closes a relative clause that a comma opened; a second verb closes any."""
        while len(self.stack) > 1 and self.top.kind in {"rel", "sub", "participial"}:
            top, outer = self.top, self.stack[-2]
            waiting = outer.pending if outer.fresh else None
            if self.coordinated and not (self.comma or self._comma_since()):
                return None
            if top.kind == "rel" and self._comma_since() and top.by_comma:
                self.stack.pop()
                if waiting is not None or outer.subject is not None:
                    return waiting or outer.subject
                continue
            if waiting is not None:
                self.stack.pop()
                return waiting
            if top.kind == "sub" and top.by_comma and self._comma_since() and (self.coordinated or top.linker == "if"):
                self.stack.pop()
                return outer.subject
            return None
        return None

    def _comma_since(self) -> bool:
        return "comma" in self.since_pred

    def _reduced(self, k: int) -> bool:
        """As in "The plane forced to land took off": the first verb was a participle after all."""
        last = self.last_pred
        if last is not None and last.ambiguous and not self.coordinated and not self.comma and last.form == "finite":
            last.passive = True
            return True
        return False

    def _infinitive(self, k: int, pred: Predicate) -> None:
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
                "way",
                "threat",
                "effort",
                "attempts",
                "efforts",
                "deal",
            }
        )

    def _participle(self, k: int, pred: Predicate) -> None:
        pred.linker = self.pending_linker
        pred.clause = len(self.stack)
        previous = self.items[k - 1] if k else None
        if self.pending_linker == "" and previous is not None and previous.kind == "np" and previous.np is not None:
            pred.subject = self._modified(previous)
            if pred.subject is not None:
                return
        if self.last_pred is not None and self._direct(k) and not self.pending_linker:
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

    def _direct(self, k: int) -> bool:
        return not self.since_pred

    def _modified(self, previous: Item) -> NounPhrase | None:
        """As in "Farmers marching", "spotted a convoy heading": the noun before a participle does it."""
        np = previous.np
        assert np is not None
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


_LOADING = frozenset("put load place bundle pack".split())
_AS_ROLE = frozenset(
    "list name know serve work act describe regard see use pose register identify dress treat cite".split()
)
_CONDITIONS = frozenset("if unless when once after before as while because since until".split())
_MEASURES = frozenset(
    "km kilometres kilometers kilometre kilometer miles mile metres meters feet hours days weeks months".split()
)
_TIME_UNITS = frozenset("day week month year hour minute night".split())
_PREPOSITION_LIKE = frozenset("after before since until till as once so than".split())
