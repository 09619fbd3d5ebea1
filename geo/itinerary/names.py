"""Whom a name means: short and long forms of one name, persons told from ships, groups and companies."""

from geo.itinerary.lexicon import lexicon
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import NounPhrase
from geo.itinerary.timecomponents import time_tables
from geo.itinerary.traveller import Roster, Traveller
from geo.vocabulary import Mode

__all__ = ["Names"]

_SHIP_DETERMINED = frozenset({"the", "her", "his", "its", "their"})
_DOERS = ("eer", "ner", "ger", "ist", "der", "ker")
_OCCASIONS = frozenset({"time", "day", "moment", "night"})  # "The last time Amos slept in his own bed"
_TEAMS = frozenset("side team squad".split())
_BUILT = frozenset("square street avenue airport palace hotel stadium hospital cathedral terminal embassy".split())


def _is_company(np: NounPhrase) -> bool:
    """As in "Harkassi and his friends"; but in "Vance and his wife" he is still meant by his name alone."""
    return bool(np.name) or (np.head in lexicon().sets["group.any"] and np.head.endswith(("s", "men")))


class Names(Roster):
    """Answers names from the list of travellers."""

    def by_name(self, named: NounPhrase, whole: NounPhrase) -> Traveller | None:
        """Whom a name means: someone known, or someone new."""
        if (named.joint and _is_company(named.joint[0])) or (whole.joint and all(j.name for j in whole.joint)):
            return self._joint(named, whole)
        known = self.known_name(named.name)
        if known is not None:
            known.plural = known.plural or bool(named.joint)
            return known
        if named.name in self.banned:
            return None
        kind = self.kind_of_name(named, whole)
        if kind == "org":
            if set(named.name.lower().split()) & lexicon().sets["never.any"]:
                self.banned.add(named.name.split()[-1])
            return None
        unnamed = self._unnamed(whole) if kind == "person" else None
        if unnamed is not None:
            unnamed.names.add(named.name)
            unnamed.display = named.name
            return unnamed
        craft = [t for t in self.all if t.kind == "vehicle" and all(n.startswith("Flight ") for n in t.names)]
        craft = [t for t in craft if t.moves] or craft
        planes = [t for t in self.all if t.kind == "vehicle" and t.mode is Mode.AIR and t.moves]
        digits = any(c.isdigit() for c in named.name)
        if kind == "vehicle" and digits and named.name.lower().startswith("flight ") and len(planes) == 1:
            planes[0].names.add(named.name)  # "A United Airlines flight … Flight 1122"
            return planes[0]
        riders = [t for t in self.all if vehicle_mode(named) in t.aboard - {Mode.UNKNOWN}]
        if kind == "vehicle" and digits and named.det == "the" and not planes and len(riders) == 1:
            return riders[0]  # "They left aboard a FedEx plane. The Boeing 777 stopped in"
        typed = kind == "vehicle" and digits and len(craft) == 1 and vehicle_mode(named) is craft[0].mode
        if (kind == "thing" or typed) and named.det == "the" and len(craft) == 1:
            craft[0].names.add(named.name)
            craft[0].display = named.name
            return craft[0]
        if kind == "thing" and any(c.isdigit() for c in named.name):
            vehicle = self.latest("vehicle")
            if vehicle is not None and not vehicle.names:
                vehicle.names.add(named.name)
                return vehicle
        made = self.add_named(named.name, kind, named.titles)
        mode = (
            vehicle_mode(whole)
            or vehicle_mode(named)
            or next((m for b in whole.beside if (m := vehicle_mode(b))), None)
        )
        made.mode = (mode or made.mode) if kind in {"vehicle", "thing"} else Mode.UNKNOWN
        return made

    def settle_name(self, traveller: Traveller, mode: Mode) -> Traveller:
        """As in "A private jet crashed … The Embraer Legacy had taken off": one craft, described, then named."""
        if traveller.kind != "thing" or len(traveller.names) != 1 or traveller.moves or mode is Mode.UNKNOWN:
            return traveller
        unnamed = [t for t in self.all if t.kind == "vehicle" and not t.names and t.mode is mode]
        if not unnamed:
            return traveller
        known = max(unnamed, key=lambda t: t.seen)
        known.names |= traveller.names
        known.seen = traveller.seen
        for key, value in self.by_phrase.items():
            if value is traveller:
                self.by_phrase[key] = known
        self.all.remove(traveller)
        return known

    def _unnamed(self, whole: NounPhrase) -> Traveller | None:
        """As in "Iran's president was to … Masoud Pezeshkian instead …": a description that the next name fills."""
        people = [t for t in self.all if t.kind == "person" and not t.names]
        titled = [t for t in people if set(whole.titles) & t.heads]
        if titled:
            return max(titled, key=lambda t: t.seen)  # "the minister's helicopter … Home Minister Ramesh Lekhak"
        latest = max(self.all, key=lambda t: t.seen, default=None)
        if latest is None or latest not in people:
            return None
        if whole.titles or whole.owner or self.clock - latest.seen > 2:
            return None
        new = latest.display.lower().startswith(("a ", "an "))
        office = latest.heads & {"head", "chief", "boss", "director", "envoy", "leader"} and " " in (whole.name or "")
        if office and latest.moves and latest.sentence == self.sentence - 1:
            return latest  # "The head of the UN's nuclear watchdog … Rafael Grossi came"
        lead = self.sentence == 1 and latest.sentence == 0 and len(people) == 1
        return latest if new or lead or (latest.lands and latest.moves) else None

    def _joint(self, named: NounPhrase, whole: NounPhrase) -> Traveller | None:
        names = [n.name for n in (named, *named.beside, *whole.joint) if n.name]
        known = [t for n in names if (t := self.known_name(n)) is not None]
        group = self.latest("group")
        if known:
            known[0].plural = True  # "they" can mean him and her
            return known[0]
        made = (
            group
            if group is not None and group.plural and not group.names
            else self.add("group", ", ".join(names), plural=True)
        )
        made.names |= set(names)
        return made

    def known_name(self, name: str) -> Traveller | None:
        """Whoever goes by this name, or by a longer or shorter form of it."""
        words = name.split()
        for traveller in sorted(self.all, key=lambda t: -t.seen):
            for other in traveller.names:
                parts = other.split()
                if name == other or (len(words) < len(parts) and self._short_for(words, parts)):
                    return traveller
                if len(parts) < len(words) and self._short_for(parts, words):
                    traveller.names.add(name)
                    traveller.display = name if traveller.display == other else traveller.display
                    return traveller
        return None

    @staticmethod
    def _short_for(short: list[str], full: list[str]) -> bool:
        inner = len(short) == 1 and len(short[0]) > 3 and short[0] in full  # "Lula" of "Luiz Inacio Lula da Silva"
        return inner or full[: len(short)] == short or full[-len(short) :] == short

    def kind_of_name(self, named: NounPhrase, whole: NounPhrase | None = None) -> str:
        """Tell a person from a vehicle, a group, an organisation or a thing by the words of a name and around it."""
        lex = lexicon()
        words = [w.lower().rstrip(".") for w in named.name.split()]
        heads = set(named.words) | (set(whole.words) if whole else set())
        if named.titles:
            return "person"
        outer = whole if whole is not None else named
        if outer.words[-1:] and outer.words[-1] in _TEAMS:
            return "group"  # "His Moana Pasifika side"
        beside = {b.head for b in outer.beside if not b.name and b.place is None}
        if beside & lex.sets["never.any"] and not beside & lex.sets["person.any"]:
            return "org"  # "Ambrey, a security firm", "the firm Ambrey"
        if words[0] in lex.sets["domains.ship_prefixes"]:
            return "vehicle"
        common = [w for w in named.words if w in lex.vehicles or w in lex.sets["person.any"]]
        if common and common[-1] not in lex.vehicles:  # "bus driver Emmanuel Okoro"
            return "person"
        if heads & lex.vehicles.keys() or (whole is not None and any(vehicle_mode(b) for b in whole.beside)):
            return "vehicle"
        if words[-1] in _BUILT and len(words) > 1:
            return "org"  # "Independence Square"
        if words[-1] == "fleet" or words[0] in time_tables()["months"]:
            return "org"
        if words[-1] in lex.vehicles:
            return "vehicle"
        if words[-1] in lex.sets["group.any"] or "club" in words:
            return "group"
        if set(words) & lex.sets["never.any"] or (not common and heads & lex.sets["domains.org"]):
            return "org"
        if any(c.isdigit() for c in words[-1]) and any(c.isalpha() for c in words[-1]):
            return "thing"
        if any(w in lex.vehicles for w in words) and any(c.isdigit() for c in named.name):
            return "vehicle"
        if set(words) & lex.sets["domains.org"] or (len(words) == 1 and named.name.isupper() and len(named.name) > 2):
            return "org"
        if heads & lex.sets["person.any"]:
            return "person"
        if named.det == "the" and any(w.endswith(_DOERS) and w not in lex.sets["never.any"] for w in named.words[:-1]):
            return "person"  # "the Swedish campaigner Greta Thunberg"
        if named.det in _SHIP_DETERMINED and not heads & (lex.sets["person.any"] | _OCCASIONS):
            return "thing"
        return "person"

    def add_named(self, name: str, kind: str, titles: tuple[str, ...] = ()) -> Traveller:
        """Add a traveller by name."""
        made = self.add(kind, name)
        made.names.add(name)
        if kind == "person" and " " not in name and titles:
            made.display = " ".join([*(t.capitalize() for t in titles), name])
        words = name.lower().rstrip(".").split()
        if kind == "vehicle" and words[0] in lexicon().sets["domains.ship_prefixes"]:
            made.mode = Mode.SEA
        if kind == "vehicle" and words[-1] in lexicon().vehicles:
            made.mode = lexicon().vehicles[words[-1]]
        return made
