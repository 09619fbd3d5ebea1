"""What a traveller does or suffers somewhere: it was there, though no verb of movement says so."""

from collections.abc import Sequence

from geo.itinerary.arguments import Arguments
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Point, Reported
from geo.itinerary.nounkinds import vehicle_mode
from geo.itinerary.syntax import NounPhrase, Predicate

__all__ = ["happened_at", "happens_to_traveller", "is_idle"]

_NO_HAPPENING = frozenset(
    "build design make register flag own insure base order name christen lay construct manufacture operate manage "
    "list belong based headquartered homeported invent patent host exhibit display hire charter sell buy".split()
)
# Of people: what fills a life, not a journey, and what is done from afar.
_OF_A_LIFE = frozenset(
    "bear grow raise educate marry found work serve study live own know see hear want need hope expect plan think "
    "remember call ask watch help win elect appoint charge accuse convict sentence indict lead run head teach train "
    "ring tag kill die order target invest suspend believe love like hate use have do fight beat become seem create "
    "sell cause mean include open close begin start finish end return stand rule control govern support oppose back "
    "push demand urge warn promise threaten offer agree refuse vote back report".split()
)


def happened_at(pred: Predicate, args: Arguments) -> list[Point]:
    """Give the places where something happened to the traveller that a located verb has as its subject."""
    if pred.lemma == "find" and pred.object is not None and pred.object.head in {"him", "her", "them"}:
        points = [p for cat, p in args.found if cat == "at" and pred.subject is None]  # "Wednesday found him in C"
    elif happens_to_vehicle(pred):
        points = [p for cat, p in args.found if cat == "at"]
    elif happens_to_traveller(pred):
        points = [p for cat, p in args.found[:1] if cat == "at" and _is_town(p)]
    else:
        return []
    for point in points:
        point.role = "there"
    return points


def happens_to_vehicle(pred: Predicate) -> bool:
    """As in "It reappeared off Johor": what a vehicle does or suffers somewhere, it is there for."""
    np = pred.subject
    if pred.object is not None and pred.object.head in lexicon().trips:
        return False  # "having dropped the call at Djibouti"
    if np is None or pred.lemma in _NO_HAPPENING or pred.movement is not None or pred.form == "infinitive":
        return False
    return np.head == "it" or vehicle_mode(np) is not None


def happens_to_traveller(pred: Predicate) -> bool:
    """As in "The men were freed in Khan Younis", "She fell ill at Davis": where somebody was by what befell them."""
    np, lex = pred.subject, lexicon()
    if np is None or pred.form != "finite" or pred.modal or pred.negated or pred.tense in {"present", "future"}:
        return False
    if pred.lemma in _OF_A_LIFE or pred.lemma in _NO_HAPPENING or pred.lemma in lex.sets["reporting.verbs"]:
        return False
    return _is_somebody(np)


def _is_somebody(np: NounPhrase) -> bool:
    lex = lexicon()
    if np.place is not None or np.det in {"no", "many", "most", "all"}:
        return False
    if np.name or np.head in {"he", "she", "they"}:
        return True
    if np.head in lex.sets["witness.any"] or (
        not np.det and not np.owner and not any(w[:1].isdigit() for w in np.words)
    ):
        return False
    return any(np.head in lex.sets[f"{kind}.any"] for kind in ("person", "group"))


def _is_town(point: Point) -> bool:
    here = point.place.resolved if point.place is not None else None
    return here is not None and here.feature_class in {"P", "S", "R"}


def is_idle(report: Reported, told: Sequence[Reported]) -> bool:
    """What happened to people shows where they were only when they are told of as travelling."""
    if not report.happened:
        return False
    return report.trigger != "find" and not any(
        r.points and not r.weak and not r.happened and r.status != "denied" for r in told
    )
