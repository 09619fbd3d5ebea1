"""Lines of a file or of a zip's member, decoded, counted and bounded.

A file that a user offers is not trusted: a member that unpacks to a thousand times its size, a line without end,
another encoding, a zip that was cut short each end in a message that says so.
"""

import codecs
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geo.errors import GazetteerError

__all__ = ["Progress", "members_of", "open_member", "read_lines", "read_text"]

Progress = Callable[[int, int], None]
_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 22
_MOST_BYTES = 40 << 30
_HIGHEST_RATIO = 200  # GeoNames' own dumps unpack to 4–5 times their size
_SMALL = 64 << 20  # what may have any ratio
_ASIDE = ("readme", "iso-languagecodes", "__macosx", "license", "licence")


def members_of(path: Path) -> zipfile.ZipInfo | None:
    """The one data file in a zip, or None when the path is no zip.

    Raises
    ------
    GazetteerError
        When the zip is damaged, holds no or several data files, or would unpack beyond reason.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            found = [m for m in archive.infolist() if not _is_aside(m)]
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise GazetteerError(f"{path.name}: the zip is damaged or cut short ({error}); fetch it again") from error
    named = [m for m in found if Path(m.filename).stem.lower() == path.stem.lower()]
    chosen = named if len(named) == 1 else found
    if len(chosen) != 1:
        listed = ", ".join(m.filename for m in found[:8]) or "nothing"
        raise GazetteerError(
            f"{path.name}: expected one data file in the zip and found {listed}; unpack it and import one"
        )
    _refuse_bomb(path, chosen[0])
    return chosen[0]


def _is_aside(member: zipfile.ZipInfo) -> bool:
    name = member.filename.lower()
    return member.is_dir() or name.startswith(_ASIDE) or Path(name).name.startswith(_ASIDE)


def _refuse_bomb(path: Path, member: zipfile.ZipInfo) -> None:
    ratio = member.file_size / max(1, member.compress_size)
    if member.file_size > _MOST_BYTES or (member.file_size > _SMALL and ratio > _HIGHEST_RATIO):
        raise GazetteerError(
            f"{path.name}: {member.filename} would unpack to {member.file_size / 1e9:.1f} GB, "
            f"{ratio:,.0f} times its size; this looks like a zip bomb and was not unpacked"
        )
    if member.flag_bits & 1:
        raise GazetteerError(f"{path.name}: {member.filename} is encrypted; unpack it and import the file itself")


@contextmanager
def open_member(path: Path, member: zipfile.ZipInfo | None) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of a file or of a zip's member, and how many there are."""
    if member is None:
        with path.open("rb") as file:
            yield file, path.stat().st_size
        return
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield file, member.file_size
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise GazetteerError(f"{path.name}: the zip is damaged or cut short ({error}); nothing was imported") from error


def read_lines(
    file: IO[bytes], total: int, name: str, fault: Callable[[int, str], None], progress: Progress | None
) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1, without their ends; one that is not UTF-8 is a fault.

    Raises
    ------
    GazetteerError
        When the file is not text, or a line has no end.
    """
    number, done, rest = 0, 0, b""
    while chunk := file.read(_CHUNK):
        if not done:
            chunk = _without_mark(chunk, name)
        done += len(chunk)
        if done > total * 1.01 + _CHUNK:
            raise GazetteerError(f"{name}: holds more than it declares; this looks like a zip bomb and was not read on")
        pieces = (rest + chunk).split(b"\n")
        rest = pieces.pop()
        if len(rest) > _LONGEST_LINE:
            raise GazetteerError(f"{name}, row {number + len(pieces) + 1}: the line does not end; is this a text file?")
        yield from _decoded(pieces, number, fault)
        number += len(pieces)
        if progress is not None:
            progress(done, total)
    if rest:
        yield from _decoded([rest], number, fault)
    elif not done:
        raise GazetteerError(f"{name} is empty")


def read_text(file: IO[bytes], total: int, name: str, progress: Progress | None) -> Iterator[str]:
    """The text of a file in pieces, for formats that have no lines.

    Raises
    ------
    GazetteerError
        When it is not UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    done = 0
    while chunk := file.read(_CHUNK):
        if not done:
            chunk = _without_mark(chunk, name)
        done += len(chunk)
        if done > total * 1.01 + _CHUNK:
            raise GazetteerError(f"{name}: holds more than it declares; this looks like a zip bomb and was not read on")
        try:
            yield decoder.decode(chunk)
        except UnicodeDecodeError as error:
            at = done - len(chunk) + error.start
            raise GazetteerError(f"{name} is not UTF-8 (near byte {at}); save it as UTF-8") from error
        if progress is not None:
            progress(done, total)
    if not done:
        raise GazetteerError(f"{name} is empty")


def _without_mark(chunk: bytes, name: str) -> bytes:
    if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise GazetteerError(f"{name} is UTF-16; save it as UTF-8 and import again")
    if b"\0" in chunk[:4096]:
        raise GazetteerError(f"{name} is not a text file")
    return chunk.removeprefix(b"\xef\xbb\xbf")


def _decoded(pieces: list[bytes], number: int, fault: Callable[[int, str], None]) -> Iterator[tuple[int, str]]:
    try:
        lines: list[str] | None = b"\n".join(pieces).decode().split("\n")
    except UnicodeDecodeError:
        lines = None
    if lines is not None:
        for number, line in enumerate(lines, number + 1):  # noqa: B020
            yield number, line[:-1] if line.endswith("\r") else line
        return
    for number, piece in enumerate(pieces, number + 1):  # noqa: B020
        try:
            yield number, piece.decode().rstrip("\r")
        except UnicodeDecodeError as error:
            fault(number, f"is not UTF-8 (byte 0x{piece[error.start]:02x}); save the file as UTF-8")
