"""Whom a description means: "the train", "the 300 marchers", "the U.S. president"."""

from geo.itinerary.lexicon import lexicon
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import NounPhrase
from geo.itinerary.traveller import Roster, Traveller, lands_differ, lands_of
from geo.vocabulary import Mode

__all__ = ["Descriptions"]

_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ture", "ics", "logy", "ing", "ure")
_PARTS = frozenset("head rest bulk front vanguard tail members member some most part half remainder".split())
_AT_THE_WHEEL = frozenset("pilot pilots".split())
_RANKS = frozenset({"first", "second", "third", "fourth"})
_SETS = frozenset("trio pair duo couple foursome quartet quintet twosome".split())
_CARGOES = frozenset({"load", "cargo", "consignment"})
_PLAYERS = frozenset("striker midfielder goalkeeper defender winger quarterback pitcher".split())
_COLUMNS = frozenset("column convoy motorcade caravan cavalcade".split())
_CARAVANS = frozenset("caravan march procession group column".split())
_COMPANIES = frozenset("company expedition party caravan group team unit squad troupe crew".split())


def _of_its_rank(np: NounPhrase, same: list[Traveller]) -> list[Traveller]:
    """As in "The first bus … The second bus": those that the same rank tells apart."""
    rank = next((w for w in np.words[:2] if w in _RANKS), None)
    ranked = [t for t in same if _RANKS & set(t.display.lower().split())]
    if rank is None or not ranked:
        return same
    return [t for t in ranked if rank in t.display.lower().split()]


