"""What is learnt gives ends to figures that no rule ties to places, and leaves alone what is no way."""

import pytest

from geo.articles.article import Article
from geo.claims import supplement
from geo.claims.extract import find_claims
from geo.geoparse.mention import Mention, Resolution, Unresolved
from tests.claims.items import gazetteer_of, resolutions_of
from tests.claims.test_told import amount, claims, item_of, read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The last road to Rivne is cut. From Lviv it is 210 kilometres of mud and potholes.", ("Lviv", "Rivne", 210)),
        ("Kyiv sent two trains to Lviv on Monday, which need six hours for the 540 kilometres.", ("Kyiv", "Lviv", 540)),
        ("Most of the guests in Rivne had come up from Lviv, 210 kilometres of bends.", ("Lviv", "Rivne", 210)),
    ],
)
def test_ends_that_no_rule_gives_are_found_where_the_figure_and_the_words_suggest_them(
    text: str, told: tuple[str, str, float]
) -> None:
    found = [(*sorted(c[:2], key=str), c[2]) for c in claims(text)]
    assert (*sorted(told[:2]), told[2]) in found


def test_ends_by_likelihood_say_how_likely_they_are() -> None:
    (found,) = read("The last road to Rivne is cut. From Lviv it is 210 kilometres of mud and potholes.")
    assert found.likelihood is not None
    assert 0.4 < found.likelihood <= 1.0


def test_one_sets_out_from_where_the_text_says() -> None:
    (found,) = claims("The last road to Rivne is cut. From Lviv it is 210 kilometres of mud and potholes.")
    assert found == ("Lviv", "Rivne", 210)


def test_ends_by_grammar_carry_no_likelihood() -> None:
    (found,) = read("Rivne lies 310 km west of Kyiv.")
    assert found.likelihood is None
    assert amount(found) == 310


@pytest.mark.parametrize(
    "text",
    [
        "The clerk in Rivne earns $9 an hour and lives in Lviv.",
        "Trains between Rivne and Lviv run three times a week.",
        "The brothers died 12 hours apart in hospitals of Kyiv and Lviv.",
        "Police from Lviv were in Rivne for ten minutes.",
        "Rivne is 210 km from Lviv, and the lorries spent two days there.",
        "Motorists must expect delays of up to 40 minutes between Rivne and Lviv.",
        "The rocket rose to an orbit 36,000 km above the equator, officials in Kyiv and Lviv said.",
        "The cable will lie at depths of up to four kilometres between Bari and Durrës.",
        "Gusts extended 30 miles from its centre, and Rivne and Lviv lost every roof.",
        "The council in Rivne will pay for five miles of sewers and Lviv for seven.",
    ],
)
def test_rates_delays_and_sizes_are_no_ways(text: str) -> None:
    assert [c for c in claims(text) if c[0] and c[1] and c[2] != 210] == []


def test_a_figure_out_of_all_proportion_accuses_nobody() -> None:
    assert claims("Lviv was calm. Rivne, 4,000 km away, was not.") == [(None, "Rivne", 4000)]


def test_a_name_that_no_gazetteer_knows_is_what_the_figure_places() -> None:
    assert claims("Lviv is calm, but Zzyzxhorod, 470 km from Kyiv, is not.") == [("Kyiv", None, 470)]


def test_a_recognised_name_without_a_place_is_what_the_figure_places() -> None:
    text = "Rivne was hit on Monday. The village of Zzyzxhorod is some 210 km from Lviv."
    item = item_of(text)
    start = text.index("Zzyzxhorod")
    mention = Mention("t", start, start + len("Zzyzxhorod"), "Zzyzxhorod")
    unknown = Resolution(mention, Unresolved("not known"), 0.0)
    (claim,) = find_claims(Article("t", "", text), (*resolutions_of(item), unknown), gazetteer_of([item]))
    assert claim.origin is not None
    assert (claim.origin.place.name, claim.destination) == ("Lviv", None)


def test_without_weights_the_grammar_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supplement, "weights", lambda: {"f km": -30.0, "f h": -30.0})
    assert claims("The last road to Rivne is cut. From Lviv it is 210 kilometres of mud.") == []
    assert claims("Rivne lies 310 km west of Kyiv.") == [("Kyiv", "Rivne", 310)]
