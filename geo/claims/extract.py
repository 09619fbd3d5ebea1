"""Find the distances, and the times of travel, that an article claims between places.

One pass a sentence: chunk it into items, and for each figure read the relation behind it, then what it is about
before it. Nothing is claimed where no place is tied to the figure.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.articles.article import Article
from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.context import Context, Gap
from geo.claims.items import Item, Ref, align
from geo.claims.located import Located, find_after, find_before, mode_before, opens_clause, pair_before
from geo.claims.nouns import chunk
from geo.claims.phrases import load_phrases, longest
from geo.claims.relation import Relation, RelationKind, read_relation
from geo.claims.rescue import settlement_for, unrecognised, within_reach
from geo.claims.seats import capital_of, seat_of
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse.mention import Resolution
from geo.tokens import Token, sentences, tokenise
from geo.units import Quantity, read_durations, read_lengths
from geo.vocabulary import Hedge, Mode

__all__ = ["find_claims"]

_TAKES = frozenset(
    "take takes took taking lasts lasted needs need needed crosses crossed covers covered makes made does".split()
)
_AGAIN = frozenset("and but or ; , it is by land sea road rail train car air on foot via".split())
_JOINTS = frozenset({",", ";", "and", "but", "or"})
_HALF_EARTH_KM = 20_040.0
_LONGEST_HOURS = 24.0 * 120


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity in a sentence with its hedge; ``first`` is the item that the hedge begins at."""

    at: int
    first: int
    quantity: Quantity
    is_time: bool
    hedge: Hedge
    hedge_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    origin: Endpoint | Gap
    destination: Endpoint | Gap
    first: int
    last: int


def find_claims(article: Article, resolutions: Sequence[Resolution], gazetteer: Gazetteer) -> tuple[DistanceClaim, ...]:
    """Find every claim of an article's body, in text order.

    Parameters
    ----------
    resolutions : sequence of Resolution
        The article's mentions and what they mean; a claim's ends come from them.
    gazetteer : Gazetteer
        Asked for countries and capitals.
    """
    tokens = tokenise(article.text)
    mentions = align(tokens, resolutions)
    quantities = read_lengths(article.text, tokens), read_durations(article.text, tokens)
    context = Context(gazetteer.country, lambda p: capital_of(p, gazetteer), lambda p: seat_of(p, gazetteer))

    def settle(place: Place, name: str) -> Place:
        return settlement_for(place, name, gazetteer)

    context.demonyms.extend(
        (first, m.place)
        for first, m in sorted(mentions.items())
        if m.place is not None and (not m.is_name or m.place.is_country)
    )
    spans = [_token_span(tokens, s.tokens) for s in sentences(article.text, tokens)]
    figures = sorted(q.first for group in quantities for q in group)
    for span in spans:
        if bisect_left(figures, span[0]) < bisect_left(figures, span[1]):
            mentions |= unrecognised(tokens, span, mentions, gazetteer)
    rows = [chunk(tokens, span, mentions, quantities, context.capital, settle) for span in spans]
    for row in rows:
        for item in row:
            if item.ref is not None:
                context.see(item.ref)
    context.dateline = _dateline(tokens, context)
    claims: list[DistanceClaim] = []
    for i, row in enumerate(rows):
        if article.in_body(tokens[spans[i][0]].start):
            sentence = _SentenceReader(article, tokens, row, context, rows[i - 1] if i else ())
            claims.extend(sentence.claims())
    names = {m.place.id: m.text for m in mentions.values() if m.place is not None and m.is_name}
    return tuple(within_reach(claim, names, gazetteer) for claim in claims)


_DATELINE_ENDS = frozenset({"(", "—", "–", "-", "--"})


