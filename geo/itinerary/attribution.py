"""Who makes each movement: subjects, riders and carriers of one sentence, in the order they are told."""

from collections.abc import Mapping, Sequence

from geo.geoparse.mention import MentionKind, Resolution
from geo.itinerary.carriers import change_vehicles, goes_on_otherwise, leaves_its_craft, link_carriers
from geo.itinerary.clauses import Clauses
from geo.itinerary.dateline import without_dateline
from geo.itinerary.grammar import movements_of, parse
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.points import travel_order
from geo.itinerary.selection import is_statistic
from geo.itinerary.sentenceorder import told_order
from geo.itinerary.syntax import NounPhrase, Predicate
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
    registry.sentence = number
    phrases, clauses = parse(without_dateline(units(sentence, text, places, vocabulary)))
    told = movements_of(phrases, clauses, number, (sentence.start, sentence.end))
    _point_back(told, places, sentence, registry.left_for)
    registry.left_for |= _left_for(told)
    found: list[tuple[Traveller, Reported]] = []
    for item in phrases:
        if item.np is not None and item.prep == "of" and item.np.name and item.np.det == "the":
            registry.note(item.np)  # "the owner of the Prince Khaled": a ship, before "his ship" is asked for
    link_carriers(phrases, clauses, registry)
    for at, report in _with_subjects(told, clauses):
        if report is None:
            registry.idle = True
            registry.find(at)
            registry.idle = False
            continue
        change_vehicles(report, found, registry)
        found.extend(_attributed(report, registry))
    for pred in clauses.predicates:
        if pred.lemma in _NAMING and pred.subject is not None and pred.object is not None and pred.object.name:
            registry.also_called(pred.subject, pred.object.name)
    reporting = lexicon().sets["reporting.verbs"]
    told_to = {id(p.object) for p in clauses.predicates if p.lemma in reporting}  # "two of them told the Red Cross"
    told_to |= {id(b) for p in clauses.predicates if p.subject is not None for b in p.subject.beside}
    for item in phrases if clauses.predicates else []:
        if item.np is not None and item.prep not in {"of", "according to"} and id(item.np) not in told_to:
            registry.note(item.np)
    return told_order([row for n, row in enumerate(found) if not any(_is_told(row, one) for one in found[:n])])


def _is_told(row: tuple[Traveller, Reported], before: tuple[Traveller, Reported]) -> bool:
    """As in "was taken from A to B and from there to C": what the first movement has reached by the same words."""
    reached, known = (
        {p.place.mention.start for p in report.points if p.role == "reached" and p.place is not None}
        for _, report in (row, before)
    )
    placed = [p for p in row[1].points if p.place is not None]
    return row[0] is before[0] and bool(reached) and reached <= known and len(placed) == len(reached)


def _attributed(report: Reported, registry: Registry) -> list[tuple[Traveller, Reported]]:
    """Give a movement to its travellers."""
    if is_statistic(report):
        return []
    found = []
    registry.excluded = registry.by_phrase.get(id(report.cargo_of)) if report.cargo_of is not None else None
    by_trip = report.cargo_of is not None and report.cargo_of.head in lexicon().trips
    if registry.excluded is not None and (registry.excluded.kind == "person" or by_trip):
        registry.excluded = None
    registry.moves_on = not report.weak and report.frame in _GETTING_THERE
    travellers = registry.find_all(report.subject, report.frame)
    registry.moves_on = False
    registry.excluded = None
    if not travellers and _is_freight(report):
        travellers = [registry.freight(report.subject)] if report.subject is not None else []
    if report.subject is not None and len(travellers) == 1 and leaves_its_craft(report, travellers[0]):
        travellers = [registry.crew_of(report.subject, travellers[0])]
        report.points.insert(0, Point("origin", None, "there"))
    for traveller in [registry.settle_name(t, report.mode) for t in travellers]:
        report.changes = report.changes or goes_on_otherwise(report, traveller)
        on_exercise = registry.drill and report.status == "planned"
        if (_is_war(report) and not traveller.moves and not on_exercise) or (
            report.happened and not _is_craft(traveller) and not _befell_people(report, traveller)
        ):
            continue
        if report.overflown and traveller.kind == "animal":
            report.points = travel_order([*report.points, *report.overflown])
        traveller.moves += not report.weak
        if report.trigger == "ride" and report.vehicle is None and traveller.kind == "person":
            traveller.rides = Mode.ROAD if traveller.rides is Mode.UNKNOWN else traveller.rides
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


_NAMING = frozenset("call name nickname dub christen".split())
_GETTING_THERE = frozenset({"depart", "arrive", "go", "head", "return", "carry", "board"})


def _is_freight(report: Reported) -> bool:
    """As in "The satellite was trucked to Toulouse": a thing that by itself does not travel."""
    np = report.subject
    hauled = report.frame == "carry" or report.mode in {Mode.ROAD, Mode.RAIL, Mode.SEA}
    return np is not None and not np.name and np.head in lexicon().sets["freight.any"] and hauled


