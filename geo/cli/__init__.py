"""The commands of `geo`: each reads its arguments, calls one library function, and prints."""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the `geo` command."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the matrices are small: threads would only get in one another's way
    try:
        from geo.cli.app import main as run

        run()
    except KeyboardInterrupt:  # while the command is still loading, with nothing begun
        _leave_interrupted()
    except SystemExit as leaving:
        if leaving.code != INTERRUPTED:
            raise
        _leave_interrupted()


def _leave_interrupted() -> None:
    """Leave with 130 at once.

    An interruption inside ``exec`` of a string (as every dataclass is made) marks the interpreter, which on its way
    out then kills itself by SIGINT although the interruption was caught: so it is not asked.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody reads any more
            continue
    os._exit(INTERRUPTED)
