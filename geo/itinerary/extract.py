"""From one article to its itineraries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from geo.articles.article import Article, Evidence
from geo.gazetteer.place import Place
from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.arguments import vehicle_mode
from geo.itinerary.chain import leaves_from
from geo.itinerary.clauses import Clauses
from geo.itinerary.dateline import reference_date, without_dateline
from geo.itinerary.dates import resolve
from geo.itinerary.frames import ROLES
from geo.itinerary.grammar import movements_of, parse
from geo.itinerary.journey import Contradiction, Itinerary, Leg, Stop
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.phrases import Item, NounPhrase
from geo.itinerary.remarks import remarks_on
from geo.itinerary.selection import is_journey, is_statistic
from geo.itinerary.timeline import Node, Timeline
from geo.itinerary.travellers import Registry, Traveller
from geo.itinerary.units import Vocabulary, is_headline, units
from geo.tokens import Sentence, sentences, tokenise
from geo.vocabulary import Mode, Status

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["journeys", "support", "title_of"]

# What feature a description points back to.
KINDS = {"city": "P.", "town": "P.", "village": "P.", "port": "P.", "harbour": "P.", "harbor": "P.", "island": "T.ISL",
         "airport": "S.AIR", "canal": "H.CNL", "strait": "H.STRT", "capital": ""}  # fmt: skip


def journeys(
    article: Article, resolutions: Sequence[Resolution], gazetteer: "Gazetteer | None" = None
) -> tuple[Itinerary, ...]:
    """Read the journeys that one article reports, best supported first.

    Parameters
    ----------
    article : Article
        Only its body counts; comments and contributors' lines never make a stop.
    resolutions : sequence of Resolution
        The article's toponyms; unresolved ones are left out.
    gazetteer : Gazetteer, optional
        Asked for a country's capital only ("the Ukrainian capital").

    Returns
    -------
    tuple of Itinerary
        One a traveller; empty where nothing travels.
    """
    reports = _reports(article, resolutions)
    if not reports:
        return ()
    timelines = _timelines(article, reports, gazetteer, reference_date(article))
    made = [_itinerary(article, t, line, told) for t, line, told in timelines if is_journey(t, line, told, article)]
    return tuple(sorted((m for m in made if m.stops), key=lambda i: -support(i)))


def support(itinerary: Itinerary) -> float:
    """How well an itinerary is supported: its done stops count most, then how often it is told."""
    done = sum(stop.status is Status.DONE for stop in itinerary.stops)
    told = len({(e.article_id, e.start) for stop in itinerary.stops for e in stop.evidence})
    sources = len({e.article_id for stop in itinerary.stops for e in stop.evidence})
    return 2.0 * done + 1.0 * len(itinerary.stops) + told + 3.0 * sources


def _reports(article: Article, resolutions: Sequence[Resolution]) -> list[tuple[Traveller, Reported]]:
    tokens = tokenise(article.text)
    places = {r.mention.start: r for r in resolutions if r.resolved is not None}
    group = [s for s in sentences(article.text, tokens) if article.in_body(s.start)]
    if not any(_tells_movement(s, places) for s in group):
        return []
    vocabulary = Vocabulary(frozenset(t.text for t in tokens if t.text[:1].islower()))
    registry = Registry()
    found: list[tuple[Traveller, Reported]] = []
    titled = sum(map(is_headline, group)) < len(group)
    for number, sentence in enumerate(group):
        if (titled and is_headline(sentence)) or sentence.tokens[-1].text == "?":
            continue
        if number and not _worth_reading(sentence, places):
            continue
        found.extend(_read_sentence(sentence, number, article.text, places, vocabulary, registry))
    return found


_EVERYDAY = frozenset(
    "be make take run call see meet hold set get have begin start open end finish come see follow draw lie lay live work show "
    "find play join change sign speak host load receive address attend form gather stop stay rest visit bring lead send "
    "move turn pull clear launch conclude gain complete board attack search rescue".split()
)


@cache
def _moving_words() -> frozenset[str]:
    """Words that can make a journey: movement verbs that do little else, nouns of journeys and vehicles."""
    lex = lexicon()
    verbs = {
        f for f, rows in lex.forms.items() if any(r.lemma in lex.movements and r.lemma not in _EVERYDAY for r in rows)
    }
    return frozenset(verbs | set(lex.trips) | set(lex.vehicles))


@cache
def _any_movement() -> frozenset[str]:
    """Every form of every movement verb, every vehicle and every noun of a journey."""
    lex = lexicon()
    verbs = {form for form, rows in lex.forms.items() if any(r.lemma in lex.movements for r in rows)}
    return frozenset(verbs - _EVERYDAY_FORMS | set(lex.trips) | set(lex.vehicles))


_EVERYDAY_FORMS = frozenset("is are was were be been being has have had make makes made see sees saw seen".split())


def _worth_reading(sentence: Sentence, places: Mapping[int, Resolution]) -> bool:
    """Tell cheaply whether a sentence can add anything: a place, a movement, or a traveller named with a title."""
    words = _any_movement()
    titles = lexicon().sets["domains.titles"]
    for token in sentence.tokens:
        low = token.text.lower()
        if token.start in places or low in words or (token.is_capitalised and low.rstrip(".") in titles):
            return True
    return False


def _tells_movement(sentence: Sentence, places: Mapping[int, Resolution]) -> bool:
    """Tell cheaply whether a sentence names a place and moves: an article without one has no journey."""
    if not any(t.start in places for t in sentence.tokens):
        return False
    words = _moving_words()
    if any(t.text.lower() in words for t in sentence.tokens):
        return True
    lows = {t.text.lower() for t in sentence.tokens}
    return bool(lows & {"visit", "visited", "visits", "board", "boarded", "taken", "took", "brought", "moved", "came"})


def _read_sentence(
    sentence: Sentence,
    number: int,
    text: str,
    places: Mapping[int, Resolution],
    vocabulary: Vocabulary,
    registry: Registry,
) -> list[tuple[Traveller, Reported]]:
    phrases, clauses = parse(without_dateline(units(sentence, text, places, vocabulary)))
    told = movements_of(phrases, clauses, number, (sentence.start, sentence.end))
    _point_back(told, phrases, places, sentence)
    found: list[tuple[Traveller, Reported]] = []
    _link_carriers(phrases, clauses, registry)
    for at, report in _with_subjects(told, clauses):
        if report is None:
            registry.find(at)
            continue
        found.extend(_attributed(report, registry))
    for item in phrases if clauses.predicates else []:
        if item.np is not None and item.prep != "of":
            registry.note(item.np)
    return _told_order(found)


def _attributed(report: Reported, registry: Registry) -> list[tuple[Traveller, Reported]]:
    """Give a movement to its travellers."""
    if is_statistic(report):
        return []
    found = []
    registry.excluded = registry.by_phrase.get(id(report.cargo_of)) if report.cargo_of is not None else None
    if registry.excluded is not None and registry.excluded.kind == "person":
        registry.excluded = None
    travellers = registry.find_all(report.subject, report.frame)
    registry.excluded = None
    for traveller in [registry.settle_name(t, report.mode) for t in travellers]:
        if _is_war(report) and not traveller.moves:
            continue
        traveller.moves += not report.weak
        own = vehicle_mode(report.subject) if report.subject is not None else None
        if (
            report.mode is Mode.UNKNOWN
            and own is not None
            and not (own is Mode.FOOT and report.frame in {"carry", "halt"})
        ):
            report.mode = own
        if report.vehicle is not None and report.vehicle is not report.subject:
            _ride(registry, traveller, report)
        found.append((traveller, report))
    return found


_ABOARD = frozenset({"", "onto", "aboard", "on", "into", "in"})


def _link_carriers(phrases: Sequence[Item], clauses: Clauses, registry: Registry) -> None:
    """ "The papal plane, carrying Leo XIV": a vehicle goes where the person in it goes."""
    for pred in clauses.predicates:
        if (
            pred.lemma in {"load", "put", "place", "transfer", "step", "climb", "board", "pack"}
            and pred.subject is not None
        ):
            after = next(
                (i for i in phrases[pred.at + 1 : pred.at + 3] if i.np is not None and i.prep in _ABOARD), None
            )
            if after is not None and after.np is not None and vehicle_mode(after.np) is not None:
                rider = registry.find(pred.subject)
                if rider is not None:
                    rider.aboard = vehicle_mode(after.np) or rider.aboard
                    registry.remember(after.np, rider)
        vehicle, person = pred.subject, pred.object
        if pred.lemma != "carry" or pred.form != "gerund" or vehicle is None or person is None or not person.name:
            continue
        mode = vehicle_mode(vehicle)
        rider = registry.find(person) if mode is not None and not vehicle.name else None
        if rider is not None and rider.kind == "person":
            registry.remember(vehicle, rider)
            rider.rides = mode or rider.rides


def _with_subjects(told: Sequence[Reported], clauses: Clauses) -> list[tuple[NounPhrase | None, Reported | None]]:
    """A sentence's movements, and between them the people and pronouns that are subjects of anything else."""
    pronouns = lexicon().sets["closed.subject_pronouns"]
    others = [
        (p.at, p.subject, None)
        for p in clauses.predicates
        if p.subject is not None and (p.subject.name or p.subject.head in pronouns or _can_travel(p.subject))
    ]
    moves = [(report.at, report.subject, report) for report in told]
    ordered = sorted([*others, *moves], key=lambda row: (row[0], row[2] is not None))
    return [(subject, report) for _, subject, report in ordered]


