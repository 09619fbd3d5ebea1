"""An amount that a text states, in kilometres or hours."""

from dataclasses import dataclass

__all__ = ["Quantity"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: a length in kilometres or a time in hours, ``amount`` in either case.

    Attributes
    ----------
    first, last : int
        Half-open span of tokens, second figure and closing bracket included.
    start, end : int
        The same span in the text.
    low, high : float or None
        The ends of a range; ``amount`` is its middle.
    other : float or None
        The same amount as stated in a second unit.
    rounding : float
        Half the step that the figure is rounded to.
    other_rounding : float
        The same of the second figure.
    listed : bool
        One of several amounts that share a unit: "40 and 60 km".
    attributive : bool
        Written with a hyphen or a possessive before a noun: "a 300-km drive", "two hours' drive".
    """

    first: int
    last: int
    start: int
    end: int
    as_written: str
    amount: float
    unit: str
    rounding: float
    low: float | None = None
    high: float | None = None
    other: float | None = None
    other_rounding: float = 0.0
    listed: bool = False
    attributive: bool = False
