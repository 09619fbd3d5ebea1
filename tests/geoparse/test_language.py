import pytest

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse
from geo.geoparse.language import is_english


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("The train left the capital on Sunday and was seen at the border with the south in the evening.", None, True),
        ("Le train a quitté la capitale dimanche et a été vu à la frontière avec le sud dans la soirée.", None, False),
        ("Поезд покинул столицу в воскресенье.", None, False),
        ("列車は日曜日に平壌を出発した。", None, False),
        ("Short line", None, True),
        ("Short line", "en-GB", True),
        ("Kurzer Text aus Berlin", "de", False),
    ],
)
def test_languages_are_told_apart(text: str, language: str | None, english: bool) -> None:
    assert is_english(text, language) is english


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (
            "Le train a quitté Lyon dimanche pour se rendre en Allemagne, et il a été vu à Munich dans la soirée.",
            {"Lyon"},
        ),
        (
            "El presidente viajó de Bogotá a Caracas el lunes y luego volvió a su país con los ministros.",
            {"Bogotá", "Caracas"},
        ),
        ("Поезд прибыл во Владивосток из столицы КНДР в воскресенье, сообщили в администрации края.", {"Владивосток"}),
        ("列車は日曜日に東京を出発した。", {"東京"}),
    ],
)
def test_well_known_places_are_matched_in_other_languages(world: Gazetteer, text: str, there: set[str]) -> None:
    found = geoparse(Article("a", "", text), world)
    assert there <= {r.mention.text for r in found}
    assert all(r.confidence <= 0.7 for r in found)
