"""Read a bare claim such as ``about 680 km north`` whose two ends are known."""

from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.items import Item
from geo.claims.phrases import load_phrases, longest
from geo.claims.relation import read_relation
from geo.tokens import tokenise
from geo.units import read_durations, read_lengths
from geo.vocabulary import Hedge

__all__ = ["read_claim"]


def read_claim(text: str, origin: Endpoint, destination: Endpoint) -> DistanceClaim | None:
    """Read the first length, else the first time, with its hedge, direction and way of going; None without one."""
    tokens = tokenise(text)
    lengths = read_lengths(text, tokens)
    quantity = next(iter(lengths or read_durations(text, tokens)), None)
    if quantity is None:
        return None
    lows = [t.text.lower() for t in tokens[: quantity.first]]
    hedge = Hedge.EXACT
    while lows:
        size = longest(load_phrases().hedges, lows, at_end=True)
        if size and hedge is Hedge.EXACT:
            hedge = Hedge(load_phrases().hedges[tuple(lows[-size:])])
        lows = lows[: -(size or 1)]
    items = [Item(i, i + 1, t.text.lower(), t.text) for i, t in enumerate(tokens)]
    relation = read_relation(items, quantity.last)
    is_length = bool(lengths)
    return DistanceClaim(
        article_id="",
        start=0,
        end=len(text),
        text=text,
        origin=origin,
        destination=destination,
        km=quantity.amount if is_length else None,
        as_written=quantity.as_written,
        mode=relation.mode if relation.mode_said else None,
        direction=relation.direction,
        hedge=Hedge.RANGE if quantity.low is not None else relation.hedge or hedge,
        km_low=quantity.low if is_length else None,
        km_high=quantity.high if is_length else None,
        other_km=quantity.other if is_length else None,
        rounding_km=quantity.rounding if is_length else 0.0,
        hours=None if is_length else quantity.amount,
        straight_said=relation.mode is not None and not relation.mode_said,
        hours_low=None if is_length else quantity.low,
        hours_high=None if is_length else quantity.high,
        other_rounding_km=quantity.other_rounding if is_length else 0.0,
    )