def _can_travel(np: NounPhrase) -> bool:
    lex = lexicon()
    head = np.head
    if head in lex.sets["witness.any"] or np.place is not None:
        return False
    kinds = [lex.sets[f"{k}.any"] for k in ("group", "person", "animal")]
    return vehicle_mode(np) is not None or any(head in k or head.removesuffix("s") in k for k in kinds)


def _is_war(report: Reported) -> bool:
    """Troops that enter or leave a town on no vehicle are fighting, not travelling."""
    np = report.subject
    no_one = np is not None and np.det == "no"
    return no_one or (
        np is not None
        and np.head in lexicon().sets["military.any"]
        and report.mode is Mode.UNKNOWN
        and report.vehicle is None
        and report.frame != "carry"
    )


def _point_back(
    told: Sequence[Reported], phrases: Sequence[Item], places: Mapping[int, Resolution], sentence: Sentence
) -> None:
    """Give "the city", "the island" the place of that kind that the text named last, "this city" its first."""
    for report in told:
        if report.arrives_here:
            start = min((p.place.mention.start for p in report.points if p.place is not None), default=sentence.end)
            towns = [
                r
                for at, r in places.items()
                if at < start and r.resolved is not None and r.resolved.feature.startswith("P.")
            ]
            report.here = towns[-1] if towns else None
        for point in report.points:
            wanted = KINDS.get(point.anaphor)
            if wanted is None or point.place is not None:
                continue
            before = [r for start, r in places.items() if start < sentence.end and not _is_later(r, report, point)]
            fitting = [r for r in before if r.resolved is not None and r.resolved.feature.startswith(wanted)]
            if point.anaphor == "capital":
                fitting = [r for r in fitting if r.resolved is not None and r.resolved.country]
            meant = (fitting[0] if point.at < 0 else fitting[-1]) if fitting else None
            if meant is not None and meant.mention.kind is MentionKind.NAME:
                point.place = meant


