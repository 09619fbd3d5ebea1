import json

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse
from geo.geoparse.explain import explain


def test_every_mention_shows_its_candidates_scores_and_evidence(world: Gazetteer) -> None:
    article = Article("a", "", "She flew from Paris, Texas, to Dallas on Monday.")
    rows = explain(article, world)
    assert [row["text"] for row in rows] == ["Paris", "Texas", "Dallas"]
    paris = rows[0]
    assert paris["parents"] == ["Texas"]
    assert paris["candidates"][0]["admin1"] == "TX"
    assert paris["candidates"][0]["id"] == paris["place"]
    assert any(e["what"] == "in the parent named" for e in paris["candidates"][0]["evidence"])
    json.dumps(rows)


def test_it_explains_what_geoparse_decides(world: Gazetteer) -> None:
    article = Article("a", "", "The march from Nairobi to Mombasa, Kenya, ended in Voi. Kenyan police watched.")
    decided = [r.resolved.id if r.resolved else None for r in geoparse(article, world)]
    assert [row["place"] for row in explain(article, world)] == decided


def test_an_article_without_places_has_nothing_to_explain(world: Gazetteer) -> None:
    assert explain(Article("a", "", "nothing at all happened today"), world) == []