class Descriptions(Roster):
    """Answers descriptions from the list of travellers."""

    def by_description(self, np: NounPhrase, mode: Mode | None) -> Traveller | None:
        """Whom a description means; None for what does not travel."""
        lex = lexicon()
        if np.det == "the" and np.demonym is not None and np.head == np.demonym.mention.text.lower():
            return self._fitting_person(np) or self.latest("person")  # "The Qatari was towed"
        if np.det in {"a", "an"} and np.demonym is not None and np.head == np.demonym.mention.text.lower():
            return self.described_anew(np, np.head, "person")  # "An Irishman was flown to"
        head = self._core(np)
        if head is None:
            return None
        if head in lex.sets["closed.numbers"]:
            return self.latest("group") if np.det == "the" else None
        if np.det == "" and any(w[:1].isdigit() for w in np.words) and head in lex.sets["group.any"]:
            latest = self.latest()
            if latest is not None and latest.moves and latest.heads & _CARAVANS:
                return latest
        definite = np.det in {"the", "this", "that", "his", "her", "its", "their"} and not set(np.words) & {
            "second",
            "another",
            "other",
        }
        if definite and head.endswith("-year-old"):
            return self._fitting_person(np) or self.described_anew(np, head, "person")
        if definite and head in _SETS and np.of is None:
            movers = [t for t in self.all if t.moves and (t.plural or t.kind == "group")]
            if movers:
                return max(movers, key=lambda t: t.seen)  # "Two pandas arrived. The pair had left"
        if mode is not None and mode is not Mode.FOOT:
            return self.as_vehicle(np, head, mode, definite=definite)
        if mode is Mode.FOOT and (head in lex.trips or head in lex.vehicles) and np.det:
            return self._marchers(np, head)
        kinds = ("person", "group", "animal", "cargo")
        exact = next((k for k in kinds if head in lex.sets[f"{k}.any"]), None)
        if exact is None and head.endswith("s") and any(head[:-1] in lex.sets[f"{k}.any"] for k in kinds):
            exact = "group"
        if exact is not None:
            return self.as_described(np, head, exact, definite=definite)
        carriers = [t for t in self.all if t.moves and t.kind == "vehicle" and t.mode is Mode.ROAD]
        if head in _CARGOES and len(carriers) == 1 and self.by_head(head) is None:
            return carriers[0]  # "Part of the load will go on to"
        if head in _PLAYERS and np.det == "the":
            return self._fitting_person(np)  # "The Nigerian striker flew in"
        if self._is_no_traveller(np, head):
            return None
        known = self.by_head(head)
        if known is not None:
            return known
        if (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or head.endswith("men"):
            return self.described_anew(np, head, "group")
        person = head.endswith(("er", "or", "ist", "ant", "ee", "eur", "man", "woman")) and np.det
        if person and definite:
            return self.as_described(np, head, "person", definite=True)
        return self.described_anew(np, head, "person" if person else "thing")

    def _marchers(self, np: NounPhrase, head: str) -> Traveller:
        """As in "The march swelled in": those who march."""
        kinds = {"group", "cargo"} if head == "procession" else {"group"}
        walking = [t for t in self.all if t.kind in kinds and t.moves]
        return max(walking, key=lambda t: t.seen) if walking else self.described_anew(np, head, "group")

    def _core(self, np: NounPhrase) -> str | None:
        lex = lexicon()
        if np.of is not None and np.head in lex.sets["closed.numbers"]:
            return None
        if np.of is not None and np.head in {"some", "many", "several", "few", "one", "others"}:
            return None
        inner = np.of if np.of is not None and np.of.place is None else None
        if inner is not None and np.head in _PARTS:
            aboard = np.head in {"members", "member"} and vehicle_mode(inner) is not None
            return np.head if aboard else inner.head
        while inner is not None and inner.of is not None and inner.head in lex.sets["closed.quantities"]:
            inner = inner.of
        counts = np.head in lex.sets["closed.quantities"] and np.head not in lex.sets["group.any"]
        if inner is not None and counts:
            return None if inner.head in lex.sets["never.any"] else inner.head
        if inner is not None and np.head in {"first", "second", "third", "last", "one"} and vehicle_mode(inner):
            return inner.head.removesuffix("s")
        if np.head in {"first", "last", "second", "third", "next", "more", "less", "others", "other"}:
            return None
        if np.demonym is not None and np.head == np.demonym.mention.text.lower():
            return "people" if any(w.isdigit() for w in np.words) else None
        return np.head

    def as_vehicle(self, np: NounPhrase, head: str, mode: Mode, *, definite: bool) -> Traveller:
        """The vehicle that a description means, or a new one."""
        same = [
            t
            for t in self.all
            if (t.kind == "vehicle" or (t.kind == "thing" and t.moves))
            and (head in t.heads or (definite and t.mode in {mode, Mode.UNKNOWN}))
        ]
        if definite and not head.endswith("s") and mode is not Mode.RAIL and head not in _COLUMNS:
            same = [t for t in same if not t.plural or t.names or head in t.heads]  # not "two tugs"
        same = [t for t in same if definite and head in t.heads] or same
        same = _of_its_rank(np, same)
        riding = [t for t in self.all if definite and mode in {t.rides, *t.aboard} - {Mode.UNKNOWN}]
        fleet = [t for t in self.all if t.heads & _COLUMNS and t.mode is mode and t.moves]
        if (
            not same
            and not definite
            and len(fleet) == 1
            and head.endswith("s")
            and any(w[:1].isdigit() for w in np.words)
        ):
            return fleet[0]  # "A convoy passed through … Some 40 trucks left"
        if (same or riding) and (definite or np.det == ""):
            best = max(same + riding, key=lambda t: t.seen)
            best.mode = best.mode if best.mode is not Mode.UNKNOWN or best.kind == "person" else mode
            return best
        return self.described_anew(np, head, "vehicle", mode)

    def as_described(self, np: NounPhrase, head: str, kind: str, *, definite: bool) -> Traveller | None:
        """Someone known who fits a description, or someone new."""
        known = self.by_head(head)
        if known is None and head in _COLUMNS and definite:
            fleets = [t for t in self.all if t.heads & _COLUMNS]
            known = max(fleets, key=lambda t: t.seen, default=None)
        if known is not None and (definite or np.det == "") and not lands_differ(known, np):
            return known
        if kind == "person" and np.owner:
            return (
                self.described_anew(np, head, kind)
                if np.raw not in {t.display for t in self.all}
                else self.by_head(head)
            )
        if definite and head in _AT_THE_WHEEL and (craft := self._craft_of_crew()) is not None:
            return craft
        if definite and kind == "person":
            latest = self._fitting_person(np)
            return latest if latest is not None else self.described_anew(np, head, kind)
        counted = any(w in lexicon().sets["closed.numbers"] or w[:1].isdigit() for w in np.words)
        if definite and kind in {"group", "animal"} and not counted:
            latest = self.latest(kind)
            if head in {"crew", "pilots"} and (latest is None or head not in latest.heads):
                latest = self.latest("vehicle") or latest
            only = self.all[0] if len(self.all) == 1 else None
            fits = only is not None and (only.kind not in {"person", "vehicle"} or only.names or head == "crew")
            movers = [t for t in self.all if t.moves and t.kind == "person"]
            if latest is None and len(movers) == 1 and head in {"family", "couple", "pair", "party", "trio"}:
                latest = movers[0]
            if latest is None and fits and head in _COMPANIES:
                latest = self.all[0]
            if latest is not None:
                return latest
        if definite and kind == "cargo":
            latest = self.latest("cargo")
            if latest is not None:
                return latest
        return self.described_anew(np, head, kind)

    def _craft_of_crew(self) -> Traveller | None:
        """As in "A Pilatus took off from A. The pilot flew on": the craft, where nobody else moves."""
        if any(t.moves for t in self.all if t.kind not in {"vehicle", "thing"}):
            return None
        craft = [t for t in self.all if t.kind in {"vehicle", "thing"} and t.moves]
        return craft[0] if len(craft) == 1 else None

    def _fitting_person(self, np: NounPhrase) -> Traveller | None:
        """The person last spoken of whom a description can mean: "the U.S. president" is not North Korea's leader."""
        people = [t for t in self.all if t.kind == "person" and not lands_differ(t, np)]
        lands = lands_of(np)
        still = [t for t in people if not t.moves]
        if lands and not any(t.lands & lands for t in people) and len(still) > 1 and len(still) < len(people):
            people = [t for t in people if t.moves]  # "the Ukrainian president", not one of those he met
        if np.of is not None and np.of.place is not None:
            people = [t for t in people if t.lands & lands_of(np)]
        return max(
            people, key=lambda t: (max(t.seen, t.mentioned) if lands_of(np) else t.seen, t.mentioned), default=None
        )

    @staticmethod
    def _is_no_traveller(np: NounPhrase, head: str) -> bool:
        """Weather, prices, places, abstractions: they move only in a manner of speaking."""
        lex = lexicon()
        single = head.removesuffix("s")
        never, places = lex.sets["never.any"], lex.sets["placewords.any"]
        if head in never or single in never or head in lex.trips or head in places or single in places:
            return True
        if set(np.words) & {
            "storm",
            "hurricane",
            "typhoon",
            "weather",
            "price",
            "market",
            "interest",
            "jobless",
            "rate",
        }:
            return True
        return head.endswith(_ABSTRACT) or single.endswith(_ABSTRACT) or head.endswith("ies")
