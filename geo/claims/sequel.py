"""Whether a second figure of a sentence tells of what the first one placed."""

from collections.abc import Sequence

from geo.claims.figures import read_hedge
from geo.claims.items import Item, is_spot, low_at, ref_at
from geo.claims.phrases import load_phrases
from geo.claims.subject import CLAUSE_MARKS

__all__ = ["goes_on"]

_RELATIVES = frozenset("which where who whose".split())
_SHORT = 8


def goes_on(items: Sequence[Item], previous_end: int, k: int, *, unnamed: bool) -> bool:
    """Tell whether a figure goes on about what the figure before it placed.

    Parameters
    ----------
    previous_end : int
        Item that the claim before ended before.
    k : int
        Last item before the figure.
    unnamed : bool
        What that claim was about has no name: a comma is enough to go on about it.
    """
    return _continues(items, previous_end, k) or (k == previous_end and _by_comma(items, k, unnamed=unnamed))


def _by_comma(items: Sequence[Item], comma: int, *, unnamed: bool) -> bool:
    """Read "X, 30 km from Y, 10 km from the border": a comma alone, and what was placed first is placed again."""
    ref = ref_at(items, comma - 1)
    apposed = low_at(items, comma) == "," and ref is not None and _is_sited(items, comma)
    return apposed or (unnamed and not is_spot(ref))


def _is_sited(items: Sequence[Item], comma: int) -> bool:
    """Tell whether the last figure before a comma told where something lies, in an apposition or a predicate."""
    figure = next((i for i in range(comma - 1, 0, -1) if items[i].length is not None), 0)
    told = low_at(items, read_hedge(items, figure)[1] - 1) in {",", "(", *load_phrases().located}
    return figure > 0 and told and comma - figure < _SHORT


def _continues(items: Sequence[Item], previous_end: int, k: int) -> bool:
    """Tell whether only ", and", "and", "but", "or" stand between two claims."""
    between = [low_at(items, i) for i in range(previous_end, k + 1)]
    if between[:1] == [","] and between[-2:] == [",", "and"] and len(between) > 3:
        if between[1] in _RELATIVES:  # "X is 55 km from Y, which …, and 40 from Z"
            return "" not in between
        # "X is 55 km from Y, on the river, and 40 from Z"; "…, the country's second city, and 40 from Z"
        told = {*load_phrases().located, *CLAUSE_MARKS, *load_phrases().coordinators} - {"'s", "’s"}
        return between.count("") <= 1 and between.count(",") == 2 and not told & set(between)
    joins = {",", "and", "but", "or", ")", "yet", "also", "is", "are", "was", "lies", "about", "it"}
    return 0 < len(between) <= 3 and all(low in joins for low in between) and bool({"and", "but", "or"} & set(between))
