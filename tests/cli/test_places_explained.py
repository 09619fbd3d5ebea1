"""`geo places --explain`: what each mention could have meant, and why it means what it does."""

import pytest

TEXT = "She flew from Paris, Texas, to Dallas on Monday. Kenyan runners were seen in Zxaltown and on Highway 19."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def test_every_mention_shows_its_candidates_with_scores_and_evidence(geo, article):
    out = geo("places", article, "--explain").out
    paris = out[out.index(" Paris [name]") : out.index(" Texas [name]")]
    assert "→ Paris, TX, US" in paris
    assert "the text names it with Texas" in paris
    assert "Paris, KY, US" in paris
    assert "score +" in paris
    assert "in the parent named +" in paris


def test_a_name_without_a_place_says_why(geo, article):
    assert "no place named Zxaltown is in the gazetteer" in geo("places", article, "--explain").out


def test_json_holds_the_same(geo, article):
    (explained,) = geo("places", article, "--explain", "--format", "json").json()["explained"]
    first = explained["mentions"][0]
    assert (first["text"], TEXT[first["start"] : first["end"]]) == ("Paris", "Paris")
    assert first["candidates"][0]["id"] == first["place"]
    assert {e["what"] for e in first["candidates"][0]["evidence"]} >= {"in the parent named"}


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_forms_that_have_no_room_for_it_say_so(geo, article, form):
    ran = geo("places", article, "--explain", "--format", form)
    assert ran.code != 0
    assert "--explain" in ran.err


def test_an_article_without_places_says_so(geo, tmp_path):
    (tmp_path / "b.txt").write_text("nothing at all happened today, and nobody went anywhere at all")
    ran = geo("places", tmp_path / "b.txt", "--explain")
    assert ran.out == ""
    assert "name no place" in ran.err
