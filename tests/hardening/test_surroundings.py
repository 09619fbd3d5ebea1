"""Hostile surroundings, each in a process of its own: no home, a full disk, a closed pipe, a signal, two at once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.cli.app import main

ROOT = Path(__file__).resolve().parents[2]
PROSE = "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said. "
LAYER = "id,name,lat,lon\n" + "".join(f"{i},Newtonburg {i},52.5,13.4\n" for i in range(500))


TOLD_WHEN_PYTHON_RUNS = "from geo.cli import main; print('running', flush=True); main()"


def start(*arguments, folder, encoding=None, code=None, **environment):
    kept = {k: v for k, v in os.environ.items() if k not in ("HOME", "GEO_DATA_HOME", "XDG_DATA_HOME")}
    home = {"HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *(["-m", "geo"] if code is None else ["-c", code]), *map(str, arguments)],
        cwd=folder,
        env={k: v for k, v in (kept | home | environment).items() if v is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8" if encoding is None else encoding,
    )


def run(*arguments, folder, **environment):
    process = start(*arguments, folder=folder, **environment)
    out, err = process.communicate(timeout=100)
    assert "Traceback" not in err, err
    assert "defect of geo itself" not in err, err
    return process.returncode, out, err


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(PROSE)
    return path


def test_no_home_at_all_is_enough_to_look_up_and_to_read(tmp_path, article):
    assert run("lookup", "Accra", "-q", folder=tmp_path, HOME=None)[0] == 0
    assert run("places", article, folder=tmp_path, HOME="/nonexistent")[0] == 0


def test_a_home_that_cannot_be_written_is_told_only_where_it_matters(tmp_path, article):
    (tmp_path / "home").write_text("a file where a folder should be")
    (tmp_path / "mine.csv").write_text(LAYER)
    assert run("lookup", "Accra", folder=tmp_path)[0] == 0
    code, _, err = run("gazetteer", "import", "mine.csv", folder=tmp_path)
    assert code == 2
    assert "set GEO_DATA_HOME to a folder you may write" in err


def test_a_layer_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "data").write_text("x")
    (tmp_path / "mine.csv").write_text(LAYER)
    code, _, err = run("gazetteer", "import", "mine.csv", folder=tmp_path, GEO_DATA_HOME=str(tmp_path / "data"))
    assert (code, "GEO_DATA_HOME" in err) == (2, True)


def test_a_full_disk_under_stdout_is_one_line(tmp_path):
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "geo", "gazetteer", "info"], stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
    assert ran.returncode == 2
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_that_goes_away_ends_the_command_in_silence(tmp_path):
    call = f"{sys.executable} -m geo gazetteer info --format json | head -c 1"
    ran = subprocess.run(["bash", "-c", call], capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout == "{"
    assert ran.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_old_terminal_gets_escapes_instead_of_an_error(tmp_path, encoding):
    code, out, _ = run("lookup", "Łódź", folder=tmp_path, encoding=encoding, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert code == 0
    assert "PL" in out
    code, out, _ = run("lookup", "Łódź", "--format", "json", folder=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(out)["places"][0]["country"] == "PL"


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.3, 0.7, 1.5])
def test_an_interrupt_leaves_nothing_half_written(tmp_path, seconds):
    (tmp_path / "a.txt").write_text((PROSE + "The convoy left Tamale for Accra. ") * 1500)
    process = start("render", "a.txt", "-o", "map.html", folder=tmp_path, code=TOLD_WHEN_PYTHON_RUNS)
    assert process.stdout.readline() == "running\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=100)
    assert "Traceback" not in err
    assert process.returncode == 130
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == ["a.txt"]


@pytest.mark.parametrize("before", ["", "print('half', flush=False)\n"])
def test_an_interrupt_while_a_dataclass_is_made_still_leaves_with_130(tmp_path, before):
    interrupted = f"import geo.cli.app\ndef run():\n    {before or 'pass'}\n    exec('raise KeyboardInterrupt')\n"
    call = f"{interrupted}geo.cli.app.main = run\nfrom geo.cli import main\nmain()"
    ran = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, cwd=ROOT)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "half\n" if before else "", "")


def test_an_interrupt_that_python_wraps_is_still_an_interrupt(monkeypatch, capsys):
    def wrapped(command):
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr("geo.cli.app.application", wrapped)
    with pytest.raises(SystemExit) as left:
        main(["places"])
    assert left.value.code == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_killed_import_leaves_the_layer_that_was_there(tmp_path):
    (tmp_path / "mine.csv").write_text(LAYER)
    assert run("gazetteer", "import", "mine.csv", folder=tmp_path)[0] == 0
    (tmp_path / "mine.csv").write_text("id,name,lat,lon\n" + "".join(f"{i},Other {i},52,13\n" for i in range(400_000)))
    process = start("gazetteer", "import", "mine.csv", folder=tmp_path)
    time.sleep(1.0)
    process.kill()
    process.communicate()
    code, out, _ = run("lookup", "Newtonburg 7", "--format", "json", folder=tmp_path)
    assert (code, json.loads(out)["places"][0]["id"]) == (0, "user:mine/7")


def test_two_imports_at_once_leave_both_layers_whole(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text(LAYER)
    both = [start("gazetteer", "import", f"{name}.csv", folder=tmp_path) for name in ("one", "two")]
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    layers = json.loads(run("gazetteer", "info", "--format", "json", folder=tmp_path)[1])["layers"]
    assert {layer["layer"]: layer["places"] for layer in layers[1:]} == {"one": 500, "two": 500}


@pytest.mark.heavy
def test_two_maps_at_once_to_one_file_leave_one_whole_page(tmp_path, article):
    both = [start("render", article, "-o", "map.html", folder=tmp_path) for _ in range(2)]
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    assert (tmp_path / "map.html").read_text("utf-8").rstrip().endswith("</html>")
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "home") == ["a.txt", "map.html"]


def test_a_library_says_nothing_of_its_own_on_stderr(tmp_path):
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 broken")
    assert run("places", "a.html", "a.pdf", folder=tmp_path)[2].count("\n") == 2
