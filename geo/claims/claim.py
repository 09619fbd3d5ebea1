"""A distance that an article claims, and what measuring says of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from geo.gazetteer.place import Place
from geo.vocabulary import Hedge, Mode, Verdict

__all__ = ["DirectionVerdict", "DistanceClaim", "Endpoint", "EndpointKind", "Finding", "Measured"]


class EndpointKind(StrEnum):
    """What part of a place a claim is measured to."""

    POINT = "point"
    BORDER = "border"
    COAST = "coast"
    PARALLEL = "parallel"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a claim: a place, its border (with ``neighbour``, where given) or coast, or a circle of latitude."""

    place: Place
    kind: EndpointKind = EndpointKind.POINT
    neighbour: Place | None = None

    def is_same(self, other: "Endpoint") -> bool:
        """Whether both mean one thing, perhaps by two rows of the gazetteer."""
        named = self.place.name.casefold() == other.place.name.casefold() and self.place.country == other.place.country
        return self.kind is other.kind and (self.place.id == other.place.id or named)


@dataclass(frozen=True, slots=True)
class DistanceClaim:
    """A distance as an article states it.

    Attributes
    ----------
    start, end : int
        The half-open span in ``Article.text`` of the whole claim, from the first to the last word that makes it.
    origin, destination : Endpoint or None
        "X is 30 km north of Y" has origin Y and destination X: ``direction`` is seen from the origin.
        None where the text leaves an end open.
    km : float
        The figure in kilometres; for a range its middle, with ``km_low`` and ``km_high`` its ends.
    as_written : str
        The figure in the article's words: ``425 miles (680 kilometres)``.
    other_km : float or None
        A second figure for the same distance in another unit, in kilometres as written.
    mode : Mode or None
        None means straight, unless the words say rail, road, sea or air.
    direction : str or None
        A compass word: ``north``, ``south-east``.
    hours : float or None
        For a claim of travel time, the hours claimed; ``km`` is then None.
    rounding_km : float
        Half the step that the figure is rounded to (425 miles: 2.5 miles in km).
    other_rounding_km : float
        The same of the second figure.
    straight_said : bool
        The words say that it is straight ("as the crow flies"): no other way is tried.
    hours_low, hours_high : float or None
        The ends of a range of hours.
    likelihood : float or None
        How likely the ends are, where no rule of grammar but what is learnt chose them.
    """

    article_id: str
    start: int
    end: int
    text: str
    origin: Endpoint | None
    destination: Endpoint | None
    km: float | None
    as_written: str
    mode: Mode | None = None
    direction: str | None = None
    hedge: Hedge = Hedge.EXACT
    km_low: float | None = None
    km_high: float | None = None
    other_km: float | None = None
    rounding_km: float = 0.0
    hours: float | None = None
    open_reason: str | None = None
    straight_said: bool = False
    hours_low: float | None = None
    hours_high: float | None = None
    other_rounding_km: float = 0.0
    likelihood: float | None = None

    @property
    def is_nautical(self) -> bool:
        """Whether it is told in nautical miles, as only ways by sea and air are."""
        words = self.as_written.lower().replace("(", " ").replace(")", " ").split()
        return "nautical" in words or bool({"nm", "nmi"} & set(words))


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring gives between the two ends, in km; None where not measured or no route."""

    straight_km: float
    rail_km: float | None = None
    road_km: float | None = None
    sea_km: float | None = None


class DirectionVerdict(StrEnum):
    """What measuring says of a claimed direction."""

    AGREE = "agree"
    LOOSE = "loose"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, judged; ``because`` is the reason in one plain sentence and ``details`` the working behind it.

    Attributes
    ----------
    difference_km : float or None
        Claimed minus measured, by the way of going that the verdict rests on; 0 inside a range or a bound.
    agrees_by : Mode or None
        The way of going that the verdict rests on; None is the straight line.
    """

    claim: DistanceClaim
    measured: Measured | None
    difference_km: float | None
    tolerance_km: float | None
    verdict: Verdict
    because: str
    bearing_deg: float | None = None
    compass: str | None = None
    direction_verdict: DirectionVerdict | None = None
    agrees_by: Mode | None = None
    details: tuple[str, ...] = field(default=())
