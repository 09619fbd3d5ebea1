from geo.geoparse.words import read_words


def test_state_abbreviations_keep_their_period() -> None:
    assert read_words("in Paris, Ky., and Erie, Pa.").words[3] == "Ky."
    assert "W. Va." in read_words("at Wheeling, W. Va., today").words
    assert "U.S." in read_words("the U.S. Navy").words


def test_possessive_and_hyphen_stand_alone() -> None:
    words = read_words("Russia’s Moscow-born envoy").words
    assert words[:5] == ["Russia", "’s", "Moscow", "-", "born"]


def test_offsets_point_into_the_text() -> None:
    text = "KYIV, Ukraine (Reuters) — Shells fell on São Tomé."
    words = read_words(text)
    assert all(text[s:e] == w for s, e, w in zip(words.starts, words.ends, words.words, strict=True))
    assert words.surface(0, 3) == "KYIV, Ukraine"


def test_lines_in_capitals_and_in_title_case_are_told_from_running_text() -> None:
    words = read_words("TRAIN LEAVES FOR THE COAST\nHe left. The Train To Paris Leaves Today.")
    assert words.loud[0] == 2
    assert words.loud[words.words.index("He")] == 0
    assert words.loud[words.words.index("Today")] == 1


def test_a_text_without_words_is_no_error() -> None:
    assert len(read_words("")) == 0
    assert len(read_words(" \n ")) == 0
