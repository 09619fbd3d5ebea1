"""What is known halfway through a sentence: the clauses still open, the last verb, its object."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.geoparse.mention import Resolution
from geo.itinerary.syntax import Item, NounPhrase, Predicate

__all__ = ["MEASURES", "Clauses", "OpenClause", "OpenClauses"]

MEASURES = frozenset(
    "km kilometres kilometers kilometre kilometer miles mile metres meters feet hours days weeks months".split()
)


@dataclass(slots=True)
class OpenClause:
    """A clause that is being read: what opened it, its subject so far, who reports it."""

    kind: str
    linker: str = ""
    pending: NounPhrase | None = None
    subject: NounPhrase | None = None
    by_comma: bool = False
    fresh: bool = True
    where: Resolution | None = None
    reporter: Predicate | None = None
    gap: Resolution | None = None


@dataclass(slots=True)
class Clauses:
    """A sentence's predicates in order, with who reports what."""

    predicates: list[Predicate] = field(default_factory=list)
    according_to: list[NounPhrase] = field(default_factory=list)


class OpenClauses:
    """A stack of open clauses, and what the next phrase may belong to."""

    def __init__(self, sequence: Sequence[Item]) -> None:
        self.items = sequence
        self.stack = [OpenClause("main")]
        self.out = Clauses()
        self.last_pred: Predicate | None = None
        self.last_object: NounPhrase | None = None
        self.last_np: NounPhrase | None = None
        self.comma = False
        self.coordinated = False
        self.since_pred: list[str] = []
        self.deferred: list[Predicate] = []
        self.adverbs: list[str] = []
        self.main_finite: Predicate | None = None
        self.pending_linker = ""
        self.main_before: NounPhrase | None = None
        self.measured: NounPhrase | None = None
        self.routed: tuple[NounPhrase, NounPhrase] | None = None
        self.skip_phrase = False

    @property
    def top(self) -> OpenClause:
        """The innermost clause that is still open."""
        return self.stack[-1]

    def boundary(self) -> None:
        """Start anew: nothing before counts for the next phrase."""
        self.comma = self.coordinated = False
        self.since_pred = ["mark"]
        self.last_object = None

    def open(self, kind: str, linker: str) -> None:
        """Open a clause."""
        self.stack.append(OpenClause(kind, linker, by_comma=self.comma))
        self.boundary()

    def comma_since(self) -> bool:
        """Whether a comma stands between the last verb and here."""
        return "comma" in self.since_pred
