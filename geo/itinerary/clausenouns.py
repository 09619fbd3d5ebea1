"""What a noun phrase is where it stands: subject, object, apposition, or governed by a preposition."""

from geo.itinerary.lexicon import lexicon
from geo.itinerary.openclauses import MEASURES, OpenClauses
from geo.itinerary.syntax import Item, NounPhrase

__all__ = ["NounReader"]

_REFLEXIVE = frozenset("himself herself itself themselves".split())
_TIME_UNITS = frozenset("day week month year hour minute night".split())


class NounReader(OpenClauses):
    """Takes a noun phrase into the clause that is open."""

    def take_noun(self, k: int, item: Item) -> None:
        """Take a noun phrase."""
        np = item.np
        assert np is not None
        if np.head in _REFLEXIVE and not item.prep and self.last_np is not None and self.since_pred[-1:] != ["comma"]:
            return  # "Li himself came"
        if item.prep or self.skip_phrase:
            self.skip_phrase = False
            self._governed_noun(item, np)
            self.adverbs = []
            self.since_pred.append("pp")
            self.last_np = np
            return
        previous = self.items[k - 1] if k else None
        if previous is not None and previous.prep == "among" and previous.np is self.last_np:
            self.last_np, self.comma = np, False
            return  # "112 people, among them four babies, reached"
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
        if self._ends_load(k, np):
            self.coordinated, self.comma, self.last_np = False, False, np
            self.since_pred.append("np")
            return
        if self._is_object():
            assert self.last_pred is not None
            if self.last_pred.object is None:
                self.last_pred.object = np
            self.last_object = np
        elif self.comma and not self.top.fresh and self._says_next(k):
            self.top.pending = np  # "…, 300 km north of the capital, police said"
        elif self.top.pending is not None and self.comma and not self.coordinated and self.last_np is not None:
            self.top.pending.beside.append(np)
        elif self.top.pending is not None and self.coordinated:
            self.top.pending.joint.append(np)
        elif self._may_open(k):
            self.top.pending = np
        self.since_pred.append("np")
        self.last_np = np
        self.comma = False

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
        after = self.items[k + 2] if k + 2 < len(self.items) else None
        ends_list = (
            self.coordinated and nxt is not None and nxt.low == "," and after is not None and after.kind == "pred"
        )
        if ends_list and self.last_np is not None and here is not None and not here.name:
            return False  # "for bread and salt, spent": no comma stands between a subject and its verb
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

    def _ends_load(self, k: int, np: NounPhrase) -> bool:
        """As in "trucks loaded with flour, tents and medicine reached": the list goes with the participle."""
        last, nxt = self.last_pred, self.items[k + 1] if k + 1 < len(self.items) else None
        if last is None or not last.ambiguous or last.form != "finite" or "pp" not in self.since_pred:
            return False
        if not (self.comma or self.coordinated) or np.det or np.name or np.place is not None:
            return False
        loaded = self.items[last.at + 1].prep in {"with", "of", "by"} and self.items[last.at + 1].np is not None
        ends = nxt is not None and (nxt.low in {",", "and"} or (nxt.pred is not None and nxt.pred.form == "finite"))
        return loaded and ends and self.since_pred.count("comma") > 0

    def _says_next(self, k: int) -> bool:
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        return nxt is not None and nxt.pred is not None and nxt.pred.lemma in lexicon().sets["reporting.verbs"]

    def _describes_place(self, np: NounPhrase) -> bool:
        """As in "At Khasan, the first station on the Russian side": an apposition to a place is no subject."""
        last = self.last_np
        after_place = self.comma and last is not None and last.place is not None and not self.coordinated
        return after_place and np.head in lexicon().sets["placewords.any"] and np.place is None

    def _governed_noun(self, item: Item, np: NounPhrase) -> None:
        if item.prep == "of" and self.last_np is not None:
            self.last_np.of = np
            self.measured = self.last_np if np.head in MEASURES else None
        if np.place is not None and self.last_np is not None and self.last_np.head in lexicon().trips:
            self.routed = (self.last_np, np)
        if item.prep == "according to":
            self.out.according_to.append(np)
        told_by = np.place is None and bool(self.out.according_to) and self.out.according_to[-1] is self.last_np
        if item.prep in {"by", "in", "from"} and told_by:  # "a report by X", not "the drivers, and not from Mersin"
            self.out.according_to[-1] = np
        if (
            item.prep == "by"
            and self.last_pred is not None
            and self.last_pred.passive
            and self.last_pred.object is None
        ):
            self.last_pred.object = np
        self.comma = False

    def _is_object(self) -> bool:
        """A bare noun phrase straight after a verb is its object."""
        pred = self.last_pred
        if pred is None or self.comma or self.coordinated:
            return False
        return not any(x in {"np", "pp", "mark"} for x in self.since_pred)