def _is_later(resolution: Resolution, report: Reported, point: Point) -> bool:
    """A place after the words that point back cannot be meant by them."""
    return resolution.mention.start > point.at if point.at > 0 else False


def _ride(registry: Registry, traveller: Traveller, report: Reported) -> None:
    """A vehicle that a traveller boards is the traveller from then on."""
    assert report.vehicle is not None
    if not report.vehicle.name:
        registry.remember(report.vehicle, traveller)
    if report.mode is not Mode.UNKNOWN and traveller.kind in {"person", "group", "animal", "cargo", "thing"}:
        traveller.aboard = report.mode
        if report.vehicle.owner:
            traveller.rides = report.mode


_CONTINUE = frozenset({"continue", "proceed", "go", "press", "push", "carry", "move"})


def _told_order(found: list[tuple[Traveller, Reported]]) -> list[tuple[Traveller, Reported]]:
    """Within a sentence, what "after …ing" and "having …" tell comes first, what "before …ing" tells last."""
    past = False
    back_in: int | None = None
    modes: dict[int, Mode] = {}
    for traveller, report in found:
        if report.trigger in _CONTINUE and report.mode is Mode.UNKNOWN:
            report.mode = modes.get(id(traveller), Mode.UNKNOWN)
        modes[id(traveller)] = report.mode
        if report.pluperfect and past and not report.order:
            report.pluperfect = False
        if report.because[1:2] and report.order == "before" and all(p.role == "origin" for p in report.points):
            arrived = next((r for t, r in found if t is traveller and r.order == "" and r.frame == "arrive"), None)
            if arrived is not None and arrived.mode is Mode.UNKNOWN:
                arrived.mode = report.mode
        past = past or (not report.pluperfect and report.because[1:2] == ("finite past",))
        if report.pluperfect:
            back_in = report.clause
        elif (
            back_in == report.clause
            and report.status == "done"
            and report.order == ""
            and report.because[1:2] == ("finite past",)
        ):
            report.pluperfect = True
    rank = {"before": 0.0, "after": 3.0}

    def key(pair: tuple[Traveller, Reported]) -> float:
        opens = pair[1].order == "during" and all(r.at >= pair[1].at for _, r in found)
        return 2.0 if opens else rank.get(pair[1].order, 1.0)

    return sorted(found, key=key)


