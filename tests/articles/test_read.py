"""Reading: every format, every fault, and the rest of the batch goes on."""

import io
import json
from datetime import date

import pytest

from geo.articles import read_articles
from geo.articles.article import SectionKind

PROSE = (
    "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said. " * 2
)


def read(tmp_path, name, content, **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_articles([path], **options)


def only(reading):
    assert reading.faults == ()
    (article,) = reading.articles
    return article


def fault(reading):
    assert reading.articles == ()
    (error,) = reading.faults
    return str(error)


def test_text_takes_its_headline_and_its_stated_date(tmp_path):
    article = only(read(tmp_path, "a.txt", f"Aid convoy reaches Bolgatanga\n12 March 2024\n\n{PROSE}"))
    assert (article.id, article.title, article.published) == ("a", "Aid convoy reaches Bolgatanga", date(2024, 3, 12))


def test_text_without_headline_is_titled_by_its_first_words(tmp_path):
    assert only(read(tmp_path, "a.txt", PROSE)).title.startswith("The convoy left Tamale at dawn")


def test_a_date_inside_the_story_is_not_taken_for_its_date(tmp_path):
    article = only(read(tmp_path, "a.txt", f"A headline of some words\n\n{PROSE}\n\nBorn May 1, 1950, he farms."))
    assert article.published is None


def test_the_given_date_yields_to_the_stated_one(tmp_path):
    given = date(2020, 1, 1)
    assert only(read(tmp_path, "a.txt", PROSE, published=given)).published == given
    stated = read(tmp_path, "b.md", f"---\npublished: 2023-09-12\n---\n{PROSE}", published=given)
    assert only(stated).published == date(2023, 9, 12)


def test_front_matter_gives_the_facts_and_leaves_the_text(tmp_path):
    source = f"---\ntitle: 'Ghana: a convoy'\noutlet: AP\ndigest: true\nurl: https://e.org/x\n---\n\n{PROSE}"
    article = only(read(tmp_path, "a.md", source))
    assert (article.title, article.outlet, article.digest) == ("Ghana: a convoy", "AP", True)
    assert article.text.startswith("The convoy left")


def test_front_matter_with_a_colon_in_a_title_is_read_as_it_was_meant(tmp_path):
    source = f"---\ntitle: Rally: Ferreyra leads: stage \"three\"\npublished: 2024-03-12\noutlet: 'AP'\n---\n\n{PROSE}"
    article = only(read(tmp_path, "a.md", source))
    assert (article.title, article.outlet) == ('Rally: Ferreyra leads: stage "three"', "AP")
    assert article.published == date(2024, 3, 12)


def test_broken_front_matter_names_its_line(tmp_path):
    assert "a.md, line 3" in fault(read(tmp_path, "a.md", "---\ntitle: x\n  bad: [\n---\ntext"))


def test_a_map_of_ours_beside_the_articles_is_left_out_and_said_so(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE)
    (tmp_path / "map.html").write_text('<!doctype html><script id="geo-story" type="application/json">{}</script>')
    reading = read_articles([tmp_path])
    assert [article.id for article in reading.articles] == ["a"]
    assert "a map that geo made" in str(reading.faults[0])


def test_html_gives_the_article_and_not_the_page(tmp_path):
    paragraphs = "".join(f"<p>{PROSE}</p>" for _ in range(4))
    page = (
        "<!doctype html><html lang='en'><head><title>Convoy</title><meta property='og:site_name' content='The Daily'>"
        "<meta property='article:published_time' content='2024-03-12T08:00:00Z'></head><body><nav>Home World</nav>"
        f"<article><h1>Convoy reaches Bolgatanga</h1>{paragraphs}</article><footer>Cookies</footer></body></html>"
    )
    article = only(read(tmp_path, "a.html", page))
    assert article.published == date(2024, 3, 12)
    assert "Bolgatanga" in article.text
    assert "Cookies" not in article.text


def test_json_reads_one_or_many(tmp_path):
    assert only(read(tmp_path, "a.json", json.dumps({"text": PROSE, "title": "T"}))).title == "T"
    many = read(tmp_path, "b.json", json.dumps({"articles": [{"id": "x", "text": PROSE}, {"id": "y", "text": PROSE}]}))
    assert [a.id for a in many.articles] == ["x", "y"]


def test_a_broken_line_is_reported_and_the_rest_goes_on(tmp_path):
    lines = [
        json.dumps({"id": "x", "text": PROSE}),
        "{broken",
        json.dumps({"id": "y"}),
        json.dumps({"id": "z", "text": PROSE}),
    ]
    reading = read(tmp_path, "a.jsonl", "\n".join(lines))
    assert [a.id for a in reading.articles] == ["x", "z"]
    assert ["line 2" in str(reading.faults[0]), "line 3" in str(reading.faults[1])] == [True, True]


def test_parquet_reads_a_row_an_article(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(
        pa.table({"id": ["x", "y"], "text": [PROSE, PROSE], "date": ["2024-03-12", None]}), tmp_path / "c.parquet"
    )
    reading = read_articles([tmp_path / "c.parquet"])
    assert [(a.id, a.published) for a in reading.articles] == [("x", date(2024, 3, 12)), ("y", None)]
    assert "not a Parquet file" in fault(read(tmp_path, "b.parquet", b"PAR1 nothing"))


def test_a_repeated_id_is_told_apart(tmp_path):
    line = json.dumps({"id": "x", "text": PROSE})
    assert [a.id for a in read(tmp_path, "a.jsonl", f"{line}\n{line}").articles] == ["x", "x-2"]


def test_a_folder_is_searched_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "note.docx", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PROSE)
    assert [a.id for a in read_articles([tmp_path]).articles] == ["a", "b", "c"]


def test_a_pdf_gives_its_text_layer(tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)
    assert "holds no text" in fault(read(tmp_path, "scan.pdf", stream.getvalue()))


def test_standard_input_is_read_by_what_it_looks_like(monkeypatch):
    class Piped:
        buffer = io.BytesIO(json.dumps({"text": PROSE, "title": "Piped"}).encode())

    monkeypatch.setattr("sys.stdin", Piped)
    assert only(read_articles(["-"])).title == "Piped"


def test_old_encodings_are_understood(tmp_path):
    text = "Der Konvoi überquerte die Grenze bei Görlitz und fuhr über Łódź weiter nach Norden, hieß es. " * 5
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        assert "Görlitz" in only(read(tmp_path, "a.txt", text.encode(encoding))).text
    assert "Görlitz" in only(read(tmp_path, "a.txt", text.replace("Łódź", "Lodz").encode("cp1252"))).text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n ", "is empty"),
        ("a.txt", b"\x7fELF\0\0\1", "binary file"),
        ("a.json", b'{"text": ', "not valid JSON"),
        ("a.json", b'{"body": "x"}', 'is an object with a "text"'),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.pdf", b"%PDF-1.7 broken", "cannot be read"),
        ("a.docx", b"PK", "known are txt"),
        ("a.md", b"---\npublished: soon\n---\nText of it.", "'soon' is not a date"),
        ("a.md", b"---\n- a\n---\nText of it.", "front matter"),
        ("a.jsonl", b'{"text": "' + b"x" * 5_000_001 + b'"}', "5,000,001 characters"),
    ],
)
def test_bad_input_gives_one_clear_error(tmp_path, name, content, says):
    message = fault(read(tmp_path, name, content))
    assert name in message
    assert says in message


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path):
    faults = [str(f) for f in read_articles([tmp_path / "no.txt", tmp_path]).faults]
    assert "no such file" in faults[0]
    assert "no articles in this folder" in faults[1]


def test_sections_cover_the_text(tmp_path):
    article = only(
        read(tmp_path, "a.txt", f"Title of the piece\n7 comments\n\n{PROSE}\n\nLeave a Comment\n\nI was in Rome.")
    )
    kinds = [s.kind for s in article.sections]
    assert kinds == [SectionKind.BODY, SectionKind.AFTER_MATTER, SectionKind.BODY, SectionKind.AFTER_MATTER]
    assert [s.start for s in article.sections[1:]] == [s.end for s in article.sections[:-1]]
    assert (article.sections[0].start, article.sections[-1].end) == (0, len(article.text))
    assert not article.in_body(article.text.index("Rome"))
