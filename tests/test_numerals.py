"""Numbers as news writes them."""

import pytest

from geo.numerals import read_numeral, rounding_step
from geo.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("680", 680),
        ("1,155", 1155),
        ("1 155", 1155),
        ("1\u00a0155", 1155),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("12 1/2", 12.5),
        ("12½", 12.5),
        ("1/2", 0.5),
        ("half a", 0.5),
        ("a quarter of a", 0.25),
        ("three-quarters of a", 0.75),
        ("three hundred", 300),
        ("three hundred and fifty", 350),
        ("hundred and thirty", 130),
        ("one thousand five hundred", 1500),
        ("twenty-five", 25),
        ("two and a half", 2.5),
        ("a couple of hundred", 200),
        ("1.5 thousand", 1500),
        ("eleven hundred", 1100),
    ],
)
def test_a_number_is_read_whole(text: str, value: float) -> None:
    numeral = read_numeral(tokenise(f"{text} km"), 0)
    assert numeral is not None
    assert numeral.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["several hundred km", "dozens of km", "a few hundred km", "hundreds of miles", "several hundred and thirty km"],
)
def test_a_vague_amount_is_no_number(text: str) -> None:
    tokens = tokenise(text)
    assert all(read_numeral(tokens, i) is None for i in range(len(tokens)))


def test_forty_and_fifty_are_two_numbers() -> None:
    numeral = read_numeral(tokenise("forty and fifty km"), 0)
    assert numeral is not None
    assert numeral.value == 40


@pytest.mark.parametrize(("value", "step"), [(425, 5), (680, 10), (700, 70), (1155, 5), (9289, 1), (5, 1), (0, 0)])
def test_a_writer_rounds_to_what_the_zeros_show(value: float, step: float) -> None:
    assert rounding_step(value) == step


def test_decimals_show_a_finer_step() -> None:
    assert rounding_step(2.3, 1) == pytest.approx(0.1)
    assert rounding_step(2.5, 1) == pytest.approx(0.5)
