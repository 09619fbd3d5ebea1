"""The edges of every verdict, each found by a change to `geo/claims/judge.py` that no other test noticed."""

import pytest

from geo.claims.claim import DirectionVerdict, DistanceClaim
from geo.claims.judge import judge_direction, judge_hours, judge_km, may_wind, tolerance_km, units_contradict
from geo.vocabulary import Hedge, Mode, Verdict

AGREE, CLOSE, DISAGREE = Verdict.AGREE, Verdict.CLOSE, Verdict.DISAGREE


def claim(km: float | None = None, hedge: Hedge = Hedge.EXACT, **more: object) -> DistanceClaim:
    return DistanceClaim("a", 0, 1, "x", None, None, km, f"{km} km", hedge=hedge, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("km", "verdict"), [(980, AGREE), (979.9, CLOSE), (850, CLOSE), (849.9, DISAGREE), (1020, AGREE), (1150, CLOSE)]
)
def test_two_and_fifteen_percent_are_still_within(km: float, verdict: Verdict) -> None:
    assert judge_km(claim(km), 1000).verdict is verdict


@pytest.mark.parametrize(("km", "gap"), [(1000, 0), (990, -10), (900, -100), (500, -500), (1100, 100)])
def test_a_judgement_says_by_how_much_too_long_a_claim_is_and_what_was_allowed(km: float, gap: float) -> None:
    judged = judge_km(claim(km), 1000)
    assert (judged.difference_km, judged.tolerance_km, judged.too_loose) == (gap, 20, False)


def test_a_place_without_extent_adds_nothing_and_a_hedge_only_where_one_stands() -> None:
    assert judge_km(claim(9.6), 10).verdict is CLOSE
    assert tolerance_km(claim(10), 10, 0) == pytest.approx(0.2)


def test_the_extent_of_places_and_a_wider_share_are_heeded() -> None:
    assert judge_km(claim(960), 1000).verdict is CLOSE
    assert judge_km(claim(960), 1000, 40).verdict is AGREE
    assert judge_km(claim(910), 1000, 95).verdict is CLOSE
    assert judge_km(claim(910), 1000, 95, most_share=0.1).verdict is AGREE


@pytest.mark.parametrize(
    ("hedge", "km", "rounding", "measured", "verdict"),
    [
        (Hedge.NEARLY, 700, 35.0, 640, CLOSE),
        (Hedge.NEARLY, 700, 35.0, 725, AGREE),
        (Hedge.NEARLY, 11, 1.0, 10.15, CLOSE),
        (Hedge.JUST_OVER, 300, 15.0, 290, AGREE),
        (Hedge.JUST_OVER, 300, 15.0, 325, CLOSE),
        (Hedge.JUST_OVER, 300, 0.0, 330, CLOSE),
        (Hedge.ABOUT, 700, 0.0, 720, AGREE),
    ],
)
def test_a_word_for_the_side_is_strict_on_that_side_alone(
    hedge: Hedge, km: float, rounding: float, measured: float, verdict: Verdict
) -> None:
    assert judge_km(claim(km, hedge, rounding_km=rounding), measured).verdict is verdict


def test_within_its_side_nearly_keeps_the_tolerance_of_its_rounding() -> None:
    assert judge_km(claim(700, Hedge.NEARLY, rounding_km=30.0), 684).tolerance_km == 30


@pytest.mark.parametrize(
    ("hedge", "km", "measured", "too_loose"),
    [
        (Hedge.MORE_THAN, 100, 150, False),
        (Hedge.MORE_THAN, 100, 150.1, True),
        (Hedge.LESS_THAN, 90, 60, False),
        (Hedge.LESS_THAN, 90, 59.9, True),
        (Hedge.UP_TO, 90, 60, False),
        (Hedge.UP_TO, 90, 59.9, True),
        (Hedge.LESS_THAN, 0.6, 0.5, False),
        (Hedge.UP_TO, 0.6, 0.5, False),
    ],
)
def test_a_bound_is_loose_beyond_one_and_a_half_times(
    hedge: Hedge, km: float, measured: float, too_loose: bool
) -> None:
    judged = judge_km(claim(km, hedge), measured)
    assert (judged.verdict, judged.too_loose) == (DISAGREE if too_loose else AGREE, too_loose)
    assert judged.difference_km == (km - measured if too_loose else 0)
    assert judged.tolerance_km == pytest.approx(0.02 * measured)


