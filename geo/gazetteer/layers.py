"""The user's own layers: where they lie, how they are opened, put in place and taken away."""

import os
import re
import shutil
from pathlib import Path

from geo.errors import GazetteerError
from geo.gazetteer.layer import Layer

__all__ = [
    "layer_file",
    "layer_files",
    "layer_name",
    "open_user_layers",
    "remove_layer",
    "scratch_folder",
    "user_folder",
]


def user_folder() -> Path:
    """The folder of the user's layers: ``$GEO_DATA_HOME`` or the platform's data folder, then ``gazetteer``."""
    home = os.environ.get("GEO_DATA_HOME")
    if home:
        return Path(home) / "gazetteer"
    import platformdirs

    return Path(platformdirs.user_data_dir("geo-route-maps")) / "gazetteer"


def layer_files() -> list[Path]:
    """The user's layer files, by name."""
    folder = user_folder()
    return sorted(p for p in folder.glob("*.geo") if not p.name.startswith(".")) if folder.is_dir() else []


def open_user_layers() -> list[Layer]:
    """Open all of the user's layers.

    Raises
    ------
    GazetteerError
        When one is damaged or of another version, with how to remove it.
    """
    layers = []
    for path in layer_files():
        try:
            layers.append(Layer.open(path))
        except GazetteerError as error:
            raise GazetteerError(f"{error}, or delete {path}") from error
    return layers


def layer_name(text: str) -> str:
    """A name fit for a file: letters, digits and hyphens.

    Raises
    ------
    GazetteerError
        When nothing of the text is left.
    """
    name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
    if not name:
        raise GazetteerError(f"{text!r} makes no layer name; give one with letters or digits")
    return name


def layer_file(name: str) -> Path:
    """Where a layer of a name lies or would lie."""
    return user_folder() / f"{layer_name(name)}.geo"


def remove_layer(name: str) -> None:
    """Delete a layer.

    Raises
    ------
    GazetteerError
        When there is none of that name, with those that there are.
    """
    path = layer_file(name)
    if not path.exists():
        there = ", ".join(p.stem for p in layer_files()) or "none"
        raise GazetteerError(f"no layer is called {name!r}; there is {there}")
    path.unlink()


def scratch_folder() -> Path:
    """A folder of this process for an import under way; what killed imports left is cleared."""
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(f"cannot make {folder} ({error}); set GEO_DATA_HOME to a folder you may write") from error
    for left in folder.glob(".import-*"):
        if not _is_running(left.name.removeprefix(".import-")):
            shutil.rmtree(left, ignore_errors=True)
    made = folder / f".import-{os.getpid()}"
    made.mkdir(exist_ok=True)
    return made


def _is_running(pid: str) -> bool:
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
