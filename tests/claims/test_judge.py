"""Verdicts as arithmetic."""

import pytest

from geo.claims.claim import DirectionVerdict, DistanceClaim
from geo.claims.judge import judge_direction, judge_hours, judge_km, tolerance_km, units_contradict
from geo.vocabulary import Hedge, Mode, Verdict


def claim(km: float | None = None, hedge: Hedge = Hedge.EXACT, **more: object) -> DistanceClaim:
    return DistanceClaim("a", 0, 1, "x", None, None, km, f"{km} km", hedge=hedge, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("km", "measured", "verdict"),
    [
        (680, 684.5, Verdict.AGREE),
        (671, 684.5, Verdict.AGREE),
        (640, 684.5, Verdict.CLOSE),
        (590, 684.5, Verdict.CLOSE),
        (580, 684.5, Verdict.DISAGREE),
        (900, 684.5, Verdict.DISAGREE),
    ],
)
def test_an_exact_figure_agrees_within_two_percent_and_is_close_within_fifteen(
    km: float, measured: float, verdict: Verdict
) -> None:
    assert judge_km(claim(km), measured).verdict is verdict


def test_a_hedge_the_rounding_and_the_extent_widen_the_tolerance_to_five_percent_at_most() -> None:
    assert tolerance_km(claim(700), 684.5, 0) == pytest.approx(0.02 * 684.5)
    assert tolerance_km(claim(700, Hedge.ABOUT), 684.5, 0) == pytest.approx(21)
    assert tolerance_km(claim(700, Hedge.ABOUT, rounding_km=35.0), 684.5, 50) == pytest.approx(0.05 * 684.5)


@pytest.mark.parametrize(
    ("hedge", "km", "measured", "verdict"),
    [
        (Hedge.MORE_THAN, 1100, 1155, Verdict.AGREE),
        (Hedge.MORE_THAN, 1100, 1040, Verdict.CLOSE),
        (Hedge.MORE_THAN, 1100, 700, Verdict.DISAGREE),
        (Hedge.MORE_THAN, 100, 151, Verdict.DISAGREE),
        (Hedge.LESS_THAN, 80, 70, Verdict.AGREE),
        (Hedge.LESS_THAN, 80, 88, Verdict.CLOSE),
        (Hedge.LESS_THAN, 80, 50, Verdict.DISAGREE),
        (Hedge.UP_TO, 350, 300, Verdict.AGREE),
        (Hedge.NEARLY, 700, 684, Verdict.AGREE),
        (Hedge.NEARLY, 700, 520, Verdict.DISAGREE),
        (Hedge.NEARLY, 700, 760, Verdict.CLOSE),
        (Hedge.JUST_OVER, 300, 318, Verdict.AGREE),
        (Hedge.JUST_OVER, 300, 280, Verdict.CLOSE),
    ],
)
def test_bounds_are_checked_as_bounds(hedge: Hedge, km: float, measured: float, verdict: Verdict) -> None:
    assert judge_km(claim(km, hedge), measured).verdict is verdict


def test_a_bound_that_says_nothing_is_called_loose() -> None:
    assert judge_km(claim(100, Hedge.MORE_THAN), 684).too_loose
    assert not judge_km(claim(100, Hedge.MORE_THAN), 70).too_loose


def test_a_range_holds_between_its_ends() -> None:
    ranged = claim(350, Hedge.RANGE, km_low=300.0, km_high=400.0)
    assert judge_km(ranged, 310).verdict is Verdict.AGREE
    assert judge_km(ranged, 430).verdict is Verdict.CLOSE
    assert judge_km(ranged, 500).verdict is Verdict.DISAGREE


def test_two_units_may_round_differently_but_not_contradict() -> None:
    assert not units_contradict(claim(683.97, other_km=680.0, rounding_km=4.0, other_rounding_km=5.0))
    assert not units_contradict(claim(96.6, other_km=100.0, rounding_km=4.8, other_rounding_km=5.0))
    assert units_contradict(claim(500, other_km=321.9, rounding_km=25.0, other_rounding_km=16.0))


@pytest.mark.parametrize(
    ("word", "bearing", "verdict"),
    [
        ("north", 20, DirectionVerdict.AGREE),
        ("north", 330, DirectionVerdict.AGREE),
        ("north", 46.7, DirectionVerdict.LOOSE),
        ("north", 90, DirectionVerdict.DISAGREE),
        ("south-west", 225, DirectionVerdict.AGREE),
        ("north-north-east", 46.7, DirectionVerdict.AGREE),
    ],
)
def test_a_direction_agrees_within_34_and_is_loose_within_68_degrees(
    word: str, bearing: float, verdict: DirectionVerdict
) -> None:
    assert judge_direction(word, bearing) is verdict


@pytest.mark.parametrize(
    ("hours", "km", "mode", "verdict"),
    [
        (2, 150, Mode.ROAD, Verdict.AGREE),
        (1, 300, Mode.ROAD, Verdict.DISAGREE),
        (20, 226, Mode.RAIL, Verdict.DISAGREE),
        (9, 1200, Mode.AIR, Verdict.DISAGREE),
        (2, 1270, Mode.AIR, Verdict.AGREE),
        (16 * 24, 15_500, Mode.SEA, Verdict.AGREE),
        (72, 19_500, Mode.SEA, Verdict.DISAGREE),
        (72, 90, Mode.FOOT, Verdict.AGREE),
    ],
)
def test_a_time_of_travel_is_held_against_the_speeds_of_its_mode(
    hours: float, km: float, mode: Mode, verdict: Verdict
) -> None:
    assert judge_hours(claim(hours=hours), km, mode)[0] is verdict
