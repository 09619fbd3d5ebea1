"""Properties that hold for any input: readers that take it or refuse it in words, values that survive a round trip."""

import json
from datetime import date
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles.dating import find_published, read_date
from geo.articles.formats import READERS, Draft, guess_format
from geo.articles.read import article_of, read_articles
from geo.articles.sections import divide
from geo.cli.output import clean
from geo.coords import LonLat, geodesic_km, initial_bearing_deg, parse_latlon
from geo.errors import ArticleError, CoordinateError
from geo.numerals import read_numeral
from geo.story import Story
from geo.tokens import tokenise

ANY = st.text(max_size=400)
PROSE = st.text(alphabet=printable + "’“”½²٣éßЖ中\u00a0\u202f\u0301", max_size=400)
AT = st.builds(LonLat, lon=st.floats(-180, 180), lat=st.floats(-90, 90))


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300), suffix=st.sampled_from(sorted(set(READERS) - {".html", ".htm", ".parquet"})))
def test_any_bytes_are_an_article_or_one_fault_that_names_the_file(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(data)
    reading = read_articles([path])
    assert reading.articles or reading.faults
    assert all("a." in str(fault) for fault in reading.faults)
    assert all(article.text.encode("utf-8") for article in reading.articles)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | ANY,
        lambda v: st.lists(v) | st.dictionaries(ANY, v),
        max_leaves=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_json_is_an_article_or_a_fault(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("any") / "a.json"
    path.write_text(json.dumps({"text": "Accra", "title": value, "published": value, "id": value}))
    reading = read_articles([path])
    assert len(reading.articles) + len(reading.faults) == 1


@given(PROSE)
def test_sections_cover_any_text_without_gap(text):
    sections = divide(text)
    assert [s.start for s in sections] == [0, *[s.end for s in sections[:-1]]]
    assert sections[-1].end == len(text)


@given(ANY.filter(str.strip))
def test_an_article_of_any_text_can_be_written(text):
    article = article_of(Draft(text, "here", title=text, url=text, outlet=text), id="x")
    assert len(article.text) == len(text)
    story = Story(article.title, (article,))
    plain = json.loads(json.dumps(story.to_json()))
    assert Story.from_json(plain).to_json() == story.to_json()
    json.dumps(plain, ensure_ascii=False).encode("utf-8")


@given(st.dates())
def test_a_date_is_read_back_however_it_is_written(day):
    assert read_date(day.isoformat(), "here") == day
    assert read_date(f"{day.isoformat()}T23:59:59Z", "here") == day
    if day.year >= 1000:
        assert find_published(f"Some headline\n{day:%B} {day.day}, {day.year}\n\n") == day


@given(PROSE)
def test_a_date_is_read_or_refused_in_words(text):
    try:
        read = read_date(text, "here")
    except ArticleError as error:
        read = str(error)
    assert read is None or isinstance(read, date) or read.startswith("here: ")


@given(st.binary(max_size=200))
def test_the_format_of_any_bytes_is_one_that_is_read(data):
    assert guess_format(data) in READERS


@given(PROSE)
def test_tokens_stand_where_they_say(text):
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


@given(st.text(alphabet="0123456789.,/ ½¼²٣-ahundredtwofivmilo", max_size=60))
def test_a_numeral_is_read_or_is_none(text):
    tokens = tokenise(text)
    for at in range(len(tokens)):
        numeral = read_numeral(tokens, at)
        assert numeral is None or (numeral.value >= 0 and at < numeral.end <= len(tokens))


@given(ANY)
def test_what_is_printed_drives_no_terminal(text):
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\n", "\0"} & set(clean(text))


@given(AT)
def test_a_point_is_read_back_as_it_was_written(at):
    read = parse_latlon(f"{at.lat:.6f}, {at.lon:.6f}")
    assert read is not None
    assert read == pytest.approx(at, abs=1e-6)


@given(st.text(alphabet="0123456789.,;-+ NSEWnsew°", max_size=40))
def test_any_text_is_a_point_on_earth_none_or_refused(text):
    try:
        at = parse_latlon(text)
    except CoordinateError:
        return
    assert at is None or (abs(at.lat) <= 90 and abs(at.lon) <= 180)


@given(AT, AT)
def test_distance_is_the_same_both_ways_and_bearings_are_bearings(one, other):
    there = geodesic_km(one, other)
    assert there == pytest.approx(geodesic_km(other, one), abs=1e-6)
    assert 0 <= there <= 20004
    assert 0 <= initial_bearing_deg(one, other) < 360.0000001
