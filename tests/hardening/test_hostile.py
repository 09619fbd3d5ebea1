"""Hostile inputs: each ends as the table in docs/hostile-inputs.md says, in a line a person can read.

`python -m tests.hardening` writes the table anew from the same cases.
"""

import io
import os
import unicodedata

import pytest

from geo.cli.app import main
from tests.cli.conftest import geo  # noqa: F401
from tests.hardening import ALL, DOCUMENT, table
from tests.hardening.case import Case


class _Piped:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize("case", ALL, ids=[case.what[:60] for case in ALL])
def test_a_hostile_input_ends_as_the_table_says(case: Case, geo, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path / ".home"))
    if case.stdin is not None:
        monkeypatch.setattr("sys.stdin", _Piped(case.stdin))
    case.put(tmp_path)
    before = sorted(os.listdir(tmp_path))
    ran = geo(*case.call)
    assert ran.code == case.code, ran.err[-2000:]
    assert case.says in (ran.err if case.code else ran.out + ran.err)
    assert "Traceback" not in ran.err
    assert "defect of geo itself" not in ran.err
    assert not case.unsaid or case.unsaid not in ran.out + ran.err
    drives = {c for c in ran.out + ran.err if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert not drives
    assert not {"\u202e", "\u202d", "\u2066"} & set(ran.err)
    left = set(os.listdir(tmp_path)) - set(before) - {".home"}
    assert left <= {case.call[case.call.index("-o") + 1]} if "-o" in case.call else not left


def test_the_table_in_the_documents_is_the_one_that_was_tried():
    assert DOCUMENT.read_text("utf-8") == table()


def test_the_table_holds_what_it_promises():
    assert len(ALL) >= 80
    assert len({case.what for case in ALL}) == len(ALL)


def test_a_defect_of_our_own_is_one_line_and_a_traceback_only_with_debug(geo, tmp_path, monkeypatch):  # noqa: F811
    def fail(*_, **__):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("geo.gazetteer.store.Gazetteer.open", fail)
    ran = geo("lookup", "Accra")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "defect of geo itself (ZeroDivisionError: by zero)" in ran.err
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "lookup", "Accra"])
