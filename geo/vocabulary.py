"""The closed word lists that travel through every stage and into the JSON."""

from enum import StrEnum

__all__ = ["Hedge", "Mode", "Status", "Verdict"]


class Mode(StrEnum):
    """How something moves along a leg."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"
    AIR = "air"
    FOOT = "foot"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How certain a report is that a movement happens, surest first."""

    DONE = "done"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    DENIED = "denied"


class Verdict(StrEnum):
    """What measuring says of a claim."""

    AGREE = "agree"
    CLOSE = "close"
    DISAGREE = "disagree"
    UNCHECKABLE = "uncheckable"


class Hedge(StrEnum):
    """How a writer qualifies a figure."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    NEARLY = "nearly"
    JUST_OVER = "just over"
    UP_TO = "up to"
    RANGE = "range"
