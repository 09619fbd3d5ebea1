"""What the rules made of the rest of a text, as features of a place that they passed over."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary.containment import contains
from geo.itinerary.contexts import Contexts, Spot
from geo.itinerary.movement import Reported
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller

__all__ = ["Kept", "Surroundings", "rough_km"]

Kept = tuple[Traveller, Timeline, list[Reported]]
_DETOURS = ((1.1, "none"), (1.3, "small"), (2.0, "some"), (4.0, "large"))
_JOINTS = frozenset({",", "and", "then", "or", "to", "on"})


def rough_km(a: LonLat, b: LonLat) -> float:
    """The distance on a sphere: near enough for a feature, and a tenth of the time of a geodesic."""
    north, south = math.radians(a.lat), math.radians(b.lat)
    across = math.sin(math.radians(b.lon - a.lon) / 2.0)
    up = math.sin((south - north) / 2.0)
    return 12742.0 * math.asin(min(1.0, math.sqrt(up * up + math.cos(north) * math.cos(south) * across * across)))


class _Known(NamedTuple):
    place: Place
    told: set[int]  # sentences


class Surroundings:
    """The stops that the rules found, and what they said of places that did not become stops.

    Whatever they found for a place itself is left out when that place is asked for, so that a text read well by the
    rules teaches what one read badly needs.
    """

    def __init__(self, contexts: Contexts, kept: Sequence[Kept], reports: Sequence[tuple[Traveller, Reported]]) -> None:
        self.contexts = contexts
        self.stops: dict[str, _Known] = {}
        for _, line, _ in kept:
            for node in line.nodes:
                known = self.stops.setdefault(node.place.id, _Known(node.place, set()))
                known.told.update(r.sentence for r in node.reports)
        found = list(self.stops.items())
        self.apart = [
            (a, b, rough_km(one.place.at, two.place.at)) for k, (a, one) in enumerate(found) for b, two in found[:k]
        ]
        self.dropped = self._dropped(kept, reports)
        self.named = {s.place.id for s in contexts.spots if s.is_name}

    def _dropped(self, kept: Sequence[Kept], reports: Sequence[tuple[Traveller, Reported]]) -> dict[str, list[str]]:
        """What the rules reported of places that are no stops in the end."""
        ids = {id(traveller) for traveller, _, _ in kept}
        found: dict[str, set[str]] = {}
        for traveller, report in reports:
            said = {f"told {report.frame}", f"told {report.status}", "told", f"told past {report.background}"}
            said.add(f"told of a kept traveller {id(traveller) in ids}")
            for point in report.points:
                here = point.place.resolved if point.place is not None else None
                if here is not None and here.id not in self.stops:
                    found.setdefault(here.id, set()).update(said, {f"told as {point.role}"})
        return {place: sorted(said) for place, said in found.items()}

    def of(self, k: int) -> list[str]:
        """The features of a place named in the text, by what stands around it."""
        spot = self.contexts.spots[k]
        others = {place: known for place, known in self.stops.items() if place != spot.place.id}
        found = [*self._beside(spot, others), *self._joined(spot, others), *self._on_the_map(spot.place, others)]
        found.append(f"named {min(self.contexts.times[spot.place.id], 4)}")
        return [*found, *self.dropped.get(spot.place.id, ())]

    def _beside(self, spot: Spot, others: dict[str, _Known]) -> list[str]:
        n = spot.sentence
        same = {
            s.place.id for s in self.contexts.in_sentence[n] if s.place.id in others and n in others[s.place.id].told
        }
        share = len(others.keys() & self.named) / max(1, len(self.named - {spot.place.id}))
        found = [f"stops beside {min(len(same), 3)}", f"stops {min(len(others), 6)}", f"share {int(share * 5)}"]
        told = [number for known in others.values() for number in known.told]
        if told:
            nearest = min(abs(n - number) for number in told)
            found += [f"stop before {n - 1 in told}", f"stop after {n + 1 in told}", f"nearest {min(nearest, 5)}"]
            found.append(f"ahead of all {n < min(told)}")
        return found

    def _joined(self, spot: Spot, others: dict[str, _Known]) -> list[str]:
        """Whether a comma or "and" joins the place to a stop, or to what contains it."""
        found = []
        low, marked = self.contexts.words[spot.sentence], self.contexts.marked[spot.sentence]
        for side, step, start in (("left", -1, spot.first - 1), ("right", 1, spot.last + 1)):
            i, joints = start, list[str]()
            while 0 <= i < len(low) and low[i] in _JOINTS and len(joints) < 3:
                joints.append(low[i])
                i += step
            there = marked[i].resolved if joints and i in marked else None
            if there is None or there.id == spot.place.id:
                continue
            kin = "inside" if contains(there, spot.place) else "around" if contains(spot.place, there) else "beside"
            stop = there.id in others and spot.sentence in others[there.id].told
            found.append(f"{side} {kin} {stop} {'and' in joints}")
        return found

    def _on_the_map(self, place: Place, others: dict[str, _Known]) -> list[str]:
        """Whether the place contains stops, and how far off their line it lies."""
        around = sum(contains(place, known.place) for known in others.values())
        found = [f"around {min(around, 2)}"]
        if any(contains(known.place, place) for known in others.values()):
            found.append("inside a stop")
        if not others or place.is_country:
            return found
        pairs = [(a, b, far) for a, b, far in self.apart if place.id not in {a, b}]
        reach = max((far for _, _, far in pairs), default=0.0)
        away = {other: rough_km(place.at, known.place.at) for other, known in others.items()}
        found.append(f"near {min(4, int(min(away.values()) / max(reach, 50.0) * 4))}")
        detour = min(((away[a] + away[b]) / far for a, b, far in pairs if far > 20.0), default=0.0)
        if detour:
            found.append("detour " + next((word for limit, word in _DETOURS if detour < limit), "huge"))
        return found
