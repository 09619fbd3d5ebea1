"""What measuring leaves open: how far a figure may be off the straight line or a network's length and still hold."""

from geo.claims.claim import DistanceClaim, EndpointKind
from geo.claims.judge import CLOSE_SHARE, Judgement, judge_km
from geo.claims.measure import Straight
from geo.vocabulary import Mode

__all__ = ["by_line", "by_network"]

# the nearest point of a border is seldom where one crosses it: the road to it is longer, by some kilometres at least
_CROSSING_SHARE, _TO_CROSSING_KM, _CROSSING_MOST_KM, _AT_THE_BORDER_KM, _BESIDE_KM = 1 / 3, 25.0, 40.0, 20.0, 6.0
# where no way is named, a figure close to a network's length must be closer than where one is
_CLOSE_UNNAMED = 0.125
# roads are drawn smooth and hills guessed at: the real road may be longer; and among short ones, or where the one drawn
# is roundabout, a shorter road may be missing from the data, so that a figure between it and the line is somebody's
_LONGER_ROAD_SHARE, _LONG_ROAD_KM, _SHORT_WAY_KM, _ROUNDABOUT, _WINDING = 0.175, 1000.0, 60.0, 1.35, 2.5
# where even a smooth drawing is so much longer than the straight line, the road itself winds the more
_HILLY, _HILLY_ROAD_SHARE = 1.2, 0.3
# 27 of 31 published railway lengths lie within a tenth of the network's: a claim by rail may be as far off as that
_NETWORK_SHARE = 0.10


def by_line(claim: DistanceClaim, straight: Straight) -> Judgement:
    """Hold a figure against the straight line."""
    return judge_km(claim, straight.km, straight.extent_km, slack_km=_slack(claim, straight))


def _slack(claim: DistanceClaim, straight: Straight) -> tuple[float, float]:
    """Say how far short, and how much too long, a figure may be for what the straight line itself leaves open."""
    if straight.between_points:  # towns that touch: the figure may be one between their edges
        return (straight.extent_km if straight.extent_km >= straight.km else 0.0), 0.0
    near = straight.km < _AT_THE_BORDER_KM
    told = [end for end in (claim.origin, claim.destination) if end is not None]
    if not any(end.kind is EndpointKind.BORDER or (near and end.place.is_country) for end in told):
        return 0.0, 0.0
    longer = min(max(_TO_CROSSING_KM, _CROSSING_SHARE * straight.km), _CROSSING_MOST_KM)
    return (_BESIDE_KM if near else 0.0), longer


def by_network(claim: DistanceClaim, length_km: float, straight: Straight, mode: Mode) -> Judgement:
    """Hold a figure against the length of a way along a network."""
    extent_km = straight.extent_km + _NETWORK_SHARE * length_km
    slack_km = _road_slack(claim, length_km, straight) if mode is Mode.ROAD else (0.0, 0.0)
    share = CLOSE_SHARE if claim.mode is not None else _CLOSE_UNNAMED
    return judge_km(claim, length_km, extent_km, most_share=_NETWORK_SHARE, close_share=share, slack_km=slack_km)


def _road_slack(claim: DistanceClaim, length_km: float, straight: Straight) -> tuple[float, float]:
    """Say how far short of, and beyond, the road's length in the data a figure may be the real road's."""
    roundabout = straight.km <= _SHORT_WAY_KM or _ROUNDABOUT * straight.km < length_km < _LONG_ROAD_KM
    between = straight.km <= (claim.km or 0.0) and roundabout and length_km <= _WINDING * straight.km
    share = _HILLY_ROAD_SHARE if length_km > _HILLY * straight.km else _LONGER_ROAD_SHARE
    longer = share * length_km if length_km < _LONG_ROAD_KM else 0.0  # over long ways errors even out
    return (length_km - straight.km if between else 0.0), longer
