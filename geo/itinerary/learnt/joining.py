"""The network's journeys with what the rules read: travellers, days, words, and stops that only a rule can find."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.articles.article import Article
from geo.itinerary.contexts import Contexts
from geo.itinerary.journey import LIKELY_MODE, Itinerary, Leg, When
from geo.itinerary.learnt.decoding import Told, decoded
from geo.itinerary.learnt.encoding import MODES, STATUSES, Encoded
from geo.itinerary.learnt.network import Opinion, opinion
from geo.itinerary.learnt.reading import Kept, parties, rule_reading
from geo.itinerary.movement import Point, Reported
from geo.itinerary.node import Node
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.vocabulary import Mode, Status

__all__ = ["Learnt", "learnt"]

_DOUBTED = 0.25  # a status that a rule gave goes where the network gives it less than this
_UNLIKELY = 0.1  # so does a mode
_STANDS = 0.15  # a journey of the rules that the network did not tell of stays where one stop is as probable as this
_NUMBERS = frozenset("first second third fourth other another".split())
_TALK = {Status.RUMOURED, Status.DENIED}  # "may", "denied": words that the rules read surely


class Learnt:
    """A text's journeys as the network and the rules tell them together."""

    def __init__(self, contexts: Contexts, text: Encoded, opinion: Opinion) -> None:
        self._contexts, self._text, self._opinion = contexts, text, opinion
        self._judged = {text.places[i].id: n for n, i in enumerate(opinion.chosen)}

    def journeys(self, lines: Sequence[Kept], kept: Sequence[Kept]) -> list[Kept]:
        """Each journey of the network with the line of the rules that it shares most with.

        Parameters
        ----------
        lines, kept : sequences of (Traveller, Timeline, reports)
            All that the rules made of the text, and what of it they take for journeys.
        """
        free: list[Kept] = list(lines)
        found: list[Kept] = []
        for stops in decoded(self._text, self._opinion):
            places = {self._text.places[told.place].id for told in stops}
            row = max(free, key=lambda one: _shared(one, places), default=None)
            if row is None or (_shared(row, places) <= 0 and found):
                continue  # whose journey it is nobody can tell
            free.remove(row)
            others = [one for one in free if _within(one, places) and not (one in kept and _are_two(row[0], one[0]))]
            for one in others:
                free.remove(one)
                _join(row[0], one[0])
            theirs = self._places_of(one for one in kept if one in free and _are_two(row[0], one[0]))
            own = self._places_of([row, *others])
            mine = [told for told in stops if self._text.places[told.place].id not in theirs - own]
            found.append((row[0], self._line(row[1], [one[1] for one in others], mine), row[2]))
        return [*found, *(row for row in kept if row in free and self._stands(row[1]))]

    @staticmethod
    def _places_of(rows: Iterable[Kept]) -> set[str]:
        return {node.place.id for _, line, _ in rows for node in line.nodes}

    def _stands(self, line: Timeline) -> bool:
        """Whether a journey of the rules that is in none of the network's may be one all the same."""
        known = [self._judged[node.place.id] for node in line.nodes if node.place.id in self._judged]
        return not known or max(self._opinion.stop[n] for n in known) > _STANDS

    def _line(self, line: Timeline, others: Sequence[Timeline], stops: Sequence[Told]) -> Timeline:
        """A line of the rules with the network's stops; what the network cannot judge keeps its place in it."""
        known: dict[str, Node] = {}
        for node in (node for one in (line, *others) for node in one.nodes):
            known.setdefault(node.place.id, node)
        days, wanted = _days(known.values()), {self._text.places[told.place].id: told for told in stops}
        visits = Counter(node.place.id for node in line.nodes)
        nodes = [self._node(told, known.get(key), days) for key, told in wanted.items() if visits[key] < 2]
        before = None
        for node in line.nodes:
            if (visits[node.place.id] > 1 and node.place.id in wanted) or node.place.id not in self._judged:
                at = next((n for n in range(len(nodes) - 1, -1, -1) if nodes[n] is before), -1)
                nodes.insert(at + 1, node)
            before = node if any(node is one for one in nodes) else before
        line.nodes = sorted(nodes, key=lambda n: STATUSES.index(n.status))
        return line

    def _node(self, told: Told, known: Node | None, days: Sequence[tuple[int, When]]) -> Node:
        chances = self._opinion.status[told.at]
        status = STATUSES[int(chances.argmax())]
        if known is None:
            known = self._new(told, status)
        elif known.status not in _TALK and chances[STATUSES.index(known.status)] < _DOUBTED:
            known.status = status
        if known.when is None and known.status not in _TALK:
            self._date(told, known, days)
        return known

    def _date(self, told: Told, node: Node, days: Sequence[tuple[int, When]]) -> None:
        """Give a stop the time that stands beside it, unless the rules gave that to another."""
        offset = self._contexts.spots[told.spot].offset
        before = [when.start.date() for at, when in days if at < offset]
        when = self._contexts.when(told.spot, before[-1] if before else None, future=node.status is not Status.DONE)
        if when is not None and not any(when.as_written == w.as_written and when.start == w.start for _, w in days):
            node.when, node.words = when, node.words or when.as_written

    def _new(self, told: Told, status: Status) -> Node:
        """A stop that no rule found: its sentence is the evidence, and it says so."""
        spot = self._contexts.spots[told.spot]
        sentence = self._contexts.sentences[spot.sentence]
        why = f"no rule names it; its words and the rest of the text make it a stop ({told.probability:.0%})"
        point = Point("there", spot.resolution, at=spot.first)
        span = sentence.start, sentence.end, spot.sentence
        report = Reported(None, "learnt", [point], Mode.UNKNOWN, "done", *span, because=(why,))
        return Node(spot.place, status, reports=[report], roles={"there"})

    def with_modes(self, itinerary: Itinerary) -> Itinerary:
        """Give legs the mode that is probable where no rule tells it, or tells one that the story rules out."""
        return replace(itinerary, legs=tuple(self._judge(leg) for leg in itinerary.legs))

    def _judge(self, leg: Leg) -> Leg:
        at = self._judged.get(leg.destination.place.id)
        if at is None:
            return leg
        chances = self._opinion.mode[at]
        if leg.mode is not Mode.UNKNOWN and chances[MODES.index(leg.mode)] >= _UNLIKELY:
            return leg
        mode = MODES[int(chances.argmax())]
        return leg if mode is leg.mode else replace(leg, mode=mode, because=(*leg.because, LIKELY_MODE))


