"""Maps of a story: one HTML page that needs no network, and the formats that other tools read."""

from maps.document import MapDocument, map_document
from maps.write import SUFFIXES, write

__all__ = ["SUFFIXES", "MapDocument", "map_document", "write"]