def test_ends_count_in_a_range_alone_and_only_both_together() -> None:
    assert judge_km(claim(350, Hedge.RANGE, km_low=300.0), 310).verdict is CLOSE
    assert judge_km(claim(350, Hedge.RANGE, km_high=400.0), 390).verdict is CLOSE
    assert judge_km(claim(350, km_low=300.0, km_high=400.0), 310).verdict is CLOSE
    assert judge_km(claim(350, Hedge.RANGE, km_low=300.0, km_high=400.0), 310).difference_km == 0


def test_one_figure_contradicts_nothing() -> None:
    assert not units_contradict(claim(500))
    assert not units_contradict(claim(None, other_km=500.0))


@pytest.mark.parametrize(
    ("km", "other", "rounding", "contradict"),
    [(94, 100, 0, False), (93.9, 100, 0, True), (990, 1000, 0, False), (100, 109, 5, False), (100, 150, 50, True)],
)
def test_two_figures_contradict_beyond_six_percent_and_both_roundings(
    km: float, other: float, rounding: float, contradict: bool
) -> None:
    both = claim(km, other_km=other, rounding_km=rounding, other_rounding_km=rounding)
    assert units_contradict(both) is contradict


@pytest.mark.parametrize(
    ("bearing", "verdict"),
    [
        (34, DirectionVerdict.AGREE),
        (34.1, DirectionVerdict.LOOSE),
        (68, DirectionVerdict.LOOSE),
        (291.9, DirectionVerdict.DISAGREE),
    ],
)
def test_a_direction_agrees_at_34_degrees_and_is_loose_at_68(bearing: float, verdict: DirectionVerdict) -> None:
    assert judge_direction("north", bearing) is verdict


@pytest.mark.parametrize(
    ("hours", "km", "mode", "verdict"),
    [
        (10, 1200, Mode.ROAD, AGREE),
        (9.9, 1200, Mode.ROAD, CLOSE),
        (8, 1200, Mode.ROAD, CLOSE),
        (7.9, 1200, Mode.ROAD, DISAGREE),
        (24, 720, Mode.RAIL, AGREE),
        (40, 720, Mode.RAIL, CLOSE),
        (40.1, 720, Mode.RAIL, DISAGREE),
        (1.2, 950, Mode.AIR, AGREE),
        (0.97, 950, Mode.AIR, CLOSE),
        (0.95, 950, Mode.AIR, DISAGREE),
        (5.2, 950, Mode.AIR, CLOSE),
        (5.3, 950, Mode.AIR, DISAGREE),
    ],
)
def test_a_time_is_plausible_up_to_the_speeds_themselves(hours: float, km: float, mode: Mode, verdict: Verdict) -> None:
    assert judge_hours(claim(hours=hours), km, mode)[0] is verdict


@pytest.mark.parametrize(("hours", "verdict"), [(23.9, DISAGREE), (24, AGREE), (72, DISAGREE), (36, CLOSE)])
def test_a_day_on_the_road_holds_eight_hours_of_driving(hours: float, verdict: Verdict) -> None:
    assert judge_hours(claim(hours=hours), 280, Mode.ROAD)[0] is verdict


def test_the_plausible_hours_are_told() -> None:
    assert judge_hours(claim(hours=2), 700, Mode.ROAD)[1:] == (pytest.approx(700 / 120), 20)
    assert judge_hours(claim(hours=2), 960, Mode.AIR)[1:] == (pytest.approx(960 / 950 + 0.2), 3.5)


@pytest.mark.parametrize(
    ("told_km", "straight_km", "may"), [(10, 11, True), (100, 110.2, False), (350, 100, True), (351, 100, False)]
)
def test_a_way_may_be_a_tenth_short_by_rounding_and_wind_up_to_three_and_a_half_times(
    told_km: float, straight_km: float, may: bool
) -> None:
    assert may_wind(told_km, straight_km) is may