def _timelines(
    article: Article,
    reports: list[tuple[Traveller, Reported]],
    gazetteer: "Gazetteer | None",
    published: date | None,
) -> list[tuple[Traveller, Timeline, list[Reported]]]:
    def capital(code: str) -> Place | None:
        return gazetteer.capital(code) if gazetteer is not None else None

    lines: dict[int, tuple[Traveller, Timeline, list[Reported]]] = {}
    previous: date | None = None
    last_place = None
    spoken = _sentence_dates(reports, published)
    for traveller, report in reports:
        if report.background or _is_history(report, [r for t, r in reports if t is traveller], published):
            continue
        entry = lines.setdefault(id(traveller), (traveller, Timeline(published, capital), []))
        line = entry[1]
        line.previous = line.previous or previous
        if (report.pluperfect or report.order == "before") and report.sentence in spoken:
            line.previous = spoken[report.sentence]
        line.last_there = line.last_there or last_place
        if report.status == "scheduled":
            report.status = _settled(report, [r for t, r in reports if t is traveller])
        line.add(report)
        entry[2].append(report)
        previous, last_place = line.previous or previous, line.last_there or last_place
    for _, line, _ in lines.values():
        line.finish()
    return list(lines.values())


def _is_history(report: Reported, told: Sequence[Reported], published: date | None) -> bool:
    """Tell whether a report speaks of an earlier year than the journey that the article is about."""
    starts = all(p.role == "origin" for p in report.points)
    if starts or not _of_another_year(report, published) or (published is None and not report.weak):
        return False
    return any(not _of_another_year(r, published) for r in told)


def _of_another_year(report: Reported, published: date | None) -> bool:
    times = [*report.times, *(p.time for p in report.points if p.time is not None)]
    if published is None:
        return any(t.year is not None or t.long_ago for t in times)
    for words in times:
        when = resolve(words, published, None, future=False) if words.year is not None or words.long_ago else None
        if when is not None and (published - when.end.date()).days > 120:
            return True
    return False


