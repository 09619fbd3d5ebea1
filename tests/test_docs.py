"""README and docs/ keep their word: their commands and code run, print what they show, and their links lead somewhere.

In a ``console`` block a line after ``$`` is run, and what follows must come out: white space folded, ``…`` standing for
anything, a figure free to move by three in a hundred, as it may when the data are built from a newer source.
"""

import gzip
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import geo  # noqa: F401

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NOT_RUN = ("pip ", "make ", "python ", "git ", "cd ", "pipx ")
"""Set-up that the packaging tests run."""

GENERATED = {"commands.md", "api.md"}
"""Pages that `make docs` makes of the commands' help and of the code."""
"""What `make bench` writes; not there before its first run."""


def blocks(language):
    return [
        pytest.param(found.group(2), id=f"{page.relative_to(ROOT)}-{n}")
        for page in PAGES
        for n, found in enumerate(BLOCK.finditer(page.read_text("utf-8")), 1)
        if found.group(1) == language
    ]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder like the one that the documents speak of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEO_DATA_HOME", str(tmp_path / "home"))
    for name in ("seeds", "articles"):
        shutil.copytree(ROOT / "seeds", tmp_path / name)
    lines = [json.dumps({"id": p.stem, "text": p.read_text("utf-8")}) for p in sorted((ROOT / "seeds").glob("*.md"))]
    with gzip.open(tmp_path / "archive.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    (tmp_path / "mine.csv").write_text("id,name,lat,lon,country\n1,Newtonburg Halt,52.51,13.39,DE\n")
    shutil.copy(ROOT / "tests" / "data" / "claims.jsonl", tmp_path / "claims.jsonl")
    return tmp_path


def run(geo, command):  # noqa: F811
    words = shlex.split(command.replace("--workers 4", "--workers 1"), comments=True)
    words, target = (words[: words.index(">")], words[-1]) if ">" in words else (words, None)
    ran = geo(*[word for word in words[1:] if word != "--open"])
    assert ran.code in (0, 1), f"{command}: {ran.err}"
    if target:
        Path(target).write_text(ran.out, encoding="utf-8")
    return ran.out + ran.err


def comes_out(piece, text):
    """Whether a piece stands in a text, its figures within three in a hundred."""
    between = NUMBER.split(piece)
    expected = [float(n.replace(",", "")) for n in NUMBER.findall(piece)]
    pattern = f"({NUMBER.pattern})".join(map(re.escape, between))
    found = ([float(n.replace(",", "")) for n in match.groups()] for match in re.finditer(pattern, text))
    return any(given == pytest.approx(expected, rel=0.03) for given in found)


@pytest.mark.parametrize("block", blocks("console"))
def test_a_console_block_prints_what_it_shows(block, geo, desk):  # noqa: F811
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        if not command.startswith("geo "):
            continue
        printed = " ".join(run(geo, command).split())
        for piece in shown.split("…"):
            folded = " ".join(piece.split())
            assert comes_out(folded, printed), f"{command}\nshows {folded!r}\nprints {printed[:3000]}"


@pytest.mark.parametrize("block", blocks("sh"))
def test_a_shell_block_runs(block, geo, desk):  # noqa: F811
    for line in block.replace("\\\n", " ").splitlines():
        command = line.strip()
        if command.startswith("geo "):
            run(geo, command)
        else:
            assert not command or command.startswith(("#", *NOT_RUN)), f"this test cannot run {command!r}"


@pytest.mark.parametrize("block", blocks("python"))
def test_a_python_block_runs(block, desk):
    exec(compile(block, "documents", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_to_a_file_that_is_there(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    files = {link for link in links if link and "://" not in link} - GENERATED
    assert [file for file in files if not (page.parent / file).exists()] == []
