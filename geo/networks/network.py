"""A network as it is searched: read-only arrays that are mapped when they are first asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.coords import LonLat
from geo.datasets import data_file
from geo.vocabulary import Mode

__all__ = ["Network", "Networks"]


@dataclass(frozen=True, eq=False)
class Network:
    """Junctions, edges and their hierarchy, as `geo.networks.assemble` lays them out.

    Attributes
    ----------
    name : str
        ``rail``, ``road`` or ``sea``.
    arrays : mapping of str to array
        Read-only; shared by every thread and process that maps the file.
    facts : mapping
        Country codes and passages that edges number, and what the build counted.
    """

    name: str
    arrays: dict[str, Any] = field(repr=False)
    facts: dict[str, Any] = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> "Network":
        """Map a network file.

        Raises
        ------
        NetworkError
            When the file is not a network.
        """
        from geo.networks.store import read_arrays

        arrays, facts = read_arrays(path)
        return cls(facts["name"], arrays, facts)

    @classmethod
    def of(
        cls,
        name: str,
        points: Sequence[LonLat],
        edges: Sequence[tuple[int, int, float]],
        countries: Callable[[Any], Sequence[str | None]] = lambda xy: [None] * len(xy),
    ) -> "Network":
        """Make a small network in memory: points, edges (point, point, km), and who names the country of points."""
        from geo.networks.assemble import assemble
        from geo.networks.graph import RawGraph

        graph = RawGraph.of(points, [(a, b) for a, b, _ in edges], [km for *_, km in edges])
        arrays, facts = assemble(graph, countries, facts={"name": name})
        return cls(name, arrays, facts)

    def view(self, name: str) -> memoryview:
        """Return a one-dimensional array as a memoryview, which plain Python reads faster than an array."""
        return self._views[name]

    @cached_property
    def _views(self) -> dict[str, memoryview]:
        return {name: memoryview(array) for name, array in self.arrays.items() if array.ndim == 1}

    def country(self, edge: int) -> str | None:
        """Name the country that an edge lies in."""
        number = self.view("edge_country")[edge]
        return str(self.facts["countries"][number - 1]) if number else None

    def is_bridged(self, edge: int) -> bool:
        """Tell whether an edge heals a gap in the data."""
        return bool(self.view("edge_flags")[edge] & 1)

    def passage(self, edge: int) -> str | None:
        """Name the strait, canal or tunnel that an edge lies in."""
        number = self.view("edge_flags")[edge] >> 1
        return str(self.facts["passages"][number - 1]) if number else None

    def lines(self, edges: Any) -> tuple[Any, Any]:
        """Lay the lines of many edges one after the other, each from its first junction to its second.

        Returns
        -------
        points : array (k, 2)
            In degrees; longitudes run on over the antimeridian instead of jumping.
        first : array (n + 1,)
            Where each line begins, and at last where all end.
        """
        import numpy as np

        from geo.networks.assemble import UNITS

        arrays, turn = self.arrays, 360 * UNITS
        shape_first = arrays["shape_first"][edges].astype(np.int64)
        count = arrays["shape_first"][edges + 1] - shape_first + 2
        first = np.concatenate([[0], np.cumsum(count)])
        owner = np.repeat(np.arange(len(edges)), count)
        place = np.arange(first[-1]) - first[owner]
        inner = (place > 0) & (place < count[owner] - 1)
        steps = np.zeros((first[-1], 2), np.int64)
        steps[first[:-1]] = arrays["xy"][arrays["edge_a"][edges]]
        steps[inner] = arrays["shape"][shape_first[owner[inner]] + place[inner] - 1]
        total = np.cumsum(steps, axis=0)
        points = total - np.vstack([[0, 0], total])[first[:-1]][owner]
        onward = arrays["xy"][arrays["edge_b"][edges]] - points[first[1:] - 1]
        onward[:, 0] = (onward[:, 0] + turn // 2) % turn - turn // 2
        points[first[1:] - 1] += onward
        return points / UNITS, first


@dataclass(frozen=True, eq=False)
class Networks:
    """The three networks; each is mapped when it is first asked for."""

    folder: Path | None = None
    given: tuple[Network, ...] = ()

    @classmethod
    def open(cls) -> "Networks":
        """Open the shipped networks."""
        return cls(data_file("rail.net").parent)

    @classmethod
    def of(cls, *networks: Network) -> "Networks":
        """Hold networks made by `Network.of`, for tests."""
        return cls(None, networks)

    def get(self, mode: Mode) -> Network | None:
        """Return the network that carries a mode, or None when there is none."""
        return self._opened(mode.value)

    def _opened(self, name: str) -> Network | None:
        if self.folder is None:
            return next((n for n in self.given if n.name == name), None)
        if name not in self._cache:
            path = self.folder / f"{name}.net"
            if not path.exists():
                return None
            self._cache.setdefault(name, Network.open(path))
        return self._cache[name]

    @cached_property
    def _cache(self) -> dict[str, Network]:
        return {}
