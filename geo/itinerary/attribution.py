"""Who makes each movement: subjects, riders and carriers of one sentence, in the order they are told."""

from collections.abc import Mapping, Sequence

from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.clauses import Clauses
from geo.itinerary.dateline import without_dateline
from geo.itinerary.grammar import movements_of, parse
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.selection import is_statistic
from geo.itinerary.syntax import Item, NounPhrase, Predicate
from geo.itinerary.traveller import Traveller
from geo.itinerary.travellers import Registry
from geo.itinerary.unit import Vocabulary
from geo.itinerary.units import units
from geo.tokens import Sentence
from geo.vocabulary import Mode

__all__ = ["read_sentence"]

# What feature a description points back to.
KINDS = {"city": "P.", "town": "P.", "village": "P.", "port": "P.", "harbour": "P.", "harbor": "P.", "island": "T.ISL",
         "airport": "S.AIR", "canal": "H.CNL", "strait": "H.STRT", "capital": ""}  # fmt: skip


def read_sentence(
    sentence: Sentence,
    number: int,
    text: str,
    places: Mapping[int, Resolution],
    vocabulary: Vocabulary,
    registry: Registry,
) -> list[tuple[Traveller, Reported]]:
    """Read one sentence: its movements, each with its traveller, in travel order where the sentence gives it."""
    phrases, clauses = parse(without_dateline(units(sentence, text, places, vocabulary)))
    told = movements_of(phrases, clauses, number, (sentence.start, sentence.end))
    _point_back(told, places, sentence)
    found: list[tuple[Traveller, Reported]] = []
    for item in phrases:
        if item.np is not None and item.prep == "of" and item.np.name and item.np.det == "the":
            registry.note(item.np)  # "the owner of the Prince Khaled": a ship, before "his ship" is asked for
    _link_carriers(phrases, clauses, registry)
    for at, report in _with_subjects(told, clauses):
        if report is None:
            registry.find(at)
            continue
        _change_vehicles(report, found, registry)
        found.extend(_attributed(report, registry))
    for item in phrases if clauses.predicates else []:
        if item.np is not None and item.prep != "of":
            registry.note(item.np)
    return _told_order(found)


def _change_vehicles(report: Reported, found: Sequence[tuple[Traveller, Reported]], registry: Registry) -> None:
    """As in "The train was halted at C and passengers were put on buses to D": its journey goes on by bus."""
    np = report.subject
    if np is None or np.name or np.head not in _ABOARD_IT:
        return
    if np.of is not None and vehicle_mode(np.of) is not None and report.frame == "carry":
        craft = registry.find(np.of)
        if craft is not None and any(t is craft for t, _ in found):
            registry.remember(np, craft)
            report.changes = True
            return
    if np.head not in {"passengers", "travellers", "travelers"}:
        return
    halted = next((t for t, r in reversed(found) if t.kind == "vehicle" and r.trigger in _HALTING), None)
    if halted is not None and report.status in {"done", "ongoing"}:
        registry.remember(np, halted)
        report.changes = True


_ABOARD_IT = frozenset("passengers travellers travelers members crew crewmen survivors".split())
_HALTING = frozenset("halt stop strand ground evacuate derail intercept".split())


