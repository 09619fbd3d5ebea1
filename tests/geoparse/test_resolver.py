from collections.abc import Callable

import pytest

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import resolve
from geo.geoparse.mention import Hints, Mention, MentionKind, Resolution, Unresolved
from geo.geoparse.outlets import hints_of_metadata, home_of

Placed = Callable[..., dict[str, Resolution]]


def resolve_all(text: str, world: Gazetteer, *names: str, hints: Hints = Hints()) -> list[Resolution]:  # noqa: B008
    at, mentions = 0, []
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        kind = MentionKind.DEMONYM if name in ("French", "Texan") else MentionKind.NAME
        mentions.append(Mention("a", start, at, name, kind))
    return list(resolve(Article("a", "", text), mentions, world, hints))


def ids(resolutions: list[Resolution]) -> list[str | None]:
    return [r.resolved.id if r.resolved else None for r in resolutions]


def test_a_lone_name_is_its_best_known_place(small_world: Gazetteer) -> None:
    assert ids(resolve_all("He went to Paris.", small_world, "Paris")) == ["geonames:2"]


def test_the_parent_named_after_a_comma_decides(small_world: Gazetteer) -> None:
    (paris, texas) = resolve_all("She lives in Paris, Texas.", small_world, "Paris", "Texas")
    assert ids([paris, texas]) == ["geonames:3", "geonames:5"]
    assert any("Texas" in reason for reason in paris.because)


@pytest.mark.parametrize("link", [" in ", ", in ", " in the "])
def test_what_a_name_is_said_to_lie_in_decides(small_world: Gazetteer, link: str) -> None:
    found = resolve_all(f"The ship was off Paris{link}Texas yesterday.", small_world, "Paris", "Texas")
    assert ids(found) == ["geonames:3", "geonames:5"]


def test_both_senses_may_stand_in_one_article(small_world: Gazetteer) -> None:
    text = "From Paris, Texas, she flew to Paris, France. Paris was cold."
    found = resolve_all(text, small_world, "Paris", "Texas", "Paris", "France", "Paris")
    assert ids(found)[0] == "geonames:3"
    assert ids(found)[2] == "geonames:2"
    assert ids(found)[4] == "geonames:2"


def test_other_places_of_the_article_pull(small_world: Gazetteer) -> None:
    text = "The road from Springfield to Chicago is closed."
    assert ids(resolve_all(text, small_world, "Springfield", "Chicago"))[0] == "geonames:9"


def test_a_hint_leans_where_the_text_says_nothing(small_world: Gazetteer) -> None:
    near = Hints(near=(small_world.get("geonames:8"), small_world.get("geonames:6")))
    assert ids(resolve_all("A fire broke out in Paris.", small_world, "Paris", hints=near)) == ["geonames:3"]


def test_a_demonym_means_its_country(small_world: Gazetteer) -> None:
    assert ids(resolve_all("The French army left.", small_world, "French")) == ["geonames:1"]


def test_the_word_after_a_name_may_make_it_another_place(small_world: Gazetteer) -> None:
    text = "The rocket left East Port spaceport. The train left East Port in May."
    first = resolve_all(text, small_world, "East Port")
    assert ids(first) == ["curated:east-port"]


def test_a_name_means_the_town_rather_than_the_small_unit_around_it(small_world: Gazetteer) -> None:
    assert ids(resolve_all("They reached Porto at night.", small_world, "Porto")) == ["geonames:12"]
    assert ids(resolve_all("They crossed Porto district at night.", small_world, "Porto")) == ["geonames:13"]


def test_a_province_does_not_give_way_to_a_town_that_has_its_name_only_as_a_variant(
    placed: Callable[..., dict[str, Resolution]],
) -> None:
    found = placed("She crossed the river from Guatemala into Chiapas.")["Chiapas"].resolved
    assert found is not None
    assert found.feature == "A.ADM1"


