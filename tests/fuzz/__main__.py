"""``python -m tests.fuzz SECONDS [ENTRANCE]``: atheris at every entrance in turn; a crash is left in build/fuzz."""

import subprocess
import sys
from pathlib import Path

FINDS = Path(__file__).resolve().parent / "finds"
BUILD = Path(__file__).resolve().parents[2] / "build" / "fuzz"


def fuzz(name: str, seconds: str) -> None:
    """Fuzz one entrance in this process; libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["geo"]):
        from tests.fuzz.entrances import ENTRANCES
    corpus = BUILD / name
    corpus.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={BUILD}/{name}-", "-timeout=30", "-rss_limit_mb=3000"]
    atheris.Setup(
        [sys.argv[0], *options, "-verbosity=0", "-print_final_stats=1", str(corpus), str(FINDS / name)], ENTRANCES[name]
    )
    atheris.Fuzz()


def main() -> None:
    """Fuzz each entrance in a process of its own and say how it went."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
    names = sys.argv[2:] or sorted(p.name for p in FINDS.iterdir() if p.is_dir())
    worst = 0
    for name in names:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.fuzz", "--inside", name, seconds], capture_output=True, text=True
        )
        tries = next((x.split()[-1] for x in ran.stderr.splitlines() if "number_of_executed_units" in x), "?")
        print(
            f"{name}: {tries} inputs in {seconds} s, {'nothing found' if not ran.returncode else 'A CRASH'}", flush=True
        )
        if ran.returncode:
            print(ran.stdout[-1500:] + ran.stderr[-3000:])
        worst = max(worst, abs(ran.returncode))
    sys.exit(bool(worst))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        fuzz(sys.argv[2], sys.argv[3])
    else:
        main()
