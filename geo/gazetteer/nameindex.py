"""The name columns of a layer: every key once, in order, with what answers to it."""

import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from geo.gazetteer.names import is_latin
from geo.gazetteer.piles import Piles, Spill
from geo.gazetteer.schema import FAME, FLAG_BITS, MAX_POSTINGS, WEIGHTS, Kind, NameFlag, prominence_byte

__all__ = ["NameIndex", "narrow"]

_MASK = (1 << FLAG_BITS) - 1
_DEMONYM, _MAIN = int(NameFlag.DEMONYM), int(NameFlag.MAIN)
_KIND_DEMONYM, _KIND_MAIN = int(Kind.DEMONYM), int(Kind.MAIN)
_PRUNE_AT = 20_000
_FLUSH_AT = 1 << 16
_REVERSED_FROM = 30_000.0  # prominence from which an alternate name may be found by its end
Scored = tuple[float, int, int]


class NameIndex:
    """Writes name columns into scratch files, key after key.

    Parameters
    ----------
    scratch : Path
        A folder for the columns until they are put into the layer.
    rank, prominence, kinds : sequence of int
        For every row as it was added: its final row, its prominence, its `Kind`.
    """

    def __init__(self, scratch: Path, rank: Sequence[int], prominence: Sequence[int], kinds: Sequence[int]) -> None:
        self._scratch = scratch
        self._rank, self._prominence, self._kinds = rank, prominence, kinds
        self._keys = (scratch / "keys").open("wb")
        self._size = 0
        self._starts = Spill(scratch / "key.starts", "Q")
        self._kind, self._best = Spill(scratch / "kind", "H"), Spill(scratch / "best", "B")
        self._longest = Spill(scratch / "longer", "B")
        self._posting_starts = Spill(scratch / "posting.starts", "I")
        self._postings = Spill(scratch / "postings", "I")
        self._posted = 0
        self._hashes = array("I")
        self._reversed = Piles(scratch)
        self._starts.tail.append(0)
        self._posting_starts.tail.append(0)

    def add_lines(self, lines: Iterable[str], tell: Callable[[int], object]) -> None:
        """Take sorted lines: a key, a tab, and a posting or, negative, the words of a name that the key begins.

        ``tell`` hears now and then how many lines are done.
        """
        current, values, count = "", [], 0
        for done, line in enumerate(lines):
            key, _, value = line.partition("\t")
            if key == current:
                values.append(value)
                if len(values) >= _PRUNE_AT:
                    values = self._pruned(values)
                continue
            if values:
                self._add_key(current, values)
                count += 1
                if count % _FLUSH_AT == 0:
                    self._flush()
                    tell(done)
            current, values = key, [value]
        if values:
            self._add_key(current, values)

    def _flush(self) -> None:
        for column in (self._starts, self._kind, self._best, self._longest, self._posting_starts, self._postings):
            column.flush()

    def _add_key(self, key: str, values: list[str]) -> None:
        best, longest = self._ranked(values)
        data = key.encode()
        self._keys.write(data + b"\n")
        self._size += len(data) + 1
        self._starts.tail.append(self._size)
        self._hashes.append(zlib.crc32(data))
        self._longest.tail.append(longest if longest < 255 else 255)
        kinds, postings, rank = 0, self._postings.tail, self._rank
        fame = 0.0
        for _, row, flag in best:
            fame = max(fame, self._prominence[row] * FAME[flag])
            kinds |= _KIND_DEMONYM if flag == _DEMONYM else self._kinds[row]
            kinds |= _KIND_MAIN if flag == _MAIN else 0
            postings.append(rank[row] << FLAG_BITS | flag)
        self._posted += len(best)
        self._posting_starts.tail.append(self._posted)
        is_code = key[0] == "#"
        self._kind.tail.append(0 if is_code else kinds)
        self._best.tail.append(prominence_byte(fame) if best else 0)
        known = kinds & _KIND_MAIN or fame > _REVERSED_FROM
        if known and len(data) > 3 and not is_code and is_latin(key):
            self._reversed.add(key[::-1] + "\t")

    def _pruned(self, values: list[str]) -> list[str]:
        best, longest = self._ranked(values)
        return [*(str(row << FLAG_BITS | flag) for _, row, flag in best), str(-longest)]

    def _ranked(self, values: list[str]) -> tuple[list[Scored], int]:
        """The postings of one key, strongest first, one a place; and how many words the longest name has."""
        if len(values) == 1 and (only := int(values[0])) >= 0:
            row, flag = only >> FLAG_BITS, only & _MASK
            return [((self._prominence[row] + 1) * WEIGHTS[flag], row, flag)], 1
        found: dict[int, Scored] = {}
        longest = 1
        for value in map(int, values):
            if value < 0:
                longest = max(longest, -value)
                continue
            row, flag = value >> FLAG_BITS, value & _MASK
            score = (self._prominence[row] + 1) * WEIGHTS[flag]
            slot = ~row if flag == _DEMONYM else row
            if slot not in found or score > found[slot][0]:
                found[slot] = (score, row, flag)
        if len(found) == 1:
            return list(found.values()), longest
        return sorted(found.values(), key=lambda s: (-s[0], s[1], s[2]))[:MAX_POSTINGS], longest

    def sections(self) -> dict[str, tuple[str, Any]]:
        """Finish the columns."""
        import numpy as np

        self._keys.close()
        with (self._scratch / "reversed").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line[:-1] + "\n" for line in self._reversed.sorted_lines())
        hashes = np.asarray(self._hashes)
        bits = max(4, int(len(hashes)).bit_length() - 1)
        buckets = hashes >> np.uint32(32 - bits)
        chain = np.argsort(buckets, kind="stable").astype(np.uint32)
        starts = np.searchsorted(buckets[chain], np.arange((1 << bits) + 1, dtype=np.uint32)).astype(np.uint32)
        del hashes, buckets
        self._hashes = array("I")
        code, path = self._starts.section()
        key_starts = (code, path) if self._size > 0xFFFFFFFF else narrow(np.fromfile(path, dtype=np.uint64))
        return {
            "keys": ("B", self._scratch / "keys"), "reversed": ("B", self._scratch / "reversed"),
            "key.starts": key_starts, "chain": ("I", chain), "buckets": ("I", starts),
            "kind": self._kind.section(), "best": self._best.section(), "longer": self._longest.section(),
            "posting.starts": self._posting_starts.section(), "postings": self._postings.section(),
        }  # fmt: skip


def narrow(values: Any) -> tuple[str, Any]:
    """A column of four-byte numbers where they suffice."""
    import numpy as np

    wide = np.asarray(values, dtype=np.uint64)
    if len(wide) and int(wide.max()) > 0xFFFFFFFF:
        return "Q", wide
    return "I", wide.astype(np.uint32)
