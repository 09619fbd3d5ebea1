"""The world that articles are held against: gazetteer, networks and outlines, passed in as one value."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer
    from geo.networks.network import Networks
    from geo.outlines import Outlines

__all__ = ["World"]


@dataclass(frozen=True, slots=True)
class World:
    """What the stages need to know about the Earth; tests pass a small one."""

    gazetteer: "Gazetteer"
    networks: "Networks"
    outlines: "Outlines"

    @classmethod
    def open(cls, gazetteer: "Gazetteer | None" = None) -> "World":
        """Open the shipped data, around a gazetteer that is open already; each part loads what it needs when asked.

        Raises
        ------
        GeoError
            When data are missing, with what to run.
        """
        from geo.gazetteer.store import Gazetteer
        from geo.networks.network import Networks
        from geo.outlines import Outlines

        return cls(Gazetteer.open() if gazetteer is None else gazetteer, Networks.open(), Outlines.open())