def test_an_unknown_name_is_kept_with_its_reason_and_spoils_nothing(small_world: Gazetteer) -> None:
    found = resolve_all("From Qwrtz to Lyon.", small_world, "Qwrtz", "Lyon")
    assert isinstance(found[0].place, Unresolved)
    assert "Qwrtz" in found[0].place.reason
    assert found[0].confidence == 0.0
    assert ids(found)[1] == "geonames:7"


def test_no_mentions_give_no_resolutions(small_world: Gazetteer) -> None:
    assert resolve(Article("a", "", ""), (), small_world) == ()


def test_confidence_is_a_probability_and_rivals_come_best_first(small_world: Gazetteer) -> None:
    for r in resolve_all("From Springfield to Paris.", small_world, "Springfield", "Paris"):
        assert 0.0 < r.confidence < 1.0
        assert [c.score for c in r.rivals] == sorted((c.score for c in r.rivals), reverse=True)
        assert r.because


def test_an_outlets_domain_names_its_country_and_its_title_its_town(small_world: Gazetteer) -> None:
    by_url = hints_of_metadata(Article("a", "", "", url="https://www.example.co.uk/x"), small_world)
    assert by_url.countries == ("GB",)
    by_name = hints_of_metadata(Article("a", "", "", outlet="Lyon Gazette"), small_world)
    assert [p.id for p in by_name.near] == ["geonames:7"]
    assert hints_of_metadata(Article("a", "", "", outlet="Reuters"), small_world) == Hints()


def test_an_outlets_home_is_learnt_from_its_other_articles(small_world: Gazetteer) -> None:
    articles = [resolve_all("In Paris, Texas, and Dallas.", small_world, "Paris", "Texas", "Dallas") for _ in range(3)]
    home = home_of(articles)
    assert {p.id for p in home.near} == {"geonames:3", "geonames:6"}
    assert home_of(articles[:1]) == Hints()


def test_a_city_that_is_the_heart_of_its_province_is_meant_by_its_name(placed: Placed) -> None:
    place = placed("The rally started in Neuquén on Monday and went on to Zapala.")["Neuquén"].resolved
    assert place is not None
    assert place.feature_class == "P"
    state = placed("The law was signed by the governor of New York state.")["New York"].resolved
    assert state is not None
    assert state.feature == "A.ADM1"


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("The minister flew to New York on Monday.", "New York", "P.PPL"),
        ("Snow fell in Albany, New York, and farms in New York lost calves.", "New York", "A.ADM1"),
        ("The coffin was flown to Buenos Aires on Monday.", "Buenos Aires", "P.PPLC"),
        ("They reached Sao Paulo by bus from Curitiba.", "Sao Paulo", "P.PPL"),
        ("Cattle were counted in Buenos Aires province.", "Buenos Aires", "A.ADM1"),
    ],
)
def test_a_large_city_is_meant_by_its_name_unless_the_text_speaks_of_its_unit(
    placed: Placed, text: str, name: str, feature: str
) -> None:
    place = placed(text)[name].resolved
    assert place is not None
    assert place.feature == feature


def test_an_airport_is_known_by_the_words_behind_its_name(placed: Placed) -> None:
    place = placed("A prosecutor said that she landed at Hosea Kutako International Airport.")
    assert {r.resolved.feature for r in place.values() if r.resolved is not None} == {"S.AIRP"}


def test_a_border_post_gives_way_to_its_town(placed: Placed) -> None:
    place = placed("Refugees walked through Medyka to Przemyśl in Poland.")["Medyka"].resolved
    assert place is not None
    assert place.feature_class == "P"


def test_a_short_name_means_the_city_that_is_called_so(placed: Placed) -> None:
    place = placed("The ship sailed from Tema, the port of Accra, to Las Palmas.")["Las Palmas"].resolved
    assert place is not None
    assert place.country == "ES"


def test_a_long_name_is_not_taken_apart(placed: Placed) -> None:
    found = placed("She lives in San Martín de los Andes and works in San Carlos de Bariloche.")
    assert set(found) == {"San Martín de los Andes", "San Carlos de Bariloche"}
