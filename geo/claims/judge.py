"""Verdicts as pure arithmetic: a claimed figure, a measured one, and how far apart they may be.

The rules, fixed by the design: the tolerance for `agree` comes from the claim's own rounding, its hedge and the extent
of both places, never under 2 % nor over 5 % of the measured length; `close` reaches 15 %. Bounds are checked as bounds,
and fail as far too loose beyond a factor of 1.5. A direction agrees within 34° and is loose within 68°.
"""

from dataclasses import dataclass

from geo.claims.claim import DirectionVerdict, DistanceClaim
from geo.coords import angle_between_deg, compass_word
from geo.vocabulary import Hedge, Mode, Verdict

__all__ = [
    "CLOSE_SHARE",
    "MOST_SHARE",
    "Judgement",
    "judge_direction",
    "judge_hours",
    "judge_km",
    "may_wind",
    "tolerance_km",
    "units_contradict",
]

LEAST_SHARE, MOST_SHARE, CLOSE_SHARE = 0.02, 0.05, 0.15
LOOSE_FACTOR = 1.5
AGREE_DEG, LOOSE_DEG = 34.0, 68.0
_HEDGE_SHARE = 0.03
_NEAR_SHARE = 0.05
_CONTRADICTION_SHARE = 0.06
_ROUNDED_DOWN, _WINDING = 1.1, 3.5
_ROUNDING_CAP = 0.12
_A_FEW_KM = 3.0

# speeds in km/h between which a time of travel is plausible, and the wider ones of an unusual trip
_SPEEDS: dict[Mode, tuple[float, float, float, float]] = {
    Mode.ROAD: (35.0, 120.0, 20.0, 150.0),
    Mode.RAIL: (30.0, 320.0, 18.0, 400.0),
    Mode.SEA: (9.0, 65.0, 5.0, 90.0),
    Mode.FOOT: (2.5, 6.5, 1.5, 9.0),
}
_FLIGHT_KMH = (480.0, 950.0)
_WAKING_SHARE = {Mode.ROAD: 1 / 3, Mode.FOOT: 1 / 4}

_DEGREES = {compass_word(i * 22.5, 16): i * 22.5 for i in range(16)}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one measured figure; ``too_loose`` marks a bound that holds and says nothing."""

    verdict: Verdict
    difference_km: float
    tolerance_km: float
    too_loose: bool = False


def tolerance_km(claim: DistanceClaim, measured_km: float, extent_km: float, most_share: float = MOST_SHARE) -> float:
    """Say how far a claim may be off and still agree: its rounding, its hedge, both places' extent, 2 % to 5 %."""
    hedged = _HEDGE_SHARE * (claim.km or 0.0) if claim.hedge is Hedge.ABOUT else 0.0
    allowed = claim.rounding_km + hedged + extent_km
    return min(max(allowed, LEAST_SHARE * measured_km), most_share * measured_km)


def judge_km(
    claim: DistanceClaim,
    measured_km: float,
    extent_km: float = 0.0,
    *,
    most_share: float = MOST_SHARE,
    close_share: float = CLOSE_SHARE,
    slack_km: tuple[float, float] = (0.0, 0.0),
) -> Judgement:
    """Hold a claimed length against a measured one.

    Parameters
    ----------
    most_share : float
        The widest that `agree` may reach.
    close_share : float
        How far `close` reaches.
    slack_km : tuple of float
        How far a figure may fall short, and exceed, beyond the usual share and still be close: what the measuring
        itself leaves open.
    """
    km = claim.km or 0.0
    allowed = tolerance_km(claim, measured_km, extent_km, most_share)
    low, high = _span(claim, km)
    gap = low - measured_km if measured_km < low else high - measured_km if measured_km > high else 0.0
    if claim.hedge in {Hedge.NEARLY, Hedge.JUST_OVER} and (gap > 0) is (claim.hedge is Hedge.NEARLY):
        allowed = LEAST_SHARE * measured_km  # the word itself says on which side, and how near
    if abs(gap) > allowed:
        near = abs(gap) <= max(close_share * measured_km, slack_km[gap > 0])
        return Judgement(Verdict.CLOSE if near else Verdict.DISAGREE, gap, allowed)
    loose_over = claim.hedge is Hedge.MORE_THAN and measured_km > LOOSE_FACTOR * km
    loose_under = claim.hedge in {Hedge.LESS_THAN, Hedge.UP_TO} and measured_km < km / LOOSE_FACTOR
    if (loose_over or loose_under) and abs(km - measured_km) > _A_FEW_KM:
        return Judgement(Verdict.DISAGREE, km - measured_km, allowed, too_loose=True)
    return Judgement(Verdict.AGREE, gap, allowed)


