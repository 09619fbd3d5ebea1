"""One file a network: named arrays behind a JSON header, mapped into memory and read only where they are touched."""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from geo.errors import NetworkError

__all__ = ["read_arrays", "write_arrays"]

_MAGIC = b"geo.network/1\n"
_ALIGN = 64


def write_arrays(path: Path, arrays: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Write arrays and a mapping of plain facts into one file."""
    placed, at = {}, 0
    for name, array in arrays.items():
        placed[name] = {"dtype": array.dtype.str, "shape": array.shape, "at": at}
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"arrays": placed, "facts": dict(facts)}).encode()
    header += b" " * (-(len(_MAGIC) + 8 + len(header)) % _ALIGN)
    with path.open("wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes())
            file.write(b"\0" * (-array.nbytes % _ALIGN))


def read_arrays(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Map a file that `write_arrays` made: its arrays, read-only, and its facts.

    Raises
    ------
    NetworkError
        When the file is not of this form.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise NetworkError(f"{path} is not a network of this version; run `python -m geo.datasets build networks`")
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    base = len(_MAGIC) + 8 + size
    arrays = {}
    for name, where in header["arrays"].items():
        count = int(np.prod(where["shape"]))
        flat = np.frombuffer(mapped, where["dtype"], count, base + where["at"])
        arrays[name] = flat.reshape(where["shape"])
    return arrays, header["facts"]
