import random

import pytest

from geo.gazetteer import piles
from geo.gazetteer.piles import Piles, Spill


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setattr(piles, "_HELD_LINES", 50)
    monkeypatch.setattr(piles, "_SORTED_AT_ONCE", 200)


@pytest.mark.parametrize("words", [["place"], ["a", "ab", "abc", "b", "平壤", "п"], ["same" * 40]])
def test_lines_come_back_in_order_whatever_was_spooled(tiny, tmp_path, words):
    random.seed(3)
    lines = [f"{random.choice(words)} {random.randrange(300)}\t{i}" for i in range(1000)]
    lines += [f"{random.choice(words)}\t{i}" for i in range(500)]
    heap = Piles(tmp_path)
    for line in lines:
        heap.add(line)
    assert list(heap.sorted_lines()) == sorted(lines)
    assert list(tmp_path.iterdir()) == []


def test_a_few_lines_never_touch_the_disk(tmp_path):
    heap = Piles(tmp_path / "missing")
    heap.add("b\t1")
    heap.add("a\t2")
    assert list(heap.sorted_lines()) == ["a\t2", "b\t1"]


def test_a_spilled_column_is_whole(tmp_path):
    column = Spill(tmp_path / "c", "I")
    for i in range(600_000):
        column.tail.append(i)
        if i % 7777 == 0:
            column.flush()
    code, path = column.section()
    assert (code, path.stat().st_size) == ("I", 2_400_000)
