"""What each mode allows: how far a place may lie from its network, and when a length must not be printed as fact."""

import math
from dataclasses import dataclass

from geo.vocabulary import Mode

__all__ = ["RULES", "Rules"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The bounds of one mode.

    Attributes
    ----------
    noun : str
        What the network is called in a message.
    radius_km : float
        How far from its network a place may lie.
    access_weight : float
        What a km of access costs, in km along the network; a long gap costs more a km than a short one.
    foreign_weight : float
        What a km abroad costs on a journey within one country, in km at home.
    detour_limit : float
        Times the great circle beyond which the length is not believed.
    bridged_limit, access_limit : float
        Shares of the length that healed gaps and access may make up.
    road_limit : float
        Times the length by road beyond which the length is not believed.
    """

    noun: str
    radius_km: float
    access_weight: float
    foreign_weight: float
    detour_limit: float
    bridged_limit: float = 0.3
    access_limit: float = 0.2
    road_limit: float = math.inf


RULES = {
    Mode.RAIL: Rules("railway", 30.0, 3.0, 3.0, 2.5, road_limit=1.75),
    Mode.ROAD: Rules("road", 40.0, 3.0, 3.0, 2.5),
    Mode.SEA: Rules("sea lane", 150.0, 2.0, 1.0, 12.0, access_limit=0.5),
}
