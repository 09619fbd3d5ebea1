"""The most memory that a process itself held.

``getrusage`` is no measure of a fresh process: at its start, Linux hands it the peak of the process that forked it, so
a small command run by a large benchmark seems as large as the benchmark.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["of_command_mb", "peak_mb"]

_RUN = """
import runpy, sys
module = sys.argv.pop(1)
from benchmarks.peak import peak_mb
try: runpy.run_module(module, run_name="__main__", alter_sys=True)
finally: print(peak_mb(), file=sys.stderr)
"""


def peak_mb(status: Path = Path("/proc/self/status")) -> float:
    """Read the peak resident memory of a process, this one unless another's status file is given; 0 once it is gone."""
    line = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024


def of_command_mb(module: str, arguments: Sequence[str]) -> float:
    """Run a module as a command in a fresh process and return its peak."""
    command = [sys.executable, "-c", _RUN, module, *arguments]
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return float(done.stderr.split()[-1])
