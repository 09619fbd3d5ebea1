"""The wheel as a stranger gets it: built twice the same, installed in an empty environment, run offline."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", "*_cache", "__pycache__", ".hypothesis", "dist", "build")
MOST_MB = 82

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1800)]


def run(*words, cwd=None, env=None, code=0):
    ran = subprocess.run([str(w) for w in words], cwd=cwd, env=env, capture_output=True, text=True)
    assert ran.returncode == code, ran.stdout[-2000:] + ran.stderr[-4000:]
    return ran.stdout


def build(source, target, kind):
    """Build in a copy, so that the data of this checkout are found fresh and nothing of it is changed."""
    hatch = "import sys, hatchling.build as b; print(getattr(b, 'build_' + sys.argv[1])(sys.argv[2]))"
    target.mkdir(parents=True, exist_ok=True)
    return target / run(sys.executable, "-c", hatch, kind, target, cwd=source).split()[-1]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    copy = tmp_path_factory.mktemp("source") / "geo"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    return copy


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    return build(source, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(source, tmp_path_factory):
    return build(source, tmp_path_factory.mktemp("sdist"), "sdist")


@pytest.fixture(scope="module", params=["python3.11", "python3.12", "python3.13", "python3.14"])
def stranger(request, wheel, tmp_path_factory):
    """An environment with nothing but the wheel and what it asks for, by every Python that is here."""
    python = shutil.which(request.param)
    if python is None or subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True).returncode:
        pytest.skip(f"no {request.param} here")
    folder = tmp_path_factory.mktemp(request.param)
    run(python, "-m", "venv", folder / "venv")
    run(folder / "venv/bin/pip", "install", "--quiet", "--no-compile", f"{wheel}[corpus]")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def offline(folder, *words, code=0):
    """Run with the network off, an empty home, and no sight of the checkout."""
    environment = {"PATH": f"{folder}/venv/bin:/usr/bin:/bin", "HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    apart = ["unshare", "-n"] if os.geteuid() == 0 and shutil.which("unshare") else []
    return run(*apart, *words, cwd=folder, env=environment, code=code)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_builds_are_the_same_bytes(source, wheel, sdist, tmp_path):
    assert digest(build(source, tmp_path / "w", "wheel")) == digest(wheel)
    assert digest(build(source, tmp_path / "s", "sdist")) == digest(sdist)


def test_the_wheel_holds_the_package_its_data_and_its_papers(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for wanted in (
        "geo/py.typed",
        "maps/py.typed",
        "geo/data/gazetteer.geo",
        "geo/data/rail.net",
        "maps/page/js/main.js",
    ):
        assert wanted in names
    assert {Path(n).name for n in names if ".dist-info/licenses/" in n} == {"LICENSE", "NOTICE"}
    strange = [n for n in names if n.split("/")[0] not in ("geo", "maps") and ".dist-info/" not in n]
    assert strange == []
    assert not [n for n in names if Path(n).name.startswith(".") or n.endswith((".new", ".pyc"))]
    assert wheel.stat().st_size < MOST_MB * 1_000_000


def test_the_sdist_holds_what_a_wheel_is_built_from_and_no_built_data(sdist):
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert {"pyproject.toml", "LICENSE", "NOTICE", "README.md", "tools/build_hook.py", "geo/py.typed"} <= set(names)
    assert not [n for n in names if n.startswith(("geo/data/", ".venv", ".git/"))]


def test_a_wheel_comes_out_of_the_sdist(sdist, wheel, source, tmp_path):
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = [p for p in tmp_path.iterdir() if p.is_dir()]
    shutil.copytree(source / "geo" / "data", folder / "geo" / "data")  # built anew only where a builder changed
    again = build(folder, tmp_path / "dist", "wheel")
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())


def test_it_works_without_network_home_or_source(stranger):
    assert "page" not in offline(stranger, "geo", "--version")
    offline(stranger, "geo", "render", "seeds", "-o", "map.html")
    assert (stranger / "map.html").stat().st_size > 100_000
    assert "agree" in offline(stranger, "geo", "check", "seeds")
    assert "Khasan" in offline(stranger, "python", "-m", "geo", "route", "seeds")
    offline(stranger, "geo", "parse", "seeds", "-o", "o.parquet", "--workers", "1")
    offline(stranger, "geo", "lookup", "Qqqzzxw", code=1)


def test_it_is_imported_from_where_it_was_installed_and_its_types_are_seen(stranger):
    told = offline(stranger, "python", "-I", "-c", "import geo, maps; print(geo.__file__, maps.__file__)")
    assert all("site-packages" in path for path in told.split())
    assert offline(stranger, "python", "-I", "-c", "import geo; print(geo.World.open().gazetteer.find_one('Accra').id)")
