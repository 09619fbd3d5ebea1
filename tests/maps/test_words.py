from datetime import date

import pytest

from geo.articles.article import Article
from maps.words import cite, count, language, published, safe_url, say_km


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([], ""),
        ([date(2023, 9, 12)], "12 September 2023"),
        ([date(2023, 9, 12), date(2023, 9, 6)], "6–12 September 2023"),
        ([date(2023, 8, 30), date(2023, 9, 2)], "30 August – 2 September 2023"),
        ([date(2023, 12, 30), date(2024, 1, 2)], "30 December 2023 – 2 January 2024"),
    ],
)
def test_the_days_of_publication_are_said_once(days: list[date], said: str) -> None:
    assert published(tuple(Article(str(n), "t", "x", day) for n, day in enumerate(days))) == said


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https://a b", None, 'https://x"y']
)
def test_an_address_that_is_not_plain_http_is_no_address(url: str | None) -> None:
    assert safe_url(url) == ""


def test_plain_addresses_are_kept() -> None:
    assert safe_url("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"


@pytest.mark.parametrize(
    ("tag", "kept"), [("en", "en"), ("zh-Hant", "zh-Hant"), ("<script>", ""), ("", ""), (None, "")]
)
def test_only_language_tags_are_language_tags(tag: str | None, kept: str) -> None:
    assert language(tag) == kept


def test_numbers_and_nouns() -> None:
    assert count(1, "place") == "1 place"
    assert count(1500, "place") == "1,500 places"
    assert say_km(9.44) == "9.4 km"
    assert say_km(1155.2) == "1,155 km"
    assert say_km(684.53, precise=True) == "684.5 km"


def test_a_citation_names_outlet_title_and_day() -> None:
    article = Article("a", "Title", "x", date(2024, 1, 2), "Outlet")
    assert cite(article) == "Outlet, “Title”, 2 January 2024"
