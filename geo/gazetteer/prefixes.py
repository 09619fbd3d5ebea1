"""Lines of a sorted blob of text that begin alike, found by bisection without reading the rest."""

__all__ = ["lines_with_prefix"]


def lines_with_prefix(blob: memoryview, prefix: str, lengths: range, most: int) -> list[str] | None:
    """The lines of a sorted blob that begin with a prefix; None when they take more than ``most`` bytes."""
    data = prefix.encode()
    start = _bisect(blob, data, 0, len(blob))
    end = min(len(blob), _line_end(blob, start + most) + 1)
    if end < len(blob) and bytes(blob[end : end + len(data)]) == data:
        return None
    if data:
        end = _bisect(blob, data[:-1] + bytes((data[-1] + 1,)), start, end)
    lines = str(blob[start:end], "utf-8", "ignore").split("\n")
    return [line for line in lines if len(line) in lengths]


def _bisect(blob: memoryview, target: bytes, low: int, high: int) -> int:
    """The offset of the first line between two that is not below a target."""
    while low < high:
        middle = (low + high) // 2
        begin = _line_start(blob, middle)
        if bytes(blob[begin : begin + len(target)]) < target and begin < high:
            low = _line_end(blob, begin) + 1
        else:
            high = begin
    return low


def _line_start(blob: memoryview, at: int) -> int:
    step = 64
    while at > 0:
        begin = max(0, at - step)
        found = bytes(blob[begin:at]).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        at = begin
    return 0


def _line_end(blob: memoryview, at: int) -> int:
    step = 64
    while at < len(blob):
        found = bytes(blob[at : at + step]).find(b"\n")
        if found >= 0:
            return at + found
        at += step
    return len(blob)
