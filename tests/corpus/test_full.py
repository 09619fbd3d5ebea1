"""Claims and journeys of a corpus, what stats tell of them, and the commands that take what `geo parse` wrote."""

import json
import shutil

import pytest

from geo.corpus import corpus_stats, parse_corpus
from geo.corpus.parsed import is_parsed, read_parsed, read_stories
from geo.vocabulary import Verdict

TEXTS = (
    "A freighter sailed from Durban to Toamasina on Monday, the port said. It had left Durban late.",
    "Tamale lies about 1,900 km south of Bolgatanga, the mayor said. Nobody in Tamale believed it.",
    "Lyon is about 390 km from Paris. Trains leave Paris every hour.",
    "Nothing happened and nobody came.",
    "Flooding cut the road between Sylhet and Dhaka.",
)
DAYS = ("2024-03-12", "2024-03-13", "2024-04-01", "2024-04-02", None)


@pytest.fixture(scope="module")
def parsed(tmp_path_factory):
    """One corpus, parsed with claims and journeys to both forms."""
    folder = tmp_path_factory.mktemp("parsed")
    with (folder / "c.jsonl").open("w") as out:
        for i in range(15):
            facts = {"id": f"a{i}", "text": TEXTS[i % 5], "title": f"Report {i}", "outlet": "The Wire"}
            out.write(json.dumps(facts | {"published": DAYS[i % 5]}) + "\n")
    pytest.importorskip("pyarrow")
    parse_corpus(folder / "c.jsonl", folder / "out.jsonl", full=True)
    parse_corpus(folder / "c.jsonl", folder / "out.parquet", full=True)
    parse_corpus(folder / "c.jsonl", folder / "bare.parquet")
    parse_corpus(folder / "c.jsonl", folder / "bare.jsonl")
    return folder


@pytest.fixture(params=["out.jsonl", "out.parquet"])
def output(request, parsed):
    return parsed / request.param


def test_both_forms_tell_the_same(parsed):
    assert corpus_stats(parsed / "out.jsonl") == corpus_stats(parsed / "out.parquet")


def test_stats_count_articles_without_a_place_too(output):
    stats = corpus_stats(output)
    assert stats["articles"] == 15
    assert stats["months"] == [{"month": "2024-03", "articles": 6}, {"month": "2024-04", "articles": 6}]


def test_stats_show_the_most_disputed_claim_and_the_journeys(output):
    stats = corpus_stats(output)
    assert stats["claims"]["verdicts"] == {"disagree": 3, "close": 0, "agree": 3, "uncheckable": 0}
    assert stats["claims"]["disputed"][0]["as_written"] == "1,900 km"
    assert {"from": "Durban", "to": "Toamasina", "journeys": 3} in stats["journeys"]["legs"]


@pytest.mark.parametrize("name", ["bare.jsonl", "bare.parquet"])
def test_what_was_not_looked_for_is_not_counted_as_none(parsed, name):
    assert read_stories(parsed / name) is None
    assert corpus_stats(parsed / name)["claims"] is None


def test_stories_come_back_as_they_were_found(output):
    stories = list(read_stories(output))
    assert [story.articles[0].id for story in stories] == [f"a{i}" for i in range(15) if i % 5 < 3]
    verdicts = [finding.verdict for story in stories for finding in story.findings]
    assert verdicts == [Verdict.DISAGREE, Verdict.AGREE] * 3
    for story in stories:
        for finding in story.findings:
            claim = finding.claim
            assert story.articles[0].text[claim.start : claim.end] == claim.text


def test_an_article_is_one_however_the_rows_are_cut(parsed, monkeypatch):
    from geo.corpus import parsed as module

    whole = [article.id for article in read_parsed(parsed / "out.parquet")]
    real = module._open_table

    class Cut:
        def __init__(self, source):
            self.table = real(source)
            self.schema_arrow = self.table.schema_arrow

        def iter_batches(self, columns, **_):
            return self.table.iter_batches(batch_size=3, columns=columns)

    monkeypatch.setattr(module, "_open_table", Cut)
    assert [article.id for article in read_parsed(parsed / "out.parquet")] == whole
    assert len(set(whole)) == len(whole) == 12


@pytest.mark.parametrize(
    ("name", "shape", "rows"),
    [("out.parquet", "Point", 33), ("out.claims.parquet", "LineString", 6), ("out.journeys.parquet", "LineString", 3)],
)
def test_geometry_is_what_geoparquet_says_and_where_the_places_are(parsed, name, shape, rows):
    import pyarrow.parquet as pq
    import shapely

    table = pq.read_table(parsed / name)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"] == {"encoding": "WKB", "geometry_types": [shape]}
    shapes = shapely.from_wkb(table.column("geometry").to_pylist())
    assert {s.geom_type for s in shapes} == {shape}
    assert len(shapes) >= rows - 3
    if shape == "Point":
        assert [round(s.x, 5) for s in shapes] == table.column("lon").to_pylist()