def _span(claim: DistanceClaim, km: float) -> tuple[float, float]:
    """Say between which lengths the claim holds to the letter."""
    if claim.hedge is Hedge.RANGE and claim.km_low is not None and claim.km_high is not None:
        return claim.km_low, claim.km_high
    spans = {
        Hedge.MORE_THAN: (km, float("inf")),
        Hedge.LESS_THAN: (0.0, km),
        Hedge.UP_TO: (0.0, km),
        Hedge.NEARLY: (km * (1 - _NEAR_SHARE), km),
        Hedge.JUST_OVER: (km, km * (1 + _NEAR_SHARE)),
    }
    return spans.get(claim.hedge, (km, km))


def units_contradict(claim: DistanceClaim) -> bool:
    """Tell whether two figures for one distance cannot both be right, rounding allowed for."""
    if claim.other_km is None or claim.km is None:
        return False
    larger = max(claim.km, claim.other_km)
    rounding = min(claim.rounding_km, _ROUNDING_CAP * larger) + min(claim.other_rounding_km, _ROUNDING_CAP * larger)
    return abs(claim.km - claim.other_km) > max(_CONTRADICTION_SHARE * larger, rounding)


def judge_direction(claimed: str, measured_deg: float) -> DirectionVerdict:
    """Hold a compass word against the initial bearing of the geodesic."""
    off = angle_between_deg(_DEGREES[claimed], measured_deg)
    if off <= AGREE_DEG:
        return DirectionVerdict.AGREE
    return DirectionVerdict.LOOSE if off <= LOOSE_DEG else DirectionVerdict.DISAGREE


def may_wind(told_km: float, straight_km: float) -> bool:
    """Tell whether a way may be so long: no shorter than the straight line, and not absurdly longer."""
    return straight_km <= _ROUNDED_DOWN * told_km <= _WINDING * _ROUNDED_DOWN * straight_km


def judge_hours(claim: DistanceClaim, length_km: float, mode: Mode) -> tuple[Verdict, float, float]:
    """Hold a time of travel against a length: verdict, and the fewest and most hours that are plausible.

    A day on the road or on foot may be a day with a night's rest in it; a ship or a train keeps going.
    """
    least, most, rare_least, rare_most = _plausible_hours(length_km, mode)
    low = claim.hours_low or claim.hours or 0.0
    high = claim.hours_high or claim.hours or 0.0
    if (claim.hours or 0.0) >= 24 and mode in _WAKING_SHARE:
        low *= _WAKING_SHARE[mode]
    if low <= most and high >= least:
        return Verdict.AGREE, least, most
    if low <= rare_most and high >= rare_least:
        return Verdict.CLOSE, least, most
    return Verdict.DISAGREE, least, most


def _plausible_hours(length_km: float, mode: Mode) -> tuple[float, float, float, float]:
    if mode is Mode.AIR:
        slow, fast = _FLIGHT_KMH
        least, most = length_km / fast + 0.2, length_km / slow + 1.5
        return least, most, 0.8 * least, 1.5 * most
    slow, fast, slowest, fastest = _SPEEDS[mode]
    return length_km / fast, length_km / slow, length_km / fastest, length_km / slowest
