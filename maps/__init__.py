"""Maps of a story: one HTML page that needs no network, and the formats that other tools read."""

from maps.document import MapDocument, map_document
from maps.write import SUFFIXES, as_text, check_target, write

__all__ = ["SUFFIXES", "MapDocument", "as_text", "check_target", "map_document", "write"]