def test_tables_are_read_by_pandas(parsed):
    pandas = pytest.importorskip("pandas")
    claims = pandas.read_parquet(parsed / "out.claims.parquet")
    assert list(claims.verdict) == ["disagree", "agree"] * 3
    journeys = pandas.read_parquet(parsed / "out.journeys.parquet")
    assert [list(places) for places in journeys.places] == [["Durban", "Toamasina"]] * 3
    mentions = pandas.read_parquet(parsed / "out.parquet")
    assert set(mentions[mentions.article_id == "a4"].place) == {"Sylhet", "Dhaka"}


def test_tables_are_read_by_gdal_where_it_can(parsed):
    pyogrio = pytest.importorskip("pyogrio")
    if "Parquet" not in pyogrio.list_drivers():
        pytest.skip("this GDAL is built without Parquet")
    assert pyogrio.read_info(parsed / "out.parquet")["geometry_type"] == "Point"


def test_a_bare_run_over_a_full_one_leaves_no_stale_claims(parsed, tmp_path):
    shutil.copy(parsed / "c.jsonl", tmp_path / "c.jsonl")
    parse_corpus(tmp_path / "c.jsonl", tmp_path / "out.parquet", full=True)
    parse_corpus(tmp_path / "c.jsonl", tmp_path / "out.parquet")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.jsonl", "out.parquet"]


def test_articles_are_not_taken_for_a_parsed_corpus(parsed):
    assert not is_parsed(parsed / "c.jsonl")
    assert is_parsed(parsed / "out.jsonl")
    assert is_parsed(parsed / "bare.parquet")
    assert not is_parsed(parsed / "none.parquet")
    assert not is_parsed(parsed / "out.stories.parquet")


@pytest.mark.parametrize("form", ["table", "json", "csv", "geojson"])
def test_places_takes_it(geo, output, form):
    ran = geo("places", output, "--format", form)
    assert ran.code == 0
    assert "Durban" in ran.out
    if form == "json":
        row = next(p for p in ran.json()["places"] if p["name"] == "Durban")
        assert (row["mentions"], row["articles_count"]) == (6, 3)


def test_check_takes_it_and_shows_the_disputed_first(geo, output):
    ran = geo("check", output, "--format", "json")
    assert ran.code == 1
    assert [c["verdict"] for c in ran.json()["claims"]] == ["disagree"] * 3 + ["agree"] * 3


@pytest.mark.parametrize("name", ["bare.jsonl", "bare.parquet"])
def test_check_says_that_nothing_was_looked_for(geo, parsed, name):
    ran = geo("check", parsed / name)
    assert (ran.code, "--full" in ran.err) == (2, True)


def test_route_takes_it(geo, output):
    names = [s["place"]["name"] for s in geo("route", output, "--format", "json").json()["itineraries"][0]["stops"]]
    assert names == ["Durban", "Toamasina"]


def test_render_shows_counts_by_time_and_keeps_only_the_articles_behind_a_line(geo, output, tmp_path):
    ran = geo("render", output, "-o", tmp_path / "map.json")
    assert ran.code == 0
    story = json.loads((tmp_path / "map.json").read_text())
    digest, *others = story["articles"]
    assert digest["digest"] is True
    assert "12 March 2024: 3 articles naming places. Most named: Durban 6; Toamasina 3." in digest["text"]
    assert "It claims 6 distances" in digest["text"]
    assert {a["id"] for a in others} <= {f"a{i}" for i in range(15) if i % 5 < 3}
    assert [f["verdict"] for f in story["findings"]] == ["disagree"] * 3 + ["agree"] * 3
    for resolution in story["resolutions"]:
        mention = resolution["mention"]
        assert digest["text"][mention["start"] : mention["end"]] == mention["text"]


def test_a_page_of_a_corpus_counts_every_mention(geo, parsed, tmp_path):
    assert geo("render", parsed / "bare.parquet", "-o", tmp_path / "map.csv").code == 0
    assert geo("render", parsed / "bare.parquet", "-o", tmp_path / "map.html").code == 0
    page = (tmp_path / "map.html").read_text("utf-8")
    assert "6 mentions" in page
    assert '<p class="counts">15 articles · ' in page
    assert "Counted over 15 articles" in page
    assert "own words" not in page


def test_a_corpus_beside_other_sources_is_refused(geo, parsed):
    ran = geo("places", parsed / "out.jsonl", parsed / "c.jsonl")
    assert (ran.code, "give it alone" in ran.err) == (2, True)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_stats_prints_claims_and_journeys(geo, output, form):
    ran = geo("stats", output, "--format", form)
    assert ran.code == 0
    assert "disagree" in ran.out
    assert "Toamasina" in ran.out


def test_parse_tells_what_it_did_and_names_duplicates(geo, parsed, tmp_path):
    (tmp_path / "c.jsonl").write_text((parsed / "c.jsonl").read_text() * 2)
    ran = geo("parse", tmp_path / "c.jsonl", "-o", tmp_path / "out.jsonl", "--workers", "1")
    assert ran.code == 2
    assert "30 articles" in ran.err
    assert "2 articles bear the id a0" in ran.err
