"""Lengths and times: what is read, converted and printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.units import format_figure, format_km, read_durations, read_lengths, read_quantity


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("680 km", 680),
        ("680km", 680),
        ("680 kilometers (423 miles)", 680),
        ("425 miles (680 kilometres)", 683.97),
        ("some three hundred kilometres", 300),
        ("a hundred miles", 160.93),
        ("two and a half miles", 4.02),
        ("1,155 km", 1155),
        ("1 155 km", 1155),
        ("1.155 km", 1155),
        ("12 nautical miles", 22.22),
        ("8,300-nautical-mile", 15371.6),
        ("half a mile", 0.805),
        ("500 metres", 0.5),
        ("a mile and a half", 2.414),
        ("a 300-kilometre drive", 300),
        ("300-odd kilometres", 300),
        ("12,5 km", 12.5),
    ],
)
def test_a_length_is_read_in_kilometres(text: str, km: float) -> None:
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.amount == pytest.approx(km, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "a few miles",
        "dozens of kilometres",
        "several hundred kilometres",
        "100 km/h",
        "120 miles per hour",
        "60 miles an hour",
        "50 miles a day",
        "400 square kilometres",
        "60 km²",
        "€500m from the fund",
        "3 cubic kilometres",
    ],
)
def test_speeds_areas_money_and_vague_amounts_are_no_lengths(text: str) -> None:
    assert read_lengths(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("300 to 400 km", 300, 400),
        ("300-400km", 300, 400),
        ("between 800 and 850 km", 800, 850),
        ("40 km to 60 km", 40, 60),
        ("40 or 50 km", 40, 50),
        ("six or seven hundred km", 600, 700),
        ("50 to one hundred km", 50, 100),
    ],
)
def test_a_range_keeps_its_ends(text: str, low: float, high: float) -> None:
    (quantity,) = read_lengths(text)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.amount == (low + high) / 2


def test_a_list_is_several_lengths_of_one_unit() -> None:
    assert [q.amount for q in read_lengths("25, 30 and 40 km")] == [25, 30, 40]
    assert all(q.listed for q in read_lengths("40 and 60 km"))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("425 miles (680 kilometres)", 680),
        ("nearly 50km (31mi) away", 49.89),
        ("5 miles or 8 km", 8),
        ("300 miles, or 480 km, south", 480),
        ("500 km (200 miles)", 321.87),
        ("300 to 400 miles (480 to 640 km)", 560),
    ],
)
def test_a_second_unit_belongs_to_the_same_length(text: str, other: float) -> None:
    (quantity,) = read_lengths(text)
    assert quantity.other == pytest.approx(other, rel=1e-3)


def test_the_second_figure_settles_a_doubtful_point() -> None:
    assert read_lengths("1.155 km (718 miles)")[0].amount == 1155
    assert read_lengths("1.609 km (1 mile)")[0].amount == pytest.approx(1.609)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("a 20-hour train ride", 20),
        ("two hours' drive", 2),
        ("two hours’ drive", 2),
        ("an hour and a half's drive", 1.5),
        ("half an hour", 0.5),
        ("a two-and-a-half-hour flight", 2.5),
        ("16 days", 384),
        ("a 90-minute walk", 1.5),
        ("a 12- to 15-hour drive", 13.5),
        ("an hour and fifty minutes", 1 + 5 / 6),
        ("two hours 20 minutes", 2 + 1 / 3),
        ("a two-hour, 20-minute flight", 2 + 1 / 3),
        ("two days and five hours", 53),
        ("2 hours, 3 days", 2),
    ],
)
def test_a_time_is_read_in_hours(text: str, hours: float) -> None:
    assert read_durations(text)[0].amount == pytest.approx(hours)


@given(st.integers(min_value=1, max_value=20_000), st.sampled_from(["km", "miles", "nautical miles", "kilometres"]))
def test_a_printed_figure_is_read_back(number: int, unit: str) -> None:
    factor = {"miles": 1.609344, "nautical miles": 1.852}.get(unit, 1.0)
    quantity = read_quantity(f"about {number:,} {unit} north")
    assert quantity is not None
    assert quantity.amount == pytest.approx(number * factor)


@given(st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    for quantity in (*read_lengths(text), *read_durations(text)):
        assert text[quantity.start : quantity.end] == quantity.as_written


@pytest.mark.parametrize(
    "text", ["children of 5 and 6", "between 300 and 400", "25, 30 and 40 -", "5 km /", "5 km (", "5 km or about", "a"]
)
def test_a_text_may_end_in_the_middle_of_a_figure(text: str) -> None:
    assert all(text[q.start : q.end] == q.as_written for q in (*read_lengths(text), *read_durations(text)))


@given(st.lists(st.sampled_from("5 6 1.155 km miles hours - – / ( ) , and or to between about odd a half".split())))
def test_no_order_of_the_words_of_figures_makes_the_reader_fail(words: list[str]) -> None:
    text = " ".join(words)
    for quantity in (*read_lengths(text), *read_durations(text)):
        assert text[quantity.start : quantity.end] == quantity.as_written


def test_lengths_are_printed_as_a_reader_expects() -> None:
    assert format_figure(684.512) == "684.5 km"
    assert format_figure(684.512, unit="miles") == "425.3 miles"
    assert format_figure(1155.2) == "1,155 km"
    assert format_km(1157.0) == "1,155 km"
    assert format_km(12.34) == "12.3 km"
