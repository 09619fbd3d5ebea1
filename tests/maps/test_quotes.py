from geo.articles.article import Article
from geo.story import Story
from maps.quotes import LONGEST, Quotes, clip, sentence
from tests.maps import stories


def words(quote: object) -> str:
    return "".join(p.text for p in quote.pieces)  # type: ignore[attr-defined]


def test_an_excerpt_is_the_sentence_with_its_places_told_apart() -> None:
    story = stories.train_story()
    evidence = story.itineraries[0].stops[0].evidence[0]
    quote = Quotes(story).of(evidence.article_id, evidence.start, evidence.end)
    assert quote is not None
    assert words(quote) == "Kim Jong Un left Pyongyang by armoured train on Sunday afternoon, state media say."
    assert [p.text for p in quote.pieces if p.kind == "place"] == ["Pyongyang"]
    assert "".join(p.text for p in quote.pieces if p.kind in ("words", "place")) == evidence.text


def test_the_figure_of_a_claim_is_told_apart() -> None:
    story = stories.train_story()
    claim = story.findings[0].claim
    quote = Quotes(story).of(claim.article_id, claim.start, claim.end)
    assert quote is not None
    assert [p.text for p in quote.pieces if p.kind == "figure"] == ["425 miles (680 kilometres)"]


def test_an_abbreviation_does_not_end_the_sentence() -> None:
    text = "Before. The U.S. envoy Mr. Smith left Paris at noon. After."
    start = text.index("Paris")
    first, last = sentence(text, start, start + 5)
    assert text[first:last] == "The U.S. envoy Mr. Smith left Paris at noon."


def test_a_word_of_a_megabyte_is_cut_and_spans_off_the_end_are_harmless() -> None:
    text = "W" * 1_000_000
    story = Story("t", (Article("a", "t", text),))
    quote = Quotes(story).of("a", 400_000, 400_010)
    assert quote is not None
    assert len(words(quote)) <= LONGEST + 10
    assert quote.cut_before
    assert quote.cut_after
    assert Quotes(story).of("a", 2_000_000, 2_000_001) is not None
    assert Quotes(story).of("unknown", 0, 1) is None


def test_clip_never_exceeds_its_length() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("abcdef", 4) == "abc…"


def test_two_pieces_of_evidence_in_one_sentence_make_one_excerpt() -> None:
    story = stories.train_story()
    evidence = (stories.said("digest-1", "left Pyongyang"), stories.said("digest-1", "on Sunday afternoon"))
    assert len(Quotes(story).all(evidence)) == 1
