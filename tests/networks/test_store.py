"""A network file comes back as it was written, read-only; anything else is refused."""

from pathlib import Path

import numpy as np
import pytest

from geo.errors import NetworkError
from geo.networks.network import Network, Networks
from geo.networks.store import read_arrays, write_arrays
from geo.vocabulary import Mode


def test_arrays_and_facts_come_back(tmp_path: Path) -> None:
    arrays = {"a": np.arange(7, dtype=np.int16), "b": np.ones((3, 2), np.float32), "none": np.zeros(0, np.uint8)}
    write_arrays(tmp_path / "x.net", arrays, {"name": "rail", "countries": ["KP"]})
    back, facts = read_arrays(tmp_path / "x.net")
    assert facts == {"name": "rail", "countries": ["KP"]}
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        assert back[name].tolist() == array.tolist()


def test_nobody_can_alter_a_mapped_network(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x.net", {"a": np.arange(3)}, {"name": "rail"})
    back, _ = read_arrays(tmp_path / "x.net")
    with pytest.raises(ValueError, match="read-only"):
        back["a"][0] = 9


def test_another_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "rail.net").write_bytes(b"something else")
    with pytest.raises(NetworkError, match="geo.datasets build"):
        read_arrays(tmp_path / "rail.net")


def test_a_network_survives_its_file(tmp_path: Path, railway: Network) -> None:
    write_arrays(tmp_path / "rail.net", railway.arrays, railway.facts)
    again = Networks(tmp_path).get(Mode.RAIL)
    assert again is not None
    assert again.lines(np.arange(3))[0].tolist() == railway.lines(np.arange(3))[0].tolist()
    assert Networks(tmp_path).get(Mode.SEA) is None
