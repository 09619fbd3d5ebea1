"""Wrong input: one clear error, the right exit code, nothing half written, and the rest goes on."""

import os

import pytest

from tests.cli.conftest import SEEDS

PROSE = "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "is empty"),
        ("binary.txt", b"\x00\x01\x02ELF", "binary"),
        ("broken.json", b'{"text": ', "not valid JSON"),
        ("page.docx", b"PK\x03\x04", "files like this are not read"),
    ],
)
@pytest.mark.parametrize("command", ["render", "check", "places", "route"])
def test_an_unusable_file_exits_2_and_names_it(geo, tmp_path, command, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    target = tmp_path / "map.html"
    ran = geo(command, tmp_path / name, *(["-o", target] if command == "render" else []))
    assert ran.code == 2
    assert name in ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) <= 2
    assert not target.exists()


def test_a_folder_without_articles_is_said_to_be_one(geo, tmp_path):
    ran = geo("check", tmp_path)
    assert (ran.code, "no articles in this folder" in ran.err) == (2, True)


def test_the_rest_of_the_batch_goes_on(geo, tmp_path):
    (tmp_path / "good.txt").write_text(PROSE)
    (tmp_path / "bad.json").write_text("{")
    ran = geo("places", tmp_path, "--format", "json")
    assert ran.code == 2
    assert [a["id"] for a in ran.json()["articles"]] == ["good"]
    assert "bad.json" in ran.err


def test_no_sources_and_no_seeds_is_told(geo, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = geo("places")
    assert (ran.code, "no sources given" in ran.err) == (2, True)


@pytest.mark.parametrize("target", ["no/such/folder/map.html", "map.docx", "."])
def test_an_unwritable_target_is_told_before_any_work(geo, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    ran = geo("render", SEEDS, "-o", target)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert os.listdir(tmp_path) == []


def test_an_unknown_place_exits_1_and_helps(geo):
    near_miss, unknown = geo("distance", "Vladivostock", "Paris"), geo("distance", "Paris", "Qqqzzxw")
    assert (near_miss.code, unknown.code) == (1, 1)
    assert "did you mean Vladivostok" in near_miss.err
    assert "Qqqzzxw" in unknown.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("distance", "95,200", "Paris"), "outside"),
        (("distance", "Paris", "Lyon", "--claim", "quite far"), "quite far"),
        (("distance", "Paris", "Lyon", "--by", "camel"), "camel"),
        (("lookup",), "Missing argument"),
        (("nonsense",), "No such command"),
        (("check", "--date", "tomorrow"), "tomorrow"),
        (("evaluate", "none.jsonl"), "none.jsonl"),
        (("parse", "none.jsonl", "-o", "out.jsonl"), "none.jsonl"),
        (("stats", "none.jsonl"), "none.jsonl"),
        (("places", SEEDS, "--region", "Qqqzzxw"), "Qqqzzxw"),
    ],
)
def test_a_wrong_call_is_one_line_and_no_traceback(geo, tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    ran = geo(*arguments)
    assert ran.code in (1, 2)
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_control_characters_of_an_article_do_not_reach_the_terminal(geo, tmp_path):
    (tmp_path / "a.txt").write_text(f"\x1b[31mIn Paris\x1b]0;owned\x07 and Lyon.\u202e {PROSE}")
    ran = geo("places", tmp_path / "a.txt", "--explain")
    assert "\x1b" not in ran.out
    assert "\u202e" not in geo("check", tmp_path / "a.txt").out
