"""One reported movement, as a sentence tells it, before it is joined with others."""

from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.syntax import NounPhrase
from geo.itinerary.timewords import TimeWords
from geo.vocabulary import Mode

__all__ = ["Point", "Reported"]


@dataclass(slots=True)
class Point:
    """A place in a reported movement and its role there.

    ``role`` is origin, via, reached (got there), goal (set out for it) or there (was there).
    """

    role: str
    place: Resolution | None
    anaphor: str = ""
    time: TimeWords | None = None
    at: int = 0


@dataclass(slots=True)
class Reported:
    """A movement in one clause: the points in travel order, how, how sure, and the words that decided."""

    subject: NounPhrase | None
    frame: str
    points: list[Point]
    mode: Mode
    status: str  # done, planned, rumoured, denied, ongoing, scheduled, conditional
    start: int
    end: int
    sentence: int
    times: list[TimeWords] = field(default_factory=list)
    vehicle: NounPhrase | None = None
    companion: NounPhrase | None = None
    says: str | None = None
    order: str = ""  # before, after: where it stands to the sentence's main movement
    pluperfect: bool = False
    weak: bool = False
    trigger: str = ""
    because: tuple[str, ...] = ()
    returning: bool = False
    homeward: bool = False  # "flew home", with no word where that is
    background: bool = False
    onward: bool = False
    told_pluperfect: bool = False
    clause: int = 0
    present: bool = False
    of_trip: bool = False
    arrives_here: bool = False
    here: Resolution | None = None
    at: int = 0
    cargo_of: NounPhrase | None = None
    trip: NounPhrase | None = None  # the noun that tells it: what the trip does, its traveller does
    happened: bool = False  # what a vehicle did or suffered somewhere: "the tanker reappeared off C"
    rejected: list[Point] = field(default_factory=list)  # "from Odesa, not from Chornomorsk"
    instead: bool = False  # "expected in B, landed instead in C"
    overflown: list[Point] = field(default_factory=list)  # "flew over C": a bird or balloon passed it, a jet did not
    changes: bool = False  # of vehicle: a halted train's passengers go on by bus
