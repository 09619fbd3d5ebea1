"""Who travels: names, pronouns and descriptions of one traveller brought together through an article."""

from geo.itinerary.descriptions import Descriptions
from geo.itinerary.lexicon import lexicon
from geo.itinerary.names import Names
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.pronouns import Pronouns
from geo.itinerary.syntax import NounPhrase
from geo.itinerary.traveller import Traveller, lands_of
from geo.vocabulary import Mode

__all__ = ["Registry"]

_BRANDS = frozenset("airlines airways air line lines tours coaches express aviation ferries railways".split())
_PARTS_OF_IT = frozenset("carriages wagons cars coaches engines trailers".split())
_LOADS = frozenset("containers wagons carriages crates pallets cargo load shipment".split())
_RETINUES = frozenset("delegation entourage team party motorcade retinue convoy group staff crew".split())


class Registry(Pronouns, Names, Descriptions):
    """The travellers of one article: asked for each phrase, it answers with the one that it means."""

    def find(self, np: NounPhrase | None) -> Traveller | None:
        """Say which traveller a subject is; None where it can be none (weather, prices, governments)."""
        self.clock += 1
        if np is None:
            return max(self.all, key=lambda t: (t.moves > 0, t.seen), default=None)
        if id(np) in self.by_phrase:
            return self.saw(self.by_phrase[id(np)])
        found = self._identify(np)
        if found is not None:
            found.plural = found.plural or (found.kind == "person" and bool(np.joint))  # "She and the duke arrived"
            self.remember(np, found)
            self._learn(np, found)
            self.saw(found)
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

    def also_called(self, np: NounPhrase, name: str) -> None:
        """As in "The bird, called Kajtek": another name for who is spoken of."""
        traveller = None if np.name else self.find(np)
        if traveller is not None and self.known_name(name) is None:
            traveller.names.add(name)

    def freight(self, np: NounPhrase) -> Traveller:
        """A thing that is carried: a satellite, a letter."""
        known = self.by_head(np.head)
        if known is None:
            known = self.described_anew(np, np.head, "cargo")
            self.remember(np, known)
        return self.saw(known)

    def crew_of(self, np: NounPhrase, craft: Traveller) -> Traveller:
        """The people of a craft as travellers of their own."""
        crew = self.add("group", f"{np.head} of {craft.display}", plural=True)
        crew.heads.add(np.head)
        self.remember(np, crew)
        return crew

    def carries(self, craft: NounPhrase, load: NounPhrase) -> None:
        """Note that "the children" will mean the train that carries them."""
        heads = {load.head, load.of.head if load.of is not None else load.head}
        people = {h for h in heads if h in lexicon().sets["group.any"] or h in _LOADS}
        mode = vehicle_mode(craft)
        if not people or mode in {None, Mode.FOOT} or any(self.by_head(h) is not None for h in people):
            return
        traveller = self.find(craft)
        if traveller is not None and traveller.kind == "vehicle":
            traveller.heads |= people
            if "schoolchildren" in people:
                traveller.heads.add("children")

    def note(self, np: NounPhrase) -> None:
        """Take notice of a person or vehicle that is named without travelling, so that "he" can mean them."""
        mode = vehicle_mode(np)
        if np.owner in {"his", "her", "their"} and mode not in {None, Mode.FOOT} and not np.name:
            owner = self.mover(np.owner)
            if owner is not None and owner.kind in {"person", "group"} and (owner.moves or len(self.all) == 1):
                owner.aboard.add(mode or Mode.UNKNOWN)  # "on the hull of their boat": "the vessel" is theirs
        if not np.name and np.det in {"a", "an"} and mode not in {None, Mode.FOOT} and id(np) not in self.by_phrase:
            craft = self.described_anew(np, np.head, "vehicle", mode or Mode.UNKNOWN)
            craft.seen, craft.mentioned = 0, self.clock
            self.remember(np, craft)
        if not np.name or id(np) in self.by_phrase or self.known_name(np.name) is not None:
            return
        kind = self.kind_of_name(np)
        if kind in {"vehicle", "thing"} or (kind == "person" and (np.titles or " " in np.name)):
            self.clock += 1
            made = self.by_name(np, np)
            if made is not None:
                self._learn(np, made)
                made.seen, made.mentioned = 0, self.clock
                self.remember(np, made)

    def _identify(self, np: NounPhrase) -> Traveller | None:
        lex = lexicon()
        head = np.head
        if head in lex.sets["closed.pronouns"]:
            return self.by_pronoun(head)
        mode = vehicle_mode(np)
        if mode is None and np.of is not None and np.head in {"first", "second", "third", "last", "one"}:
            mode = vehicle_mode(np.of)
        owner = self.mover(np.owner) if mode is not None and np.owner in {"his", "her", "their"} else self._owner(np)
        named = [b.name for b in np.beside if b.name]
        ship = any(b.name and b.det == "the" for b in np.beside)  # "Mowi's newest boat, the Inter Atlantic"
        sister = "sister" in np.words or ship or (bool(named) and (owner is None or owner.kind != "person"))
        craft = self._craft_of_another(owner, mode) if owner is not None and not named else None
        if craft is not None:
            return craft
        if owner is not None and not sister and (mode is not None or head in _RETINUES):
            if head not in lex.trips:
                owner.rides = mode or owner.rides
            owner.names.update(named if owner.names else ())
            return owner
        if head in lex.trips and mode is None and head not in lex.sets["group.any"]:
            return owner if owner is not None else self.latest()
        if head == "most":
            return self.by_pronoun("they")
        if head == "engine" and np.owner:
            return None  # "Their engine failed": no locomotive
        if np.of is not None and np.of.owner and np.of.head in _PARTS_OF_IT:
            return self._identify(np.of)  # "four of its carriages derailed"
        if head == "passengers" and np.of is not None and np.of.name and vehicle_mode(np.of) is not None:
            return self._identify(np.of)  # "Passengers of the Pak Express"
        if np.det in {"no", "any", "every"} or head in {"nobody", "none", "no-one", "nothing", "noone"}:
            return None
        if head in lex.sets["closed.det"] or head in {"many", "others", "some", "few"}:
            return None
        if np.place is not None and not np.name:
            return None
        apposed = next((b for b in np.beside if b.name and b.place is None), None)
        if np.name and np.name.lower() in lex.vehicles:
            return self.as_vehicle(np, np.name.lower(), lex.vehicles[np.name.lower()], definite=np.det == "the")
        if np.name and np.head in lex.vehicles and np.name.lower().split()[-1] in _BRANDS:
            return self.by_description(np, mode)  # "An Ethiopian Airlines plane", "a Rimbi Tours bus"
        if np.name:
            return self.by_name(np, np)
        named_office = np.of is not None and np.of.name and (np.of.titles or " " in np.of.name)
        if named_office and np.of is not None and head in lex.sets["domains.titles"]:
            return self.by_name(np.of, np)
        if apposed is not None and head not in lex.sets["placewords.any"]:
            return self.by_name(apposed, np)
        return self.by_description(np, mode)

    def _craft_of_another(self, owner: Traveller, mode: Mode | None) -> Traveller | None:
        """As in "The owner of the Prince Khaled denied that his ship": the ship spoken of, not its owner."""
        if owner.kind != "person" or owner.moves or mode in {None, Mode.FOOT}:
            return None
        craft = [t for t in self.all if t.kind in {"vehicle", "thing"} and t.names and t.mode in {mode, Mode.UNKNOWN}]
        return max(craft, key=lambda t: (t.seen, t.mentioned), default=None)

    def _owner(self, np: NounPhrase) -> Traveller | None:
        lex = lexicon()
        if np.prefix and not np.owner:
            return self.known_name(np.prefix)
        if not np.owner or np.owner_place is not None:
            return None
        if np.owner in lex.sets["closed.possessive"]:
            return self.by_pronoun({"his": "he", "her": "she", "its": "it", "their": "they"}.get(np.owner, "we"))
        if np.owner[:1].isupper():
            return self.known_name(np.owner) or self.add_named(np.owner, "person")
        known = self.by_head(np.owner)
        if known is None and np.owner in lex.sets["person.any"] and np.owner not in lex.sets["witness.any"]:
            known = self.as_described(
                NounPhrase(np.first, np.last, head=np.owner, det="the", words=(np.owner,)),
                np.owner,
                "person",
                definite=True,
            )
        return known

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
        described = np.head not in lex.sets["closed.pronouns"] and not (np.owner and vehicle_mode(np))
        if traveller.display.lower() in lex.sets["closed.pronouns"] and described:
            traveller.display = np.name or np.raw or np.head
        traveller.lands |= lands_of(np)
        for means in ("road", "foot", "sea"):
            if traveller.rides is Mode.UNKNOWN and {np.head, *np.titles, *np.words} & lex.sets[f"means.{means}"]:
                traveller.rides = Mode(means)
        traveller.heads |= {h for h in heads if h and h not in lex.sets["closed.pronouns"]}
