"""After-matter: what a web page hangs on an article is told from the article."""

import csv
from pathlib import Path

import pytest

import geo.articles
from geo.articles.article import SectionKind
from geo.articles.sections import divide

BODY = (
    "The freighter sailed from Durban on Monday with maize for Madagascar, port officials said, and is due on Friday."
)
ROWS = list(csv.DictReader((Path(geo.articles.__file__).parent / "after_matter.csv").read_text("utf-8").splitlines()))


def body_of(text):
    return "".join(text[s.start : s.end] for s in divide(text) if s.kind is SectionKind.BODY)


@pytest.mark.parametrize("row", ROWS, ids=[row["example"][:40] for row in ROWS])
def test_every_row_matches_its_own_example(row):
    assert row["example"] not in body_of(f"{BODY}\n\n{row['example']}\n")


def test_comments_make_all_that_follows_after_matter():
    text = f"{BODY}\n\n3 comments\n\nAnn\n\n{BODY} I was in Lisbon once, and it was lovely.\n\nReply"
    assert "Lisbon" not in body_of(text)


def test_a_comment_count_above_the_story_does_not_swallow_it():
    assert BODY in body_of(f"Ship sails with maize\n7 comments\n\n{BODY}")


def test_related_links_end_where_prose_resumes():
    text = f"{BODY}\n\nRelated stories\n\nFloods in Chad\n\nVote in Peru\n\n{BODY} It then calls at Tamatave."
    assert "Chad" not in body_of(text)
    assert "Tamatave" in body_of(text)


def test_a_credit_line_is_only_that_line():
    text = f"{BODY}\n\n(Reporting by A. Writer in Nairobi; Editing by B. Other)\n\n{BODY} End."
    assert "Nairobi" not in body_of(text)
    assert body_of(text).count("freighter") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Officials shared a comment by the mayor of Osaka about the ship, which had sailed from Kobe a week before.",
        "Readers of the ship's log will find Durban listed first, said the harbour master, who commented on it.",
        "He would comment no further.",
    ],
)
def test_prose_that_uses_the_same_words_stays(line):
    assert line in body_of(f"{BODY}\n\n{line}\n\n{BODY}")


def test_text_without_after_matter_is_one_section():
    assert [s.kind for s in divide(BODY)] == [SectionKind.BODY]
    assert [s.kind for s in divide("")] == [SectionKind.BODY]
