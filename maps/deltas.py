"""Lines as short strings: whole steps of a grid, each as its difference from the last, six bits a letter.

A value is zigzagged (0, -1, 1, -2 … become 0, 1, 2, 3 …) and cut into groups of five bits, lowest first; the sixth bit
says that more follow. The alphabet needs no escaping in JSON or HTML. `maps/page/js/deltas.js` reads the same strings.
"""

from collections.abc import Iterable, Iterator

__all__ = ["ALPHABET", "pack", "unpack"]

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


def pack(points: Iterable[tuple[float, float]], scale: int) -> str:
    """Write points (x, y in degrees) as steps of ``1 / scale`` degree, dropping those that fall on the one before."""
    letters: list[str] = []
    x = y = 0
    for lon, lat in points:
        to_x, to_y = round(lon * scale), round(lat * scale)
        if letters and to_x == x and to_y == y:
            continue
        _put(to_x - x, letters)
        _put(to_y - y, letters)
        x, y = to_x, to_y
    return "".join(letters)


def _put(value: int, letters: list[str]) -> None:
    rest = value * 2 if value >= 0 else -value * 2 - 1
    while rest >= 32:
        letters.append(ALPHABET[32 + rest % 32])
        rest //= 32
    letters.append(ALPHABET[rest])


def unpack(text: str, scale: int) -> tuple[tuple[float, float], ...]:
    """Read what `pack` wrote.

    Raises
    ------
    KeyError
        When a letter is not of the alphabet.
    """
    values = _values(text)
    points: list[tuple[float, float]] = []
    x = y = 0
    for step_x in values:
        x, y = x + step_x, y + next(values)
        points.append((x / scale, y / scale))
    return tuple(points)


def _values(text: str) -> Iterator[int]:
    rest = shift = 0
    for letter in text:
        bits = _VALUE[letter]
        rest |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            yield rest // 2 if rest % 2 == 0 else -(rest + 1) // 2
            rest = shift = 0
