"""Journeys lead to cities: a name taken for a province or a country is its city's, unless the words say otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.articles.article import Article
from geo.gazetteer.cities import settlement_for
from geo.geoparse.mention import MentionKind, Resolution

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["with_cities"]

_UNITS = "province|region|state|oblast|governorate|krai|district|department|prefecture|county|provincial|republic"
_SAID_BEHIND = re.compile(rf"(?:['’]s)?\s+(?:{_UNITS})\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    rf"\b(?:(?:{_UNITS}|all|whole|rest|parts) of|across|throughout|into|entered|enter|crossed|cross|around)\s+$",
    re.IGNORECASE,
)
_LONGEST = 20  # characters before a name


def with_cities(
    article: Article, resolutions: Sequence[Resolution], gazetteer: "Gazetteer | None"
) -> tuple[Resolution, ...]:
    """Put "Mendoza", "Quebec" and "Djibouti" in the city, but "Mendoza province" and "into Quebec" nowhere else."""
    if gazetteer is None:
        return tuple(resolutions)
    return tuple(_settled(article.text, found, gazetteer) for found in resolutions)


def _settled(text: str, found: Resolution, gazetteer: "Gazetteer") -> Resolution:
    place, mention = found.resolved, found.mention
    if place is None or place.feature_class != "A" or mention.kind is not MentionKind.NAME:
        return found
    before = text[max(0, mention.start - _LONGEST) : mention.start]
    if _SAID_BEHIND.match(text, mention.end) or _SAID_BEFORE.search(before):
        return found
    city = settlement_for(place, mention.text, gazetteer, capitals=True)
    return found if city is place else replace(found, place=city)
