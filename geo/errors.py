"""Every error that the package raises on purpose.

::

    GeoError
    ├── UsageError            the call itself is wrong                (also ValueError)
    │   └── CoordinateError   a coordinate outside the Earth          (also ValueError)
    ├── ArticleError          a source cannot be read as an article   (also ValueError)
    ├── GazetteerError        the gazetteer, or a row of it, is unusable
    │   └── PlaceNotFound     no place answers to that name           (also LookupError)
    ├── NetworkError          a railway, road or sea network is unusable
    ├── CorpusError           a corpus cannot be read or written
    └── RenderError           a document cannot be drawn or written

A message says which file or value, what is wrong with it, and what to do next.
"""

__all__ = [
    "ArticleError",
    "CoordinateError",
    "CorpusError",
    "GazetteerError",
    "GeoError",
    "NetworkError",
    "PlaceNotFound",
    "RenderError",
    "UsageError",
]


class GeoError(Exception):
    """The root of every error of this package."""


class UsageError(GeoError, ValueError):
    """The call is wrong: an argument that cannot be understood or does not fit."""


class CoordinateError(UsageError):
    """A longitude, latitude or box that is not on the Earth."""


class ArticleError(GeoError, ValueError):
    """A source that cannot be read as an article."""


class GazetteerError(GeoError):
    """The gazetteer, or data offered to it, cannot be used."""


class PlaceNotFound(GazetteerError, LookupError):
    """No place answers to a name."""


class NetworkError(GeoError):
    """A transport network is missing or cannot be read."""


class CorpusError(GeoError):
    """A corpus of many articles cannot be read or written."""


class RenderError(GeoError):
    """A map document cannot be drawn or written."""
