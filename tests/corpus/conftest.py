"""The command line, for the tests of `geo parse` and of what takes its output."""

from tests.cli.conftest import geo

__all__ = ["geo"]
