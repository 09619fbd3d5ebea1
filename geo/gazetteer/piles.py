"""Sorting more names than memory holds: lines in piles by their first letters, sorted once a pile is small enough.

A line is a key, a tab and a number. A tab sorts before everything that a key may hold, so that lines in order are
keys in order.
"""

import shutil
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = ["Piles", "Spill"]

_HELD_LINES = 1_500_000  # about 150 MB
_SORTED_AT_ONCE = 48_000_000  # bytes of one pile


class Piles:
    """Lines to be sorted; the disk is not touched while they are few."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._scratch: Path | None = None
        self._piles: dict[str, list[str]] = {}
        self._held = 0
        self.count = 0

    def add(self, line: str) -> None:
        """Put a line on its pile."""
        pile = line[:2]
        lines = self._piles.get(pile)
        if lines is None:
            lines = self._piles[pile] = []
        lines.append(line)
        self._held += 1
        self.count += 1
        if self._held >= _HELD_LINES:
            self._flush()

    def _flush(self) -> None:
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(prefix="piles-", dir=self._folder))
        for pile, lines in self._piles.items():
            if lines:
                with _path(self._scratch, pile).open("a", encoding="utf-8", newline="\n") as file:
                    file.write("\n".join(lines) + "\n")
                self._piles[pile] = []
        self._held = 0

    def sorted_lines(self) -> Iterator[str]:
        """All lines in order, once; what was spooled is removed as it is read."""
        try:
            for pile in sorted(self._piles):
                lines = self._piles.pop(pile)
                path = _path(self._scratch, pile) if self._scratch is not None else None
                if path is None or not path.exists():
                    yield from sorted(lines)
                    continue
                with path.open("a", encoding="utf-8", newline="\n") as file:
                    file.writelines(f"{line}\n" for line in lines)
                yield from _sorted_file(path, 2)
        finally:
            self.close()

    def close(self) -> None:
        """Remove what was spooled."""
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _path(folder: Path, pile: str) -> Path:
    return folder / f"p{pile.encode().hex()}"


def _sorted_file(path: Path, depth: int) -> Iterator[str]:
    """The lines of a pile in order; one that is too large is first split by the letters at ``depth``."""
    if path.stat().st_size <= _SORTED_AT_ONCE or depth > 80:
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        path.unlink()
        lines.sort()
        yield from lines
        return
    folder = path.with_name(path.name + ".split")
    folder.mkdir()
    for part in sorted(_split(path, folder, depth)):
        yield from _sorted_file(_path(folder, part), depth + 2)
    folder.rmdir()


def _split(path: Path, folder: Path, depth: int) -> set[str]:
    parts: dict[str, list[str]] = {}
    held = 0
    seen: set[str] = set()

    def flush() -> None:
        for part, lines in parts.items():
            with _path(folder, part).open("a", encoding="utf-8", newline="\n") as out:
                out.writelines(lines)
        seen.update(parts)
        parts.clear()

    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            parts.setdefault(line[depth : depth + 2].rstrip("\n"), []).append(line)
            held += 1
            if held % 500_000 == 0:
                flush()
    flush()
    path.unlink()
    return seen


class Spill:
    """A growing column of numbers that keeps only its end, ``tail``, in memory until `flush`."""

    def __init__(self, path: Path, code: str) -> None:
        self.path = path
        self.code = code
        self._file: BinaryIO = path.open("wb")
        self.tail = array(code)

    def flush(self) -> None:
        """Write the tail out."""
        self.tail.tofile(self._file)
        del self.tail[:]

    def section(self) -> tuple[str, Path]:
        """Finish; the column as `write_columns` takes it."""
        self.flush()
        self._file.close()
        return self.code, self.path
