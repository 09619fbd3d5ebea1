"""The small bars on a claim's card: what is claimed beside what is measured."""

from dataclasses import dataclass

from geo.claims.claim import Finding

__all__ = ["Bar", "bars"]

WIDEST = 165.0
"""Of 320 units of drawing; the rest is for the figures."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it measures, its length, and its width in units of the drawing."""

    kind: str
    word: str
    km: float
    width: float


def bars(finding: Finding) -> tuple[Bar, ...]:
    """The claimed figure first, then each measured length; empty when nothing was measured."""
    claim, measured = finding.claim, finding.measured
    if measured is None or claim.km is None:
        return ()
    rows = [("claimed", "claimed", claim.km), ("straight", "straight", measured.straight_km)]
    networks = (("rail", "by rail"), ("road", "by road"), ("sea", "by sea"))
    rows += [(kind, word, km) for kind, word in networks if (km := getattr(measured, f"{kind}_km")) is not None]
    longest = max(km for _, _, km in rows) or 1.0
    return tuple(Bar(kind, word, km, max(1.0, WIDEST * km / longest)) for kind, word, km in rows)