def _dateline(tokens: Sequence[Token], context: Context) -> Place | None:
    """Read "KYIV, Ukraine (AP) —": a place in capitals at the head of the text, before a bracket or a dash."""
    if not context.named:
        return None
    ref = context.named[0][1]
    ends = {t.text for t in tokens[ref.last : ref.last + 4]}
    capitals = tokens[ref.first].text.isupper() and len(tokens[ref.first].text) > 2
    return ref.place if ref.first < 12 and (capitals or ref.first == 0) and ends & _DATELINE_ENDS else None


def _token_span(tokens: Sequence[Token], group: Sequence[Token]) -> tuple[int, int]:
    first = bisect_left(tokens, group[0].start, key=lambda t: t.start)
    return first, first + len(group)


class _SentenceReader:
    """Reads the claims of one sentence."""

    def __init__(
        self, article: Article, tokens: Sequence[Token], items: Sequence[Item], context: Context, before: Sequence[Item]
    ):
        self.article, self.tokens, self.items, self.context, self.before = article, tokens, items, context, before
        self.phrases = load_phrases()
        self.last: tuple[int, Endpoint | Gap] | None = None
        self.last_ends: _Ends | None = None

    def claims(self) -> list[DistanceClaim]:
        found: list[DistanceClaim] = []
        group: list[_Figure] = []
        for figure in self._figures():
            group.append(figure)
            if figure.quantity.listed and not self._closes_list(figure):
                continue
            found.extend(self._read_group(group))
            group = []
        return found

    def _figures(self) -> list[_Figure]:
        found = []
        for at, item in enumerate(self.items):
            quantity = item.length or item.time
            if quantity is None:
                continue
            hedge, words, first = self._hedge(at)
            found.append(_Figure(at, first, quantity, item.time is not None, hedge, words))
        return found

    def _hedge(self, at: int) -> tuple[Hedge, tuple[str, ...], int]:
        """Read the hedges before a figure and say where they begin."""
        hedge, said, k = Hedge.EXACT, tuple[str, ...](), at
        if self.items[at - 1 : at] and self.items[at - 1].low == "between":
            k = at - 1
        while k > 0:
            lows = [i.low for i in self.items[max(0, k - 5) : k]]
            size = longest(self.phrases.hedges, lows, at_end=True)
            if size:
                said = tuple(lows[-size:])
                hedge = Hedge(self.phrases.hedges[said]) if hedge is Hedge.EXACT or hedge is Hedge.ABOUT else hedge
                k -= size
                continue
            size = longest(self.phrases.fillers, lows, at_end=True)
            if not size:
                break
            k -= size
        return hedge, said, k

    def _closes_list(self, figure: _Figure) -> bool:
        item = self.items[figure.at + 1] if figure.at + 1 < len(self.items) else None
        after = self.items[figure.at + 2] if figure.at + 2 < len(self.items) else None
        follows = item is not None and item.low in {",", "and"} and after is not None
        return not (follows and after is not None and (after.length or after.time) is not None)

    def _read_group(self, group: list[_Figure]) -> list[DistanceClaim]:
        figure = group[-1]
        relation = self._relation(figure)
        if self._is_no_way(figure, relation):
            return []
        if len(group) > 1:
            return self._respectively(group, relation)
        if relation.kind is RelationKind.FROM and len(relation.refs) == 2:
            split = [self._ends(figure, replace(relation, refs=(ref,))) for ref in relation.refs]
            each = [self._claim(figure, relation, ends) for ends in split if ends]
            return [claim for claim in each if claim]
        ends = self._ends(figure, relation)
        if ends is None:
            return []
        self.last, self.last_ends = (ends.last, ends.destination), ends
        claim = self._claim(figure, relation, ends)
        return [claim] if claim else []

    def _relation(self, figure: _Figure) -> Relation:
        moving, mode = self._motion(figure)
        apart = any(i.low == "apart" for i in self.items[figure.at : figure.at + 3])
        mode = mode or self._mode_between(figure)
        mode = mode or (None if apart else mode_before(self.items, figure.first))
        relation = read_relation(
            self.items, figure.at + 1, hedged_within=figure.hedge in {Hedge.LESS_THAN, Hedge.NEARLY}, moving=moving
        )
        if mode and relation.mode is None and relation.kind not in {RelationKind.FROM, RelationKind.AWAY}:
            return replace(relation, mode=mode, mode_said=True)
        return relation

    def _mode_between(self, figure: _Figure) -> Mode | None:
        """Read the "by land" of "…; by land it is 600 km" before a figure."""
        if self.last is None or self.items[figure.first - 1].low not in {"is", "was"}:
            return None
        lows = [i.low for i in self.items[self.last[0] : figure.first]]
        for start in range(len(lows)):
            size = longest(self.phrases.modes, lows[start:])
            if size:
                return Mode(self.phrases.modes[tuple(lows[start : start + size])])
        return None

    def _motion(self, figure: _Figure) -> tuple[bool, Mode | None]:
        """Find a verb of motion shortly before the figure: "drove 300 km from A to B"."""
        moving = "the" in [i.low for i in self.items[max(0, figure.at - 2) : figure.at]]
        for k in range(figure.first - 1, max(-1, figure.first - 9), -1):
            low = self.items[k].low
            if low in {";", ":"} or low in self.phrases.coordinators:
                break
            if low in self.phrases.motion:
                return True, self.phrases.motion[low]
            if low in {"takes", "took", "take"} and figure.is_time:
                return True, None
            if low == "it" and self.items[k + 1].low in {"is", "was", "'s", "’s"}:
                return True, None
        return moving, None

    def _is_no_way(self, figure: _Figure, relation: Relation) -> bool:
        """Tell sizes, ranges and amounts of things from ways between places."""
        lows = [i.low for i in self.items]
        after = next((low for low in lows[relation.end : relation.end + 1]), "")
        behind = lows[figure.at + 1 : figure.at + 4]
        behind = behind[1:] if behind[:1] == ["-"] else behind
        sized = bool(self.phrases.dimensions & set(behind[:1])) and behind[1:2] != ["-"]
        sized = sized and not (behind[:1] == ["across"] and relation.kind is not RelationKind.NONE)
        if sized or (relation.kind is RelationKind.NONE and after in self.phrases.dimensions):
            return relation.kind is not RelationKind.PAIR or "pipeline" in behind or "cable" in behind
        before = lows[max(0, figure.first - 8) : figure.first]
        staged = "stage" in before and set(before) & {"covered", "covers", "covering"}
        if (self.phrases.contests & set(lows) or staged) and relation.kind not in {
            RelationKind.FROM,
            RelationKind.AWAY,
        }:
            return True
        if set(before[-3:]) & self.phrases.range_words and "from" not in before[-2:]:
            return True
        over_sea = {"sea", "ocean", "waters"} & set(lows)
        can = self.phrases.modals & set(before) and self.phrases.feats & set(before)
        flies = set(before) & {"flew", "travelled", "traveled", "flown", "flies", "fired"}
        armed = flies and self.phrases.weapons & set(lows)
        settled = relation.kind is RelationKind.PAIR and not (armed and over_sea)
        return bool(can or armed) and not settled

    def _ends(self, figure: _Figure, relation: Relation) -> _Ends | None:
        kind = relation.kind
        if figure.is_time and not self._is_travel_time(figure, relation):
            return None
        if kind is RelationKind.PAIR:
            return self._both(relation.refs[0], relation.refs[1], figure.first, relation.end)
        if kind is RelationKind.APART:
            return self._apart(figure, relation)
        pair = pair_before(self.items, figure.first)
        again = self._again(figure, relation)
        if again:
            return again
        if kind in {RelationKind.NONE, RelationKind.AWAY} and pair:
            return self._both(pair[0], pair[1], pair[2], max(relation.end, figure.at + 1))
        if kind is RelationKind.NONE:
            return self._from_fronted(figure) or self._compared(figure)
        if kind is RelationKind.FROM:
            return self._from(figure, relation)
        if kind is RelationKind.TO:
            return self._to(figure, relation)
        return self._away(figure, relation)

    def _is_travel_time(self, figure: _Figure, relation: Relation) -> bool:
        """Tell a time of travel from any other: it needs a noun of going, a way of going, or a verb that takes time."""
        before = {i.low for i in self.items[max(0, figure.first - 12) : figure.first]}
        takes = bool(_TAKES & before)
        if relation.trip or relation.mode_said:
            return True
        if takes and (pair_before(self.items, figure.first) or relation.kind is RelationKind.PAIR):
            return True
        if relation.kind in {RelationKind.FROM, RelationKind.AWAY}:
            located = {i.low for i in self.items[max(0, figure.first - 3) : figure.first]}
            stands = bool(located & (self.phrases.located | {","}))
            return stands and (relation.direction is not None or relation.kind is RelationKind.FROM)
        return False

    def _again(self, figure: _Figure, relation: Relation) -> _Ends | None:
        """Read "X is 215 km from Y as the crow flies and 350 km by rail": a second figure for the same ends."""
        ends = self.last_ends
        if ends is None or relation.kind not in {RelationKind.NONE, RelationKind.AWAY}:
            return None
        between = {i.low for i in self.items[ends.last : figure.first]}
        if relation.kind is RelationKind.AWAY:
            again = between == {","} and relation.direction is None and relation.mode is not None
            return replace(ends, first=figure.first, last=relation.end) if again else None
        if not relation.mode_said:
            return None
        marks = {"and", "but", "or", "it", ";"} | ({","} if relation.trip or not figure.is_time else set())
        joined = bool(between) and between <= _AGAIN and bool(between & marks)
        first = next(i for i in range(ends.last, figure.first + 1) if self.items[i].low not in _JOINTS)
        return replace(ends, first=first, last=relation.end) if joined else None

    def _compared(self, figure: _Figure) -> _Ends | None:
        """Read "X is closer to Y (1,430 km) than to Z (3,540 km)"."""
        at = figure.first
        if at < 3 or self.items[at - 1].low != "(":
            return None
        beside, lows = self.items[at - 2].ref, [i.low for i in self.items[:at]]
        nearer = {"closer", "nearer", "farther", "further"} & set(lows)
        if beside is None or not nearer or self.items[at - 3].low not in {"to", "from", "than"}:
            return None
        verb = next((i for i, low in enumerate(lows) if low in self.phrases.located), 0)
        subject = find_before(self.items, verb + 1, None).ref if verb else None
        return self._both(beside, subject, at - 2, figure.at + 1) if subject and subject != beside else None

    def _from_fronted(self, figure: _Figure) -> _Ends | None:
        """Read "From Vladivostok, Harbin is 510 km"."""
        first = self.items[1].ref if len(self.items) > 3 and self.items[0].low == "from" else None
        if first is None or self.items[2].low != ",":
            return None
        located = find_before(self.items, figure.first, None)
        if located.ref is None or located.ref == first:
            return None
        return self._both(first, located.ref, 0, figure.at + 1)

    def _both(self, first: Ref, second: Ref, start: int, end: int) -> _Ends:
        origin = self.context.endpoint(first)
        destination = self.context.endpoint(second, origin)
        if isinstance(origin, Gap) and first.word in {"here", "there"} and isinstance(destination, Endpoint):
            later = self.context.later(first, self.items[-1].last, frozenset({destination.place.id}))
            origin = self.context.endpoint(later) if later else origin
        return _Ends(origin, destination, start, end)

    def _apart(self, figure: _Figure, relation: Relation) -> _Ends | None:
        left = pair_before(self.items, figure.first)
        if left:
            return self._both(left[0], left[1], left[2], relation.end)
        found = find_before(self.items, figure.first, None)
        if found.both:
            return self._both(*found.both, found.first, relation.end)
        refs = [(i, item.ref) for i, item in enumerate(self.items[: figure.first]) if item.ref and item.ref.is_place]
        if len(refs) >= 2 and refs[-1][0] - refs[-2][0] == 2 and self.items[refs[-1][0] - 1].low == "and":
            return self._both(refs[-2][1], refs[-1][1], refs[-2][0], relation.end)
        if found.pronoun:
            pair = self._two_around(figure)
            return self._both(*pair, found.first, relation.end) if pair else None
        return None

    def _two_around(self, figure: _Figure) -> tuple[Ref, Ref] | None:
        """Return what "the two cities" are: the last two named, or two named behind in the same sentence."""
        token = self.items[figure.first].first
        later = [i.ref for i in self.items[figure.at :] if i.ref and i.ref.is_place]
        if len(later) == 2:
            return later[0], later[1]
        return self.context.last_two(token)

    def _from(self, figure: _Figure, relation: Relation) -> _Ends:
        ref = relation.refs[0]
        located = self._located(figure, relation)
        if located.ref is None and relation.trip and not located.same:
            located = self._arrival(figure) or located
        return self._placed(figure, relation, ref, located)

    def _arrival(self, figure: _Figure) -> Located | None:
        """Read "is due in X after a 1,600-mile run from Y": where the trip ends."""
        for k in range(figure.first - 1, 0, -1):
            ref = self.items[k].ref
            if ref and ref.is_place and self.items[k - 1].low in {"in", "at", "to", "for", "reached", "into"}:
                return Located(ref, k)
        return None

    def _located(self, figure: _Figure, relation: Relation) -> Located:
        """Find what the figure places: before it, or behind it where it opens the clause."""
        unnamed = self.last is not None and isinstance(self.last[1], Gap)
        located = find_before(self.items, figure.first, self.last[0] if self.last else None, unnamed=unnamed)
        if located.ref is None and not located.same and not located.pronoun and opens_clause(self.items, figure.first):
            return find_after(self.items, relation.end) or located
        return located

    def _placed(self, figure: _Figure, relation: Relation, ref: Ref, located: Located) -> _Ends:
        destination = self._destination(figure, located)
        origin = self.context.endpoint(ref, destination)
        if located.ref is not None and isinstance(destination, Gap):
            destination = self.context.endpoint(located.ref, origin)
        if located.ref is not None and located.ref.word and isinstance(destination, Gap):
            taken = frozenset({origin.place.id}) if isinstance(origin, Endpoint) else frozenset()
            later = self.context.later(located.ref, self.items[-1].last, taken)
            destination = self.context.endpoint(later) if later else destination
        if isinstance(destination, Endpoint) and destination == origin:
            destination = Gap("the text does not name a second place")
        first = min(located.first, figure.first)
        last = relation.end if located.first < relation.end else located.first + 1
        return _Ends(origin, destination, first, last)

    def _destination(self, figure: _Figure, located: Located) -> Endpoint | Gap:
        if located.same and self.last is not None:
            return self.last[1]
        if located.ref is not None:
            return self.context.endpoint(located.ref)
        if located.pronoun:
            topic = self._topic(figure)
            if topic is not None:
                return self.context.endpoint(topic)
        return Gap("the text does not name the place that lies there")

    def _topic(self, figure: _Figure) -> Ref | None:
        """Return what "it" speaks of: the previous sentence's first place, else the last one named."""
        start = self.items[0].first
        if self.before:
            first = self.context.first_in(self.before[0].first, start)
            if first is not None:
                return first
        return self.context.before(self.items[figure.first].first)

    def _to(self, figure: _Figure, relation: Relation) -> _Ends:
        """Read "drove 120 km to B": the start is the place that the sentence leaves, where it names one."""
        for k in range(figure.first - 1, 0, -1):
            ref = self.items[k].ref
            if ref and ref.is_place and self.items[k - 1].low in {"from", "left", "leaving", "departed", "in"}:
                return self._both(ref, relation.refs[0], k, relation.end)
        for k in range(relation.end, min(relation.end + 8, len(self.items))):
            ref = self.items[k].ref
            if ref and ref.is_place and self.items[k - 1].low == "from":
                return self._both(ref, relation.refs[0], figure.first, k + 1)
        destination = relation.refs[0].place
        start = self.context.before(
            self.items[figure.first].first, exclude=frozenset({destination.id if destination else ""})
        )
        if start is not None and self.items[figure.at - 1].low == "the":
            return self._both(start, relation.refs[0], figure.first, relation.end)
        origin = Gap("the text does not say where the way begins")
        return _Ends(origin, self.context.endpoint(relation.refs[0]), figure.first, relation.end)

    def _away(self, figure: _Figure, relation: Relation) -> _Ends | None:
        """Read "X, 30 km away" and "X, 30 km to the south": measured from the place named before X."""
        located = self._located(figure, relation)
        destination = self._destination(figure, located)
        if not isinstance(destination, Endpoint):
            return None
        first = self.items[figure.first]
        said = {i.low for i in self.items[figure.first : relation.end]}
        if self.last and isinstance(self.last[1], Endpoint) and said & {"further", "farther"}:
            return _Ends(self.last[1], destination, min(located.first, figure.first), relation.end)
        token = located.ref.first if located.ref and located.ref.first < first.first else first.first
        start = self.context.before(token, exclude=frozenset({destination.place.id}))
        if start is None or start.place is None:
            return None
        return _Ends(Endpoint(start.place), destination, min(located.first, figure.first), relation.end)

    def _respectively(self, group: list[_Figure], relation: Relation) -> list[DistanceClaim]:
        """Read "A and B, 40 and 60 km from C": one figure each, in order."""
        if relation.kind is not RelationKind.FROM:
            return []
        before = self.items[: group[0].first]
        named = [(i, item.ref) for i, item in enumerate(before) if item.ref and item.ref.is_place][-len(group) :]
        if len(named) != len(group):
            return []
        claims = []
        for figure, (at, ref) in zip(group, named, strict=True):
            destination = self.context.endpoint(ref)
            origin = self.context.endpoint(relation.refs[0], destination)
            hedged = replace(figure, hedge=group[0].hedge)
            claim = self._claim(hedged, relation, _Ends(origin, destination, at, relation.end))
            claims.extend([claim] if claim else [])
        return claims

    def _claim(self, figure: _Figure, relation: Relation, ends: _Ends) -> DistanceClaim | None:
        q = figure.quantity
        if not 0 < q.amount <= (_LONGEST_HOURS if figure.is_time else _HALF_EARTH_KM * 2):
            return None
        gaps = [e.reason for e in (ends.origin, ends.destination) if isinstance(e, Gap)]
        if len(gaps) == 2:
            return None
        start = self.tokens[min(self.items[min(ends.first, figure.first)].first, q.first)].start
        end = max(self.tokens[self.items[ends.last - 1].last - 1].end, q.end)
        hedge = Hedge.RANGE if q.low is not None else relation.hedge or figure.hedge
        straight_said = relation.mode is not None and not relation.mode_said
        return DistanceClaim(
            article_id=self.article.id,
            start=start,
            end=end,
            text=self.article.text[start:end],
            origin=ends.origin if isinstance(ends.origin, Endpoint) else None,
            destination=ends.destination if isinstance(ends.destination, Endpoint) else None,
            km=None if figure.is_time else q.amount,
            as_written=q.as_written,
            mode=None if straight_said else relation.mode,
            direction=relation.direction,
            hedge=hedge,
            km_low=None if figure.is_time else q.low,
            km_high=None if figure.is_time else q.high,
            other_km=None if figure.is_time else q.other,
            rounding_km=0.0 if figure.is_time else q.rounding,
            hours=q.amount if figure.is_time else None,
            other_rounding_km=0.0 if figure.is_time else q.other_rounding,
            open_reason=gaps[0] if gaps else None,
            straight_said=straight_said,
            hours_low=q.low if figure.is_time else None,
            hours_high=q.high if figure.is_time else None,
        )