def _days(nodes: Iterable[Node]) -> list[tuple[int, When]]:
    """The times that the rules know, by where in the text they are told."""
    told = [(min(r.start for r in n.reports), n.when) for n in nodes if n.when is not None and n.reports]
    return sorted(told, key=lambda row: row[0])


def _shared(row: Kept, places: set[str]) -> float:
    """How much of a journey is told of a traveller; of two alike the named one."""
    return sum(node.place.id in places for node in row[1].nodes) + 0.5 * bool(row[0].names)


def _within(row: Kept, places: set[str]) -> bool:
    """Whether most of what is told of a traveller belongs to the journey."""
    own = {node.place.id for node in row[1].nodes}
    return bool(own) and 2 * len(own & places) > len(own)


def _are_two(one: Traveller, two: Traveller) -> bool:
    """Two of a kind with names of their own, or with numbers, are two, whatever speaks for one journey."""
    if one.kind != two.kind:
        return False
    if one.names and two.names:
        return one.names.isdisjoint(two.names)
    first, second = (_NUMBERS.intersection(t.display.lower().split()) for t in (one, two))
    return bool(one.heads & two.heads and (first or second)) and first != second


def _join(lead: Traveller, other: Traveller) -> None:
    """The lead is also known by the other's descriptions."""
    lead.heads |= other.heads
    if lead.names and not (lead.kind == other.kind == "person"):
        lead.names |= other.names


def learnt(
    article: Article,
    contexts: Contexts,
    lines: Sequence[Kept],
    kept: Sequence[Kept],
    told: Sequence[tuple[Traveller, Reported]],
) -> Learnt | None:
    """Read a text with the network; None where it names no place.

    Parameters
    ----------
    lines, kept : sequences of (Traveller, Timeline, reports)
        All that the rules made of the text, and what of it they take for journeys.
    told : sequence of (Traveller, Reported)
        All that the rules read, whether it became a journey or not.
    """
    text = Encoded(contexts, rule_reading(kept, told, parties(told)))
    thought = opinion(text)
    return None if thought is None else Learnt(contexts, text, thought)
