"""The user's own layers: where they lie and how they are opened."""

import os
from pathlib import Path

from geo.gazetteer.layer import Layer

__all__ = ["layer_files", "open_user_layers", "user_folder"]


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
    return sorted(folder.glob("*.geo")) if folder.is_dir() else []


def open_user_layers() -> list[Layer]:
    """Open all of the user's layers."""
    return [Layer.open(path) for path in layer_files()]
