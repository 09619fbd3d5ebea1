"""Geoparsing: finding the places that a text names (`recognise`) and deciding which ones they are (`resolve`)."""

from typing import TYPE_CHECKING

from geo.geoparse.mention import Hints, Mention, Resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.articles.article import Article
    from geo.gazetteer.store import Gazetteer

__all__ = ["geoparse", "recognise", "resolve"]

_NO_HINTS = Hints()


def recognise(article: "Article", gazetteer: "Gazetteer") -> tuple[Mention, ...]:
    """Find the places that an article names; see `geo.geoparse.recogniser`."""
    from geo.geoparse.recogniser import recognise_mentions

    return recognise_mentions(article, gazetteer)


def resolve(
    article: "Article",
    mentions: "Sequence[Mention]",
    gazetteer: "Gazetteer",
    hints: Hints = _NO_HINTS,
    *,
    travelling: bool = False,
) -> tuple[Resolution, ...]:
    """Decide which place on Earth each mention means; see `geo.geoparse.resolver`.

    The article's own metadata are read for its outlet's home; ``hints`` go before them. Whoever knows that the article
    tells of a journey says so: "Paris", then, is hardly the one in Texas.
    """
    from geo.geoparse.outlets import hints_of_metadata, merged
    from geo.geoparse.resolver import resolve_mentions, shipped_weights

    weights = shipped_weights().of_journeys() if travelling else None
    known = merged(hints, hints_of_metadata(article, gazetteer))
    return resolve_mentions(article, mentions, gazetteer, known, weights=weights)


def geoparse(article: "Article", gazetteer: "Gazetteer", hints: Hints = _NO_HINTS) -> tuple[Resolution, ...]:
    """Find the places that an article names and decide which place on Earth each one is.

    Returns
    -------
    tuple of Resolution
        In text order, body and after-matter alike.
    """
    return resolve(article, recognise(article, gazetteer), gazetteer, hints)
