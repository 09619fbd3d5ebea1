"""Hold a claim against the world: measure, judge, and say why in one sentence."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.claims import reasons
from geo.claims.again import ON_THE_WAY
from geo.claims.claim import DistanceClaim, Endpoint, Finding, Measured
from geo.claims.judge import (
    MOST_SHARE,
    Judgement,
    judge_direction,
    judge_hours,
    judge_km,
    units_contradict,
)
from geo.claims.leeway import by_line, by_network
from geo.claims.measure import NetworkLengths, Straight, Unmeasurable, measure_networks, measure_straight, shore_km
from geo.coords import compass_word
from geo.errors import UsageError
from geo.gazetteer.place import Place
from geo.vocabulary import Mode, Verdict

if TYPE_CHECKING:
    from geo.world import World

__all__ = ["check", "check_quantity", "explain"]

Ask = Callable[[Place, Place, "World"], NetworkLengths]

_NETWORK_MODES = (Mode.RAIL, Mode.ROAD, Mode.SEA)
# no road or railway worth naming is longer than this many times the straight line
_DETOUR_LIMIT = 3.0
# across a strait the sea lane is the straight line, and the network of lanes is too coarse to say more
_CROSSING_KM = 100.0
# a sea lane so much longer than the straight line, or than the way by land, leads around a land
_AROUND = 1.4
_A_DAY = 24.0
# a newspaper seldom misplaces a town by so much; a reader of names that many places share does
_UNLIKELY_TIMES, _WELL_KNOWN = 8.0, 300_000
# ends that only learning chose must be as sure as this before a figure that does not fit them is called wrong
_SURE_ENDS = 0.9
_SEAS = frozenset({"H.SEA", "H.OCN"})
_NO_NETWORKS = NetworkLengths({}, {})


def check(claim: DistanceClaim, world: "World", *, ask: Ask = measure_networks) -> Finding:
    """Measure what a claim states and judge it.

    A claim without a mode is held against the straight line first; when that fails and a network's length fits, it
    agrees, or is close, by that mode. A claim with a mode is held against that network.

    Parameters
    ----------
    world : World
        ``outlines`` answers for borders and coasts, ``networks`` for railways, roads and sea lanes.
    ask : callable
        Gives the networks' lengths between two places of a world.
    """
    if claim.origin is None or claim.destination is None:
        return _open(claim, claim.open_reason or "the text leaves one end open")
    straight = measure_straight(claim.origin, claim.destination, world)
    if isinstance(straight, Unmeasurable):
        return _open(claim, straight.reason)
    if claim.km is not None and units_contradict(claim):
        return _finish(claim, straight, _NO_NETWORKS, _contradiction(claim, straight))
    if straight.vague is not None:
        return _check_vague(claim, straight, world, ask)
    if _is_unlikely(claim, straight):
        return _finish(claim, straight, _NO_NETWORKS, _open(claim, reasons.unlikely(claim, straight)))
    networks = _networks(claim, straight, world, ask)
    finding = (_check_km if claim.hours is None else _check_hours)(claim, straight, networks)
    if finding.verdict is Verdict.DISAGREE and claim.likelihood is not None and claim.likelihood < _SURE_ENDS:
        return _finish(claim, straight, networks, _open(claim, reasons.doubtful_ends(claim, straight)))
    return finding


def check_quantity(
    origin: Place, destination: Place, text: str, world: "World", *, mode: Mode | None = None
) -> Finding:
    """Check a distance given in words between two known places: ``about 680 km north``.

    Parameters
    ----------
    text : str
        A figure with a unit, and perhaps a hedge, a direction and a way of going.
    mode : Mode or None
        The way of going, where the words name none.

    Raises
    ------
    UsageError
        When the text holds no length.
    """
    from geo.claims.quantity import read_claim

    claim = read_claim(text, Endpoint(origin), Endpoint(destination))
    if claim is None:
        raise UsageError(f"no distance found in {text!r}; write a figure and a unit, such as “680 km” or “425 miles”")
    return check(claim if mode is None else replace(claim, mode=mode), world)


def explain(finding: Finding) -> tuple[str, ...]:
    """List the words that decided and the arithmetic behind a finding, one line each."""
    return (*reasons.reading(finding.claim), *finding.details)


def _open(claim: DistanceClaim, reason: str) -> Finding:
    return Finding(claim, None, None, None, Verdict.UNCHECKABLE, reasons.uncheckable(claim, reason))


def _networks(claim: DistanceClaim, straight: Straight, world: "World", ask: Ask) -> NetworkLengths:
    """Ask the networks where the claim names one, the straight line fails, or the reader profits."""
    assert claim.origin is not None
    assert claim.destination is not None
    if not straight.between_points or claim.straight_said or claim.mode is Mode.AIR:
        return _NO_NETWORKS
    return ask(claim.origin.place, claim.destination.place, world)


def _contradiction(claim: DistanceClaim, straight: Straight) -> Finding:
    judged = judge_km(claim, straight.km, straight.extent_km)
    because = reasons.contradiction(claim, straight)
    return Finding(claim, None, judged.difference_km, judged.tolerance_km, Verdict.DISAGREE, because)


def _check_vague(claim: DistanceClaim, straight: Straight, world: "World", ask: Ask) -> Finding:
    """Measure to the middle of an area, or an island's shore: what fits was meant so, what does not says nothing."""
    assert straight.vague is not None
    if straight.vague.feature not in _SEAS and straight.between_points:
        networks = _networks(claim, straight, world, ask)
        judge = _check_hours if claim.hours is not None else _check_km
        finding = judge(claim, straight, networks)
        if finding.verdict is Verdict.AGREE:
            return finding
        ashore = _check_ashore(claim, straight, networks, world)
        if ashore is not None or finding.verdict is Verdict.CLOSE:
            return ashore or finding
    return _vague(claim, straight)


