"""What fuzzing found stays mended: each find goes through its entrance again."""

from pathlib import Path

import pytest

from tests.fuzz.entrances import ENTRANCES

FINDS = sorted(p for p in (Path(__file__).parent / "finds").rglob("*") if p.is_file())


@pytest.mark.parametrize("find", FINDS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_a_find_goes_through(find, monkeypatch, tmp_path):
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path))
    ENTRANCES[find.parent.name](find.read_bytes())


def test_every_entrance_has_finds():
    assert {find.parent.name for find in FINDS} == set(ENTRANCES)
