"""Lines of a sorted blob of text that begin alike, found by bisection without reading the rest."""

__all__ = ["lines_with_prefix"]


def lines_with_prefix(blob: memoryview, prefix: str, lengths: range, limit: int) -> list[str]:
    """The lines of a sorted blob that begin with a prefix."""
    data = prefix.encode()
    start = _bisect(blob, data)
    end = _bisect(blob, data[:-1] + bytes((data[-1] + 1,))) if data else len(blob)
    lines = str(blob[start : min(end, start + limit * 12)], "utf-8", "ignore").split("\n")
    return [line for line in lines if len(line) in lengths]


def _bisect(blob: memoryview, target: bytes) -> int:
    """The offset of the first line that is not below a target."""
    low, high = 0, len(blob)
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
