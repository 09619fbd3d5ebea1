"""The reader's journeys with what the rules read: travellers, days, words, and stops that only a rule can find."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.articles.article import Article
from geo.geoparse.mention import Resolution
from geo.itinerary.contexts import Contexts
from geo.itinerary.journey import Itinerary
from geo.itinerary.learnt.dating import Dates
from geo.itinerary.learnt.decoding import Journey, Told, decoded, is_ruled_out
from geo.itinerary.learnt.encoding import STATUSES, Encoded
from geo.itinerary.learnt.modes import with_likely_modes
from geo.itinerary.learnt.naming import are_two, called, is_named_by, known_as_well, own_names, rename
from geo.itinerary.learnt.network import Opinion, Reading, Route
from geo.itinerary.learnt.reading import Kept, parties, rule_reading
from geo.itinerary.movement import Point, Reported
from geo.itinerary.node import Node
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode, Status

__all__ = ["Learnt", "learnt"]

_HEARD = 0.5  # of a stop that is less probable the reader does not say how sure it is
_DOUBTED = 0.4  # a status that a rule gave goes where the reader gives it less than this
_SURE = 0.15  # a stop that no rule names is named by what is as probably that place
_DENIED = 0.6  # nor is one denied that is not as probably a stop, and one that was denied
_CALLED_OFF = 0.5  # above it, what the rules read as reached and as denied is denied
_DATED, _REDATED = 0.3, 0.6  # a time that as probably tells of a stop dates it: one without a date, one with another
_OWN = 0.85  # a stop as probable as this is its traveller's, whomever the rules tell it of
_STANDS = 0.99  # so sure a stop keeps a journey of the rules that the reader did not tell of
_SAME_NAME = 2.5  # what it says that a line is a journey's that its traveller is named by the same words, in stops
_TALK = {Status.RUMOURED, Status.DENIED}  # "may", "denied": words that the rules read surely


class Learnt:
    """A text's journeys as the reader and the rules tell them together.

    Parameters
    ----------
    found : sequence of Journey
        Those of the reader.
    told : sequence of (Traveller, Reported)
        All that the rules read.
    """

    def __init__(
        self,
        contexts: Contexts,
        text: Encoded,
        opinion: Opinion,
        found: Sequence[Journey],
        told: Sequence[tuple[Traveller, Reported]],
    ) -> None:
        self._contexts, self._text, self._opinion, self._found = contexts, text, opinion, found
        self._told = told
        self._judged = {text.places[i].id: n for n, i in enumerate(opinion.chosen)}
        self._routes: dict[int, Route] = {}
        named = zip(text.spots, text.owner.tolist(), strict=True)
        visits = ((one, told) for one in found for told in one.stops)
        ahead = ((one.route, told.at, self._status(one, told) is Status.PLANNED) for one, told in visits)
        self._dates = Dates(text, ahead)
        self._named = {(contexts.spots[k].sentence, text.places[i].id) for k, i in named}

    def journeys(self, lines: Sequence[Kept], kept: Sequence[Kept], empty: Callable[[], Timeline]) -> list[Kept]:
        """Each journey of the reader with the line of the rules that tells of the same traveller.

        Parameters
        ----------
        lines, kept : sequences of (Traveller, Timeline, reports)
            All that the rules made of the text, and what of it they take for journeys.
        empty : callable
            Makes a line for a traveller of whom the rules read nothing.
        """
        own = self._lines_of(lines)
        free = [row for row in lines if not any(row is one for one in own.values())]
        made = []
        known = {id(row[0]) for row in (*own.values(), *kept)}
        for number, journey in enumerate(self._found):
            places = set(map(self._place, journey.stops))
            row = own.get(number) or (called(self._text, journey.words), empty(), [])
            others = [one for one in free if _within(one, places) and not (one in kept and are_two(row[0], one[0]))]
            for one in others:
                free.remove(one)
                known_as_well(row[0], one[0])
            rename(self._text, row[0], journey.words)
            mine = {node.place.id for one in (row, *others) for node in one[1].nodes}
            stops = [
                told
                for told in journey.stops
                if self._place(told) in mine
                or not (self._is_doubtful(told) or self._is_of_others(told, row[0], known - {id(row[0])}))
            ]
            self._routes[id(row[0])] = journey.route
            line = self._line(row[1], [one[1] for one in others], journey._replace(stops=stops))
            made.append((row[0], line, row[2]))
        return [*made, *(row for row in kept if row in free and self._stands(row[1]))]

    def _place(self, told: Told) -> str:
        return self._text.places[told.place].id

    def _resolution(self, told: Told) -> Resolution:
        """The name that tells of a stop; where "the Georgian capital" does, the city's own."""
        spot = self._contexts.spots[told.spot]
        own = self._text.places[told.place].id == spot.place.id
        return spot.resolution if own else self._text.first[told.place].resolution

    def _is_doubtful(self, told: Told) -> bool:
        """As in "from Kim to his allies": a name that is likelier something else than the place it is taken for."""
        return self._resolution(told).confidence < _SURE

    def _is_of_others(self, told: Told, traveller: Traveller, others: set[int]) -> bool:
        """As in "Putin arrived in Vladivostok", told in a story of Kim: the rules read the place of others only."""
        if told.probability > _OWN or told.again:
            return False
        place = self._place(told)
        tellers = {id(who) for who, report in self._told if any(_is_at(point, place) for point in report.points)}
        return bool(tellers) and id(traveller) not in tellers and others >= tellers

    def _lines_of(self, lines: Sequence[Kept]) -> dict[int, Kept]:
        """The line of the rules that each journey belongs to: the best pairs first, each line once."""
        pairs = []
        for number, journey in enumerate(self._found):
            places = set(map(self._place, journey.stops))
            words = [self._text.words[word] for word in journey.words]
            for k, row in enumerate(lines):
                shared = sum(node.place.id in places for node in row[1].nodes)
                same = is_named_by(row[0], words)
                fit = shared + _SAME_NAME * same
                if fit and (same or not self._has_other_name(row[0], journey)):
                    pairs.append((-fit, number, k))
        found: dict[int, Kept] = {}
        taken: set[int] = set()
        for _, number, k in sorted(pairs):
            if number not in found and k not in taken:
                found[number] = lines[k]
                taken.add(k)
        return found

    def _has_other_name(self, traveller: Traveller, journey: Journey) -> bool:
        """As of "Andrei Lankov noted Kim's choice to visit Russia": a person, and the journey is another's by name."""
        return bool(traveller.kind == "person" and traveller.names and own_names(self._text, journey.words))

    def _stands(self, line: Timeline) -> bool:
        """Whether a journey that only the rules tell of is one: surely a stop, and nobody's yet, or never judged."""
        known = [self._judged[node.place.id] for node in line.nodes if node.place.id in self._judged]
        taken = {told.at for journey in self._found for told in journey.stops}
        return not known or max((self._opinion.stop[n] for n in known if n not in taken), default=0.0) > _STANDS

    def _line(self, line: Timeline, others: Sequence[Timeline], journey: Journey) -> Timeline:
        """A line of the rules with the reader's stops; what the reader cannot judge keeps its place in it.

        Nor can it judge a place twice: of the rules' visits to one the first is where the reader has it, a further one,
        or one that somebody doubts, where the rules have it.
        """
        line, *others = sorted((line, *others), key=lambda one: -len(one.nodes))
        denied = {self._place(told) for told in journey.stops if _is_denied(journey.route.status[told.at])}
        known: dict[str, Node] = {}
        rows = (node for one in (line, *others) for node in one.nodes)
        for node in sorted(rows, key=lambda n: (n.status in _TALK) is not (n.place.id in denied)):
            known.setdefault(node.place.id, node)
        wanted = set(map(self._place, journey.stops))
        later = self._told_later(known, journey.stops)
        visits = Counter(node.place.id for node in line.nodes)
        nodes: list[Node] = []
        for told in journey.stops:
            key = self._place(told)
            if told.again and visits[key] > 1:
                continue
            own = known.get(key) if told.again == (key in later) else None
            node = self._node(told, own, journey)
            if told.again and nodes and nodes[-1].status is Status.PLANNED:
                node.status = Status.PLANNED
            nodes.append(node)
        before = None
        for node in line.nodes:
            key = node.place.id
            twice = key in wanted and node is not known[key] and key not in denied
            twice = twice and (node.status not in _TALK or known[key].status is Status.DONE)
            if twice or (key not in wanted and not self._judges(node)):
                at = next((n for n in range(len(nodes) - 1, -1, -1) if nodes[n] is before), -1)
                if not any(one.place.id == key and one.status is node.status for one in nodes[max(at, 0) : at + 2]):
                    nodes.insert(at + 1, node)
            before = node if any(node is one for one in nodes) else before
        line.nodes = sorted(nodes, key=lambda n: STATUSES.index(n.status))
        return line

    def _told_later(self, known: Mapping[str, Node], stops: Sequence[Told]) -> set[str]:
        """The places of whose two visits the rules tell the second, by the sentence or as a return."""
        first = {self._place(told): told for told in stops if not told.again}
        found = set()
        for told in stops:
            key = self._place(told)
            if told.again and key in known and key in first:
                sentences = {report.sentence for report in known[key].reports}
                here, there = (self._contexts.spots[one.spot].sentence in sentences for one in (told, first[key]))
                if (here and not there) or any(report.returning for report in known[key].reports):
                    found.add(key)
        return found

    def _status(self, journey: Journey, told: Told) -> Status:
        return STATUSES[_likeliest(journey.route.status[told.at], told.probability)]

    def _node(self, told: Told, known: Node | None, journey: Journey) -> Node:
        chances, status = journey.route.status[told.at], self._status(journey, told)
        if known is None:
            known = self._new(told, status)
        elif known.status not in _TALK and told.probability > _HEARD and self._sees(told, known):
            known.status = status if chances[STATUSES.index(known.status)] < _DOUBTED else known.status
        self._date(told, known, journey.route)
        return known

    def _judges(self, node: Node) -> bool:
        """Whether the reader could tell a stop of the rules: not one that they are pointed to, as by "the capital"."""
        told = any((report.sentence, node.place.id) in self._named for report in node.reports)
        return node.place.id in self._judged and (told or not node.reports)

    def _sees(self, told: Told, node: Node) -> bool:
        """Whether the reader tells of a stop by what the rules read, not as in "he is to fly in", which names none."""
        return self._contexts.spots[told.spot].sentence in {report.sentence for report in node.reports}

    def _date(self, told: Told, node: Node, route: Route) -> None:
        """Give a stop the time that tells of it, unless the rules read one that is not surely another's."""
        dating = self._dates.of(route, told.at)
        if dating is None or dating.when is None or dating.probability < (_DATED if node.when is None else _REDATED):
            return
        if node.when is None or not (node.when.start <= dating.when.end and dating.when.start <= node.when.end):
            node.when, node.words = dating.when, dating.words

    def _new(self, told: Told, status: Status) -> Node:
        """A stop that no rule found: its sentence is the evidence, and it says so."""
        spot = self._contexts.spots[told.spot]
        sentence = self._contexts.sentences[spot.sentence]
        why = f"no rule names it; its words and the rest of the text make it a stop ({told.probability:.0%})"
        point = Point("there", self._resolution(told), at=spot.first)
        span = sentence.start, sentence.end, spot.sentence
        report = Reported(None, "learnt", [point], Mode.UNKNOWN, "done", *span, because=(why,))
        return Node(self._text.places[told.place], status, reports=[report], roles={"there"})

    def with_modes(self, itinerary: Itinerary, traveller: Traveller) -> Itinerary:
        """Give legs the mode that is probable where no rule tells it, or tells one that the story rules out."""
        route = self._routes.get(id(traveller))
        return itinerary if route is None else with_likely_modes(itinerary, traveller, route, self._judged)


