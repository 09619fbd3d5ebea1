"""What recognition and resolution hand on."""

from dataclasses import dataclass
from enum import StrEnum

from geo.gazetteer.place import Place

__all__ = ["Candidate", "Hints", "Mention", "MentionKind", "Resolution", "Unresolved"]


class MentionKind(StrEnum):
    """Whether a mention names a place or speaks of it as an adjective or a people."""

    NAME = "name"
    DEMONYM = "demonym"


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in an article: the half-open span ``text[start:end]``; ``probability`` is the recogniser's, 0 to 1."""

    article_id: str
    start: int
    end: int
    text: str
    kind: MentionKind = MentionKind.NAME
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention could mean, and the share of belief it got, 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a mention has no place."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which place a mention means.

    Attributes
    ----------
    confidence : float
        Calibrated probability that span and place are both right, 0 to 1.
    rivals : tuple of Candidate
        The next likeliest places, best first.
    because : tuple of str
        The evidence that decided, in words a reader understands.
    """

    mention: Mention
    place: Place | Unresolved
    confidence: float
    rivals: tuple[Candidate, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def resolved(self) -> Place | None:
        """The place, or None."""
        return self.place if isinstance(self.place, Place) else None


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about an article besides its text.

    ``countries`` are ISO codes and ``near`` are places of the outlet's home region; both only lean, never decide.
    """

    countries: tuple[str, ...] = ()
    near: tuple[Place, ...] = ()
