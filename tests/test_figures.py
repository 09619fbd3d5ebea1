"""Numbers with their units, as words stand around them; many found by changes to the code that no test noticed."""

import pytest

from geo.units import format_figure, format_km, read_durations, read_lengths, read_quantity

KM_PER_MILE = 1.609344


@pytest.mark.parametrize(
    ("km", "unit", "printed"),
    [
        (18.52, "nautical miles", "10.0 nautical miles"),
        (999.6, "km", "999.6 km"),
        (999.94, "km", "999.9 km"),
        (999.96, "km", "1,000 km"),
        (1000, "km", "1,000 km"),
        (1000.4, "km", "1,000 km"),
    ],
)
def test_a_figure_has_one_decimal_below_a_thousand(km: float, unit: str, printed: str) -> None:
    assert format_figure(km, unit=unit) == printed


@pytest.mark.parametrize(
    ("km", "printed"),
    [
        (19.94, "19.9 km"),
        (20, "20 km"),
        (20.6, "21 km"),
        (683, "683 km"),
        (1002, "1,000 km"),
        (1003, "1,005 km"),
        (10_004, "10,000 km"),
        (12_346, "12,350 km"),
    ],
)
def test_an_approximate_length_is_rounded_as_a_writer_would(km: float, printed: str) -> None:
    assert format_km(km) == printed


@pytest.mark.parametrize(
    ("text", "written", "other", "rounding"),
    [
        ("some 425 miles (680 kilometres) off", "425 miles (680 kilometres)", 680, 5),
        ("it is 5 miles / 8 km away", "5 miles / 8 km", 8, 0.5),
        ("it is 5 miles or about 8 km away", "5 miles or about 8 km", 8, 0.5),
        ("it is 5 miles, or 8 km, away", "5 miles, or 8 km", 8, 0.5),
        ("425 miles/680 km off", "425 miles/680 km", 680, 5),
        ("425 miles [680 km] off", "425 miles [680 km]", 680, 5),
        ("3 to 5 km (2 to 3 miles)", "3 to 5 km (2 to 3 miles)", 2.5 * KM_PER_MILE, 0.5 * KM_PER_MILE),
    ],
)
def test_a_second_figure_is_taken_in_with_its_words_and_its_rounding(
    text: str, written: str, other: float, rounding: float
) -> None:
    (quantity,) = read_lengths(text)
    assert (quantity.as_written, quantity.end) == (written, text.index(written) + len(written))
    assert quantity.other == pytest.approx(other)
    assert quantity.other_rounding == pytest.approx(rounding)


@pytest.mark.parametrize(
    "text",
    [
        "5 miles (8 km away)",
        "5 miles, 8 km",
        "5 km (3 km)",
        "5 km (3 to 4 miles)",
        "5 miles; 8 km",
        "5 miles and 8 km",
    ],
)
def test_a_figure_beside_another_is_not_always_the_same_length(text: str) -> None:
    assert read_lengths(text)[0].other is None


def test_the_second_figure_settles_a_doubtful_point_in_other_units_too() -> None:
    assert read_lengths("1.500 miles (2.4 km)")[0].amount == pytest.approx(2.414, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "written", "hours"),
    [
        ("took two hours and 20 minutes in all", "two hours and 20 minutes", 2 + 1 / 3),
        ("a 2-hour-20-minute drive", "2-hour-20-minute", 2 + 1 / 3),
        ("took 2 hours 3 days", "2 hours", 2),
        ("20 minutes and 2 hours", "20 minutes", 1 / 3),
        ("2 hours and 3 hours", "2 hours", 2),
        ("two hours and 3 to 4 minutes", "two hours", 2),
        ("2 to 3 hours and 20 minutes", "2 to 3 hours", 2.5),
        ("2 hours, 20 and 30 minutes", "2 hours", 2),
        ("an hour and about 20 minutes", "an hour", 1),
        ("two hours and a half", "two hours and a half", 2.5),
    ],
)
def test_minutes_join_their_hours_and_nothing_else_does(text: str, written: str, hours: float) -> None:
    quantity = read_durations(text)[0]
    assert (quantity.as_written, quantity.amount) == (written, pytest.approx(hours))
    assert text[quantity.start : quantity.end] == written


def test_hours_and_minutes_are_as_exact_as_the_minutes_and_attributive_as_they_are() -> None:
    quantity = read_durations("a two-hour, 20-minute flight")[0]
    assert quantity.rounding == pytest.approx(1 / 60)
    assert quantity.attributive
    assert read_durations("a 2 hour 20-minute flight")[0].attributive
    (plain,) = read_durations("two hours and 20 minutes")
    assert not plain.attributive


