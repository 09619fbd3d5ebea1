"""Lays a leg on the network that carries it, by the rules of its mode."""

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.coords import geodesic_km
from geo.gazetteer.place import Place
from geo.itinerary.journey import Leg, Stop
from geo.networks.barred import Barred
from geo.networks.draw import draw_geodesic, draw_route
from geo.networks.entries import entries, is_only_a_country
from geo.networks.journey import Factor, Journey, find_journey
from geo.networks.network import Network, Networks
from geo.networks.rules import RULES, Rules
from geo.networks.seats import seat_of
from geo.networks.snap import Access, accesses, nearest_km
from geo.routes import NoRoute, Route
from geo.vocabulary import Mode, Status

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer
    from geo.outlines import Outlines

__all__ = ["measure_all", "trace"]

_WALKABLE_KM = 150.0
_SHORTEST_KM = 0.01
_CLOSED_WEIGHT = 100.0
_SHORE_KM = 20.0


def trace(
    leg: Leg,
    networks: Networks,
    *,
    via: Sequence[Place] = (),
    avoid: Collection[str] = (),
    gazetteer: "Gazetteer | None" = None,
    outlines: "Outlines | None" = None,
) -> Route | NoRoute:
    """Lay a leg on its network.

    Parameters
    ----------
    via : sequence of Place
        Places to pass, in order.
    avoid : collection of str
        ISO country codes and names of passages not to use.
    gazetteer : Gazetteer, optional
        Names the places that the line passes, and the town that stands for an area of its name.
    outlines : Outlines, optional
        Names the country of a place that has none of its own, such as a bare point; without it the network does.

    Returns
    -------
    Route or NoRoute
        A route by air, or by no known means, is the geodesic. `NoRoute` says why there is none.
    """
    origin, destination = leg.origin.place, leg.destination.place
    if not via and geodesic_km(origin.at, destination.at) < 0.001:
        return NoRoute(leg, f"{origin.name} and {destination.name} are the same spot")
    if leg.mode is Mode.FOOT:
        return _on_foot(leg, networks, via=via, avoid=avoid, gazetteer=gazetteer, outlines=outlines)
    if leg.mode not in RULES:
        return _doubted_at_countries(draw_geodesic(leg, via))
    network = networks.get(leg.mode)
    if network is None:
        return NoRoute(leg, f"no {leg.mode} network is installed; run `python -m geo.datasets build networks`")
    stops = [_in_country(seat_of(place, gazetteer), outlines) for place in (origin, *via, destination)]
    route = _by_network(leg, network, RULES[leg.mode], stops, Barred.read(avoid), gazetteer)
    return _held_against_the_road(route, networks, RULES[leg.mode], via, avoid)


def _in_country(place: Place, outlines: "Outlines | None") -> Place:
    if place.country or outlines is None:
        return place
    return replace(place, country=outlines.country_at(place.at, within_km=_SHORE_KM) or "")


def _doubted_at_countries(route: Route) -> Route:
    ends = (route.leg.origin.place, route.leg.destination.place)
    names = [place.name for place in ends if is_only_a_country(place)]
    if not names:
        return route
    return replace(route, unreliable=f"it is measured to the middle of {' and '.join(names)}: no place there is named")


def measure_all(
    origin: Place,
    destination: Place,
    networks: Networks,
    *,
    via: Sequence[Place] = (),
    avoid: Collection[str] = (),
    modes: Sequence[Mode] = (Mode.RAIL, Mode.ROAD, Mode.SEA, Mode.AIR),
    gazetteer: "Gazetteer | None" = None,
    outlines: "Outlines | None" = None,
) -> dict[Mode, Route | NoRoute]:
    """Lay the journey between two places on each network in turn."""
    lay = partial(trace, networks=networks, via=via, avoid=avoid, gazetteer=gazetteer, outlines=outlines)
    return {mode: lay(_leg(origin, destination, mode)) for mode in modes}


def _leg(origin: Place, destination: Place, mode: Mode) -> Leg:
    start, end = (Stop(place, None, Status.DONE) for place in (origin, destination))
    return Leg(start, end, mode=mode, status=Status.DONE)


def _on_foot(leg: Leg, networks: Networks, **options: Any) -> Route | NoRoute:
    """Walk along the road where one leads there without much of a detour, else straight."""
    straight = draw_geodesic(leg, options["via"])
    if networks.get(Mode.ROAD) is None or straight.length_km > _WALKABLE_KM:
        return straight
    by_road = trace(replace(leg, mode=Mode.ROAD), networks, **options)
    if isinstance(by_road, NoRoute) or by_road.unreliable or by_road.length_km < by_road.access_km:
        return straight
    return replace(by_road, leg=leg)


def _by_network(
    leg: Leg, network: Network, rules: Rules, stops: list[Place], barred: Barred, gazetteer: "Gazetteer | None"
) -> Route | NoRoute:
    countries = [place for place in (stops[0], stops[-1]) if is_only_a_country(place)]
    if len(countries) == 2:
        return NoRoute(leg, f"the reports name only countries, {countries[0].name} and {countries[1].name}")
    if countries and stops[0].country == stops[-1].country:
        return NoRoute(leg, f"the reports name no other place in {countries[0].name}")
    spots = [_spots(network, rules, place) for place in stops]
    for place, near in zip(stops, spots, strict=True):
        if not near:
            return NoRoute(leg, _too_far(network, rules, place))
    home = _home(network, stops, spots)
    journeys = _journeys(network, spots, rules, home, barred)
    if not journeys:
        return NoRoute(leg, _unjoined(rules, stops, spots, barred))
    if sum(journey.km(network) for journey in journeys) < _SHORTEST_KM:
        return NoRoute(leg, f"{stops[0].name} and {stops[-1].name} reach the {rules.noun} at the same spot")
    stops[0], stops[-1] = _where_met(stops[0], journeys[0].origin), _where_met(stops[-1], journeys[-1].destination)
    route = draw_route(leg, network, journeys, rules, stops, gazetteer)
    if not countries:
        return route
    only = f"it is measured to the border only: the reports name no place in {countries[0].name}"
    return replace(route, unreliable="; ".join(filter(None, (only, route.unreliable))))