def _sentence_dates(reports: Sequence[tuple[Traveller, Reported]], published: date | None) -> dict[int, date]:
    """The date that a sentence's main movement gives, for "the night before" beside it."""
    found: dict[int, date] = {}
    for _, report in reports:
        if report.pluperfect or report.order == "before":
            continue
        for words in report.times:
            when = None if words.from_previous else resolve(words, published, None, future=report.status == "planned")
            if when is not None:
                found.setdefault(report.sentence, when.start.date())
    return found


def _settled(report: Reported, told: Sequence[Reported]) -> str:
    """The present tense of a timetable is a plan; of a headline or a diary, it has happened."""
    if report.times or any(p.time for p in report.points):
        return "planned"
    others = [r for r in told if r is not report and r.status != "scheduled"]
    if report.frame in {"arrive", "meet", "halt", "depart", "board"} or not others:
        planned = any(r.status == "planned" for r in others) or len(report.points) > 2
        return "planned" if planned else "done"
    return "planned"


def _itinerary(article: Article, traveller: Traveller, line: Timeline, told: list[Reported]) -> Itinerary:
    stops = tuple(_stop(article, node) for node in line.nodes)
    legs = _legs(article, traveller, line, stops)
    display = traveller.display
    aliases = tuple(sorted((traveller.names | traveller.heads) - {display}))
    made = Itinerary(
        title=title_of(display, stops),
        traveller=display,
        stops=stops,
        legs=legs,
        contradictions=_contradictions(article, line),
        aliases=aliases,
    )
    return Itinerary(made.title, display, stops, legs, made.contradictions, remarks_on(made), aliases)


def title_of(traveller: str, stops: Sequence[Stop]) -> str:
    """Name an itinerary by its traveller and its ends: "Kim Jong Un: Pyongyang to Khasan"."""
    names = [s.place.name for s in stops if s.status is not Status.DENIED] or [s.place.name for s in stops]
    where = (
        f"{names[0]} to {names[-1]}" if len(names) > 1 and names[0] != names[-1] else " – ".join(dict.fromkeys(names))
    )
    return f"{traveller[:1].upper()}{traveller[1:]}: {where}"


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
            and legs[-1].mode is not Mode.AIR
        ):
            mode = legs[-1].mode
        status = max(stops[last].status, node.status, key=lambda s: list(Status).index(s))
        reports = [r for r in node.reports if r.frame in ROLES]
        because = tuple(dict.fromkeys(w for r in reports for w in r.because if mode is not Mode.UNKNOWN))
        legs.append(Leg(stops[last], stops[k], mode, status, _evidence(article, reports), because))
    return _one_mode(legs) if traveller.kind in {"vehicle", "thing"} else tuple(legs)


def _one_mode(legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """A vehicle keeps to its mode: what one leg tells holds for the legs that say nothing."""
    known = [leg.mode for leg in legs if leg.mode is not Mode.UNKNOWN]
    if not known or len(set(known)) > 1:
        return tuple(legs)
    return tuple(replace(leg, mode=known[0]) if leg.mode is Mode.UNKNOWN else leg for leg in legs)


def _leg_mode(traveller: Traveller, origin: Node, node: Node, general: Mode) -> Mode:
    own = traveller.mode if traveller.kind == "vehicle" else Mode.UNKNOWN
    for mode in (own, node.mode_in, origin.mode_out, traveller.mode, traveller.rides, general):
        if mode is Mode.FOOT and traveller.kind == "vehicle" and traveller.mode is not Mode.UNKNOWN:
            return traveller.mode
        if mode is not Mode.UNKNOWN:
            return mode
    water = {"H.STRT", "H.CNL", "H.SEA", "H.GULF", "H.OCN", "H.BAY", "H.CHN"}
    return Mode.SEA if node.place.feature in water else Mode.UNKNOWN


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
