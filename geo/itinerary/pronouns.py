"""Whom "he", "it" and "they" mean: whoever fits and was spoken of, or moved, last."""

from geo.itinerary.traveller import Roster, Traveller
from geo.vocabulary import Mode

__all__ = ["Pronouns"]


_RECENT = 6


class Pronouns(Roster):
    """Answers pronouns from the list of travellers."""

    def by_pronoun(self, word: str) -> Traveller | None:
        """Whom a pronoun means here."""
        if word == "she" or word == "her":
            return self._she() or self.add("person", word.capitalize())
        moving = [t for t in self.all if t.kind == "person" and t.moves and t is not self.excluded]
        if word == "him" and moving:
            return max(moving, key=lambda t: t.seen)
        if word in {"he", "him", "himself", "herself", "who"}:
            said = self.latest("person")
            earlier = said is None or said.sentence < self.sentence
            if self.moves_on and len(moving) == 1 and earlier and self.clock - moving[0].seen < _RECENT:
                return moving[0]  # "Modi landed. Marape touched his feet. He left": who moved moves on
            person = self.latest("person") or self.add("person", word.capitalize())
            person.pronoun = word
            return person
        if word in {"it", "itself"}:
            return self._it()
        if word in {"we", "us"} and not self.all:
            return self.add("group", word.capitalize(), plural=True)
        if word == "them":
            kinds = {"group", "person", "animal", "vehicle"}
            moving = [t for t in self.all if t.kind in kinds and t.moves and t is not self.excluded]
            if moving:
                return max(moving, key=lambda t: t.seen)
        if word in {"they", "them", "themselves"}:
            group = self.latest("group")
            driven = group is not None and bool(group.heads & {"drivers", "organisers", "organizers", "escorts"})
            kinds = {"group", "vehicle"} if driven else {"group"}
            movers = [t for t in self.all if t.moves and (t.plural or t.kind in kinds)]
            if self.moves_on and len(movers) == 1 and group is not None and not group.moves:
                return movers[0]  # "The trucks crossed. Drivers wait. They are to go on to"
            return (
                self.latest("group")
                or self.latest(plural=True)
                or self.latest("vehicle", "animal")
                or self.latest("person")
                or self.add("group", word.capitalize(), plural=True)
            )
        return self.latest()

    def _she(self) -> Traveller | None:
        """A woman or a ship, but nothing that neither has a name nor moves: "Hare lost her mast. She had left"."""
        kinds = {"person", "vehicle", "thing", "animal"}
        fitting = [t for t in self.all if t.kind in kinds and t is not self.excluded]
        women = any(t.kind == "person" for t in fitting)
        fitting = [t for t in fitting if t.kind != "thing" or t.names or t.moves]
        fitting = [t for t in fitting if not women or t.kind != "vehicle" or t.names or t.mode is Mode.SEA]
        return max(fitting, key=lambda t: (t.seen, t.mentioned), default=None)

    def _it(self) -> Traveller | None:
        thing = self.latest("vehicle", "animal", "cargo", "thing", plural=False) or self.latest("group", plural=False)
        if thing is not None:
            return thing
        riding = [t for t in self.all if t.rides is not Mode.UNKNOWN or t.aboard]
        if riding:
            return max(riding, key=lambda t: t.seen)
        named = self.latest("person")
        if not self.idle and named is not None and named.names and not named.heads and named.pronoun == "":
            named.kind = "thing"
            return named
        return self.latest("group")

    def mover(self, word: str) -> Traveller | None:
        """As in "Their plane": whoever was on the move, rather than who spoke last."""
        kinds = {"their": ("group", "person"), "his": ("person",), "her": ("person",)}[word]
        moving = [t for t in self.all if t.kind in kinds and t.moves]
        return max(moving, key=lambda t: t.seen, default=None) or self.by_pronoun(
            {"his": "he", "her": "she", "their": "they"}[word]
        )