def _check_ashore(claim: DistanceClaim, straight: Straight, networks: NetworkLengths, world: "World") -> Finding | None:
    """Find that a length lies between those to an island's nearest shore and to its middle."""
    assert straight.vague is not None
    others = [end.place for end in (claim.origin, claim.destination) if end and end.place.id != straight.vague.id]
    shore = shore_km(straight.vague, others[0], world) if others and claim.km is not None else None
    if shore is None or not (1 - MOST_SHARE) * shore <= (claim.km or 0.0) <= (1 + MOST_SHARE) * straight.km:
        return None
    because = reasons.ashore(claim, straight, others[0], shore)
    return _finish(claim, straight, networks, Finding(claim, None, None, None, Verdict.AGREE, because))


def _vague(claim: DistanceClaim, straight: Straight) -> Finding:
    assert straight.vague is not None
    because = reasons.vague(claim, straight)
    return _finish(claim, straight, _NO_NETWORKS, Finding(claim, None, None, None, Verdict.UNCHECKABLE, because))


def _is_unlikely(claim: DistanceClaim, straight: Straight) -> bool:
    """Tell whether a figure is so far off that another place of the name of a lesser town was meant."""
    ends = [end.place for end in (claim.origin, claim.destination) if end is not None]
    if claim.km is None or not straight.between_points or claim.other_km is not None:
        return False
    lesser = any(not place.is_country and place.population < _WELL_KNOWN for place in ends)
    return lesser and straight.km > _UNLIKELY_TIMES * claim.km


def _check_km(claim: DistanceClaim, straight: Straight, networks: NetworkLengths) -> Finding:
    by, judged = _best(claim, straight, networks)
    if by is None and _may_be_unknown_road(claim, straight, networks, judged):
        because = reasons.unknown_road(claim, straight, networks)
        return _finish(claim, straight, networks, Finding(claim, None, None, None, Verdict.CLOSE, because))
    if judged is None:
        because = reasons.no_network(claim, straight, networks)
        finding = Finding(claim, None, None, None, Verdict.UNCHECKABLE, because)
        return _finish(claim, straight, networks, finding)
    because = reasons.judged(claim, straight, networks, by, judged)
    finding = Finding(claim, None, judged.difference_km, judged.tolerance_km, judged.verdict, because, agrees_by=by)
    return _finish(claim, straight, networks, finding)


def _may_be_unknown_road(
    claim: DistanceClaim, straight: Straight, networks: NetworkLengths, judged: Judgement | None
) -> bool:
    """Tell whether a figure that the straight line does not bear out may be the length of a road that the data lack."""
    ends = [end.place.country for end in (claim.origin, claim.destination) if end is not None]
    unknown = Mode.ROAD in networks.reasons and not (claim.straight_said or claim.is_nautical)
    meant = claim.mode in {Mode.ROAD, Mode.FOOT} or (claim.mode is None and len(set(ends)) == 1)
    told = straight.km < (claim.km or 0.0) <= ON_THE_WAY * straight.km
    return unknown and meant and told and (judged is None or judged.verdict is Verdict.DISAGREE)


