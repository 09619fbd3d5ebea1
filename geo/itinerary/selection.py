"""Which of the movements that a text tells make a journey, and which are talk, habit, statistics or history."""

from datetime import datetime, time, timedelta

from geo.articles.article import Article
from geo.itinerary.journey import Precision
from geo.itinerary.lexicon import lexicon
from geo.itinerary.movement import Reported
from geo.itinerary.timeline import Timeline
from geo.itinerary.traveller import Traveller
from geo.tokens import tokenise
from geo.vocabulary import Mode, Status

__all__ = ["is_journey", "is_statistic"]

_FRESH_DAYS = 45
_COARSE = {Precision.MONTH, Precision.YEAR, Precision.WEEK}


def is_statistic(report: Reported) -> bool:
    """A count of people over a period tells how many travel, not a journey."""
    np = report.subject
    if np is None:
        return False
    figures = (w.replace(",", "") for w in np.words)
    counted = any(figure.isdecimal() and int(figure) >= 5000 for figure in figures)
    whole = any(t.unit is not None and t.unit.value in {"year", "month"} for t in report.times)
    return counted and whole


def is_journey(traveller: Traveller, line: Timeline, told: list[Reported], article: Article) -> bool:
    """Tell whether a traveller's stops make a journey worth a line on a map."""
    nodes = line.nodes
    if not nodes:
        return False
    strong = [r for r in told if not r.weak and (r.points or r.frame in {"depart", "board", "return"})]
    planned_visit = any(
        r.frame in {"visit", "meet", "stop"} and r.status in {"planned"} and r.trigger in {"visit", "tour", "call"}
        for r in told
    )
    ends = any(p.role in {"origin", "reached", "goal"} for r in told for p in r.points)
    if (_is_generic(told) and not (strong and ends)) or _is_habit(traveller, told):
        return False
    if all(n.status is Status.DENIED for n in nodes) and not traveller.names:
        return False
    nobody = traveller.kind == "group" or not (traveller.names or traveller.heads)
    if all(n.status in {Status.RUMOURED, Status.DENIED} for n in nodes) and nobody:
        return False
    if all(s.status is Status.PLANNED for s in nodes) and _is_generic(told):
        return False
    leaving = all(n.roles == {"origin"} and n.status is Status.PLANNED for n in nodes)
    if leaving and traveller.kind in {"group", "thing"} and not traveller.names:
        return False  # "10,000 people were told to leave their homes in"
    several = len({n.place.id for n in nodes}) > 1 and any(
        r.points and r.frame in {"go", "arrive", "depart", "return"} for r in told
    )
    several = several or _tells_visits(traveller, told)
    if not strong and not several and not planned_visit and not (len(nodes) > 1 and traveller.kind in {"vehicle"}):
        return False
    if len(nodes) == 1 and not planned_visit and not _stands_alone(traveller, line):
        return False
    if _is_old(line, article, len(nodes)):
        return False
    if all(n.place.is_area and n.place.feature.startswith("L.") for n in nodes):
        return False
    return not (_is_sport(article) and traveller.mode is Mode.UNKNOWN and len(nodes) < 3)


def _tells_visits(traveller: Traveller, told: list[Reported]) -> bool:
    """As in "visited Riyadh, Doha and Cairo this week": several places that a person goes to see."""
    seen = [r for r in told if r.frame == "visit" and r.trigger in {"visit", "tour"} and r.status != "denied"]
    seen += [r for r in told if r.trigger == "be" and len(r.points) > 1 and "finite perfect" in r.because]
    places = {
        p.place.resolved.id for r in seen for p in r.points if p.place is not None and p.place.resolved is not None
    }
    return traveller.kind == "person" and len(places) > 1


def _stands_alone(traveller: Traveller, line: Timeline) -> bool:
    """A single stop makes a journey only if somebody in particular gets, or sets out, there by a real movement."""
    (node,) = line.nodes
    told = [
        r
        for r in node.reports
        if not r.weak and r.frame in {"arrive", "go", "return", "carry", "head", "depart", "pass"}
    ]
    if not told or node.roles <= {"via", "there"}:
        return False
    if node.roles == {"origin"}:
        return (bool(traveller.names) or traveller.kind == "person") and bool(node.words)
    known = bool(traveller.names) or traveller.kind in {"vehicle", "cargo", "animal", "person"}
    return known or bool(node.words)


def _is_generic(told: list[Reported]) -> bool:
    """Bare plurals ("tourists", "guests") are nobody in particular."""
    return all(_is_bare_plural(report) for report in told)


def _is_habit(traveller: Traveller, told: list[Reported]) -> bool:
    """As in "Lorries come from Beira and go to Lilongwe": what any of them does on any day."""
    if traveller.names or not all(r.present for r in told):
        return False
    return all(_is_bare_plural(r) or (r.subject is not None and r.subject.head == "they") for r in told)


def _is_bare_plural(report: Reported) -> bool:
    first = report.subject
    return (
        first is not None
        and not first.name
        and not first.det
        and not first.owner
        and first.demonym is None
        and (first.head.endswith("s") or first.head == "people")
        and not any(w[:1].isdecimal() for w in first.words)
        and not set(first.words) & lexicon().sets["closed.numbers"]
    )


def _is_old(line: Timeline, article: Article, count: int) -> bool:
    """A single visit long before the article is background, not news."""
    if article.published is None:
        return (
            count == 1
            and any(n.when is not None for n in line.nodes)
            and all(t.year is not None for n in line.nodes for r in n.reports for t in r.times)
        )
    dated = [n.when for n in line.nodes if n.when is not None]
    if not dated:
        return any(t.long_ago for n in line.nodes for r in n.reports for t in r.times) and count < 3
    limit = datetime.combine(article.published, time.min) - timedelta(days=_FRESH_DAYS)
    return (
        all((w.start if w.precision in _COARSE else w.end) < limit for w in dated)
        and count < 3
        and not any(n.status is Status.PLANNED for n in line.nodes)
    )


def _is_sport(article: Article) -> bool:
    words = {t.text.lower() for t in tokenise(article.text)}
    return len(words & lexicon().sets["sport.any"]) >= 2