def _attributed(report: Reported, registry: Registry) -> list[tuple[Traveller, Reported]]:
    """Give a movement to its travellers."""
    if is_statistic(report):
        return []
    found = []
    registry.excluded = registry.by_phrase.get(id(report.cargo_of)) if report.cargo_of is not None else None
    by_trip = report.cargo_of is not None and report.cargo_of.head in lexicon().trips
    if registry.excluded is not None and (registry.excluded.kind == "person" or by_trip):
        registry.excluded = None
    travellers = registry.find_all(report.subject, report.frame)
    registry.excluded = None
    if report.subject is not None and len(travellers) == 1 and _leaves_its_craft(report, travellers[0]):
        travellers = [registry.crew_of(report.subject, travellers[0])]
        report.points.insert(0, Point("origin", None, "there"))
    for traveller in [registry.settle_name(t, report.mode) for t in travellers]:
        report.changes = report.changes or _goes_on_otherwise(report, traveller)
        if (_is_war(report) and not traveller.moves) or (report.happened and not _is_craft(traveller)):
            continue
        traveller.moves += not report.weak
        if report.trip is not None and report.trip is not report.subject:
            registry.remember(report.trip, traveller)
        own = vehicle_mode(report.subject) if report.subject is not None else None
        if (
            report.mode is Mode.UNKNOWN
            and own is not None
            and not (own is Mode.FOOT and report.frame in {"carry", "halt"})
        ):
            report.mode = own
        if report.vehicle is not None and report.vehicle is not report.subject:
            _ride(registry, traveller, report)
        elif report.frame == "carry" and report.mode not in {Mode.UNKNOWN, Mode.FOOT} and traveller.kind != "vehicle":
            traveller.aboard.add(report.mode)  # "drove him through A … the van continued to B"
        found.append((traveller, report))
    return found


def _goes_on_otherwise(report: Reported, traveller: Traveller) -> bool:
    """As in "The train broke down near C, and the children were put on buses": its people change."""
    np = report.subject
    people = np is not None and vehicle_mode(np) is None and np.head in lexicon().sets["group.any"]
    return people and traveller.kind == "vehicle" and report.mode not in {Mode.UNKNOWN, traveller.mode}


def _leaves_its_craft(report: Reported, traveller: Traveller) -> bool:
    """As in "The tanker lies off C; its crew were to be flown to D": the crew travels on, the tanker does not."""
    np = report.subject
    by_air = report.frame == "carry" and report.mode is Mode.AIR and not report.changes
    grounded = traveller.kind == "vehicle" and traveller.mode in {Mode.SEA, Mode.RAIL}
    starts = any(p.role == "origin" for p in report.points)
    return np is not None and np.head in _ABOARD_IT and by_air and grounded and not starts


def _is_craft(traveller: Traveller) -> bool:
    """A vehicle that has moved, or a march: what happens to it somewhere shows that it is there."""
    march = traveller.kind == "group" and bool({"march", "procession", "convoy", "caravan"} & traveller.heads)
    return march or (
        traveller.kind in {"vehicle", "animal"}
        and (traveller.moves > 0 or (bool(traveller.names) and traveller.seen > 0))
    )


_ABOARD = frozenset({"", "onto", "aboard", "on", "into", "in"})


def _link_carriers(phrases: Sequence[Item], clauses: Clauses, registry: Registry) -> None:
    """As in "The papal plane, carrying Leo XIV": a vehicle goes where the person in it goes."""
    for craft, load in _loads(phrases, clauses):
        registry.carries(craft, load)
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
                    rider.aboard |= {vehicle_mode(after.np) or Mode.UNKNOWN}
                    registry.remember(after.np, rider)
        vehicle, person = pred.subject, pred.object
        if pred.lemma != "carry" or pred.form != "gerund" or vehicle is None or person is None or not person.name:
            continue
        mode = vehicle_mode(vehicle)
        rider = registry.find(person) if mode is not None and not vehicle.name else None
        if rider is not None and rider.kind == "person":
            registry.remember(vehicle, rider)
            rider.rides = mode or rider.rides


def _loads(phrases: Sequence[Item], clauses: Clauses) -> list[tuple[NounPhrase, NounPhrase]]:
    """As in "a train with 230 schoolchildren", "a boat carrying migrants": who is aboard what."""
    found = []
    for item, nxt in zip(phrases, phrases[1:], strict=False):
        if item.np is not None and nxt.np is not None and nxt.prep == "with" and vehicle_mode(item.np) is not None:
            found.append((item.np, nxt.np))
    for pred in clauses.predicates:
        loaded = pred.lemma == "carry" and pred.form == "gerund" and pred.subject is not None
        if loaded and pred.subject is not None and pred.object is not None and vehicle_mode(pred.subject) is not None:
            found.append((pred.subject, pred.object))
    return [(craft, load) for craft, load in found if not load.name and load.place is None]


