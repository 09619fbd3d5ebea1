"""`make eval`: `geo evaluate` over every annotated corpus in a folder, in one table."""

import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Score each ``*.jsonl`` of the folder given, or say that there is none."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/corpora")
    corpora = sorted(folder.glob("*.jsonl"))
    if not corpora:
        print(f"no annotated corpora in {folder}; nothing to score", file=sys.stderr)
    for corpus in corpora:
        print(f"\n{corpus.name}", flush=True)
        subprocess.run([sys.executable, "-m", "geo", "evaluate", str(corpus)], check=True)


if __name__ == "__main__":
    main()