def _likeliest(chances: NDArray[np.float64], stop: float) -> int:
    """Which status of a stop, itself so probable, is likeliest; a denial speaks against somebody, and must be surer."""
    denied = STATUSES.index(Status.DENIED)
    others = np.where(np.arange(len(chances)) == denied, 0.0, chances)
    sure = stop * chances[denied] > _DENIED or is_ruled_out(stop, chances)
    return denied if sure else int(others.argmax())


def _is_denied(chances: NDArray[np.float64]) -> bool:
    return bool(chances[STATUSES.index(Status.DENIED)] > _CALLED_OFF)


def _is_at(point: Point, place: str) -> bool:
    named = point.place.resolved if point.place is not None else None
    return named is not None and named.id == place


def _within(row: Kept, places: set[str]) -> bool:
    """Whether most of what is told of a traveller belongs to the journey."""
    own = {node.place.id for node in row[1].nodes}
    return bool(own) and 2 * len(own & places) > len(own)


def learnt(
    article: Article,
    contexts: Contexts,
    lines: Sequence[Kept],
    kept: Sequence[Kept],
    told: Sequence[tuple[Traveller, Reported]],
) -> Learnt | None:
    """Read a text with what was learnt; None where it names no place.

    Parameters
    ----------
    lines, kept : sequences of (Traveller, Timeline, reports)
        All that the rules made of the text, and what of it they take for journeys.
    told : sequence of (Traveller, Reported)
        All that the rules read, whether it became a journey or not.
    """
    text = Encoded(contexts, rule_reading(kept, told, parties(told)))
    if not text.places:
        return None
    reading = Reading(text)
    opinion = reading.opinion()
    return Learnt(contexts, text, opinion, decoded(text, reading, opinion, [row[0] for row in lines]), told)
