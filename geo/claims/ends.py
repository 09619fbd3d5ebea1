"""The two ends of a figure: what it is measured from, and what lies, or leads, there."""

from collections.abc import Sequence
from dataclasses import replace

from geo.claims.again import Ends, told_again
from geo.claims.anchors import (
    find_ahead,
    find_meant,
    is_in_proportion,
    is_out_of_reach,
    is_plausible,
    likeliest_start,
)
from geo.claims.claim import Endpoint, EndpointKind
from geo.claims.context import Context, Gap
from geo.claims.figures import Figure
from geo.claims.going import stops_short
from geo.claims.items import Item, Located, Ref, RefKind, Relation, RelationKind, low_at, ref_at
from geo.claims.located import find_after, find_before, opens_clause
from geo.claims.pairs import pair_before
from geo.claims.phrases import load_phrases
from geo.claims.times import is_of_a_way
from geo.claims.told import at_a_distance, find_told
from geo.gazetteer.place import Place

__all__ = ["EndsReader"]

_ARRIVES = frozenset("in at to for reached into".split())
_LEAVES = frozenset("from left leaving departed in".split())
_ONWARD = frozenset("further farther another".split())
_LOCATIVE = frozenset("in at on of".split())
# what a noun may mean was named in the last few dozen words
_LATELY = 60
_NOT_NAMED = Gap("the text does not name the place that lies there")
_NOUNS = frozenset("there town city village port island".split())


