"""Who travels: names, pronouns and descriptions of one traveller brought together through an article."""

from dataclasses import dataclass, field

from geo.itinerary.lexicon import lexicon
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import NounPhrase
from geo.vocabulary import Mode

__all__ = ["Registry", "Traveller"]

_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ture", "ics", "logy", "ing", "ure")
_RETINUES = frozenset("delegation entourage team party motorcade retinue convoy group staff crew".split())
_PARTS = frozenset("head rest bulk front vanguard tail members member some most part half remainder".split())
_COLUMNS = frozenset("column convoy motorcade caravan cavalcade".split())
_CARAVANS = frozenset("caravan march procession group column".split())
_COMPANIES = frozenset("company expedition party caravan group team unit squad troupe crew".split())
_SHIP_DETERMINED = frozenset({"the", "her", "his", "its", "their"})


@dataclass(slots=True)
class Traveller:
    """One traveller in an article; ``kind`` is person, vehicle, group, animal, cargo, thing."""

    kind: str
    display: str
    names: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    mode: Mode = Mode.UNKNOWN
    rides: Mode = Mode.UNKNOWN
    aboard: Mode = Mode.UNKNOWN
    lands: set[str] = field(default_factory=set)
    mentioned: int = 0
    pronoun: str = ""
    moves: int = 0
    seen: int = 0
    plural: bool = False
    last_mode: Mode = Mode.UNKNOWN