def _befell_people(report: Reported, traveller: Traveller) -> bool:
    """As in "She fell ill at Davis", not "Their engine failed in"."""
    people = traveller.kind in {"person", "group", "animal"}
    return people and (report.subject is None or vehicle_mode(report.subject) is None)


def _is_craft(traveller: Traveller) -> bool:
    """A vehicle that has moved, or a march: what happens to it somewhere shows that it is there."""
    march = traveller.kind == "group" and bool({"march", "procession", "convoy", "caravan"} & traveller.heads)
    return march or (
        traveller.kind in {"vehicle", "animal"}
        and (traveller.moves > 0 or (bool(traveller.names) and traveller.seen > 0))
    )


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
    moving = {id(report.subject) for report in told if report.subject is not None}
    others = [row for row in others if id(row[1]) not in moving]
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
    own = np is not None and np.owner in {"his", "her", "their", "its"}  # "His lawyer, Elsa Manjate, denied that he"
    return (
        np is not None and bool(np.owner) and (own or not np.name) and pred.lemma in lexicon().sets["reporting.verbs"]
    )


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


def _left_for(told: Sequence[Reported]) -> dict[int, Resolution]:
    """As in "arrived in Nuuk after leaving Halifax": by where a place that was left is named, where one got to."""
    points = [point for report in told for point in report.points]
    reached = [p.place for p in points if p.role in {"reached", "there"} and p.place is not None]
    left = [p.place for p in points if p.role == "origin" and p.place is not None]
    return {place.mention.start: reached[-1] for place in left if reached and place not in reached}


def _point_back(
    told: Sequence[Reported], places: Mapping[int, Resolution], sentence: Sentence, left_for: Mapping[int, Resolution]
) -> None:
    """Give "the city", "the island" the place of that kind that the text named last, "this city" its first.

    It is not the one that was left, where the same sentence has said where one got to.
    """
    for report in told:
        if report.arrives_here:
            start = min((p.place.mention.start for p in report.points if p.place is not None), default=sentence.end)
            towns = [
                r
                for at, r in places.items()
                if at < start and r.resolved is not None and r.resolved.feature.startswith("P.")
            ]
            report.here = left_for.get(towns[-1].mention.start, towns[-1]) if towns else None
        if report.here is None and any(p.anaphor == "there" for p in report.points):
            near = [r for at, r in places.items() if sentence.start - _JUST_BEFORE < at < sentence.start and at]
            nearest = near[-1].resolved if near else None
            report.here = near[-1] if nearest is not None and nearest.feature_class == "P" else None
        for point in report.points:
            if point.anaphor == "here":
                point.place = _dateline(places)
            if point.anaphor == "there" and (report.trip is not None or report.status == "planned"):
                named = [r for at, r in places.items() if sentence.start <= at < point.at]
                point.place = named[-1] if named else None  # "As for Ouagadougou, a visit there"
            wanted = KINDS.get(point.anaphor)
            if wanted is None or point.place is not None:
                continue
            before = [r for start, r in places.items() if start < sentence.end and not _is_later(r, point)]
            fitting = [r for r in before if r.resolved is not None and r.resolved.feature.startswith(wanted)]
            if point.anaphor == "capital":
                fitting = [r for r in fitting if r.resolved is not None and r.resolved.country]
            meant = (fitting[0] if point.at < 0 else fitting[-1]) if fitting else None
            if meant is not None and left_for.get(meant.mention.start) in fitting:
                meant = left_for[meant.mention.start]
            if meant is not None and meant.mention.kind is MentionKind.NAME:
                point.place = meant


def _dateline(places: Mapping[int, Resolution]) -> Resolution | None:
    """The place that "here" means: the one that opens the article."""
    start = min(places, default=None)
    if start is None or start > _OPENS_WITHIN or not places[start].mention.text.isupper():
        return None
    return places[start]


_OPENS_WITHIN = 20
_JUST_BEFORE = 120


def _is_later(resolution: Resolution, point: Point) -> bool:
    """A place after the words that point back cannot be meant by them."""
    return resolution.mention.start > point.at if point.at > 0 else False


def _ride(registry: Registry, traveller: Traveller, report: Reported) -> None:
    """A vehicle that a traveller boards is the traveller from then on."""
    assert report.vehicle is not None
    if not report.vehicle.name or report.vehicle.det in {"a", "an"}:  # "aboard a FedEx plane"
        registry.remember(report.vehicle, traveller)
    if report.mode is not Mode.UNKNOWN and traveller.kind in {"person", "group", "animal", "cargo", "thing"}:
        traveller.aboard.add(report.mode)
        if report.vehicle.owner:
            traveller.rides = report.mode
