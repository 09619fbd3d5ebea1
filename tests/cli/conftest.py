"""Running the command line within the test's own process."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.cli.app import main

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@dataclass
class Ran:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


@pytest.fixture
def geo(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            main([str(a) for a in arguments])
        captured = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run