class EndsReader:
    """Reads the ends of the figures of one sentence, in order; remembers the last ones read."""

    def __init__(self, items: Sequence[Item], context: Context, before: Sequence[Item]):
        self.items, self.context, self.before = items, context, before
        self.last: Ends | None = None
        self.anchor: Place | None = None

    def read(self, figure: Figure, relation: Relation) -> Ends | None:
        """Read a figure's ends, or None where the words tie no place to it."""
        kind = relation.kind
        pair = pair_before(self.items, figure.first)
        if kind is RelationKind.PAIR:
            return self.both(relation.refs[0], relation.refs[1], figure.first, relation.end)
        if kind is RelationKind.APART:
            return self._apart(figure, relation)
        if kind is RelationKind.FROM:
            ends = self._from(figure, relation)
            return replace(ends, destination=_NOT_NAMED) if stops_short(self.items, figure) else ends
        if kind is RelationKind.TO:
            return self._to(figure, relation)
        again = told_again(self.items, self.last, figure, relation) if self.last else None
        if again:
            return again
        unread = kind is RelationKind.NONE and low_at(self.items, relation.end) in {"from", "off"}
        if pair and not unread:
            return self.both(pair[0], pair[1], pair[2], max(relation.end, figure.at + 1))
        if kind is RelationKind.AWAY:
            across = at_a_distance(self.items, figure, relation)
            if across is not None:
                return self.both(across.origin, across.destination, across.first, relation.end)
            return self._away(figure, relation)
        told = find_told(self.items, figure, relation, self.before, self.context)
        by_itself = None if told and not told.late else self._by_itself(figure, relation)
        both = self.both(told.origin, told.destination, told.first, told.last) if told else None
        return by_itself or both or self._of_last_way(figure, relation)

    def _of_last_way(self, figure: Figure, relation: Relation) -> Ends | None:
        """Read "X is 90 km from Y. The drive takes two hours.": the ends of the claim of the sentence before."""
        placed, verb = self.context.placed, figure.first - 1
        if not figure.is_time or placed is None or not self.before or placed[0] < self.before[0].first:
            return None
        _, goal, start = placed
        if self.last is not None or not isinstance(start, Endpoint) or not is_of_a_way(self.items, verb):
            return None
        fitting = is_plausible(start.place, goal.place, figure, relation.mode)
        return Ends(start, goal, figure.first, max(relation.end, figure.at + 1)) if fitting else None

    def _by_itself(self, figure: Figure, relation: Relation) -> Ends | None:
        """Read "X is an hour by bus" and "X is a 230-km drive": from where the text is at."""
        closed = low_at(self.items, relation.end) in {"", ".", ",", ";", "and", "but", "–", "—"}
        if not (relation.trip or relation.mode_said) or not closed or relation.end == figure.at + 1:
            return None
        verb = low_at(self.items, figure.first - 1)
        if verb not in load_phrases().located or find_before(self.items, figure.first, None).ref is None:
            return None
        return self._away(figure, relation)

    def note(self, figure: Figure, ends: Ends) -> None:
        """Remember a claim's ends for what is told by them later: "and Y, 60 km to the east", "45 km further on"."""
        self.last = ends
        if isinstance(ends.origin, Endpoint) and ends.origin.kind is EndpointKind.POINT:
            self.anchor = ends.origin.place
        if isinstance(ends.destination, Endpoint):
            self.context.placed = self.items[figure.at].first, ends.destination, ends.origin

    def both(self, first: Ref, second: Ref, start: int, end: int) -> Ends:
        """Take two references as the ends, in the order of the text."""
        origin = self.context.endpoint(first)
        destination = self.context.endpoint(second, origin)
        if isinstance(origin, Gap) and first.word in {"here", "there"} and isinstance(destination, Endpoint):
            later = self.context.later(first, self.items[-1].last, frozenset({destination.place.id}))
            origin = self.context.endpoint(later) if later else origin
        return Ends(origin, destination, start, end)

    def _apart(self, figure: Figure, relation: Relation) -> Ends | None:
        """Read "A and B are 30 km apart", "from A to B, 30 km apart", "the two cities are …"."""
        left = pair_before(self.items, figure.first)
        if left:
            return self.both(left[0], left[1], left[2], relation.end)
        found = find_before(self.items, figure.first, None)
        if found.both:
            return self.both(*found.both, found.first, relation.end)
        named = [(i, item.ref) for i, item in enumerate(self.items[: figure.first]) if item.ref and item.ref.is_place]
        if len(named) >= 2:
            (a, first), (b, second) = named[-2:]
            if b - a == 2 and low_at(self.items, a + 1) == "and":
                return self.both(first, second, a, relation.end)
        both = "two" in {low_at(self.items, i) for i in range(figure.at, relation.end)}
        pair = self._two_around(figure) if found.pronoun or both else None
        return self.both(*pair, found.first, relation.end) if pair else None

    def _two_around(self, figure: Figure) -> tuple[Ref, Ref] | None:
        """Return what "the two cities" are: two named behind in the same sentence, or the last two named."""
        later = [i.ref for i in self.items[figure.at :] if i.ref and i.ref.is_place]
        if len(later) == 2:
            return later[0], later[1]
        return self.context.last_two(self.items[figure.first].first)

    def _from(self, figure: Figure, relation: Relation) -> Ends:
        """Read "X is 30 km from Y": placed before the figure, behind a fronted one, or where a trip arrives."""
        located = self._located(figure, relation)
        trip = (
            low_at(self.items, figure.first - 2) in load_phrases().trips
            and low_at(self.items, figure.first - 1) == "of"
        )
        if located.ref is None and (trip or relation.trip or relation.mode_said) and not located.same:
            located = self._arrival(figure) or located
        destination = self._destination(figure, located)
        origin = self.context.endpoint(relation.refs[0], destination)
        if located.ref is not None and isinstance(destination, Gap):
            destination = self._second_look(located.ref, origin)
        if located.ref is None and relation.trip and isinstance(destination, Gap) and isinstance(origin, Endpoint):
            goal = self.context.before(self.items[0].first, exclude=frozenset({origin.place.id}))
            if goal is not None and is_plausible(origin.place, goal.place, figure, relation.mode):
                destination = self.context.endpoint(goal)
        if located.ref is not None and located.ref.word and _are_same(destination, origin):
            destination = self._second_look(located.ref, origin)
        since = self.items[0].first - _LATELY
        if located.ref is not None and located.ref.kind is RefKind.ANAPHOR:
            destination = find_meant(
                self.context, self.items[0].first - _LATELY, figure, relation, (origin, destination)
            )
        if relation.refs[0].word in _NOUNS:
            since, ends = self.items[0].first - _LATELY, (destination, origin)
            origin = find_meant(self.context, since, figure, relation, ends, backwards=True)
        if _are_same(destination, origin):
            other = self._other_topic(origin) if located.pronoun else None
            destination = other or Gap("the text does not name a second place")
        last = relation.end if located.first < relation.end else located.first + 1
        return Ends(origin, destination, min(located.first, figure.first), last)

    def _second_look(self, ref: Ref, origin: Endpoint | Gap) -> Endpoint | Gap:
        """Resolve "the capital" by the other end, and "the town" by what the sentence names later."""
        destination = self.context.endpoint(ref, origin)
        if not ref.word or isinstance(destination, Endpoint):
            return destination
        taken = {origin.place.id} if isinstance(origin, Endpoint) else set[str]()
        taken |= {r.place.id for i in range(len(self.items)) if (r := self._operand_at(i)) and r.place}
        later = self.context.later(ref, self.items[-1].last, frozenset(taken))
        return self.context.endpoint(later) if later else destination

    def _operand_at(self, at: int) -> Ref | None:
        """Return the reference at an item where it only says from where something else is seen: "south of X"."""
        return ref_at(self.items, at) if low_at(self.items, at - 1) in {"of", "from", "than", "between"} else None

    def _arrival(self, figure: Figure) -> Located | None:
        """Read "is due in X after a 1,600-mile run from Y": where the trip ends."""
        for k in range(figure.first - 1, 0, -1):
            ref = ref_at(self.items, k)
            if ref and ref.is_place and low_at(self.items, k - 1) in _ARRIVES:
                return Located(ref, k)
        return None

    def _located(self, figure: Figure, relation: Relation) -> Located:
        """Find what the figure places: before it, or behind it where it opens the clause."""
        reached = ref_at(self.items, figure.first - 2)
        if figure.is_time and reached is not None and low_at(self.items, figure.first - 1) in {"in", "within"}:
            return Located(reached, figure.first - 2)
        end = self.last.last if self.last else None
        unnamed = self.last is not None and isinstance(self.last.destination, Gap)
        located = find_before(self.items, figure.first, end, unnamed=unnamed)
        nothing = located.ref is None and not located.same and not located.pronoun
        if nothing and opens_clause(self.items, figure.first):
            return find_after(self.items, relation.end) or located
        return located

    def _destination(self, figure: Figure, located: Located) -> Endpoint | Gap:
        if located.same and self.last is not None:
            return self.last.destination
        if located.ref is not None:
            return self.context.endpoint(located.ref)
        topic = self._topic(figure) if located.pronoun else None
        if topic is not None:
            return self.context.endpoint(topic)
        return _NOT_NAMED

    def _topic(self, figure: Figure) -> Ref | None:
        """Return what "it" speaks of: the previous sentence's first place, else the last one named."""
        written = frozenset({self.context.dateline.id}) if self.context.dateline else frozenset[str]()
        since, to = (self.before[0].first, self.items[0].first) if self.before else (0, 0)
        first = self.context.first_in(since, to, exclude=written) or self.context.first_in(since, to)
        return first or self.context.before(self.items[figure.first].first)

    def _other_topic(self, origin: Endpoint | Gap) -> Endpoint | None:
        """Find what "it" is when the sentence before opened with the other end: "A train ride from A, B was …"."""
        if not self.before or not isinstance(origin, Endpoint):
            return None
        taken = frozenset({origin.place.id})
        ref = self.context.first_in(self.before[0].first, self.items[0].first, exclude=taken)
        end = self.context.endpoint(ref) if ref is not None else None
        return end if isinstance(end, Endpoint) else None

    def _to(self, figure: Figure, relation: Relation) -> Ends:
        """Read "drove 120 km to B": the start is the place last left or reached, or "the 120 km" go on from."""
        goal = relation.refs[0]
        for k in range(figure.first - 1, 0, -1):
            ref = ref_at(self.items, k)
            there = ref is not None and ref.word in {"there", "here"}
            if ref and (ref.is_place or there) and low_at(self.items, k - 1) in _LEAVES | _ARRIVES:
                return self.both(ref, goal, k, relation.end)
        for k in range(relation.end, min(relation.end + 8, len(self.items))):
            ref = ref_at(self.items, k)
            if ref and ref.is_place and low_at(self.items, k - 1) == "from":
                return self.both(ref, goal, figure.first, k + 1)
        taken = frozenset({goal.place.id if goal.place else ""})
        start = self.context.before(self.items[figure.first].first, exclude=taken)
        borne_out = (
            start is not None
            and goal.place is not None
            and is_plausible(start.place, goal.place, figure, relation.mode)
        )
        near = start is not None and start.place is not None and goal.place is not None and not figure.is_time
        said = near and low_at(self.items, figure.at - 1) == "the"
        if said and start and start.place and goal.place:
            said = not is_out_of_reach(start.place, goal.place, figure.quantity.amount)
        if start is not None and (borne_out or said):
            return self.both(start, goal, figure.first, relation.end)
        origin = Gap("the text does not say where the way begins")
        return Ends(origin, self.context.endpoint(goal), figure.first, relation.end)

    def _away(self, figure: Figure, relation: Relation) -> Ends | None:
        """Read "X, 30 km away" and "X, 30 km to the south": measured from the place named before X."""
        located = self._located(figure, relation)
        destination = self._destination(figure, located)
        event = figure.is_time and not relation.trip and low_at(self.items, located.first - 1) in _LOCATIVE
        if not isinstance(destination, Endpoint) or event:  # "the vote in Kenya is an hour away"
            return None
        first = min(located.first, figure.first)
        said = {i.low for i in self.items[figure.first : relation.end]}
        token = self.items[figure.first].first
        token = min(token, located.ref.first) if located.ref else token
        start = self._anchor(token, destination.place, figure, relation, onward=bool(said & _ONWARD))
        start = self.anchor = start or find_ahead(self.items, destination.place, figure, relation)
        if start is None:
            return None
        far = not figure.is_time and is_out_of_reach(start, destination.place, figure.quantity.amount)
        unnamed = self.last is not None and isinstance(self.last.destination, Gap)
        far = far or (unnamed and not is_plausible(start, destination.place, figure, relation.mode))
        unsaid = Gap("the text does not say clearly what it is away from")
        return Ends(unsaid if far else Endpoint(start), destination, first, relation.end)

    def _placed_last(self) -> Endpoint | None:
        """Return what the claim before placed, in this sentence or the one before: "45 miles further on" goes on."""
        if self.last is not None:
            return self.last.destination if isinstance(self.last.destination, Endpoint) else None
        since = self.before[0].first if self.before else self.items[0].first
        return self.context.placed_since(since)

    def _anchor(self, token: int, place: Place, figure: Figure, relation: Relation, *, onward: bool) -> Place | None:
        """Choose what a bare "30 km away" is away from: the place named last, else what the text is about.

        The place named last is the rule; the one that the sentence before or the article opened with may be meant.
        """
        taken = frozenset({place.id})
        last = self.context.before(token, exclude=taken)
        if last is None or last.place is None:
            return None
        topics = [last, self.context.first_in(0, token, exclude=taken)]
        if self.before:
            topics.insert(1, self.context.first_in(self.before[0].first, token, exclude=taken))
        places = [ref.place for ref in topics if ref is not None and ref.place is not None]
        spoken_of = self.context.told_from(last.place, self.before[0].first) if self.before else None
        if spoken_of is not None and spoken_of.id != place.id:
            places.insert(0, spoken_of)  # "A, 500 km from B, was calm. C is 200 km away."
        if self.anchor is not None and self.anchor.id != place.id:
            places.insert(0, self.anchor)  # "X is 70 km north of Z, and Y 180 km to the south"
        gone_on = self._placed_last() if onward else None
        if gone_on is not None and gone_on.place.id != place.id:
            if figure.is_time or is_in_proportion(gone_on.place, place, figure.quantity.amount):
                return gone_on.place
            places.insert(0, gone_on.place)
        if self.last is not None and isinstance(self.last.destination, Endpoint):
            places += [p for p in (self.last.destination.place,) if p.id != place.id]
        if self.context.dateline is not None and self.context.dateline.id != place.id:
            places.append(self.context.dateline)
        return likeliest_start(places, place, figure, relation)


def _are_same(a: Endpoint | Gap, b: Endpoint | Gap) -> bool:
    return isinstance(a, Endpoint) and isinstance(b, Endpoint) and a.is_same(b)