def _best(claim: DistanceClaim, straight: Straight, networks: NetworkLengths) -> tuple[Mode | None, Judgement | None]:
    """Choose the way of going that a claim is judged by."""
    line = by_line(claim, straight)
    if claim.mode in _NETWORK_MODES or claim.mode is Mode.FOOT:
        wanted = Mode.ROAD if claim.mode is Mode.FOOT else claim.mode
        assert wanted is not None
        if wanted in networks.km:
            along = by_network(claim, networks.km[wanted], straight, wanted)
            open_water = wanted is Mode.SEA and networks.km[wanted] <= _AROUND * straight.km
            across = open_water and along.verdict is not Verdict.AGREE and line.verdict is Verdict.AGREE
            return (None, line) if across else (wanted, along)
        if not straight.between_points or claim.mode is Mode.FOOT:
            return None, line
        forgiven = {Verdict.AGREE, Verdict.CLOSE} if straight.km <= _CROSSING_KM else set()
        if line.verdict in (forgiven if wanted is Mode.SEA else {Verdict.AGREE}):
            return None, line
        absurd = line.difference_km < 0 or (wanted is not Mode.SEA and (claim.km or 0) > _DETOUR_LIMIT * straight.km)
        return None, line if line.verdict is Verdict.DISAGREE and absurd and not line.too_loose else None
    if line.verdict is Verdict.AGREE or claim.mode is Mode.AIR:
        return None, line
    judged = {mode: by_network(claim, networks.km[mode], straight, mode) for mode in _modes_meant(claim, networks)}
    for verdict in (Verdict.AGREE, Verdict.CLOSE):
        if line.verdict is verdict:
            break
        fitting = [(abs(j.difference_km), mode) for mode, j in judged.items() if j.verdict is verdict]
        if fitting:
            mode = min(fitting)[1]
            return mode, judged[mode]
    return None, line


def _modes_meant(claim: DistanceClaim, networks: NetworkLengths) -> frozenset[Mode]:
    """Return the modes that a claim may mean that names none.

    One told in nautical miles never runs on land; nobody means the sea where it is a long way around a land.
    """
    if claim.is_nautical:
        return frozenset({Mode.SEA} & networks.km.keys())
    by_land = min((networks.km[mode] for mode in (Mode.ROAD, Mode.RAIL) if mode in networks.km), default=math.inf)
    around = {Mode.SEA} if networks.km.get(Mode.SEA, 0.0) > _AROUND * by_land else set()
    return frozenset(networks.km.keys() - networks.far - around)


def _check_hours(claim: DistanceClaim, straight: Straight, networks: NetworkLengths) -> Finding:
    """Judge a time of travel by the speed that it implies, at the mode named or at the one that fits best."""
    order = {Verdict.AGREE: 0, Verdict.CLOSE: 1, Verdict.DISAGREE: 2}
    modes = (claim.mode,) if claim.mode else _modes_of_time(claim, networks)
    tried = []
    for mode in modes:
        length, along = _length_for(mode, straight, networks)
        verdict, least, most = judge_hours(claim, length, mode)
        tried.append((order[verdict], verdict, mode, length, along, least, most))
    _, verdict, mode, length, along, least, most = min(tried, key=lambda t: t[0])
    because = reasons.hours(claim, mode, length, along, (least, most), verdict)
    return _finish(claim, straight, networks, Finding(claim, None, None, None, verdict, because, agrees_by=mode))


def _modes_of_time(claim: DistanceClaim, networks: NetworkLengths) -> tuple[Mode, ...]:
    """Return by what one may go where no way is named, the likeliest first; on foot only for days."""
    by_sea = (Mode.SEA,) if Mode.SEA in networks.km.keys() - networks.far else ()
    on_foot = (Mode.FOOT,) if (claim.hours or 0.0) >= _A_DAY else ()
    return Mode.ROAD, Mode.RAIL, *by_sea, *on_foot


_DETOUR = {Mode.ROAD: 1.25, Mode.RAIL: 1.25, Mode.FOOT: 1.25, Mode.SEA: 1.3, Mode.AIR: 1.0}


def _length_for(mode: Mode, straight: Straight, networks: NetworkLengths) -> tuple[float, bool]:
    """Return the length of the way that a time is judged by, and whether a network gave it."""
    known = networks.km.get(Mode.ROAD if mode is Mode.FOOT else mode)
    return (known, True) if known is not None else (straight.km * _DETOUR.get(mode, 1.25), False)


def _finish(claim: DistanceClaim, straight: Straight, networks: NetworkLengths, finding: Finding) -> Finding:
    """Add to a finding what was measured, the direction, and the working."""
    measured = Measured(straight.km, networks.km.get(Mode.RAIL), networks.km.get(Mode.ROAD), networks.km.get(Mode.SEA))
    bearing = straight.bearing_deg
    direction = judge_direction(claim.direction, bearing) if claim.direction and bearing is not None else None
    because = finding.because
    if direction is not None and bearing is not None:
        because = reasons.with_direction(because, claim, bearing, direction)
    because = reasons.with_longer_way(because, claim, straight, networks, finding)
    finding = replace(
        finding,
        measured=measured,
        because=because,
        bearing_deg=bearing,
        compass=None if bearing is None else compass_word(bearing),
        direction_verdict=direction,
    )
    return replace(finding, details=reasons.working(finding, straight, networks))
