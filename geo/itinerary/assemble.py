"""From joined stops to the itinerary that is handed on: evidence, legs, modes, contradictions."""

from collections.abc import Sequence
from dataclasses import replace

from geo.articles.article import Article, Evidence
from geo.coords import geodesic_km
from geo.itinerary.chain import leaves_from
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Stop
from geo.itinerary.movement import Reported
from geo.itinerary.nounkinds import own_means
from geo.itinerary.points import ROLES
from geo.itinerary.remarks import remarks_on
from geo.itinerary.settling import merge
from geo.itinerary.timeline import Node, Timeline
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode, Status

__all__ = ["itinerary_of", "support"]

_RIDDEN = {Mode.AIR, Mode.SEA, Mode.RAIL}  # what climbs, runs or marches there does not walk
_TALK = {Status.RUMOURED, Status.DENIED}


def support(itinerary: Itinerary) -> float:
    """How well an itinerary is supported: its done stops count most, then how often it is told."""
    done = sum(stop.status is Status.DONE for stop in itinerary.stops)
    told = len({(e.article_id, e.start) for stop in itinerary.stops for e in stop.evidence})
    sources = len({e.article_id for stop in itinerary.stops for e in stop.evidence})
    return 2.0 * done + 1.0 * len(itinerary.stops) + told + 3.0 * sources


def itinerary_of(article: Article, traveller: Traveller, line: Timeline) -> Itinerary:
    """Make the itinerary that is handed on from a traveller's finished timeline."""
    line.nodes = _without_doubles(line.nodes)
    stops = tuple(_stop(article, node) for node in line.nodes)
    legs = _legs(article, traveller, line, stops)
    display = traveller.display
    known = (traveller.names | traveller.heads) - {display}
    aliases = tuple(sorted(word for word in known if not word.isdigit()))  # "Ana Diaz, 29"
    made = Itinerary(
        title=title_of(display, stops),
        traveller=display,
        stops=stops,
        legs=legs,
        contradictions=_contradictions(article, line),
        aliases=aliases,
    )
    return Itinerary(made.title, display, stops, legs, made.contradictions, remarks_on(made), aliases)


def _without_doubles(nodes: Sequence[Node]) -> list[Node]:
    """Join neighbours at one place: nobody goes from a place to itself."""
    kept: list[Node] = []
    for node in nodes:
        if kept and kept[-1].place.id == node.place.id and node.reports and not {kept[-1].status, node.status} & _TALK:
            reports = node.reports[1:]
            merge(kept[-1], node)
            kept[-1].reports.extend(r for r in reports if r not in kept[-1].reports)
            kept[-1].mode_out = node.mode_out if node.mode_out is not Mode.UNKNOWN else kept[-1].mode_out
        else:
            kept.append(node)
    return kept


def title_of(traveller: str, stops: Sequence[Stop]) -> str:
    """Name an itinerary by its traveller and its ends: "Kim Jong Un: Pyongyang to Khasan".

    A journey back to its start is named by its farthest stop as well: "The pope: Rome – Lima – Rome".
    """
    surest = _surest(stops)
    names = list(dict.fromkeys(s.place.name for s in surest))
    if len(names) > 1 and surest[0].place.name == surest[-1].place.name:
        start = surest[0].place
        farthest = max(surest, key=lambda s: geodesic_km(start.at, s.place.at)).place.name
        where = " – ".join([start.name, *(names[1:] if len(names) < 4 else [farthest]), start.name])
    else:
        where = " to ".join(dict.fromkeys(s.place.name for s in (*surest[:1], *surest[-1:])))
    return f"{traveller[:1].upper()}{traveller[1:]}: {where}"


def _surest(stops: Sequence[Stop]) -> list[Stop]:
    """The stops that a title may name: those done, and talk of others only where fewer than two are."""
    for statuses in ({Status.DONE}, {Status.DONE, Status.PLANNED}, set(Status) - {Status.DENIED}, set(Status)):
        known = [s for s in stops if s.status in statuses]
        if len(known) > 1:
            return known
    return list(stops)


