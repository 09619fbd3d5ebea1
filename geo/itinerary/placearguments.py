"""The places that stand after a verb or a noun: which preposition rules each, and which only say where another is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.itinerary.containment import contains, qualifies
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point
from geo.itinerary.prepositions import category
from geo.itinerary.syntax import Item, NounPhrase
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["ANAPHORS", "MEASURES", "Arguments", "PlaceReader"]

MEASURES = frozenset("km kilometres kilometers kilometre kilometer miles mile metres meters".split())
ANAPHORS = frozenset(
    {"city", "capital", "island", "town", "port", "village", "airport", "harbour", "harbor", "canal", "strait"}
)

_LANDS = frozenset(
    "state province region district county department prefecture oblast republic governorate island peninsula "
    "archipelago".split()
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
    rejected: list[tuple[str, Point]] = field(default_factory=list)


def _is_water(point: Point) -> bool:
    here = point.place.resolved if point.place is not None else None
    return here is not None and here.feature_class == "H"


def _is_far(measure: NounPhrase) -> bool:
    """Whether a measured distance is too long for a place to be where something was."""
    digits = "".join(c for c in measure.raw.split()[0] if c.isdecimal()) if measure.raw else ""
    return bool(digits) and int(digits) >= 100


class PlaceReader:
    """Takes the places of a phrase sequence one by one; what governs a place may stand before its determiner."""

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

    def take_place(self, k: int, np: NounPhrase, prep: str) -> bool:
        """Take a place, and tell whether reading goes on."""
        assert np.place is not None
        if self._is_rejected(k):
            self.out.rejected.append((category(prep) or self.role or "direct", Point("", np.place)))
            return True
        if prep == "near" and not self.out.found and self.out.object is not None and self.out.object.name:
            return True
        point = Point("", np.place)
        if not prep:
            return self._bare_place(k, point)
        cat = category(prep)
        if self.carry and (
            prep in {"of", "in", "at", "near", "on", "outside", "off"}
            or ((self.of_trip or self.carry == "stay") and cat == "to")
        ):
            self.of_trip = False
            if self.out.found and self._surrounds_last(point):
                self.carry = ""
                return True
            self.add(self.carry, point)
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
            self.add(self.out.found[-1][0], point)
            return True
        if prep == "near" and before is not None and before.head in MEASURES and _is_far(before):
            return True  # "at the base, 1,500km north of Nuuk"
        if prep == "at" and self._entered_at(point):
            self.out.found[-1][1].place = point.place
            return True
        if cat == "at" and self.out.found and (self._qualifies(point) or prep in {"near", "outside", "off"}):
            return True
        if cat == "at" and self.blocked:
            return True
        if prep == "on" and self.joined == "," and self.out.found and _is_water(point):
            return True  # "Tuzla, on the Sea of Marmara"
        if self.carry != "stay":
            self.carry = ""
        if cat == "between":
            cat = "from"
            self.add(cat, point)
            self.role = "to"
            return True
        self.add(cat, point)
        return True

    def _is_rejected(self, k: int) -> bool:
        """As in "from Odesa, not from Chornomorsk", "to Rome rather than Milan", "not to B but to C"."""
        before = self.items[k - 1] if k else None
        return self.items[k].prep in {"rather than", "instead of"} or (before is not None and before.low == "not")

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
        if last is None or last.resolved is None or here is None:
            return False
        island = here.feature.startswith("T.ISL") and qualifies(here, last.resolved)
        return island or contains(here, last.resolved)

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

    def _bare_place(self, k: int, point: Point) -> bool:
        here = point.place.resolved if point.place else None
        last = self.out.found[-1][1].place if self.out.found else None
        if self.carry and self.carry != "stay":
            self.add(self.carry, point)
            self.carry = ""
            return True
        if self.out.found and self.joined:
            if self.verb_next(k):
                return False
            if self.joined == "," and not self.after_place:
                return True
            described = self.items[k].np
            if described is not None and described.det == "the" and described.words[:1] in (("second",), ("third",)):
                return False  # "left Accra, the second Kumasi"
            if self.joined == "," and described is not None and described.det == "the" and len(described.words) > 1:
                return True  # "Annaba, the ancient Hippo"
            if last is not None and last.resolved is not None and here is not None:
                if self.joined == "," and qualifies(here, last.resolved):
                    return True
                if self.joined == "," and contains(last.resolved, here):
                    self.out.found[-1][1].place = point.place
                    return True
            listed = self.out.found[-1][0]
            self.add(listed if listed == "stay" else self.role or listed, point)
            return True
        if self.out.found and self.role == "to":
            self.add("to", point)
            return True
        if self.direct and not self.out.found and not self.blocked:
            self.add("direct", point)
            return True
        if self.blocked or self.out.found:
            return self.joined != ""
        return True

    def stands_for_place(self, k: int, np: NounPhrase, prep: str) -> bool:
        """As in "the port of", "his home in", "the capital": keep the preposition's role for the place that follows."""
        lex = lexicon()
        cat = category(prep) if prep else ("direct" if self.direct and not self.out.found else "")
        if cat and np.owner_place is not None and np.name and np.head.split()[-1] in lex.sets["placewords.any"]:
            self.add(cat, Point("", np.owner_place))  # "left Suva's Narain Jetty"
            return True
        if not prep and self.joined == "and" and self._located_next(k) and np.head in lex.sets["placewords.any"]:
            self.carry = self.role  # "through Raqa and the edge of Homs"
            return True
        inner = prep in {"of", "in", "at", "near", "on"} and np.head in lex.sets["placewords.any"]
        if prep and self.carry and inner and (np.head not in ANAPHORS or np.det != "this"):
            return True  # but "in a sports field in this town": the town is the place
        if not cat or np.head not in lex.sets["placewords.any"]:
            return False
        if prep and not self.direct and np.head in ANAPHORS and cat == "away":
            self.out.found.append((cat, Point("", None, np.head, at=np.offset)))
            return True
        if self.out.found and not self.joined and cat == "at":
            return True
        if self.out.found and self.joined == "," and cat == "at" and np.head in _LANDS:
            return True  # "Arriaga, in the neighbouring state of Oaxaca"
        if np.head == "capital" and (np.demonym is not None or np.owner_place is not None):
            land = np.demonym or np.owner_place
            self.add(cat, Point("", land, "capital", at=np.offset))
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
        if np.owner_place is not None and not self._located_next(k):
            self.add(cat, Point("", np.owner_place))
            return True
        self.carry = cat
        return True

    def _located_next(self, k: int) -> bool:
        """As in "Greece's island of Lesbos", "Bremerton's sister base in San Diego": where it is comes next."""
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        return (
            nxt is not None and nxt.np is not None and nxt.np.place is not None and nxt.prep in {"of", "in", "at", "on"}
        )

    def verb_next(self, k: int) -> bool:
        """Tell whether a finite verb comes next: what stands here is its subject."""
        nxt = self.items[k + 1] if k + 1 < len(self.items) else None
        return nxt is not None and nxt.kind == "pred" and nxt.pred is not None and nxt.pred.form == "finite"

    def add(self, cat: str, point: Point) -> None:
        """Keep a place with the family of its preposition."""
        last = self.out.found[-1][1] if self.out.found else None
        land = point.place.resolved if point.place is not None else None
        if (
            last is not None
            and last.anaphor in ANAPHORS
            and last.place is None
            and land is not None
            and land.is_country
        ):
            self.carry = ""
            return  # "in this town in southern Mexico"
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
