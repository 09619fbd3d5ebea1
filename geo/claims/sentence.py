"""The claims of one sentence: each figure, the relation behind it, its ends, made into a claim."""

from collections.abc import Sequence
from dataclasses import replace

from geo.articles.article import Article
from geo.claims.again import Ends, bears_out
from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.context import Context, Gap
from geo.claims.ends import EndsReader
from geo.claims.figures import Figure, closes_list, is_no_way, read_figures
from geo.claims.going import is_moving, mode_said, trip_mode
from geo.claims.items import Item, Relation, RelationKind
from geo.claims.namings import Reading
from geo.claims.relation import read_relation
from geo.claims.times import is_travel_time
from geo.tokens import Token
from geo.vocabulary import Hedge, Mode

__all__ = ["SentenceReader"]

_LONGEST_KM = 40_080.0
_LONGEST_HOURS = 24.0 * 120


class SentenceReader:
    """Reads the claims of one sentence.

    Parameters
    ----------
    items : sequence of Item
        The sentence.
    before : sequence of Item
        The sentence before it, for what "it" means.
    """

    def __init__(
        self, article: Article, tokens: Sequence[Token], items: Sequence[Item], context: Context, before: Sequence[Item]
    ):
        self.article, self.tokens, self.items, self.context = article, tokens, items, context
        self.ends = EndsReader(items, context, before)
        self.went: Mode | None = None

    def readings(self, number: int) -> list[Reading]:
        """Read every figure, in order, as those of the sentence of this number."""
        found: list[Reading] = []
        group: list[Figure] = []
        for figure in read_figures(self.items):
            group.append(figure)
            if not figure.quantity.listed or closes_list(self.items, figure):
                found.extend(self._readings(number, group))
                group = []
        return found

    def _readings(self, number: int, group: list[Figure]) -> list[Reading]:
        """Read figures that share a unit, and say what came of each."""
        relation, bare = self._relation(group[-1]), group[-1].quantity.start in self.context.elided
        if bare and relation.kind is RelationKind.NONE and self.ends.last:
            relation = replace(relation, kind=RelationKind.AWAY)
        no_way = is_no_way(self.items, group[-1], relation)
        claims = [] if no_way else self._read(group, relation)
        since = self.ends.last.last if self.ends.last else 0
        readings = []
        for figure in group:
            verdict = "size" if no_way else "bare" if bare else "way"
            if figure.is_time and not claims and not is_travel_time(self.items, figure, relation, since):
                verdict = "time"
            mine = claims if len(group) == 1 else [c for c in claims if c.as_written == figure.quantity.as_written]
            readings.append(Reading(number, figure, relation, verdict, tuple(mine)))
        return readings

    def _read(self, group: list[Figure], relation: Relation) -> list[DistanceClaim]:
        figure = group[-1]
        if len(group) > 1:
            return self._respectively(group, relation)
        since = self.ends.last.last if self.ends.last else 0
        if figure.is_time and not is_travel_time(self.items, figure, relation, since):
            return []
        each = [replace(relation, refs=(ref,)) for ref in relation.refs]
        if relation.kind is not RelationKind.FROM or len(each) < 2:
            each = [relation]
        claims = []
        before, went = self.ends.last, self.went
        for one in each:
            ends = self.ends.read(figure, one)
            if ends and before and figure.is_time and one.mode is None and ends.is_same_way(before):
                one = replace(one, mode=went, mode_said=went is not None)
            self.went = one.mode if one.mode_said else None
            if ends and len(each) == 1:
                self.ends.note(figure, ends)
            known = ends is not None and (
                figure.quantity.start not in self.context.elided or bears_out(ends, figure, one.mode)
            )
            claims.append(self.claim(figure, one, ends) if ends and known else None)
        return [claim for claim in claims if claim is not None]

    def _relation(self, figure: Figure) -> Relation:
        bounded = figure.hedge in {Hedge.LESS_THAN, Hedge.NEARLY}
        moving = is_moving(self.items, figure)
        relation = read_relation(self.items, figure.at + 1, hedged_within=bounded, moving=moving)
        if relation.mode is not None:
            return relation
        mode = trip_mode(self.items, figure)
        mode = mode or mode_said(self.items, figure, relation, self.ends.last.last if self.ends.last else 0)
        return relation if mode is None else replace(relation, mode=mode, mode_said=True)

    def _respectively(self, group: list[Figure], relation: Relation) -> list[DistanceClaim]:
        """Read "A and B, 40 and 60 km from C": one figure each, in order."""
        before = self.items[: group[0].first]
        named = [(i, item.ref) for i, item in enumerate(before) if item.ref and item.ref.is_place][-len(group) :]
        if relation.kind is not RelationKind.FROM or len(named) != len(group):
            return []
        claims = []
        for figure, (at, ref) in zip(group, named, strict=True):
            destination = self.context.endpoint(ref)
            origin = self.context.endpoint(relation.refs[0], destination)
            hedged = replace(figure, hedge=group[0].hedge)
            claims.append(self.claim(hedged, relation, Ends(origin, destination, at, relation.end)))
        return [claim for claim in claims if claim is not None]

    def claim(self, figure: Figure, relation: Relation, ends: Ends) -> DistanceClaim | None:
        """Make a claim of a figure and its ends; None where both are open, or the figure is beyond the Earth."""
        q = figure.quantity
        if not 0 < q.amount <= (_LONGEST_HOURS if figure.is_time else _LONGEST_KM):
            return None
        gaps = [end.reason for end in (ends.origin, ends.destination) if isinstance(end, Gap)]
        inland = any(self.tokens[ref.first].text.lower() == "inland" for ref in relation.refs)
        if len(gaps) == 2 or (gaps and inland):  # "pushed water a mile inland" puts nothing anywhere
            return None
        start = min(self.tokens[self.items[min(ends.first, figure.first)].first].start, q.start)
        end = max(self.tokens[self.items[ends.last - 1].last - 1].end, q.end)
        straight = relation.mode is not None and not relation.mode_said
        claim = DistanceClaim(
            article_id=self.article.id,
            start=start,
            end=end,
            text=self.article.text[start:end],
            origin=ends.origin if isinstance(ends.origin, Endpoint) else None,
            destination=ends.destination if isinstance(ends.destination, Endpoint) else None,
            km=None,
            as_written=q.as_written,
            mode=None if straight else relation.mode,
            direction=relation.direction,
            hedge=Hedge.RANGE if q.low is not None else relation.hedge or figure.hedge,
            open_reason=gaps[0] if gaps else None,
            straight_said=straight,
        )
        return with_amount(claim, figure)


def with_amount(claim: DistanceClaim, figure: Figure) -> DistanceClaim:
    """Put a figure's amount into a claim: kilometres or hours."""
    q = figure.quantity
    if figure.is_time:
        return replace(claim, hours=q.amount, hours_low=q.low, hours_high=q.high)
    return replace(
        claim,
        km=q.amount,
        km_low=q.low,
        km_high=q.high,
        other_km=q.other,
        rounding_km=q.rounding,
        other_rounding_km=q.other_rounding,
    )
