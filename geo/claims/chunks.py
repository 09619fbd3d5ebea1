"""A sentence's tokens as a row of items: words, references, lengths and times."""

from collections.abc import Mapping, Sequence

from geo.claims.items import Item, PlaceMention
from geo.claims.nouns import Capital, NounReader, Settle
from geo.tokens import Token
from geo.units import Quantity

__all__ = ["chunk"]

_STRESS = frozenset({"itself", "themselves", "proper"})  # behind a name: they say nothing of where it is


def chunk(
    tokens: Sequence[Token],
    span: tuple[int, int],
    mentions: Mapping[int, PlaceMention],
    quantities: tuple[Mapping[int, Quantity], Mapping[int, Quantity]],
    capital: Capital,
    settle: Settle,
) -> tuple[Item, ...]:
    """Turn the tokens of one sentence into items.

    Parameters
    ----------
    span : tuple of int
        The sentence, as a half-open range of tokens.
    quantities : tuple of mappings
        Lengths and times of the whole text by their first token.
    capital : callable
        Says which place is the capital of a country or province.
    settle : callable
        Says which city a name means that was taken for the province.
    """
    lengths, times = quantities
    reader = NounReader(tokens, mentions, capital)
    reader.settle = settle
    reader.end = span[1]
    reader.amounts = frozenset(i for i in range(*span) if i in lengths or i in times)
    items: list[Item] = []
    at = span[0]
    while at < span[1]:
        if items and items[-1].ref is not None and tokens[at].text in _STRESS:
            at += 1
            continue
        length, time = lengths.get(at), times.get(at)
        ref = None if length or time else reader.read(at)
        quantity = length or time
        last = quantity.last if quantity else ref.last if ref else at + 1
        text = tokens[at].text
        low = "" if quantity or ref else text.lower()
        items.append(Item(at, last, low, text, ref, length, None if length else time))
        at = last
    return tuple(items)