def _with_subjects(told: Sequence[Reported], clauses: Clauses) -> list[tuple[NounPhrase | None, Reported | None]]:
    """A sentence's movements, and between them the people and pronouns that are subjects of anything else."""
    pronouns = lexicon().sets["closed.subject_pronouns"]
    others = [
        (p.at, p.subject, None)
        for p in clauses.predicates
        if p.subject is not None
        and (p.subject.name or p.subject.head in pronouns or _can_travel(p.subject))
        and not _is_trailing(p, told, clauses)
        and not _speaks_for(p)
    ]
    moves = [(report.at, report.subject, report) for report in told]
    ordered = sorted([*others, *moves], key=lambda row: (row[0], row[2] is not None))
    return [(subject, report) for _, subject, report in ordered]


def _is_trailing(pred: Predicate, told: Sequence[Reported], clauses: Clauses) -> bool:
    """As in "…, the minister said.": who vouches for a movement told before is not who "he" means next."""
    reports = pred.lemma in lexicon().sets["reporting.verbs"] and any(r.at < pred.at for r in told)
    return reports and pred is clauses.predicates[-1] and not any(p.complement_of is pred for p in clauses.predicates)


def _speaks_for(pred: Predicate) -> bool:
    """As in "his press chief said that he would": who speaks for somebody is not meant by "he"."""
    np = pred.subject
    return np is not None and bool(np.owner) and not np.name and pred.lemma in lexicon().sets["reporting.verbs"]


def _can_travel(np: NounPhrase) -> bool:
    lex = lexicon()
    head = np.head
    if head in lex.sets["witness.any"] or np.place is not None:
        return False
    kinds = [lex.sets[f"{k}.any"] for k in ("group", "person", "animal", "cargo")]
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


def _point_back(told: Sequence[Reported], places: Mapping[int, Resolution], sentence: Sentence) -> None:
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
            if point.anaphor == "here":
                point.place = _dateline(places)
            wanted = KINDS.get(point.anaphor)
            if wanted is None or point.place is not None:
                continue
            before = [r for start, r in places.items() if start < sentence.end and not _is_later(r, point)]
            fitting = [r for r in before if r.resolved is not None and r.resolved.feature.startswith(wanted)]
            if point.anaphor == "capital":
                fitting = [r for r in fitting if r.resolved is not None and r.resolved.country]
            meant = (fitting[0] if point.at < 0 else fitting[-1]) if fitting else None
            if meant is not None and meant.mention.kind is MentionKind.NAME:
                point.place = meant


def _dateline(places: Mapping[int, Resolution]) -> Resolution | None:
    """The place that "here" means: the one that opens the article."""
    start = min(places, default=None)
    if start is None or start > _OPENS_WITHIN or not places[start].mention.text.isupper():
        return None
    return places[start]


_OPENS_WITHIN = 20


def _is_later(resolution: Resolution, point: Point) -> bool:
    """A place after the words that point back cannot be meant by them."""
    return resolution.mention.start > point.at if point.at > 0 else False


def _ride(registry: Registry, traveller: Traveller, report: Reported) -> None:
    """A vehicle that a traveller boards is the traveller from then on."""
    assert report.vehicle is not None
    if not report.vehicle.name:
        registry.remember(report.vehicle, traveller)
    if report.mode is not Mode.UNKNOWN and traveller.kind in {"person", "group", "animal", "cargo", "thing"}:
        traveller.aboard.add(report.mode)
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
        if report.instead and report.status == "done":
            for other, earlier in found:
                if other is traveller and earlier.at < report.at and earlier.status == "planned":
                    earlier.status = "denied"
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
    rank = {"before": 0.0}

    def key(pair: tuple[Traveller, Reported]) -> float:
        opens = pair[1].order == "during" and not pair[1].of_trip and all(r.at >= pair[1].at for _, r in found)
        if pair[1].order == "after" and not any(r.at < pair[1].at for _, r in found):
            return 3.0
        return 2.0 if opens else rank.get(pair[1].order, 1.0)

    return sorted(found, key=key)
