"""How the command ends when something other than the answer happens."""

import errno
import sys

import pytest
import typer

import geo as package
from geo.cli import app
from geo.errors import GeoError

DISTANCE = ("distance", "Pyongyang", "Vladivostok")


@pytest.fixture
def fails(monkeypatch):
    """Let the library call behind `geo distance` fail in a given way."""

    def arrange(error):
        def measure(*_, **__):
            raise error

        monkeypatch.setattr("geo.between.measure", measure)

    return arrange


def test_the_version_is_the_packages(geo):
    assert geo("--version").out == f"geo {package.__version__}\n"


def test_an_interruption_ends_as_a_shell_expects(geo, fails):
    fails(KeyboardInterrupt())
    ran = geo(*DISTANCE)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "geo: interrupted; nothing was left half written\n"


def test_a_question_that_is_declined_is_a_call_without_result(geo, fails):
    fails(typer.Abort())
    assert geo(*DISTANCE).code == 2


def test_a_defect_is_owned_up_to_in_one_line(geo, fails):
    fails(ZeroDivisionError("division by zero"))
    ran = geo(*DISTANCE)
    assert ran.code == 2
    assert ran.err.startswith("geo: this is a defect of geo itself (ZeroDivisionError: division by zero); run it again")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), GeoError("y")])
def test_debug_shows_where_an_error_came_from(fails, error):
    fails(error)
    with pytest.raises(type(error)):
        app.main(["--debug", *DISTANCE])


def test_debug_may_come_from_the_surroundings(fails, monkeypatch):
    monkeypatch.setenv("GEO_DEBUG", "1")
    fails(GeoError("y"))
    with pytest.raises(GeoError):
        app.main(list(DISTANCE))


@pytest.mark.parametrize(("error", "code"), [(BrokenPipeError(), 1), (OSError(errno.ENOSPC, "full"), 2)])
def test_an_output_that_takes_no_more_ends_the_command(fails, error, code, monkeypatch, tmp_path, capfd):
    out = (tmp_path / "out").open("w+")  # the command gives its standard output away so that closing it cannot fail
    monkeypatch.setattr(sys, "stdout", out)
    fails(error)
    with pytest.raises(SystemExit) as ended:
        app.main(list(DISTANCE))
    out.close()
    assert ended.value.code == code
    assert ("could not be written" in capfd.readouterr().err) is (code == 2)


def test_no_command_shows_the_help(geo):
    ran = geo()
    assert ran.code == 2
    assert "Usage" in ran.out + ran.err


def test_ways_to_pass_or_avoid_say_that_the_straight_line_knows_none(geo):
    assert "such as --by rail" in geo(*DISTANCE, "--avoid", "CN").err
    assert geo(*DISTANCE, "--avoid", "CN", "--quiet").err == ""
