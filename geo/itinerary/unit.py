"""One unit of a sentence, and what the article itself teaches about its words."""

from dataclasses import dataclass

from geo.geoparse.mention import Resolution
from geo.itinerary.lexicon import VerbForm
from geo.itinerary.timewords import TimeWords

__all__ = ["Unit", "Vocabulary"]


@dataclass(slots=True)
class Unit:
    """One unit of a sentence; ``kind`` is word, name, place, demonym, time, number or mark."""

    kind: str
    start: int
    end: int
    text: str
    low: str
    place: Resolution | None = None
    time: TimeWords | None = None
    readings: tuple[VerbForm, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the article itself teaches: words it also writes in lower case."""

    lower: frozenset[str]
