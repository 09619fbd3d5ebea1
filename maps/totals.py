"""What a journey comes to: how far was travelled and how far is still planned, along the line and straight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from geo.vocabulary import Status

if TYPE_CHECKING:
    from maps.document import Journey, LegLine

__all__ = ["Total", "totals"]


class Total(NamedTuple):
    """A sum of lengths in km, and what it is the sum of."""

    words: str
    km: float


def totals(journey: "Journey") -> tuple[Total, ...]:
    """Sum up what is done, and what is planned where it is one way and not several that exclude each other."""
    done = [leg for leg in journey.legs if leg.leg.status is Status.DONE]
    planned = [leg for leg in journey.legs if leg.leg.status is Status.PLANNED]
    return (*_sums("Travelled", done), *(_sums("Planned", planned)[:1] if _is_one_way(planned) else ()))


def _sums(verb: str, legs: "Sequence[LegLine]") -> tuple[Total, ...]:
    """Give the length along the line, and the straight one beside it; the latter alone where no line is known."""
    along, straight = sum(leg.length_km for leg in legs), sum(leg.great_circle_km for leg in legs)
    on_line = [_follows_a_line(leg) for leg in legs]
    if not straight:
        return ()
    if not any(on_line):
        return (Total(f"{verb}, in straight lines", straight),)
    where = "along the line" if all(on_line) else "along the line where one is known"
    first = Total(f"{verb}, {where}", along)
    return (first, Total("The same, straight", straight)) if straight <= along else (first,)


def _follows_a_line(leg: "LegLine") -> bool:
    return leg.route is not None and leg.route.network != "geodesic"


def _is_one_way(legs: "Sequence[LegLine]") -> bool:
    return all(a.destination_id == b.origin_id for a, b in zip(legs, legs[1:], strict=False))
