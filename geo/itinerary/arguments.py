"""What stands after a movement verb or noun: its places with their roles, its vehicle, its times."""

from collections.abc import Sequence

from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point
from geo.itinerary.nounkinds import means, vehicle_mode
from geo.itinerary.placearguments import MEASURES, Arguments, PlaceReader
from geo.itinerary.prepositions import category
from geo.itinerary.syntax import Item, NounPhrase
from geo.vocabulary import Mode

__all__ = ["Arguments", "read_arguments"]

_STOPPERS = frozenset(
    {
        "rel",
        "that",
        ";",
        ":",
        "where",
        "who",
        "when",
        "while",
        "because",
        "as",
        "if",
        "unless",
        "—",
        "–",
        "although",
        "though",
        "whereas",
        "until",
        "till",
        "since",
        "“",
        "”",
        '"',
        "so",
        "but",
    }
)


_COURTS = frozenset("judge court magistrate tribunal prosecutor".split())  # "brought before a judge in C"


class _Reader(PlaceReader):
    """Reads what follows a verb or a noun, phrase by phrase."""

    def run(self) -> Arguments:
        k = self.k + 1
        while k < len(self.items):
            item = self.items[k]
            if item.kind == "pred":
                onward = self._beyond_purpose(k)
                if onward is None:
                    self._time_beyond(k)
                    break
                k = onward
                continue
            if item.kind == "time":
                self._time(item)
            elif item.kind == "adv":
                self._adverb(item)
            elif item.kind == "mark":
                if not self._mark(k, item):
                    break
            elif not self._noun(k, item):
                break
            self.out.last = k
            k += 1
        return self.out

    def _beyond_purpose(self, k: int) -> int | None:
        """As in "goes to B to meet Y, and then on to C": the road goes on behind a purpose."""
        pred = self.items[k].pred
        if pred is None or pred.form != "infinitive" or not self.out.found:
            return None
        if pred.movement is not None and pred.movement.frame != "meet":
            return None
        for j in range(k + 1, len(self.items) - 1):
            item = self.items[j]
            if item.kind == "pred":
                return None
            if item.kind == "mark" and item.low == "and":
                follow = next((i for i in self.items[j + 1 :] if i.kind != "adv"), None)
                on = follow is not None and follow.np is not None and follow.prep in {"to", "back to"}
                return (
                    j if on and follow is not None and follow.np is not None and follow.np.place is not None else None
                )
        return None

    def _time_beyond(self, k: int) -> None:
        """As in "called at C to take on fuel on 14 January": the time after a purpose still dates the call."""
        pred = self.items[k].pred
        if pred is None or pred.form != "infinitive" or self.out.times or not self.out.found:
            return
        if pred.movement is not None and pred.movement.frame in {"go", "depart", "arrive", "head", "return"}:
            return
        for item in self.items[k + 1 :]:
            if item.kind in {"mark", "pred"}:
                return
            if item.kind == "time":
                self._time(item)
                return

    def _time(self, item: Item) -> None:
        assert item.unit is not None
        spec = item.unit.time
        if spec is None:
            return
        if self.out.found and not self.out.found[-1][1].time:
            self.out.found[-1][1].time = spec
        self.out.times.append(spec)
        self.direct = self.direct and not self.out.found

    def _adverb(self, item: Item) -> None:
        low = item.low
        if low in {"back", "again"}:
            self.out.back = True
        elif low == "home":
            self.out.home = self.out.back = True
        elif low == "here":
            self.out.found.append((self.carry or "to", Point("", None, "here")))
        elif low == "there":
            at = item.unit.start if item.unit is not None else 0
            self.out.found.append((self.carry or "to", Point("", None, "there", at=at)))
        elif low == "overland":
            self.out.mode = Mode.ROAD

    def _mark(self, k: int, item: Item) -> bool:
        low = item.low
        if low in {"after", "before"} and self._stay_follows(k):
            self.carry = "stay"
            self.joined = ""
            return True
        if low in {"”", '"'} and k + 1 < len(self.items) and self.items[k + 1].prep and not self.out.found:
            return True  # "did not set foot" in Conakry
        if low in _STOPPERS or low.endswith((" rel", " where")) or low in {"after", "before", "once"}:
            return False
        if low in {"and", "or", "then"}:
            if self._clause_follows(k):
                return False
            self.joined = "and"
        elif low == ",":
            self.joined = "," if self.joined != "and" else "and"
            self.listed = not self.aside
            self.aside = False
        elif low in {"(", ")", "-", "'", "’"}:
            self.aside = low == "("
        elif low in {".", "!", "?"}:
            return k + 1 < len(self.items) and low == "."
        self.carry = self.carry if self.carry == "stay" else ""
        return True

    def _stay_follows(self, k: int) -> bool:
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        return (
            nxt is not None
            and nxt.kind in {"np", "time"}
            and (nxt.np is None or nxt.np.head in lexicon().sets["stays.any"] or nxt.np.head in _COURTS)
        )

    def _clause_follows(self, k: int) -> bool:
        """Tell whether, after "and", a subject with a verb of its own comes next."""
        for item in self.items[k + 1 :]:
            if item.kind == "pred":
                return True
            if item.kind == "np" and item.np is not None and item.np.place is not None:
                return self._bare_place_subject(k)
            if item.kind == "np" and item.prep:
                return False
            if item.kind == "mark" and item.low != ",":
                return False
        return False

    def _bare_place_subject(self, k: int) -> bool:
        nxt = self.items[k + 1]
        after = self.items[k + 2] if k + 2 < len(self.items) else None
        bare = nxt.kind == "np" and not nxt.prep
        return (
            bare
            and after is not None
            and after.kind == "pred"
            and after.pred is not None
            and (after.pred.form == "finite" and not after.pred.ambiguous or after.pred.tense == "present")
        )

    def _noun(self, k: int, item: Item) -> bool:
        np = item.np
        assert np is not None
        prep = item.prep
        if np.head == "there" and prep:
            self.add(category(prep) or "to", Point("", None, "there"))
            return True
        if self.aside:
            return True
        if np.place is not None:
            return self.take_place(k, np, prep)
        if self.stands_for_place(k, np, prep):
            return True
        return self._other(k, np, prep)

    def _other(self, k: int, np: NounPhrase, prep: str) -> bool:
        lex = lexicon()
        self.after_place = False
        mode = means(np) if prep else vehicle_mode(np)
        if (
            prep in {"by", "on", "aboard", "in", "via", "from", "onto", "into"}
            and mode is not None
            and not (prep == "from" and not self.out.found)
        ):
            self.out.mode = self.out.mode if self.out.mode is not Mode.UNKNOWN else mode
            self.out.vehicle = self.out.vehicle or np
            return True
        if not prep:
            return self._bare_noun(k, np, mode)
        if prep == "for" and np.head in lexicon().sets["events.any"]:
            self.purposive = True
            return True
        if prep in {"with", "alongside", "along with", "together with", "accompanied by"}:
            self.out.companion = np
            self.blocked = False
            return True
        if prep == "for" and np.head in {"home"}:
            self.out.home = True
            return True
        if np.head in lex.trips and prep in {"from", "out of"}:
            self.carry, self.of_trip = "from", True
            return True
        if np.head in lex.trips and not prep and self.ending:
            self.out.object = np
            return True
        if np.head in lex.trips and prep != "of":
            self.out.under_way = prep == "on" and np.head == "way"
            return False
        if np.head in lexicon().sets["stays.any"]:
            return True
        if prep == "to" and np.head in lex.sets["feelings.any"]:
            self.blocked = True
            return False
        if prep in {"of", "by", "under", "without", "despite"}:
            return True
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        institution = bool(np.name) and nxt is not None and nxt.prep == "of"  # "headed to the University of Georgia"
        if category(prep) in {"from", "to", "at"} and not self._is_somebody(np) and not institution:
            self.carry = category(prep)
            self.blocked = category(prep) == "at" and not self.direct
            return True
        self.blocked = True
        return True

    def _is_somebody(self, np: NounPhrase) -> bool:
        lex = lexicon()
        if (
            (np.name and np.det != "the")
            or np.head in lex.sets["closed.pronouns"]
            or np.head in lexicon().sets["events.any"]
        ):
            return True
        return any(np.head in lex.sets[f"{kind}.any"] for kind in ("person", "group", "witness"))

    def _bare_noun(self, k: int, np: NounPhrase, mode: Mode | None) -> bool:
        if self.joined == "and":
            return np.head in lexicon().sets["stays.any"]
        if not self.out.found and (
            np.head == "way" or (np.head == "rest" and np.of is not None and np.of.head == "way")
        ):
            return True  # "went the rest of the way overland to C"
        if self.joined == "," and np.head in MEASURES:
            return True  # "boarded it, about 60 miles off C"
        if self.joined == ",":
            self.aside = True
            return not self.verb_next(k)
        if self.out.object is None and not self.out.found:
            self.out.object = np
            if mode is not None:
                self.out.vehicle, self.out.mode = np, mode
            if (
                np.head in lexicon().sets["stays.any"]
                or mode is not None
                or np.head in {"km", "miles", "kilometres", "kilometers"}
            ):
                self.blocked = False
            return True
        return np.head in lexicon().sets["stays.any"] or np.head in {"km", "miles", "kilometres", "kilometers"}


def read_arguments(sequence: Sequence[Item], k: int, *, direct: bool, ending: bool = False) -> Arguments:
    """Read what follows item ``k`` until the next verb or clause.

    Parameters
    ----------
    direct : bool
        Whether a place straight after the verb is its object ("left Lima", "reached Oslo").
    ending : bool
        Whether the verb's object may be the journey itself ("will end the trip in Doha").
    """
    return _Reader(sequence, k, direct=direct, ending=ending).run()
