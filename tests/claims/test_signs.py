"""What speaks for two ends, in names that can be read."""

from geo.claims.claim import Endpoint
from geo.claims.namings import namings_for
from geo.claims.signs import figure_signs, naming_signs, pair_signs
from tests.claims.test_namings import text_of

TEXT = text_of("Lviv was calm. Rivne, a railway town, is 310 km west of Kyiv.")
READING = TEXT.readings[0]
NAMINGS = {n.end.place.name: n for n in namings_for(TEXT.rows, READING)}


def pair(start: str, goal: str, known: tuple[tuple[int, Endpoint, Endpoint], ...] = ()) -> set[str]:
    return set(pair_signs(TEXT.rows, READING, (NAMINGS[start], NAMINGS[goal]), known, 1))


def test_a_figure_says_what_stands_around_it() -> None:
    signs = set(figure_signs(TEXT.rows, READING))
    assert {"km read as way", "km relation from", "km direction", "km behind is", "km before west"} <= signs


def test_a_naming_says_where_it_stands() -> None:
    kyiv, rivne, lviv = (set(naming_signs(TEXT.rows, READING, NAMINGS[n])) for n in ("Kyiv", "Rivne", "Lviv"))
    assert {"operand from", "after path west of"} <= kyiv
    assert {"before first place", "before opens"} <= rivne
    assert {"1 back", "1 back first", "is topic"} <= lviv


def test_a_pair_says_how_it_fits() -> None:
    assert {"km fit exact", "direction agree", "km fit exact of 1"} <= pair("Kyiv", "Rivne")
    assert "direction disagree" in pair("Rivne", "Kyiv")


def test_a_pair_says_whether_other_figures_are_told_of_it() -> None:
    known = (1, NAMINGS["Rivne"].end, NAMINGS["Kyiv"].end)
    assert "same way here" in pair("Kyiv", "Rivne", (known,))
    assert {"other way here", "same goal here"} <= pair("Lviv", "Kyiv", (known,))