class Registry:
    """The travellers of one article, in the order met."""

    def __init__(self) -> None:
        self.all: list[Traveller] = []
        self.by_phrase: dict[int, Traveller] = {}
        self._keep: list[NounPhrase] = []
        self.clock = 0
        self.excluded: Traveller | None = None
        self.banned: set[str] = set()

    def find(self, np: NounPhrase | None) -> Traveller | None:
        """Say which traveller a subject is; None where it can be none (weather, prices, governments)."""
        self.clock += 1
        if np is None:
            return max(self.all, key=lambda t: (t.moves > 0, t.seen), default=None)
        if id(np) in self.by_phrase:
            return self._seen(self.by_phrase[id(np)])
        found = self._identify(np)
        if found is not None:
            self.remember(np, found)
            self._learn(np, found)
            self._seen(found)
        return found

    def find_all(self, np: NounPhrase | None, frame: str) -> list[Traveller]:
        """Everyone whom a subject means: two named people that meet, "the two leaders"."""
        if np is None or frame not in {"meet", "stop", "visit"}:
            return [t for t in (self.find(np),) if t is not None]
        named = [n for n in (np, *np.joint) if n.name and n.place is None]
        if np.joint and len(named) > 1:
            return [
                t
                for n in named
                if (t := self.find(NounPhrase(n.first, n.last, n.head, n.name, n.titles, words=n.words))) is not None
            ]
        if np.head in {"leaders", "presidents", "both", "pair", "two", "ministers"} and not np.name:
            people = sorted(
                (t for t in self.all if t.kind == "person" and t.names), key=lambda t: -max(t.seen, t.mentioned)
            )
            if len(people) >= 2:
                return people[:2]
        return [t for t in (self.find(np),) if t is not None]

    def remember(self, np: NounPhrase, traveller: Traveller) -> None:
        """Tie a phrase to a traveller: "boarded a jet that …" makes the jet go where its passenger goes."""
        self.by_phrase[id(np)] = traveller
        self._keep.append(np)

    def note(self, np: NounPhrase) -> None:
        """Take notice of a person or vehicle that is named without travelling, so that "he" can mean them."""
        mode = vehicle_mode(np)
        if not np.name and np.det in {"a", "an"} and mode not in {None, Mode.FOOT} and id(np) not in self.by_phrase:
            craft = self._fresh(np, np.head, "vehicle", mode or Mode.UNKNOWN)
            craft.seen, craft.mentioned = 0, self.clock
            self.remember(np, craft)
        if not np.name or id(np) in self.by_phrase or self._known_name(np.name) is not None:
            return
        kind = self._named_kind(np)
        if kind in {"vehicle", "thing"} or (kind == "person" and (np.titles or " " in np.name)):
            self.clock += 1
            made = self._by_name(np, np)
            if made is not None:
                self._learn(np, made)
                made.seen, made.mentioned = 0, self.clock
                self.remember(np, made)

    def _seen(self, traveller: Traveller) -> Traveller:
        traveller.seen = self.clock
        return traveller

    def _latest(self, *kinds: str, plural: bool | None = None) -> Traveller | None:
        fitting = [
            t
            for t in self.all
            if t is not self.excluded and (not kinds or t.kind in kinds) and (plural is None or t.plural is plural)
        ]
        return max(fitting, key=lambda t: (t.seen, t.mentioned), default=None)

    def _new(self, kind: str, display: str, *, mode: Mode = Mode.UNKNOWN, plural: bool = False) -> Traveller:
        made = Traveller(kind, display, mode=mode, plural=plural, seen=self.clock)
        self.all.append(made)
        return made

    def _identify(self, np: NounPhrase) -> Traveller | None:
        lex = lexicon()
        head = np.head
        if head in lex.sets["closed.pronouns"]:
            return self._pronoun(head)
        mode = vehicle_mode(np)
        if mode is None and np.of is not None and np.head in {"first", "second", "third", "last", "one"}:
            mode = vehicle_mode(np.of)
        owner = self._mover(np.owner) if mode is not None and np.owner in {"his", "her", "their"} else self._owner(np)
        named = [b.name for b in np.beside if b.name]
        sister = "sister" in np.words or (bool(named) and (owner is None or owner.kind != "person"))
        if owner is not None and not sister and (mode is not None or head in _RETINUES):
            owner.rides = mode or owner.rides
            owner.names.update(named if owner.names else ())
            return owner
        if head in lex.trips and mode is None and head not in lex.sets["group.any"]:
            return owner if owner is not None else self._latest()
        if head == "most":
            return self._pronoun("they")
        if head in lex.sets["closed.det"] or head in {"many", "others", "some", "few"}:
            return None
        if np.place is not None and not np.name:
            return None
        apposed = next((b for b in np.beside if b.name and b.place is None), None)
        if np.name and np.name.lower() in lex.vehicles:
            return self._vehicle(np, np.name.lower(), lex.vehicles[np.name.lower()], definite=np.det == "the")
        if np.name:
            return self._by_name(np, np)
        named_office = np.of is not None and np.of.name and (np.of.titles or " " in np.of.name)
        if named_office and np.of is not None and head in lex.sets["domains.titles"]:
            return self._by_name(np.of, np)
        if apposed is not None and head not in lex.sets["placewords.any"]:
            return self._by_name(apposed, np)
        return self._by_description(np, mode)

    def _mover(self, word: str) -> Traveller | None:
        """As in "Their plane": whoever was on the move, rather than who spoke last."""
        kinds = {"their": ("group", "person"), "his": ("person",), "her": ("person",)}[word]
        moving = [t for t in self.all if t.kind in kinds and t.moves]
        return max(moving, key=lambda t: t.seen, default=None) or self._pronoun(
            {"his": "he", "her": "she", "their": "they"}[word]
        )

    def _owner(self, np: NounPhrase) -> Traveller | None:
        lex = lexicon()
        if np.prefix and not np.owner:
            return self._known_name(np.prefix)
        if not np.owner or np.owner_place is not None:
            return None
        if np.owner in lex.sets["closed.possessive"]:
            return self._pronoun({"his": "he", "her": "she", "its": "it", "their": "they"}.get(np.owner, "we"))
        if np.owner[:1].isupper():
            return self._known_name(np.owner) or self._named(np.owner, "person")
        known = self._by_head(np.owner)
        if known is None and np.owner in lex.sets["person.any"] and np.owner not in lex.sets["witness.any"]:
            known = self._described(
                NounPhrase(np.first, np.last, head=np.owner, det="the", words=(np.owner,)),
                np.owner,
                "person",
                definite=True,
            )
        return known

    def _pronoun(self, word: str) -> Traveller | None:
        if word == "she" or word == "her":
            return self._latest("person", "vehicle", "thing", "animal") or self._new("person", word.capitalize())
        moving = [t for t in self.all if t.kind == "person" and t.moves and t is not self.excluded]
        if word == "him" and moving:
            return max(moving, key=lambda t: t.seen)
        if word in {"he", "him", "himself", "herself", "who"}:
            person = self._latest("person") or self._new("person", word.capitalize())
            person.pronoun = word
            return person
        if word in {"it", "itself"}:
            return self._it()
        if word in {"we", "us"} and not self.all:
            return self._new("group", word.capitalize(), plural=True)
        if word == "them":
            kinds = {"group", "person", "animal", "vehicle"}
            moving = [t for t in self.all if t.kind in kinds and t.moves and t is not self.excluded]
            if moving:
                return max(moving, key=lambda t: t.seen)
        if word in {"they", "them", "themselves"}:
            return (
                self._latest("group")
                or self._latest(plural=True)
                or self._latest("vehicle", "animal")
                or self._latest("person")
                or self._new("group", word.capitalize(), plural=True)
            )
        return self._latest()

    def _it(self) -> Traveller | None:
        thing = self._latest("vehicle", "animal", "cargo", "thing", plural=False) or self._latest("group", plural=False)
        if thing is not None:
            return thing
        riding = [t for t in self.all if Mode.UNKNOWN not in {t.rides} or t.aboard is not Mode.UNKNOWN]
        if riding:
            return max(riding, key=lambda t: t.seen)
        named = self._latest("person")
        if named is not None and named.names and not named.heads and named.pronoun == "":
            named.kind = "thing"
            return named
        return self._latest("group")

    # names --------------------------------------------------------------------------------------------------
    def _by_name(self, named: NounPhrase, whole: NounPhrase) -> Traveller | None:
        if named.joint or (whole.joint and all(j.name for j in whole.joint)):
            return self._joint(named, whole)
        known = self._known_name(named.name)
        if known is not None:
            return known
        if named.name in self.banned:
            return None
        kind = self._named_kind(named, whole)
        if kind == "org":
            if set(named.name.lower().split()) & lexicon().sets["never.any"]:
                self.banned.add(named.name.split()[-1])
            return None
        unnamed = self._unnamed(whole) if kind == "person" else None
        if unnamed is not None:
            unnamed.names.add(named.name)
            unnamed.display = named.name
            return unnamed
        craft = [t for t in self.all if t.kind == "vehicle" and not t.names]
        if kind == "thing" and named.det == "the" and len(craft) == 1:
            craft[0].names.add(named.name)
            craft[0].display = named.name
            return craft[0]
        if kind == "thing" and any(c.isdigit() for c in named.name):
            vehicle = self._latest("vehicle")
            if vehicle is not None and not vehicle.names:
                vehicle.names.add(named.name)
                return vehicle
        made = self._named(named.name, kind, named.titles)
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
        latest = max(self.all, key=lambda t: t.seen, default=None)
        if latest is None or latest.kind != "person" or latest.names or whole.titles:
            return None
        if not latest.lands and latest.display[:2].lower() != "a ":
            return None
        return latest if latest.moves and self.clock - latest.seen <= 2 else None

    def _joint(self, named: NounPhrase, whole: NounPhrase) -> Traveller | None:
        names = [n.name for n in (named, *named.beside, *whole.joint) if n.name]
        known = [t for n in names if (t := self._known_name(n)) is not None]
        group = self._latest("group")
        if known:
            return known[0]
        made = (
            group
            if group is not None and group.plural and not group.names
            else self._new("group", ", ".join(names), plural=True)
        )
        made.names |= set(names)
        return made

    def _known_name(self, name: str) -> Traveller | None:
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
        return full[: len(short)] == short or full[-len(short) :] == short

    def _named_kind(self, named: NounPhrase, whole: NounPhrase | None = None) -> str:
        lex = lexicon()
        words = [w.lower().rstrip(".") for w in named.name.split()]
        heads = set(named.words) | (set(whole.words) if whole else set())
        if named.titles:
            return "person"
        if words[0] in lex.sets["domains.ship_prefixes"]:
            return "vehicle"
        common = [w for w in named.words if w in lex.vehicles or w in lex.sets["person.any"]]
        if common and common[-1] not in lex.vehicles:  # "bus driver Emmanuel Okoro"
            return "person"
        if heads & lex.vehicles.keys() or (whole is not None and any(vehicle_mode(b) for b in whole.beside)):
            return "vehicle"
        if words[-1] in lex.vehicles:
            return "vehicle"
        if words[-1] in lex.sets["group.any"]:
            return "group"
        if set(words) & lex.sets["never.any"]:
            return "org"
        if any(c.isdigit() for c in words[-1]) and any(c.isalpha() for c in words[-1]):
            return "thing"
        if any(w in lex.vehicles for w in words) and any(c.isdigit() for c in named.name):
            return "vehicle"
        if set(words) & lex.sets["domains.org"] or (len(words) == 1 and named.name.isupper() and len(named.name) > 2):
            return "org"
        if heads & lex.sets["person.any"]:
            return "person"
        if named.det in _SHIP_DETERMINED and not heads & lex.sets["person.any"]:
            return "thing"
        return "person"

    def _named(self, name: str, kind: str, titles: tuple[str, ...] = ()) -> Traveller:
        made = self._new(kind, name)
        made.names.add(name)
        if kind == "person" and " " not in name and titles:
            made.display = " ".join([*(t.capitalize() for t in titles), name])
        words = name.lower().rstrip(".").split()
        if kind == "vehicle" and words[0] in lexicon().sets["domains.ship_prefixes"]:
            made.mode = Mode.SEA
        if kind == "vehicle" and words[-1] in lexicon().vehicles:
            made.mode = lexicon().vehicles[words[-1]]
        return made

    # descriptions -------------------------------------------------------------------------------------------
    def _by_description(self, np: NounPhrase, mode: Mode | None) -> Traveller | None:
        lex = lexicon()
        head = self._core(np)
        if head is None:
            return None
        if head in lex.sets["closed.numbers"]:
            return self._latest("group") if np.det == "the" else None
        if np.det == "" and any(w[:1].isdigit() for w in np.words) and head in lex.sets["group.any"]:
            latest = self._latest()
            if latest is not None and latest.moves and latest.heads & _CARAVANS:
                return latest
        definite = np.det in {"the", "this", "that", "his", "her", "its", "their"} and not set(np.words) & {
            "second",
            "another",
            "other",
        }
        if mode is not None and mode is not Mode.FOOT:
            return self._vehicle(np, head, mode, definite=definite)
        kinds = ("person", "group", "animal", "cargo")
        exact = next((k for k in kinds if head in lex.sets[f"{k}.any"]), None)
        if exact is None and head.endswith("s") and any(head[:-1] in lex.sets[f"{k}.any"] for k in kinds):
            exact = "group"
        if exact is not None:
            return self._described(np, head, exact, definite=definite)
        if self._is_no_traveller(np, head):
            return None
        known = self._by_head(head)
        if known is not None:
            return known
        if (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or head.endswith("men"):
            return self._fresh(np, head, "group")
        person = head.endswith(("er", "or", "ist", "ant", "ee", "eur", "man", "woman")) and np.det
        return self._fresh(np, head, "person" if person else "thing")

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

    def _vehicle(self, np: NounPhrase, head: str, mode: Mode, *, definite: bool) -> Traveller:
        same = [
            t
            for t in self.all
            if (t.kind == "vehicle" or (t.kind == "thing" and t.moves))
            and (head in t.heads or (definite and t.mode in {mode, Mode.UNKNOWN}))
        ]
        riding = [t for t in self.all if definite and mode in {t.rides, t.aboard} - {Mode.UNKNOWN}]
        if (same or riding) and (definite or np.det == ""):
            best = max(same + riding, key=lambda t: t.seen)
            best.mode = best.mode if best.mode is not Mode.UNKNOWN or best.kind == "person" else mode
            return best
        return self._fresh(np, head, "vehicle", mode)

    def _described(self, np: NounPhrase, head: str, kind: str, *, definite: bool) -> Traveller | None:
        known = self._by_head(head)
        if known is None and head in _COLUMNS and definite:
            fleets = [t for t in self.all if t.heads & _COLUMNS]
            known = max(fleets, key=lambda t: t.seen, default=None)
        if known is not None and (definite or np.det == "") and not _lands_differ(known, np):
            return known
        if kind == "person" and np.owner:
            return self._fresh(np, head, kind) if np.raw not in {t.display for t in self.all} else self._by_head(head)
        if definite and kind == "person":
            latest = self._fitting_person(np)
            return latest if latest is not None else self._fresh(np, head, kind)
        counted = any(w in lexicon().sets["closed.numbers"] or w[:1].isdigit() for w in np.words)
        if definite and kind in {"group", "animal"} and not counted:
            latest = self._latest(kind)
            if head in {"crew", "pilots"} and (latest is None or head not in latest.heads):
                latest = self._latest("vehicle") or latest
            if latest is None and len(self.all) == 1 and self.all[0].kind != "person" and head in _COMPANIES:
                latest = self.all[0]
            if latest is not None:
                return latest
        if definite and kind == "cargo":
            latest = self._latest("cargo")
            if latest is not None:
                return latest
        return self._fresh(np, head, kind)

    def _fitting_person(self, np: NounPhrase) -> Traveller | None:
        """The person last spoken of whom a description can mean: "the U.S. president" is not North Korea's leader."""
        people = [t for t in self.all if t.kind == "person" and not _lands_differ(t, np)]
        if np.of is not None and np.of.place is not None:
            people = [t for t in people if t.lands & _lands_of(np)]
        return max(
            people, key=lambda t: (max(t.seen, t.mentioned) if _lands_of(np) else t.seen, t.mentioned), default=None
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

    def _by_head(self, head: str) -> Traveller | None:
        fitting = [t for t in self.all if head in t.heads]
        return max(fitting, key=lambda t: t.seen, default=None)

    def _fresh(self, np: NounPhrase, head: str, kind: str, mode: Mode = Mode.UNKNOWN) -> Traveller:
        words = [np.det, *np.words] if np.det not in np.words and np.det in {"the", "a", "an"} else list(np.words)
        display = (
            (np.raw[:1].lower() + np.raw[1:] if np.raw[:1].isupper() and np.raw[1:2].islower() else np.raw)
            or " ".join(words)
            or head
        )
        if np.of is not None and np.of.name and kind == "cargo":
            display = f"{display} of {np.of.name}"
        made = self._new(kind, display, mode=mode, plural=head.endswith(("s", "men")) or head in {"people", "children"})
        made.heads.add(head)
        return made

    def _learn(self, np: NounPhrase, traveller: Traveller) -> None:
        """Remember the descriptions that come with a name: titles, appositions, the vehicle noun before it."""
        lex = lexicon()
        heads = set(np.titles) | {b.head for b in np.beside if not b.name and b.place is None}
        if np.name:
            heads |= {
                w for w in np.words if w in lex.sets["person.any"] or w in lex.vehicles or w in lex.sets["group.any"]
            }
        elif np.place is None and np.head not in lex.sets["closed.pronouns"] and not np.owner:
            heads.add(np.head)
        traveller.lands |= _lands_of(np)
        traveller.heads |= {h for h in heads if h and h not in lex.sets["closed.pronouns"]}


def _lands_of(np: NounPhrase) -> set[str]:
    """The countries that a description names: "North Korean leader", "Japan's prime minister"."""
    of_place = np.of.place if np.of is not None else None
    found = [r.resolved for r in (np.demonym, np.owner_place, of_place) if r is not None]
    return {p.country for p in found if p is not None and p.country}


def _lands_differ(traveller: Traveller, np: NounPhrase) -> bool:
    lands = _lands_of(np)
    return bool(lands and traveller.lands and not lands & traveller.lands)
