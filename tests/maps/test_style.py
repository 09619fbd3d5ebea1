"""Colours stand out from the basemap, and nothing is told by colour alone."""

from itertools import combinations

import pytest

from geo.vocabulary import Mode, Status, Verdict
from maps.style import MENTIONED, MODES, PAPER, STATUSES, VERDICTS, Look


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("look", [*STATUSES.values(), *VERDICTS.values(), MENTIONED], ids=lambda look: look.word)
def test_every_ink_stands_three_to_one_against_land_and_sea(look: Look, theme: str) -> None:
    ink = getattr(look, theme)
    assert contrast(ink, PAPER[theme].land) >= 3
    assert contrast(ink, PAPER[theme].sea) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_on_the_basemap_can_be_read(theme: str) -> None:
    paper = PAPER[theme]
    assert contrast(paper.text, paper.land) >= 4.5
    assert contrast(paper.sea_text, paper.sea) >= 3


def test_statuses_differ_by_dash_or_width_and_by_icon_and_word() -> None:
    assert set(STATUSES) == set(Status)
    for a, b in combinations(STATUSES.values(), 2):
        assert (a.dash, a.width) != (b.dash, b.width)
        assert a.icon != b.icon
        assert a.word != b.word


def test_verdicts_differ_by_sign_and_word_and_modes_are_all_named() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert len({look.icon for look in VERDICTS.values()}) == len({look.word for look in VERDICTS.values()}) == 4
    assert set(MODES) == set(Mode)
