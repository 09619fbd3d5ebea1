"""How each stop was reached, where no rule tells it or the story rules out what one told."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from geo.itinerary.journey import LIKELY_MODE, Itinerary, Leg
from geo.itinerary.learnt.encoding import MODES
from geo.itinerary.learnt.network import Route
from geo.itinerary.nounkinds import own_means
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode

__all__ = ["with_likely_modes"]

_UNLIKELY = 0.3  # a mode that a rule gave goes where the reader gives it less than this
_NO_MODE = 0.5  # what it thinks of no mode at all weighs so much: an editor says what is likely


def with_likely_modes(itinerary: Itinerary, traveller: Traveller, route: Route, rows: Mapping[str, int]) -> Itinerary:
    """Give legs the mode that is probable.

    Parameters
    ----------
    rows : mapping
        Place id to its row in the route; that of a second visit is as many rows on as there are places.
    """
    own, seen = own_means(traveller.heads), {stop.place.id for stop in itinerary.stops[:1]}
    legs = []
    for leg in itinerary.legs:
        key = leg.destination.place.id
        legs.append(leg if key not in rows else _judged(leg, route, own, rows[key] + len(rows) * (key in seen)))
        seen.add(key)
    return replace(itinerary, legs=tuple(legs))


def _judged(leg: Leg, route: Route, own: Mode, row: int) -> Leg:
    chances = route.mode[row] * np.where(np.arange(len(MODES)) == 0, _NO_MODE, 1.0)
    mode = MODES[int(chances.argmax())]
    mode = own if mode is Mode.UNKNOWN else mode
    told = leg.mode is not Mode.UNKNOWN
    if mode is leg.mode or (told and chances[MODES.index(leg.mode)] >= _UNLIKELY * chances.sum()):
        return leg
    return replace(leg, mode=mode, because=(*leg.because, LIKELY_MODE))
