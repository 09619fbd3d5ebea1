"""Stops, legs and the itinerary that they make."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from geo.articles.article import Evidence
from geo.gazetteer.place import Place
from geo.vocabulary import Mode, Status

__all__ = ["LIKELY_MODE", "Contradiction", "Itinerary", "Leg", "Precision", "Stop", "When"]

# In the reasons of a leg whose mode no word tells.
LIKELY_MODE = "no word says how: the story as a whole makes it probable"


class Precision(StrEnum):
    """How finely a report dates something."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    PART_OF_DAY = "part of day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class When:
    """A span of local time, ``start`` to ``end`` inclusive, as finely as the report dates it.

    ``as_written`` keeps the report's words ("Sunday afternoon"). Naive datetimes: articles give local time.
    """

    start: datetime
    end: datetime
    precision: Precision
    as_written: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a journey, how sure the reports are of it, and their words.

    ``time_words`` keeps what the reports say of the time even where it cannot be dated ("Tuesday", with no date to
    count from); ``because`` names the words that made it a stop and gave it its status.
    """

    place: Place
    when: When | None
    status: Status
    evidence: tuple[Evidence, ...] = ()
    time_words: str = ""
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """A movement between two stops, in travel order; ``because`` names the words that gave its mode and status."""

    origin: Stop
    destination: Stop
    mode: Mode
    status: Status
    evidence: tuple[Evidence, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Reports that cannot all be right about one journey, side by side."""

    about: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Itinerary:
    """One traveller's journey.

    Attributes
    ----------
    traveller : str
        Who or what moves, as the articles name it ("Kim Jong Un", "the Ever Given").
    aliases : tuple of str
        Other words for the same traveller ("Kim", "the train").
    stops : tuple of Stop
        In travel order; planned, rumoured and denied branches after the stop they would leave from.
    legs : tuple of Leg
        Each joins two of ``stops``; branches make this a tree rather than a chain.
    remarks : tuple of str
        What looks implausible: the speed that two dated stops imply, a line that doubles back.
    """

    title: str
    traveller: str
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    contradictions: tuple[Contradiction, ...] = field(default=())
    remarks: tuple[str, ...] = field(default=())
    aliases: tuple[str, ...] = field(default=())
