from maps.excerpts import GAP, excerpted
from tests.maps import stories


def test_all_offsets_still_point_at_the_same_words() -> None:
    story = excerpted(stories.train_story())
    texts = {a.id: a.text for a in story.articles}
    for resolution in story.resolutions:
        mention = resolution.mention
        assert texts[mention.article_id][mention.start : mention.end] == mention.text
    for finding in story.findings:
        claim = finding.claim
        assert texts[claim.article_id][claim.start : claim.start + 20] == claim.text[:20]
    evidence = [e for i in story.itineraries for part in (*i.stops, *i.legs, *i.contradictions) for e in part.evidence]
    assert len(evidence) >= 9
    for item in evidence:
        assert texts[item.article_id][item.start : item.end] == item.text


def test_what_nothing_points_at_is_gone() -> None:
    whole = stories.pile(1, mentions=3)
    padded = whole.articles[0].text + "Nobody mentions anything here. " * 40
    from dataclasses import replace

    story = excerpted(replace(whole, articles=(replace(whole.articles[0], text=padded),)))
    assert "Nobody mentions" not in story.articles[0].text
    assert story.articles[0].text.endswith(GAP)


def test_a_cut_story_is_still_a_story() -> None:
    story = excerpted(stories.train_story())
    assert type(story).from_json(story.to_json()).to_json() == story.to_json()
    assert [len(i.stops) for i in story.itineraries] == [4, 2]
