"""What opens and closes clauses: commas, "and", "who", "that", "while", dashes and quotation marks."""

from geo.geoparse.mention import Resolution
from geo.itinerary.containment import contains
from geo.itinerary.lexicon import lexicon
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.openclauses import OpenClause, OpenClauses
from geo.itinerary.syntax import Item, NounPhrase

__all__ = ["MarkReader"]

_COMPLEMENT_NOUNS = frozenset(
    "report reports rumour rumours rumor rumors speculation claim claims suggestion suggestions news belief "
    "hope hopes fear fears fact statement evidence allegation allegations talk sign signs indication "
    "indications word doubt".split()
)
_AS_ROLE = frozenset(
    "list name know serve work act describe regard see use pose register identify dress treat cite".split()
)
_SILENT = frozenset({"“", "”", '"', "‘", "’", "(", ")", ".", "!", "?", "…", "-", "'"})
_PREPOSITION_LIKE = frozenset("after before since until till as once so than".split())


class MarkReader(OpenClauses):
    """Takes a mark or a conjunction: it opens a clause, closes one, or joins what comes next."""

    def take_mark(self, k: int, item: Item) -> None:
        """Take a mark, a conjunction or a relative pronoun."""
        low = item.low
        if low == ",":
            self._comma()
        elif low in {";", ":", "—", "–"}:
            self._break(low)
        elif low in {".", "!", "?"} and self._quote_opens(k):
            self.stack = [OpenClause("main")]
            self.boundary()
            self.last_pred = None
        elif low in _SILENT:
            pass
        elif low in {"and", "or", "but", "nor", "yet", "plus"}:
            self.coordinated = True
            self.since_pred.append("mark")
        elif low == "rel" or low.endswith(" rel"):
            self._relative(k, low)
        elif low == "that":
            self._that(k)
        else:
            self._subordinator(k, low)

    def _comma(self) -> None:
        self.comma = True
        self.since_pred.append("comma")
        if self.top.kind == "participial":
            self.stack.pop()
            self.top.pending = None if not self.top.subject else self.top.pending

    def _break(self, low: str) -> None:
        """A semicolon, a colon or a dash starts anew, but "Kim — who rarely travels — left" goes on."""
        keep = self.stack[0].subject or self.stack[0].pending
        if low in {"—", "–"} and self.stack[0].pending is not None and self.stack[0].fresh:
            self.comma = True
            return
        self.stack = [OpenClause("main")]
        self.boundary()
        self.last_pred = None if low == ";" else self.last_pred
        self.last_np = None if low == ";" else self.last_np
        self.main_before = keep

    def _relative(self, k: int, low: str) -> None:
        place = self.last_np.place if self.last_np is not None else None
        if low != "rel":  # "from which", "to whom"
            self.open("sub", f"{low.split(' ')[0]} where")
            self.top.where = place
            return
        whole = self.items[k - 1].prep == "with" and self.top.fresh and self.top.pending is not None
        laden = self._laden() if self.comma else None
        antecedent = self.top.pending if whole else laden or self._described()
        self.open("rel", low)
        self.top.subject, self.top.gap = antecedent, None if whole or laden is not None else place
        owned = self.items[k + 1].np if k + 1 < len(self.items) else None
        unit = self.items[k].unit
        if unit is not None and unit.low == "whose" and owned is not None and antecedent is not None:
            owned.owner = antecedent.name or antecedent.head  # "the minister, whose plane landed"
            self.top.gap = None

    def _subordinator(self, k: int, low: str) -> None:
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
            self.skip_phrase = True
            return
        self.open("sub", low)
        self.top.where = where
        if low in {"how", "why", "whether"}:
            self.top.reporter = self.last_pred

    def _quote_opens(self, k: int) -> bool:
        """As in "… to Minsk. “He is in Sochi,” …": a full stop before a quotation ends what was told."""
        nxt = self.items[k + 1] if k + 2 < len(self.items) else None
        return nxt is not None and nxt.low in {"“", '"', "‘"}

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
            self.open("rel", "that")
            self.top.subject = antecedent
            return
        self.open("sub", "that")
        self.top.reporter = last
        about = self.stack[-2].subject if len(self.stack) > 1 else None
        if complement_noun:
            self.top.linker = f"that:{self.last_np.head}" if self.last_np else "that"
        elif (
            last is not None
            and last.lemma == "be"
            and last.object is not None
            and last.object.head in _COMPLEMENT_NOUNS
        ):
            self.top.linker = f"that:{last.object.head}"  # "There were reports on Tuesday that"
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

    def _laden(self) -> NounPhrase | None:
        """As in "a convoy of trucks with rice, which reached Kano": the vehicle, not what it carries."""
        last = next((k for k in range(len(self.items) - 1, -1, -1) if self.items[k].np is self.last_np), 0)
        while last and self.items[last].np is not None and self.items[last].prep in {"with", "of", "for"}:
            last -= 1
        np = self.items[last].np
        return np if np is not None and np is not self.last_np and vehicle_mode(np) is not None else None

    def _last_place(self, k: int) -> Resolution | None:
        for at in range(k - 1, -1, -1):
            item = self.items[at]
            if item.np is not None:
                if item.np.place is not None:
                    return self._named_finer(at) or item.np.place
                if item.np.head not in lexicon().sets["placewords.any"]:
                    return None
            elif item.kind == "pred":
                return None
        return None

    def _named_finer(self, at: int) -> Resolution | None:
        """As in "from Hiroshima, Japan, where": the town, not the land behind the comma."""
        area, town = self.items[at].np, self.items[at - 2].np if at > 1 else None
        if area is None or town is None or self.items[at].prep or self.items[at - 1].low != ",":
            return None
        here, there = area.place, town.place
        if here is None or there is None or here.resolved is None or there.resolved is None:
            return None
        return there if contains(here.resolved, there.resolved) else None

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
        for last, item in zip(self.items[k:], self.items[k + 1 :], strict=False):
            if item.kind == "pred" and last.low in {"and", "or"}:
                return False  # "soon after the passage and went into C"
            if item.kind == "pred":
                return item.pred is not None and item.pred.form == "finite" and bare < 2
            if item.kind == "np" and not item.prep:
                bare += 1
            if item.kind == "mark" and item.low not in {"and", "or"}:
                return False
        return False
