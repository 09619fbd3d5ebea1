"""The places of a map as CSV, for a spreadsheet."""

import csv
import io

from maps.antimeridian import home
from maps.document import MapDocument

__all__ = ["table"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(document: MapDocument) -> str:
    """Write a row a place, most mentioned first; text that a spreadsheet would run as a formula is quoted as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("id", "name", "lon", "lat", "country", "feature", "population", "mentions", "articles", "status"))
    for mark in document.places:
        place = mark.place
        writer.writerow(
            (
                _text(place.id),
                _text(place.name),
                round(home(place.at.lon), 6),
                round(place.at.lat, 6),
                _text(place.country),
                _text(place.feature),
                place.population,
                mark.mentions,
                len(mark.article_ids),
                mark.status.value if mark.status else "",
            )
        )
    return out.getvalue()


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
