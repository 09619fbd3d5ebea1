"""The folder beside the output of a run under way: a manifest, and each finished partition with its note."""

import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

import geo
from geo import datasets
from geo.corpus.part import PartResult, part_path
from geo.errors import CorpusError

__all__ = ["discard", "folder_of", "identity_of", "note", "noted", "prepare"]

_MANIFEST = "manifest.json"
_ENDS = 1 << 20


def folder_of(target: Path) -> Path:
    """Where the partitions of an output stand until it is whole."""
    return target.with_name(target.name + ".parts")


def prepare(folder: Path, identity: dict[str, object], *, restart: bool = False) -> None:
    """Make the folder, or take up the one that an earlier run of the same corpus left.

    Raises
    ------
    CorpusError
        When it holds another run or somebody's files, or cannot be made.
    """
    manifest = folder / _MANIFEST
    try:
        _drop_discarded(folder)
        if restart and manifest.exists():
            discard(folder)
        if manifest.exists():
            _compare(manifest, identity)
            return
        if folder.exists() and any(p.name != f"{_MANIFEST}.new" for p in folder.iterdir()):
            raise CorpusError(f"{folder} exists and is not a run's folder; move it away")
        folder.mkdir(parents=True, exist_ok=True)
        _write(manifest, json.dumps(identity))
    except OSError as error:
        raise CorpusError(f"{folder}: cannot be written ({error.strerror})") from None


def _compare(manifest: Path, identity: dict[str, object]) -> None:
    try:
        theirs = json.loads(manifest.read_text("utf-8"))
    except ValueError:
        theirs = {}
    if theirs == identity:
        return
    differs = [key for key in identity if theirs.get(key) != identity[key]]
    raise CorpusError(
        f"{manifest.parent} holds an unfinished run that differs in {', '.join(differs)}; use --restart to drop it"
    )


def discard(folder: Path) -> None:
    """Remove the folder; a kill on the way leaves nothing that looks like a run."""
    old = _discarded(folder)
    folder.replace(old)
    shutil.rmtree(old)


def _drop_discarded(folder: Path) -> None:
    if _discarded(folder).exists():
        shutil.rmtree(_discarded(folder))


def _discarded(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def note(folder: Path, result: PartResult) -> None:
    """Note a partition as finished.

    Raises
    ------
    CorpusError
        When the note cannot be written.
    """
    path = _note_path(folder, result.index)
    try:
        _write(path, json.dumps([result.articles, result.mentions, result.faults, result.ids.hex()]))
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be written ({error.strerror}); finished parts are kept: run again to resume"
        ) from None


def noted(folder: Path, index: int) -> PartResult | None:
    """What a finished partition came to, or None when it is not there."""
    path = _note_path(folder, index)
    if not path.exists() or not part_path(folder, index).exists():
        return None
    articles, mentions, faults, ids = json.loads(path.read_text("utf-8"))
    pairs = tuple((name, reason) for name, reason in faults)
    return PartResult(index, articles, mentions, pairs, bytes.fromhex(ids))


def _note_path(folder: Path, index: int) -> Path:
    return folder / f"note-{index:06d}.json"


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", errors="replace")
    beside.replace(path)


def identity_of(source: Path, **options: object) -> dict[str, object]:
    """What must be the same for a run to be taken up: the corpus, the program, its data and the options."""
    if source.is_dir():
        stats = ((p.relative_to(source), p.stat()) for p in sorted(source.rglob("*")) if p.is_file())
        listing = "\n".join(f"{path} {s.st_size} {s.st_mtime_ns}" for path, s in stats)
        content = hashlib.sha256(listing.encode("utf-8", "replace")).hexdigest()
    else:
        stat = source.stat()
        with source.open("rb") as file:
            ends = file.read(_ENDS)
            file.seek(max(0, stat.st_size - _ENDS))
            ends += file.read(_ENDS)
        content = f"{stat.st_size} {hashlib.sha256(ends).hexdigest()}"
    made = {"source": str(source.resolve()), "content": content, "geo": geo.__version__, "data": datasets.versions()}
    return made | {"weights": _weights(), "layers": _layers()} | options


def _weights() -> str:
    """What the trained weights hash to: another recogniser would find other places in the rest of the corpus."""
    digest = hashlib.sha256()
    for file in sorted(resources.files("geo.geoparse").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".zip", ".json")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _layers() -> list[str]:
    """The user's own layers of the gazetteer, which may come and go between two runs."""
    from geo.gazetteer.layers import layer_files

    stats = ((path.name, path.stat()) for path in layer_files())
    return [f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats]