def _held_against_the_road(
    route: Route | NoRoute, networks: Networks, rules: Rules, via: Sequence[Place], avoid: Collection[str]
) -> Route | NoRoute:
    """Doubt a long way round where a road leads straight: the usual sign of a link that the data lack."""
    if isinstance(route, NoRoute) or route.unreliable or math.isinf(rules.road_limit):
        return route
    if route.length_km < rules.road_limit * route.great_circle_km or networks.get(Mode.ROAD) is None:
        return route
    road = trace(replace(route.leg, mode=Mode.ROAD), networks, via=via, avoid=avoid)
    if isinstance(road, NoRoute) or road.unreliable or route.length_km < rules.road_limit * road.length_km:
        return route
    return replace(route, unreliable=f"by road it is only {road.length_km:.0f} km, as if the data lacked a link")


def _spots(network: Network, rules: Rules, place: Place) -> list[Access]:
    """Find where a place enters the network; a large country is entered at its border."""
    at_border = entries(network, place.country) if is_only_a_country(place) else []
    return at_border or accesses(network, place.at, rules.radius_km)


def _where_met(place: Place, access: Access) -> Place:
    """Put a large country at the spot of its border where the journey meets it."""
    return replace(place, at=access.at, bbox=None) if is_only_a_country(place) else place


def _too_far(network: Network, rules: Rules, place: Place) -> str:
    if is_only_a_country(place):
        return f"{place.name} is named only as a country, and the {rules.noun} does not enter it by land"
    away = nearest_km(network, place.at)
    reach = f"no {rules.noun} within {rules.radius_km:.0f} km of {place.name}"
    return f"{reach}; the nearest is about {away:,.0f} km away" if math.isfinite(away) else reach


def _unjoined(rules: Rules, stops: list[Place], spots: list[list[Access]], barred: Barred) -> str:
    joined = set.intersection(*({s.part for s in near} for near in spots))
    names = " and ".join(dict.fromkeys(place.name for place in stops))
    if joined and barred:
        return f"no {rules.noun} joins {names} that avoids {', '.join(sorted(barred.words))}"
    return f"the {rules.noun}s near {names} are not joined to each other in the data"


def _home(network: Network, stops: list[Place], spots: list[list[Access]]) -> str | None:
    """Name the country that a journey stays in: that of both its ends and of every place on the way."""
    held = {p.country or network.country(near[0].edge) or "" for p, near in zip(stops, spots, strict=True)}
    return held.pop() if len(held) == 1 and "" not in held else None


def _journeys(
    network: Network, spots: list[list[Access]], rules: Rules, home: str | None, barred: Barred
) -> list[Journey]:
    """Find a journey for each stage between two stops; where stops lie between, one part of the network serves all."""
    if len(spots) == 2:
        found = _stage(network, spots[0], spots[1], rules, home, barred)
        return [found] if found else []
    best: list[Journey] = []
    for part in set.intersection(*({s.part for s in near} for near in spots)):
        inner = [[next(s for s in near if s.part == part)] for near in spots[1:-1]]
        ends = [[s for s in near if s.part == part] for near in (spots[0], spots[-1])]
        chain = [ends[0], *inner, ends[1]]
        stages = [_stage(network, a, b, rules, home, barred) for a, b in zip(chain, chain[1:], strict=False)]
        whole = [s for s in stages if s is not None]
        if len(whole) == len(stages) and (not best or sum(s.cost for s in whole) < sum(s.cost for s in best)):
            best = whole
    return best


def _stage(
    network: Network, a: list[Access], b: list[Access], rules: Rules, home: str | None, barred: Barred
) -> Journey | None:
    """Find one stage: the free way when it keeps the rules anyway, else the cheapest one by the rules."""
    free = find_journey(network, a, b, rules.access_weight)
    factor = _factor(network, rules, home, barred, math.inf)
    if free is not None and all(factor(stretch.edge) == 1.0 for stretch in free.stretches):
        return free
    found = None if free is None else find_journey(network, a, b, rules.access_weight, factor)
    if found is None and network.facts["closed"]:
        factor = _factor(network, rules, home, barred, _CLOSED_WEIGHT)
        return find_journey(network, a, b, rules.access_weight, factor)
    return found


def _factor(network: Network, rules: Rules, home: str | None, barred: Barred, closed: float) -> Factor:
    """Say what a km of each edge costs: barred ones are infinitely long, foreign ones on a home journey longer."""
    codes = network.facts["countries"]
    by_country = [1.0, *(math.inf if c in barred.countries else _weight(c, home, rules) for c in codes)]
    by_passage = [1.0] * (2 * len(network.facts["passages"]) + 2)
    for number, name in enumerate(network.facts["passages"], start=1):
        if name in barred.passages:
            by_passage[2 * number] = by_passage[2 * number + 1] = math.inf
        elif number in network.facts["closed"]:
            by_passage[2 * number] = by_passage[2 * number + 1] = closed
    country, flags = network.view("edge_country"), network.view("edge_flags")
    return lambda edge: max(by_country[country[edge]], by_passage[flags[edge]])


def _weight(code: str, home: str | None, rules: Rules) -> float:
    return 1.0 if home is None or code == home else rules.foreign_weight