def _evidence(article: Article, reports: Sequence[Reported]) -> tuple[Evidence, ...]:
    spans: dict[tuple[int, int], str | None] = {}
    for report in reports:
        spans.setdefault((report.start, report.end), report.says)
    return tuple(Evidence(article.id, s, e, article.text[s:e], says) for (s, e), says in sorted(spans.items()))


def _stop(article: Article, node: Node) -> Stop:
    because = tuple(dict.fromkeys(w for r in node.reports for w in r.because))
    return Stop(
        node.place, node.when, node.status, _evidence(article, [*node.reports, *node.against]), node.words, because
    )


def _legs(article: Article, traveller: Traveller, line: Timeline, stops: tuple[Stop, ...]) -> tuple[Leg, ...]:
    """Join the stops: done ones in a chain, planned ones on from there, rumoured and denied ones as branches."""
    nodes, general = line.nodes, line.general_mode
    legs: list[Leg] = []

    def together(a: int, b: int) -> bool:
        return bool({r.sentence for r in nodes[a].reports} & {r.sentence for r in nodes[b].reports})

    for k, last in enumerate(leaves_from([n.status for n in nodes], together)):
        if last is None:
            continue
        node = nodes[k]
        mode = _leg_mode(traveller, nodes[last], node, general)
        if (
            mode is Mode.UNKNOWN
            and node.status is Status.DONE
            and node.roles <= {"there", "via"}
            and legs
            and legs[-1].mode not in {Mode.AIR, Mode.SEA}
        ):
            mode = legs[-1].mode
        status = max(stops[last].status, node.status, key=lambda s: list(Status).index(s))
        reports = [r for r in node.reports if r.frame in ROLES]
        because = tuple(dict.fromkeys(w for r in reports for w in r.because if mode is not Mode.UNKNOWN))
        legs.append(Leg(stops[last], stops[k], mode, status, _evidence(article, reports), because))
    on_foot = traveller.kind == "group" and {leg.mode for leg in legs} == {Mode.FOOT, Mode.UNKNOWN}
    return _one_mode(legs) if on_foot or traveller.kind in {"vehicle", "thing"} else tuple(legs)


def _one_mode(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """A vehicle keeps to its mode: what one leg tells holds for the legs that say nothing."""
    known = [leg.mode for leg in legs if leg.mode is not Mode.UNKNOWN]
    if not known or len(set(known)) > 1:
        return tuple(legs)
    return tuple(replace(leg, mode=known[0]) if leg.mode is Mode.UNKNOWN else leg for leg in legs)


def _leg_mode(traveller: Traveller, origin: Node, node: Node, general: Mode) -> Mode:
    if traveller.kind == "animal" and own_means(traveller.heads) is Mode.AIR:
        return Mode.AIR
    changed = any(r.changes and r.mode is not Mode.UNKNOWN for r in node.reports)
    own = traveller.mode if traveller.kind == "vehicle" and not changed else Mode.UNKNOWN
    for mode in (own, node.mode_in, origin.mode_out, traveller.mode, traveller.rides, general):
        if mode is Mode.FOOT and traveller.kind == "vehicle" and traveller.mode is not Mode.UNKNOWN:
            return traveller.mode
        if mode is Mode.FOOT and node.mode_in is not Mode.FOOT and origin.mode_out in _RIDDEN:
            return origin.mode_out
        if mode is not Mode.UNKNOWN:
            return mode
    water = {"H.STRT", "H.CNL", "H.SEA", "H.GULF", "H.OCN", "H.BAY", "H.CHN"}
    return Mode.SEA if node.place.feature in water else own_means(traveller.heads)


def _contradictions(article: Article, line: Timeline) -> tuple[Contradiction, ...]:
    found = []
    nodes = line.nodes
    known = {n.place.id for n in nodes if n.against}
    for place, report in line.away:
        if place is not None and place.id not in known:
            found.append(Contradiction(f"whether the journey goes to {place.name}", _evidence(article, [report])))
    for node in nodes:
        if node.against:
            both = [r for r in node.reports if r not in node.against]
            about = f"whether the journey goes to {node.place.name}"
            found.append(Contradiction(about, _evidence(article, [*both, *node.against])))
    return tuple(found)
