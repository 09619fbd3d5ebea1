"""One sentence in, the movements that it reports out."""

from collections.abc import Sequence

from geo.itinerary.clauses import Clauses, analyse
from geo.itinerary.continuations import of_fragments
from geo.itinerary.frames import of_predicate
from geo.itinerary.gapping import of_gaps
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Reported
from geo.itinerary.phrases import items
from geo.itinerary.placearguments import MEASURES
from geo.itinerary.syntax import Item
from geo.itinerary.trips import of_nouns
from geo.itinerary.unit import Unit

__all__ = ["movements_of", "parse"]

_DOUBT = frozenset({"unconfirmed", "unverified", "rumours", "rumors"})
_QUOTING = frozenset(
    "say report announce tell assess confirm add tweet state claim write suggest deny believe estimate show".split()
)


def parse(sequence: Sequence[Unit]) -> tuple[list[Item], Clauses]:
    """Parse a sentence's units into phrases and clauses."""
    phrases = items(sequence)
    return phrases, analyse(phrases)


def movements_of(sequence: Sequence[Item], clauses: Clauses, sentence: int, span: tuple[int, int]) -> list[Reported]:
    """Read every movement that one sentence reports, in text order."""
    placed = [(p.at, r) for p in clauses.predicates if (r := of_predicate(sequence, p)) is not None]
    if _is_refuted(clauses):
        told = {p.at for p in clauses.predicates if p.linker.startswith("that:")}
        for at, report in placed:
            if at in told:
                report.status, report.because = "denied", (*report.because, "said to be untrue")
    placed.extend(of_nouns(sequence, clauses))
    placed.extend(of_fragments(sequence, clauses))
    placed.extend(of_gaps(sequence, clauses))
    says = _attribution(clauses)
    long_past = _tells_long_past(sequence)
    doubtful = any(_DOUBT & set(np.words) for np in clauses.according_to)
    found: list[Reported] = []
    placed.extend((at, _ruled_out(report)) for at, report in list(placed) if report.rejected)
    for at, report in sorted(placed, key=lambda pair: pair[0]):
        found.append(report)
        report.at = at
        report.start, report.end = span
        report.sentence = sentence
        report.says = says
        report.background = report.background or long_past
        if doubtful and report.status in {"done", "ongoing"}:
            report.status, report.because = "rumoured", (*report.because, "'according to' what is unconfirmed")
    return found


_UNTRUE = frozenset("wrong false untrue baseless unfounded nonsense fantasy fabricated rubbish invented".split())
_REFUTING = frozenset("dismiss deny reject refute debunk".split())


def _is_refuted(clauses: Clauses) -> bool:
    """As in "A report that he would visit Rabat was wrong", "Rumours that he would stop there were dismissed"."""
    if not any(p.linker.startswith("that:") for p in clauses.predicates):
        return False
    for pred in clauses.predicates:
        untrue = pred.lemma == "be" and pred.object is not None and pred.object.head in _UNTRUE and not pred.negated
        if untrue or (pred.lemma in _REFUTING and pred.passive and not pred.negated):
            return True
    return False


def _ruled_out(report: Reported) -> Reported:
    """What a sentence denies beside what it tells: "sailed from Odesa, not from Chornomorsk"."""
    denied = Reported(report.subject, report.frame, report.rejected, report.mode, "denied", 0, 0, 0)
    denied.trigger, denied.weak = report.trigger, True
    denied.because = (*report.because[:1], "'not'")
    return denied


def _tells_long_past(sequence: Sequence[Item]) -> bool:
    """As in "Long before the railway came, …", "In those days …": what follows is no news."""
    opening = " ".join(i.low for i in sequence[:3])
    return opening.startswith(("long before", "long ago", "for centuries"))


def _attribution(clauses: Clauses) -> str | None:
    """Who the sentence quotes: the subject of its reporting verb, or what follows "according to"."""
    lex = lexicon()
    quoted = [
        p.subject
        for p in clauses.predicates
        if p.lemma in _QUOTING and p.lemma in lex.sets["reporting.verbs"] and p.subject is not None and not p.passive
    ]
    for np in [*quoted, *clauses.according_to]:
        if np.head not in MEASURES and not np.head[:1].isdecimal():  # "300 km north of the capital, police said"
            return np.name or np.raw or np.head
    return None
