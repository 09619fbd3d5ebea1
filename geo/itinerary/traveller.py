"""A traveller, and the list of those that an article has named so far."""

from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import NounPhrase
from geo.vocabulary import Mode

__all__ = ["Roster", "Traveller", "lands_differ", "lands_of", "which"]

_NUMBERS = frozenset("first second third fourth other another".split())


@dataclass(slots=True)
class Traveller:
    """One traveller in an article; ``kind`` is person, vehicle, group, animal, cargo, thing."""

    kind: str
    display: str
    names: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    mode: Mode = Mode.UNKNOWN
    rides: Mode = Mode.UNKNOWN
    aboard: set[Mode] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    mentioned: int = 0
    pronoun: str = ""
    moves: int = 0
    seen: int = 0
    sentence: int = -1
    plural: bool = False


class Roster:
    """The travellers of one article, in the order met."""

    def __init__(self) -> None:
        self.all: list[Traveller] = []
        self.by_phrase: dict[int, Traveller] = {}
        self._keep: list[NounPhrase] = []
        self.clock = 0
        self.sentence = 0
        self.moves_on = False  # whether a verb of setting out or getting there asks
        self.idle = False  # whether a verb that moves nobody asks: "it became clear"
        self.drill = False  # whether the article tells of an exercise: soldiers then travel
        self.excluded: Traveller | None = None
        self.banned: set[str] = set()
        self.left_for: dict[int, Resolution] = {}  # by where a place that was left is named: where one then got to

    def remember(self, np: NounPhrase, traveller: Traveller) -> None:
        """Tie a phrase to a traveller: "boarded a jet that …" makes the jet go where its passenger goes."""
        self.by_phrase[id(np)] = traveller
        self._keep.append(np)

    def saw(self, traveller: Traveller) -> Traveller:
        """Note that a traveller was just spoken of."""
        traveller.seen, traveller.sentence = self.clock, self.sentence
        return traveller

    def latest(self, *kinds: str, plural: bool | None = None) -> Traveller | None:
        """The traveller spoken of last, of these kinds."""
        fitting = [
            t
            for t in self.all
            if t is not self.excluded and (not kinds or t.kind in kinds) and (plural is None or t.plural is plural)
        ]
        return max(fitting, key=lambda t: (t.seen, t.mentioned), default=None)

    def add(self, kind: str, display: str, *, mode: Mode = Mode.UNKNOWN, plural: bool = False) -> Traveller:
        """Add a traveller."""
        made = Traveller(kind, display, mode=mode, plural=plural, seen=self.clock)
        self.all.append(made)
        return made

    def described_anew(self, np: NounPhrase, head: str, kind: str, mode: Mode = Mode.UNKNOWN) -> Traveller:
        """Add a traveller that a description names: "a train", "the envoy"."""
        words = [np.det, *np.words] if np.det not in np.words and np.det in {"the", "a", "an"} else list(np.words)
        display = _without_capital(np) or " ".join(words) or head
        if np.of is not None and np.of.name and kind == "cargo":
            display = f"{display} of {np.of.name}"
        many = head.endswith(("s", "men")) and not head.endswith(("ss", "us", "is"))
        made = self.add(kind, display, mode=mode, plural=many or head in {"people", "children"})
        made.heads.add(head)
        craft = vehicle_mode(np.of) if kind == "group" and np.of is not None else None
        made.aboard |= {craft} if craft is not None else set()  # "the survivors of a pirogue": the boat is theirs
        return made

    def by_head(self, head: str) -> Traveller | None:
        """The traveller last described by this noun."""
        fitting = [t for t in self.all if head in t.heads]
        return max(fitting, key=lambda t: t.seen, default=None)


def _without_capital(np: NounPhrase) -> str:
    """A phrase that opens a sentence as it stands within one; "Taiwan's minister" keeps its capital."""
    whose = np.owner or np.owner_place or (np.demonym is not None and np.raw.startswith(np.demonym.mention.text))
    opens = np.raw[:1].isupper() and np.raw[1:2].islower() and not (whose and not np.det)
    return np.raw[:1].lower() + np.raw[1:] if opens else np.raw


def which(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell a traveller from others of its kind, as in "a second convoy"."""
    return _NUMBERS.intersection(phrase.lower().split())


def lands_of(np: NounPhrase) -> set[str]:
    """The countries that a description names: "North Korean leader", "Japan's prime minister"."""
    of_place = np.of.place if np.of is not None else None
    found = [r.resolved for r in (np.demonym, np.owner_place, of_place) if r is not None]
    return {p.country for p in found if p is not None and p.country}


def lands_differ(traveller: Traveller, np: NounPhrase) -> bool:
    """Tell whether a description names another country than the traveller's."""
    lands = lands_of(np)
    return bool(lands and traveller.lands and not lands & traveller.lands)
