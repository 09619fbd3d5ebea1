"""What commands print, to a person at a terminal and to a pipe."""

import io
import sys

import pytest

from geo.cli.output import Table, clean, json_out, progress_bar, progress_to, table_out, write_anything, write_csv

TABLE = Table(("place", ">km"), (("Pyong\x1b[31myang", "1,155"), ("✓ agree", "–")), title="Lengths", caption="two")


@pytest.fixture
def at_a_terminal(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    return capsys


def test_a_pipe_gets_tab_separated_lines_without_control_characters(capsys):
    table_out(TABLE)
    assert capsys.readouterr().out == "# Lengths\nplace\tkm\nPyong[31myang\t1,155\n✓ agree\t–\n"


def test_a_terminal_gets_a_drawn_table_with_figures_flush_right(at_a_terminal):
    table_out(TABLE)
    lines = at_a_terminal.readouterr().out.split("\n")
    assert any(line.rstrip().endswith("1,155") for line in lines)
    figures = [line.rstrip() for line in lines if line.rstrip().endswith(("1,155", " –"))]
    assert len(figures) == 2
    assert len(figures[0]) == len(figures[1])
    assert not any("\x1b[31my" in line for line in lines)
    assert "two" in "\n".join(lines)


def test_a_stage_is_told_to_a_person_who_wants_to_hear_of_it(at_a_terminal):
    progress_to(False)("reading")
    progress_to(True)("never seen")
    assert at_a_terminal.readouterr().err == "· reading …\n"


def test_a_bar_is_drawn_for_a_person_and_wiped_at_the_end(at_a_terminal):
    with progress_bar("parsing", quiet=False) as done:
        done(1, 2)
    assert at_a_terminal.readouterr().out == ""


def test_a_pipe_hears_of_no_progress(capsys):
    progress_to(False)("reading")
    with progress_bar("parsing", quiet=False) as done:
        done(1, 2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("encoding", "word"), [("utf-8", "é"), ("ascii", "\\u00e9")])
def test_json_can_be_written_in_any_encoding(monkeypatch, encoding, word):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    json_out({"name": "é"})
    sys.stdout.flush()
    assert word.encode(encoding) in raw.getvalue()


def test_a_name_that_the_terminal_cannot_show_is_escaped_and_not_fatal(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    write_anything()
    print("Đà Nẵng")
    sys.stdout.flush()
    assert raw.getvalue() == b"\\u0110\\xe0 N\\u1eb5ng\n"


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(capsys):
    write_csv(("name", "km", "note"), [("=HYPERLINK(1)", 3.5, None), ("@x", 1, "-a"), ("plain", 2, "1-2")])
    assert capsys.readouterr().out == "name,km,note\n'=HYPERLINK(1),3.5,\n'@x,1,'-a\nplain,2,1-2\n"


def test_white_space_is_folded_and_overrides_of_direction_dropped():
    assert clean(" a\n\tb\u202ec\u200dd ") == "a bc\u200dd"


def test_a_terminal_gets_no_empty_column_and_no_broken_word(at_a_terminal):
    rows = tuple(("480 kilometres", "", "a very long explanation of what was measured here " * 2) for _ in range(2))
    table_out(Table(("claim", "sea km", "because"), rows))
    drawn = at_a_terminal.readouterr().out
    assert "sea km" not in drawn
    assert "kilometres" in drawn