@pytest.mark.parametrize(
    ("text", "low", "high", "rounding"),
    [
        ("two to three thousand km", 2000, 3000, 500),
        ("two hundred to three hundred km", 200, 300, 20),
        ("2 thousand to 3 thousand km", 2000, 3000, 500),
        ("50 to one hundred km", 50, 100, 2.5),
        ("1 to 100 km", 1, 100, 0.25),
        ("one to one hundred km", 1, 100, 0.5),
        ("two hundred to three hundred thousand km", 200_000, 300_000, 20_000),
        ("six hundred to seven thousand km", 600, 7000, 60),
        ("between 300 and about 400 km", 300, 400, 15),
        ("from 300 to nearly 400 km", 300, 400, 15),
        ("a 12- or 15-km walk", 12, 15, 0.5),
    ],
)
def test_the_ends_of_a_range_share_scale_unit_and_what_was_rounded(
    text: str, low: float, high: float, rounding: float
) -> None:
    (quantity,) = read_lengths(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.rounding == pytest.approx(rounding)


@pytest.mark.parametrize(
    "text",
    [
        "100 km/h",
        "5 m/s",
        "20 km/l",
        "30 miles/gal",
        "50 km / day",
        "9 miles per hour",
        "60 km each hour",
        "5 km every day",
    ],
)
def test_a_rate_is_no_length_however_it_is_written(text: str) -> None:
    assert read_lengths(text) == ()


def test_a_stroke_between_other_words_makes_no_rate() -> None:
    assert [q.amount for q in read_lengths("the 5 km/10 km races")] == [5, 10]


@pytest.mark.parametrize(
    ("text", "km", "rounding"),
    [
        ("680 miles", 680 * KM_PER_MILE, 5 * KM_PER_MILE),
        ("a mile", KM_PER_MILE, 0.25 * KM_PER_MILE),
        ("a mile and a quarter", 1.25 * KM_PER_MILE, 0.125 * KM_PER_MILE),
        ("1.155 km", 1155, 2.5),
        ("1.155 miles", 1155 * KM_PER_MILE, 2.5 * KM_PER_MILE),
        ("1.155 nautical miles", 1155 * 1.852, 2.5 * 1.852),
        ("1.155 metres", 0.001155, 0.0000025),
        ("1,155 km", 1155, 2.5),
    ],
)
def test_a_figure_is_as_exact_as_its_last_digit_in_its_own_unit(text: str, km: float, rounding: float) -> None:
    (quantity,) = read_lengths(text)
    assert quantity.amount == pytest.approx(km)
    assert quantity.rounding == pytest.approx(rounding)
    assert not quantity.listed


def test_the_ends_of_a_range_are_in_kilometres_and_no_list() -> None:
    (quantity,) = read_lengths("a 300- to 400-mile leg")
    assert (quantity.low, quantity.high) == (300 * KM_PER_MILE, 400 * KM_PER_MILE)
    assert quantity.listed is False
    assert quantity.attributive


@pytest.mark.parametrize(
    "text", ["plan a m of it", "the 12/31 km mark", "a ft above", "the mile", "many 5 km runs", "a boat", "a", "an"]
)
def test_an_article_counts_one_only_before_a_unit_written_out(text: str) -> None:
    assert read_lengths(text) == ()


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("400 to 300 km", [300]),
        ("300 km more", [300]),
        ("40 km to 30 km", [40, 30]),
        ("3, 4 to 5 km", [4.5]),
        ("5 km 300 m", [5, 0.3]),
        ("a man of 79, about 5 km off", [5]),
        ("a mile and a bit", [KM_PER_MILE]),
        ("the 5 M club", []),
    ],
)
def test_numbers_that_make_no_range_are_read_one_by_one(text: str, amounts: list[float]) -> None:
    assert [q.amount for q in read_lengths(text)] == pytest.approx(amounts)


@pytest.mark.parametrize(
    "text",
    ["300 or so km", "300 or more km", "300+ km", "300 odd km", "300-odd km", "300-plus km", "300-some km", "300 KM"],
)
def test_what_stands_between_a_number_and_its_unit_belongs_to_it(text: str) -> None:
    (quantity,) = read_lengths(text)
    assert (quantity.amount, quantity.as_written) == (300, text)


@pytest.mark.parametrize(
    "text", ["12 nautical miles", "12 nautical-miles", "12-nautical miles", "12-nautical-mile", "12 sea miles", "12 nm"]
)
def test_a_nautical_mile_is_a_length_of_its_own_and_no_time(text: str) -> None:
    (quantity,) = read_lengths(text)
    assert (quantity.amount, quantity.as_written) == (pytest.approx(12 * 1.852), text)
    assert read_durations(text) == ()


@pytest.mark.parametrize("text", ["60 miles an hour", "a 5 H pencil", "100 km a day"])
def test_a_speed_holds_no_time(text: str) -> None:
    assert read_durations(text) == ()


def test_a_range_has_two_ends() -> None:
    (quantity,) = read_lengths("300 to 300 km")
    assert (quantity.low, quantity.as_written) == (None, "300 km")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("two hours' drive", "two hours'"),
        ("two hours’ drive", "two hours’"),
        ("an hour's drive", "an hour's"),
        ("an hour’s drive", "an hour’s"),
    ],
)
def test_a_possessive_belongs_to_what_it_is_said_of(text: str, written: str) -> None:
    (quantity,) = read_durations(text)
    assert (quantity.as_written, quantity.attributive) == (written, True)


def test_a_text_without_a_length_has_none() -> None:
    assert read_quantity("no length is stated") is None
