"""The file of one gazetteer layer: named columns of numbers and text, read in place.

A file is a magic word, the length of a JSON header, the header, and sections at multiples of eight bytes. The header
holds ``meta`` and, for every section, its type code, offset and length. Reading maps the file and casts slices of it:
nothing is parsed and nothing is copied, so that opening costs milliseconds and forked workers share the memory.
"""

import json
import mmap
import struct
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from geo.errors import GazetteerError

__all__ = ["MAGIC", "Columns", "TextColumn", "write_columns"]

MAGIC = b"GEOGAZ04"
_SIZES = {"B": 1, "b": 1, "H": 2, "I": 4, "i": 4, "Q": 8, "q": 8}


class TextColumn:
    """Strings by position: one UTF-8 blob and where each begins."""

    __slots__ = ("_blob", "_starts")

    def __init__(self, blob: memoryview, starts: memoryview) -> None:
        self._blob = blob
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, i: int) -> str:
        return str(self._blob[self._starts[i] : self._starts[i + 1]], "utf-8")


class Columns:
    """The sections of one file, by name; ``meta`` is what its writer said of it."""

    def __init__(self, buffer: "memoryview | mmap.mmap | bytes", source: str = "memory") -> None:
        view = memoryview(buffer)
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise GazetteerError(f"{source} is not a gazetteer of this version of geo; build or import it again")
        (length,) = struct.unpack_from("<Q", view, len(MAGIC))
        start = len(MAGIC) + 8
        try:
            header = json.loads(bytes(view[start : start + length]))
        except ValueError as error:
            raise GazetteerError(f"{source} is damaged ({error}); build or import it again") from error
        self.meta: dict[str, Any] = header["meta"]
        self._sections: dict[str, tuple[str, int, int]] = header["sections"]
        self._view = view
        if header["size"] > len(view):
            raise GazetteerError(
                f"{source} is cut short ({len(view)} of {header['size']} bytes); build or import it again"
            )

    @classmethod
    def open(cls, path: Path) -> "Columns":
        """Map a file."""
        with path.open("rb") as file:
            try:
                return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), str(path))
            except ValueError as error:
                raise GazetteerError(f"{path} is empty; build or import it again") from error

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def numbers(self, name: str) -> memoryview:
        """A column of numbers, without copying."""
        code, offset, length = self._sections[name]
        cast: Any = self._view[offset : offset + length].cast
        numbers: memoryview = cast(code)
        return numbers

    def blob(self, name: str) -> memoryview:
        """A column of bytes, without copying."""
        _, offset, length = self._sections[name]
        return self._view[offset : offset + length]

    def text(self, name: str) -> TextColumn:
        """A column of strings."""
        return TextColumn(self.blob(name), self.numbers(name + ".starts"))


def write_columns(
    file: BinaryIO, meta: Mapping[str, Any], sections: Mapping[str, tuple[str, "bytes | memoryview | Path"]]
) -> None:
    """Write a file of columns; a section is a type code and its bytes, or the path of a file that holds them."""
    if sys.byteorder != "little":
        raise GazetteerError("gazetteer files are little-endian; this machine is not")
    table: dict[str, tuple[str, int, int]] = {}
    lengths = {
        n: c.stat().st_size if isinstance(c, Path) else len(memoryview(c).cast("B")) for n, (_, c) in sections.items()
    }
    # The header's own length moves the offsets, so they are laid out once with room to spare.
    room = 8192 + 64 * len(sections) + len(json.dumps(meta)) * 2
    offset = room
    for name, (code, _) in sections.items():
        table[name] = (code, offset, lengths[name])
        offset += -(-lengths[name] // 8) * 8
    header = json.dumps({"meta": meta, "sections": table, "size": offset}, ensure_ascii=False).encode()
    file.write((MAGIC + struct.pack("<Q", len(header)) + header).ljust(room, b" "))
    for name, (_, content) in sections.items():
        for chunk in _chunks(content):
            file.write(chunk)
        file.write(b"\0" * (-lengths[name] % 8))


def _chunks(content: "bytes | memoryview | Path") -> "Iterable[bytes | memoryview]":
    if not isinstance(content, Path):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(1 << 20):
            yield chunk
