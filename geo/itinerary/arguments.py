"""What stands after a movement verb or noun: its places with their roles, its vehicle, its times."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.itinerary.containment import contains, qualifies
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point
from geo.itinerary.nounkinds import means, vehicle_mode
from geo.itinerary.syntax import Item, NounPhrase
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["ANAPHORS", "MEASURES", "STAY_NOUNS", "Arguments", "category", "read_arguments"]

_CATEGORIES = {
    "from": "from",
    "out of": "from",
    "to": "to",
    "into": "to",
    "onto": "to",
    "back to": "back",
    "next to": "to",  # only movements ask: "goes next to Accra"
    "for": "for",
    "toward": "for",
    "towards": "for",
    "in": "at",
    "at": "at",
    "on": "at",
    "near": "at",
    "off": "at",
    "outside": "at",
    "inside": "at",
    "within": "at",
    "around": "round",
    "round": "round",
    "via": "via",
    "through": "via",
    "across": "via",
    "past": "via",
    "by": "by",
    "away from": "away",
    "along": "along",
    "down": "along",
    "up": "along",
    "over": "over",
    "between": "between",
}
MEASURES = frozenset("km kilometres kilometers kilometre kilometer miles mile metres meters".split())
ANAPHORS = frozenset(
    {"city", "capital", "island", "town", "port", "village", "airport", "harbour", "harbor", "canal", "strait"}
)
STAY_NOUNS = frozenset(
    "night nights stop stopover layover day days week weeks month months break rest pause show visit stay hour hours "
    "call halt refuelling refueling stops concert rally meeting ceremony mass visits meetings talks summit".split()
)
_EVENT_NOUNS = frozenset(
    "summit meeting talks conference forum visit ceremony funeral game concert show rally trip tour mass "
    "festival treatment wedding session holiday exercise exercises parade negotiations congress assembly "
    "event repairs inauguration coronation anniversary pilgrimage appointment competition tournament "
    "championship games hearing trial".split()
)
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


@dataclass(slots=True)
class Arguments:
    """The places after a verb by category, in text order, and what else was found."""

    found: list[tuple[str, Point]] = field(default_factory=list)
    times: list[TimeWords] = field(default_factory=list)
    mode: Mode = Mode.UNKNOWN
    vehicle: NounPhrase | None = None
    object: NounPhrase | None = None
    companion: NounPhrase | None = None
    back: bool = False
    home: bool = False
    under_way: bool = False
    purpose: list[tuple[str, Point]] = field(default_factory=list)
    last: int = 0


def category(prep: str) -> str:
    """The role family of a preposition: from, to, for, at, via, by, along, over, between or empty."""
    return _CATEGORIES.get(prep, "")


class _Reader:
    def __init__(self, sequence: Sequence[Item], k: int, *, direct: bool, ending: bool = False) -> None:
        self.ending = ending
        self.of_trip = False
        self.items = sequence
        self.k = k
        self.direct = direct
        self.out = Arguments(last=k)
        self.role = ""
        self.carry = ""
        self.joined = ""
        self.aside = False
        self.blocked = False
        self.purposive = False
        self.listed = True
        self.after_place = False

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
        if pred is None or pred.form != "infinitive" or pred.movement is not None or not self.out.found:
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
            self.out.found.append((self.carry or "to", Point("", None, "there")))
        elif low == "overland":
            self.out.mode = Mode.ROAD

    def _mark(self, k: int, item: Item) -> bool:
        low = item.low
        if low in {"after", "before"} and self._stay_follows(k):
            self.carry = "stay"
            self.joined = ""
            return True
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
        return nxt is not None and nxt.kind in {"np", "time"} and (nxt.np is None or nxt.np.head in STAY_NOUNS)

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
            self._add(category(prep) or "to", Point("", None, "there"))
            return True
        if self.aside:
            return True
        if np.place is not None:
            return self._place(k, np, prep)
        if self._stands_for_place(np, prep):
            return True
        return self._other(k, np, prep)

    def _place(self, k: int, np: NounPhrase, prep: str) -> bool:
        assert np.place is not None
        if prep == "near" and not self.out.found and self.out.object is not None and self.out.object.name:
            return True
        point = Point("", np.place)
        if not prep:
            return self._bare_place(k, np, point)
        cat = category(prep)
        if self.carry and (
            prep in {"of", "in", "at", "near", "on", "outside", "off"}
            or ((self.of_trip or self.carry == "stay") and cat == "to")
        ):
            self.of_trip = False
            if self.out.found and self._surrounds_last(point):
                self.carry = ""
                return True
            self._add(self.carry, point)
            self.carry = ""
            return True
        before = self.items[k - 1].np if k else None
        if cat == "from" and before is not None and before.head in MEASURES and (self.carry or self.out.found):
            return True
        if self.purposive and cat == "at":
            self.out.purpose.append(("at", point))
            return True
        if prep in {"of", "with", "about", "against", "under", "without", "like", "despite"} or not cat:
            return True
        if cat == "at" and self.out.found and self._within_last(point):
            self._add(self.out.found[-1][0], point)
            return True
        if prep == "at" and self._entered_at(point):
            self.out.found[-1][1].place = point.place
            return True
        if cat == "at" and self.out.found and (self._qualifies(point) or prep in {"near", "outside", "off"}):
            return True
        if cat == "at" and self.blocked:
            return True
        if self.carry != "stay":
            self.carry = ""
        if cat == "between":
            cat = "from"
            self._add(cat, point)
            self.role = "to"
            return True
        self._add(cat, point)
        return True

    def _qualifies(self, point: Point) -> bool:
        """As in "at Heathrow in London", "in Kyiv, in Ukraine": the second place only says where the first is."""
        last = self.out.found[-1][1].place
        if last is None or last.resolved is None or point.place is None or point.place.resolved is None:
            return False
        return contains(point.place.resolved, last.resolved) or not self.joined

    def _surrounds_last(self, point: Point) -> bool:
        """As in "in Vladivostok, in the east of Russia": the larger place only says where the first is."""
        last = self.out.found[-1][1].place
        here = point.place.resolved if point.place is not None else None
        return last is not None and last.resolved is not None and here is not None and contains(here, last.resolved)

    def _within_last(self, point: Point) -> bool:
        """As in "crossed into Scotland at Gretna": the second place is the finer one."""
        last = self.out.found[-1][1].place
        here = point.place.resolved if point.place is not None else None
        return last is not None and last.resolved is not None and here is not None and contains(last.resolved, here)

    def _entered_at(self, point: Point) -> bool:
        """As in "crossed into China at Khorgos": a border town may bear the name of its twin across the border."""
        cat, last = self.out.found[-1] if self.out.found else ("", None)
        land = last.place.resolved if last is not None and last.place is not None else None
        here = point.place.resolved if point.place is not None else None
        return cat == "to" and land is not None and land.is_country and here is not None and not here.is_area

    def _bare_place(self, k: int, np: NounPhrase, point: Point) -> bool:
        here = point.place.resolved if point.place else None
        last = self.out.found[-1][1].place if self.out.found else None
        if self.carry and self.carry != "stay":
            self._add(self.carry, point)
            self.carry = ""
            return True
        if self.out.found and self.joined:
            if self._verb_next(k):
                return False
            if self.joined == "," and not self.after_place:
                return True
            if last is not None and last.resolved is not None and here is not None:
                if self.joined == "," and qualifies(here, last.resolved):
                    return True
                if self.joined == "," and contains(last.resolved, here):
                    self.out.found[-1][1].place = point.place
                    return True
            listed = self.out.found[-1][0]
            self._add(listed if listed == "stay" else self.role or listed, point)
            return True
        if self.out.found and self.role == "to":
            self._add("to", point)
            return True
        if self.direct and not self.out.found and not self.blocked:
            self._add("direct", point)
            return True
        if self.blocked or self.out.found:
            return self.joined != ""
        return True

    def _stands_for_place(self, np: NounPhrase, prep: str) -> bool:
        """As in "the port of", "his home in", "the capital": keep the preposition's role for the place that follows."""
        lex = lexicon()
        cat = category(prep) if prep else ("direct" if self.direct and not self.out.found else "")
        if prep and self.carry and prep in {"of", "in", "at", "near", "on"} and np.head in lex.sets["placewords.any"]:
            return True
        if not cat or np.head not in lex.sets["placewords.any"]:
            return False
        if prep and not self.direct and np.head in ANAPHORS and cat == "away":
            self.out.found.append((cat, Point("", None, np.head, at=np.offset)))
            return True
        if self.out.found and not self.joined and cat == "at":
            return True
        if np.head == "capital" and (np.demonym is not None or np.owner_place is not None):
            land = np.demonym or np.owner_place
            self._add(cat, Point("", land, "capital", at=np.offset))
            return True
        if np.head in {"border", "frontier", "coast", "side"}:
            self.carry = cat if np.head in {"coast", "side"} else "via"
            self.blocked = self.blocked and np.head not in {"border", "frontier"}
            return True
        if np.head in ANAPHORS and np.det in {"the", "that", "this"}:
            at = -1 if np.det == "this" else np.offset
            self.out.found.append((cat, Point("", None, np.head, at=at)))
            self.role, self.joined, self.carry = cat, "", cat
            return True
        if np.owner_place is not None:
            self._add(cat, Point("", np.owner_place))
            return True
        self.carry = cat
        return True

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
        if prep == "for" and np.head in _EVENT_NOUNS:
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
        if np.head in STAY_NOUNS:
            return True
        if prep in {"of", "by", "under", "without", "despite"}:
            return True
        if category(prep) in {"from", "to", "at"} and not self._is_somebody(np):
            self.carry = category(prep)
            self.blocked = category(prep) == "at" and not self.direct
            return True
        self.blocked = True
        return True

    def _is_somebody(self, np: NounPhrase) -> bool:
        lex = lexicon()
        if np.name or np.head in lex.sets["closed.pronouns"] or np.head in _EVENT_NOUNS:
            return True
        return any(np.head in lex.sets[f"{kind}.any"] for kind in ("person", "group", "witness"))

    def _bare_noun(self, k: int, np: NounPhrase, mode: Mode | None) -> bool:
        if self.joined == "and":
            return np.head in STAY_NOUNS
        if self.joined == ",":
            self.aside = True
            return not self._verb_next(k)
        if self.out.object is None and not self.out.found:
            self.out.object = np
            if mode is not None:
                self.out.vehicle, self.out.mode = np, mode
            if np.head in STAY_NOUNS or mode is not None or np.head in {"km", "miles", "kilometres", "kilometers"}:
                self.blocked = False
            return True
        return np.head in STAY_NOUNS or np.head in {"km", "miles", "kilometres", "kilometers"}

    def _verb_next(self, k: int) -> bool:
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        return nxt is not None and nxt.kind == "pred" and nxt.pred is not None and nxt.pred.form == "finite"

    def _add(self, cat: str, point: Point) -> None:
        last = self.out.found[-1][1] if self.out.found else None
        if last is not None and last.anaphor in ANAPHORS and last.place is None and not self.joined and self.carry:
            last.place, last.anaphor, self.carry = point.place, "", ""
            return
        self.out.found.append((cat, point))
        self.after_place = True
        if cat != "stay":
            self.role = cat
        self.joined = ""
        self.direct = False
        self.blocked = False
        if self.carry == "stay":
            self.carry = ""


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
