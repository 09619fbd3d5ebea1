"""Building the data files: only what is stale, never half, and with a reason when it cannot be."""

from pathlib import Path

import pytest

from geo import datasets
from geo.errors import GeoError

BUILT: list[str] = []


def build_letters(folder: Path, report: datasets.Report) -> None:
    """A builder as the parts name one."""
    BUILT.append(folder.name)
    (folder / "letters.txt").write_text("abc")


def build_nothing(folder: Path, report: datasets.Report) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def part(monkeypatch, tmp_path):
    """One small part, stale when its source changes; returns a function that installs it."""
    monkeypatch.setattr(datasets, "DATA_DIR", tmp_path / "data")
    monkeypatch.setattr(datasets, "ROOT", tmp_path)
    (tmp_path / "source.py").write_text("1")
    BUILT.clear()

    def install(builder="build_letters", packages=("pytest",)):
        made = datasets.Part("letters", f"tests.test_datasets:{builder}", ("letters.txt",), ("source.py",), packages)
        monkeypatch.setattr(datasets, "PARTS", (made,))

    install()
    return install


def test_a_part_is_built_once_and_again_when_its_source_changes(part, tmp_path):
    said = []
    datasets.build(report=said.append)
    datasets.build(report=said.append)
    assert len(BUILT) == 1
    (tmp_path / "source.py").write_text("2")
    datasets.build(report=said.append)
    assert len(BUILT) == 2
    assert [line.split()[0] for line in said] == ["building", "built"] * 2
    assert datasets.data_file("letters.txt").read_text() == "abc"
    assert list(datasets.versions()) == ["pytest"]


def test_a_part_is_built_again_when_its_file_is_gone_or_by_force(part, capsys):
    datasets.build()
    (datasets.DATA_DIR / "letters.txt").unlink()
    datasets.build()
    datasets.build(force=True)
    assert len(BUILT) == 3
    assert "built letters in" in capsys.readouterr().err


def test_only_the_parts_named_are_built(part):
    datasets.build(("numbers",))
    assert BUILT == []


def test_a_part_whose_package_is_missing_names_what_to_install(part):
    part(packages=("no-such-package",))
    with pytest.raises(GeoError, match=r"cannot build letters: .* no-such-package .*pip install them first"):
        datasets.build(report=lambda _: None)


def test_a_build_that_is_interrupted_leaves_the_old_files_and_no_scratch(part):
    datasets.build(report=lambda _: None)
    part("build_nothing")
    with pytest.raises(KeyboardInterrupt):
        datasets.build(force=True, report=lambda _: None)
    assert datasets.data_file("letters.txt").read_text() == "abc"
    assert sorted(p.name for p in datasets.DATA_DIR.iterdir()) == ["letters.txt", "stamps.json", "versions.json"]


def test_a_missing_file_says_what_to_run(part):
    with pytest.raises(GeoError, match=r"letters\.txt is missing .*`python -m geo\.datasets build"):
        datasets.data_file("letters.txt")
