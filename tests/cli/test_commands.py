"""The commands as a person uses them, on the seeds: outcomes, formats, exit codes."""

import csv
import io
import json

import pytest

from geo.cli.app import COMMANDS
from tests.cli.conftest import SEEDS


def test_places_finds_the_places_of_the_story(geo):
    document = geo("places", SEEDS, "--format", "json").json()
    found = {p["name"]: p for p in document["places"]}
    for name in ("Pyongyang", "Khasan", "Vladivostok", "Moscow", "Seoul", "Beijing", "Washington", "Russia", "China"):
        assert name in found, name
    assert any("Vostochny" in name for name in found)
    khasan = found["Khasan"]
    assert (khasan["country"], round(khasan["lat"]), round(khasan["lon"])) == ("RU", 42, 131)


def test_places_marks_after_matter_and_keeps_it_off_the_list(geo):
    document = geo("places", SEEDS, "--format", "json").json()
    late = {m["place"]["name"] for a in document["articles"] for m in a["mentions"] if m.get("section") and m["place"]}
    assert {"Tallinn", "Dubai", "Tokyo", "Fangchuan"} <= late
    assert not {"Tallinn", "Dubai", "Fangchuan"} & {p["name"] for p in document["places"]}


def test_every_mention_stands_where_it_says(geo):
    from geo.articles import read_articles

    texts = {a.id: a.text for a in read_articles([SEEDS]).articles}
    document = geo("places", SEEDS, "--format", "json").json()
    for article in document["articles"]:
        for m in article["mentions"]:
            assert texts[article["id"]][m["start"] : m["end"]] == m["text"]


def test_places_prints_csv_and_geojson(geo):
    rows = list(csv.DictReader(io.StringIO(geo("places", SEEDS, "--format", "csv").out)))
    assert {"article", "start", "text", "lat", "lon", "country"} <= set(rows[0])
    assert geo("places", SEEDS, "--format", "geojson").json()["type"] == "FeatureCollection"


def test_the_journey_runs_from_pyongyang_to_khasan_by_rail_along_the_coast(geo):
    document = geo("route", SEEDS, "--format", "json").json()
    kim = document["itineraries"][0]
    names = [s["place"]["name"] for s in kim["stops"]]
    assert names[:2] == ["Pyongyang", "Khasan"]
    pyongyang, khasan = kim["stops"][:2]
    assert (pyongyang["status"], pyongyang["when"]["start"][:10]) == ("done", "2023-09-10")
    assert (khasan["status"], khasan["when"]["start"][:10]) == ("done", "2023-09-12")
    leg = kim["legs"][0]
    assert (leg["mode"], leg["status"], leg["from"], leg["to"]) == ("rail", "done", 0, 1)
    assert leg["length_km"] == pytest.approx(836, rel=0.05)
    assert "CN" not in {c["country"] for c in leg["countries"]}
    branches = {s["place"]["name"]: s["status"] for s in kim["stops"][2:]}
    assert branches.get("Vladivostok") in {"planned", "rumoured"}
    assert any("Vostochny" in name and status == "rumoured" for name, status in branches.items())
    assert all(s["evidence"] for s in kim["stops"])


def test_the_425_mile_claim_agrees_and_its_direction_is_loose(geo):
    ran = geo("check", SEEDS, "--format", "json")
    assert ran.code == 0
    (claim,) = [c for c in ran.json()["claims"] if c["km"] and 670 < c["km"] < 700]
    assert (claim["from"]["name"], claim["to"]["name"]) == ("Pyongyang", "Vladivostok")
    assert claim["verdict"] == "agree"
    assert claim["measured"]["straight_km"] == pytest.approx(684.5, abs=1)
    assert claim["direction"]["verdict"] == "loose"
    assert "rail" in claim["because"]


def test_distance_measures_every_way(geo):
    document = geo("distance", "Pyongyang", "Vladivostok", "--by", "all", "--format", "json").json()
    assert document["straight_km"] == pytest.approx(684.5, abs=1)
    assert document["compass"] == "north-east"
    assert document["routes"]["rail"]["length_km"] == pytest.approx(1180, rel=0.05)
    assert set(document["routes"]) == {"rail", "road", "sea"}


def test_a_wrong_claim_exits_1_with_a_sentence(geo):
    ran = geo("distance", "Pyongyang", "Vladivostok", "--claim", "900 km")
    assert ran.code == 1
    assert "900 km" in ran.out + ran.err
    assert geo("distance", "Pyongyang", "Vladivostok", "--claim", "about 680 km").code == 0


def test_lookup_puts_the_likeliest_first(geo):
    document = geo("lookup", "Vostochny Cosmodrome", "--format", "json").json()
    assert document["schema"] == "geo.lookup/1"
    assert document["places"][0]["country"] == "RU"
    assert geo("lookup", "Paris, Texas", "--format", "json").json()["places"][0]["country"] == "US"
    assert geo("lookup", "Qqqzzxw", "--format", "json").code == 1


def test_render_writes_one_page_without_a_request(geo, tmp_path):
    target = tmp_path / "map.html"
    ran = geo("render", SEEDS, "-o", target)
    assert ran.code == 0
    page = target.read_text("utf-8")
    assert target.stat().st_size < 1_500_000
    assert 'id="geo-story"' in page
    assert "Content-Security-Policy" in page
    for bad in ('src="http', 'href="http://cdn', "//cdn."):
        assert bad not in page


@pytest.mark.parametrize("suffix", ["geojson", "kml", "gpx", "svg", "png", "json"])
def test_render_picks_the_form_by_the_suffix(geo, tmp_path, suffix):
    target = tmp_path / f"map.{suffix}"
    assert geo("render", SEEDS, "-o", target).code == 0
    assert target.stat().st_size > 500


@pytest.mark.parametrize("command", [*COMMANDS, "gazetteer info"])
def test_every_command_has_help_with_an_example(geo, command):
    ran = geo(*command.split(), "--help")
    assert ran.code == 0
    if command != "gazetteer":
        assert "Example: geo" in " ".join(ran.out.split())
        assert "--quiet" in ran.out


def test_gazetteer_info_names_licences(geo):
    text = json.dumps(geo("gazetteer", "info", "--format", "json").json())
    assert "CC BY 4.0" in text
