"""What no model may call a place: names of newspapers and the like that the words themselves give away."""

from geo.geoparse.mention import Mention
from geo.geoparse.words import Words

__all__ = ["vetoed"]


def vetoed(words: Words, mention: Mention) -> bool:
    """Tell whether a mention must be dropped whatever the model says."""
    return not any(c.isalpha() for c in mention.text)
