from hypothesis import given
from hypothesis import strategies as st

from maps.deltas import ALPHABET, pack, unpack

degrees = st.tuples(st.floats(-540, 540), st.floats(-90, 90))


@given(st.lists(degrees, min_size=1, max_size=40), st.sampled_from([50, 200, 1000]))
def test_a_line_comes_back_to_the_nearest_step(points: list[tuple[float, float]], scale: int) -> None:
    read = unpack(pack(points, scale), scale)
    steps = [(round(x * scale), round(y * scale)) for x, y in points]
    kept = [at for at, before in zip(steps, [None, *steps], strict=False) if at != before]
    assert [(round(x * scale), round(y * scale)) for x, y in read] == kept


def test_the_alphabet_needs_no_escaping() -> None:
    assert len(set(ALPHABET)) == 64
    assert not set(ALPHABET) & set("\\\"'<>&.,")


def test_a_short_step_takes_one_letter_a_coordinate() -> None:
    assert len(pack([(0, 0), (0.1, -0.1)], 100)) == 4
